import type { FormDefinition, ValueTypes } from '#lib/forms';

/** A form as the law's data says it, whole: what GET /api/forms/04/2026-Y answers. */
export interface FormLaw {
  readonly definition: FormDefinition;
  readonly valueTypes: ValueTypes;
}

/** Which sheet: form, period and the unit it speaks for. */
export interface SheetTarget {
  readonly form: string;
  readonly period: string;
  readonly unit: string;
}
