/**
 * A nation of offices and obligations for simulated seasons, made by the system's hand in bulk, and the fate of each
 * obligation: when its draft, its submission, its return come. Everything follows from a seed.
 */
import type { FormCode } from '#lib/forms';
import { startOfVietnamDay } from '#lib/kernel';
import { type Database, namedId, sqlArray, systemScope, type UnitOfWork } from '#lib/persistence';
import type { Tier } from '#lib/regime';

/** What happens to an obligation, and when. */
export interface Happening {
  readonly at: Date;
  readonly what: 'draft' | 'submit' | 'return' | 'extend' | 'exempt';
  /** With `extend`: the new due instant. */
  readonly dueBefore?: Date;
}

export interface Subject {
  readonly id: string;
  readonly form: FormCode;
  readonly filerRef: string;
  readonly province: string;
  readonly commune: string;
  readonly clusterId: string | null;
  readonly projectId: string | null;
  readonly dueBefore: Date;
  /** An office with an account stands behind it. */
  readonly reachable: boolean;
  readonly fate: readonly Happening[];
}

export interface NationPlan {
  readonly period: string;
  /** Last day of the data window. */
  readonly windowTo: string;
  /** Day before which each form is due. */
  readonly due: Readonly<Record<FormCode, string>>;
  readonly from: string;
  readonly to: string;
  readonly provinces: number;
  /** Units of one province. */
  readonly communes: number;
  readonly clusters: number;
  readonly projects: number;
  readonly seed: number;
}

/** Small, fast and the same everywhere (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOUR = 3_600_000;

/** The obligations of a plan with their fates. Form 04 comes first in each province, then its communes, clusters, projects. */
export function nationOf(plan: NationPlan): Subject[] {
  const random = randomOf(plan.seed);
  const subjects: Subject[] = [];
  for (let p = 1; p <= plan.provinces; p++) {
    const province = String(p).padStart(2, '0');
    const communeOf = (n: number) => `${province}${String((n % plan.communes) + 1).padStart(3, '0')}`;
    const add = (form: FormCode, filerRef: string, more: Partial<Subject>) => {
      const dueBefore = startOfVietnamDay(plan.due[form]);
      subjects.push({
        id: namedId('season', plan.period, form, filerRef),
        form,
        filerRef,
        province,
        commune: communeOf(0),
        clusterId: null,
        projectId: null,
        dueBefore,
        reachable: form === '04' || random() > 0.07,
        fate: fateOf(random, plan, dueBefore),
        ...more,
      });
    };
    add('04', province, {});
    for (let n = 0; n < plan.communes; n++) add('03', communeOf(n), { commune: communeOf(n) });
    for (let n = 0; n < plan.clusters; n++) {
      const ref = `CCN-${province}-${n}`;
      add('02', ref, { commune: communeOf(n), clusterId: namedId('season cluster', ref) });
    }
    for (let n = 0; n < plan.projects; n++) {
      const ref = `DA-${province}-${n}`;
      add('01', ref, { commune: communeOf(n), projectId: namedId('season project', ref) });
    }
  }
  return subjects;
}

function fateOf(random: () => number, plan: NationPlan, due: Date): Happening[] {
  const from = startOfVietnamDay(plan.from).getTime();
  const to = startOfVietnamDay(plan.to).getTime();
  const between = (a: number, b: number) => new Date(Math.round((a + random() * (b - a)) / 60_000) * 60_000);
  const lot = random();
  const early = between(from, due.getTime());
  if (lot < 0.35) return [{ at: early, what: 'submit' }];
  if (lot < 0.45)
    return [
      { at: early, what: 'draft' },
      { at: between(early.getTime() + HOUR, due.getTime() + 4 * 24 * HOUR), what: 'submit' },
    ];
  if (lot < 0.6) return [{ at: between(due.getTime(), to), what: 'submit' }];
  if (lot < 0.68) {
    const back = between(early.getTime() + HOUR, early.getTime() + 120 * HOUR);
    return [
      { at: early, what: 'submit' },
      { at: back, what: 'return' },
      { at: between(back.getTime() + HOUR, back.getTime() + 240 * HOUR), what: 'submit' },
    ];
  }
  if (lot < 0.72)
    return [
      { at: early, what: 'submit' },
      { at: between(early.getTime() + HOUR, to), what: 'return' },
    ];
  if (lot < 0.76) return [{ at: early, what: 'extend', dueBefore: new Date(due.getTime() + 5 * 24 * HOUR) }];
  if (lot < 0.78) return [{ at: early, what: 'exempt' }];
  if (lot < 0.86) return [{ at: early, what: 'draft' }];
  return [];
}

/** Office that owes, at each form. */
const TIER: Readonly<Record<FormCode, Tier>> = {
  '01': 'enterprise',
  '02': 'investor',
  '03': 'commune',
  '04': 'department',
};

const AT = '2026-01-05T08:00:00+07:00';

/** Mailbox of the account behind a duty that is reachable. */
export function addressOf({ form, filerRef }: Subject): string {
  return mailbox(namedId('season office', form, filerRef));
}
const mailbox = (account: string): string => `a.${account}@demo.ccn.invalid`;

/** Writes period, obligations, offices and accounts: a fixed number of statements. Returns an account to sign filings with. */
export async function fillNation(db: Database, plan: NationPlan, subjects: readonly Subject[]): Promise<string> {
  const offices = [
    ...subjects.map((s) => ({
      id: namedId('season office', s.form, s.filerRef),
      kind: TIER[s.form],
      name: `${TIER[s.form]} ${s.filerRef}`,
      province: s.province,
      commune: s.form === '04' ? null : s.commune,
      clusters: s.clusterId === null ? [] : [s.clusterId],
      projects: s.projectId === null ? [] : [s.projectId],
      reachable: s.reachable,
    })),
    {
      id: namedId('season office', 'VN'),
      kind: 'ministry',
      name: 'ministry',
      province: null,
      commune: null,
      clusters: [],
      projects: [],
      reachable: true,
    },
  ];
  const rows = subjects.map((s) => ({
    ...s,
    kind: { '01': 'project', '02': 'cluster', '03': 'commune', '04': 'province' }[s.form],
  }));
  await db.transact(systemScope, async (uow) => {
    await uow.em.execute(
      `insert into reporting_period (code, regime_id, window_from, window_to, opened_at) values (?, 'regime@2025-07-01', '2025-12-15', ?, ?::timestamptz)`,
      [plan.period, plan.windowTo, AT],
    );
    await uow.em.execute(
      `insert into obligation (id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, cluster_id, project_id,
         due_before, lock_at, created_at)
       select x.id, x.form, ?, x.kind, x."filerRef", x."filerRef", x.province, case when x.form <> '04' then x.commune end, x."clusterId",
         x."projectId", x."dueBefore", x."dueBefore" + interval '60 days', ?::timestamptz
       from jsonb_to_recordset(?::jsonb) as x (id uuid, form text, kind text, "filerRef" text, province text, commune text,
         "clusterId" uuid, "projectId" uuid, "dueBefore" timestamptz)`,
      [plan.period, AT, JSON.stringify(rows.map(({ fate: _, ...row }) => row))],
    );
    // Half of the unreachable have an office without an account, half none at all.
    await uow.em.execute(
      `insert into office (id, kind, name, province_code, commune_code, cluster_ids, project_ids, created_at)
       select x.id, x.kind, x.name, x.province, x.commune, x.clusters, x.projects, ?::timestamptz
       from jsonb_to_recordset(?::jsonb) as x (id uuid, kind text, name text, province text, commune text, clusters uuid[], projects uuid[])`,
      [AT, JSON.stringify(offices.filter((o, i) => o.reachable || i % 2 === 0))],
    );
    await uow.em.execute(
      `insert into account (id, office_id, email, name, role, password_hash, created_at)
       select x.id, x.id, 'a.' || x.id || '@demo.ccn.invalid', x.name, 'officer', '-', ?::timestamptz
       from jsonb_to_recordset(?::jsonb) as x (id uuid, name text)`,
      [AT, JSON.stringify(offices.filter((o) => o.reachable))],
    );
  });
  return offices.at(-1)?.id ?? '';
}

/** Lets what happened at these obligations be in the rows: a few statements for each kind of happening. */
export async function happen(
  uow: UnitOfWork,
  account: string,
  happenings: readonly { readonly subject: Subject; readonly what: Happening }[],
): Promise<void> {
  const of = (kind: Happening['what']) => happenings.filter(({ what }) => what.what === kind);
  const ids = (list: typeof happenings) => sqlArray(list.map(({ subject }) => subject.id));
  const drafts = [...of('draft'), ...of('submit')];
  if (drafts.length > 0) {
    await uow.em.execute(
      `insert into filing (id, obligation_id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, cluster_id,
         project_id, current_revision, created_at)
       select o.id, o.id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, cluster_id, project_id, 1, ?::timestamptz
       from obligation o where id = any (?::uuid[]) on conflict (obligation_id) do nothing`,
      [AT, ids(drafts)],
    );
    await uow.em.execute(
      `with next as (
         select f.*, coalesce((select max(revision) from filing_revision r where r.filing_id = f.id), 0) + 1 as n from filing f
         where f.id = any (?::uuid[]) and not exists (select 1 from filing_revision r where r.filing_id = f.id and r.state = 'draft')),
       added as (
         insert into filing_revision (filing_id, revision, state, definition_id, outcome, province_code, commune_code, cluster_id,
           project_id, created_by, created_at)
         select id, n, 'draft', 'x', 'accepted', province_code, commune_code, cluster_id, project_id, ?, ?::timestamptz from next returning filing_id, revision)
       update filing f set current_revision = a.revision from added a where a.filing_id = f.id`,
      [ids(drafts), account, AT],
    );
  }
  if (of('draft').length > 0)
    await uow.em.execute(
      `insert into filing_figure (filing_id, revision, key, value, province_code, commune_code, cluster_id, project_id)
       select id, current_revision, 'x', null, province_code, commune_code, cluster_id, project_id from filing where id = any (?::uuid[])`,
      [ids(of('draft'))],
    );
  if (of('submit').length > 0)
    await uow.em.execute(
      `update filing_revision r set state = 'submitted', submitted_by = ?, submitted_at = x.at
       from jsonb_to_recordset(?::jsonb) as x (id uuid, at timestamptz) join filing f on f.id = x.id
       where r.filing_id = f.id and r.revision = f.current_revision`,
      [account, JSON.stringify(of('submit').map(({ subject, what }) => ({ id: subject.id, at: what.at })))],
    );
  if (of('return').length > 0)
    await uow.em.execute(
      `update filing_revision r set state = 'returned', decided_by = ?, decided_at = x.at, decision_reason = 'x'
       from jsonb_to_recordset(?::jsonb) as x (id uuid, at timestamptz) join filing f on f.id = x.id
       where r.filing_id = f.id and r.revision = f.current_revision`,
      [account, JSON.stringify(of('return').map(({ subject, what }) => ({ id: subject.id, at: what.at })))],
    );
  if (of('extend').length > 0)
    await uow.em.execute(
      `update obligation o set due_before = x.due, lock_at = greatest(o.lock_at, x.due)
       from jsonb_to_recordset(?::jsonb) as x (id uuid, due timestamptz) where o.id = x.id`,
      [JSON.stringify(of('extend').map(({ subject, what }) => ({ id: subject.id, due: what.dueBefore })))],
    );
  if (of('exempt').length > 0)
    await uow.em.execute(`update obligation set state = 'exempt', state_reason = 'x' where id = any (?::uuid[])`, [
      ids(of('exempt')),
    ]);
}
