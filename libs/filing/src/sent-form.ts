import {
  type FormDefinition,
  type NumberWriting,
  type ParsedForm,
  type TypedFigure,
  typedForm,
  type ValueTypes,
} from '#lib/forms';
import type { PeriodCode } from '#lib/kernel';
import { filingError } from './errors.js';

/**
 * What a program or the portal sent as typed figures, as a ParsedForm.
 * @throws DomainError FIGURE_UNKNOWN, FIGURE_TWICE: a program's mistake, not a clerk's
 */
export function sentForm(
  definition: FormDefinition,
  valueTypes: ValueTypes,
  about: { readonly period: PeriodCode; readonly unit: string; readonly writing: NumberWriting },
  figures: readonly TypedFigure[],
): ParsedForm {
  const keys = new Set(definition.rows.map((row) => row.key));
  const seen = new Set<string>();
  for (const { key } of figures) {
    const details = { form: definition.code, key };
    if (!keys.has(key)) throw filingError('FIGURE_UNKNOWN', details, `figures.${key}`);
    if (seen.has(key)) throw filingError('FIGURE_TWICE', details, `figures.${key}`);
    seen.add(key);
  }
  return typedForm(definition, valueTypes, about, figures);
}
