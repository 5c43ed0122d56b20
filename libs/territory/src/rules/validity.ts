import type { IsoDate } from '#lib/kernel';

/**
 * First day written for units whose true beginning our sources do not tell (the units in force until
 * 2025-06-30). It means "before our records", not a date of any law; no rule may compute with it.
 */
export const BEFORE_RECORDS: IsoDate = '1900-01-01';

/** Anything with a half-open stretch of validity. */
export interface Dated {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

/** True when the day lies in the stretch: validFrom <= day < validTo. ISO days compare as text. */
export function validOn(unit: Dated, day: IsoDate): boolean {
  return unit.validFrom <= day && (unit.validTo === null || day < unit.validTo);
}

/** The one row of a code that holds on a day; null where the code meant nothing then. A code has no meaning without a day. */
export function unitOn<T extends Dated & { readonly code: string }>(
  units: readonly T[],
  code: string,
  day: IsoDate,
): T | null {
  return units.find((u) => u.code === code && validOn(u, day)) ?? null;
}
