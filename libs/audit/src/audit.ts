import type { UnitOfWork } from '#lib/persistence';

/** One thing that happened, as the record keeps it. Who did it is taken from the unit of work. */
export interface AuditEvent {
  /** What was done, `room.verb`: "filing.submit", "account.disable". */
  readonly action: string;
  /** To what kind of thing: "filing", "account", "access_token". */
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Whose record it is; null for what concerns no single province (then only the ministry sees it). */
  readonly provinceCode: string | null;
  /** Facts worth keeping beside it: before and after, reason, receipt. Never a secret, never a whole document. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Adds one entry to the audit, in the transaction of the change: both are kept or neither.
 * The database chooses the number and the hash. Entries queue for the head of the chain, so call it late in a transaction.
 * @returns number of the entry.
 */
export async function audit(uow: UnitOfWork, event: AuditEvent, at: Date): Promise<bigint> {
  const rows = await uow.em.execute<{ seq: string }[]>(
    'select audit_append(?::timestamptz, ?::uuid, ?::text, ?::uuid, ?::text, ?::text, ?::text, ?::text, ?::jsonb) as seq',
    [
      at,
      uow.scope.actorId,
      uow.scope.actorName,
      uow.scope.officeId,
      event.action,
      event.subjectKind,
      event.subjectId,
      event.provinceCode,
      JSON.stringify(event.detail ?? {}),
    ],
  );
  return BigInt(rows[0]?.seq ?? 0);
}
