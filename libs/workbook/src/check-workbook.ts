import { createHash } from 'node:crypto';
import {
  type CheckedForm,
  checkForm,
  type FilingProblem,
  type FormCode,
  type FormHistory,
  type Outcome,
  outcomeOf,
  type ParsedForm,
  problem,
  type Severity,
  worstOutcome,
} from '#lib/forms';
import type { DecimalString, PeriodCode } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { ReadingDoubt } from './match/doubt.js';
import { type MatchOptions, type MatchResult, matchWorkbook } from './match/match-workbook.js';
import { problemOfReading } from './problem-of-reading.js';
import { READ_LIMITS, type ReadLimits } from './read/limits.js';
import { readInChild } from './read/read-in-child.js';
import type { FileFormat, ReadResult } from './sheet.js';
import { answerSheets, readTemplateKeys, type TemplateReading } from './template/template-keys.js';

/** One finding as `ccn check` prints it. */
export interface PrintedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly key: string | null;
  readonly message: string;
}

/** One form table of the file as `ccn check` prints it. */
export interface CheckDocument {
  readonly form: FormCode;
  readonly period: PeriodCode | null;
  readonly unit: string | null;
  readonly outcome: Outcome;
  readonly values: Readonly<Record<string, DecimalString | null>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly problems: readonly PrintedProblem[];
}

/** The answer about one file: findings about the file on top, one document for each form table. */
export interface CheckReport {
  readonly file: { readonly name: string; readonly sha256: string; readonly format: FileFormat };
  readonly outcome: Outcome;
  readonly problems: readonly PrintedProblem[];
  readonly documents: readonly CheckDocument[];
}

/** A file read, matched and checked; `forms` keep definition, entries and cells for filing. */
export interface CheckedWorkbook {
  readonly report: CheckReport;
  /** False when not one sheet could be read: such a file cannot be marked either. */
  readonly isReadable: boolean;
  readonly forms: readonly CheckedForm[];
  /** Doubtful figures of all its tables: open ones, and those settled by `options.readings`. */
  readonly doubts: readonly ReadingDoubt[];
  /** What the file says of being a template of this system; null unless `options.templateKey` was given. */
  readonly template: TemplateReading | null;
}

export interface CheckOptions extends MatchOptions {
  readonly law: Law;
  /** File name, for the report only; it decides nothing. */
  readonly name: string;
  readonly limits?: ReadLimits;
  /** Key of the system's templates: with it a file is told from a template that the system has written. */
  readonly templateKey?: Uint8Array;
  /** What the unit of a form table filed before; the checks compare with it. */
  readonly history?: (parsed: ParsedForm) => FormHistory;
}

/**
 * Bytes of a workbook -> everything that is wrong with it, in one pass, with its figures. Read in a
 * limited child process. Never throws for what the file may hold.
 */
export async function checkWorkbook(bytes: Uint8Array, options: CheckOptions): Promise<CheckedWorkbook> {
  const result = await readInChild(bytes, options.limits ?? READ_LIMITS);
  return reportOn(result, createHash('sha256').update(bytes).digest('hex'), options);
}

/** The same from what was read already. */
export function reportOn(result: ReadResult, sha256: string, options: CheckOptions): CheckedWorkbook {
  const { law, name } = options;
  const findings: FilingProblem[] = result.findings.map(problemOfReading);
  const template = result.ok && options.templateKey ? readTemplateKeys(result.sheets, options.templateKey) : null;
  if (template?.kind === 'stranger' && template.reason !== 'no_keys')
    findings.push(problem('TEMPLATE_CHANGED', { reason: { vi: template.message, en: template.messageEn } }));
  const sheets = result.ok ? answerSheets(result.sheets) : [];
  const matched: MatchResult = result.ok ? matchWorkbook(sheets, law, options) : { forms: [], problems: [] };
  findings.push(...matched.problems);
  const forms = matched.forms.map(({ parsed, definition }) =>
    checkForm(parsed, definition, law.valueTypes, options.history?.(parsed)),
  );
  const doubts = matched.forms.flatMap((f) => f.doubts);
  const outcome = worstOutcome([outcomeOf(findings), ...forms.map((f) => f.outcome)]);
  const file = { name: name.normalize('NFC'), sha256, format: result.format };
  const report = {
    file,
    outcome,
    problems: findings.map(printed),
    documents: forms.map(documentOf),
  };
  return { report, isReadable: result.ok, forms, doubts, template };
}

function documentOf(checked: CheckedForm): CheckDocument {
  const { form, period, unit, outcome, values, notes } = checked;
  return { form, period, unit, outcome, values, notes, problems: checked.problems.map(printed) };
}

function printed({ code, severity, sheet, cell, key, message }: FilingProblem): PrintedProblem {
  return { code, severity, sheet, cell, key, message };
}
