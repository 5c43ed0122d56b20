import {
  compare,
  type DecimalString,
  type Exact,
  exact,
  halfYearWithin,
  type PeriodCode,
  parsePeriod,
  plain,
} from '#lib/kernel';
import type { FormDefinition, IndicatorDefinition } from '../definition.js';
import type { Detail, ProblemPlace } from '../problem.js';
import { problem } from '../problem.js';
import type { FilingProblem } from '../stations.js';
import type { ClosedDoubt } from './closing.js';
import { additive, type HistoryRule, historyRules, medianBand, neverFalling } from './history-rules.js';

/** What the same unit filed before, as far as the asking side knows it. Passed in: the rule itself remembers nothing. */
export interface FormHistory {
  /** Accepted figures of the same form and unit in other periods, in any order. */
  readonly filed: readonly EarlierFigures[];
  /** Doubts already answered with a reason, oldest first: not asked again unless they have grown. */
  readonly closed?: readonly ClosedDoubt[];
}

export interface EarlierFigures {
  readonly period: PeriodCode;
  readonly values: Readonly<Record<string, DecimalString | null>>;
}

/** How a row is named and where it stands, for the sentences. */
export type RowPlace = (row: IndicatorDefinition) => ProblemPlace & { readonly row: Detail };

interface Earlier {
  readonly period: PeriodCode;
  readonly value: DecimalString;
}

/** Larger than any ratio of two figures: a figure that fell to nothing. */
const TO_NOTHING = '1000000';

/**
 * Period algebra and comparison with the unit's own history (Circular 14/2024 Art. 3.2: the year contains the six
 * months). One doubt a row and kind: a slip of unit says more than a large ratio, a ratio more than the band.
 * A figure or an earlier one that is missing is not compared: null is not zero.
 */
export function historyFindings(
  definition: FormDefinition,
  period: PeriodCode,
  values: Readonly<Record<string, DecimalString | null>>,
  filed: readonly EarlierFigures[],
  placeOf: RowPlace,
): FilingProblem[] {
  const ofYear = orderOf(period);
  if (ofYear === null) return [];
  const others = filed.flatMap((f) => {
    const order = orderOf(f.period);
    return order === null ? [] : [{ ...f, order }];
  });
  const before = others.filter((f) => f.order < ofYear).sort((a, b) => b.order - a.order);
  return definition.rows.flatMap((row) => {
    const value = values[row.key] ?? null;
    if (value === null) return [];
    const place = { ...placeOf(row), value: { decimal: value } };
    const known = (list: readonly EarlierFigures[]): Earlier[] =>
      list.flatMap((f) => {
        const earlier = f.values[row.key] ?? null;
        return earlier === null ? [] : [{ period: f.period, value: earlier }];
      });
    const comparable = isFlow(row) ? before.filter((f) => sameKind(f.period, period)) : before;
    const fall = algebra(row, period, value, known(before), known(others), place);
    const far = againstHistory(historyRules[row.valueType], value, known(comparable), place);
    return [...fall, ...far];
  });
}

type Said = ReturnType<RowPlace> & { readonly value: Detail };

/** A row whose figures of parts of the year add up to the year's. */
export function isFlow(row: IndicatorDefinition): boolean {
  return row.accumulation === 'in_period' && additive.has(row.valueType);
}

function algebra(
  row: IndicatorDefinition,
  period: PeriodCode,
  value: DecimalString,
  before: readonly Earlier[],
  others: readonly Earlier[],
  place: Said,
): FilingProblem[] {
  if (isFlow(row)) {
    const half = others.find((e) => e.period === halfYearWithin(period));
    if (half !== undefined && compare(value, half.value) < 0)
      return [doubtful('YEAR_BELOW_HALF_YEAR', half, distance(half.value, value), place)];
    const year = others.find((e) => halfYearWithin(e.period) === period);
    if (year !== undefined && compare(value, year.value) > 0)
      return [doubtful('HALF_YEAR_ABOVE_YEAR', year, distance(value, year.value), place)];
    return [];
  }
  const last = before[0];
  if (row.accumulation !== 'cumulative' || !neverFalling.has(row.valueType) || last === undefined) return [];
  return compare(value, last.value) < 0 ? [doubtful('CUMULATIVE_FELL', last, distance(last.value, value), place)] : [];
}

function againstHistory(
  rule: HistoryRule | null,
  value: DecimalString,
  earlier: readonly Earlier[],
  place: Said,
): FilingProblem[] {
  const previous = earlier[0];
  if (rule === null || previous === undefined) return [];
  const [now, then, floor] = [exact(value), exact(previous.value), exact(rule.floor)];
  if (now.lessThan(floor) && then.lessThan(floor)) return [];
  if (!then.isZero()) {
    const times = now.isZero() ? exact(TO_NOTHING) : now.greaterThan(then) ? now.dividedBy(then) : then.dividedBy(now);
    const magnitude = plain(times.toDecimalPlaces(4));
    const slip = rule.slips.find((s) => isAbout(times, exact(s.factor), exact(s.within)));
    if (slip !== undefined && !now.isZero())
      return [doubtful('UNIT_SLIP', previous, magnitude, { ...place, factor: { decimal: slip.factor } })];
    if (times.greaterThan(exact(rule.ratio)))
      return [doubtful('FAR_FROM_PREVIOUS', previous, magnitude, { ...place, times: { decimal: rule.ratio } })];
  }
  return outsideBand(now, earlier, place);
}

const isAbout = (times: Exact, factor: Exact, within: Exact): boolean =>
  times.greaterThanOrEqualTo(factor.dividedBy(within)) && times.lessThanOrEqualTo(factor.times(within));

function outsideBand(now: Exact, earlier: readonly Earlier[], place: Said): FilingProblem[] {
  const own = earlier.slice(0, medianBand.most).map((e) => exact(e.value));
  const last = earlier[0];
  if (own.length < medianBand.fewest || last === undefined) return [];
  const middle = median(own);
  const deviation = median(own.map((v) => v.minus(middle).abs()));
  const byDeviation = deviation.times(exact(medianBand.deviations));
  const byShare = middle.times(exact(medianBand.share));
  const width = byDeviation.greaterThan(byShare) ? byDeviation : byShare;
  const off = now.minus(middle).abs();
  if (off.lessThanOrEqualTo(width)) return [];
  const said = { ...place, median: { decimal: plain(middle) }, count: String(own.length) };
  return [doubtful('OUTSIDE_OWN_BAND', last, plain(off), said)];
}

/** Middle of the ordered values; of two middles their mean. */
function median(values: readonly Exact[]): Exact {
  const sorted = [...values].sort((a, b) => a.comparedTo(b));
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? exact('0');
  const lower = sorted.length % 2 === 1 ? upper : (sorted[half - 1] ?? upper);
  return upper.plus(lower).dividedBy(2);
}

type HistoryCode =
  | 'YEAR_BELOW_HALF_YEAR'
  | 'HALF_YEAR_ABOVE_YEAR'
  | 'CUMULATIVE_FELL'
  | 'UNIT_SLIP'
  | 'FAR_FROM_PREVIOUS'
  | 'OUTSIDE_OWN_BAND';

function doubtful(
  code: HistoryCode,
  earlier: Earlier,
  magnitude: DecimalString,
  said: Said & { readonly factor?: Detail; readonly times?: Detail; readonly median?: Detail; readonly count?: Detail },
): FilingProblem {
  const { factor = '', times = '', median: middle = '', count = '' } = said;
  const details = { ...said, factor, times, median: middle, count };
  const compared = { earlier: { decimal: earlier.value }, period: earlier.period };
  return { ...problem(code, { ...details, ...compared }), doubt: { reference: earlier.period, magnitude } };
}

const distance = (greater: DecimalString, lesser: DecimalString): DecimalString =>
  plain(exact(greater).minus(exact(lesser)));

/** Place of a period in time: the six months of a year before the year itself. */
function orderOf(code: PeriodCode): number | null {
  const period = parsePeriod(code);
  return period === null ? null : period.year * 2 + (period.kind === 'annual' ? 1 : 0);
}

const sameKind = (a: PeriodCode, b: PeriodCode): boolean => parsePeriod(a)?.kind === parsePeriod(b)?.kind;
