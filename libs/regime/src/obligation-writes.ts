import { newId, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { DutyOwed } from './rules/duties.js';
import type { ObligationChanges, StandingObligation } from './rules/reconcile.js';

/** Due and lock instants of a form. */
export type DueOf = (form: DutyOwed['form']) => { readonly dueBefore: Date; readonly lockAt: Date };

const COLUMNS = `x.form, x."filerRef" as filer_ref, x."filerName" as filer_name, x."provinceCode" as province_code,
  x."communeCode" as commune_code, x."clusterId" as cluster_id, x."projectId" as project_id, x.doubt`;
const SHAPE = `id uuid, form text, "filerKind" text, "filerRef" text, "filerName" text, "provinceCode" text, "communeCode" text,
  "clusterId" uuid, "projectId" uuid, doubt text, "dueBefore" timestamptz, "lockAt" timestamptz`;

/** All obligations of a period, locked against another run. */
export async function readStanding(uow: UnitOfWork, period: string): Promise<StandingObligation[]> {
  return await uow.em.execute<StandingObligation[]>(
    `select id, form, filer_kind as "filerKind", filer_ref as "filerRef", filer_name as "filerName",
       province_code as "provinceCode", commune_code as "communeCode", cluster_id as "clusterId", project_id as "projectId",
       doubt, state from obligation where period = ? order by form, filer_ref for update`,
    [period],
  );
}

/** Carries the changes out: four statements whatever their number. */
export async function writeChanges(
  uow: UnitOfWork,
  period: string,
  changes: ObligationChanges,
  dueOf: DueOf,
  at: Date,
): Promise<void> {
  if (changes.add.length > 0) {
    const rows = changes.add.map((d) => ({ ...d, id: newId(), ...dueOf(d.form) }));
    await uow.em.execute(
      `insert into obligation (id, period, filer_kind, due_before, lock_at, doubtful, created_at, form, filer_ref, filer_name,
         province_code, commune_code, cluster_id, project_id, doubt)
       select x.id, ?, x."filerKind", x."dueBefore", x."lockAt", x.doubt is not null, ?::timestamptz, ${COLUMNS}
       from jsonb_to_recordset(?::jsonb) as x (${SHAPE})`,
      [period, at, JSON.stringify(rows)],
    );
  }
  for (const [state, steps] of [
    ['closed', changes.close],
    ['open', changes.reopen],
  ] as const) {
    const [first] = steps;
    if (first === undefined) continue;
    await uow.em.execute('update obligation set state = ?, state_reason = ? where id = any (?::uuid[])', [
      state,
      first.reason,
      sqlArray(steps.map((s) => s.id)),
    ]);
  }
  if (changes.update.length > 0) {
    const rows = changes.update.map((u) => ({ ...u.owed, id: u.id }));
    await uow.em.execute(
      `update obligation o set filer_name = x.filer_name, province_code = x.province_code, commune_code = x.commune_code,
         cluster_id = x.cluster_id, project_id = x.project_id, doubt = x.doubt, doubtful = x.doubt is not null
       from (select x.id, ${COLUMNS} from jsonb_to_recordset(?::jsonb) as x (${SHAPE})) x where o.id = x.id`,
      [JSON.stringify(rows)],
    );
  }
}
