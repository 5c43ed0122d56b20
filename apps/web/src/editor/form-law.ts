import type { FormDefinition, FormHistory, ValueTypes } from '#lib/forms';

/** A form as the law's data says it, whole, and the unit's earlier figures: what GET /api/forms/04/2026-Y?unit=15 answers. */
export interface FormLaw {
  readonly definition: FormDefinition;
  readonly valueTypes: ValueTypes;
  readonly history?: FormHistory;
}

/** Which sheet: form, period and the unit it speaks for. */
export interface SheetTarget {
  readonly form: string;
  readonly period: string;
  readonly unit: string;
}
