/**
 * What programs outside were promised: nothing of the last released schema is taken away or narrowed unnoticed.
 * `schemas/released.graphql` is that schema, `schemas/accepted-breaks.json` what was broken since on purpose, each with why.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, DangerousChangeType, findBreakingChanges, findDangerousChanges } from 'graphql';

const schemas = join(import.meta.dirname, '..', '..', 'schemas');

export const RELEASED = 'schemas/released.graphql';
export const ACCEPTED = 'schemas/accepted-breaks.json';

/** A break made on purpose, as `apiBreaks` words it, and the reason programs are given. */
export interface AcceptedBreak {
  readonly change: string;
  readonly why: string;
}

/** What a program written for the released schema would stumble over, a sentence each; additions are none. */
export function apiBreaks(released: string, present: string): string[] {
  const [before, after] = [buildSchema(released), buildSchema(present)];
  const defaults = findDangerousChanges(before, after).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [...findBreakingChanges(before, after), ...defaults].map(({ type, description }) => `${type}: ${description}`);
}

/** Breaks nobody has accepted, and acceptances of what is not broken (any more). */
export function heldAgainst(breaks: readonly string[], accepted: readonly AcceptedBreak[]) {
  return {
    unaccepted: breaks.filter((change) => !accepted.some((each) => each.change === change)),
    idle: accepted.filter((each) => !breaks.includes(each.change)).map(({ change }) => change),
  };
}

/** The committed files. */
export function promise(): { released: string; accepted: AcceptedBreak[] } {
  return {
    released: readFileSync(join(schemas, 'released.graphql'), 'utf8'),
    accepted: JSON.parse(readFileSync(join(schemas, 'accepted-breaks.json'), 'utf8')) as AcceptedBreak[],
  };
}
