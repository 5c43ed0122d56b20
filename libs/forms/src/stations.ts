import type { DecimalString, PeriodCode } from '#lib/kernel';
import type { FormCode, Severity } from './definition.js';
import type { ClosedDoubt, Doubt } from './rules/closing.js';

/** Names of the stations of the data's way (docs/architecture.md): read -> match -> check. */

/** Where in a workbook: sheet name as the user sees it, cell in A1 writing. */
export interface CellRef {
  readonly sheet: string;
  readonly cell: string;
}

/** One finding about an input. `code` is stable; `message` is Vietnamese and says where, what, what to do. */
export interface FilingProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly sheet: string | null;
  readonly cell: string | null;
  /** Indicator the finding is about, if one. */
  readonly key: string | null;
  readonly message: string;
  /** The same sentence in English, the second language of the portal. */
  readonly messageEn?: string;
  /** Present: a doubt that a reason has to close before the form is sent. */
  readonly doubt?: Doubt;
}

/** One answered row. `value` null means missing or unreadable, never zero; `raw` keeps what was typed. */
export interface ParsedEntry {
  readonly key: string;
  readonly value: DecimalString | null;
  readonly raw: string | null;
  readonly note: string | null;
  readonly at: CellRef | null;
  /** How the text was understood where that is not obvious ("1.250.000 đồng -> 0,00125 tỷ đồng"). */
  readonly readAs: string | null;
}

/** Output of `match`, input of `check`. The portal's own editor builds the same value with `at: null`. */
export interface ParsedForm {
  readonly form: FormCode;
  readonly definitionId: string;
  readonly period: PeriodCode | null;
  /** Unit code when it was read or given; null when unknown. */
  readonly unit: string | null;
  /** Header texts as written, by header key (sender, project_name, period, …). */
  readonly header: Readonly<Record<string, string>>;
  readonly entries: ReadonlyMap<string, ParsedEntry>;
  readonly problems: readonly FilingProblem[];
  /** The sheet it stood on; null for the portal's editor. */
  readonly sheet: string | null;
}

export type Outcome = 'accepted' | 'accepted_with_warnings' | 'rejected';

/** Output of `check`: every figure of the definition is present in `values`, null where not answered. */
export interface CheckedForm {
  readonly form: FormCode;
  readonly definitionId: string;
  readonly period: PeriodCode | null;
  readonly unit: string | null;
  readonly outcome: Outcome;
  readonly values: Readonly<Record<string, DecimalString | null>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly parsed: ParsedForm;
  readonly problems: readonly FilingProblem[];
  /** Doubts among the problems that were answered before with a reason and have not grown since. */
  readonly closed: readonly ClosedDoubt[];
}

/** The worst of several outcomes; `accepted` for none. */
export function worstOutcome(outcomes: Iterable<Outcome>): Outcome {
  let worst: Outcome = 'accepted';
  for (const o of outcomes) {
    if (o === 'rejected') return 'rejected';
    if (o === 'accepted_with_warnings') worst = o;
  }
  return worst;
}

/** The outcome that a list of findings means. */
export function outcomeOf(problems: Iterable<FilingProblem>): Outcome {
  let outcome: Outcome = 'accepted';
  for (const p of problems) {
    if (p.severity === 'error') return 'rejected';
    outcome = 'accepted_with_warnings';
  }
  return outcome;
}
