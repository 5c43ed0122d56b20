import { observationFacts } from '#lib/register';
import { TENANT_STATE_WORDS } from '#lib/workbook';
import { type Dataset, day, figure, flag, hectares, text } from '../dataset.js';
import { PLACE_COLUMNS, places } from './cluster-datasets.js';

export const tenantsDataset: Dataset = {
  key: 'tenant_projects',
  label: 'Dự án thứ cấp',
  labelEn: 'Tenant projects',
  edition: 'may',
  from(facts) {
    return `from ${places(facts)} join ${facts.table('tenant_project')} f on f.cluster_id = c.id
      left join lateral (select sum(l.area_ha) as area from ${facts.table('lease')} l
        where l.project_id = f.id and ${facts.holds('l')}) ls on true
      where ${facts.holds('f')}`;
  },
  columns: [
    ...PLACE_COLUMNS,
    text('project_code', 'Mã dự án', 'f.code', 'Mã dự án trong cơ sở dữ liệu.', { width: 10 }),
    text('enterprise', 'Tên doanh nghiệp', 'f.enterprise_name', 'Tổ chức, cá nhân có dự án.', { width: 40 }),
    text('tax_code', 'Mã số thuế', 'f.tax_code', 'Mã số doanh nghiệp.', { usual: false, width: 15 }),
    text('project', 'Tên dự án', 'f.project_name', 'Tên dự án.', { usual: false }),
    text('industry', 'Ngành nghề', 'f.industry', 'Ngành nghề.'),
    flag('foreign_capital', 'Vốn nước ngoài', 'f.foreign_capital', 'Trống là không rõ.'),
    text('state', 'Tình trạng', 'f.state', 'Tình trạng dự án.', { words: TENANT_STATE_WORDS, width: 18 }),
    hectares('land_requested', 'Diện tích đăng ký', 'f.land_requested_ha', 'Diện tích dự án đăng ký.'),
    hectares('leased', 'Diện tích thuê', 'ls.area', 'Cộng các hợp đồng thuê còn hiệu lực có trong sổ.'),
    day('valid_from', 'Từ ngày', 'f.valid_from', 'Ngày bắt đầu.', { usual: false }),
    text('note', 'Ghi chú', 'f.note', 'Ghi chú.', { usual: false }),
  ],
  order: ['pv.code', 'c.code collate "C"', 'f.code collate "C"'],
  province: 'f.province_code',
};

export const leasesDataset: Dataset = {
  key: 'leases',
  label: 'Cho thuê đất',
  labelEn: 'Leases',
  edition: 'may',
  from(facts) {
    return `from ${places(facts)} join ${facts.table('lease')} f on f.cluster_id = c.id
      join ${facts.table('tenant_project')} t on t.id = f.project_id where ${facts.holds('f')}`;
  },
  columns: [
    ...PLACE_COLUMNS,
    text('project_code', 'Mã dự án', 't.code', 'Mã dự án trong cơ sở dữ liệu.', { width: 10 }),
    text('enterprise', 'Tên doanh nghiệp', 't.enterprise_name', 'Bên thuê đất.', { width: 40 }),
    hectares('area', 'Diện tích thuê', 'f.area_ha', 'Diện tích đất công nghiệp cho thuê.'),
    text('document', 'Hợp đồng', 'f.document', 'Số hợp đồng hoặc văn bản.'),
    day('signed_on', 'Ngày ký', 'f.signed_on', 'Ngày ký hợp đồng.'),
    day('valid_from', 'Từ ngày', 'f.valid_from', 'Ngày bắt đầu.', { usual: false }),
    day('valid_to', 'Đến ngày', 'f.valid_to', 'Ngày kết thúc.', { usual: false }),
  ],
  order: ['pv.code', 'c.code collate "C"', 't.code collate "C"', 'f.id'],
  province: 'f.province_code',
};

const FACT_WORDS = Object.fromEntries(Object.entries(observationFacts).map(([fact, { label }]) => [fact, label]));

export const observationsDataset: Dataset = {
  key: 'observations',
  label: 'Số liệu quan sát',
  labelEn: 'Observations',
  edition: 'may',
  from(facts) {
    const { on } = facts;
    return `from ${facts.table('observation')} f left join cluster c on c.id = f.cluster_id left join source s on s.id = f.source_id
      left join province pv on pv.code = f.province_code and pv.valid_from <= ${on}::date and (pv.valid_to is null or pv.valid_to > ${on}::date)
      where ${facts.kept('f')} and f.observed_on <= ${on}::date`;
  },
  columns: [
    text('province_code', 'Mã tỉnh', 'f.province_code', 'Mã tỉnh.', { width: 9 }),
    text('province', 'Tỉnh, thành phố', 'pv.name', 'Tên tỉnh, thành phố.', { width: 18 }),
    text('cluster_code', 'Mã cụm', 'c.code', 'Trống: số của cả tỉnh.', { width: 10 }),
    text('cluster', 'Tên cụm', 'c.name', 'Trống: số của cả tỉnh.'),
    text('fact', 'Chỉ tiêu', 'f.fact', 'Điều được nêu.', { words: FACT_WORDS, width: 36 }),
    figure('value', 'Giá trị', 'f.value', 'Như nguồn nêu, theo đơn vị ở cột bên.'),
    text('unit', 'Đơn vị tính', 'f.unit', 'Đơn vị của giá trị.', { width: 12 }),
    day('observed_on', 'Ngày số liệu', 'f.observed_on', 'Ngày mà nguồn nói về.'),
    text('basis', 'Cơ sở', 'f.basis', 'So với gì, lấy từ đâu.', { usual: false }),
    text('as_written', 'Nguyên văn', 'f.as_written', 'Cách ghi của nguồn.', { usual: false }),
    text('source', 'Nguồn', 's.title', 'Văn bản, bảng biểu nêu số này.', { width: 44 }),
  ],
  order: ['f.province_code', 'c.code collate "C"', 'f.fact', 'f.observed_on', 'f.id'],
  province: 'f.province_code',
};
