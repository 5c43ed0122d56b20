/** Attempts are counted in fixed windows of time, for each address of origin and each e-mail apart. */
export const WINDOW_MS = 15 * 60_000;

/** Attempts allowed in one window. A whole office may stand behind one address. */
export const MOST_PER_EMAIL = 10;
export const MOST_PER_ADDRESS = 100;

/** Start of the window an instant lies in. */
export function windowStart(now: Date): Date {
  return new Date(Math.floor(now.getTime() / WINDOW_MS) * WINDOW_MS);
}

/** When the next window begins. */
export function windowEnd(now: Date): Date {
  return new Date(windowStart(now).getTime() + WINDOW_MS);
}
