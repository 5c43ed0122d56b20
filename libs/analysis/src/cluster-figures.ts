import { type DecimalString, DomainError, isDecimalString, type PeriodCode, parsePeriod, searchKey } from '#lib/kernel';
import { decodeCursor, type Page, type PageRequest, pageSize, toPage, type UnitOfWork } from '#lib/persistence';

/** Rows of form 02, as columns of the summary kept at posting (libs/persistence, 0016-summaries). */
export const CLUSTER_FIGURES = [
  'infra_total_investment',
  'infra_paid_cumulative',
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'occupancy_rate',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'infra_revenue',
  'infra_budget_payment',
  'infra_labour',
  'infra_avg_income',
  'wastewater_invested',
  'wastewater_compliant',
] as const;
export type ClusterFigure = (typeof CLUSTER_FIGURES)[number];

/** A cluster with the accepted figures of one period; a figure is null where the cell was left blank. */
export type ClusterFigures = Readonly<Record<ClusterFigure, DecimalString | null>> & {
  readonly clusterId: string;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly provinceName: string | null;
  readonly period: PeriodCode;
};

export interface ClusterFiguresFilter {
  readonly province?: string;
  /** Text in the name, tone marks and case ignored. */
  readonly search?: string;
  /** Figures of this period; each cluster's newest when absent. */
  readonly period?: PeriodCode;
  /** A figure and its bounds, both included. A blank cell is outside of any bounds. */
  readonly figure?: ClusterFigure;
  readonly atLeast?: DecimalString;
  readonly atMost?: DecimalString;
}

export interface ClusterFiguresOrder {
  readonly by: ClusterFigure | 'name' | 'code';
  readonly descending: boolean;
}

const COLUMNS = `c.id as "clusterId", c.code, c.name, c.province_code as province, p.full_name as "provinceName", f.period,
  ${CLUSTER_FIGURES.map((figure) => `trim_scale(f.${figure})::text as ${figure}`).join(', ')}`;
const FROM = `cluster c join cluster_figure f on f.cluster_id = c.id
  left join lateral (select full_name from province where code = c.province_code and valid_to is null limit 1) p on true`;

/**
 * Clusters with their accepted figures, in one statement; a second one counts them, only when the count is asked for.
 * Stable order: by the key, blank last, then by identity.
 * @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID, PERIOD_INVALID, FIGURE_BOUNDS_INVALID
 */
export async function listClusterFigures(
  uow: UnitOfWork,
  filter: ClusterFiguresFilter,
  order: ClusterFiguresOrder,
  page: PageRequest & { readonly count: boolean },
): Promise<Page<ClusterFigures>> {
  const first = pageSize(page);
  const { where, params } = conditions(filter);
  const named = order.by === 'name' || order.by === 'code';
  const key = order.by === 'name' ? 'fold_vi(c.name)' : order.by === 'code' ? 'c.code' : `f.${order.by}`;
  const collate = named ? `${key} collate "C"` : key;
  const after = decodeCursor(page.after, 2);
  const from = after === null ? null : keyset(collate, order.descending, named, after);
  const rows = await uow.em.execute<(ClusterFigures & { sortKey: string | null })[]>(
    `select ${COLUMNS}, (${key})::text as "sortKey" from ${FROM} where ${where}${from === null ? '' : ` and ${from.sql}`}
     order by ${collate} ${order.descending ? 'desc' : 'asc'} nulls last, c.id limit ${first + 1}`,
    [...params, ...(from?.params ?? [])],
  );
  const total = page.count
    ? (
        await uow.em.execute<{ n: number }[]>(
          `select count(*)::int as n from cluster c join cluster_figure f on f.cluster_id = c.id where ${where}`,
          params,
        )
      )[0]?.n
    : 0;
  const found = toPage(rows, first, total ?? 0, (row) => [row.sortKey ?? '', row.clusterId]);
  return {
    ...found,
    edges: found.edges.map(({ node: { sortKey: _, ...node }, cursor }) => ({ node: node as ClusterFigures, cursor })),
  };
}

/** All periods of one cluster, oldest first; empty where there is none the caller may see. One statement. */
export async function clusterHistory(uow: UnitOfWork, code: string): Promise<ClusterFigures[]> {
  return await uow.em.execute<ClusterFigures[]>(
    `select ${COLUMNS} from ${FROM} where c.code = ? order by f.period collate "C" limit 100`,
    [code],
  );
}

/** SQL condition: rows after the cursor's, in this order. */
function keyset(
  key: string,
  descending: boolean,
  named: boolean,
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
  if (!named && value === '') return { sql: `${key} is null and c.id > ?::uuid`, params: [id] };
  const cast = named ? 'text' : 'numeric';
  return {
    sql: `(${key} ${descending ? '<' : '>'} ?::${cast} or (${key} = ?::${cast} and c.id > ?::uuid) or ${key} is null)`,
    params: [value, value, id],
  };
}

function conditions(filter: ClusterFiguresFilter): { where: string; params: string[] } {
  const where: string[] = [];
  const params: string[] = [];
  const add = (sql: string, ...values: string[]) => {
    where.push(sql);
    params.push(...values);
  };
  if (filter.period === undefined) add('f.latest');
  else if (parsePeriod(filter.period) === null)
    throw invalid(
      'PERIOD_INVALID',
      'period',
      'Kỳ báo cáo phải có dạng 2026-H1 hoặc 2026-Y.',
      'A period is written 2026-H1 or 2026-Y.',
    );
  else add('f.period = ?', filter.period);
  if (filter.province !== undefined) add('c.province_code = ?', filter.province);
  const search = searchKey(filter.search ?? '');
  if (search !== '') add('fold_vi(c.name) like ?', `%${search.replace(/[\\%_]/g, '\\$&')}%`);
  const { figure, atLeast, atMost } = filter;
  if ((figure === undefined) !== (atLeast === undefined && atMost === undefined))
    throw invalid(
      'FIGURE_BOUNDS_INVALID',
      'figure',
      'Hãy cho figure cùng với atLeast hoặc atMost, hoặc bỏ cả ba.',
      'Give figure together with atLeast or atMost, or none of them.',
    );
  if (figure !== undefined && atLeast !== undefined) add(`f.${figure} >= ?::numeric`, atLeast);
  if (figure !== undefined && atMost !== undefined) add(`f.${figure} <= ?::numeric`, atMost);
  return { where: where.join(' and '), params };
}

function invalid(code: string, path: string, message: string, messageEn: string): DomainError {
  return new DomainError({ code, path, message, messageEn });
}
