import { type DecimalString, DomainError, type PeriodCode, percentOf, subtract } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import {
  type AggregateQuestion,
  type AggregateRow,
  aggregate,
  checkQuestion,
  type OccupancyParts,
} from './aggregates.js';
import { type ClusterCondition, conditionSql } from './conditions.js';
import { AGGREGATES, type AggregateName, DIMENSIONS, type Dimension, type Measure } from './measures.js';
import { type Bounds, changeOf, having, type Measured, ranked } from './rules/ranking.js';

/** A question to a named aggregate: which groups, over which periods, compared, chosen and ranked how. */
export interface NamedQuestion {
  readonly name: AggregateName;
  readonly by: Dimension;
  readonly andBy?: Dimension;
  readonly from: PeriodCode;
  readonly to: PeriodCode;
  /** One period (`from` = `to`) beside this one. */
  readonly compareWith?: PeriodCode;
  readonly province?: string;
  readonly region?: string;
  readonly filter?: ClusterCondition;
  /** `occupancy` only. */
  readonly definition?: OccupancyParts;
  /** `timeliness` only. */
  readonly forms?: readonly string[];
  /** Groups whose measures lie within these bounds. */
  readonly having?: Readonly<Record<string, Bounds>>;
  /** Measure to rank by. */
  readonly rankBy?: string;
  /** Rank by the change against `compareWith`. */
  readonly byChange?: boolean;
  readonly descending?: boolean;
  /** So many groups, from the first on. */
  readonly top?: number;
  /** Measures that are read; all when absent. */
  readonly measures?: ReadonlySet<string>;
  readonly coverage: boolean;
  /** By which provinces; and as known at an instant: see AggregateQuestion. */
  readonly map?: AggregateQuestion['map'];
  readonly asKnown?: Date;
}

/** One group with its measures by name. */
export interface AnsweredGroup
  extends Pick<AggregateRow, 'group' | 'provinceName' | 'regionName' | 'clusters' | 'coverage'> {
  readonly values: Readonly<Record<string, Measured>>;
  /** Place by `rankBy`; null without one, and where its value is not known. */
  readonly rank: number | null;
}

/**
 * Refuses what has no answer, before any statement.
 * @throws DomainError PERIOD_INVALID, PERIOD_RANGE_INVALID, GROUP_TWICE, COMPARISON_PERIODS, FILTER_TOO_LARGE, SEARCH_TOO_LONG, TOP_INVALID
 */
export function checkNamed(q: NamedQuestion): void {
  checkQuestion(questionOf(q, new Date(0)));
  if (q.compareWith !== undefined && (q.from !== q.to || q.by === 'period' || q.andBy === 'period'))
    throw new DomainError({
      code: 'COMPARISON_PERIODS',
      message:
        'So sánh hai kỳ (compareWith) cần from và to là cùng một kỳ, và không nhóm theo kỳ. Hãy sửa from, to hoặc by.',
      messageEn: 'Comparing two periods needs from and to to be one period, and no grouping by period.',
      path: 'compareWith',
    });
  if (q.top !== undefined && !(q.top >= 1 && q.top <= 2000))
    throw new DomainError({
      code: 'TOP_INVALID',
      message: `Tham số top phải từ 1 đến 2000 (đang là ${q.top}).`,
      messageEn: 'Argument top is 1 to 2000.',
      path: 'top',
    });
  if (q.filter !== undefined) conditionSql(q.filter, { cluster: 'c', figures: 'cf' });
}

/** Answers a named aggregate in one statement. @throws DomainError as `checkNamed`, and TOO_MANY_GROUPS */
export async function askAggregate(uow: UnitOfWork, q: NamedQuestion, now: Date): Promise<AnsweredGroup[]> {
  checkNamed(q);
  const rows = await aggregate(uow, questionOf(q, now));
  const groups = (q.compareWith === undefined ? rows.map((row) => ({ row, before: null })) : paired(rows, q)).map(
    ({ row, before }) => answered(q, row, before),
  );
  const chosen = q.having === undefined ? groups : having(groups, q.having);
  const sorted =
    q.rankBy === undefined
      ? chosen
      : ranked(chosen, q.rankBy, q.descending === true, q.byChange === true ? 'change' : 'value');
  return q.top === undefined ? sorted : sorted.slice(0, q.top);
}

/** A named question in the words of `aggregate`. */
export function questionOf(q: NamedQuestion, now: Date): AggregateQuestion {
  const { name, by, andBy, from, to, compareWith, province, region, filter, forms, definition, coverage } = q;
  const { map, asKnown } = q;
  const wanted = (measure: Measure): boolean =>
    q.measures === undefined ||
    q.measures.has(measure.name) ||
    q.rankBy === measure.name ||
    measure.name in (q.having ?? {});
  const measures: readonly Measure[] = AGGREGATES[name];
  return {
    by,
    from,
    to,
    coverage,
    ...(map === undefined ? {} : { map }),
    ...(asKnown === undefined ? {} : { asKnown }),
    ...(andBy === undefined ? {} : { andBy }),
    ...(compareWith === undefined ? {} : { compared: [compareWith, to] as const }),
    ...(province === undefined ? {} : { province }),
    ...(region === undefined ? {} : { region }),
    ...(filter === undefined ? {} : { filter }),
    figures: measures.flatMap((m) => (m.of !== 'derived' && 'figure' in m.of && wanted(m) ? [m.of.figure] : [])),
    ...(name === 'occupancy' ? { occupancy: definition ?? 'leased_over_ready' } : {}),
    ...(name === 'clusterCounts'
      ? {
          register: measures.flatMap((m) =>
            m.of !== 'derived' && 'register' in m.of && wanted(m) ? [m.of.register] : [],
          ),
        }
      : {}),
    ...(name === 'timeliness' ? { duties: { forms: forms ?? ['01', '02', '03', '04'], now } } : {}),
  };
}

/** Rows of two periods beside each other; a group that one of them lacks stays, with nothing on that side. */
function paired(rows: readonly AggregateRow[], q: NamedQuestion): { row: AggregateRow; before: AggregateRow | null }[] {
  const keyOf = ({ group }: AggregateRow) => DIMENSIONS.map((d) => (d === 'period' ? '' : (group[d] ?? ''))).join('|');
  return [...Map.groupBy(rows, keyOf).values()].flatMap((both) => {
    const before = both.find(({ group }) => group.period === q.compareWith) ?? null;
    const now = both.find(({ group }) => group.period === q.to);
    const shown = now ?? before;
    if (shown === null) return [];
    const row = { ...shown, group: { ...shown.group, period: null } };
    return [{ row: now === undefined ? emptied(row) : row, before }];
  });
}

/** A group that is there in the other period only: no clusters, nothing known. */
function emptied(row: AggregateRow): AggregateRow {
  const coverage = row.coverage === null ? null : { expected: 0, reported: 0, accepted: 0 };
  return { ...row, clusters: 0, sums: {}, counts: {}, occupancy: null, coverage };
}

function answered(q: NamedQuestion, row: AggregateRow, before: AggregateRow | null): AnsweredGroup {
  const now = valuesOf(q.name, row);
  const then = before === null ? {} : valuesOf(q.name, before);
  const values = Object.fromEntries(
    Object.entries(now).map(([name, { value, known }]) => {
      const was = then[name]?.value ?? null;
      return [name, { value, known, before: was, change: changeOf(value, was) }];
    }),
  );
  const { group, provinceName, regionName, clusters, coverage } = row;
  return { group, provinceName, regionName, clusters, coverage, values, rank: null };
}

type Plain = Pick<Measured, 'value' | 'known'>;

/** Measures of a row by name. A count of rows that are there is never unknown. */
function valuesOf(name: AggregateName, row: AggregateRow): Record<string, Plain> {
  const measures: readonly Measure[] = AGGREGATES[name];
  const found: Record<string, Plain> = {};
  for (const { name: measure, of } of measures) {
    if (of === 'derived') continue;
    if ('figure' in of) {
      const sum = row.sums[of.figure];
      found[measure] = { value: sum?.value ?? null, known: sum?.known ?? 0 };
    } else if (measure === 'clusters') found[measure] = { value: String(row.clusters), known: null };
    else {
      const count = row.counts['register' in of ? of.register : of.duties];
      found[measure] = { value: count === undefined ? null : String(count), known: null };
    }
  }
  if (name === 'occupancy') {
    const { leased, land, known } = row.occupancy ?? { leased: null, land: null, known: 0 };
    const of = (value: DecimalString | null): Plain => ({ value, known });
    return {
      rate: of(percentOf(leased, land)),
      leased: of(leased),
      land: of(land),
      unleased: of(leased === null || land === null ? null : subtract(land, leased)),
    };
  }
  if (name === 'timeliness')
    found['onTimeRate'] = {
      value: percentOf(found['onTime']?.value ?? null, found['expected']?.value ?? null),
      known: null,
    };
  return found;
}
