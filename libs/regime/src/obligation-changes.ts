import { instantOf, sqlArray, type UnitOfWork } from '#lib/persistence';

/** What happened to an obligation after its period was opened: by a person's decision, or because the register changed. */
export type ObligationChangeKind =
  | 'extension'
  | 'exemption'
  | 'reinstatement'
  | 'added'
  | 'closed'
  | 'reopened'
  | 'moved'
  | 'offered';

export interface ObligationChange {
  readonly obligationId: string;
  readonly kind: ObligationChangeKind;
  readonly at: Date;
  readonly reason: string;
  /** Extension only: the instants from then on. */
  readonly dueBefore: Date | null;
  readonly lockAt: Date | null;
  /** Null where the register was the cause. */
  readonly authorName: string | null;
  readonly officeName: string | null;
}

type Row = Omit<ObligationChange, 'at' | 'dueBefore' | 'lockAt'> & {
  readonly at: string;
  readonly dueBefore: string | null;
  readonly lockAt: string | null;
};

/** What happened to many obligations, oldest first, keyed by obligation id. One statement. */
export async function obligationChanges(
  uow: UnitOfWork,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ObligationChange[]>> {
  const ids = sqlArray(obligationIds);
  const rows = await uow.em.execute<Row[]>(
    `select obligation_id as "obligationId", kind, created_at as at, reason, due_before as "dueBefore", lock_at as "lockAt",
       author_name as "authorName", office_name as "officeName"
     from obligation_exception where obligation_id = any (?::uuid[])
     union all
     select obligation_id, kind, at, reason, null, null, null, null from obligation_event where obligation_id = any (?::uuid[])
     order by at, kind`,
    [ids, ids],
  );
  const changes = rows.map((row) => ({
    ...row,
    at: instantOf(row.at),
    dueBefore: row.dueBefore === null ? null : instantOf(row.dueBefore),
    lockAt: row.lockAt === null ? null : instantOf(row.lockAt),
  }));
  return Map.groupBy(changes, (change) => change.obligationId);
}
