import fc from 'fast-check';
import type { ClusterText, FigureCase, FilingText, ProjectText } from './figure-case.js';

/** Random registers in the short writing of the golden cases: dates around the cut-offs, much of it unknown. */

/** So many cases every day, twenty times as many in a deep run; few and always the same ones beside a changed rule. */
export function runs(everyDay: number): { numRuns: number; seed?: number } {
  if (process.env['CCN_MUTATION']) return { numRuns: Math.min(everyDay, 8), seed: 20_250_701 };
  return { numRuns: process.env['CCN_DEEP'] ? everyDay * 20 : everyDay };
}

const DAYS = [
  '2010-05-05',
  '2024-12-31',
  '2025-12-14',
  '2025-12-15',
  '2026-03-01',
  '2026-06-14',
  '2026-06-15',
  '2026-12-14',
  '2026-12-15',
] as const;

const day = fc.constantFrom(...DAYS);
/** Hectares with up to four decimals, never from a float. */
const hectares = fc
  .tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(4, '0')}`);
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 3 });

/** Drops keys that are undefined: the short writing leaves unknowns out. */
const known = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

const decision = fc
  .record({
    kind: fc.constantFrom(
      'establishment',
      'expansion',
      'adjustment',
      'revocation',
      'detailed_plan',
      'infrastructure_project',
    ),
    signed: optional(day),
    area: optional(hectares),
    land: optional(hectares),
    investment: optional(hectares),
    type: optional(fc.constantFrom('craft_village', 'specialised', 'eco')),
  })
  .map(known);

const project = fc
  .record({
    id: fc.constant(''),
    state: fc.constantFrom('operating', 'suspended', 'under_construction', 'preparing', 'ended', 'unknown'),
    foreign: optional(fc.boolean()),
    from: optional(day),
    to: optional(day),
    leases: fc.array(fc.record({ area: optional(hectares), signed: optional(day), to: optional(day) }).map(known), {
      maxLength: 2,
    }),
    papers: fc.array(
      fc
        .record({
          kind: fc.constantFrom('policy_approval', 'registration_certificate', 'licence', 'unknown'),
          area: optional(hectares),
          issued: optional(day),
        })
        .map(known),
      { maxLength: 2 },
    ),
  })
  .map(known);

const statement = fc.record({
  fact: fc.constantFrom(
    'leased_land',
    'industrial_land',
    'facilities_or_projects',
    'cluster_area',
    'infra_paid',
    'wastewater_invested',
  ),
  value: fc.constantFrom('0', '1', '7'),
  on: day,
});

const cluster = fc
  .record({
    id: fc.constant(''),
    province: fc.constantFrom('19', '22', '31'),
    communes: fc.constantFrom(['11111'], ['22222', '11111'], ['33333']),
    type: optional(fc.constantFrom('craft_village', 'specialised')),
    plan: fc.array(
      fc.record({ listed: fc.boolean(), area: optional(hectares), from: day, to: optional(day) }).map(known),
      {
        maxLength: 2,
      },
    ),
    decisions: fc.array(decision, { maxLength: 5 }),
    infrastructure: fc.array(
      fc
        .record({
          investor: optional(fc.constantFrom('enterprise', 'cooperative', 'public_body')),
          total: optional(hectares),
        })
        .map(known),
      { maxLength: 2 },
    ),
    projects: fc.array(project, { maxLength: 3 }),
    statements: fc.array(statement, { maxLength: 3 }),
  })
  .map(known);

/** A register of up to six clusters with ids of their own. */
export const clusters: fc.Arbitrary<ClusterText[]> = fc.array(cluster, { maxLength: 6 }).map((list) =>
  list.map((c, i) => ({
    ...(c as ClusterText),
    id: `C${i}`,
    projects: (c.projects as ProjectText[]).map((p, j) => ({ ...p, id: `C${i}-P${j}` })),
  })),
);

/** A register with accepted and missing filings of some of its clusters and projects. */
export const registers = clusters.chain((list) => fc.record({ clusters: fc.constant(list), filings: filingsOf(list) }));

/** Which provinces there were and when they became others: one keeps its code for another land, as codes have done. */
const MOVES = [
  undefined,
  { province: '15', before: { until: '2025-07-01', province: '10' } },
  { province: '15', before: { until: '2025-07-01', province: '15' } },
  { province: '19', before: { until: '2025-07-01', province: '15' } },
  { province: '24', before: { until: '2026-04-30', province: '19' } },
] as const;

/** The same clusters in a country whose provinces merge on the way. */
export function moved(list: readonly ClusterText[]): fc.Arbitrary<ClusterText[]> {
  const move = fc.constantFrom(...MOVES);
  const home = fc.constantFrom('15', '19', '24', '40');
  return fc.tuple(...list.map(() => fc.tuple(move, home))).map((moves) =>
    list.map((c, i) => {
      const [to, at] = moves[i] ?? [undefined, '15'];
      return { ...c, province: at, ...(to === undefined ? {} : withHome(to)) };
    }),
  );
}

const withHome = ({ province, before }: { province: string; before: { until: string; province: string } }) => ({
  province,
  // The four codes of the tests: what lay elsewhere lay in the fourth.
  before: { until: before.until, province: before.province === '10' ? '40' : before.province },
});

/** Filings of some clusters and projects, and of the six months within the year where `alsoHalf`. */
export function filingsOf(list: readonly ClusterText[], alsoHalf = false): fc.Arbitrary<FilingText[]> {
  const of = (c: ClusterText) => [form02(c.id), ...(c.projects ?? []).map((p) => form01(p.id))];
  const half = (f: FilingText): FilingText => ({ ...f, period: '2026-H1' });
  const now = fc.tuple(...list.flatMap(of));
  const early = fc.tuple(...(alsoHalf ? list.flatMap(of) : []).map((a) => a.map(half)));
  return fc.tuple(now, early).map(([a, b]) => [...a, ...b]);
}

const state = fc.constantFrom('open', 'submitted', 'accepted');
const amount = fc.option(fc.integer({ min: 0, max: 50 }).map(String), { nil: null });

function form02(of: string): fc.Arbitrary<FilingText> {
  return fc.record({
    form: fc.constant('02' as const),
    of: fc.constant(of),
    state,
    figures: fc.record({
      infra_total_investment: amount,
      infra_paid_cumulative: amount,
      industrial_land_leased: amount,
      projects_total: amount,
      infra_labour: amount,
    }),
  });
}

function form01(of: string): fc.Arbitrary<FilingText> {
  return fc.record({
    form: fc.constant('01' as const),
    of: fc.constant(of),
    state,
    figures: fc.record({ project_revenue: amount, project_budget_payment: amount, project_labour: amount }),
  });
}

/** A case about one province. */
export function provinceCase(unit: string, filings: readonly FilingText[], period = '2026-Y'): FigureCase {
  return { title: unit, form: '04', unit, unitName: unit, period, filings, expected: {} };
}
