import type { FormDefinition, NumberWriting, ParsedForm, TypedFigure, ValueTypes } from '#lib/forms';
import type { PeriodCode } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import type { FilingSheet } from './filing-sheet.js';
import { entriesOf, type OpenMarks, refuseLocked } from './marks.js';
import { sentForm } from './sent-form.js';

/**
 * What was typed after a return of doubtful cells: the marked cells as typed, all others as they were filed, with
 * the place they were read from. Cells left out keep what the draft holds; a locked one may be sent along unchanged.
 * @throws DomainError CELL_LOCKED, and those of sentForm
 */
export async function mendedForm(
  uow: UnitOfWork,
  sheet: FilingSheet,
  open: OpenMarks,
  definition: FormDefinition,
  valueTypes: ValueTypes,
  about: { readonly period: PeriodCode; readonly unit: string; readonly writing: NumberWriting },
  figures: readonly TypedFigure[],
): Promise<ParsedForm> {
  const sent = new Set(figures.map((f) => f.key));
  const draft =
    sheet.latest?.state === 'draft' ? await entriesOf(uow, sheet.latest.filingId, sheet.latest.revision) : null;
  const kept = new Map(open.filed);
  const again: TypedFigure[] = [];
  for (const key of open.keys) {
    const entry = draft?.get(key);
    if (entry === undefined || sent.has(key)) continue;
    // Typed earlier: read again, so that what was wrong with it is found again.
    if (entry.at === null) again.push({ key, raw: entry.raw, note: entry.note });
    else kept.set(key, entry);
  }
  const typed = sentForm(definition, valueTypes, about, [...figures, ...again]);
  refuseLocked(sheet, open, new Map([...kept, ...typed.entries]), definition);
  const mended = [...typed.entries].filter(([key]) => open.keys.has(key));
  return { ...typed, entries: new Map([...kept, ...mended]) };
}
