/** The workbooks made with other programs, and what each must be read as, worked out by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FormCode } from '#lib/forms';
import type { DecimalString, PeriodCode } from '#lib/kernel';
import type { CheckReport, PrintedProblem } from '#lib/workbook';

interface ExpectedDocument {
  form: FormCode;
  period: PeriodCode | null;
  unit: string | null;
  outcome: string;
  values: Record<string, DecimalString | null>;
  notes: Record<string, string>;
  problems: string[];
}

interface Answer {
  options: { period?: PeriodCode };
  outcome: string;
  problems: string[];
  documents: ExpectedDocument[];
}

interface Expected {
  base: Record<FormCode, Record<string, DecimalString>>;
  files: Record<string, Answer>;
}

const folder = new URL('../fixtures/workbooks/', import.meta.url);
const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;

/** Every file with its answer, in the order in which they are written down. */
export const CORPUS: readonly (readonly [name: string, answer: Answer])[] = Object.entries(expected.files);

export function pathInCorpus(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

/** The workbooks that lie in the folder. */
export function workbooksInCorpus(): string[] {
  return readdirSync(folder).filter((name) => /\.(xlsx|xls|ods)$/.test(name));
}

const short = (p: PrintedProblem): string => `${p.code} ${p.cell ?? '-'} ${p.key ?? '-'}`;

/** A report in the words of the answers. */
export function toldBy({ outcome, problems, documents }: CheckReport): Omit<Answer, 'options'> {
  return {
    outcome,
    problems: problems.map((p) => p.code),
    documents: documents.map((d) => ({ ...d, problems: d.problems.map(short) })),
  };
}

/** What a report of this file must tell; a document says only where it differs from the base of its form. */
export function wantedOf({ outcome, problems, documents }: Answer): Omit<Answer, 'options'> {
  return {
    outcome,
    problems,
    documents: documents.map((d) => ({ ...d, values: { ...expected.base[d.form], ...d.values } })),
  };
}
