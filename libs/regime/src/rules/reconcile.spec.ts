import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_CODES } from '#lib/forms';
import type { DutyOwed } from './duties.js';
import {
  addedReason,
  closedReason,
  type ObligationChanges,
  reconcile,
  reopenedReason,
  type StandingObligation,
} from './reconcile.js';

const duty = (filerRef: string, filerName = filerRef): DutyOwed => ({
  form: '02',
  filerKind: 'cluster',
  filerRef,
  filerName,
  provinceCode: '15',
  communeCode: null,
  clusterId: null,
  projectId: null,
  doubt: null,
});

/** What the database would hold after the changes. */
function applied(standing: readonly StandingObligation[], changes: ObligationChanges): StandingObligation[] {
  const closed = new Set(changes.close.map((c) => c.id));
  const reopened = new Set(changes.reopen.map((c) => c.id));
  const updates = new Map(changes.update.map((u) => [u.id, u.owed]));
  return [
    ...standing.map((s) => ({
      ...s,
      ...updates.get(s.id),
      state: closed.has(s.id) ? ('closed' as const) : reopened.has(s.id) ? ('open' as const) : s.state,
      voluntary: s.voluntary && !reopened.has(s.id),
    })),
    ...changes.add.map((d) => ({ ...d, id: `id-${d.form}-${d.filerRef}`, state: 'open' as const, voluntary: false })),
  ];
}
const openOf = (standing: readonly StandingObligation[]) =>
  standing
    .filter((s) => s.state === 'open')
    .map((s) => `${s.filerRef}=${s.filerName}`)
    .sort();

describe('reconcile', () => {
  it('adds, closes with a reason, reopens and renames', () => {
    const standing: StandingObligation[] = [
      { ...duty('A', 'old name'), id: 'a', state: 'open', voluntary: false },
      { ...duty('B'), id: 'b', state: 'open', voluntary: false },
      { ...duty('C'), id: 'c', state: 'closed', voluntary: false },
    ];
    const changes = reconcile(standing, [duty('A', 'new name'), duty('C'), duty('D')]);
    expect(changes.add.map((d) => d.filerRef)).toEqual(['D']);
    expect(changes.close.map((c) => c.id)).toEqual(['b']);
    expect(changes.close[0]?.reason).toContain('không còn thuộc diện');
    expect(changes.reopen.map((c) => c.id)).toEqual(['c']);
    expect(changes.update.map((u) => [u.id, u.owed.filerName])).toEqual([['a', 'new name']]);
  });

  it('leaves an exemption alone, whatever the register says', () => {
    const exempt: StandingObligation = { ...duty('A'), id: 'a', state: 'exempt', voluntary: false };
    for (const owed of [[], [duty('A')]]) {
      expect(reconcile([exempt], owed)).toEqual({ add: [], close: [], reopen: [], update: [] });
    }
  });

  it('says for each form why a duty ends or begins again', () => {
    const standing = (['01', '02', '03', '04'] as const).map((form) => ({
      ...duty('A'),
      form,
      id: form,
      state: 'open' as const,
      voluntary: false,
    }));
    expect(reconcile(standing, []).close.map((c) => c.reason.split(': ')[1])).toEqual([
      'dự án không còn hoạt động và không còn thuê đất trong cụm, hoặc đã kết thúc.',
      'cụm không còn chủ đầu tư hạ tầng.',
      'xã không còn là đầu mối của cụm nào phải báo cáo.',
      'không còn đơn vị hành chính cấp tỉnh này.',
    ]);
  });

  it('says in full sentences why a duty ended, came late or came back', () => {
    expect(closedReason('02')).toBe(
      'Theo sổ đăng ký tại ngày chốt số liệu, đơn vị không còn thuộc diện phải gửi Biểu 02: cụm không còn chủ đầu tư hạ tầng.',
    );
    const there = [
      'dự án đang hoạt động hoặc đã thuê đất trong cụm.',
      'cụm có chủ đầu tư hạ tầng.',
      'xã là đầu mối của cụm phải báo cáo.',
      'có đơn vị hành chính cấp tỉnh này.',
    ];
    expect(FORM_CODES.map(addedReason)).toEqual(
      there.map((why) => `Bổ sung sau khi mở kỳ: theo sổ đăng ký tại ngày chốt số liệu, ${why}`),
    );
    expect(FORM_CODES.map(reopenedReason)).toEqual(
      there.map(
        (why, n) =>
          `Theo sổ đăng ký tại ngày chốt số liệu, đơn vị lại thuộc diện phải gửi Biểu ${FORM_CODES[n]}: ${why}`,
      ),
    );
  });

  it('leaves an exemption of something voluntary alone too, and tells a unit apart by form', () => {
    const offered: StandingObligation = { ...duty('A'), id: 'a', state: 'exempt', voluntary: true };
    expect(reconcile([offered], [duty('A')]).reopen).toEqual([]);
    const other: DutyOwed = { ...duty('A'), form: '03' };
    const changes = reconcile([{ ...duty('A'), id: 'a', state: 'open', voluntary: false }], [other]);
    expect([changes.add, changes.close.map((c) => [c.id, c.form])]).toEqual([[other], [['a', '02']]]);
  });

  it('leaves open what a unit sends without owing it, and makes it owed when the register says so', () => {
    const offered: StandingObligation = { ...duty('A'), id: 'a', state: 'open', voluntary: true };
    expect(reconcile([offered], [])).toEqual({ add: [], close: [], reopen: [], update: [] });
    const owed = reconcile([offered], [duty('A')]);
    expect(owed.reopen.map((r) => r.id)).toEqual(['a']);
    expect(reconcile(applied([offered], owed), [duty('A')])).toEqual({ add: [], close: [], reopen: [], update: [] });
  });

  it('tells a move to another unit from a mere change of name', () => {
    const standing: StandingObligation = { ...duty('A'), id: 'a', state: 'open', voluntary: false };
    expect(reconcile([standing], [duty('A', 'renamed')]).update.map((u) => u.moved)).toEqual([false]);
    expect(reconcile([standing], [{ ...duty('A'), communeCode: '02680' }]).update.map((u) => u.moved)).toEqual([true]);
  });

  const register = fc.uniqueArray(fc.record({ ref: fc.constantFrom(...'ABCDEF'), name: fc.constantFrom('x', 'y') }), {
    selector: (r) => r.ref,
  });

  it('ends in the same open set through any history of the register, and nothing disappears', () => {
    fc.assert(
      fc.property(fc.array(register, { maxLength: 8 }), register, (history, last) => {
        const owedAtLast = last.map((r) => duty(r.ref, r.name));
        let standing: StandingObligation[] = [];
        for (const moment of [...history, last]) {
          const before = standing.map((s) => s.id);
          standing = applied(
            standing,
            reconcile(
              standing,
              moment.map((r) => duty(r.ref, r.name)),
            ),
          );
          expect(standing.map((s) => s.id)).toEqual(expect.arrayContaining(before));
        }
        expect(openOf(standing)).toEqual(openOf(applied([], reconcile([], owedAtLast))));
        expect(reconcile(standing, owedAtLast)).toEqual({ add: [], close: [], reopen: [], update: [] });
      }),
    );
  });
});
