import { type DecimalString, printDecimal } from '#lib/kernel';
import type { Severity } from './definition.js';
import type { ProblemCode } from './problem-codes.js';
import { PROBLEMS, type ProblemText } from './problem-texts.js';
import type { FilingProblem } from './stations.js';

type Placeholders<T extends string> = T extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never;
type DetailNames<C extends ProblemCode> = Exclude<
  Placeholders<(typeof PROBLEMS)[C]['vi']> | Placeholders<(typeof PROBLEMS)[C]['en']>,
  'where'
>;

/** A number in a sentence: printed 1.234,56 in Vietnamese and 1,234.56 in English. */
export interface PrintedNumber {
  readonly decimal: DecimalString;
}

/** Text in both languages, or the same text for both, or a number. */
export type Detail = string | PrintedNumber | { readonly vi: string; readonly en: string };

/** Where the finding is; leave out what is not known. */
export interface ProblemPlace {
  readonly sheet?: string | null;
  readonly cell?: string | null;
  readonly key?: string | null;
  /** Names the place in words where there is no cell (the portal's editor). Made from sheet and cell otherwise. */
  readonly where?: Detail;
  /** Only where the case itself weighs otherwise than the catalogue says. */
  readonly severity?: Severity;
}

export type ProblemDetails<C extends ProblemCode> = ProblemPlace & { readonly [P in DetailNames<C>]: Detail };

/**
 * Makes a finding of the catalogue. The details its sentence names are required by the compiler.
 * Example: `problem('NOT_A_NUMBER', { sheet: 'Biểu 04', cell: 'D9', key: 'planned_area', raw: 'abc' })`.
 */
export function problem<C extends ProblemCode>(code: C, details: ProblemDetails<C>): FilingProblem {
  const text: ProblemText = PROBLEMS[code];
  const { sheet = null, cell = null, key = null, severity = text.severity, ...named } = details;
  const where = details.where ?? placeInWords(sheet, cell);
  const values: Readonly<Record<string, Detail>> = { ...named, where };
  return {
    code,
    severity,
    sheet,
    cell,
    key,
    message: fill(text.vi, values, 'vi'),
    messageEn: fill(text.en, values, 'en'),
  };
}

/** How a place is named in a sentence: "Trang “Biểu 04”, ô D21"; "Tệp" where there is no sheet. */
export function placeInWords(sheet: string | null, cell: string | null): Detail {
  if (sheet === null) return { vi: 'Tệp', en: 'File' };
  if (cell === null) return { vi: `Trang “${sheet}”`, en: `Sheet "${sheet}"` };
  return { vi: `Trang “${sheet}”, ô ${cell}`, en: `Sheet "${sheet}", cell ${cell}` };
}

const LONGEST_DETAIL = 200;

/** Puts details into a template. Over-long input text is cut, so that a hostile cell cannot flood a message. */
export function fill(template: string, values: Readonly<Record<string, Detail>>, locale: 'vi' | 'en'): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const detail = values[name];
    if (detail === undefined) return whole;
    const text =
      typeof detail === 'string' ? detail : 'decimal' in detail ? printDecimal(detail.decimal, locale) : detail[locale];
    return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}…` : text;
  });
}
