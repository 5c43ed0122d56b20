/** Nil filings where a duty is in doubt, and for a commune without a cluster. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { NilFilings, nilNotesOf } from '#lib/filing';
import { type Database, systemScope } from '#lib/persistence';
import { NilOffers } from '#lib/regime';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { type Desk, law, openDesk } from '../support/filing-desk.js';
import { addPerson } from '../support/people.js';
import { addCluster, LAO_CAI, LEAD_COMMUNE, openSeason } from '../support/season.js';

const PERIOD = '2026-Y';
/** A commune of Lào Cai that leads no cluster. */
const EMPTY_COMMUNE = '02680';

let database: TestDatabase;
let db: Database;
let desk: Desk;
let nil: NilFilings;
let offers: NilOffers;
let firm: Caller;
let commune: Caller;

const file = (by: Caller, form: string, unit: string, note = 'Dự án chưa đi vào hoạt động', version?: number) =>
  desk.as(by, (uow) =>
    nil.file(uow, by, { form, period: PERIOD, unit, note, ...(version === undefined ? {} : { version }) }),
  );
const figuresOf = (filing: string) =>
  desk.rows<{ key: string; value: string | null; note: string | null }>(
    'select key, value::text as value, note from filing_figure where filing_id = ? order by key',
    [filing],
  );
const noteOf = async (filing: string) =>
  (await db.transact(systemScope, (uow) => nilNotesOf(uow, [filing]))).get(filing) ?? null;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openSeason(database.appUrl);
  desk = await openDesk(db);
  nil = new NilFilings({ clock: desk.clock, law, filings: desk.filings });
  offers = new NilOffers({ db, clock: desk.clock, law });
  const { clusterA, projects } = desk.register;
  const place = { kind: 'enterprise', provinceCode: LAO_CAI, clusterIds: [clusterA] } as const;
  firm = await addPerson(db, { ...place, projectIds: [projects['P-1'], projects['P-2']] }, 'officer');
  commune = await addPerson(db, { kind: 'commune', provinceCode: LAO_CAI, communeCode: EMPTY_COMMUNE }, 'officer');
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('a nil filing', () => {
  it('of a project that leased land and has not begun writes 0 for what happens, blank for what is not known', async () => {
    const made = await file(firm, '01', 'P-2');
    expect(await figuresOf(made.filingId)).toEqual([
      { key: 'project_avg_income', value: null, note: null },
      { key: 'project_budget_payment', value: '0', note: 'Không phát sinh' },
      { key: 'project_labour', value: '0', note: 'Không phát sinh' },
      { key: 'project_revenue', value: '0', note: 'Không phát sinh' },
    ]);
    expect(await noteOf(made.filingId)).toBe('Dự án chưa đi vào hoạt động');
    const submitted = await desk.as(firm, (uow) => desk.filings.submit(uow, firm, made));
    const receiver = await addPerson(
      db,
      { kind: 'commune', provinceCode: LAO_CAI, communeCode: LEAD_COMMUNE },
      'officer',
    );
    await desk.as(receiver, (uow) => desk.filings.accept(uow, receiver, submitted));
    expect(await noteOf(made.filingId)).toBe('Dự án chưa đi vào hoạt động');
    const posted = await desk.rows<{ n: number }>(
      'select count(*)::int as n from reported_figure where filing_id = ? and value = 0 and superseded_at is null',
      [made.filingId],
    );
    expect(posted).toEqual([{ n: 3 }]);
    const [entry] = await desk.rows<{ detail: { note: string } }>(
      `select detail from audit_entry where action = 'filing.nil' and subject_id = ?`,
      [made.filingId],
    );
    expect(entry?.detail.note).toBe('Dự án chưa đi vào hoạt động');
  });

  it('is offered only where the duty is in doubt, and needs a note', async () => {
    await expect(file(firm, '01', 'P-1')).rejects.toMatchObject({ code: 'NIL_NOT_OFFERED', path: 'unit' });
    await expect(file(firm, '01', 'P-2', ' ')).rejects.toMatchObject({ code: 'NIL_NOTE_REQUIRED', path: 'note' });
    // It was accepted above.
    await expect(file(firm, '01', 'P-2')).rejects.toMatchObject({ code: 'NIL_NOT_OFFERED' });
  });
});

describe('a commune without a cluster', () => {
  const target = { form: '03', period: PERIOD, unit: EMPTY_COMMUNE };
  const duty = async () =>
    (
      await desk.rows<{ voluntary: boolean; state: string; doubtful: boolean }>(
        'select voluntary, state, doubtful from obligation where period = ? and filer_ref = ?',
        [PERIOD, EMPTY_COMMUNE],
      )
    )[0];

  it('owes nothing, and only when it asks is something opened that it can answer', async () => {
    expect(await duty()).toBeUndefined();
    await expect(file(commune, '03', EMPTY_COMMUNE)).rejects.toMatchObject({ code: 'FORBIDDEN_UNIT' });
    // Not for another's unit, not for another form, not by somebody who only reads.
    await offers.open(firm, target);
    await offers.open(commune, { ...target, unit: '02683' });
    await offers.open(commune, { ...target, form: '02' });
    expect(await duty()).toBeUndefined();
    await Promise.all([offers.open(commune, target), offers.open(commune, target)]);
    expect(await duty()).toEqual({ voluntary: true, state: 'open', doubtful: true });
    await expect(offers.open(commune, { ...target, period: '2031-H1' })).rejects.toMatchObject({
      code: 'PERIOD_UNOPENED',
    });
  });

  it('is not expected, not late, and not closed by another run', async () => {
    const run = await db.transact(systemScope, (uow) => desk.regime.openPeriod(uow, PERIOD));
    expect(run).toMatchObject({ closed: 0, reopened: 0 });
    const { tiers } = await db.transact(systemScope, (uow) => desk.regime.deadlineChain(uow, LAO_CAI, PERIOD));
    expect(tiers[0]?.expected).toBe(2);
    const view = await db.transact(systemScope, (uow) => desk.regime.obligationOf(uow, '03', PERIOD, EMPTY_COMMUNE));
    expect(desk.regime.lateness(view)).toBe('not_owed');
  });

  it('writes 0 for every count and leaves the rate blank; figures typed later take the nil back', async () => {
    const made = await file(commune, '03', EMPTY_COMMUNE, 'Xã không có cụm công nghiệp');
    const figures = await figuresOf(made.filingId);
    expect(figures.filter((f) => f.value === null).map((f) => f.key)).toEqual(['occupancy_rate_avg']);
    expect(figures.filter((f) => f.value === '0')).toHaveLength(figures.length - 1);
    const typed = { ...target, figures: [{ key: 'planned_count', raw: '1' }], version: made.version };
    const changed = await desk.as(commune, (uow) => desk.filings.saveDraft(uow, commune, typed));
    expect(await noteOf(made.filingId)).toBeNull();
    // And a nil filing again, over the draft that was looked at.
    await expect(file(commune, '03', EMPTY_COMMUNE, 'x', made.version)).rejects.toMatchObject({
      code: 'STALE_REVISION',
    });
    const again = await file(commune, '03', EMPTY_COMMUNE, 'Không có cụm', changed.version);
    expect(await noteOf(again.filingId)).toBe('Không có cụm');
  });

  it('owes the filing once the register gives it a cluster; what it has drafted stays', async () => {
    await db.transact(systemScope, (uow) => addCluster(uow, 'CCN-N', 'Cụm N', [EMPTY_COMMUNE]));
    const run = await db.transact(systemScope, (uow) => desk.regime.openPeriod(uow, PERIOD));
    expect(run).toMatchObject({ added: 0, reopened: 1 });
    expect(await duty()).toMatchObject({ voluntary: false, state: 'open' });
    const { answer } = await db.transact(systemScope, (uow) =>
      desk.regime.obligationOf(uow, '03', PERIOD, EMPTY_COMMUNE),
    );
    expect(answer).toBe('draft');
  });
});
