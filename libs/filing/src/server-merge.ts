import { type CheckedForm, checkForm, type FilingProblem, outcomeOf, problem, worstOutcome } from '#lib/forms';
import { printDecimal } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import type { CheckedWorkbook, CheckReport, TemplateReading } from '#lib/workbook';
import type { TemplateMerge, WorkbookImport } from './entities/index.js';
import type { FilingSheet } from './filing-sheet.js';
import { entriesOf } from './marks.js';
import { type ConflictAnswer, mergeTemplate, type TemplateConflict } from './rules/template-merge.js';

/** A checked file, and where it is a template of ours: as it stands after the merge with what the server has. */
export interface ServerMerge {
  readonly report: CheckReport;
  readonly forms: readonly CheckedForm[];
  readonly conflicts: readonly TemplateConflict[];
  /** Null for any file that is not a sound template of this duty. */
  readonly template: TemplateMerge | null;
  /** True when the merge changes nothing on the server. */
  readonly isSame: boolean;
}

type OurTemplate = Extract<TemplateReading, { kind: 'ours' }>;

/** The one form table the import asks for; null when the file holds not exactly one. */
export function formOf(
  forms: readonly CheckedForm[],
  row: Pick<WorkbookImport, 'form' | 'period' | 'filerRef'>,
): CheckedForm | null {
  const asked = forms.filter((f) => f.form === row.form && f.period === row.period && f.unit === row.filerRef);
  return asked.length === 1 ? (asked[0] ?? null) : null;
}

/**
 * Merges a template with the latest revision of its filing. A file of anybody else, a template of another duty, and one
 * whose cells cannot all be read stay as they were checked.
 */
export async function mergedWithServer(
  uow: UnitOfWork,
  sheet: FilingSheet,
  row: WorkbookImport,
  checked: CheckedWorkbook,
  law: Law,
  answers: ReadonlyMap<string, ConflictAnswer>,
): Promise<ServerMerge> {
  const { report, forms, template } = checked;
  const asIs: ServerMerge = { report, forms, conflicts: [], template: null, isSame: false };
  if (template?.kind !== 'ours') return asIs;
  const form = formOf(forms, row);
  if (form === null) return asIs;
  const stranger = foreign(template, form, sheet);
  if (stranger !== null) return { ...asIs, report: noted(report, stranger) };
  const definition = law.definitionById(form.definitionId);
  const isUnread = [...report.problems, ...form.parsed.problems].some((p) => p.severity === 'error');
  if (definition === null || isUnread) return asIs;

  const { latest } = sheet;
  const server = latest === null ? new Map() : await entriesOf(uow, latest.filingId, latest.revision);
  const { base, baseRevision } = template;
  const merge = mergeTemplate({ definition, base, file: form.parsed, server, answers });
  const found = merge.conflicts.map((c) => conflictProblem(c, definition.rows.find((r) => r.key === c.key)?.tt ?? ''));
  const parsed = { ...merge.parsed, problems: [...merge.parsed.problems, ...found] };
  const after = checkForm(parsed, definition, law.valueTypes);
  return {
    report: withForm(report, forms.indexOf(form), after),
    forms: forms.map((f) => (f === form ? after : f)),
    conflicts: merge.conflicts,
    template: { baseRevision, changed: merge.changed },
    isSame: merge.changed.length === 0,
  };
}

/** Why a template of ours is none for this duty; null when it is. */
function foreign(template: OurTemplate, form: CheckedForm, sheet: FilingSheet): FilingProblem | null {
  const { obligation, latest } = sheet;
  const isOfDuty =
    template.definitionId === form.definitionId &&
    template.period === obligation.period &&
    template.unitCode === obligation.filerRef;
  const isOfHere = template.baseRevision <= (latest?.revision ?? 0);
  if (isOfDuty && isOfHere) return null;
  const from = `${template.definitionId}, ${template.period}, ${template.unitCode}`;
  const reason = isOfDuty
    ? {
        vi: 'Mẫu được tải từ một bản số liệu mà hệ thống không có. Tệp được đọc như tệp thường.',
        en: 'The template was made from a revision that is not here; it is read as any other file.',
      }
    : {
        vi: `Mẫu được tải cho báo cáo khác (${from}). Tệp được đọc như tệp thường.`,
        en: `The template was made for another filing (${from}); it is read as any other file.`,
      };
  return problem('TEMPLATE_CHANGED', { reason });
}

function conflictProblem({ key, of, sheet, cell, mine, server }: TemplateConflict, tt: string): FilingProblem {
  const shown = (value: string | null, locale: 'vi' | 'en'): string => {
    if (value === null) return locale === 'vi' ? 'để trống' : 'empty';
    return of === 'value' ? printDecimal(value, locale) : `“${value}”`;
  };
  const both = (value: string | null) => ({ vi: shown(value, 'vi'), en: shown(value, 'en') });
  return problem('TEMPLATE_CONFLICT', { sheet, cell, key, tt, mine: both(mine), server: both(server) });
}

function noted(report: CheckReport, finding: FilingProblem): CheckReport {
  const problems = [...report.problems, printed(finding)];
  return { ...report, outcome: worstOutcome([report.outcome, outcomeOf([finding])]), problems };
}

function withForm(report: CheckReport, index: number, form: CheckedForm): CheckReport {
  const { outcome, values, notes } = form;
  const documents = report.documents.map((d, i) =>
    i === index ? { ...d, outcome, values, notes, problems: form.problems.map(printed) } : d,
  );
  const ofFile = report.problems.some((p) => p.severity === 'error')
    ? 'rejected'
    : report.problems.length > 0
      ? 'accepted_with_warnings'
      : 'accepted';
  return { ...report, documents, outcome: worstOutcome([ofFile, ...documents.map((d) => d.outcome)]) };
}

function printed({ code, severity, sheet, cell, key, message }: FilingProblem) {
  return { code, severity, sheet, cell, key, message };
}
