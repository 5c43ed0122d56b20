import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { deadlines } from '../../../libs/regime/src/rules/index.js';

const law = loadLaw();
const regime = (day: string) => {
  const found = law.regimes.find((r) => r.inForceFrom === day);
  if (found === undefined) throw new Error(`no regime of ${day}`);
  return found;
};

describe('the regime as data', () => {
  it('has the deadlines of Circular 14/2024 Art. 3.3 in both versions', () => {
    for (const r of law.regimes) {
      const byForm = Object.fromEntries(r.due.map((d) => [`${d.form} ${d.kind}`, d.dueBefore]));
      expect(byForm, r.id).toEqual({
        '01 six_month': '06-20',
        '01 annual': '12-20',
        '02 six_month': '06-20',
        '02 annual': '12-20',
        '03 six_month': '06-25',
        '03 annual': '12-25',
        '04 six_month': '06-30',
        '04 annual': '12-31',
      });
    }
  });

  it('prints the deadlines of 2026 from the files: form 04 of the year before 31 December', () => {
    const year = deadlines(law.regimeFor, 2026);
    expect(year).toHaveLength(8);
    expect(year.at(-1)).toEqual({
      form: '04',
      period: '2026-Y',
      windowFrom: '2025-12-15',
      windowTo: '2026-12-14',
      dueBefore: '2026-12-31T00:00:00+07:00',
      lastOnTimeInstant: '2026-12-30T23:59:59.999+07:00',
    });
    expect(deadlines(law.regimeFor, 2023)).toEqual([]);
  });

  it('agrees with the due dates the forms print', () => {
    for (const d of law.definitions) {
      const note = d.headerFields.find((h) => h.key === 'due_note')?.labelVi ?? '';
      const printed = [...note.matchAll(/trước ngày (\d+) tháng (\d+)/g)].map(
        ([, day, month]) => `${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`,
      );
      const r = regime(d.inForceFrom);
      const due = (kind: string) => r.due.find((x) => x.form === d.code && x.kind === kind)?.dueBefore;
      expect(printed, d.id).toEqual([due('six_month'), due('annual')]);
    }
  });

  it('names sender and receivers as the forms do', () => {
    for (const d of law.definitions) {
      const duty = regime(d.inForceFrom).duties.find((x) => x.form === d.code);
      expect(duty?.senderVi, d.id).toBe(d.sender.vi);
      expect(duty?.receivers, d.id).toEqual(d.receivers);
      expect(duty?.filerKind, d.id).toBe(d.filerKind);
    }
  });

  it('does not send form 01 to the department', () => {
    const roles = regime('2025-07-01')
      .duties.find((d) => d.form === '01')
      ?.receivers.map((r) => r.role);
    expect(roles).toEqual(['statistics_office', 'commune']);
  });

  it('names the ministry body of its day', () => {
    expect(regime('2024-10-01').ministryBody.name).toBe('Cục Công Thương địa phương');
    expect(regime('2025-07-01').ministryBody).toEqual({
      name: 'Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công',
      short: 'Cục ĐCK',
    });
  });

  it('keeps a period under the regime of the last day of its window', () => {
    expect(law.regimeFor('2024-Y')?.id).toBe('regime@2024-10-01');
    expect(law.regimeFor('2025-H1')?.id).toBe('regime@2024-10-01');
    expect(law.regimeFor('2025-Y')?.id).toBe('regime@2025-07-01');
  });

  it('shows what the law leaves open, with a default and at least one other answer', () => {
    const codes = regime('2025-07-01').openPoints.map((p) => p.code);
    expect(codes).toEqual(expect.arrayContaining(['LOCK_DATE', 'WEEKEND_SHIFT', 'AVERAGE_OCCUPANCY']));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
