import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '#lib/forms';
import { loadLaw } from '#lib/law';
import { answersOf, matchWorkbook, readTemplateKeys, writeTemplate } from '#lib/workbook';
import { libreOffice, savedByLibreOffice } from '../workbook-mark/libreoffice.js';

const law = loadLaw();
const key = Buffer.from('a key for tests, 32 bytes long..');

describe('a template', () => {
  it(libreOffice === undefined
    ? 'is not tried in LibreOffice: there is no soffice on this machine'
    : 'stays ours with its figures, rules and locks after LibreOffice has saved it', { timeout: 120_000 }, () => {
    if (libreOffice === undefined) return;
    const definition = law.definitionFor('04', '2026-Y') as FormDefinition;
    const currentValues = {
      planned_count: '54',
      planned_area: '2927.81',
      operating_count: '16',
      operating_established_count: '5',
      operating_unestablished_count: '11',
      occupancy_rate_avg: '0.29',
    };
    const bytes = writeTemplate({
      definition,
      period: '2026-Y',
      unitCode: '15',
      unitName: 'tỉnh Lào Cai',
      baseRevision: 2,
      currentValues,
      currentNotes: { planned_count: 'Quyết định số 5/QĐ-UBND' },
      lastPeriodValues: { planned_count: '50' },
      key,
    });
    const saved = savedByLibreOffice(libreOffice, bytes);
    const keys = readTemplateKeys(saved, key);
    if (keys.kind !== 'ours') throw new Error(keys.reason);
    expect(keys).toMatchObject({ definitionId: definition.id, period: '2026-Y', unitCode: '15', baseRevision: 2 });
    const { forms, problems } = matchWorkbook(keys.sheets, law, { form: '04', period: '2026-Y' });
    expect(problems).toEqual([]);
    expect(forms).toHaveLength(1);
    const parsed = forms[0]!.parsed;
    expect(parsed.problems).toEqual([]);
    expect(answersOf(parsed, definition)).toEqual(keys.base);
    expect(parsed.entries.get('occupancy_rate_avg')?.value).toBe('0.29');

    const sheet = Buffer.from(unzipSync(saved)['xl/worksheets/sheet1.xml']!).toString();
    expect(sheet).toMatch(/<sheetProtection [^>]*sheet="true"/);
    expect(sheet.match(/<dataValidation /g)?.length).toBeGreaterThanOrEqual(33);
    const workbook = Buffer.from(unzipSync(saved)['xl/workbook.xml']!).toString();
    expect(workbook).toMatch(/Print_Area"[^>]*>(?:'|&apos;)Biểu 04(?:'|&apos;)!\$A\$1:\$E\$/);
  });
});
