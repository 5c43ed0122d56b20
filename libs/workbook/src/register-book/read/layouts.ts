import type { WrittenUnit } from '#lib/forms';
import { searchKey } from '#lib/kernel';
import { labelKey } from '../../rules/label-key.js';
import { column, type RegisterColumn, type RegisterTableName, registerTables } from '../columns.js';
import { headingParts } from './units.js';

/** Layouts of tables that provincial systems keep; each is spread over the register's tables. */
export type ForeignLayout = 'provincial_clusters' | 'provincial_tenants' | 'provincial_indicators';

/** A table by its headings: one of the register's own, or one that a provincial system keeps. */
export interface RegisterLayout {
  readonly name: RegisterTableName | ForeignLayout;
  readonly label: string;
  readonly columns: readonly RegisterColumn[];
  /** Of each group one column must be there for a line to be this table's heading. */
  readonly needed: readonly (readonly string[])[];
  /** So many columns in all. */
  readonly least: number;
}

const NEEDED: Readonly<Record<RegisterTableName, readonly (readonly string[])[]>> = {
  clusters: [
    ['code', 'name'],
    ['leadCommuneCode', 'communeCodes', 'otherNames', 'status', 'type'],
  ],
  plan_entries: [
    ['id', 'clusterCode', 'clusterName'],
    ['planDecision', 'listed', 'plannedAreaHa'],
  ],
  decisions: [
    ['id', 'clusterCode', 'clusterName'],
    ['kind', 'number'],
  ],
  tenant_projects: [['code', 'clusterCode', 'clusterName'], ['enterpriseName']],
  leases: [
    ['id', 'projectCode', 'enterpriseName'],
    ['areaHa', 'document'],
  ],
};

const text = (key: string, label: string, ...also: string[]): RegisterColumn =>
  column('value', 'text', key, label, label, { also });
const area = (key: string, label: string, ...also: string[]): RegisterColumn =>
  column('value', 'decimal', key, label, label, { unit: 'ha', also });

const FOREIGN: readonly RegisterLayout[] = [
  {
    name: 'provincial_clusters',
    label: 'Danh mục cụm của tỉnh',
    needed: [
      ['name'],
      ['establishedArea', 'establishment', 'detailedArea', 'detailed', 'industrialLand', 'leasedLand'],
    ],
    least: 3,
    columns: [
      text('name', 'Tên cụm công nghiệp', 'Tên cụm', 'Cụm công nghiệp'),
      area('establishedArea', 'Diện tích thành lập'),
      text('establishment', 'Quyết định thành lập', 'QĐ thành lập', 'Số quyết định thành lập', 'Số QĐ thành lập'),
      area('expandedArea', 'Diện tích mở rộng'),
      text('expansion', 'Quyết định mở rộng', 'QĐ mở rộng', 'Số quyết định mở rộng'),
      area('detailedArea', 'Diện tích QH chi tiết', 'Diện tích QHCT'),
      text('detailed', 'Quyết định phê duyệt QHCT', 'QĐ phê duyệt QHCT', 'Quyết định phê duyệt QH chi tiết'),
      area('industrialLand', 'Diện tích đất công nghiệp', 'Diện tích đất CN'),
      area('leasedLand', 'Diện tích đất cho thuê', 'Diện tích đất đã cho thuê', 'Diện tích cho thuê'),
      column('value', 'percent', 'occupancy', 'Tỉ lệ lấp đầy', 'Tỉ lệ lấp đầy', { unit: '%' }),
      text('note', 'Ghi chú'),
    ],
  },
  {
    name: 'provincial_tenants',
    label: 'Danh sách dự án trong cụm của tỉnh',
    needed: [['name'], ['owner', 'capital', 'workers', 'state', 'industry']],
    least: 3,
    columns: [
      text('investment', 'Đầu tư', 'Loại đầu tư', 'Hình thức đầu tư'),
      text('name', 'Tên doanh nghiệp / dự án', 'Tên doanh nghiệp, dự án', 'Tên dự án / doanh nghiệp'),
      text('owner', 'Chủ doanh nghiệp / dự án', 'Chủ dự án / doanh nghiệp', 'Chủ doanh nghiệp, dự án'),
      text('industry', 'Ngành nghề', 'Ngành nghề sản xuất kinh doanh', 'Lĩnh vực'),
      text('capital', 'Vốn đăng kí', 'Vốn đầu tư đăng kí'),
      text('workers', 'Số lao động', 'Lao động'),
      text('area', 'Diện tích', 'Diện tích đất'),
      text('state', 'Thực trạng', 'Hiện trạng', 'Tình trạng'),
      text('cluster', 'Tên cụm công nghiệp', 'Tên cụm', 'Cụm công nghiệp'),
      text('note', 'Ghi chú'),
    ],
  },
  {
    name: 'provincial_indicators',
    label: 'Bảng chỉ tiêu của tỉnh',
    needed: [['indicator'], ['amount'], ['period', 'year']],
    least: 4,
    columns: [
      text('period', 'Kỳ báo cáo', 'Kỳ'),
      text('year', 'Năm báo cáo', 'Năm'),
      text('kind', 'Loại', 'Loại chỉ tiêu', 'Nhóm'),
      text('indicator', 'Chỉ tiêu', 'Tên chỉ tiêu'),
      text('unit', 'Đơn vị tính', 'ĐVT', 'Đơn vị'),
      text('amount', 'Số lượng', 'Giá trị'),
      text('cluster', 'Tên cụm công nghiệp', 'Tên cụm', 'Cụm công nghiệp'),
      text('note', 'Ghi chú'),
    ],
  },
];

export const LAYOUTS: readonly RegisterLayout[] = [
  ...registerTables.map(
    ({ name, sheet, columns }): RegisterLayout => ({ name, label: sheet, columns, needed: NEEDED[name], least: 3 }),
  ),
  ...FOREIGN,
];

export function isOwnLayout(name: RegisterLayout['name']): name is RegisterTableName {
  return registerTables.some((table) => table.name === name);
}

/** Tone marks, letter case, spaces and the usual abbreviations do not matter. */
const keysOf = (heading: string): readonly string[] => {
  const key = labelKey(heading);
  return [key, `~${searchKey(key)}`];
};

const KNOWN: readonly ReadonlyMap<string, RegisterColumn>[] = LAYOUTS.map(
  ({ columns }) =>
    new Map(columns.flatMap((c) => [c.label, ...(c.also ?? [])].flatMap((h) => keysOf(h).map((k) => [k, c] as const)))),
);

/** A column of a table that was found: where it stands, and the unit its heading names. */
export interface FoundColumn {
  readonly col: number;
  readonly heading: string;
  readonly column: RegisterColumn;
  readonly unit: WrittenUnit | null;
}

export interface FoundTable {
  /** Last row of its heading. */
  readonly row: number;
  readonly layout: RegisterLayout;
  readonly columns: readonly FoundColumn[];
  readonly unknown: readonly { readonly col: number; readonly heading: string }[];
  readonly twice: readonly { readonly col: number; readonly heading: string }[];
}

const LONGEST_HEADING = 120;

/** The table whose headings stand in a line; null for any other line. */
export function findTable(line: ReadonlyMap<number, string>, sheetName: string, row: number): FoundTable | null {
  if (line.size < 3) return null;
  const headings = [...line].filter(([, heading]) => heading.length <= LONGEST_HEADING);
  const keyed = headings.map(([col, heading]) => {
    const { label, unit } = headingParts(heading);
    return { col, heading, unit, keys: [...keysOf(heading), ...(label === heading ? [] : keysOf(label))] };
  });
  let best: FoundTable | null = null;
  for (const [i, layout] of LAYOUTS.entries()) {
    const columns: FoundColumn[] = [];
    const unknown: { col: number; heading: string }[] = [];
    const twice: { col: number; heading: string }[] = [];
    for (const { col, heading, unit, keys } of keyed) {
      const found = keys.map((key) => KNOWN[i]?.get(key)).find((c) => c !== undefined);
      if (found === undefined) unknown.push({ col, heading });
      else if (columns.some((c) => c.column === found)) twice.push({ col, heading });
      else columns.push({ col, heading, column: found, unit });
    }
    const has = (key: string): boolean => columns.some((c) => c.column.key === key);
    if (columns.length < layout.least || !layout.needed.every((any) => any.some(has))) continue;
    const better =
      best === null ||
      columns.length > best.columns.length ||
      (columns.length === best.columns.length && searchKey(sheetName) === searchKey(layout.label));
    if (better) best = { row, layout, columns, unknown, twice };
  }
  return best;
}
