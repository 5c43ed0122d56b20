import { type DecimalString, DomainError, type PeriodCode, parsePeriod } from '#lib/kernel';
import type { RowScope, UnitOfWork } from '#lib/persistence';
import { dutySource, figureSource, isOfKeptSums, registerSource } from './aggregate-sources.js';
import { type ClusterCondition, conditionSql, isEmpty } from './conditions.js';
import type { Dimension, DutyCount, RegisterCount, SummedFigure } from './measures.js';
import { seenBy } from './seen.js';

/**
 * The two parts of a rate of occupancy, by name as in libs/consolidation: leased land over land with infrastructure
 * ready (form 02), or over the industrial land of the approved detailed plan (Decree 32/2024 Art. 2.6).
 */
export type OccupancyParts = 'leased_over_ready' | 'leased_over_industrial';

export interface AggregateQuestion {
  readonly by: Dimension;
  readonly andBy?: Dimension;
  /** First and last period, both included; a period of the other kind (half year, year) between them counts as well. */
  readonly from: PeriodCode;
  readonly to: PeriodCode;
  /** Only these two periods, and the answer grouped by period as well: for comparing them. */
  readonly compared?: readonly [PeriodCode, PeriodCode];
  readonly province?: string;
  readonly region?: string;
  /** Clusters whose sums are meant; without one whole provinces may answer from their kept sums. */
  readonly filter?: ClusterCondition;
  readonly figures: readonly SummedFigure[];
  readonly occupancy?: OccupancyParts;
  /** Counts from the register on the last day of each period's data window, instead of figures. */
  readonly register?: readonly RegisterCount[];
  /** Counts of duties, instead of figures: of these forms, at this instant. */
  readonly duties?: { readonly forms: readonly string[]; readonly now: Date };
  /**
   * By which provinces: `today` (default), or those of the period's cut-off. With the latter one period only: a code of
   * several days is several units.
   */
  readonly map?: 'today' | 'as_filed';
  /** As it was known at this instant, by the provinces of the cut-off; one period, no conditions on clusters, no duties. */
  readonly asKnown?: Date;
  /** Whether to count what was expected and sent; costs a second look at the obligations. */
  readonly coverage: boolean;
}

/** A sum with the number of clusters that gave it; null when none did. */
export interface KnownSum {
  readonly value: DecimalString | null;
  readonly known: number;
}

export interface AggregateRow {
  /** The group: codes, or the register's words; null where not grouped by it, and where the register says nothing. */
  readonly group: Readonly<Record<Dimension, string | null>>;
  /** Name of the province on today's map. */
  readonly provinceName: string | null;
  readonly regionName: string | null;
  /** Clusters with an accepted form 02; of register counts the clusters; of duties those expected. */
  readonly clusters: number;
  readonly sums: Readonly<Partial<Record<SummedFigure, KnownSum>>>;
  readonly counts: Readonly<Partial<Record<RegisterCount | DutyCount, number>>>;
  /** Hectares, of the clusters that gave both parts. */
  readonly occupancy: {
    readonly leased: DecimalString | null;
    readonly land: DecimalString | null;
    readonly known: number;
  } | null;
  /** Obligations of form 02 in the group: expected, sent, accepted. Null when not asked for. */
  readonly coverage: { readonly expected: number; readonly reported: number; readonly accepted: number } | null;
}

/** The most groups one answer holds. */
export const MOST_GROUPS = 2000;
/** The most periods one question spans. */
export const MOST_PERIODS = 40;

/**
 * Sums of the accepted forms 02, counts of the register or of duties, over the caller's sight, in one statement. Who sees
 * whole provinces gets sums from those kept at posting; everybody else, and every grouping or filter finer than a
 * province, from the clusters' own rows. Ordered by group.
 * @throws DomainError PERIOD_INVALID, PERIOD_RANGE_INVALID, GROUP_TWICE, TOO_MANY_GROUPS, FILTER_TOO_LARGE, SEARCH_TOO_LONG
 */
export async function aggregate(uow: UnitOfWork, question: AggregateQuestion): Promise<AggregateRow[]> {
  checkQuestion(question);
  const { sql, params } = statementOf(question, seesProvinces(uow.scope));
  const rows = await uow.em.execute<Record<string, string | number | null>[]>(sql, [...params]);
  if (rows.length > most(question)) throw tooMany();
  return rows.map((row) => rowOf(row, question));
}

/** Who sees a province sees all of it. */
export const seesProvinces = ({ level }: RowScope): boolean => ['system', 'nation', 'province'].includes(level);

const most = (q: AggregateQuestion): number => (q.compared === undefined ? MOST_GROUPS : 2 * MOST_GROUPS);

/** Groups of the statement: those asked for, and the period where two are compared. */
function dimensionsOf(q: AggregateQuestion): Dimension[] {
  const asked = q.andBy === undefined ? [q.by] : [q.by, q.andBy];
  return q.compared === undefined ? asked : [...asked, 'period'];
}

function statementOf(q: AggregateQuestion, wholeProvinces: boolean): { sql: string; params: readonly string[] } {
  const { sql, order, params } = groupsOf(q, wholeProvinces);
  const dims = dimensionsOf(q);
  const label = `left join lateral (select full_name, region from province where ${dims.includes('province') ? 'code = g.province' : dims.includes('region') ? 'region_code = g.region' : 'false'} and ${validOn(q)} limit 1) n on true`;
  return {
    sql: `select g.*, n.full_name as province_name, n.region as region_name from (${sql}) g ${label} order by ${order} limit ${most(q) + 1}`,
    params,
  };
}

/** True where the answer follows from the sums kept for provinces and their names alone (figure_version tells of both). */
export function followsKeptSums(q: AggregateQuestion, scope: RowScope): boolean {
  if (q.register !== undefined || q.duties !== undefined || q.coverage) return false;
  return seesProvinces(scope) && isOfKeptSums(dimensionsOf(q), q, conditionOf(q), seenBy(q));
}

/** Groups `g` with their numbers as a statement without order, and the order they are to be in. */
export function groupsOf(
  q: AggregateQuestion,
  wholeProvinces: boolean,
): { readonly sql: string; readonly order: string; readonly params: readonly string[] } {
  const dims = dimensionsOf(q);
  const filter = conditionOf(q);
  const seen = seenBy(q);
  const main =
    q.register !== undefined
      ? registerSource(dims, q.register, filter, seen)
      : q.duties !== undefined
        ? dutySource(dims, q.duties, filter, 'counts', seen)
        : figureSource(dims, q, filter, wholeProvinces, seen);
  const duties =
    q.coverage && q.duties === undefined ? dutySource(dims, { forms: ['02'] }, filter, 'coverage', seen) : null;
  return {
    sql:
      duties === null
        ? main.sql
        : `select * from (${main.sql}) a full join (${duties.sql}) b using (${dims.join(', ')})`,
    order: dims.map((d) => `g.${d} collate "C"`).join(', '),
    params: [...main.params, ...(duties?.params ?? [])],
  };
}

/** Condition: the row of `province` that a group's code means. The period was checked to be one. */
const validOn = (q: AggregateQuestion): string => {
  if (!seenBy(q).asFiled) return 'valid_to is null';
  const day = `(select window_to from reporting_period where code = '${q.from}')`;
  return `valid_from <= ${day} and (valid_to is null or valid_to > ${day})`;
};

/** Which rows: periods and place as SQL over `x`, the clusters' own conditions apart, because they need more tables. */
export interface RowFilter {
  readonly place: string;
  readonly params: readonly string[];
  /** Conditions on clusters `c`; null where there are none. */
  readonly clusters: { readonly sql: string; readonly params: readonly string[]; readonly state: boolean } | null;
}

function conditionOf(q: AggregateQuestion): RowFilter {
  const place = [q.compared === undefined ? 'x.period between ? and ?' : 'x.period in (?, ?)'];
  const params: string[] = q.compared === undefined ? [q.from, q.to] : [...q.compared];
  if (q.province !== undefined) {
    place.push('x.province_code = ?');
    params.push(q.province);
  }
  if (q.region !== undefined) {
    place.push('x.province_code in (select code from province where region_code = ? and valid_to is null)');
    params.push(q.region);
  }
  const clusters =
    q.filter === undefined || isEmpty(q.filter) ? null : conditionSql(q.filter, { cluster: 'c', figures: 'cf' });
  return { place: place.join(' and '), params, clusters };
}

function rowOf(row: Record<string, string | number | null>, q: AggregateQuestion): AggregateRow {
  const text = (name: string): string | null =>
    row[name] === undefined || row[name] === null || row[name] === '' ? null : String(row[name]);
  const number = (name: string): number => Number(row[name] ?? 0);
  const counted = q.register ?? (q.duties === undefined ? [] : DUTIES);
  const byRegion = q.by === 'region' || q.andBy === 'region';
  return {
    group: {
      province: text('province'),
      region: text('region'),
      type: text('type'),
      status: text('status'),
      period: text('period'),
    },
    provinceName: text('province_name'),
    regionName: byRegion ? text('region_name') : null,
    clusters: number('clusters'),
    sums: Object.fromEntries(q.figures.map((f) => [f, { value: text(f), known: number(`${f}_known`) }])),
    counts: Object.fromEntries(counted.map((name) => [name, number(name.toLowerCase())])),
    occupancy:
      q.occupancy === undefined
        ? null
        : { leased: text('occ_leased'), land: text('occ_land'), known: number('occ_known') },
    coverage: q.coverage
      ? { expected: number('expected'), reported: number('reported'), accepted: number('accepted') }
      : null,
  };
}

const DUTIES = ['expected', 'received', 'onTime', 'late', 'accepted', 'returned', 'missing', 'overdue'] as const;

/** Whether a question has an answer at all; asks no database. @throws DomainError PERIOD_INVALID, PERIOD_RANGE_INVALID, GROUP_TWICE */
export function checkQuestion(
  q: Pick<
    AggregateQuestion,
    'by' | 'andBy' | 'from' | 'to' | 'compared' | 'map' | 'asKnown' | 'filter' | 'region' | 'duties'
  >,
): void {
  const [from, to] = [parsePeriod(q.from), parsePeriod(q.to)];
  if (from === null || to === null || (q.compared ?? []).some((code) => parsePeriod(code) === null))
    throw new DomainError({
      code: 'PERIOD_INVALID',
      message: `Kỳ báo cáo phải có dạng 2026-H1 hoặc 2026-Y (đang ghi ${[q.from, q.to, ...(q.compared ?? [])].map((p) => p.slice(0, 20)).join(', ')}).`,
      messageEn: 'A period is written 2026-H1 or 2026-Y.',
      path: from === null ? 'from' : to === null ? 'to' : 'compareWith',
    });
  if (q.from > q.to || 2 * (to.year - from.year) >= MOST_PERIODS)
    throw new DomainError({
      code: 'PERIOD_RANGE_INVALID',
      message: `Khoảng kỳ phải đi từ cũ đến mới và không quá ${MOST_PERIODS} kỳ. Hãy sửa from hoặc to.`,
      messageEn: `The periods must go from old to new and be at most ${MOST_PERIODS}.`,
      path: 'to',
    });
  if (seenBy(q).asFiled && (q.from !== q.to || q.compared !== undefined))
    throw new DomainError({
      code: 'MAP_NEEDS_ONE_PERIOD',
      message:
        'Theo bản đồ của ngày chốt số liệu (hoặc theo ấn bản) chỉ hỏi được một kỳ: mã tỉnh đổi chủ giữa các kỳ. Hãy cho from và to là cùng một kỳ, không dùng compareWith.',
      messageEn:
        'By the map of the cut-off (or as an edition) one period at a time: codes change owner between periods. Let from and to be one period.',
      path: 'map',
    });
  if (q.asKnown !== undefined && ((q.filter !== undefined && !isEmpty(q.filter)) || q.region || q.duties !== undefined))
    throw new DomainError({
      code: 'EDITION_NOT_FILTERED',
      message:
        'Ấn bản trả lời theo tỉnh, loại, tình trạng của lúc chốt; không dùng được cùng filter, region hoặc timeliness. Hãy bỏ các lựa chọn đó, hoặc bỏ edition.',
      messageEn:
        'An edition is asked without filter and region, and not for timeliness. Leave them out, or the edition.',
      path: 'edition',
    });
  if (q.by === q.andBy)
    throw new DomainError({
      code: 'GROUP_TWICE',
      message: 'by và andBy đang giống nhau. Hãy bỏ andBy hoặc chọn cách nhóm khác.',
      messageEn: 'by and andBy are the same. Leave andBy out or choose another.',
      path: 'andBy',
    });
}

function tooMany(): DomainError {
  return new DomainError({
    code: 'TOO_MANY_GROUPS',
    message: `Câu trả lời có hơn ${MOST_GROUPS} nhóm. Hãy hỏi ít kỳ hơn, hoặc một tỉnh (province).`,
    messageEn: `The answer has more than ${MOST_GROUPS} groups. Ask for fewer periods or one province.`,
    path: 'andBy',
  });
}
