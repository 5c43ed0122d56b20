import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  sqlArray,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { reminderError } from './errors.js';
import { emlName, mailComposer } from './mail/outbox-folder.js';

export type OutboundMailState = 'queued' | 'sent' | 'failed';

/** A mail of the outbox as it was, or will be, sent. */
export interface OutboundMailView {
  readonly id: string;
  readonly stepId: string;
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly state: OutboundMailState;
  /** The mail server's last answer; the file's name where mails are written as files. */
  readonly response: string | null;
  /** Code of rules/outcome.ts; null where no try has failed. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

type Row = Omit<OutboundMailView, 'createdAt' | 'sentAt'> & {
  readonly createdAt: string;
  readonly sentAt: string | null;
};

const SELECT = `select m.id, m.reminder_step as "stepId", m.message_id as "messageId", m.to_addresses as "to", m.subject, m.body, m.state,
    m.response, s.reason, s.attempts, m.created_at as "createdAt", m.sent_at as "sentAt"
  from outbound_mail m join reminder_step s on s.id = m.reminder_step`;

/** The outbox as people see it. Row-level security shows a mail to whoever sees its reminder. */
export class OutboxService {
  private readonly mailFrom: string;

  constructor(settings: { readonly mailFrom: string }) {
    this.mailFrom = settings.mailFrom;
  }

  /** Mails in the caller's sight, the newest first. */
  async mails(
    uow: UnitOfWork,
    filter: { readonly state?: OutboundMailState },
    page: PageRequest,
  ): Promise<Page<OutboundMailView>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 2);
    const where = filter.state === undefined ? 'true' : 'm.state = ?';
    const params = filter.state === undefined ? [] : [filter.state];
    const [total] = await uow.em.execute<{ n: number }[]>(
      `select count(*)::int as n from outbound_mail m where ${where}`,
      params,
    );
    const beyond = after === null ? '' : 'and (m.created_at, m.id) < (?::timestamptz, ?::uuid)';
    const rows = await uow.em.execute<Row[]>(
      `${SELECT} where ${where} ${beyond} order by m.created_at desc, m.id desc limit ${first + 1}`,
      [...params, ...(after ?? [])],
    );
    return toPage(rows.map(viewOf), first, total?.n ?? 0, (m) => [m.createdAt.toISOString(), m.id]);
  }

  /** A mail as a file, as it was handed over but for the key of a link. @throws DomainError MAIL_UNKNOWN */
  async eml(uow: UnitOfWork, id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const [row] = await uow.em.execute<Row[]>(`${SELECT} where m.id = ?`, [id]);
    if (row === undefined) throw reminderError('MAIL_UNKNOWN', {}, 'id');
    const mail = viewOf(row);
    return { name: emlName(mail.messageId), bytes: await mailComposer(this.mailFrom)(mail) };
  }
}

/** Mails of many steps in one statement, keyed by step. */
export async function mailsOfSteps(
  uow: UnitOfWork,
  stepIds: readonly string[],
): Promise<ReadonlyMap<string, OutboundMailView>> {
  const rows = await uow.em.execute<Row[]>(`${SELECT} where m.reminder_step = any (?::uuid[])`, [sqlArray(stepIds)]);
  return new Map(rows.map((row) => [row.stepId, viewOf(row)]));
}

/** The key in a link to a filing is its receiver's alone: who looks after the mails sees that there was one. */
const LINK_KEY = /\/f#[\w-]+/g;

function viewOf(row: Row): OutboundMailView {
  return {
    ...row,
    body: row.body.replace(LINK_KEY, '/f#…'),
    createdAt: instantOf(row.createdAt),
    sentAt: row.sentAt === null ? null : instantOf(row.sentAt),
  };
}
