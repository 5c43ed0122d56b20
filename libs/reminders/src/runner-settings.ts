import type { Clock } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { Database } from '#lib/persistence';
import type { DueStep } from './due-steps.js';
import type { MailTransport } from './mail/mail.js';
import type { ReminderPlanner } from './planner.js';
import type { ReminderRulebook } from './rulebook.js';
import type { Message } from './rules/wording.js';

export interface RunnerSettings {
  readonly db: Database;
  readonly clock: Clock;
  readonly law: Law;
  readonly rulebook: ReminderRulebook;
  readonly planner: ReminderPlanner;
  readonly transport: MailTransport;
  /** Address of the portal, without a slash at the end. */
  readonly publicUrl: string;
  /** Address that opens form 01 of one duty for one office without a sign-in; null where there are no such links. */
  readonly quickAddress?: (obligationId: string, officeId: string, lockAt: Date) => string | null;
  /** How long a batch of mails is held for its worker, by the database's clock; renewed while the worker lives. Default 10. */
  readonly leaseSeconds?: number;
  /** Steps taken at once. */
  readonly batch?: number;
  /** Mails whose outcome is recorded together; what a crash makes to be repeated is at most this many and those under way. */
  readonly recordEvery?: number;
}

/** A step with the message it is to carry. */
export interface ReadyStep {
  readonly step: DueStep;
  readonly officeId: string;
  readonly message: Message;
  readonly link: string;
}
