import type { Caller } from '#lib/access';
import type { Clock } from '#lib/kernel';
import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { reminderError } from './errors.js';

/** A message to an office, or to one person of it. */
export interface InboxMessage {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  /** Page of the portal it is about. */
  readonly link: string | null;
  readonly createdAt: Date;
  /** When somebody of the office read it; null while it is new. */
  readonly readAt: Date | null;
  readonly reminderId: string | null;
}

type Row = Omit<InboxMessage, 'createdAt' | 'readAt'> & { readonly createdAt: string; readonly readAt: string | null };

const SELECT = `select id, subject, body, link, created_at as "createdAt", read_at as "readAt", reminder_step as "reminderId" from inbox_message`;

/** The in-app inbox of an office. Row-level security shows an office its own messages and nobody else's. */
export class InboxService {
  private readonly clock: Clock;

  constructor(settings: { readonly clock: Clock }) {
    this.clock = settings.clock;
  }

  /** Messages, newest first. */
  async messages(
    uow: UnitOfWork,
    caller: Caller,
    filter: { unreadOnly?: boolean },
    page: PageRequest,
  ): Promise<Page<InboxMessage>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 2);
    const where = `office_id = ? ${filter.unreadOnly === true ? 'and read_at is null' : ''}`;
    const [total] = await uow.em.execute<{ n: number }[]>(
      `select count(*)::int as n from inbox_message where ${where}`,
      [caller.officeId],
    );
    const beyond = after === null ? '' : 'and (created_at, id) < (?::timestamptz, ?::uuid)';
    const rows = await uow.em.execute<Row[]>(
      `${SELECT} where ${where} ${beyond} order by created_at desc, id desc limit ${first + 1}`,
      [caller.officeId, ...(after ?? [])],
    );
    return toPage(rows.map(messageOf), first, total?.n ?? 0, (m) => [m.createdAt.toISOString(), m.id]);
  }

  /** How many nobody of the office has read. */
  async unread(uow: UnitOfWork, caller: Caller): Promise<number> {
    const [row] = await uow.em.execute<{ n: number }[]>(
      'select count(*)::int as n from inbox_message where office_id = ? and read_at is null',
      [caller.officeId],
    );
    return row?.n ?? 0;
  }

  /**
   * Marks a message as read, or all (`null`). Twice is harmless: the first reader stays.
   * @returns how many are still unread. @throws DomainError MESSAGE_UNKNOWN
   */
  async markRead(uow: UnitOfWork, caller: Caller, messageId: string | null): Promise<number> {
    if (messageId !== null) {
      const known = await uow.em.execute('select 1 from inbox_message where id = ? and office_id = ?', [
        messageId,
        caller.officeId,
      ]);
      if (known.length === 0) throw reminderError('MESSAGE_UNKNOWN', {}, 'messageId');
    }
    await uow.em.execute(
      `update inbox_message set read_at = ?::timestamptz, read_by = ? where office_id = ? and read_at is null
       ${messageId === null ? '' : 'and id = ?'}`,
      [this.clock.now(), caller.accountId, caller.officeId, ...(messageId === null ? [] : [messageId])],
    );
    return await this.unread(uow, caller);
  }
}

function messageOf(row: Row): InboxMessage {
  return { ...row, createdAt: instantOf(row.createdAt), readAt: row.readAt === null ? null : instantOf(row.readAt) };
}
