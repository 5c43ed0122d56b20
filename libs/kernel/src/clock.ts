/** Time comes from here, never from `new Date()` in a rule: tests and simulated seasons move it. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that shows `start` now and runs on from there: for rehearsing a season with the real processes. */
export function clockFrom(start: Date): Clock {
  const offset = start.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}

/** A clock that stands still until it is moved. For tests and simulated seasons. */
export class ManualClock implements Clock {
  private instant: Date;
  constructor(instant: Date) {
    this.instant = new Date(instant);
  }
  now(): Date {
    return new Date(this.instant);
  }
  moveTo(instant: Date): void {
    this.instant = new Date(instant);
  }
}

/** A calendar day without time, "YYYY-MM-DD". */
export type IsoDate = string;

/** Vietnam has one zone and no daylight saving since 1975, so +07:00 is exact for every date of this system. */
export const VIETNAM_OFFSET = '+07:00';
const OFFSET_MS = 7 * 3_600_000;

/** Day on the calendar in Asia/Ho_Chi_Minh at an instant. */
export function vietnamDate(instant: Date): IsoDate {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** Instant at which a Vietnamese calendar day begins. */
export function startOfVietnamDay(day: IsoDate): Date {
  return new Date(`${day}T00:00:00.000${VIETNAM_OFFSET}`);
}

/** Instant printed with Vietnam's offset and milliseconds where they are not zero: 2026-12-30T23:59:59.999+07:00. */
export function vietnamInstant(instant: Date): string {
  const iso = new Date(instant.getTime() + OFFSET_MS).toISOString();
  return `${iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23)}${VIETNAM_OFFSET}`;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a real calendar day written YYYY-MM-DD. */
export function isIsoDate(text: string): text is IsoDate {
  if (!ISO_DATE.test(text)) return false;
  const t = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(t.getTime()) && t.toISOString().slice(0, 10) === text;
}

/** The day `days` after (or before, negative) `day`. */
export function addDays(day: IsoDate, days: number): IsoDate {
  const t = new Date(`${day}T00:00:00Z`);
  t.setUTCDate(t.getUTCDate() + days);
  return t.toISOString().slice(0, 10);
}
