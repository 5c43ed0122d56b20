import type { IsoDate, PeriodKind } from '#lib/kernel';
import type { FilerKind, FormCode } from './definition.js';

/** Which form is sent by whom to whom. */
export interface Duty {
  readonly form: FormCode;
  readonly filerKind: FilerKind;
  readonly senderVi: string;
  readonly receivers: readonly { readonly role: string; readonly vi: string }[];
  readonly basis: string;
}

/** A day relative to the year of a period: { yearOffset: -1, day: "12-15" } = 15 December of the year before. */
export interface RelativeDay {
  readonly yearOffset: number;
  /** "MM-DD". */
  readonly day: string;
}

/** First and last day (both included) of what a filing of this kind of period counts. */
export interface WindowRule {
  readonly kind: PeriodKind;
  readonly from: RelativeDay;
  readonly to: RelativeDay;
}

/** A question the texts leave open: shown with its default and the other answers, never decided silently. */
export interface OpenPoint {
  readonly code: string;
  readonly questionVi: string;
  readonly questionEn: string;
  /** What the texts say, or that they are silent. */
  readonly basis: string;
  readonly options: readonly { readonly name: string; readonly vi: string; readonly en: string }[];
  /** Name of one of the options. */
  readonly default: string;
}

/** The reporting regime as it stood in law from a day on: duties, data windows, due rules, lock. */
export interface Regime {
  /** "regime@2025-07-01". */
  readonly id: string;
  readonly inForceFrom: IsoDate;
  /** First day it no longer holds; null while in force. */
  readonly inForceTo: IsoDate | null;
  readonly legalBasis: string;
  /** Body of the ministry that receives form 04; its name is dated data. */
  readonly ministryBody: { readonly name: string; readonly short: string };
  readonly duties: readonly Duty[];
  readonly windows: readonly WindowRule[];
  readonly due: readonly DueRule[];
  /** Days after the due instant at which a filing is closed to changes without amendment. Our choice: the law is silent. */
  readonly lock: { readonly daysAfterDue: number; readonly basis: string };
  /** Days before its first due date at which a period is opened. Our choice: the law is silent. */
  readonly opening: { readonly daysBeforeFirstDue: number; readonly basis: string };
  readonly openPoints: readonly OpenPoint[];
}

/** When a form is due. `dueBefore` is strict: the last on-time instant is one millisecond earlier. */
export interface DueRule {
  readonly form: FormCode;
  readonly kind: PeriodKind;
  /** "MM-DD" of the period's year. */
  readonly dueBefore: string;
}
