import { type DecimalString, DomainError, type IsoDate, searchKey } from '#lib/kernel';
import { sqlArray } from '#lib/persistence';
import type { ClusterType } from '#lib/register';
import { CLUSTER_FIGURES, type ClusterFigure } from './figures.js';

/** Bounds of a figure. A blank cell is outside of any; `known` asks for the cell itself. */
export interface FigureRange {
  readonly atLeast?: DecimalString;
  readonly above?: DecimalString;
  readonly atMost?: DecimalString;
  readonly below?: DecimalString;
  readonly known?: boolean;
}

/** A province or commune by its code on a day; what it has become since is followed through the mergers. */
export interface TerritoryCondition {
  readonly unit: string;
  readonly on: IsoDate;
}

/** Which clusters. What stands beside each other is joined by "and"; an empty condition holds for all. */
export interface ClusterCondition {
  readonly and?: readonly ClusterCondition[];
  /** At least one holds; an empty list holds for none. */
  readonly or?: readonly ClusterCondition[];
  readonly not?: ClusterCondition;
  /** Province code of today's map. */
  readonly province?: string;
  readonly region?: string;
  /** Any commune of today's map the cluster lies in. */
  readonly commune?: string;
  readonly territory?: TerritoryCondition;
  readonly types?: readonly ClusterType[];
  readonly statuses?: readonly string[];
  /** Text in the name, tone marks and case ignored. */
  readonly search?: string;
  readonly figures?: Readonly<Partial<Record<ClusterFigure, FigureRange>>>;
}

/** SQL names of what a condition speaks of. */
export interface ConditionPlace {
  /** Alias of `cluster`. */
  readonly cluster: string;
  /** Alias of `cluster_figure`; null where the question has no figures. */
  readonly figures: string | null;
}

/** SQL with its parameters; `state`: it speaks of the state `st` (type, status), which has to be joined. */
export interface ConditionSql {
  readonly sql: string;
  readonly params: readonly string[];
  readonly state: boolean;
}

/** The most parts of one condition, and the most levels. */
export const MOST_CONDITIONS = 40;
const DEEPEST = 6;
export const LONGEST_SEARCH = 100;

/**
 * A condition as SQL. Pure: what is too large or has no meaning is refused before any statement.
 * @throws DomainError FILTER_TOO_LARGE, SEARCH_TOO_LONG
 */
export function conditionSql(condition: ClusterCondition, place: ConditionPlace): ConditionSql {
  const params: string[] = [];
  let parts = 0;
  let state = false;
  const value = (text: string, cast: string): string => {
    params.push(text);
    return `?::${cast}`;
  };
  const c = place.cluster;

  const range = (figure: ClusterFigure, { known, ...bounds }: FigureRange): string[] => {
    const column = place.figures === null ? 'null::numeric' : `${place.figures}.${figure}`;
    const signs = { atLeast: '>=', above: '>', atMost: '<=', below: '<' } as const;
    return [
      ...(known === undefined ? [] : [`${column} is ${known ? 'not ' : ''}null`]),
      ...Object.entries(signs).flatMap(([name, sign]) => {
        const bound = bounds[name as keyof typeof signs];
        return bound === undefined ? [] : [`coalesce(${column} ${sign} ${value(bound, 'numeric')}, false)`];
      }),
    ];
  };

  const all = (x: ClusterCondition, depth: number): string => {
    if (depth > DEEPEST) throw tooLarge();
    const found: string[] = [];
    if (x.province !== undefined) found.push(`${c}.province_code = ${value(x.province, 'text')}`);
    if (x.region !== undefined)
      found.push(
        `${c}.province_code in (select code from province where region_code = ${value(x.region, 'text')} and valid_to is null)`,
      );
    if (x.commune !== undefined) found.push(`${c}.commune_codes @> ${value(sqlArray([x.commune]), 'text[]')}`);
    if (x.territory !== undefined)
      found.push(
        `${c}.commune_codes && (select communes_of(${value(x.territory.unit, 'text')}, ${value(x.territory.on, 'date')}))`,
      );
    if (x.types !== undefined || x.statuses !== undefined) state = true;
    if (x.types !== undefined) found.push(`coalesce(st.type = any (${value(sqlArray(x.types), 'text[]')}), false)`);
    if (x.statuses !== undefined)
      found.push(`coalesce(st.status = any (${value(sqlArray(x.statuses), 'text[]')}), false)`);
    const search = searchText(x.search);
    if (search !== '')
      found.push(`${c}.id = any ((select clusters_named(${value(containing(search), 'text')}))::uuid[])`);
    for (const figure of CLUSTER_FIGURES) {
      const bounds = x.figures?.[figure];
      if (bounds !== undefined) found.push(...range(figure, bounds));
    }
    for (const each of x.and ?? []) found.push(all(each, depth + 1));
    if (x.or !== undefined)
      found.push(x.or.length === 0 ? 'false' : `(${x.or.map((each) => all(each, depth + 1)).join(' or ')})`);
    if (x.not !== undefined) found.push(`not ${all(x.not, depth + 1)}`);
    parts += found.length;
    if (parts > MOST_CONDITIONS) throw tooLarge();
    return found.length === 0 ? 'true' : `(${found.join(' and ')})`;
  };

  const sql = all(condition, 1);
  return { sql, params, state };
}

/** True when a condition says nothing, so that every cluster is meant. */
export function isEmpty(condition: ClusterCondition): boolean {
  return Object.values(condition).every((value) => value === undefined);
}

/** Pattern of `like`: a text that stands somewhere in another. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Folded text of a search; never a pattern of its own. @throws DomainError SEARCH_TOO_LONG */
export function searchText(text: string | undefined): string {
  if (text === undefined) return '';
  if (text.length > LONGEST_SEARCH)
    throw new DomainError({
      code: 'SEARCH_TOO_LONG',
      message: `Nội dung tìm kiếm dài ${text.length} ký tự, nhiều nhất là ${LONGEST_SEARCH}. Hãy rút ngắn lại.`,
      messageEn: `The search text has ${text.length} characters, at most ${LONGEST_SEARCH}. Shorten it.`,
      path: 'search',
    });
  return searchKey(text);
}

function tooLarge(): DomainError {
  return new DomainError({
    code: 'FILTER_TOO_LARGE',
    message: `Bộ lọc có quá nhiều điều kiện: nhiều nhất ${MOST_CONDITIONS} điều kiện, lồng nhau ${DEEPEST} tầng. Hãy viết gọn lại.`,
    messageEn: `The filter has too many conditions: at most ${MOST_CONDITIONS}, ${DEEPEST} levels deep. Make it smaller.`,
    path: 'filter',
  });
}
