import type { IsoDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { matchedKey } from '#lib/workbook';
import type { DiffTables } from './differences.js';
import { type ImportSpec, SPECS, specOf, stageOf, typed } from './specs.js';

export interface ApplyContext {
  readonly province: string;
  readonly sourceId: string;
  readonly at: Date;
  readonly today: IsoDate;
  readonly tables: DiffTables;
}

/**
 * Writes the differences. A row that changes keeps its identity; what it said before stays as a retracted row beside it,
 * with its own source and time of knowledge. Nothing is deleted. A cluster's state that changes from a later day on
 * ends on that day, and so does a plan entry.
 */
export async function applyDifferences(uow: UnitOfWork, context: ApplyContext): Promise<void> {
  const none = { inserted: 0, others: 0 };
  for (const spec of SPECS) {
    const { inserted, others } = context.tables.get(spec.name) ?? none;
    const isClusters = spec.name === 'clusters';
    if (inserted > 0) await (isClusters ? insertClusters(uow, context) : insertFacts(uow, context, spec));
    if (others > 0) await (isClusters ? changeClusters(uow, context) : changeFacts(uow, context, spec));
  }
}

const DIFFS = (name: string, ...kinds: string[]): string =>
  `diff d join st_${name} s on s.no = d.stage_no join st_source o on o.src = d.src
   where d.table_name = '${name}' and d.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`;

async function insertClusters(uow: UnitOfWork, { province, sourceId, at }: ApplyContext): Promise<void> {
  await uow.em.execute(
    `insert into cluster (id, code, name, province_code, commune_code, commune_codes, created_at)
     select s.cluster_id, next_code('C'), s."name", ?, s."leadCommuneCode",
       coalesce(string_to_array(s."communeCodes", '; '), array[s."leadCommuneCode"]), ?::timestamptz
     from ${DIFFS('clusters', 'insert')} order by d.no`,
    [province, at],
  );
  await uow.em.execute(
    `insert into cluster_state (id, cluster_id, province_code, valid_from, valid_to, name, other_names, lead_commune_code,
       commune_codes, type, status, note, source_id, recorded_at)
     select new_id(), s.cluster_id, ?, s."validFrom"::date, s."validTo"::date, s."name", coalesce(string_to_array(s."otherNames", '; '), '{}'),
       s."leadCommuneCode", coalesce(string_to_array(s."communeCodes", '; '), array[s."leadCommuneCode"]), s."type", s."status",
       s."note", ?, ?::timestamptz from ${DIFFS('clusters', 'insert')} order by d.no`,
    [province, sourceId, at],
  );
}

/** Present values where the workbook has no such column. */
const given = (spec: ImportSpec, key: string, row: string): string => {
  const column = spec.values.find((v) => v.key === key);
  if (column === undefined) throw new RangeError(`no value ${key}`);
  const value = typed(column, `s."${key}"`);
  const kept = column.type === 'list' ? `coalesce(${value}, '{}')` : value;
  return `case when '${key}' = any (o.given) then ${kept} else ${row}.${column.column} end`;
};

async function changeClusters(uow: UnitOfWork, { sourceId, at, today }: ApplyContext): Promise<void> {
  const spec = specOf('clusters');
  const changed = DIFFS('clusters', 'change', 'end');
  const from = given(spec, 'validFrom', 'f');
  const [states, facts] = [
    changed.replace(' where ', ' join cluster_state f on f.id = d.row_id where '),
    'f.cluster_id, f.province_code',
  ];
  await uow.em.execute(
    `insert into cluster_state (id, cluster_id, province_code, valid_from, valid_to, name, other_names, lead_commune_code,
       commune_codes, type, status, note, source_id, recorded_at)
     select new_id(), ${facts}, f.valid_from, ${from}, f.name, f.other_names, f.lead_commune_code, f.commune_codes, f.type,
       f.status, f.note, f.source_id, ?::timestamptz from ${states} and ${from} > f.valid_from and d.changes - 'validFrom' <> '{}'`,
    [at],
  );
  await uow.em.execute(
    `insert into cluster_state (id, cluster_id, province_code, valid_from, valid_to, name, other_names, lead_commune_code,
       commune_codes, type, status, note, source_id, recorded_at)
     select new_id(), ${facts}, ${[
       'validFrom',
       'validTo',
       'name',
       'otherNames',
       'leadCommuneCode',
       'communeCodes',
       'type',
       'status',
       'note',
     ]
       .map((key) => given(spec, key, 'f'))
       .join(', ')}, ?, ?::timestamptz from ${states}`,
    [sourceId, at],
  );
  await retract(uow, 'cluster_state', `table_name = 'clusters' and kind <> 'insert'`, at);
  await uow.em.execute(
    `update cluster c set name = f.name, commune_code = f.lead_commune_code, commune_codes = f.commune_codes
     from cluster_state f where f.cluster_id = c.id and f.source_id = ? and f.retracted_at is null and f.valid_from <= ?::date
       and (f.valid_to is null or f.valid_to > ?::date)`,
    [sourceId, today, today],
  );
}

async function insertFacts(uow: UnitOfWork, { province, sourceId, at }: ApplyContext, spec: ImportSpec): Promise<void> {
  const own: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    tenant_projects: [
      ['code', `next_code('P')`],
      ...Object.entries(spec.matched ?? {}).map(
        ([key, kept]) => [kept.replace('f.', ''), `s."${matchedKey(key)}"`] as const,
      ),
      ['commune_code', 'c.commune_code'],
    ],
    leases: [['project_id', 's.project_id']],
    observations: [['basis', `'as_reported'`]],
  };
  const extra = own[spec.name] ?? [];
  const id = spec.name === 'tenant_projects' ? 's.fresh' : 'new_id()';
  const columns = [
    'id',
    'cluster_id',
    'province_code',
    ...extra.map(([c]) => c),
    ...spec.values.map((v) => v.column),
    'source_id',
    'recorded_at',
  ];
  await uow.em.execute(
    `insert into ${spec.table} (${columns.join(', ')})
     select ${id}, s.cluster_id, ?${extra.map(([, sql]) => `, ${sql}`).join('')}${spec.values.map((v) => `, ${typed(v, `s."${v.key}"`)}`).join('')},
       ?, ?::timestamptz from ${DIFFS(spec.name, 'insert').replace(' where ', ' join cluster c on c.id = s.cluster_id where ')}
     order by d.no`,
    [province, sourceId, at],
  );
}

async function changeFacts(uow: UnitOfWork, { sourceId, at }: ApplyContext, spec: ImportSpec): Promise<void> {
  const rows = await uow.em.execute<{ c: string }[]>(
    `select attname as c from pg_attribute where attrelid = '${spec.table}'::regclass and attnum > 0 and not attisdropped
       and attname not in ('id', 'row_of', 'retracted_at')`,
  );
  const columns = rows.map((row) => row.c);
  const changed = DIFFS(spec.name, 'change', 'end').replace(
    ' where ',
    ` join ${spec.table} f on f.id = d.row_id where `,
  );
  await uow.em.execute(
    `insert into ${spec.table} (id, row_of, retracted_at, ${columns.join(', ')})
     select new_id(), f.id, ?::timestamptz, ${columns.map((c) => `f.${c}`).join(', ')} from ${changed}`,
    [at],
  );
  if (spec.name === 'plan_entries') {
    const from = given(spec, 'validFrom', 'f');
    const kept = columns.filter((c) => c !== 'valid_to' && c !== 'recorded_at');
    await uow.em.execute(
      `insert into plan_entry (id, valid_to, recorded_at, ${kept.join(', ')})
       select new_id(), ${from}, ?::timestamptz, ${kept.map((c) => `f.${c}`).join(', ')} from ${changed}
         and ${from} > f.valid_from and d.changes - 'validFrom' <> '{}'`,
      [at],
    );
  }
  const sets = spec.values.map((v) => `${v.column} = ${given(spec, v.key, 'f')}`);
  const updated = await uow.em.execute<unknown[]>(
    `update ${spec.table} f set ${sets.join(', ')}, source_id = ?, recorded_at = ?::timestamptz
     from ${stageOf(spec)} s, st_source o, diff d where s.no = d.stage_no and o.src = d.src and d.table_name = '${spec.name}'
       and d.kind in ('change', 'end') and f.id = d.row_id and f.retracted_at is null returning 1`,
    [sourceId, at],
  );
  await expectAll(uow, `table_name = '${spec.name}' and kind in ('change', 'end')`, updated.length);
  await retract(uow, spec.table, `table_name = '${spec.name}' and kind = 'retract'`, at);
}

async function retract(uow: UnitOfWork, table: string, which: string, at: Date): Promise<void> {
  const gone = await uow.em.execute<unknown[]>(
    `update ${table} set retracted_at = ?::timestamptz where retracted_at is null
       and id in (select row_id from diff where ${which}) returning 1`,
    [at],
  );
  await expectAll(uow, which, gone.length);
}

/** Somebody else may have written between the comparison and now: then all of it is undone, and tried again. */
async function expectAll(uow: UnitOfWork, which: string, done: number): Promise<void> {
  const [row] = await uow.em.execute<{ n: number }[]>(`select count(*)::int as n from diff where ${which}`);
  if ((row?.n ?? 0) !== done) throw new Error(`the register changed while an import was applied: ${which}`);
}
