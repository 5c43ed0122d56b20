/**
 * Subscriptions over two api processes and a worker, with the changes carried by PostgreSQL and by Redis: each hears what
 * he may see, whichever process did it; nobody hears of another province; a lost server is a word to ask again.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf, signIn, withToken } from '../support/client.js';
import { crashAndRestartPostgres } from '../support/database.js';
import { eventually, type LiveClient, openLive, openPage } from '../support/live.js';
import { queueBackends, startRedis, type TestRedis } from '../support/redis.js';
import { startSystem, type TestSystem } from '../support/system.js';

const FILING = 'subscription { filingChanged { refetch filing { id state unit version figures { key value } } } }';
const OBLIGATION = `subscription ($unit: String) { obligationChanged(period: "2026-Y", unit: $unit) {
  refetch obligation { id unit state answer dueBefore } } }`;
const SAVE = `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { filing { id version } errors { code message } } }`;

interface FilingEvent {
  readonly refetch: boolean;
  readonly filing: {
    id: string;
    state: string;
    unit: string;
    version: number;
    figures: { key: string; value: string }[];
  } | null;
}
interface ObligationEvent {
  readonly refetch: boolean;
  readonly obligation: { id: string; unit: string; state: string; answer: string; dueBefore: string } | null;
}

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx'));
/** The same cookie or token at another process of the system. */
const at = (system: TestSystem, client: Client): Client => clientOf(system.url, client.headers);

describe.each(queueBackends('live changes'))('changes told over $name', ({ redis: program }) => {
  let redis: TestRedis | null = null;
  let one: TestSystem;
  let two: TestSystem;
  const opened: LiveClient[] = [];
  let officer: Client;
  let foreigner: Client;
  let ministry: Client;

  const page = (system: TestSystem, client: Client, options?: { retry: boolean }): LiveClient => {
    const live = openPage(system.url, client, options);
    opened.push(live);
    return live;
  };
  const save = async (by: Client, unit: string, planned: string, version: number | null = null) => {
    const figures = [{ key: 'planned_count', raw: planned }];
    const { saveDraft } = await by.data<{
      saveDraft: { filing: { id: string; version: number } | null; errors: unknown[] };
    }>(SAVE, { input: { form: '04', period: '2026-Y', unit, figures, version } });
    expect(saveDraft.errors).toEqual([]);
    return saveDraft.filing!;
  };

  beforeAll(async () => {
    redis = program === null ? null : await startRedis(program);
    // An empty address keeps the half over PostgreSQL from a Redis of the surrounding environment.
    const env = { REDIS_URL: redis?.url ?? '' };
    one = await startSystem({ env });
    two = await startSystem({
      database: one.database,
      worker: false,
      env: { ...env, CCN_DATA: one.env['CCN_DATA'] ?? '' },
    });
    officer = await signIn(one, 'department', 'officer', '15');
    foreigner = await signIn(one, 'department', 'officer', '80');
    ministry = await signIn(one, 'ministry', 'officer');
  });
  afterAll(async () => {
    for (const live of opened) await live.close();
    await two?.stop();
    await one?.stop();
    await redis?.stop();
  });

  it('a draft saved at one process reaches the department and the ministry at the other, and no other province', async () => {
    const own = page(two, officer).follow<FilingEvent>('filingChanged', FILING);
    const above = page(two, ministry).follow<FilingEvent>('filingChanged', FILING);
    const duties = page(one, ministry).follow<ObligationEvent>('obligationChanged', OBLIGATION, { unit: '15' });
    const strange = page(two, foreigner);
    const [filings, obligations] = [
      strange.follow<FilingEvent>('filingChanged', FILING),
      strange.follow<ObligationEvent>('obligationChanged', OBLIGATION),
    ];
    const listening = [own, above, duties, filings, obligations];
    for (const each of listening) expect(await each.until(() => true)).toMatchObject({ refetch: true });

    const first = await save(officer, '15', '54');
    const heard = await own.until((e) => e.filing?.id === first.id);
    expect(heard).toMatchObject({ refetch: false, filing: { state: 'DRAFT', unit: '15' } });
    await above.until((e) => e.filing?.id === first.id);
    const duty = await duties.until((e) => e.obligation?.answer === 'DRAFT');
    expect(duty.obligation).toMatchObject({ unit: '15', state: 'OPEN' });

    // Each event reads anew: the second shows the new figure, not the one of the first.
    const second = await save(officer, '15', '55', first.version);
    const again = await above.until((e) => e.filing?.version === second.version);
    expect(again.filing?.figures).toContainEqual({ key: 'planned_count', value: '55' });

    // The foreign province hears its own, which comes after; had it been told of the other, that would stand before.
    const theirs = await save(at(two, foreigner), '80', '3');
    await filings.until((e) => e.filing?.id === theirs.id);
    await obligations.until((e) => e.obligation?.unit === '80');
    expect(filings.events.map((e) => e.filing?.unit)).toEqual([undefined, '80']);
    expect(obligations.events.map((e) => e.obligation?.unit)).toEqual([undefined, '80']);
    await above.until((e) => e.filing?.unit === '80');
    expect(duties.events.slice(1).every((e) => e.obligation?.unit === '15')).toBe(true);
  });

  it('an extension granted at one process is told at the other, with the new instant', async () => {
    const own = page(two, officer).follow<ObligationEvent>('obligationChanged', OBLIGATION, { unit: '15' });
    await own.until((e) => e.refetch);
    const { obligations } = await ministry.data<{ obligations: { nodes: { id: string }[] } }>(
      '{ obligations(filter: { form: "04", period: "2026-Y", unit: "15" }) { nodes { id } } }',
    );
    const input = { id: obligations.nodes[0]?.id, dueBefore: '2027-01-10T00:00:00+07:00', reason: 'Mưa lũ' };
    const { extendObligation } = await ministry.data<{ extendObligation: { errors: unknown[] } }>(
      'mutation ($input: ExtendObligationInput!) { extendObligation(input: $input) { errors { code message } } }',
      { input },
    );
    expect(extendObligation.errors).toEqual([]);
    const told = await own.until((e) => e.obligation !== null);
    expect(new Date(told.obligation?.dueBefore ?? '')).toEqual(new Date('2027-01-10T00:00:00+07:00'));
  });

  it('the worker’s progress is followed to its end, then the stream ends; another’s import is none', async () => {
    const uploaded = await officer.upload('ok-form-04.xlsx', EXAMPLE);
    const { id: fileId } = (await uploaded.json()) as { id: string };
    const { importWorkbook } = await officer.data<{ importWorkbook: { workbookImport: { id: string } } }>(
      `mutation ($input: ImportWorkbookInput!) { importWorkbook(input: $input) { workbookImport { id } errors { code } } }`,
      { input: { fileId, form: '04', period: '2026-Y', unit: '15' } },
    );
    const PROGRESS = 'subscription ($id: ID!) { importProgress(id: $id) { state percent outcome } }';
    const { id } = importWorkbook.workbookImport;
    const steps = page(two, officer).follow<{ state: string; percent: number; outcome: string | null }>(
      'importProgress',
      PROGRESS,
      { id },
    );
    const strange = page(two, foreigner).follow('importProgress', PROGRESS, { id });
    const done = await steps.until((e) => e.state === 'DONE');
    expect(done).toMatchObject({ percent: 100, outcome: 'ACCEPTED' });
    await eventually('the end of the stream', () => (steps.ended ? true : null));
    expect(steps.events.at(-1)).toEqual(done);
    await eventually('the refusal', () => (strange.ended ? true : null));
    expect(strange.events).toEqual([]);
    expect(strange.errors).toMatchObject([{ extensions: { code: 'IMPORT_UNKNOWN' } }]);
  });

  it('an export is followed by whoever asked for it, and by nobody else of his office', async () => {
    const planner = await signIn(one, 'department', 'planner', '15');
    const { requestExport } = await planner.data<{
      requestExport: { exportJob: { id: string } | null; errors: unknown[] };
    }>(
      `mutation ($input: RequestExportInput!) { requestExport(input: $input) { exportJob { id } errors { code message } } }`,
      { input: { table: { dataset: 'clusters', format: 'CSV' } } },
    );
    expect(requestExport.errors).toEqual([]);
    const id = requestExport.exportJob?.id;
    const PROGRESS = 'subscription ($id: ID!) { exportProgress(id: $id) { state percent rowCount } }';
    const steps = page(two, planner).follow<{ state: string }>('exportProgress', PROGRESS, { id });
    const strange = page(two, officer).follow('exportProgress', PROGRESS, { id });
    await steps.until((e) => e.state === 'DONE');
    await eventually('the refusal', () => (strange.ended ? true : null));
    expect(strange.errors).toMatchObject([{ extensions: { code: 'EXPORT_UNKNOWN' } }]);
  });

  it('an import of a register is followed to its dry run by its province, and by no other', async () => {
    const csv = 'Tên cụm công nghiệp;Diện tích thành lập (ha);Ghi chú\nMinh Quân;75;Đã xong hạ tầng\n';
    const stored = (await (await officer.upload('so.csv', Buffer.from(csv))).json()) as { id: string };
    const { importRegister } = await officer.data<{
      importRegister: { registerImport: { id: string } | null; errors: unknown[] };
    }>(
      'mutation ($input: ImportRegisterInput!) { importRegister(input: $input) { registerImport { id } errors { code message } } }',
      { input: { fileId: stored.id } },
    );
    expect(importRegister.errors).toEqual([]);
    const id = importRegister.registerImport?.id;
    const PROGRESS = 'subscription ($id: ID!) { registerImportProgress(id: $id) { state percent outcome } }';
    const steps = page(two, officer).follow<{ state: string; outcome: string }>('registerImportProgress', PROGRESS, {
      id,
    });
    const strange = page(two, foreigner).follow('registerImportProgress', PROGRESS, { id });
    expect((await steps.until((e) => e.state === 'DONE')).outcome).toBe('READY');
    await eventually('the refusal', () => (strange.ended ? true : null));
    expect(strange.errors).toMatchObject([{ extensions: { code: 'REGISTER_IMPORT_UNKNOWN' } }]);
  });

  it('after the server that carries the changes was killed, listeners are told to ask again and hear on', async () => {
    const own = page(two, officer, { retry: true }).follow<FilingEvent>('filingChanged', FILING);
    await own.until((e) => e.refetch);
    const before = own.events.length;
    if (redis === null) await crashAndRestartPostgres();
    else {
      await redis.crash();
      await redis.start();
    }
    await eventually('the word to ask again', () => own.events.slice(before).find((e) => e.refetch));
    // Saved at the other process, as soon as the database answers there again.
    const current = await eventuallyData(officer);
    const saved = await save(officer, '15', '56', current);
    await own.until((e) => e.filing?.version === saved.version && e.filing.unit === '15');
  });

  it('a session that ends closes its connection at the other process at once; others stay', async () => {
    const leaving = await signIn(one, 'department', 'officer', '15');
    const program = await withToken(one, await signIn(one, 'ministry', 'analyst'), ['filing.read']);
    const gone = page(two, leaving);
    const stays = openLive(two.url, { authorization: program.headers['authorization'] ?? '' });
    opened.push(stays);
    gone.follow('filingChanged', FILING);
    stays.follow('filingChanged', FILING);
    await Promise.all([gone.connected, stays.connected]);
    expect((await leaving.fetch('/api/session', { method: 'DELETE' })).status).toBe(204);
    expect(await eventually('the closing', () => gone.closed)).toMatchObject({ code: 4401, reason: 'SESSION_ENDED' });
    expect(stays.closed).toBeNull();
  });

  /** Version of the draft of form 04 of province 15, asked until the database answers. */
  async function eventuallyData(client: Client): Promise<number | null> {
    for (let attempt = 0; ; attempt++) {
      const { data } = await client.ask<{ filings: { nodes: { version: number }[] } }>(
        '{ filings(filter: { form: "04", period: "2026-Y", unit: "15" }) { nodes { version } } }',
      );
      if (data !== null) return data.filings.nodes[0]?.version ?? null;
      if (attempt > 100) throw new Error('the database does not answer again');
      await sleep(200);
    }
  }
});
