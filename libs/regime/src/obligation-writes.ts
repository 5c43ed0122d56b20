import { newId, type UnitOfWork } from '#lib/persistence';
import { announceObligations } from './announce-obligations.js';
import type { DutyOwed } from './rules/duties.js';
import {
  addedReason,
  type ObligationChanges,
  type ObligationStep,
  type StandingObligation,
} from './rules/reconcile.js';
import { followObligations } from './scope-followers.js';

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
       doubt, state, voluntary from obligation where period = ? order by form, filer_ref for update`,
    [period],
  );
}

/** One run: which period, when, and whether it is the one that opens it. */
export interface Run {
  readonly period: string;
  readonly at: Date;
  readonly first: boolean;
}

/** Carries the changes out, each kind in a fixed number of statements, writes down why, and tells of them. */
export async function writeChanges(uow: UnitOfWork, run: Run, changes: ObligationChanges, dueOf: DueOf): Promise<void> {
  const added = await addObligations(uow, run, changes.add, dueOf);
  if (!run.first) await recordEvents(uow, 'added', added, run.at);
  for (const [kind, state, steps] of [
    ['closed', 'closed', changes.close],
    ['reopened', 'open', changes.reopen],
  ] as const) {
    if (steps.length === 0) continue;
    await uow.em.execute(
      `update obligation o set state = ?, state_reason = x.reason, voluntary = false
       from jsonb_to_recordset(?::jsonb) as x (id uuid, reason text) where o.id = x.id`,
      [state, JSON.stringify(steps)],
    );
    await recordEvents(uow, kind, steps, run.at);
  }
  await updateObligations(uow, changes.update, run.at);
  const touched = [...added, ...changes.close, ...changes.reopen, ...changes.update].map(({ id }) => id);
  await announceObligations(uow, run.period, touched);
}

async function addObligations(
  uow: UnitOfWork,
  { period, at, first }: Run,
  add: readonly DutyOwed[],
  dueOf: DueOf,
): Promise<ObligationStep[]> {
  if (add.length === 0) return [];
  const rows = add.map((d) => ({ ...d, id: newId(), ...dueOf(d.form), reason: first ? null : addedReason(d.form) }));
  await uow.em.execute(
    `insert into obligation (id, period, filer_kind, due_before, lock_at, doubtful, created_at, state_reason, form, filer_ref, filer_name,
       province_code, commune_code, cluster_id, project_id, doubt)
     select x.id, ?, x."filerKind", x."dueBefore", x."lockAt", x.doubt is not null, ?::timestamptz, x.reason, ${COLUMNS}
     from jsonb_to_recordset(?::jsonb) as x (${SHAPE}, reason text)`,
    [period, at, JSON.stringify(rows)],
  );
  return rows.map(({ id, form }) => ({ id, form, reason: addedReason(form) }));
}

const MOVED = 'Theo sổ đăng ký, địa bàn của đơn vị đã thay đổi; nghĩa vụ và báo cáo đi theo địa bàn mới.';

async function updateObligations(uow: UnitOfWork, update: ObligationChanges['update'], at: Date): Promise<void> {
  if (update.length === 0) return;
  const rows = update.map((u) => ({ ...u.owed, id: u.id }));
  await uow.em.execute(
    `update obligation o set filer_name = x.filer_name, province_code = x.province_code, commune_code = x.commune_code,
       cluster_id = x.cluster_id, project_id = x.project_id, doubt = x.doubt, doubtful = x.doubt is not null
     from (select x.id, ${COLUMNS} from jsonb_to_recordset(?::jsonb) as x (${SHAPE})) x where o.id = x.id`,
    [JSON.stringify(rows)],
  );
  const moved = update.filter((u) => u.moved);
  if (moved.length === 0) return;
  await followObligations(
    uow,
    moved.map((u) => u.id),
  );
  const steps = moved.map(({ id, owed }) => ({ id, form: owed.form, reason: MOVED }));
  await recordEvents(uow, 'moved', steps, at);
}

/** Keeps what the register did to obligations, beside what persons decided. */
export async function recordEvents(
  uow: UnitOfWork,
  kind: 'added' | 'closed' | 'reopened' | 'moved' | 'offered',
  steps: readonly Pick<ObligationStep, 'id' | 'reason'>[],
  at: Date,
): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ id, reason }) => ({ id: newId(), obligation: id, reason }));
  await uow.em.execute(
    `insert into obligation_event (id, obligation_id, kind, reason, at)
     select x.id, x.obligation, ?, x.reason, ?::timestamptz from jsonb_to_recordset(?::jsonb) as x (id uuid, obligation uuid, reason text)`,
    [kind, at, JSON.stringify(rows)],
  );
}
