import type { TableColumn } from '../table/table.js';
import { CLUSTER_TYPE_WORDS, DECISION_KIND_WORDS, RETRACT_WORD, TENANT_STATE_WORDS } from './words.js';

export const REGISTER_TABLES = ['clusters', 'plan_entries', 'decisions', 'tenant_projects', 'leases'] as const;
export type RegisterTableName = (typeof REGISTER_TABLES)[number];

/** A column of a register workbook, out and in. */
export interface RegisterColumn extends TableColumn {
  /**
   * `key` says which row it is, and is empty for a new one; `value` is kept; `link` names the cluster or project the
   * row hangs on; `info` is printed for people and not read; `action` asks for something.
   */
  readonly role: 'key' | 'value' | 'link' | 'info' | 'action';
  /** Other headings it is known by. */
  readonly also?: readonly string[];
  /** A new row must have it. */
  readonly required?: boolean;
  /** Codes and what they are called; either is read. */
  readonly words?: Readonly<Record<string, string>>;
  /** Several values in one cell, parted by semicolons. */
  readonly many?: boolean;
  /** Rows without a key are compared by it, see `matchedKey`. */
  readonly matched?: boolean;
}

export interface RegisterTable {
  readonly name: RegisterTableName;
  /** Name of its sheet. */
  readonly sheet: string;
  readonly columns: readonly RegisterColumn[];
}

type Role = RegisterColumn['role'];
export type ColumnOptions = Partial<Omit<RegisterColumn, 'key' | 'label' | 'type' | 'role'>>;
export const column = (
  role: Role,
  type: TableColumn['type'],
  key: string,
  label: string,
  definition: string,
  options: ColumnOptions = {},
): RegisterColumn => ({ role, type, key, label, definition, ...options });

const ROW_KEY = column(
  'key',
  'text',
  'id',
  'Mã dòng',
  'Hệ thống cấp khi xuất; để trống cho dòng mới. Không sửa mã này.',
  { width: 38 },
);
const CLUSTER_CODE = column(
  'link',
  'text',
  'clusterCode',
  'Mã cụm',
  'Mã cụm trong sổ; có thể để trống nếu đã ghi tên cụm.',
  {
    width: 11,
  },
);
const CLUSTER_NAME = column(
  'link',
  'text',
  'clusterName',
  'Tên cụm',
  'Dùng để tìm cụm khi không ghi mã; không làm đổi tên cụm.',
  {
    also: ['Cụm công nghiệp', 'Tên cụm công nghiệp'],
  },
);
const FROM = column('value', 'date', 'validFrom', 'Từ ngày', 'Ngày bắt đầu có hiệu lực; trống là không rõ.');
const TO = column(
  'value',
  'date',
  'validTo',
  'Đến ngày',
  'Ghi ngày để kết thúc dòng này từ ngày đó; trống là còn hiệu lực.',
);
const NOTE = column('value', 'text', 'note', 'Ghi chú', 'Ghi chú tự do.');
const ACTION = column(
  'action',
  'text',
  'action',
  'Thao tác',
  `Để trống, hoặc ghi “${RETRACT_WORD}” để rút dòng đã ghi sai (khác với kết thúc: dòng coi như chưa từng đúng).`,
  { width: 12 },
);
const ha = (key: string, label: string, definition: string, options: ColumnOptions = {}) =>
  column('value', 'decimal', key, label, definition, { unit: 'ha', ...options });

/** The five tables of a register workbook, in the order in which they are written and applied. */
export const registerTables: readonly RegisterTable[] = [
  {
    name: 'clusters',
    sheet: 'Cụm công nghiệp',
    columns: [
      column('key', 'text', 'code', 'Mã cụm', 'Mã cụm trong sổ (C00001); để trống cho cụm mới.', { width: 11 }),
      column('value', 'text', 'name', 'Tên cụm', 'Tên cụm công nghiệp, không kèm chữ “CCN”.', {
        required: true,
        also: ['Tên cụm công nghiệp'],
      }),
      column('value', 'text', 'otherNames', 'Tên gọi khác', 'Các tên đã dùng, cách nhau bằng dấu chấm phẩy.', {
        many: true,
      }),
      column('value', 'text', 'leadCommuneCode', 'Mã xã chủ trì', 'Mã xã (năm chữ số) chủ trì báo cáo cụm.', {
        required: true,
        width: 13,
      }),
      column('info', 'text', 'leadCommuneName', 'Xã chủ trì', 'In để đối chiếu; không đọc lại.'),
      column(
        'value',
        'text',
        'communeCodes',
        'Mã các xã',
        'Mã các xã có cụm, cách nhau bằng dấu chấm phẩy; trống là chỉ xã chủ trì.',
        {
          many: true,
        },
      ),
      column('value', 'text', 'type', 'Loại hình', 'Loại hình theo quyết định; trống nếu không thuộc loại nào.', {
        words: CLUSTER_TYPE_WORDS,
        width: 16,
      }),
      column('value', 'text', 'status', 'Nhóm tình trạng', 'Nhóm tình trạng theo cách ghi của tỉnh.'),
      column('value', 'date', 'validFrom', 'Từ ngày', 'Ngày tên, địa bàn và tình trạng này bắt đầu.', {
        required: true,
      }),
      TO,
      NOTE,
      ACTION,
    ],
  },
  {
    name: 'plan_entries',
    sheet: 'Quy hoạch',
    columns: [
      ROW_KEY,
      CLUSTER_CODE,
      CLUSTER_NAME,
      column(
        'value',
        'text',
        'planDecision',
        'Văn bản quy hoạch',
        'Số văn bản phê duyệt quy hoạch hoặc phương án phát triển.',
        {
          required: true,
          also: ['Quyết định quy hoạch'],
        },
      ),
      column('value', 'text', 'planGroup', 'Nhóm trong quy hoạch', 'Nhóm, mục trong danh mục quy hoạch.', {
        width: 12,
      }),
      column(
        'value',
        'boolean',
        'listed',
        'Có trong danh mục',
        'Có: nằm trong danh mục; Không: đưa ra khỏi danh mục.',
        {
          required: true,
        },
      ),
      column(
        'value',
        'boolean',
        'listedAsEstablished',
        'Quy hoạch ghi đã thành lập',
        'Cách ghi của văn bản quy hoạch, không phải tình trạng pháp lý.',
      ),
      ha('plannedAreaHa', 'Diện tích quy hoạch', 'Diện tích theo quy hoạch hoặc phương án phát triển.'),
      ha('areaBeforeHa', 'Diện tích trước điều chỉnh', 'Diện tích trong quy hoạch trước đó.'),
      { ...FROM, required: true },
      TO,
      NOTE,
      ACTION,
    ],
  },
  {
    name: 'decisions',
    sheet: 'Quyết định',
    columns: [
      ROW_KEY,
      CLUSTER_CODE,
      CLUSTER_NAME,
      column(
        'value',
        'text',
        'kind',
        'Loại quyết định',
        'Phê duyệt quy hoạch chi tiết không phải là quyết định thành lập.',
        {
          required: true,
          words: DECISION_KIND_WORDS,
        },
      ),
      column('value', 'text', 'number', 'Số văn bản', 'Số, ký hiệu như văn bản ghi.', {
        width: 18,
        also: ['Số quyết định'],
      }),
      column('value', 'text', 'issuer', 'Cơ quan ban hành', 'Cơ quan ban hành như văn bản ghi.'),
      column('value', 'date', 'signedOn', 'Ngày ký', 'Ngày ký văn bản.'),
      column('value', 'date', 'effectiveOn', 'Ngày hiệu lực', 'Ngày có hiệu lực, nếu văn bản ghi.'),
      ha('areaHa', 'Diện tích', 'Diện tích cụm ghi trong văn bản.'),
      ha('industrialLandHa', 'Diện tích đất công nghiệp', 'Diện tích đất công nghiệp ghi trong văn bản.'),
      column('value', 'decimal', 'investmentBvnd', 'Tổng mức đầu tư', 'Tổng mức đầu tư ghi trong văn bản.', {
        unit: 'tỷ đồng',
      }),
      column('value', 'text', 'clusterType', 'Loại hình cụm', 'Loại hình cụm ghi trong văn bản.', {
        words: CLUSTER_TYPE_WORDS,
        width: 16,
      }),
      NOTE,
      ACTION,
    ],
  },
  {
    name: 'tenant_projects',
    sheet: 'Dự án thứ cấp',
    columns: [
      column('key', 'text', 'code', 'Mã dự án', 'Mã dự án trong sổ (P00001); để trống cho dự án mới.', { width: 11 }),
      CLUSTER_CODE,
      CLUSTER_NAME,
      column('value', 'text', 'enterpriseName', 'Tên doanh nghiệp', 'Tên tổ chức, cá nhân có dự án trong cụm.', {
        required: true,
        matched: true,
        width: 40,
      }),
      column('value', 'text', 'taxCode', 'Mã số thuế', 'Mã số doanh nghiệp.', { width: 15 }),
      column('value', 'text', 'projectName', 'Tên dự án', 'Tên dự án, nếu có.', { matched: true, width: 40 }),
      column('value', 'text', 'industry', 'Ngành nghề', 'Ngành nghề sản xuất, kinh doanh.'),
      column('value', 'boolean', 'foreignCapital', 'Vốn nước ngoài', 'Có, Không; trống là không rõ.'),
      ha('landRequestedHa', 'Diện tích đăng ký', 'Diện tích đất dự án đăng ký sử dụng.'),
      column('value', 'text', 'state', 'Tình trạng', 'Tình trạng của dự án.', {
        required: true,
        words: TENANT_STATE_WORDS,
      }),
      column('value', 'text', 'stateAsWritten', 'Tình trạng như nguồn ghi', 'Nguyên văn của nguồn.'),
      FROM,
      TO,
      NOTE,
      ACTION,
    ],
  },
  {
    name: 'leases',
    sheet: 'Cho thuê đất',
    columns: [
      ROW_KEY,
      column(
        'link',
        'text',
        'projectCode',
        'Mã dự án',
        'Mã dự án trong sổ; có thể để trống nếu ghi tên cụm và tên doanh nghiệp.',
        {
          width: 11,
        },
      ),
      CLUSTER_NAME,
      column('link', 'text', 'enterpriseName', 'Tên doanh nghiệp', 'Dùng để tìm dự án khi không ghi mã.', {
        width: 40,
      }),
      ha('areaHa', 'Diện tích thuê', 'Diện tích đất công nghiệp cho thuê.'),
      column('value', 'text', 'document', 'Hợp đồng', 'Số hợp đồng hoặc văn bản cho thuê.', {
        also: ['Văn bản cho thuê'],
      }),
      column('value', 'date', 'signedOn', 'Ngày ký', 'Ngày ký hợp đồng.'),
      FROM,
      TO,
      ACTION,
    ],
  },
];

/** Under what a matched column's key for equality is staged, beside its value. */
export const matchedKey = (key: string): string => `${key}~`;

/** The table of a name. */
export function registerTable(name: RegisterTableName): RegisterTable {
  const found = registerTables.find((table) => table.name === name);
  if (found === undefined) throw new RangeError(`no register table ${name}`);
  return found;
}
