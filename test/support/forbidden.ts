/** Which rows a caller must never meet, told by a superuser from the rows' own places; row-level security has no say in it. */
import { type Caller } from '#lib/access';
import { withClient } from '../../scripts/embedded/roles.ts';

const FILED = ['obligation', 'filing', 'filing_figure', 'filing_problem', 'reported_figure', 'workbook_import'];
const OF_CLUSTER = [
  'plan_entry',
  'decision',
  'infrastructure_project',
  'observation',
  'procedure_step',
  'data_problem',
];
const OF_PROJECT = ['lease', 'investment_paper'];
const EVERY = [
  ...[...FILED, ...OF_CLUSTER, ...OF_PROJECT],
  ...['cluster', 'tenant_project', 'investor', 'register_import', 'source_file', 'office', 'figure_override'],
];

type Where = readonly [table: string, where: string];

/** Identities (uuids, clusters' codes) of all rows out of the caller's sight. */
export async function forbiddenTo(superUrl: string, caller: Caller): Promise<ReadonlySet<string>> {
  return await withClient(superUrl, async (db) => {
    const found = new Set<string>();
    const named = await db.query<{ table_name: string }>(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'id'`,
    );
    const withIdentity = new Set(named.rows.map((row) => row.table_name));
    for (const [table, where] of placesOutside(caller)) {
      if (!withIdentity.has(table)) continue;
      const code = table === 'cluster' ? 'code' : 'id';
      const { rows } = await db.query<{ id: string; code: string }>(
        `select id::text as id, ${code}::text as code from ${table} where ${where}`,
      );
      for (const row of rows) found.add(row.id).add(row.code);
    }
    return found;
  });
}

/** By the words of decision 4: the ministry sees the nation, a department its province, and so on; keys are one's own. */
function placesOutside(caller: Caller): Where[] {
  const { officeKind, provinceCode: province, communeCode: commune, scope, accountId, officeId } = caller;
  const keys: Where[] = [
    ['session', `account_id <> '${accountId}'`],
    ['access_token', `account_id <> '${accountId}'`],
    ['calendar_feed', `office_id <> '${officeId}'`],
    ['inbox_message', `office_id <> '${officeId}'`],
  ];
  if (officeKind === 'ministry') return keys;
  const elsewhere = EVERY.map((table): Where => [table, `province_code <> '${province}'`]);
  if (officeKind === 'department') return [...keys, ...elsewhere];
  const list = (ids: readonly string[]) => `array[${ids.map((id) => `'${id}'`).join(', ')}]::uuid[]`;
  const mine =
    officeKind === 'commune'
      ? `'${commune}' = any (commune_codes)`
      : `id = any (${list(officeKind === 'investor' ? scope.units : scope.clusters)})`;
  const clusters: Where[] = [
    ['cluster', `not (${mine})`],
    ...OF_CLUSTER.map((table): Where => [table, `cluster_id not in (select id from cluster where ${mine})`]),
  ];
  if (officeKind === 'commune')
    return [
      ...keys,
      ...elsewhere,
      ...clusters,
      ...FILED.map((t): Where => [t, `commune_code is distinct from '${commune}'`]),
    ];
  if (officeKind === 'investor')
    return [
      ...[...keys, ...elsewhere, ...clusters],
      ...FILED.map(
        (t): Where => [t, `project_id is not null or cluster_id is null or cluster_id <> all (${list(scope.units)})`],
      ),
    ];
  return [
    ...[...keys, ...elsewhere, ...clusters],
    ['tenant_project', `id <> all (${list(scope.units)})`],
    ...OF_PROJECT.map((t): Where => [t, `project_id <> all (${list(scope.units)})`]),
    ...FILED.map((t): Where => [t, `project_id is null or project_id <> all (${list(scope.units)})`]),
  ];
}
