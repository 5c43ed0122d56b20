import { type IsoDate, vietnamDate } from '#lib/kernel';
import { lastOnTimeInstant } from './deadlines.js';

/** Whole days from one calendar day to another; negative when the other comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/**
 * Calendar days in Vietnam left until the last day on time: 0 means that today is the last, negative that it is past
 * ("due before 20 June" means that the 19th is the last).
 */
export function daysLeft(due: Date, now: Date): number {
  return daysBetween(vietnamDate(now), vietnamDate(lastOnTimeInstant(due)));
}

/** Days that the tier above has for its own work: from the last day on time of the lower tier to its own. */
export function slackDays(lowerDue: Date, upperDue: Date): number {
  return daysBetween(vietnamDate(lastOnTimeInstant(lowerDue)), vietnamDate(lastOnTimeInstant(upperDue)));
}
