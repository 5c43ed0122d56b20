import { describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import type { Change, ScopeLevel } from '#lib/persistence';
import { mayConcern } from './concerns.js';

/** An account of an office that reaches these units. */
function callerOf(level: ScopeLevel, units: readonly string[], provinceCode: string | null): Caller {
  const scope = { level, units, clusters: [], canWrite: false, actorId: 'a', actorName: 'A', officeId: 'o' };
  return { scope, provinceCode } as unknown as Caller;
}
const place = { provinceCode: '15', communeCode: '04303', clusterId: 'cluster', projectId: 'project' };
const filing: Change = { kind: 'filing', id: 'f', period: '2026-Y', place };
const many: Change = {
  kind: 'obligations',
  id: '2026-Y',
  period: '2026-Y',
  place: { provinceCode: '15', communeCode: null, clusterId: null, projectId: null },
};

describe('a change may concern', () => {
  it.each([
    ['the ministry, whatever it is', callerOf('nation', [], null), true, true],
    ['the department of its province', callerOf('province', ['15'], '15'), true, true],
    ['no other department', callerOf('province', ['80'], '80'), false, false],
    ['the commune it belongs to', callerOf('commune', ['04303'], '15'), true, true],
    [
      'another commune of the province only when many are told at once',
      callerOf('commune', ['04543'], '15'),
      false,
      true,
    ],
    ['no commune of another province', callerOf('commune', ['26740'], '80'), false, false],
    ['the investor of its cluster', callerOf('cluster', ['cluster'], '15'), true, true],
    ['the enterprise of its project', callerOf('project', ['project'], '15'), true, true],
    ['no other enterprise', callerOf('project', ['another'], '15'), false, true],
    ['nobody without a unit', callerOf('province', [], null), false, false],
  ])('%s', (_, caller, one, all) => {
    expect([mayConcern(caller, filing), mayConcern(caller, many)]).toEqual([one, all]);
  });

  it('a department also where the row names no smaller unit, and no commune then', () => {
    const form04 = { ...filing, place: { ...place, communeCode: null, clusterId: null, projectId: null } };
    expect(mayConcern(callerOf('province', ['15'], '15'), form04)).toBe(true);
    expect(mayConcern(callerOf('commune', ['04303'], '15'), form04)).toBe(false);
  });
});
