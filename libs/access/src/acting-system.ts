import { type RowScope, systemScope } from '#lib/persistence';
import type { Caller } from './caller.js';

/** Accounts and keys are written by the system's hand, but the audit says for whom. */
export function systemFor(caller: Pick<Caller, 'accountId' | 'name' | 'officeId'>): RowScope {
  return { ...systemScope, actorId: caller.accountId, actorName: caller.name, officeId: caller.officeId };
}
