import { describe, expect, it } from 'vitest';
import { managesOffice } from './office-tree.js';
import { mayWrite, OFFICE_KINDS, permissionsOf, ROLES, rolesOf } from './permissions.js';
import { type OfficePlace, scopeOf } from './scope.js';
import { windowEnd, windowStart } from './throttle.js';

describe('permissions', () => {
  const can = (kind: (typeof OFFICE_KINDS)[number], role: (typeof ROLES)[number]) => permissionsOf(kind, role);

  it('in a department the officer prepares and only the approver submits', () => {
    expect(can('department', 'officer').has('filing.prepare')).toBe(true);
    expect(can('department', 'officer').has('filing.submit')).toBe(false);
    expect(can('department', 'approver').has('filing.submit')).toBe(true);
    expect(can('department', 'approver').has('filing.prepare')).toBe(false);
  });

  it('in small offices one clerk prepares and submits', () => {
    for (const kind of ['commune', 'investor', 'enterprise'] as const)
      for (const permission of ['file.upload', 'filing.prepare', 'filing.submit'] as const)
        expect(can(kind, 'officer').has(permission), `${kind} ${permission}`).toBe(true);
  });

  it('the ministry decides and files nothing', () => {
    for (const role of ROLES) {
      expect(can('ministry', role).has('filing.prepare'), role).toBe(false);
      expect(can('ministry', role).has('filing.submit'), role).toBe(false);
    }
    expect(can('ministry', 'officer').has('filing.decide')).toBe(true);
  });

  it('analysts, planners and administrators change no row', () => {
    for (const kind of OFFICE_KINDS)
      for (const role of ['analyst', 'planner', 'administrator'] as const)
        expect(mayWrite(can(kind, role)), `${kind} ${role}`).toBe(false);
  });

  it('investors and enterprises see no consolidated form', () => {
    for (const kind of ['investor', 'enterprise'] as const)
      for (const role of ROLES) expect(can(kind, role).has('consolidated.read')).toBe(false);
  });

  it('a role that an office does not have may do nothing', () => {
    expect(rolesOf('enterprise')).toEqual(['officer', 'approver']);
    expect(can('enterprise', 'administrator').size).toBe(0);
  });
});

describe('scopeOf', () => {
  const office: OfficePlace = {
    id: 'o',
    kind: 'ministry',
    provinceCode: '15',
    communeCode: '04303',
    clusterIds: ['c1', 'c2'],
    projectIds: ['p1'],
  };
  const person = { id: 'a', name: 'Cán bộ', mayWrite: true };
  const reach = (kind: OfficePlace['kind']) => {
    const { level, units, clusters } = scopeOf({ ...office, kind }, person);
    return [level, units, clusters];
  };

  it('follows the office', () => {
    expect(reach('ministry')).toEqual(['nation', [], []]);
    expect(reach('department')).toEqual(['province', ['15'], []]);
    expect(reach('commune')).toEqual(['commune', ['04303'], []]);
    expect(reach('investor')).toEqual(['cluster', ['c1', 'c2'], []]);
    expect(reach('enterprise')).toEqual(['project', ['p1'], ['c1', 'c2']]);
  });

  it('is empty, not wide, when the office names no unit', () => {
    const nowhere = { ...office, provinceCode: null, communeCode: null, clusterIds: [], projectIds: [] };
    for (const kind of ['department', 'commune', 'investor', 'enterprise'] as const)
      expect(scopeOf({ ...nowhere, kind }, person).units, kind).toEqual([]);
  });
});

describe('managesOffice', () => {
  const department = { id: 'd', kind: 'department', provinceCode: '15' } as const;

  it('lets a department manage its own people and the small offices of its province', () => {
    expect(managesOffice(department, department)).toBe(true);
    for (const kind of ['commune', 'investor', 'enterprise'] as const) {
      expect(managesOffice(department, { id: 'x', kind, provinceCode: '15' })).toBe(true);
      expect(managesOffice(department, { id: 'x', kind, provinceCode: '80' })).toBe(false);
    }
  });

  it('keeps it from the ministry and from other departments', () => {
    expect(managesOffice(department, { id: 'm', kind: 'ministry', provinceCode: null })).toBe(false);
    expect(managesOffice(department, { id: 'e', kind: 'department', provinceCode: '15' })).toBe(false);
    expect(managesOffice(department, { id: 'e', kind: 'department', provinceCode: '80' })).toBe(false);
  });

  it('lets the ministry manage everybody', () => {
    for (const kind of OFFICE_KINDS)
      expect(
        managesOffice({ id: 'm', kind: 'ministry', provinceCode: null }, { id: 'x', kind, provinceCode: '80' }),
      ).toBe(true);
  });
});

describe('windows of attempts', () => {
  it('are quarters of an hour', () => {
    const at = new Date('2026-06-01T08:14:59.999+07:00');
    expect(windowStart(at)).toEqual(new Date('2026-06-01T08:00:00+07:00'));
    expect(windowEnd(at)).toEqual(new Date('2026-06-01T08:15:00+07:00'));
    expect(windowStart(new Date('2026-06-01T08:15:00+07:00'))).toEqual(new Date('2026-06-01T08:15:00+07:00'));
  });
});
