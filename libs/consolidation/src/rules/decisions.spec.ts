import { describe, expect, it } from 'vitest';
import type { SnapshotDecision } from '#lib/register';
import {
  areaDecision,
  type DecisionReading,
  dayOf,
  establishmentAt,
  expansionsFrom,
  newestOf,
  typeDecision,
  undatedOf,
} from './decisions.js';

const decision = (id: string, kind: SnapshotDecision['kind'], more: Partial<SnapshotDecision> = {}) =>
  ({
    ...{ id, kind, source: null, note: null, clusterId: 'A', number: null, issuer: null, signedOn: null },
    ...{ effectiveOn: null, areaHa: null, industrialLandHa: null, investmentBvnd: null, clusterType: null },
    ...{ fileId: null },
    ...more,
  }) as SnapshotDecision;
const reading = (choices: Partial<DecisionReading['choices']> = {}): DecisionReading => ({
  cutOff: '2026-12-14',
  choices: { establishment_day: 'signed', undated_decision: 'not_counted', ...choices },
});
const idOf = (found: SnapshotDecision | null) => found?.id ?? null;

describe('the day of a decision', () => {
  const late = { signedOn: '2026-12-10', effectiveOn: '2026-12-20' };

  it('is its signature, or where that is asked for the day it takes effect', () => {
    const establishing = decision('e', 'establishment', late);
    expect(dayOf(establishing, reading())).toBe('2026-12-10');
    expect(dayOf(establishing, reading({ establishment_day: 'effective' }))).toBe('2026-12-20');
    expect(establishmentAt([establishing], reading())?.id).toBe('e');
    expect(establishmentAt([establishing], reading({ establishment_day: 'effective' }))).toBeNull();
    expect(dayOf(decision('e', 'revocation', late), reading({ establishment_day: 'effective' }))).toBe('2026-12-20');
  });

  it('of a plan or a project is always its signature: nothing is established by it', () => {
    for (const kind of ['detailed_plan', 'infrastructure_project'] as const)
      expect(dayOf(decision('d', kind, late), reading({ establishment_day: 'effective' }))).toBe('2026-12-10');
  });

  it('is unknown without a signature, and long ago where undated decisions count', () => {
    const undated = decision('e', 'establishment');
    expect(dayOf(undated, reading())).toBeNull();
    expect(dayOf(undated, reading({ undated_decision: 'counted' }))).toBe('0001-01-01');
    expect(idOf(establishmentAt([undated], reading({ undated_decision: 'counted' })))).toBe('e');
    // The day it takes effect is a day too, where that is what counts.
    const effective = decision('e', 'establishment', { effectiveOn: '2026-01-01' });
    expect(dayOf(effective, reading({ establishment_day: 'effective' }))).toBe('2026-01-01');
    expect(dayOf(effective, reading())).toBeNull();
  });

  it('unknown, is listed among those that do not count, of the kinds asked for', () => {
    const all = [
      decision('a', 'detailed_plan'),
      decision('b', 'detailed_plan', { signedOn: '2026-01-01' }),
      decision('c', 'establishment'),
    ];
    expect(undatedOf(all, ['detailed_plan'], reading()).map((d) => d.id)).toEqual(['a']);
    expect(undatedOf(all, ['detailed_plan', 'establishment'], reading()).map((d) => d.id)).toEqual(['a', 'c']);
    expect(undatedOf(all, ['detailed_plan'], reading({ undated_decision: 'counted' }))).toEqual([]);
  });
});

describe('the area and type of a cluster', () => {
  const first = decision('e', 'establishment', { signedOn: '2020-01-01', areaHa: '30', clusterType: 'craft_village' });
  const all = [
    decision('late', 'adjustment', { signedOn: '2026-12-15', areaHa: '99', clusterType: 'specialised' }),
    decision('x', 'expansion', { signedOn: '2024-05-05', areaHa: '45' }),
    first,
    decision('silent', 'adjustment', { signedOn: '2026-01-01' }),
    decision('before', 'adjustment', { signedOn: '2019-12-31', areaHa: '10', clusterType: 'specialised' }),
    decision('plan', 'detailed_plan', { signedOn: '2026-06-06', areaHa: '44' }),
  ];

  it('is what the last decision up to the cut-off says that states one', () => {
    expect(idOf(areaDecision(all, first, reading()))).toBe('x');
    expect(idOf(areaDecision(all, first, { ...reading(), cutOff: '2026-12-15' }))).toBe('late');
    expect(idOf(areaDecision(all, first, { ...reading(), cutOff: '2024-05-04' }))).toBe('e');
    // An establishment that states none: what was adjusted before it is another cluster's story.
    const bare = { ...first, areaHa: null };
    expect(areaDecision([bare, all[4]!], bare, reading())).toBeNull();
  });

  it('of one day is what weighs more: an adjustment after an expansion after the establishment, then the id', () => {
    const day = { signedOn: '2020-01-01', areaHa: '1' };
    const same = (...kinds: readonly (readonly [string, SnapshotDecision['kind']])[]) =>
      idOf(
        areaDecision(
          kinds.map(([id, kind]) => decision(id, kind, day)),
          first,
          reading(),
        ),
      );
    expect(same(['a', 'adjustment'], ['b', 'expansion'], ['c', 'establishment'])).toBe('a');
    expect(same(['b', 'expansion'], ['c', 'establishment'])).toBe('b');
    expect(same(['z', 'adjustment'], ['a', 'adjustment'], ['m', 'adjustment'])).toBe('z');
  });

  it('of an undated establishment is looked for among all', () => {
    const undated = decision('u', 'establishment');
    expect(idOf(areaDecision([undated, all[4]!], undated, reading()))).toBe('before');
  });

  it('the type is the last one stated, before or after the establishment', () => {
    expect(idOf(typeDecision(all, reading()))).toBe('e');
    expect(idOf(typeDecision(all, { ...reading(), cutOff: '2026-12-15' }))).toBe('late');
    expect(typeDecision([all[3]!, all[5]!], reading())).toBeNull();
  });

  it('the newest of a kind may have to say something', () => {
    const plans = [
      decision('new', 'detailed_plan', { signedOn: '2026-03-03' }),
      decision('old', 'detailed_plan', { signedOn: '2025-03-03', industrialLandHa: '20' }),
      decision('e', 'establishment', { signedOn: '2026-12-14', industrialLandHa: '21' }),
    ];
    expect(idOf(newestOf(plans, 'detailed_plan', reading()))).toBe('new');
    expect(idOf(newestOf(plans, 'detailed_plan', reading(), (d) => d.industrialLandHa !== null))).toBe('old');
    expect(newestOf(plans, 'adjustment', reading())).toBeNull();
  });
});

describe('expansions', () => {
  const first = decision('e', 'establishment', { signedOn: '2020-01-01', areaHa: '30' });
  const expansion = (id: string, signedOn: string, areaHa: string | null) =>
    decision(id, 'expansion', { signedOn, areaHa });
  const added = (all: readonly SnapshotDecision[], from: string) =>
    expansionsFrom(all, first, from, reading()).map((x) => [x.decision.id, x.addedHa]);

  it('add what they state beyond the area before: 42 - 30, then 50 - 44 after an adjustment to 44', () => {
    const all = [
      expansion('second', '2026-06-06', '50'),
      first,
      decision('to44', 'adjustment', { signedOn: '2026-02-02', areaHa: '44' }),
      expansion('first', '2025-01-01', '42'),
    ];
    expect(added(all, '2020-01-01')).toEqual([
      ['first', '12'],
      ['second', '6'],
    ]);
    // Within the window alone; its first day counts, and the area before may come from before it.
    expect(added(all, '2026-06-06')).toEqual([['second', '6']]);
    expect(added(all, '2026-06-07')).toEqual([]);
  });

  it('add nobody knows how much where the new area or the one before is not stated', () => {
    expect(added([first, expansion('x', '2025-01-01', null)], '2020-01-01')).toEqual([['x', null]]);
    const silent = { ...first, areaHa: null };
    expect(added([silent, expansion('x', '2025-01-01', '42')], '2020-01-01')).toEqual([['x', null]]);
    // An expansion that states nothing is stepped over by the next one.
    const two = [first, expansion('x', '2025-01-01', null), expansion('y', '2026-01-01', '42')];
    expect(added(two, '2026-01-01')).toEqual([['y', '12']]);
  });

  it('before the establishment or after the cut-off are none', () => {
    const all = [first, expansion('before', '2019-12-31', '20'), expansion('after', '2026-12-15', '60')];
    expect(added(all, '2000-01-01')).toEqual([]);
    expect(added([first, expansion('same day', '2020-01-01', '31')], '2000-01-01')).toEqual([['same day', '1']]);
  });

  it('of an undated establishment are all dated ones, each beside the one before', () => {
    const undated = { ...first, signedOn: null };
    const all = [undated, expansion('x', '2019-01-01', '42'), expansion('y', '2020-01-01', '45')];
    expect(expansionsFrom(all, undated, '2000-01-01', reading()).map((x) => x.addedHa)).toEqual([null, '3']);
  });
});
