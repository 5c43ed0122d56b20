import { clusterSource, clusterStatusLabels, establishedSql } from '#lib/register';
import { CLUSTER_TYPE_WORDS, DECISION_KIND_WORDS } from '#lib/workbook';
import { billions, type Dataset, day, type FactSql, flag, hectares, rate, text, whole } from '../dataset.js';

/** Cluster with its state, province and lead commune on a day: `c`, `st`, `pv`, `cm`; the columns that depend on the map. */
function places({ values, on, reading }: FactSql): string {
  const source = clusterSource(reading);
  const from = values.fill(source.from, source.params);
  const holds = (u: string) =>
    `${u}.valid_from <= ${on}::date and (${u}.valid_to is null or ${u}.valid_to > ${on}::date)`;
  return `${from} left join province pv on pv.code = ${source.province} and ${holds('pv')}
      left join commune cm on cm.code = ${source.lead} and ${holds('cm')}`;
}

/** The newest observation of a fact on a day. */
const observed = (alias: string, fact: string, facts: FactSql) => `left join lateral (
  select o.value, o.observed_on from ${facts.table('observation')} o where o.cluster_id = c.id and o.fact = '${fact}'
    and ${facts.kept('o')} and o.observed_on <= ${facts.on}::date order by o.observed_on desc, o.id desc limit 1) ${alias} on true`;

export const PLACE_COLUMNS = [
  text('province_code', 'Mã tỉnh', 'pv.code', 'Mã tỉnh theo danh mục hành chính của ngày dữ liệu.', { width: 9 }),
  text('province', 'Tỉnh, thành phố', 'pv.name', 'Tên tỉnh, thành phố của ngày dữ liệu.', { width: 18 }),
  text('commune_code', 'Mã xã', 'cm.code', 'Mã xã chủ trì.', { usual: false, width: 9 }),
  text('commune', 'Xã, phường', 'cm.name', 'Xã chủ trì báo cáo cụm.', { width: 18 }),
  text('cluster_code', 'Mã cụm', 'c.code', 'Mã cụm trong cơ sở dữ liệu.', { width: 10 }),
  text('cluster', 'Tên cụm', 'st.name', 'Tên cụm vào ngày dữ liệu.'),
];

export const clustersDataset: Dataset = {
  key: 'clusters',
  label: 'Cụm công nghiệp',
  labelEn: 'Clusters',
  edition: 'may',
  from(facts) {
    const { on } = facts;
    const established = establishedSql(facts.reading);
    return `from ${places(facts)}
      left join lateral (select f.* from ${facts.table('plan_entry')} f where f.cluster_id = c.id and ${facts.holds('f')}
        order by f.valid_from desc, f.id desc limit 1) pl on true
      left join lateral (select e.* from ${facts.table('decision')} e where e.cluster_id = c.id and e.kind = 'establishment'
        and ${facts.kept('e')} and e.signed_on <= ${on}::date order by e.signed_on desc, e.id desc limit 1) es on true
      left join lateral (select e.* from ${facts.table('decision')} e where e.cluster_id = c.id and e.kind = 'detailed_plan'
        and ${facts.kept('e')} and (e.signed_on is null or e.signed_on <= ${on}::date)
        order by e.signed_on desc nulls last, e.id desc limit 1) dp on true
      left join lateral (select ip.total_investment_bvnd, i.name from ${facts.table('infrastructure_project')} ip
        left join ${facts.table('investor')} i on i.id = ip.investor_id where ip.cluster_id = c.id and ${facts.holds('ip')}
        order by ip.valid_from desc nulls last, ip.id desc limit 1) ip on true
      left join lateral (select count(*) as n, count(*) filter (where t.state = 'operating') as operating
        from ${facts.table('tenant_project')} t where t.cluster_id = c.id and ${facts.holds('t')}) tn on true
      left join lateral (select sum(l.area_ha) as area from ${facts.table('lease')} l
        where l.cluster_id = c.id and ${facts.holds('l')}) ls on true
      ${observed('oi', 'industrial_land', facts)} ${observed('ol', 'leased_land', facts)} ${observed('orate', 'occupancy_rate', facts)}
      left join lateral (select ${facts.values.fill(established.sql, established.params)} as yes) est on true
      where true`;
  },
  columns: [
    ...PLACE_COLUMNS,
    text('type', 'Loại hình', 'st.type', 'Loại hình theo quyết định.', {
      words: CLUSTER_TYPE_WORDS,
      usual: false,
      width: 16,
    }),
    text('status', 'Nhóm tình trạng', 'st.status', 'Nhóm tình trạng theo cách ghi của tỉnh.', {
      words: clusterStatusLabels,
      width: 24,
    }),
    flag('listed', 'Trong quy hoạch', 'pl.listed', 'Nằm trong danh mục quy hoạch có hiệu lực.'),
    text('plan_decision', 'Văn bản quy hoạch', 'pl.plan_decision', 'Văn bản phê duyệt quy hoạch.', { usual: false }),
    hectares('planned_area', 'Diện tích quy hoạch', 'pl.planned_area_ha', 'Diện tích theo quy hoạch có hiệu lực.'),
    flag('established', 'Đã thành lập', 'est.yes', 'Có quyết định thành lập còn hiệu lực (NĐ 32/2024 Điều 2.9).'),
    text('establishment_number', 'Số QĐ thành lập', 'es.number', 'Số quyết định thành lập mới nhất.', { width: 18 }),
    day('establishment_signed_on', 'Ngày ký QĐ thành lập', 'es.signed_on', 'Ngày ký quyết định thành lập.'),
    hectares('established_area', 'Diện tích thành lập', 'es.area_ha', 'Diện tích ghi trong quyết định thành lập.'),
    text('detailed_plan_number', 'Số QĐ quy hoạch chi tiết', 'dp.number', 'Quyết định phê duyệt quy hoạch chi tiết.', {
      usual: false,
      width: 18,
    }),
    hectares('detailed_plan_area', 'Diện tích quy hoạch chi tiết', 'dp.area_ha', 'Diện tích theo quy hoạch chi tiết.', {
      usual: false,
    }),
    text('investor', 'Chủ đầu tư hạ tầng', 'ip.name', 'Chủ đầu tư hạ tầng kỹ thuật.'),
    billions('infra_investment', 'Vốn đầu tư hạ tầng', 'ip.total_investment_bvnd', 'Tổng mức đầu tư dự án hạ tầng.'),
    hectares(
      'industrial_land',
      'Đất công nghiệp',
      'oi.value',
      'Số quan sát mới nhất về diện tích đất công nghiệp; trống là chưa có nguồn nào nêu.',
    ),
    hectares('leased_land', 'Đất đã cho thuê', 'ol.value', 'Số quan sát mới nhất về diện tích đã cho thuê.'),
    day('leased_land_on', 'Ngày số đã cho thuê', 'ol.observed_on', 'Ngày của số đã cho thuê.', { usual: false }),
    rate('occupancy_reported', 'Tỷ lệ lấp đầy nguồn nêu', 'orate.value', 'Tỷ lệ do nguồn nêu, mẫu số tùy nguồn.', {
      usual: false,
    }),
    rate(
      'occupancy',
      'Tỷ lệ lấp đầy',
      'case when oi.value > 0 then round(100 * ol.value / oi.value, 2) end',
      'Tính lại: đất đã cho thuê trên đất công nghiệp; trống khi thiếu một trong hai. Không cộng, không lấy trung bình.',
    ),
    hectares(
      'leased_by_contract',
      'Diện tích theo hợp đồng',
      'ls.area',
      'Cộng diện tích các hợp đồng thuê có trong sổ.',
      { usual: false },
    ),
    whole('tenants', 'Số dự án thứ cấp', 'tn.n', 'Số dự án có trong sổ; 0 là sổ chưa ghi dự án nào.', { total: true }),
    whole('tenants_operating', 'Số dự án đang hoạt động', 'tn.operating', 'Số dự án đang hoạt động có trong sổ.', {
      total: true,
      usual: false,
    }),
  ],
  order: ['pv.code', 'c.code collate "C"'],
  province: 'c.province_code',
};

export const planEntriesDataset: Dataset = {
  key: 'plan_entries',
  label: 'Quy hoạch',
  labelEn: 'Development plan entries',
  edition: 'may',
  from(facts) {
    return `from ${places(facts)} join ${facts.table('plan_entry')} f on f.cluster_id = c.id where ${facts.holds('f')}`;
  },
  columns: [
    ...PLACE_COLUMNS,
    text('plan_decision', 'Văn bản quy hoạch', 'f.plan_decision', 'Văn bản phê duyệt quy hoạch.'),
    text('plan_group', 'Nhóm', 'f.plan_group', 'Nhóm trong danh mục quy hoạch.', { width: 10 }),
    flag('listed', 'Có trong danh mục', 'f.listed', 'Không: đưa ra khỏi danh mục.'),
    flag(
      'listed_as_established',
      'Quy hoạch ghi đã thành lập',
      'f.listed_as_established',
      'Cách ghi của văn bản, không phải tình trạng pháp lý.',
    ),
    hectares('planned_area', 'Diện tích quy hoạch', 'f.planned_area_ha', 'Diện tích theo văn bản.'),
    hectares('area_before', 'Diện tích trước điều chỉnh', 'f.area_before_ha', 'Diện tích trong quy hoạch trước đó.'),
    day('valid_from', 'Từ ngày', 'f.valid_from', 'Ngày bắt đầu hiệu lực.'),
    day('valid_to', 'Đến ngày', 'f.valid_to', 'Ngày hết hiệu lực.', { usual: false }),
    text('note', 'Ghi chú', 'f.note', 'Ghi chú.', { usual: false }),
  ],
  order: ['pv.code', 'c.code collate "C"', 'f.valid_from', 'f.id'],
  province: 'f.province_code',
};

export const decisionsDataset: Dataset = {
  key: 'decisions',
  label: 'Quyết định',
  labelEn: 'Decisions',
  edition: 'may',
  from(facts) {
    return `from ${places(facts)} join ${facts.table('decision')} f on f.cluster_id = c.id
      where ${facts.kept('f')} and (f.signed_on is null or f.signed_on <= ${facts.on}::date)`;
  },
  columns: [
    ...PLACE_COLUMNS,
    text('kind', 'Loại quyết định', 'f.kind', 'Phê duyệt quy hoạch chi tiết không phải quyết định thành lập.', {
      words: DECISION_KIND_WORDS,
    }),
    text('number', 'Số văn bản', 'f.number', 'Số, ký hiệu.', { width: 18 }),
    text('issuer', 'Cơ quan ban hành', 'f.issuer', 'Như văn bản ghi.'),
    day('signed_on', 'Ngày ký', 'f.signed_on', 'Ngày ký.'),
    day('effective_on', 'Ngày hiệu lực', 'f.effective_on', 'Ngày có hiệu lực.', { usual: false }),
    hectares('area', 'Diện tích', 'f.area_ha', 'Diện tích ghi trong văn bản.', { total: false }),
    hectares(
      'industrial_land',
      'Đất công nghiệp',
      'f.industrial_land_ha',
      'Diện tích đất công nghiệp ghi trong văn bản.',
      { total: false },
    ),
    billions('investment', 'Tổng mức đầu tư', 'f.investment_bvnd', 'Tổng mức đầu tư ghi trong văn bản.', {
      total: false,
    }),
    text('note', 'Ghi chú', 'f.note', 'Ghi chú.', { usual: false }),
  ],
  order: ['pv.code', 'c.code collate "C"', 'f.signed_on', 'f.id'],
  province: 'f.province_code',
};

export { places };
