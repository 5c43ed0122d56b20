import type { IsoDate } from '#lib/kernel';
import { encodeCursor, type PageRequest, pageSize, type RowScope, type Statement } from '#lib/persistence';
import { followsKeptSums, groupsOf, MOST_GROUPS, seesProvinces } from './aggregates.js';
import { checkNamed, type NamedQuestion, questionOf } from './ask-aggregate.js';
import { type ClusterFiguresFilter, type ClusterFiguresOrder, HISTORY_ROWS, listedRows } from './cluster-figures.js';

/**
 * The hot questions answered as text: PostgreSQL writes the JSON of exactly the columns that were asked for, and nothing
 * between it and the wire reads it again. Each is the same rows as its sibling that gives objects; a spec holds them equal.
 */

/** A column of the answer: under which name, and its SQL. Names are GraphQL's (letters, digits, underscore). */
export interface ShownColumn {
  readonly as: string;
  readonly sql: string;
}

/** PostgreSQL cuts longer names. */
export const LONGEST_NAME = 60;

const columnsOf = (columns: readonly ShownColumn[]): string =>
  columns.map(({ as, sql }) => `${sql} as "${as}"`).join(', ');

const rowsAsJson = (select: string): string =>
  `select coalesce(json_agg(row_to_json(r))::text, '[]') from (${select}) r`;

/** Placeholders as the server counts them. */
function numbered(sql: string, params: readonly string[]): Statement {
  let n = 0;
  return { sql: sql.replace(/\?/g, () => `$${++n}`), params };
}

/** What is told of a page beside its rows. */
export interface PageTold {
  /** `nodes` as a JSON list. */
  readonly nodes: string;
  readonly hasNextPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly totalCount: number | null;
}

/**
 * A page of clusters with figures. @param tell also where the page begins and ends; @param count also how many there are
 * @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID, PERIOD_INVALID, FILTER_TOO_LARGE, SEARCH_TOO_LONG
 */
export function clusterFiguresText(
  filter: ClusterFiguresFilter,
  order: ClusterFiguresOrder,
  page: PageRequest & { readonly asOf: IsoDate; readonly state: boolean },
  columns: readonly ShownColumn[],
  { tell, count }: { readonly tell: boolean; readonly count: boolean },
): Statement {
  const first = pageSize(page);
  const { from, where, orderBy, sortKey, params, counting } = listedRows(filter, order, page);
  const total = count ? `, ${counting.sql}` : ', null';
  const countParams = count ? counting.params : [];
  const shown = columns.length === 0 ? '1 as "x"' : columnsOf(columns);
  const list = `from ${from} where ${where} order by ${orderBy}`;
  if (!tell)
    return numbered(`select (${rowsAsJson(`select ${shown} ${list} limit ${first}`)}), null, null, null${total}`, [
      ...params,
      ...countParams,
    ]);
  return numbered(
    `with rows as materialized (select row_number() over () as n, k.* from (
        select ${sortKey} as sort_key, c.id as row_id, (select row_to_json(s) from (select ${shown}) s) as row ${list} limit ${first + 1}) k)
      select coalesce((select json_agg(row order by n)::text from rows where n <= ${first}), '[]'),
        (select json_build_array(coalesce(sort_key, ''), row_id)::text from rows where n = 1),
        (select json_build_array(coalesce(sort_key, ''), row_id)::text from rows where n <= ${first} order by n desc limit 1),
        (select count(*) > ${first} from rows)::text${total}`,
    [...params, ...countParams],
  );
}

/** Reads the one row of `clusterFiguresText`. */
export function pageTold([nodes, from, to, more, total]: readonly (string | null)[]): PageTold {
  const cursor = (key: string | null | undefined): string | null =>
    key === null || key === undefined ? null : encodeCursor(JSON.parse(key) as string[]);
  return {
    nodes: nodes ?? '[]',
    hasNextPage: more === 'true',
    startCursor: cursor(from),
    endCursor: cursor(to),
    totalCount: total === null || total === undefined ? null : Number(total),
  };
}

/** All periods of one cluster, oldest first. */
export function clusterHistoryText(code: string, columns: readonly ShownColumn[]): Statement {
  return numbered(rowsAsJson(`select ${columnsOf(columns)} from ${HISTORY_ROWS}`), [code]);
}

/**
 * Groups of a named aggregate by today's map: their JSON, and their number, which must not be more than MOST_GROUPS. Columns
 * speak of `g`. `version`: while it says the same to callers of the same sight, so do the groups; null where there is none.
 * @throws DomainError as `checkNamed`
 */
export function aggregateText(
  question: NamedQuestion,
  scope: RowScope,
  now: Date,
  columns: readonly ShownColumn[],
): { readonly statement: Statement; readonly version: Statement | null } {
  checkNamed(question);
  const asked = questionOf(question, now);
  const { sql, order, params } = groupsOf(asked, seesProvinces(scope));
  const statement = numbered(
    `select coalesce(json_agg(row_to_json(r))::text, '[]'), count(*)::text
      from (select ${columnsOf(columns)} from (${sql}) g order by ${order} limit ${MOST_GROUPS + 1}) r`,
    params,
  );
  return { statement, version: followsKeptSums(asked, scope) ? VERSION : null };
}

/** Versions of the kept sums that the caller sees, as one text. Asked before the sums, it is never newer than they are. */
const VERSION: Statement = {
  sql: `select string_agg(province_code || ' ' || version, ',' order by province_code) from figure_version`,
  params: [],
};

/** Name of the province of a group on today's map: all of them are looked up once, and not once for each group. */
export const PROVINCE_NAME = `(select jsonb_object_agg(code, full_name) from province where valid_to is null) ->> g.province`;

/** True when `aggregateText` gave no more groups than an answer may hold. */
export const holdsAllGroups = (row: readonly (string | null)[]): boolean => Number(row[1]) <= MOST_GROUPS;
