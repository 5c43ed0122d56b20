import type { IsoDate } from '#lib/kernel';
import { hundredths, type Random, randomOf } from './random.js';

/** A commune of today's map, and one of those that were merged into it on 2025-07-01; the same where nothing merged. */
export interface PlaceInTime {
  readonly province: string;
  readonly commune: string;
  readonly communeName: string;
  readonly before: string;
}

/** A cluster that does not exist: what it is, and what its investor would write into form 02 at a time. */
export interface ClusterLife {
  readonly number: number;
  readonly place: PlaceInTime;
  readonly name: string;
  readonly type: 'craft_village' | 'specialised' | 'supporting' | 'high_tech' | 'eco' | null;
  /** Hundredths of a hectare. */
  readonly area: number;
  readonly industrialLand: number;
  readonly plannedFrom: IsoDate;
  readonly establishedOn: IsoDate | null;
  readonly detailedPlanOn: IsoDate | null;
  /** First day an investor is there; null: none, and nobody files form 02. */
  readonly investorFrom: IsoDate | null;
  /** Hundredths of a billion VND. */
  readonly investment: number;
  readonly wastewater: 'none' | 'invested' | 'compliant';
  readonly tenants: readonly TenantLife[];
  /** Share of the figures its investor leaves blank, in per cent. */
  readonly blanks: number;
}

export interface TenantLife {
  readonly number: number;
  readonly from: IsoDate;
  readonly leased: number;
  readonly foreign: boolean;
  readonly industry: string;
  readonly state: 'operating' | 'suspended' | 'under_construction';
  readonly workers: number;
}

/** Rows of form 02, in the order of the form; null is a blank cell. */
export const FORM_02_KEYS = [
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

const TYPES = [
  null,
  null,
  null,
  null,
  null,
  'craft_village',
  'craft_village',
  'specialised',
  'supporting',
  'eco',
] as const;
const INDUSTRIES = [
  'Chế biến gỗ',
  'May mặc',
  'Chế biến nông sản',
  'Cơ khí',
  'Vật liệu xây dựng',
  'Nhựa',
  'Điện tử',
  'Giấy, bao bì',
];

/** Everything about one synthetic cluster, from its number alone. */
export function clusterLife(seed: number, number: number, place: PlaceInTime): ClusterLife {
  const r = randomOf('cluster', seed, number);
  // Decree 32/2024 Art. 5: 10 to 75 ha, mountain and craft villages from 5 ha.
  const area = Math.min(7500, Math.max(500, Math.round(r.skewed(2600, 1.1))));
  const industrialLand = Math.round(area * (0.55 + r.next() * 0.17));
  const plannedYear = r.whole(2004, 2016);
  const establishedYear = plannedYear + Math.round(r.skewed(3, 2));
  const establishedOn = r.chance(0.78) && establishedYear <= 2025 ? dayIn(r, establishedYear) : null;
  const detailedPlanOn =
    establishedOn !== null && r.chance(0.85) ? dayIn(r, Number(establishedOn.slice(0, 4)) + 1) : null;
  const investorFrom =
    establishedOn !== null && r.chance(0.88) ? dayIn(r, Number(establishedOn.slice(0, 4)) + 1) : null;
  const lot = r.next();
  return {
    number,
    place,
    name: `${place.communeName} ${number}`,
    type: r.chance(0.02) ? 'high_tech' : r.pick(TYPES),
    area,
    industrialLand,
    plannedFrom: `${plannedYear}-01-15`,
    establishedOn,
    detailedPlanOn,
    investorFrom,
    investment: Math.round((area / 100) * r.skewed(900, 1.2)),
    wastewater: lot < 0.45 ? 'none' : lot < 0.6 ? 'invested' : 'compliant',
    tenants:
      investorFrom === null && !r.chance(0.35)
        ? []
        : tenantsOf(r, industrialLand, investorFrom ?? `${plannedYear + 1}-06-01`),
    blanks: r.chance(0.15) ? r.whole(8, 30) : r.whole(0, 3),
  };
}

/** Enterprises that come one after another, until the land they want is gone or the years are over. */
function tenantsOf(r: Random, industrialLand: number, since: IsoDate): TenantLife[] {
  const wanted = Math.round(industrialLand * Math.min(1, r.skewed(0.62, 1)));
  const tenants: TenantLife[] = [];
  let left = wanted;
  let year = Number(since.slice(0, 4));
  while (left > 20 && year <= 2026 && tenants.length < 60) {
    year += r.chance(0.55) ? 1 : 0;
    const leased = Math.min(left, Math.max(20, Math.round(r.skewed(160, 2))));
    left -= leased;
    const lot = r.next();
    tenants.push({
      number: tenants.length + 1,
      from: dayIn(r, Math.min(year, 2026)),
      leased,
      foreign: r.chance(0.09),
      industry: r.pick(INDUSTRIES),
      state: lot < 0.78 ? 'operating' : lot < 0.9 ? 'under_construction' : 'suspended',
      workers: Math.max(3, Math.round((leased / 100) * r.skewed(38, 2))),
    });
  }
  return tenants.filter((t) => t.from <= '2026-05-31');
}

function dayIn(r: Random, year: number): IsoDate {
  return `${year}-${String(r.whole(1, 12)).padStart(2, '0')}-${String(r.whole(1, 28)).padStart(2, '0')}`;
}

/** What stands in form 02 on the last day of a window, before any cell is left blank. */
export interface ClusterState {
  readonly investment: number;
  readonly paid: number;
  readonly ready: number;
  readonly leased: number;
  readonly projects: number;
  readonly foreign: number;
  readonly operating: number;
  readonly workers: number;
  readonly wastewaterInvested: boolean;
  readonly wastewaterCompliant: boolean;
}

/** The state of a cluster on a day. Leased land never exceeds what is ready, and neither shrinks. */
export function stateOn(life: ClusterLife, day: IsoDate): ClusterState {
  const years =
    life.investorFrom === null ? 0 : Math.max(0, Number(day.slice(0, 4)) - Number(life.investorFrom.slice(0, 4)));
  const progress = Math.min(1, years / 6);
  const here = life.tenants.filter((t) => t.from <= day);
  const leased = here.reduce((sum, t) => sum + t.leased, 0);
  const running = here.filter((t) => t.state === 'operating');
  return {
    investment: life.investment,
    paid: Math.round(life.investment * progress * 0.9),
    ready: Math.max(leased, Math.round(life.industrialLand * progress)),
    leased,
    projects: here.length,
    foreign: here.filter((t) => t.foreign).length,
    operating: running.length,
    workers: running.reduce((sum, t) => sum + t.workers, 0),
    wastewaterInvested: life.wastewater !== 'none' && years >= 3,
    wastewaterCompliant: life.wastewater === 'compliant' && years >= 4,
  };
}

/** The cells of a form 02, some left blank by habit. Same order as FORM_02_KEYS. */
export function form02Of(seed: number, life: ClusterLife, period: string, day: IsoDate): (string | null)[] {
  const r = randomOf('form 02', seed, life.number, period);
  const s = stateOn(life, day);
  const share = period.endsWith('Y') ? 1 : 0.5;
  const revenue = Math.round(s.leased * 1.4 * share * r.skewed(1, 0.6));
  const cells = [
    hundredths(s.investment),
    hundredths(s.paid),
    hundredths(s.ready),
    hundredths(s.leased),
    s.ready === 0 ? null : hundredths(Math.floor((s.leased * 20_000 + s.ready) / (2 * s.ready))),
    String(s.projects),
    String(s.foreign),
    String(s.operating),
    hundredths(revenue),
    hundredths(Math.round(revenue * 0.08)),
    String(3 + Math.round(s.projects / 4)),
    hundredths(r.whole(650, 1400)),
    s.wastewaterInvested ? '1' : '0',
    s.wastewaterCompliant ? '1' : '0',
  ];
  return cells.map((cell) => (r.chance(life.blanks / 100) ? null : cell));
}
