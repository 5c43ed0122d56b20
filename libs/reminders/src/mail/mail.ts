import type { ReminderReason } from '../rules/outcome.js';

/** A mail as it stands in the outbox row: the same row gives the same bytes, however often it is sent. */
export interface Mail {
  /** `<reminder.ID@host>`; a repeat after a crash has the same one, so that the receiver sees one message. */
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  /** When the row was made; the mail's date. */
  readonly createdAt: Date;
}

/** What became of a mail that was taken. */
export interface Delivery {
  readonly response: string;
  /** Addresses that were refused while others were taken. */
  readonly refused: readonly string[];
}

/** The way out for mails. Fulfilled by an SMTP server, by a folder of .eml files, and by a list in tests. */
export interface MailTransport {
  /** Mails that may be under way at once. */
  readonly concurrency: number;
  /** @throws MailFailure for whatever a mail server may answer or fail to answer. */
  send(mail: Mail): Promise<Delivery>;
  close(): Promise<void>;
}

/** A mail that was not taken, or of which nobody knows. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';
  readonly code: ReminderReason;
  /** The same mail would be refused again. */
  readonly permanent: boolean;
  /** It is not this mail but the server: the others need not be tried now. */
  readonly ofServer: boolean;
  /** It may have been taken all the same. */
  readonly inDoubt: boolean;

  constructor(
    code: ReminderReason,
    detail: string,
    nature: { readonly permanent?: boolean; readonly ofServer?: boolean; readonly inDoubt?: boolean } = {},
  ) {
    super(detail);
    this.code = code;
    this.permanent = nature.permanent ?? false;
    this.ofServer = nature.ofServer ?? false;
    this.inDoubt = nature.inDoubt ?? false;
  }
}
