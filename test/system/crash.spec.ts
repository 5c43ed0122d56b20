/**
 * kill -9 of worker, api and PostgreSQL in the middle of the pipeline: nothing that was acknowledged is lost, nothing
 * is there twice, and everything goes on by itself once the process is back.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#lib/audit';
import { loadLaw } from '#lib/law';
import { clearMarks, writeForm } from '#lib/workbook';
import { type Client, signIn } from '../support/client.js';
import { crashAndRestartPostgres } from '../support/database.js';
import { faulty } from '../support/fifty-faults.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { differences, partsOf } from '../unit/workbook-mark/packages.js';

const DUTY = { form: '04', period: '2026-Y', unit: '15' };
const definition = loadLaw().definitionFor('04', '2026-Y')!;
const ROWS = definition.rows.length;

let system: TestSystem;
let officer: Client;
let approver: Client;
let ministry: Client;

beforeAll(async () => {
  system = await startSystem();
  officer = await signIn(system, 'department', 'officer', '15');
  approver = await signIn(system, 'department', 'approver', '15');
  ministry = await signIn(system, 'ministry', 'officer');
});
afterAll(async () => await system?.stop());

/** A good workbook whose first row says `planned`: other bytes for each number. */
function workbook(planned: number): Uint8Array {
  const values = Object.fromEntries(definition.rows.map((row) => [row.key, '0']));
  return writeForm({
    definition,
    period: DUTY.period,
    unitName: 'tỉnh Lào Cai',
    values: { ...values, planned_count: String(planned) },
  });
}

/** Looks from outside, past all scopes, through whatever crash. */
async function rows<T extends object>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: system.database.superUrl, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      return (await client.query<T>(sql, [...params])).rows;
    } catch (error) {
      if (attempt >= 20) throw error;
      await sleep(250);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function upload(bytes: Uint8Array): Promise<string> {
  const response = await officer.upload('bieu-04.xlsx', bytes);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function request(fileId: string): Promise<string> {
  const { importWorkbook } = await officer.data<{
    importWorkbook: { workbookImport: { id: string } | null; errors: unknown[] };
  }>(
    'mutation ($input: ImportWorkbookInput!) { importWorkbook(input: $input) { workbookImport { id } errors { code } } }',
    { input: { ...DUTY, fileId } },
  );
  expect(importWorkbook.errors).toEqual([]);
  return importWorkbook.workbookImport?.id ?? '';
}

const importState = async (id: string): Promise<string> =>
  (await rows<{ state: string }>('select state from workbook_import where id = $1', [id]))[0]?.state ?? '';
const isDone = (id: string) => expect.poll(() => importState(id), { timeout: 90_000, interval: 200 }).toBe('done');
const isRunning = (id: string) =>
  expect.poll(() => importState(id), { timeout: 60_000, interval: 10 }).toMatch(/running|done/);

interface Standing {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
  readonly version: number;
  readonly figures: number;
  readonly planned: string | null;
}

/** The one filing of the duty, with its latest revision. */
async function standing(): Promise<Standing> {
  const found = await rows<Standing>(
    `select f.id, r.revision, r.state, r.version,
       (select count(*)::int from filing_figure g where g.filing_id = f.id and g.revision = r.revision) as figures,
       (select value::text from filing_figure g where g.filing_id = f.id and g.revision = r.revision and g.key = 'planned_count') as planned
     from filing f join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
     where f.form = '04' and f.period = '2026-Y' and f.filer_ref = '15'`,
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Decides or submits, and gives the error codes. Throws when the answer is lost. */
async function change(client: Client, mutation: 'submitFiling' | 'acceptFiling', at: Standing): Promise<string[]> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await client.ask<Record<string, { errors: { code: string }[] }>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`,
    { input: { id: at.id, version: at.version, reason: 'Chưa đủ báo cáo cấp dưới.' } },
  );
  if (answer.data === null) throw new Error(`no answer: ${JSON.stringify(answer.errors)}`);
  return answer.data[mutation]?.errors.map((e) => e.code) ?? [];
}

/** Tries until the system answers again; an answer that says "done already" is an answer. */
async function insist(client: Client, mutation: 'submitFiling' | 'acceptFiling', at: Standing): Promise<string[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await change(client, mutation, at);
    } catch (error) {
      if (attempt > 60) throw error;
      await sleep(500);
    }
  }
}

describe('the worker, killed', () => {
  it.each([0, 120, 350, 700])(
    '%i ms into the reading of a workbook: read again by the next one, filed once',
    async (ms) => {
      const planned = 54 + ms;
      const id = await request(await upload(workbook(planned)));
      await isRunning(id);
      await sleep(ms);
      await system.worker.crash();
      await system.worker.start();
      await isDone(id);
      expect(await standing()).toMatchObject({ revision: 1, state: 'draft', figures: ROWS, planned: String(planned) });
    },
  );

  it('before it has begun: the promise waits in the outbox', async () => {
    await system.worker.crash();
    const id = await request(await upload(workbook(10)));
    expect(await importState(id)).toBe('queued');
    await system.worker.start();
    await isDone(id);
    expect(await standing()).toMatchObject({ revision: 1, figures: ROWS, planned: '10' });
  });

  it('while the marks of a faulty workbook are put away: marked again by the next one, whole and once', async () => {
    const held = new pg.Client({ connectionString: system.database.superUrl });
    await held.connect();
    await held.query('begin');
    await held.query('lock table import_marked_file in exclusive mode');
    const id = await request(await upload(faulty));
    const waits = `select 1 from pg_locks where not granted and relation = 'import_marked_file'::regclass`;
    await expect.poll(async () => (await rows(waits)).length, { timeout: 60_000, interval: 100 }).toBe(1);
    await system.worker.crash();
    await held.query('rollback');
    await held.end();
    await system.worker.start();
    // Some of its faults are doubts, so that it rests in a question.
    await expect.poll(() => importState(id), { timeout: 90_000, interval: 200 }).toBe('asking');
    const [kept, ...more] = await rows<{ bytes: Buffer; sha256: string; marks: number }>(
      'select bytes, sha256, marks from import_marked_file where import_id = $1',
      [id],
    );
    expect([kept?.marks, more.length]).toEqual([50, 0]);
    const marked = kept?.bytes ?? Buffer.alloc(0);
    expect(createHash('sha256').update(marked).digest('hex')).toBe(kept?.sha256);
    expect(String(partsOf(marked).get('xl/comments1.xml')).match(/<comment /g)).toHaveLength(50);
    expect(differences(faulty, clearMarks(marked))).toEqual({ changed: [], added: [], gone: [] });
  });

  it('told to stop, it finishes what it reads', async () => {
    const id = await request(await upload(workbook(11)));
    await isRunning(id);
    await system.worker.stop();
    expect(await importState(id)).toBe('done');
    await system.worker.start();
    expect(await standing()).toMatchObject({ planned: '11' });
  });
});

describe('the api, killed', () => {
  it('right after it acknowledged a file and an import: both are kept, byte for byte', async () => {
    const bytes = workbook(20);
    const fileId = await upload(bytes);
    await system.api.crash();
    await system.api.start();
    const kept = await officer.fetch(`/api/files/${fileId}`);
    expect(kept.status).toBe(200);
    const sha = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
    expect(sha(new Uint8Array(await kept.arrayBuffer()))).toBe(sha(bytes));

    await system.worker.crash();
    const id = await request(fileId);
    await system.api.crash();
    await Promise.all([system.api.start(), system.worker.start()]);
    await isDone(id);
    expect(await standing()).toMatchObject({ revision: 1, planned: '20' });
  });

  it('while it submits: the filing is submitted once, whether the answer came or not', async () => {
    const draft = await standing();
    const unanswered = change(approver, 'submitFiling', draft).catch(() => null);
    await sleep(15);
    await system.api.crash();
    await unanswered;
    await system.api.start();
    const codes = await insist(approver, 'submitFiling', draft);
    expect([[], ['ALREADY_SUBMITTED']]).toContainEqual(codes);
    expect(await standing()).toMatchObject({ state: 'submitted', version: draft.version + 1 });
    const steps = await rows(`select 1 from filing_transition where filing_id = $1 and to_state = 'submitted'`, [
      draft.id,
    ]);
    expect(steps).toHaveLength(1);
  });
});

describe('PostgreSQL, killed', () => {
  it('while the ministry accepts: accepted once, every figure posted once', async () => {
    const submitted = await standing();
    const unanswered = change(ministry, 'acceptFiling', submitted).catch(() => null);
    await sleep(10);
    await crashAndRestartPostgres();
    await unanswered;
    const codes = await insist(ministry, 'acceptFiling', submitted);
    expect([[], ['ALREADY_DECIDED']]).toContainEqual(codes);
    expect(await standing()).toMatchObject({ state: 'accepted', revision: 1 });
    const posted = await rows<{ key: string }>(
      `select key from reported_figure where filing_id = $1 and superseded_at is null`,
      [submitted.id],
    );
    expect(posted).toHaveLength(ROWS);
    expect(new Set(posted.map((f) => f.key)).size).toBe(ROWS);
  });

  it('while a workbook is read: api and worker come back by themselves and the import ends', async () => {
    const pids = [system.api.pid, system.worker.pid];
    const accepted = await standing();
    const { amendFiling } = await officer.data<{ amendFiling: { errors: unknown[] } }>(
      'mutation ($input: AmendFilingInput!) { amendFiling(input: $input) { errors { code } } }',
      { input: { id: accepted.id, version: accepted.version, reason: 'Sửa số cụm theo quyết định mới.' } },
    );
    expect(amendFiling.errors).toEqual([]);
    const id = await request(await upload(workbook(55)));
    await isRunning(id);
    await crashAndRestartPostgres();
    await isDone(id);
    expect(await standing()).toMatchObject({ revision: 2, state: 'draft', figures: ROWS, planned: '55' });

    // The same processes go on: the next import goes the whole way through the queue.
    await isDone(await request(await upload(workbook(56))));
    expect(await standing()).toMatchObject({ revision: 2, planned: '56' });
    expect([system.api.pid, system.worker.pid]).toEqual(pids);
  });
});

describe('after all that', () => {
  it('there is one filing, the accepted number is the accepted one, and the audit is unbroken', async () => {
    expect(await standing()).toMatchObject({ revision: 2 });
    const lawful = await rows<{ value: string }>(
      `select value::text from reported_figure where form = '04' and filer_ref = '15' and key = 'planned_count' and superseded_at is null`,
    );
    expect(lawful).toEqual([{ value: '20' }]);
    // Marked files wait for their owner; nothing else is left on the way.
    expect(await rows(`select 1 from workbook_import where state not in ('done', 'asking')`)).toEqual([]);
    await expect
      .poll(async () => (await rows('select 1 from outbox where dispatched_at is null')).length, { timeout: 30_000 })
      .toBe(0);
    expect(await verifyAudit(system.database.ownerUrl)).toMatchObject({ ok: true });
  });
});
