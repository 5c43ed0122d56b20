import type { Kysely } from '@mikro-orm/postgresql';
import type { UnitOfWork } from './database.js';

type Compiled = Parameters<Kysely<unknown>['executeQuery']>[0];

/**
 * Runs a statement whose values ($1, $2, …) travel beside it instead of being written into its text: for large ones.
 * Bytes are taken as the binary writing of the parameter's type.
 */
export async function executeBound<T extends object>(
  { em }: UnitOfWork,
  sql: string,
  values: readonly unknown[],
): Promise<T[]> {
  const statement: Compiled = {
    sql,
    parameters: values,
    query: { kind: 'RawNode', sqlFragments: [sql], parameters: [] },
    queryId: { queryId: 'bound' },
  };
  const { rows } = await em.getKysely<unknown>().executeQuery<T>(statement as Compiled);
  return rows as T[];
}
