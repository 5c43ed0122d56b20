import type { UnitOfWork } from '#lib/persistence';

const TABLES = [
  'source',
  'cluster',
  'cluster_state',
  'plan_entry',
  'decision',
  'investor',
  'infrastructure_project',
  'tenant_project',
  'lease',
  'investment_paper',
  'observation',
  'procedure_step',
  'data_problem',
] as const;

export type RegisterTable = (typeof TABLES)[number];

/**
 * Writes rows in one statement, whatever their number; a row whose identity is there already is left as it is.
 * Keys are the columns in camelCase; a column that is not named is null.
 * @returns how many rows were added.
 */
export async function insertRows(uow: UnitOfWork, table: RegisterTable, rows: readonly object[]): Promise<number> {
  if (rows.length === 0) return 0;
  const [result] = await uow.em.execute<{ n: number }[]>(
    `with added as (
       insert into ${table} select * from jsonb_populate_recordset(null::${table}, ?::jsonb)
       on conflict (id) do nothing returning 1)
     select count(*)::int as n from added`,
    [JSON.stringify(rows.map(columnsOf))],
  );
  return result?.n ?? 0;
}

function columnsOf(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]: [string, unknown]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
