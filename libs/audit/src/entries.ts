import { searchKey } from '#lib/kernel';
import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';

/** One entry as people read it. */
export interface AuditEntry {
  /** From 1 without gaps; may grow beyond what a double holds, so it is text. */
  readonly seq: string;
  readonly at: Date;
  readonly actorId: string | null;
  /** Null for the system itself. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly provinceCode: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface AuditFilter {
  readonly action?: string | null;
  readonly subjectId?: string | null;
  /** Text in the name of who did it; tone marks and case do not matter. */
  readonly actor?: string | null;
  /** Not before; an instant. */
  readonly since?: Date | null;
  /** Before; an instant. */
  readonly until?: Date | null;
}

interface Row {
  readonly seq: string;
  readonly at: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly province_code: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** Entries the caller may see, newest first. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
export async function auditEntries(uow: UnitOfWork, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 1)?.[0] ?? null;
  const { parts, wanted } = conditionsOf(filter);
  const where = parts.join(' and ');
  const counted = await uow.em.execute<{ n: number }[]>(
    `select count(*)::int as n from audit_entry where ${where}`,
    wanted,
  );
  const rows = await uow.em.execute<Row[]>(
    `select e.seq, e.at, e.actor_id, e.actor_name, e.action, e.subject_kind, e.subject_id, e.province_code, e.detail, e.hash
       from audit_entry e where ${where} and (?::text is null or e.seq < ?::bigint)
      order by e.seq desc limit ?`,
    [...wanted, after, numeric(after), first + 1],
  );
  return toPage(rows.map(entryOf), first, counted[0]?.n ?? 0, (entry) => [entry.seq]);
}

/** `action` with a full stop at its end means all that begin so: "filing." */
function conditionsOf(filter: AuditFilter): { parts: string[]; wanted: unknown[] } {
  const parts = ['true'];
  const wanted: unknown[] = [];
  const add = (part: string, param: unknown) => {
    parts.push(part);
    wanted.push(param);
  };
  const { action, subjectId, actor, since, until } = filter;
  if (action) {
    if (action.endsWith('.')) add('starts_with(action, ?)', action);
    else add('action = ?', action);
  }
  if (subjectId) add('subject_id = ?', subjectId);
  if (actor) add('fold_vi(actor_name) like ?', `%${searchKey(actor).replace(/[\\%_]/g, '\\$&')}%`);
  if (since) add('at >= ?::timestamptz', since);
  if (until) add('at < ?::timestamptz', until);
  return { parts, wanted };
}

/** A cursor that is no number of ours continues after nothing. */
function numeric(after: string | null): string {
  return after !== null && /^\d{1,18}$/.test(after) ? after : '0';
}

function entryOf(row: Row): AuditEntry {
  return {
    seq: String(row.seq),
    at: instantOf(row.at),
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    provinceCode: row.province_code,
    detail: row.detail,
    hash: row.hash,
  };
}
