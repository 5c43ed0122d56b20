/** Writes tried from outside the services, to see what PostgreSQL itself says. */
import type { QueryResult } from '@mikro-orm/core';
import type { Database, RowScope } from '#lib/persistence';

/** How many rows of a table this scope sees; -1 when the question came back empty. */
export async function countRows(db: Database, scope: RowScope, table: string, where: string): Promise<number> {
  const rows = await db.transact(scope, (uow) =>
    uow.em.execute<{ n: number }[]>(`select count(*)::int as n from ${table} where ${where}`),
  );
  return rows[0]?.n ?? -1;
}

/** What came of a write: how many rows it touched, or PostgreSQL's code for why not. */
export async function attemptWrite(
  db: Database,
  scope: RowScope,
  sql: string,
  params: readonly unknown[] = [],
): Promise<number | string> {
  try {
    // Not "returning": that would ask the policy for reading too, and hide a row that could be written unseen.
    return await db.transact(
      scope,
      async (uow) => (await uow.em.execute<QueryResult>(sql, [...params], 'run')).affectedRows,
    );
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
