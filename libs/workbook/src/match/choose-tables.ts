import { type FilingProblem, type FormCode, type FormDefinition, type ParsedForm, problem } from '#lib/forms';
import { matchKey, type PeriodCode } from '#lib/kernel';
import type { ReadingDoubt } from './doubt.js';
import type { FoundTable } from './tables.js';

export interface MatchedForm {
  readonly parsed: ParsedForm;
  readonly definition: FormDefinition;
  /** Figures that only the sender can read, and those already settled by a choice, from top to bottom. */
  readonly doubts: readonly ReadingDoubt[];
}

/** A table that was read through as a form. */
export interface Draft {
  readonly table: FoundTable;
  readonly isEmpty: boolean;
  readonly result: MatchedForm;
}

/** What the sender asked for. */
export interface Wanted {
  readonly form?: FormCode | null;
  readonly period?: PeriodCode | null;
}

/**
 * Which of the tables are meant: those of the form asked for; visible ones before hidden copies; those
 * with figures before empty ones of the same appendix. What is left out is said.
 */
export function choose(drafts: readonly Draft[], options: Wanted, problems: FilingProblem[]): Draft[] {
  const wanted = options.form ?? null;
  const ofForm = wanted === null ? drafts : drafts.filter((d) => d.result.parsed.form === wanted);
  const pool = ofForm.length > 0 ? ofForm : drafts;
  const leftOut: LeaveOut = (d, vi, en) => {
    const { form, sheet } = d.result.parsed;
    problems.push(problem('TABLE_NOT_READ', { sheet, form, reason: { vi, en } }));
  };
  for (const d of drafts)
    if (!pool.includes(d) && !d.isEmpty) leftOut(d, `chỉ đọc Biểu số ${wanted}`, `only form ${wanted} was asked for`);
  const visible = pool.filter((d) => !d.table.grid.sheet.hidden);
  const shown = pool.filter((d) => {
    const isCopy = d.table.grid.sheet.hidden && visible.some((v) => v.result.parsed.form === d.result.parsed.form);
    if (isCopy) leftOut(d, 'trang đang bị ẩn', 'the sheet is hidden');
    return !isCopy;
  });
  const hasFigures = shown.some((d) => !d.isEmpty);
  const kept = shown.filter((d) => {
    if (d.isEmpty && hasFigures) leftOut(d, 'không có số liệu nào', 'it has no figures');
    return !d.isEmpty || !hasFigures;
  });
  return ofPeriod(withoutExtracts(kept, leftOut), options, leftOut).map(sayHidden);
}

type LeaveOut = (draft: Draft, vi: string, en: string) => void;

/** A table with a few rows of a form, beside a whole one of the same form, is somebody's extract. */
function withoutExtracts(drafts: readonly Draft[], leaveOut: LeaveOut): Draft[] {
  const share = (d: Draft): number => d.result.parsed.entries.size / d.result.definition.rows.length;
  return drafts.filter((d) => {
    const { form } = d.result.parsed;
    const isExtract = share(d) < 0.5 && drafts.some((o) => o.result.parsed.form === form && share(o) >= 0.8);
    if (isExtract) leaveOut(d, 'chỉ có vài chỉ tiêu của biểu', 'it has only a few rows of the form');
    return !isExtract;
  });
}

function ofPeriod(kept: readonly Draft[], options: Wanted, leaveOut: LeaveOut): readonly Draft[] {
  const wholePeriod = kept.filter((d) => !d.result.parsed.problems.some((p) => p.code === 'PERIOD_MISMATCH'));
  if (options.period != null && wholePeriod.length > 0) {
    for (const d of kept) if (!wholePeriod.includes(d)) leaveOut(d, 'thuộc kỳ khác', 'it is of another period');
    return wholePeriod;
  }
  return kept;
}

function sayHidden(d: Draft): Draft {
  const { name, hidden } = d.table.grid.sheet;
  if (!hidden) return d;
  const what = { vi: `trang “${name}”`, en: `sheet "${name}"` };
  const { parsed } = d.result;
  const told = [problem('HIDDEN_CONTENT', { sheet: name, what }), ...parsed.problems];
  return { ...d, result: { ...d.result, parsed: { ...parsed, problems: told } } };
}

/** The same form twice for one period and sender: which one holds, only the sender can say. */
export function refuseDoubles(forms: readonly MatchedForm[]): MatchedForm[] {
  const identity = ({ parsed: p }: MatchedForm): string =>
    [p.form, p.period, p.unit, p.header['sender'], p.header['project_name']]
      .map((part) => matchKey(part ?? ''))
      .join('|');
  const seen = new Map<string, number>();
  for (const form of forms) seen.set(identity(form), (seen.get(identity(form)) ?? 0) + 1);
  return forms.map((form) => {
    if ((seen.get(identity(form)) ?? 0) < 2) return form;
    const { parsed } = form;
    const double = problem('FORM_DUPLICATE', { sheet: parsed.sheet, form: parsed.form });
    return { ...form, parsed: { ...parsed, problems: [double, ...parsed.problems] } };
  });
}
