import {
  type DecimalString,
  DomainError,
  type IsoDate,
  isDecimalString,
  type PeriodCode,
  parsePeriod,
} from '#lib/kernel';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage, type UnitOfWork } from '#lib/persistence';
import type { ClusterType } from '#lib/register';
import { type ClusterCondition, type ConditionSql, conditionSql, containing, searchText } from './conditions.js';
import { CLUSTER_FIGURES, type ClusterFigure } from './figures.js';

/** A cluster with the accepted figures of one period; a figure is null where the cell was left blank. */
export type ClusterFigures = Readonly<Record<ClusterFigure, DecimalString | null>> & {
  readonly clusterId: string;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly provinceName: string | null;
  readonly period: PeriodCode;
  /** State on the day asked for; null where none is known then, and where it was not asked for. */
  readonly type: ClusterType | null;
  readonly status: string | null;
};

export interface ClusterFiguresFilter extends ClusterCondition {
  /** Figures of this period; each cluster's newest when absent. */
  readonly period?: PeriodCode;
}

/** What a list may be sorted by: every column it shows. */
export type ClusterFiguresKey = ClusterFigure | 'name' | 'code' | 'province' | 'period' | 'type' | 'status';

export interface ClusterFiguresOrder {
  readonly by: ClusterFiguresKey;
  readonly descending: boolean;
}

export interface ClusterFiguresWanted {
  /** Count the rows of the whole list as well, in the same statement. */
  readonly count: boolean;
  /** Read type and status as well. */
  readonly state?: boolean;
  /** Day of type and status, in answer and filter. */
  readonly asOf: IsoDate;
}

const TEXT_KEYS: Readonly<Record<Exclude<ClusterFiguresKey, ClusterFigure>, string>> = {
  name: 'c.name_key',
  code: 'c.code',
  province: 'c.province_code',
  period: 'f.period',
  type: 'st.type',
  status: 'st.status',
};

const COLUMNS = `c.id as "clusterId", c.code, c.name, c.province_code as province, p.full_name as "provinceName", f.period,
  ${CLUSTER_FIGURES.map((figure) => `trim_scale(f.${figure})::text as ${figure}`).join(', ')}`;
const FROM = 'cluster c join cluster_figure f on f.cluster_id = c.id';
/**
 * In the order of an index of `cluster`, each with its one row of figures: a page ends where it is full, however many
 * clusters there are. The planner takes the newest rows for a few and would sort them all; the fence keeps it from that.
 */
const walk = (figures: string): string =>
  `cluster c cross join lateral (select * from cluster_figure x where x.cluster_id = c.id and ${figures} offset 0) f`;
const PROVINCE =
  'left join lateral (select full_name from province where code = c.province_code and valid_to is null limit 1) p on true';
/** The state of a cluster `c` on a day (two parameters). */
const STATE = `left join lateral (select s.type, s.status from cluster_state s where s.cluster_id = c.id and s.retracted_at is null
  and s.valid_from <= ?::date and (s.valid_to is null or s.valid_to > ?::date) order by s.recorded_at desc, s.id desc limit 1) st on true`;

/**
 * Clusters with their accepted figures, and their number where it is asked for, in one statement.
 * Stable order: by the key, blank last, then by identity.
 * @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID, PERIOD_INVALID, FILTER_TOO_LARGE, SEARCH_TOO_LONG
 */
export async function listClusterFigures(
  uow: UnitOfWork,
  filter: ClusterFiguresFilter,
  order: ClusterFiguresOrder,
  page: PageRequest & ClusterFiguresWanted,
): Promise<Page<ClusterFigures>> {
  const { first, sql, params, counting } = clusterFiguresStatement(filter, order, page);
  const rows = await uow.em.execute<(ClusterFigures & { sortKey: string | null; total: number })[]>(sql, params);
  let total = rows[0]?.total ?? 0;
  // Beyond the last row there is no row to carry the number.
  if (page.count && rows.length === 0 && page.after)
    total = (await uow.em.execute<{ n: number }[]>(`select ${counting.sql} as n`, counting.params))[0]?.n ?? 0;
  const found = toPage(rows, first, total, (row) => [row.sortKey ?? '', row.clusterId]);
  return {
    ...found,
    edges: found.edges.map(({ node: { sortKey: _, total: __, ...node }, cursor }) => ({
      node: { ...node, type: node.type ?? null, status: node.status ?? null } as ClusterFigures,
      cursor,
    })),
  };
}

/** Rows of a list as SQL: what stands behind `select … `, in order, without an end. */
export interface ListedRows {
  readonly from: string;
  readonly where: string;
  readonly orderBy: string;
  /** What it is sorted by, as text. */
  readonly sortKey: string;
  /** Type and status are there as `st`. */
  readonly isOfState: boolean;
  readonly params: readonly string[];
  /** A scalar: how many rows in all, whatever the cursor. */
  readonly counting: { readonly sql: string; readonly params: readonly string[] };
}

/** Keys that every row has. */
const ALWAYS_KNOWN: ReadonlySet<ClusterFiguresKey> = new Set(['name', 'code', 'province', 'period']);

/** @throws DomainError CURSOR_INVALID, PERIOD_INVALID, FILTER_TOO_LARGE, SEARCH_TOO_LONG */
export function listedRows(
  filter: ClusterFiguresFilter,
  order: ClusterFiguresOrder,
  page: Pick<PageRequest, 'after'> & Pick<ClusterFiguresWanted, 'state' | 'asOf'>,
): ListedRows {
  const { period, sql: where, params, state } = conditions(filter);
  const figures = period === undefined ? 'latest' : 'period = ?';
  const ofPeriod = period === undefined ? [] : [period];
  const named = order.by in TEXT_KEYS;
  const key = named ? TEXT_KEYS[order.by as keyof typeof TEXT_KEYS] : `f.${order.by as ClusterFigure}`;
  const collate = named ? `${key} collate "C"` : key;
  const after = decodeCursor(page.after, 2);
  const known = ALWAYS_KNOWN.has(order.by);
  const from = after === null ? null : keyset(collate, order.descending, named, known, after);
  const isOfState = page.state === true || state || order.by === 'type' || order.by === 'status';
  const day = [page.asOf, page.asOf];
  // A list by what stands in `cluster` is walked in its order; one by a figure has to look at all of them.
  const isWalked = key.startsWith('c.') && !order.descending;
  const found = isWalked && order.by === 'name' ? whileWalking(filter) : null;
  const condition = found ?? { sql: where, params };
  return {
    from: `${isWalked ? walk(`x.${figures}`) : `${FROM} and f.${figures}`} ${PROVINCE} ${isOfState ? STATE : ''}`,
    where: `${condition.sql}${from === null ? '' : ` and ${from.sql}`}`,
    orderBy: `${collate} ${order.descending ? 'desc' : 'asc'}${known ? '' : ' nulls last'}, c.id`,
    sortKey: `(${key})::text`,
    isOfState,
    params: [...ofPeriod, ...(isOfState ? day : []), ...condition.params, ...(from?.params ?? [])],
    counting: {
      sql: `(select count(*)::int from ${FROM} and f.${figures} ${state ? STATE : ''} where ${where})`,
      params: [...ofPeriod, ...(state ? day : []), ...params],
    },
  };
}

/** A text of so many letters stands in many names: the page is full long before all of them are found. */
const OFTEN = 4;

/**
 * The condition of a list in the order of names whose text is a short one: it is looked for in each name on the way. A longer
 * one is found through its index, and what is found is put in order. Null: the latter.
 */
function whileWalking({ search, ...rest }: ClusterFiguresFilter): Pick<ConditionSql, 'sql' | 'params'> | null {
  const text = searchText(search);
  if (text === '' || text.length > OFTEN) return null;
  const { sql, params } = conditions(rest);
  return { sql: `${sql} and c.name_key like ?::text`, params: [...params, containing(text)] };
}

function clusterFiguresStatement(
  filter: ClusterFiguresFilter,
  order: ClusterFiguresOrder,
  page: PageRequest & ClusterFiguresWanted,
) {
  const first = pageSize(page);
  const { from, where, orderBy, sortKey, isOfState, params, counting } = listedRows(filter, order, page);
  return {
    first,
    counting,
    sql: `select ${COLUMNS}${isOfState ? ', st.type, st.status' : ''}, ${sortKey} as "sortKey"${page.count ? `, ${counting.sql} as total` : ''}
      from ${from} where ${where} order by ${orderBy} limit ${first + 1}`,
    params: [...(page.count ? counting.params : []), ...params],
  };
}

/** All periods of one cluster as SQL, oldest first; one parameter, its code. */
export const HISTORY_ROWS = `${FROM} ${PROVINCE} where c.code = ? order by f.period collate "C" limit 100`;

/** All periods of one cluster, oldest first; empty where there is none the caller may see. One statement. */
export async function clusterHistory(uow: UnitOfWork, code: string): Promise<ClusterFigures[]> {
  return await uow.em.execute<ClusterFigures[]>(
    `select ${COLUMNS}, null as type, null as status from ${HISTORY_ROWS}`,
    [code],
  );
}

/** SQL condition: rows after the cursor's, in this order. */
function keyset(
  key: string,
  descending: boolean,
  named: boolean,
  known: boolean,
  [value = '', id = '']: readonly string[],
): { sql: string; params: string[] } {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!uuid || !(named || value === '' || isDecimalString(value)))
    throw invalid(
      'CURSOR_INVALID',
      'after',
      'Vị trí trang (con trỏ) không hợp lệ. Hãy tải lại danh sách từ đầu.',
      'The cursor is not valid. Load the list from the beginning.',
    );
  if (value === '') return { sql: `${key} is null and c.id > ?::uuid`, params: [id] };
  const cast = named ? 'text' : 'numeric';
  // As one comparison an index can begin at it.
  if (known && !descending) return { sql: `(${key}, c.id) > (?::text, ?::uuid)`, params: [value, id] };
  return {
    sql: `(${key} ${descending ? '<' : '>'} ?::${cast} or (${key} = ?::${cast} and c.id > ?::uuid) or ${key} is null)`,
    params: [value, value, id],
  };
}

function conditions({ period, ...condition }: ClusterFiguresFilter): ConditionSql & { readonly period?: PeriodCode } {
  if (period !== undefined && parsePeriod(period) === null)
    throw invalid(
      'PERIOD_INVALID',
      'period',
      'Kỳ báo cáo phải có dạng 2026-H1 hoặc 2026-Y.',
      'A period is written 2026-H1 or 2026-Y.',
    );
  const sql = conditionSql(condition, { cluster: 'c', figures: 'f' });
  return period === undefined ? sql : { ...sql, period };
}

function invalid(code: string, path: string, message: string, messageEn: string): DomainError {
  return new DomainError({ code, path, message, messageEn });
}
