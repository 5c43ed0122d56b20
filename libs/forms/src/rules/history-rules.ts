import type { DecimalString } from '#lib/kernel';
import type { ValueType } from '../definition.js';

/**
 * How far a figure may lie from the unit's own earlier ones before somebody is asked: rule as data, ours and not law.
 * Ratios and a median band, no z-scores: a unit has a handful of earlier figures, and one slip among them would
 * widen a standard deviation until it hides the next.
 */
export interface HistoryRule {
  /** Neither figure as large as this: too small to say anything. */
  readonly floor: DecimalString;
  /** More than so many times the previous figure, or less than its so-manieth part. */
  readonly ratio: DecimalString;
  /** Ratios that look like a wrong unit or a lost digit; `within` times more or less of each. */
  readonly slips: readonly { readonly factor: DecimalString; readonly within: DecimalString }[];
}

const DIGIT = { factor: '10', within: '1.1' } as const;
const THOUSAND = { factor: '1000', within: '2' } as const;
const SQUARE_METRES = { factor: '10000', within: '2' } as const;
const SLIPS = [SQUARE_METRES, THOUSAND, DIGIT] as const;

export const historyRules: Readonly<Record<ValueType, HistoryRule | null>> = {
  count: { floor: '10', ratio: '3', slips: SLIPS },
  persons: { floor: '50', ratio: '3', slips: SLIPS },
  area_ha: { floor: '20', ratio: '3', slips: SLIPS },
  billion_vnd: { floor: '10', ratio: '5', slips: SLIPS },
  million_vnd_per_month: { floor: '1', ratio: '3', slips: SLIPS },
  percent: { floor: '10', ratio: '3', slips: [{ factor: '100', within: '1.1' }, DIGIT] },
  flag: null,
};

/** The band around the median of the unit's own earlier figures. */
export const medianBand = {
  /** Fewer earlier figures make no band. */
  fewest: 4,
  /** Older ones than these are another time. */
  most: 8,
  /** Half width: so many median absolute deviations, but at least this share of the median. */
  deviations: '4',
  share: '0.5',
} as const;

/** Totals that count up to the day of the report: they do not fall without a reason. Workers and rates do. */
export const neverFalling: ReadonlySet<ValueType> = new Set(['count', 'area_ha', 'billion_vnd', 'flag']);

/** What adds up over time: money and things that happened within the window. Heads and averages do not. */
export const additive: ReadonlySet<ValueType> = new Set(['count', 'area_ha', 'billion_vnd']);
