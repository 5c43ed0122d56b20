/**
 * Two provinces with a row in every table that belongs to a province, each with two communes, two clusters, two
 * tenant projects: enough to tell who sees what. Made by the system's hand, in plain SQL, so that it stays true to
 * the tables and to nothing else.
 */
import { createHash } from 'node:crypto';
import { type Database, newId, sqlArray, systemScope, type UnitOfWork } from '#lib/persistence';

/** One unit of a province: a commune with its cluster, a tenant project in it, and what each of them filed. */
export interface Unit {
  readonly province: string;
  readonly commune: string;
  readonly cluster: string;
  readonly project: string;
  /** Obligation and filing ids by form: 01 of the project, 02 of the cluster, 03 of the commune, 04 of the province. */
  readonly filings: Readonly<Record<string, string>>;
}

const AT = '2026-06-01T08:00:00+07:00';
const SHA = 'a'.repeat(64);
const PERIOD = '2026-H1';

/** Fills the tables; `people` gives an account id and an office id to sign with. */
export async function fillTwoProvinces(
  db: Database,
  by: { readonly accountId: string; readonly officeId: string },
): Promise<{ a: [Unit, Unit]; b: [Unit, Unit] }> {
  return await db.transact(systemScope, async (uow) => {
    await uow.em.execute(
      `insert into reporting_period values (?, 'test', '2025-12-15', '2026-06-14', ?::timestamptz) on conflict do nothing`,
      [PERIOD, AT],
    );
    await fillEdition(uow, by);
    const unit = (province: string, commune: string) => fillUnit(uow, by, province, commune);
    return {
      a: [await unit('15', '04303'), await unit('15', '04543')],
      b: [await unit('80', '25459'), await unit('80', '25630')],
    };
  });
}

async function fillUnit(
  uow: UnitOfWork,
  by: { readonly accountId: string; readonly officeId: string },
  province: string,
  commune: string,
): Promise<Unit> {
  const cluster = newId();
  const project = newId();
  const add = async (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    await uow.em.execute(
      `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
      Object.values(row),
    );
  };
  await add('commune', { code: commune, valid_from: '2025-07-01', name: commune, type: 'xã', province_code: province });
  await add('cluster', {
    id: cluster,
    code: `CCN-${commune}`,
    name: `Cụm ${commune}`,
    province_code: province,
    commune_code: commune,
    commune_codes: sqlArray([commune]),
    created_at: AT,
  });
  const ofCluster = { cluster_id: cluster, province_code: province };
  const known = { ...ofCluster, recorded_at: AT };
  const investor = newId();
  await add('investor', {
    id: investor,
    province_code: province,
    name: 'x',
    legal_type: 'enterprise',
    recorded_at: AT,
  });
  await add('cluster_state', {
    id: newId(),
    ...known,
    valid_from: '2020-01-01',
    name: 'x',
    lead_commune_code: commune,
    commune_codes: sqlArray([commune]),
  });
  await add('plan_entry', { id: newId(), ...known, plan_decision: 'x', listed: true, valid_from: '2026-02-25' });
  await add('decision', { id: newId(), ...known, kind: 'establishment' });
  await add('infrastructure_project', { id: newId(), ...known, investor_id: investor });
  await add('tenant_project', {
    id: project,
    code: `DA-${commune}`,
    ...known,
    commune_code: commune,
    enterprise_name: 'x',
    state: 'operating',
  });
  await add('lease', { id: newId(), ...known, project_id: project });
  await add('investment_paper', { id: newId(), ...known, project_id: project, kind: 'unknown' });
  await add('observation', { id: newId(), ...known, fact: 'x', unit: 'ha', observed_on: '2026-06-01' });
  // Written over: what it said before is kept in fact_history.
  await uow.em.execute(`update observation set fact = 'y' where cluster_id = ?`, [cluster]);
  await add('procedure_step', { id: newId(), ...known, step: 'x' });
  await add('data_problem', { id: newId(), ...ofCluster, code: 'X', severity: 'note', message: 'x', found_at: AT });

  const filings: Record<string, string> = {};
  for (const [form, kind, ref, scope] of [
    ['01', 'project', `DA-${commune}`, { commune_code: commune, cluster_id: cluster, project_id: project }],
    ['02', 'cluster', `CCN-${commune}`, { commune_code: commune, cluster_id: cluster }],
    ['03', 'commune', commune, { commune_code: commune }],
    ['04', 'province', `${province}/${commune}`, {}],
  ] as const)
    filings[form] = await fillFiling(uow, add, by, { form, kind, ref, scope: { province_code: province, ...scope } });
  // Form 03 was built on form 02, and form 04 on both.
  const inputs = { revision: 1, child_revision: 1, province_code: province, commune_code: commune };
  for (const [above, below, place] of [
    ['03', '02', { cluster_id: cluster }],
    ['04', '02', { cluster_id: cluster }],
    ['04', '03', {}],
  ] as const) {
    const pair = { filing_id: filings[above], child_filing_id: filings[below], form: above, filer_name: 'x' };
    await add('filing_input', { ...pair, ...inputs, ...place });
  }
  const author = {
    author_id: by.accountId,
    author_name: 'x',
    office_id: by.officeId,
    office_name: 'x',
    recorded_at: AT,
  };
  for (const [form, unit, place] of [
    ['03', commune, { commune_code: commune }],
    ['04', `${province}/${commune}`, {}],
  ] as const) {
    const figure = { form, unit, period: PERIOD, key: 'x', value: '1', reason: 'x', province_code: province, ...place };
    await add('figure_override', { id: newId(), ...figure, ...author });
  }
  await fillEditionForms(add, province, commune);
  return { province, commune, cluster, project, filings };
}

const EDITION = `${PERIOD}-r1`;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function fillEdition(
  uow: UnitOfWork,
  by: { readonly accountId: string; readonly officeId: string },
): Promise<void> {
  await uow.em.execute(
    `insert into edition (id, period, revision, known_at, closed_at, closed_by, closed_by_name, office_id, reason, content_sha256, manifest, sha256)
     values (?, ?, 1, ?::timestamptz, ?::timestamptz, ?, 'x', ?, 'x', ?, '{}', ?)`,
    [EDITION, PERIOD, AT, AT, by.accountId, by.officeId, SHA, hashOf('{}')],
  );
}

/** What was published of a commune and, under it, of its province, and a row that was published otherwise before. */
async function fillEditionForms(
  add: (table: string, row: Record<string, unknown>) => Promise<void>,
  province: string,
  commune: string,
): Promise<void> {
  for (const [form, unit, position, place] of [
    ['03', commune, Number(commune), { province_code: province, commune_code: commune }],
    ['04', `${province}/${commune}`, 100_000 + Number(commune), { province_code: province }],
  ] as const) {
    const of = { edition_id: EDITION, form, unit, unit_name: unit, ...place };
    await add('edition_form', { ...of, definition_id: 'x', body: '{}', sha256: hashOf('{}') });
    await add('edition_change', { ...of, position, key: 'x', tt: '1', label: 'x', causes: '[]' });
  }
}

async function fillFiling(
  uow: UnitOfWork,
  add: (table: string, row: Record<string, unknown>) => Promise<void>,
  by: { readonly accountId: string; readonly officeId: string },
  of: { form: string; kind: string; ref: string; scope: Record<string, string> },
): Promise<string> {
  const { form, kind, ref, scope } = of;
  const [obligation, filing, file] = [newId(), newId(), newId()];
  const filer = { form, period: PERIOD, filer_kind: kind, filer_ref: ref };
  await add('obligation', {
    id: obligation,
    ...filer,
    filer_name: ref,
    ...scope,
    due_before: AT,
    lock_at: AT,
    created_at: AT,
  });
  await add('source_file', {
    id: file,
    sha256: SHA,
    name: 'x.xlsx',
    size_bytes: 1,
    format: 'xlsx',
    bytes: Buffer.from('x'),
    office_id: by.officeId,
    uploaded_by: by.accountId,
    uploaded_at: AT,
    ...scope,
  });
  await add('filing', {
    id: filing,
    obligation_id: obligation,
    ...filer,
    filer_name: ref,
    current_revision: 2,
    created_at: AT,
    ...scope,
  });
  const added = { definition_id: 'x', outcome: 'accepted', created_by: by.accountId, created_at: AT, ...scope };
  for (const number of [1, 2]) {
    const revision = { filing_id: filing, revision: number };
    await add('filing_revision', { ...revision, state: 'draft', ...added });
    await add('filing_figure', { ...revision, key: 'x', value: '1', ...scope });
    const finding = { position: 1, code: 'X', severity: 'warning', message: 'x' };
    await add('filing_problem', { id: newId(), ...revision, ...finding, ...scope });
    // The first is accepted and posted, the second stays an open draft.
    if (number === 1) {
      for (const state of ['submitted', 'accepted'])
        await uow.em.execute('update filing_revision set state = ? where filing_id = ?', [state, filing]);
      const figure = { key: 'x', value: '1', definition_id: 'x', posted_at: AT };
      await add('reported_figure', { id: newId(), ...filer, ...figure, ...revision, ...scope });
      const said = { ...revision, key: 'x', comment: 'x', author_id: by.accountId, at: AT, ...scope };
      await add('filing_mark', { id: newId(), ...said });
      const doubt = { code: 'X', magnitude: '1', reason: 'OTHER' };
      await add('filing_closure', { id: newId(), ...doubt, ...said });
      await add('filing_comment', { id: newId(), kind: 'comment', side: 'filer', ...said });
      const receipt = { number: `${filing}/1`, sha256: SHA, fingerprint: SHA, body: Buffer.from('{}'), issued_at: AT };
      await add('filing_receipt', { ...receipt, ...revision, ...scope });
    }
  }
  const revision = { filing_id: filing, revision: 2 };
  await add('filing_transition', {
    id: newId(),
    ...revision,
    to_state: 'draft',
    actor_id: by.accountId,
    at: AT,
    ...scope,
  });
  const imported = newId();
  await add('workbook_import', {
    id: imported,
    file_id: file,
    form,
    period: PERIOD,
    filer_ref: ref,
    obligation_id: obligation,
    state: 'done',
    requested_by: by.accountId,
    created_at: AT,
    ...scope,
  });
  await add('import_marked_file', {
    import_id: imported,
    name: 'x.xlsx',
    sha256: SHA,
    size_bytes: 1,
    marks: 1,
    findings: 1,
    bytes: Buffer.from('x'),
    created_at: AT,
    ...scope,
  });
  if (form === '04') await fillRegisterImport(add, by, file, scope);
  return filing;
}

/** A register workbook that the department sent: what it would change, and what is wrong with it. */
async function fillRegisterImport(
  add: (table: string, row: Record<string, unknown>) => Promise<void>,
  by: { readonly accountId: string; readonly officeId: string },
  file: string,
  scope: Record<string, string>,
): Promise<void> {
  const id = newId();
  await add('register_import', {
    id,
    file_id: file,
    dry_run: true,
    settings: '{}',
    state: 'done',
    outcome: 'ready',
    requested_by: by.accountId,
    office_id: by.officeId,
    created_at: AT,
    ...scope,
  });
  const part = { import_id: id, position: 1, ...scope };
  await add('register_import_change', { ...part, table_name: 'cluster', kind: 'insert', label: 'x', changes: '{}' });
  await add('register_import_problem', { ...part, code: 'X', severity: 'warning', message: 'x' });
}
