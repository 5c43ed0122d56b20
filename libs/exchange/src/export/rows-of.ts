import { sqlArray, type UnitOfWork } from '#lib/persistence';
import type { TableColumn, TableRow } from '#lib/workbook';

const BATCH = 2_000;
let cursors = 0;

/** A column as it is read: what its codes are called, if it has codes. */
export interface ReadColumn extends TableColumn {
  readonly words?: Readonly<Record<string, string>>;
}

/**
 * The rows of a statement, batch by batch, as one snapshot, whatever is committed meanwhile. The statement yields text
 * columns `c0`, `c1`, … in the order of `columns`, and takes its values from the array `$1`.
 */
export async function* rowsOf(
  uow: UnitOfWork,
  query: { readonly sql: string; readonly values: readonly string[]; readonly columns: readonly ReadColumn[] },
): AsyncGenerator<readonly TableRow[]> {
  const name = `rows_${++cursors}`;
  const names = query.columns.map((_, i) => `c${i}`);
  await uow.em.execute(`select open_rows(?::refcursor, ?, ?::text[])`, [name, query.sql, sqlArray(query.values)]);
  for (;;) {
    const found = await uow.em.execute<Record<string, string | null>[]>(`fetch ${BATCH} from "${name}"`);
    if (found.length > 0)
      yield found.map((row) =>
        query.columns.map((column, i) => {
          const value = row[names[i] ?? ''] ?? null;
          return value === null ? null : (column.words?.[value] ?? value);
        }),
      );
    if (found.length < BATCH) break;
  }
  await uow.em.execute(`close "${name}"`);
}
