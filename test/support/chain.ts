/** The offices below a department, and a short hand to take filings up the chain without the api. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '#lib/access';
import { type FilingView, filingsByIds, type MarkInput } from '#lib/filing';
import type { Database } from '#lib/persistence';
import type { Desk } from './filing-desk.js';
import { addPerson } from './people.js';
import { LAO_CAI, LEAD_COMMUNE } from './season.js';

type Values = Readonly<Record<string, string | null>>;
const expected = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples/expected.json'), 'utf8'),
) as Record<string, { readonly values: Values }>;

/** Figures of the published example of a form, with changes. */
export function exampleValues(form: string, change: Values = {}): Values {
  return { ...expected[`ok-form-${form}.xlsx`]?.values, ...change };
}

/** As the Vietnamese portal shows and takes them. */
export function typed(values: Values): { key: string; raw: string | null }[] {
  return Object.entries(values).map(([key, value]) => ({ key, raw: value?.replace('.', ',') ?? null }));
}

export interface Chain {
  /** Of project P-1. */
  readonly enterprise: Caller;
  /** Of cluster CCN-A. */
  readonly investor: Caller;
  /** Of the commune that leads CCN-A; a second person there, because who submits does not decide. */
  readonly commune: Caller;
  readonly communeHead: Caller;
  view(id: string): Promise<FilingView>;
  /** Saves a draft of 2026-Y; returns the filing's id. */
  draft(by: Caller, form: string, unit: string, values?: Values): Promise<string>;
  submit(by: Caller, id: string, reason?: string | null): Promise<void>;
  accept(by: Caller, id: string): Promise<void>;
  giveBack(by: Caller, id: string, reason: string, marks?: readonly MarkInput[]): Promise<void>;
  reopen(by: Caller, id: string, reason: string | null): Promise<void>;
  amend(by: Caller, id: string, reason: string | null): Promise<void>;
}

export async function openChain(db: Database, desk: Desk): Promise<Chain> {
  const cluster = { provinceCode: LAO_CAI, clusterIds: [desk.register.clusterA] };
  const project = { ...cluster, projectIds: [desk.register.projects['P-1']] };
  const office = { kind: 'commune', provinceCode: LAO_CAI, communeCode: LEAD_COMMUNE } as const;
  const enterprise = await addPerson(db, { kind: 'enterprise', ...project }, 'officer');
  const investor = await addPerson(db, { kind: 'investor', ...cluster }, 'officer');
  const commune = await addPerson(db, office, 'officer');
  const communeHead = await addPerson(db, office, 'approver');
  const view = async (id: string): Promise<FilingView> => {
    const found = (await desk.as(desk.ministry, (uow) => filingsByIds(uow, [id]))).get(id);
    if (found === undefined) throw new Error('no such filing');
    return found;
  };
  const seen = async (id: string) => ({ filingId: id, version: (await view(id)).version });
  return {
    enterprise,
    investor,
    commune,
    communeHead,
    view,
    draft: async (by, form, unit, values = exampleValues(form)) => {
      const target = { form, unit, period: '2026-Y', figures: typed(values) };
      const known = await desk.rows<{ id: string; version: number; state: string }>(
        `select f.id, r.version, r.state from filing f join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
         where f.form = ? and f.filer_ref = ? and f.period = '2026-Y'`,
        [form, unit],
      );
      const version = known[0]?.state === 'draft' ? known[0].version : null;
      return (await desk.as(by, (uow) => desk.filings.saveDraft(uow, by, { ...target, version }))).filingId;
    },
    submit: async (by, id, reason = null) => {
      const decision = { ...(await seen(id)), reason };
      await desk.as(by, (uow) => desk.filings.submit(uow, by, decision));
    },
    accept: async (by, id) => {
      const decision = await seen(id);
      await desk.as(by, (uow) => desk.filings.accept(uow, by, decision));
    },
    giveBack: async (by, id, reason, marks = []) => {
      const decision = { ...(await seen(id)), reason, marks };
      await desk.as(by, (uow) => desk.filings.return(uow, by, decision));
    },
    reopen: async (by, id, reason) => {
      const decision = { ...(await seen(id)), reason };
      await desk.as(by, (uow) => desk.filings.reopen(uow, by, decision));
    },
    amend: async (by, id, reason) => {
      const decision = { ...(await seen(id)), reason };
      await desk.as(by, (uow) => desk.filings.amend(uow, by, decision));
    },
  };
}
