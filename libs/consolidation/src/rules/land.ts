import { compare, type DecimalString, meanOfRates, percentOf, rateUnits, sumKnown } from '#lib/kernel';
import { type ClusterFacts } from './cluster-facts.js';
import type { Choices } from './definitions.js';
import { landCoverage } from './land-coverage.js';
import { industrialLand, leasedLand, occupancyNumerator, readyLand } from './occupancy.js';
import { operating, statementNote } from './operating.js';
import { notCounted, type Picked } from './precedence.js';
import { missingNote, type RowContext, type RowResult, type RowRule, sumFiled, sumMembers } from './rows.js';
import type { FigureNote, FigureSource, MeanParts, RateParts } from './types.js';

/** Numerator and denominator of one operating cluster. */
interface ClusterRate {
  readonly facts: ClusterFacts;
  readonly numerator: Picked;
  readonly denominator: Picked;
}

/** What is divided by what, by named definition. */
const SIDES: Record<Choices['occupancy_rate'], readonly [(f: ClusterFacts) => Picked, (f: ClusterFacts) => Picked]> = {
  art_2_7_weighted: [(f) => occupancyNumerator(f).picked, industrialLand],
  art_2_7_simple_mean: [(f) => occupancyNumerator(f).picked, industrialLand],
  leased_over_industrial: [leasedLand, industrialLand],
  leased_over_ready: [leasedLand, readyLand],
  leased_over_total: [leasedLand, (f) => f.area],
};

/**
 * Row 19 over operating clusters only. Weighted: 100 x sum of numerators / sum of denominators, over the
 * clusters of which both are known; a cluster with one side missing is left out of both, named in the notes
 * and in the coverage. Null when no cluster has both. Above 100 is shown with a note.
 */
function occupancyRate(context: RowContext): RowResult {
  const members = operating(context);
  const [top, bottom] = SIDES[context.choices.occupancy_rate];
  const rates = members.map(({ facts }): ClusterRate => ({ facts, numerator: top(facts), denominator: bottom(facts) }));
  const usable = rates.filter((r) => r.numerator.value !== null && known(r.denominator.value));
  const numerator = sumKnown(usable.map((r) => r.numerator.value));
  const denominator = sumKnown(usable.map((r) => r.denominator.value));
  const mean = context.choices.occupancy_rate === 'art_2_7_simple_mean' ? ratesOf(usable) : null;
  const value = rateOf({ numerator, denominator, mean });
  return {
    value,
    sources: () => {
      const used = new Set(usable);
      return rates.flatMap((r) => [...sided(r, 'numerator', used.has(r)), ...sided(r, 'denominator', used.has(r))]);
    },
    coverage: () => ({
      expected: members.length,
      reported: usable.length,
      accepted: usable.filter((r) => r.numerator.confirmed && r.denominator.confirmed).length,
      land: landCoverage(
        rates.map((r) => r.facts),
        usable.map((r) => r.facts),
      ),
    }),
    notes: () => [...rateNotes(rates, usable), ...statementNote(members)],
    parts: { numerator, denominator },
    mean,
  };
}

/** A denominator of zero divides nothing: as good as missing. */
const known = (denominator: DecimalString | null): boolean => denominator !== null && compare(denominator, '0') > 0;

/** The clusters' own rates, for their mean: rounded once, at the end. */
const ratesOf = (rates: readonly ClusterRate[]): MeanParts => ({
  units: rates.reduce((sum, r) => sum + rateUnits(r.numerator.value ?? '0', r.denominator.value ?? '1'), 0n),
  count: rates.length,
});

/** The rate that parts make, in per cent; null where they make none. */
export function rateOf({ numerator, denominator, mean }: RateParts & { readonly mean: MeanParts | null }) {
  if (mean === null) return percentOf(numerator, denominator);
  return mean.count === 0 ? null : meanOfRates(mean.units, mean.count);
}

/** The rate of several units together. */
export function rateOfUnits(parts: readonly (RateParts & { readonly mean: MeanParts | null })[]): DecimalString | null {
  const means = parts.flatMap((p) => p.mean ?? []);
  return rateOf({
    numerator: sumKnown(parts.map((p) => p.numerator)),
    denominator: sumKnown(parts.map((p) => p.denominator)),
    mean:
      means.length === 0
        ? null
        : { units: means.reduce((n, m) => n + m.units, 0n), count: means.reduce((n, m) => n + m.count, 0) },
  });
}

function sided(rate: ClusterRate, part: 'numerator' | 'denominator', used: boolean): FigureSource[] {
  return rate[part].sources.map((s) => ({ ...(used ? s : notCounted(s)), part }));
}

function rateNotes(rates: readonly ClusterRate[], usable: readonly ClusterRate[]): FigureNote[] {
  const above = usable.filter((r) => compare(r.numerator.value ?? '0', r.denominator.value ?? '0') > 0);
  return [
    ...missingNote(
      'OCCUPANCY_ABOVE_100',
      'có tử số lớn hơn đất công nghiệp, đề nghị kiểm tra',
      above.map((r) => r.facts),
    ),
    ...missingNote(
      'DENOMINATOR_UNCONFIRMED',
      'chưa có quy hoạch chi tiết được duyệt, mẫu số lấy theo số liệu kê khai chưa xác nhận',
      usable.filter((r) => !r.denominator.confirmed).map((r) => r.facts),
    ),
    ...missingNote(
      'DENOMINATOR_MISSING',
      'chưa có mẫu số nên chưa được tính',
      rates.filter((r) => !known(r.denominator.value)).map((r) => r.facts),
    ),
    ...missingNote(
      'NUMERATOR_MISSING',
      'chưa có diện tích đã cho thuê hoặc được chấp thuận nên chưa được tính',
      rates.filter((r) => r.numerator.value === null).map((r) => r.facts),
    ),
    ...missingNote(
      'LEASES_DISAGREE',
      'có đất đã cho thuê kê khai khác với hợp đồng trong hệ thống; phần được chấp thuận thêm có thể bị tính trùng',
      usable.map((r) => r.facts).filter((f) => occupancyNumerator(f).leasesDisagree),
    ),
  ];
}

export const landRows: readonly RowRule[] = [
  {
    // "tính theo quy hoạch chi tiết đã được duyệt": a cluster without one is missing here, never 0 and never a statement.
    key: 'industrial_land_operating',
    points: ['project_in_cluster', 'undated_decision'],
    derive: (context) => sumMembers(context, operating(context), (f) => f.planIndustrialLand),
  },
  {
    key: 'industrial_land_leased',
    points: ['leased_land'],
    derive: (context) =>
      sumFiled(context, 'industrial_land_leased', 'ha', '02', (f) =>
        context.choices.leased_land === 'occupancy_numerator' ? occupancyNumerator(f).picked : leasedLand(f),
      ),
  },
  {
    key: 'occupancy_rate_avg',
    points: ['occupancy_rate', 'industrial_land', 'project_in_cluster', 'undated_decision'],
    derive: occupancyRate,
  },
];
