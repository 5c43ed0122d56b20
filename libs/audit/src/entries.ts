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
  const where = '(?::text is null or action = ?) and (?::text is null or subject_id = ?)';
  const wanted = [filter.action ?? null, filter.action ?? null, filter.subjectId ?? null, filter.subjectId ?? null];
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
