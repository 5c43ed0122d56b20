import type { DecimalString, IsoDate } from '#lib/kernel';

/** Statutory form (Biểu) of Circular 14/2024/TT-BCT, Appendix I. */
export type FormCode = '01' | '02' | '03' | '04';
export const FORM_CODES: readonly FormCode[] = ['01', '02', '03', '04'];

/** What a figure is; decides decimals, lower bound and the units it may be written in. */
export const VALUE_TYPES = [
  'count',
  'persons',
  'area_ha',
  'billion_vnd',
  'million_vnd_per_month',
  'percent',
  'flag',
] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** State at cut-off or running total (`cumulative`), or flow within the data window (`in_period`). */
export type Accumulation = 'cumulative' | 'in_period';

/**
 * Whom one filing speaks for: form 01 a tenant project, 02 a cluster, 03 a commune, 04 a province.
 * Before 2025-07-01 form 03 spoke for a district, a level that has no successor.
 */
export type FilerKind = 'project' | 'cluster' | 'commune' | 'district' | 'province';

/** A unit a figure may be written in. `factor` x written value = value in the statutory unit, exactly. */
export interface UnitWriting {
  /** As printed: "m²". */
  readonly unit: string;
  /** Further writings of the same unit: "m2", "mét vuông". Matched on the folded form. */
  readonly also: readonly string[];
  /** "0.0001" for m² in ha. "1" for the statutory unit itself. */
  readonly factor: DecimalString;
}

/** What holds for every figure of one value type. Data: schemas/value-types.json. */
export interface ValueTypeRule {
  readonly type: ValueType;
  /** Decimals printed. */
  readonly decimals: number;
  /** Decimals kept. More than these are answered as `excess` says. */
  readonly storeDecimals: number;
  /** `error`: the sender rounds. `round`: a quotient by nature (rate, average), kept rounded half up with a warning. */
  readonly excess: 'error' | 'round';
  readonly min: DecimalString;
  /** A figure above is taken for a slip of the hand and refused. */
  readonly max: DecimalString;
  /** Above is kept, with a warning (an occupancy rate over 100 is shown, never clipped). */
  readonly warnAbove: DecimalString | null;
  /** The only values allowed (flag: 0, 1); null when any in range is. */
  readonly allowed: readonly DecimalString[] | null;
  /** First the statutory unit (factor 1), then others that are converted exactly. */
  readonly units: readonly UnitWriting[];
}

export type ValueTypes = Readonly<Record<ValueType, ValueTypeRule>>;

/** One row (chỉ tiêu) of a statutory form. Labels are verbatim from the Circular. */
export interface IndicatorDefinition {
  /** Unique within the scope of its form; forms 03 and 04 share keys. */
  readonly key: string;
  /** Printed row number: "15.1". */
  readonly tt: string;
  readonly section: string | null;
  readonly labelVi: string;
  readonly labelEn: string;
  /** Unit as printed: "ha", "Tỷ đồng". */
  readonly unitVi: string;
  readonly valueType: ValueType;
  /** Decimals printed. */
  readonly decimals: number;
  readonly accumulation: Accumulation;
  /** Further wordings that are accepted as this row when reading (older or sibling forms). */
  readonly alsoLabelled: readonly string[];
  /** Where the derived figure comes from (forms 03/04). */
  readonly source: 'register' | 'form01' | 'form02' | null;
  readonly derivation: string | null;
  /** Point the law leaves open, shown beside the figure. */
  readonly openPoint: string | null;
  /** Keys whose sum this row is by its own label (15 = 15.1 + 15.2). */
  readonly formulaKeys: readonly string[] | null;
  /** tt of the row above it in the hierarchy. */
  readonly parent: string | null;
}

/** A form as it stood in law from a day on. `id` is what a filing keeps: "form-04@2025-07-01". */
export interface FormDefinition {
  readonly id: string;
  readonly code: FormCode;
  readonly inForceFrom: IsoDate;
  /** First day it no longer holds; null while in force. */
  readonly inForceTo: IsoDate | null;
  readonly legalBasis: string;
  readonly printedCode: string;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly filerKind: FilerKind;
  readonly sender: { readonly role: string; readonly vi: string; readonly en: string };
  readonly receivers: readonly { readonly role: string; readonly vi: string }[];
  readonly headerFields: readonly HeaderField[];
  readonly columns: readonly { readonly no: string; readonly vi: string }[];
  readonly sections: readonly { readonly code: string; readonly labelVi: string; readonly labelEn: string }[];
  readonly rows: readonly IndicatorDefinition[];
  readonly signature: { readonly placeDateVi: string; readonly titleVi: string; readonly instructionVi: string };
  readonly notesVi: readonly string[];
  readonly checks: readonly FormCheck[];
}

export interface HeaderField {
  readonly key: string;
  readonly labelVi: string;
  readonly printedValue: string | null;
  readonly input: boolean;
}

export type Severity = 'error' | 'warning';

/** A rule between rows of one form, as data. `code` is stable and never reused. */
export type FormCheck = FormCheckBase &
  (
    | { readonly rule: 'sum'; readonly total: string; readonly parts: readonly string[] }
    | { readonly rule: 'not_greater'; readonly lesser: string; readonly greater: string }
  );

export interface FormCheckBase {
  readonly code: string;
  readonly severity: Severity;
  readonly basis: string;
  readonly messageVi: string;
  readonly messageEn: string;
}
