import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FormCode } from '#lib/forms';
import type { DecimalString, PeriodCode } from '#lib/kernel';
import { loadLaw, loadTerritory } from '#lib/law';
import { type PrintedProblem, readWorkbook, reportOn, unitDirectory } from '#lib/workbook';

interface ExpectedDocument {
  form: FormCode;
  period: PeriodCode | null;
  unit: string | null;
  outcome: string;
  values: Record<string, DecimalString | null>;
  notes: Record<string, string>;
  problems: string[];
}

interface Expected {
  base: Record<FormCode, Record<string, DecimalString>>;
  files: Record<
    string,
    { options: { period?: PeriodCode }; outcome: string; problems: string[]; documents: ExpectedDocument[] }
  >;
}

const folder = new URL('../../fixtures/workbooks/', import.meta.url);
const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;
const law = loadLaw();
const units = unitDirectory(() => loadTerritory(), law);
const short = (p: PrintedProblem): string => `${p.code} ${p.cell ?? '-'} ${p.key ?? '-'}`;

describe('workbooks made with other programs', () => {
  it.each(Object.entries(expected.files))('%s', (name, answer) => {
    const options = { law, units, name, ...answer.options };
    const { report } = reportOn(readWorkbook(readFileSync(new URL(name, folder))), '', options);
    const documents = report.documents.map((d) => ({ ...d, problems: d.problems.map(short) }));
    const wanted = answer.documents.map((d) => ({ ...d, values: { ...expected.base[d.form], ...d.values } }));
    expect(documents).toEqual(wanted);
    expect(report.problems.map((p) => p.code)).toEqual(answer.problems);
    expect(report.outcome).toBe(answer.outcome);
  });

  it('have an answer each', () => {
    const files = readdirSync(folder).filter((name) => /\.(xlsx|xls|ods)$/.test(name));
    expect(files.sort()).toEqual(Object.keys(expected.files).sort());
  });
});
