import { sqlArray, type UnitOfWork } from '#lib/persistence';

/**
 * What belongs to an obligation carries the same scope columns, which say whose row it is on today's map. When an
 * obligation moves to another unit, these follow, parents first, because triggers compare each with its parent. The
 * uploaded workbook does not: it belongs to the office that uploaded it.
 * test/system/regime-register.spec.ts asks the catalog whether a table was forgotten.
 */
export const SCOPE_FOLLOWERS: readonly { readonly table: string; readonly parent: string; readonly column: string }[] =
  [
    { table: 'filing', parent: 'obligation', column: 'obligation_id' },
    { table: 'filing_revision', parent: 'filing', column: 'filing_id' },
    { table: 'filing_figure', parent: 'filing', column: 'filing_id' },
    { table: 'filing_problem', parent: 'filing', column: 'filing_id' },
    { table: 'filing_transition', parent: 'filing', column: 'filing_id' },
    { table: 'filing_mark', parent: 'filing', column: 'filing_id' },
    { table: 'filing_comment', parent: 'filing', column: 'filing_id' },
    { table: 'filing_receipt', parent: 'filing', column: 'filing_id' },
    { table: 'filing_closure', parent: 'filing', column: 'filing_id' },
    { table: 'filing_input', parent: 'filing', column: 'child_filing_id' },
    { table: 'reported_figure', parent: 'filing', column: 'filing_id' },
    { table: 'workbook_import', parent: 'obligation', column: 'obligation_id' },
    { table: 'import_marked_file', parent: 'workbook_import', column: 'import_id' },
  ];

const SCOPE = ['province_code', 'commune_code', 'cluster_id', 'project_id'] as const;
const of = (row: string): string => SCOPE.map((column) => `${row}.${column}`).join(', ');

/** Lets filings and what belongs to them follow obligations that moved. A fixed number of statements; the system's hand. */
export async function followObligations(uow: UnitOfWork, obligationIds: readonly string[]): Promise<void> {
  const ids = sqlArray(obligationIds);
  for (const { table, parent, column } of SCOPE_FOLLOWERS) {
    const key = parent === 'obligation' ? 'p.id' : 'p.obligation_id';
    await uow.em.execute(
      `update ${table} t set (${SCOPE.join(', ')}) = (${of('p')}) from ${parent} p
       where p.id = t.${column} and ${key} = any (?::uuid[]) and (${of('t')}) is distinct from (${of('p')})`,
      [ids],
    );
  }
}
