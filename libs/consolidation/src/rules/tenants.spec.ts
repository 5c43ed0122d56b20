import { describe, expect, it } from 'vitest';
import type { SnapshotInvestmentPaper, SnapshotLease, SnapshotTenantProject } from '#lib/register';
import type { ProjectRecord } from './record.js';
import { approvedBeyondLease, inCluster, tenantsAt } from './tenants.js';

const CUT_OFF = '2026-12-14';
const lease = (areaHa: string | null, more: Partial<SnapshotLease> = {}) =>
  ({ id: `l${areaHa}`, areaHa, signedOn: null, validFrom: null, validTo: null, ...more }) as SnapshotLease;
const paper = (
  id: string,
  kind: SnapshotInvestmentPaper['kind'],
  areaHa: string | null,
  issuedOn: string | null = null,
) => ({ id, kind, areaHa, issuedOn }) as SnapshotInvestmentPaper;
const tenantOf = (
  project: Partial<SnapshotTenantProject> = {},
  leases: readonly SnapshotLease[] = [],
  papers: readonly SnapshotInvestmentPaper[] = [],
) => {
  const whole = { id: 'p', state: 'unknown', validFrom: null, validTo: null, foreignCapital: null, ...project };
  return tenantsAt([{ project: whole, leases, papers } as ProjectRecord], CUT_OFF)[0];
};

describe('a tenant at the cut-off', () => {
  it('is there from the day it began; an unknown day hides nobody', () => {
    expect(tenantOf({ validFrom: '2026-12-15' })).toBeUndefined();
    expect([tenantOf({ validFrom: '2026-12-14' })?.alive, tenantOf()?.alive]).toEqual([true, true]);
  });

  it('has ended by the day it ended on; where no day is known, by the word', () => {
    expect(tenantOf({ validTo: '2026-12-14' })?.alive).toBe(false);
    expect(tenantOf({ validTo: '2026-12-15' })?.alive).toBe(true);
    expect(tenantOf({ state: 'ended' })?.alive).toBe(false);
    // It has ended today, but had not at the cut-off.
    expect(tenantOf({ state: 'ended', validTo: '2026-12-20' })?.alive).toBe(true);
  });

  it('is in production, is not, or nobody knows', () => {
    const producing = (['operating', 'suspended', 'under_construction', 'preparing', 'unknown', 'ended'] as const).map(
      (state) => tenantOf({ state })?.inProduction,
    );
    expect(producing).toEqual([true, false, false, false, null, null]);
  });

  it('leases what was signed and begun by the cut-off and has not ended, 4 + 3', () => {
    const leases = [
      lease('4', { signedOn: '2026-12-14', validTo: '2026-12-15' }),
      lease('3', { validFrom: '2026-12-14' }),
      lease('100', { signedOn: '2026-12-15' }),
      lease('200', { validFrom: '2026-12-15' }),
      lease('300', { validTo: '2026-12-14' }),
      lease(null),
      lease('0'),
    ];
    const tenant = tenantOf({}, leases);
    expect(tenant?.leasedHa).toBe('7');
    // A lease of nothing is none; one of an unknown area is one.
    expect(tenant?.leases.map((l) => l.areaHa)).toEqual(['4', '3', null]);
    expect([tenantOf()?.leasedHa, tenantOf()?.hasLeased]).toEqual([null, false]);
    expect(tenantOf({}, [lease('300', { validTo: '2026-12-14' })])).toMatchObject({ hasLeased: true, leases: [] });
    expect(tenantOf({}, [lease('300', { signedOn: '2026-12-15' })])?.hasLeased).toBe(false);
  });
});

describe('land by papers', () => {
  const approved = (...papers: readonly SnapshotInvestmentPaper[]) => tenantOf({}, [], papers)?.approvedBy?.id ?? null;

  it('is that of the widest kind, each kind by its newest paper', () => {
    const old = paper('old', 'policy_approval', '9', '2020-01-01');
    const young = paper('new', 'policy_approval', '5', '2024-01-01');
    const certificate = paper('certificate', 'registration_certificate', '6', '2021-01-01');
    expect(approved(young, old)).toBe('new');
    expect(approved(old, young, certificate)).toBe('certificate');
    expect(approved(old, young, { ...certificate, areaHa: '5' })).toBe('new');
    expect(approved(paper('licence', 'licence', '7'), certificate)).toBe('licence');
  });

  it('of one day is the wider, then the later id; an undated paper is the oldest', () => {
    const on = (id: string, ha: string, day: string | null = '2024-01-01') => paper(id, 'licence', ha, day);
    expect(approved(on('a', '6'), on('b', '5'))).toBe('a');
    expect(approved(on('b', '6'), on('a', '6'))).toBe('b');
    expect(approved(on('undated', '9', null), on('dated', '5'))).toBe('dated');
  });

  it('is none without an area, of another kind, or issued after the cut-off', () => {
    expect(approved(paper('a', 'licence', null), paper('b', 'unknown', '5'))).toBeNull();
    expect(approved(paper('late', 'licence', '5', '2026-12-15'))).toBeNull();
    expect(approved(paper('in time', 'licence', '5', '2026-12-14'))).toBe('in time');
    // A newer paper without an area does not wipe out the older one's.
    expect(
      approved(paper('stated', 'licence', '5', '2020-01-01'), paper('silent', 'licence', null, '2024-01-01')),
    ).toBe('stated');
    expect(tenantOf({}, [], [paper('a', 'licence', '5')])?.approvedHa).toBe('5');
  });

  it('adds what goes beyond the lease: 6 approved and 4 leased add 2 (Decree 32/2024 Art. 2.7)', () => {
    const beyond = (
      ha: string | null,
      leases: readonly SnapshotLease[],
      project: Partial<SnapshotTenantProject> = {},
    ) => approvedBeyondLease(tenantOf(project, leases, [paper('a', 'licence', ha)])!);
    expect(beyond('6', [lease('4')])).toBe('2');
    expect([beyond('4', [lease('4')]), beyond('3', [lease('4')])]).toEqual(['0', '0']);
    expect([beyond('6', []), beyond('6', [lease(null)])]).toEqual(['6', '6']);
    expect(beyond(null, [lease('4')])).toBeNull();
    expect(beyond('6', [lease('4')], { state: 'ended' })).toBeNull();
  });
});

describe('a project in the cluster', () => {
  const rules = ['leased_or_approved', 'leased', 'in_production', 'registered'] as const;
  const counted = (...given: Parameters<typeof tenantOf>) => {
    const tenant = tenantOf(...given)!;
    return rules.filter((rule) => inCluster(tenant, rule));
  };

  it('by a lease, by a paper, by producing, or by being on the list', () => {
    expect(counted()).toEqual(['registered']);
    expect(counted({}, [lease('4')])).toEqual(['leased_or_approved', 'leased', 'registered']);
    expect(counted({}, [], [paper('a', 'unknown', null)])).toEqual(['leased_or_approved', 'registered']);
    expect(counted({ state: 'operating' })).toEqual(['in_production', 'registered']);
    expect(counted({ state: 'suspended' })).toEqual(['registered']);
  });

  it('ended is in none', () => {
    expect(counted({ state: 'ended' }, [lease('4')], [paper('a', 'licence', '4')])).toEqual([]);
  });
});
