import { vietnamDate } from '#lib/kernel';

export const SCHEDULES = ['never', 'monthly', 'at_closing'] as const;
/** When a kept table is made anew: never by itself, on the first day of each month, at the closing of an edition. */
export type Schedule = (typeof SCHEDULES)[number];

/** An edition as the schedule sees it. */
export interface ClosedEdition {
  readonly id: string;
  readonly closedAt: Date;
}

/** An occasion to make the file; its key is answered once. */
export interface Occasion {
  readonly key: string;
  /** The edition to take; null: the present state. */
  readonly edition: string | null;
}

/**
 * The occasions that have come since a schedule was set. Of months missed (a long standstill) only the present one is
 * made up for: the figures of the others are gone; of editions each, because they stay what they are.
 */
export function occasionsOf(
  schedule: Schedule,
  since: Date,
  now: Date,
  editions: readonly ClosedEdition[],
): readonly Occasion[] {
  switch (schedule) {
    case 'never':
      return [];
    case 'monthly': {
      const month = vietnamDate(now).slice(0, 7);
      return month > vietnamDate(since).slice(0, 7) ? [{ key: `month/${month}`, edition: null }] : [];
    }
    case 'at_closing':
      return editions
        .filter(({ closedAt }) => closedAt > since && closedAt <= now)
        .map(({ id }) => ({ key: `edition/${id}`, edition: id }));
  }
}
