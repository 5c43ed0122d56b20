/**
 * The obligation set of a period follows from the register alone: computed at once, or through any order of changes
 * with the period brought up to the register after any of them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { CLUSTER_REPORTERS, type ClusterFacts, type DutyFacts, dutiesOwed, type ProjectFacts } from './duties.js';
import { reconcile, type StandingObligation } from './reconcile.js';

const regime = loadLaw().regimeFor('2026-Y')!;
const COMMUNES = ['02647', '02671', '02680'];

interface Register {
  readonly clusters: Readonly<Record<string, ClusterFacts | null>>;
  readonly projects: Readonly<Record<string, ProjectFacts | null>>;
}

/** One change of one fact of one thing. Two changes of different facts can come in either order. */
interface Change {
  readonly what: string;
  readonly apply: (register: Register) => Register;
}

const START: Register = {
  clusters: Object.fromEntries(['A', 'B', 'C'].map((code) => [code, cluster(code)])),
  projects: Object.fromEntries(['P', 'Q', 'R'].map((code) => [code, project(code)])),
};

function cluster(code: string): ClusterFacts {
  return {
    id: `id-${code}`,
    code,
    name: `Cụm ${code}`,
    provinceCode: '15',
    leadCommuneCode: COMMUNES[0]!,
    communeCodes: COMMUNES,
    hasInvestor: true,
    leadDecided: false,
    reporter: null,
  };
}

function project(code: string): ProjectFacts {
  const place = { clusterName: 'Cụm A', provinceCode: '15', communeCode: COMMUNES[0]! };
  return { id: `id-${code}`, code, name: `Doanh nghiệp ${code}`, ...place, state: 'operating', leased: true };
}

function onCluster(code: string, field: string, change: Partial<ClusterFacts>): Change {
  return {
    what: `${code}.${field}`,
    apply: (r) => ({ ...r, clusters: { ...r.clusters, [code]: { ...cluster(code), ...r.clusters[code], ...change } } }),
  };
}
function onProject(code: string, field: string, change: Partial<ProjectFacts>): Change {
  return {
    what: `${code}.${field}`,
    apply: (r) => ({ ...r, projects: { ...r.projects, [code]: { ...project(code), ...r.projects[code], ...change } } }),
  };
}

const clusterCode = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const projectCode = fc.constantFrom('P', 'Q', 'R', 'S');
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(clusterCode, fc.boolean()).map(([c, hasInvestor]) => onCluster(c, 'investor', { hasInvestor })),
  fc
    .tuple(clusterCode, fc.constantFrom(...COMMUNES))
    .map(([c, leadCommuneCode]) => onCluster(c, 'lead', { leadCommuneCode, leadDecided: true })),
  fc
    .tuple(clusterCode, fc.constantFrom(null, ...CLUSTER_REPORTERS))
    .map(([c, reporter]) => onCluster(c, 'reporter', { reporter })),
  fc.tuple(clusterCode, fc.constantFrom('Cụm mới', 'Cụm cũ')).map(([c, name]) => onCluster(c, 'name', { name })),
  fc
    .tuple(projectCode, fc.constantFrom('operating', 'under_construction', 'preparing', 'ended'))
    .map(([p, state]) => onProject(p, 'state', { state: state as ProjectFacts['state'] })),
  fc.tuple(projectCode, fc.boolean()).map(([p, leased]) => onProject(p, 'lease', { leased })),
  fc
    .tuple(projectCode, fc.constantFrom(...COMMUNES))
    .map(([p, communeCode]) => onProject(p, 'commune', { communeCode })),
);
const changes = fc.uniqueArray(change, { selector: (c) => c.what, maxLength: 12 });

function factsOf(register: Register): DutyFacts {
  return {
    provinces: [{ code: '15', name: 'Tỉnh Lào Cai' }],
    communes: new Map(COMMUNES.map((code) => [code, { name: `Xã ${code}`, provinceCode: '15' }])),
    clusters: Object.values(register.clusters).filter((c) => c !== null),
    projects: Object.values(register.projects).filter((p) => p !== null),
  };
}

/** What the database would hold after the period was brought up to the register. */
function run(standing: readonly StandingObligation[], register: Register): StandingObligation[] {
  const { add, close, reopen, update } = reconcile(standing, dutiesOwed(regime, factsOf(register)));
  const [closed, reopened] = [new Set(close.map((s) => s.id)), new Set(reopen.map((s) => s.id))];
  const owed = new Map(update.map((u) => [u.id, u.owed]));
  return [
    ...standing.map((s) => ({
      ...s,
      ...owed.get(s.id),
      state: closed.has(s.id) ? ('closed' as const) : reopened.has(s.id) ? ('open' as const) : s.state,
    })),
    ...add.map((d) => ({ ...d, id: `${d.form}/${d.filerRef}`, state: 'open' as const, voluntary: false })),
  ];
}

const openOf = (standing: readonly StandingObligation[]) =>
  standing.filter((s) => s.state === 'open').sort((a, b) => (a.id < b.id ? -1 : 1));

describe('the obligation set of a period', () => {
  it('is the same computed at once or through any order of register changes', () => {
    const history = changes.chain((all) =>
      fc.record({
        all: fc.constant(all),
        shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
        runs: fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
      }),
    );
    fc.assert(
      fc.property(history, fc.boolean(), ({ all, shuffled, runs }, openedBefore) => {
        const end = all.reduce((r, c) => c.apply(r), START);
        const atOnce = openOf(run([], end));

        let register = START;
        let standing = openedBefore ? run([], register) : [];
        const seen = new Set<string>();
        shuffled.forEach((c, i) => {
          register = c.apply(register);
          if (runs[i]) standing = run(standing, register);
          for (const s of standing) seen.add(s.id);
        });
        standing = run(standing, register);

        expect(openOf(standing)).toEqual(atOnce);
        // Nothing disappears: whatever once stood is still there, open or closed.
        for (const id of seen) expect(standing.some((s) => s.id === id)).toBe(true);
        // Running it again changes nothing.
        expect(run(standing, register)).toEqual(standing);
      }),
    );
  });

  it('does not depend on the order in which the register tells its facts', () => {
    fc.assert(
      fc.property(changes, fc.infiniteStream(fc.nat()), (all, keys) => {
        const facts = factsOf(all.reduce((r, c) => c.apply(r), START));
        const mixed = <T>(rows: readonly T[]) =>
          rows
            .map((row) => [keys.next().value ?? 0, row] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, row]) => row);
        const told = { ...facts, clusters: mixed(facts.clusters), projects: mixed(facts.projects) };
        expect(dutiesOwed(regime, told)).toEqual(dutiesOwed(regime, facts));
      }),
    );
  });
});
