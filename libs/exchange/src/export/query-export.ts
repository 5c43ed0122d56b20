import {
  AGGREGATES,
  type AnsweredGroup,
  askAggregate,
  type ClusterFigure,
  type ClusterFigures,
  type ClusterFiguresFilter,
  type ClusterFiguresOrder,
  checkNamed,
  conditionSql,
  FIGURE_HEADINGS,
  listClusterFigures,
  type Measure,
  type NamedQuestion,
} from '#lib/analysis';
import type { IsoDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import {
  type TableAbout,
  type TableColumn,
  type TableRow,
  type TableSource,
  writeTableCsv,
  writeTableParquet,
  writeTableXlsx,
} from '#lib/workbook';
import { CURRENT_EDITION, dayText, periodText } from './about.js';
import type { TableFormat } from './request.js';

/** A named aggregate as it is kept in a row: sets as lists. */
export type AggregateAsk = Omit<NamedQuestion, 'measures'> & { readonly measures: readonly string[] };

/** A list of clusters with figures. */
export interface ListAsk {
  readonly filter: ClusterFiguresFilter;
  readonly order: ClusterFiguresOrder;
  readonly asOf: IsoDate;
  /** Figures in printed order. */
  readonly figures: readonly ClusterFigure[];
}

/** The answer of a query of the API as a file. */
export interface QueryRequest {
  readonly kind: 'query';
  readonly format: TableFormat;
  /** The query as it was written, for the head of the file. */
  readonly document: string;
  readonly variables: string | null;
  readonly ask: { readonly aggregate: AggregateAsk } | { readonly list: ListAsk };
}

type Fact = readonly [label: string, value: string];
type Told = (rows: number) => void;

const DEFINITIONS = {
  leased_over_ready: 'đất đã cho thuê / đất công nghiệp đã có hạ tầng (Biểu 02, dòng 4 và 3)',
  leased_over_industrial:
    'đất đã cho thuê / đất công nghiệp theo quy hoạch chi tiết (Nghị định 32/2024/NĐ-CP, khoản 6 Điều 2)',
} as const;
const DIMENSION_COLUMNS = {
  province: [
    ['province', 'Mã tỉnh'],
    ['provinceName', 'Tỉnh, thành phố'],
  ],
  region: [
    ['region', 'Mã vùng'],
    ['regionName', 'Vùng'],
  ],
  type: [['type', 'Loại cụm']],
  status: [['status', 'Tình trạng']],
  period: [['period', 'Kỳ báo cáo']],
} as const;
/** Rows read at once. */
const BATCH = 500;

/** Refuses what has no answer, before a job is made of it. @throws DomainError as the question itself would */
export function checkQuery({ ask }: QueryRequest): void {
  if ('aggregate' in ask) checkNamed(questionOf(ask.aggregate));
  else conditionSql(ask.list.filter, { cluster: 'c', figures: 'f' });
}

/** Writes the answer under the caller's own eyes. @returns rows written */
export async function writeQuery(
  uow: UnitOfWork,
  request: QueryRequest,
  path: string,
  common: readonly Fact[],
  now: Date,
  told: Told,
): Promise<number> {
  const { about, source } =
    'aggregate' in request.ask
      ? await aggregateTable(uow, request, request.ask.aggregate, common, now)
      : await listTable(uow, request, request.ask.list, common);
  switch (request.format) {
    case 'csv':
      return await writeTableCsv(path, about, source, told);
    case 'parquet':
      return await writeTableParquet(path, about, source, told);
    case 'xlsx':
      return await writeTableXlsx(path, about, [source], told);
  }
}

function questionOf({ measures, ...question }: AggregateAsk): NamedQuestion {
  return { ...question, measures: new Set(measures), coverage: true };
}

/** What was asked, as it stands in the head of every file. */
function asked({ document, variables }: QueryRequest): Fact[] {
  const text = document.replace(/\s+/g, ' ').trim();
  return [
    ['Truy vấn', text.length > 1000 ? `${text.slice(0, 1000)}…` : text],
    ...(variables === null ? [] : [['Tham số', variables.slice(0, 1000)] as const]),
  ];
}

async function aggregateTable(
  uow: UnitOfWork,
  request: QueryRequest,
  ask: AggregateAsk,
  common: readonly Fact[],
  now: Date,
): Promise<{ about: TableAbout; source: TableSource }> {
  const groups = await askAggregate(uow, questionOf(ask), now);
  const dims = ask.andBy === undefined ? [ask.by] : [ask.by, ask.andBy];
  const all: readonly Measure[] = AGGREGATES[ask.name];
  const measures = ask.measures.length === 0 ? all : all.filter((m) => ask.measures.includes(m.name));
  const text = (key: string, label: string): TableColumn => ({ key, label, type: 'text' });
  const count = (key: string, label: string): TableColumn => ({ key, label, type: 'integer' });
  const columns: TableColumn[] = [
    ...(ask.rankBy === undefined ? [] : [count('rank', 'Hạng')]),
    ...dims.flatMap((d) => DIMENSION_COLUMNS[d].map(([key, label]) => text(key, label))),
    ...measures.flatMap((m) => measureColumns(m, ask.compareWith)),
    // Punctuality is its own coverage.
    ...(ask.name === 'timeliness'
      ? []
      : [
          count('expected', 'Báo cáo phải gửi'),
          count('reported', 'Báo cáo đã gửi'),
          count('accepted', 'Báo cáo đã tiếp nhận'),
        ]),
  ];
  const rows = groups.map((group) => aggregateRow(group, columns));
  const sum = (of: 'expected' | 'reported' | 'accepted') => groups.reduce((n, g) => n + (g.coverage?.[of] ?? 0), 0);
  const facts: Fact[] = [
    [
      'Kỳ, ngày dữ liệu',
      ask.from === ask.to ? periodText(ask.from) : `${periodText(ask.from)} đến ${periodText(ask.to)}`,
    ],
    ...(ask.compareWith === undefined ? [] : [['So với kỳ', periodText(ask.compareWith)] as const]),
    ['Phiên bản số liệu', CURRENT_EDITION],
    ...(ask.name === 'occupancy' ? [['Định nghĩa', DEFINITIONS[ask.definition ?? 'leased_over_ready']] as const] : []),
    [
      'Độ phủ',
      `${sum('accepted')} báo cáo đã tiếp nhận, ${sum('reported')} đã gửi, ${sum('expected')} phải gửi (các nhóm trong bảng)`,
    ],
    ['Bộ lọc', filterText({ tỉnh: ask.province, vùng: ask.region, cụm: ask.filter, 'kết quả': ask.having })],
    ...asked(request),
    ...common,
  ];
  return {
    about: { title: `Tổng hợp: ${ask.name}`, facts },
    source: { name: 'Tổng hợp', columns, totals: false, batches: [rows] },
  };
}

function measureColumns(m: Measure, compareWith: string | undefined): TableColumn[] {
  const column = (key: string, label: string): TableColumn => ({
    key,
    label,
    type: m.type,
    ...(m.unit === null ? {} : { unit: m.unit }),
  });
  const own = column(m.name, m.label);
  const known: TableColumn[] =
    m.of !== 'derived' && 'figure' in m.of
      ? [{ key: `${m.name}_known`, label: `${m.label}: số cụm có số liệu`, type: 'integer' }]
      : [];
  return compareWith === undefined
    ? [own, ...known]
    : [
        own,
        column(`${m.name}_before`, `${m.label} kỳ ${compareWith}`),
        column(`${m.name}_change`, `${m.label}: tăng, giảm`),
        ...known,
      ];
}

/** A group whose coverage nobody knows has an empty cell: unknown is not zero. */
function countText(count: number | undefined): string | null {
  return count === undefined ? null : String(count);
}

/** A group as a row of these columns; what is not known is an empty cell. */
export function aggregateRow(group: AnsweredGroup, columns: readonly TableColumn[]): TableRow {
  const { provinceName, regionName, rank, coverage, values } = group;
  const cells: Record<string, string | null> = {
    ...group.group,
    provinceName,
    regionName,
    rank: rank === null ? null : String(rank),
    expected: countText(coverage?.expected),
    reported: countText(coverage?.reported),
    accepted: countText(coverage?.accepted),
  };
  for (const [name, { value, before, change, known }] of Object.entries(values)) {
    cells[name] = value;
    cells[`${name}_before`] = before;
    cells[`${name}_change`] = change;
    cells[`${name}_known`] = known === null ? null : String(known);
  }
  return columns.map(({ key }) => cells[key] ?? null);
}

async function listTable(
  uow: UnitOfWork,
  request: QueryRequest,
  { filter, order, asOf, figures }: ListAsk,
  common: readonly Fact[],
): Promise<{ about: TableAbout; source: TableSource }> {
  const text = (key: keyof ClusterFigures, label: string): TableColumn => ({ key, label, type: 'text' });
  const columns: TableColumn[] = [
    text('code', 'Mã cụm'),
    text('name', 'Cụm công nghiệp'),
    text('province', 'Mã tỉnh'),
    text('provinceName', 'Tỉnh, thành phố'),
    text('type', 'Loại cụm'),
    text('status', 'Tình trạng'),
    text('period', 'Kỳ báo cáo'),
    ...figures.map((key): TableColumn => {
      const [label, unit] = FIGURE_HEADINGS[key];
      return {
        key,
        label,
        type: unit === '%' ? 'percent' : 'decimal',
        decimals: 0,
        ...(unit === null ? {} : { unit }),
      };
    }),
  ];
  const wanted = { first: BATCH, asOf, state: true } as const;
  const first = await listClusterFigures(uow, filter, order, { ...wanted, count: true });
  async function* batches(): AsyncGenerator<readonly TableRow[]> {
    for (let page = first; ; ) {
      yield page.edges.map(({ node }) => columns.map(({ key }) => node[key as keyof ClusterFigures]));
      const after = page.edges.at(-1)?.cursor;
      if (!page.hasNextPage || after === undefined) return;
      page = await listClusterFigures(uow, filter, order, { ...wanted, count: false, after });
    }
  }
  const { period, ...condition } = filter;
  const facts: Fact[] = [
    [
      'Kỳ, ngày dữ liệu',
      period === undefined ? `kỳ mới nhất của từng cụm; loại và tình trạng ngày ${dayText(asOf)}` : periodText(period),
    ],
    ['Phiên bản số liệu', CURRENT_EDITION],
    ['Định nghĩa', 'tỷ lệ lấp đầy như đơn vị đã báo cáo (Biểu 02, dòng 5)'],
    ['Độ phủ', `${first.totalCount} cụm có Biểu 02 đã tiếp nhận theo bộ lọc`],
    ['Bộ lọc', filterText({ cụm: condition })],
    ...asked(request),
    ...common,
  ];
  return {
    about: { title: 'Cụm công nghiệp và số liệu', facts },
    source: { name: 'Cụm và số liệu', columns, totals: false, batches: batches() },
  };
}

/** Conditions in one line; "không lọc" where there are none. */
function filterText(parts: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(parts).flatMap(([name, value]) => {
    const text = value === undefined ? '{}' : typeof value === 'string' ? value : JSON.stringify(value);
    return text === '{}' ? [] : [`${name}: ${text.replaceAll('"', '')}`];
  });
  return said.length === 0 ? 'không lọc' : said.join('; ');
}
