import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { readWorkbook, reportOn, writeForm } from '#lib/workbook';

const law = loadLaw();
const definition = law.definitionFor('02', '2026-Y')!;

/** What is found about the unit of a form 02 that names `written`, filed for a cluster the register calls `registered`. */
function mismatch(written: string, registered: string | null) {
  const values = Object.fromEntries(definition.rows.map((r) => [r.key, '0']));
  const senderLine = `Công ty cổ phần Hạ tầng Miền Bắc, chủ đầu tư ${written}`;
  const bytes = writeForm({ definition, period: '2026-Y', unitName: '', senderLine, values });
  const options = { law, name: 'a.xlsx', form: '02' as const, period: '2026-Y', unit: 'C-1', unitName: registered };
  const { report } = reportOn(readWorkbook(bytes), '', options);
  return report.documents[0]?.problems
    .filter((p) => p.code === 'UNIT_MISMATCH')
    .map(({ severity, cell, message }) => ({ severity, cell, names: message.includes('Đông An') }));
}

describe('the cluster that a form 02 names', () => {
  it('is held against the register: another one is said with its cell, and not refused', () => {
    expect(mismatch('CCN Đông An', 'Cụm công nghiệp Bắc Duyên Hải')).toEqual([
      { severity: 'warning', cell: expect.stringMatching(/^[A-Z]+\d+$/), names: true },
    ]);
  });

  it.each([
    ['CCN Đông An', 'Đông An'],
    ['cụm công nghiệp Đông An', 'Cụm công nghiệp Đông An 2'],
    ['cụm công nghiệp', 'Đông An'],
    ['CCN Đông An', null],
  ])('%s for %s is no doubt', (written, registered) => {
    expect(mismatch(written, registered)).toEqual([]);
  });
});
