import { type ClusterLife, stateOn } from './cluster-life.js';
import { hundredths } from './random.js';

/** Rows of form 04 that a synthetic department fills; the others stay blank, as many do. */
export const FORM_04_KEYS = [
  'planned_count',
  'planned_area',
  'established_count',
  'established_area',
  'detailed_plan_count',
  'infra_total_investment',
  'infra_paid_cumulative',
  'operating_count',
  'operating_area',
  'industrial_land_operating',
  'industrial_land_leased',
  'occupancy_rate_avg',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'labour_total',
  'wastewater_invested_count',
  'wastewater_compliant_count',
] as const;

/** The cells of a province's form 04: sums over its clusters on the last day of the window. Same order as the keys. */
export function form04Of(clusters: readonly ClusterLife[], day: string): (string | null)[] {
  const all = clusters.filter((c) => c.plannedFrom <= day).map((life) => ({ life, s: stateOn(life, day) }));
  const established = all.filter(({ life }) => life.establishedOn !== null && life.establishedOn <= day);
  const operating = all.filter(({ s }) => s.projects > 0);
  const sum = (list: typeof all, of: (x: (typeof all)[number]) => number): number =>
    list.reduce((n, x) => n + of(x), 0);
  const land = sum(operating, (x) => x.life.industrialLand);
  const leased = sum(all, (x) => x.s.leased);
  return [
    String(all.length),
    hundredths(sum(all, (x) => x.life.area)),
    String(established.length),
    hundredths(sum(established, (x) => x.life.area)),
    String(all.filter(({ life }) => life.detailedPlanOn !== null && life.detailedPlanOn <= day).length),
    hundredths(sum(all, (x) => (x.life.investorFrom !== null && x.life.investorFrom <= day ? x.s.investment : 0))),
    hundredths(sum(all, (x) => x.s.paid)),
    String(operating.length),
    hundredths(sum(operating, (x) => x.life.area)),
    hundredths(land),
    hundredths(leased),
    land === 0 ? null : hundredths(Math.floor((leased * 20_000 + land) / (2 * land))),
    String(sum(all, (x) => x.s.projects)),
    String(sum(all, (x) => x.s.foreign)),
    String(sum(all, (x) => x.s.operating)),
    String(sum(all, (x) => x.s.workers)),
    String(all.filter(({ s }) => s.wastewaterInvested).length),
    String(all.filter(({ s }) => s.wastewaterCompliant).length),
  ];
}
