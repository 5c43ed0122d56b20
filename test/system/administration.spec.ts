/** Administration and planning on one system, over the api and in a real browser: offices, queues, saved exports. */
import { Queue, Worker } from 'bullmq';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueueBackend } from '#lib/jobs';
import { withClient } from '../../scripts/embedded/roles.ts';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { type Client, signIn } from '../support/client.js';
import { People, PHONE } from '../support/portal-person.js';
import { redisOfRun } from '../support/redis.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();
let system: TestSystem;
let browser: Browser;
let people: People;

beforeAll(async () => {
  // Without a worker: what waits and what has failed stays so.
  system = await startSystem({ worker: false });
});
afterAll(async () => {
  await people?.close();
  await browser?.close();
  await system?.stop();
});

/** On a desk and on a phone, without a finding, and with a picture of each. */
async function looksRight(page: Page, name: string): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  await picture(page, name);
  await page.setViewportSize(PHONE);
  expect(await accessibilityFindings(page)).toEqual([]);
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  expect(wide, `${name} is not wider than a phone`).toBeLessThanOrEqual(0);
  await picture(page, `${name}-phone`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

interface Report {
  readonly queueReport: {
    readonly queues: readonly {
      readonly queue: string;
      readonly waiting: number;
      readonly failed: number;
      readonly oldestWaitingSince: string | null;
      readonly failures: readonly { readonly id: string; readonly job: string; readonly why: string }[];
    }[];
  };
}
const REPORT = '{ queueReport { queues { queue waiting failed oldestWaitingSince failures { id job why } } } }';
const RETRY = 'mutation ($input: RetryJobInput!) { retryJob(input: $input) { retried errors { code } } }';

/** A job that failed for good, as a worker without its database would leave it. */
async function failOne(): Promise<string> {
  const { connection } = createQueueBackend({
    databaseUrl: system.database.appUrl,
    redisUrl: redisOfRun(system.database.name),
  });
  const queue = new Queue('exchange', { connection });
  const worker = new Worker(
    'exchange',
    () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432 password=abc')),
    { connection },
  );
  try {
    const failed = new Promise<string>((done) => worker.on('failed', (job) => done(job?.id ?? '')));
    await queue.add('export.run', { exportId: crypto.randomUUID() }, { jobId: crypto.randomUUID(), attempts: 1 });
    return await failed;
  } finally {
    await worker.close();
    await queue.close();
  }
}

describe('the queues', () => {
  let admin: Client;
  beforeAll(async () => {
    admin = await signIn(system, 'ministry', 'administrator');
  });

  it('are told to the ministry’s administrator alone', async () => {
    const department = await signIn(system, 'department', 'administrator', '15');
    const officer = await signIn(system, 'ministry', 'officer');
    for (const other of [department, officer]) {
      expect((await other.ask(REPORT)).errors[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await other.ask(RETRY, { input: { queue: 'EXCHANGE', id: '1' } })).errors[0]?.extensions.code).toBe(
        'FORBIDDEN',
      );
    }
  });

  it('tell a failure in plain words, run it again once, and the audit says who did', async () => {
    const id = await failOne();
    const exchange = async () =>
      (await admin.data<Report>(REPORT)).queueReport.queues.find(({ queue }) => queue === 'EXCHANGE');
    const before = await exchange();
    expect(before).toMatchObject({ failed: 1, waiting: 0, failures: [{ id, job: 'export.run' }] });
    expect(before?.failures[0]?.why).toMatch(/^Mất kết nối/);
    expect(JSON.stringify(before)).not.toContain('10.1.2.3');

    const retry = (job: string) =>
      admin.data<{ retryJob: { retried: boolean; errors: { code: string }[] } }>(RETRY, {
        input: { queue: 'EXCHANGE', id: job },
      });
    expect((await retry(id)).retryJob).toEqual({ retried: true, errors: [] });
    expect((await retry(id)).retryJob.errors[0]?.code).toBe('JOB_NOT_FAILED');
    expect((await retry('no such job')).retryJob.errors[0]?.code).toBe('JOB_NOT_FAILED');
    const after = await exchange();
    expect(after).toMatchObject({ failed: 0, waiting: 1, failures: [] });
    expect(Date.parse(after?.oldestWaitingSince ?? '')).toBeLessThanOrEqual(Date.now());
    const { auditEntries } = await admin.data<{ auditEntries: { nodes: { subjectId: string }[] } }>(
      '{ auditEntries(filter: { action: "job.retry" }, first: 5) { nodes { subjectId } } }',
    );
    expect(auditEntries.nodes).toEqual([{ subjectId: id }]);
  });
});

const CHANGE =
  'mutation ($input: ChangeOfficeInput!) { changeOffice(input: $input) { office { name address phone email } errors { code path } } }';

describe('offices', () => {
  it('are changed by their administrator alone, with what was wrong named', async () => {
    const admin = await signIn(system, 'department', 'administrator', '15');
    const ministry = await signIn(system, 'ministry', 'administrator');
    const find = async (client: Client, search: string) =>
      (
        await client.data<{ offices: { nodes: { id: string; people: number; responsible: string[] }[] } }>(
          'query ($search: String) { offices(filter: { search: $search }, first: 5) { nodes { id people responsible lastFiling { form } } } }',
          { search },
        )
      ).offices.nodes[0];
    const own = await find(admin, 'so cong thuong lao cai');
    // Officer, approver, planner, administrator; the approver answers for form 04.
    expect(own).toMatchObject({ people: 4, responsible: ['Lãnh đạo Sở Công Thương Lào Cai'], lastFiling: null });

    const change = async (but: Record<string, string>) =>
      (
        await admin.data<{ changeOffice: { office: unknown; errors: { code: string; path: string }[] } }>(CHANGE, {
          input: { id: own?.id, name: 'Sở Công Thương Lào Cai', ...but },
        })
      ).changeOffice;
    expect((await change({ name: '  ' })).errors).toEqual([{ code: 'OFFICE_NAME_INVALID', path: 'name' }]);
    expect((await change({ phone: 'gọi tôi' })).errors).toEqual([{ code: 'OFFICE_PHONE_INVALID', path: 'phone' }]);
    expect((await change({ email: 'không phải thư' })).errors[0]?.code).toBe('EMAIL_INVALID');
    expect((await change({ address: 'a'.repeat(301) })).errors[0]?.code).toBe('OFFICE_ADDRESS_INVALID');
    expect((await change({ address: ' Đường  Trần Phú ', phone: '0214 384 0034' })).office).toEqual({
      name: 'Sở Công Thương Lào Cai',
      address: 'Đường Trần Phú',
      phone: '0214 384 0034',
      email: null,
    });

    const elsewhere = await find(ministry, 'so cong thuong tay ninh');
    const refused = await admin.data<{ changeOffice: { errors: { code: string }[] } }>(CHANGE, {
      input: { id: elsewhere?.id, name: 'Của tôi' },
    });
    expect(refused.changeOffice.errors[0]?.code).toBe('OFFICE_UNKNOWN');
  });
});

describe.runIf(path !== null)('the portal', () => {
  beforeAll(async () => {
    browser = await openBrowser(path ?? '');
    people = new People(browser, system);
  });

  it('lists offices with their people, and changes how one is reached', async () => {
    const page = await people.signIn('department', 'administrator', '15');
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    expect(await page.getByRole('link', { name: 'Hàng đợi' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Đơn vị', exact: true }).click();
    await page.getByLabel('Loại đơn vị').selectOption('COMMUNE');
    await page.getByText('2 đơn vị').waitFor();
    await page.getByRole('button', { name: /^Sửa thông tin UBND xã Lục Yên/ }).click();
    await page.getByLabel('Điện thoại').fill('02163 845 111');
    await page.getByLabel('Thư điện tử của đơn vị').fill('ubnd.lucyen@demo.ccn.invalid');
    await looksRight(page, 'offices');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('ubnd.lucyen@demo.ccn.invalid').waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('heading', { name: 'Offices' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('shows the queues, and runs a failed job again', async () => {
    await failOne();
    const page = await people.signIn('ministry', 'administrator');
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    await page.getByRole('link', { name: 'Hàng đợi' }).click();
    await page.getByText('Mất kết nối tới cơ sở dữ liệu').first().waitFor();
    await looksRight(page, 'queues');
    const again = page.getByRole('button', { name: 'Chạy lại việc export.run' });
    // The one that was put back by the test above has failed once more.
    expect(await again.count()).toBe(2);
    await again.first().press('Enter');
    await again.nth(1).waitFor({ state: 'detached' });
    await again.first().press('Enter');
    await page.getByText('Không có việc nào lỗi').waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('cell', { name: 'nothing waits' }).first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});

const SAVED =
  '{ savedExports { id name mine ownerName shared schedule table { dataset columns } lastRun { state jobId } } }';
const SAVE = `mutation ($input: SaveExportInput!) { saveExport(input: $input) { savedExport { id name schedule } errors { code path } } }`;
interface Kept {
  readonly savedExports: readonly {
    readonly id: string;
    readonly name: string;
    readonly mine: boolean;
    readonly shared: boolean;
    readonly lastRun: { readonly state: string | null; readonly jobId: string | null } | null;
  }[];
}

describe('tables kept on the server', () => {
  const table = { dataset: 'clusters', columns: ['code', 'name'] };
  let planner: Client;
  let colleague: Client;
  const save = async (client: Client, input: Record<string, unknown>) =>
    (
      await client.data<{
        saveExport: { savedExport: { id: string } | null; errors: { code: string; path: string | null }[] };
      }>(SAVE, { input: { table, ...input } })
    ).saveExport;
  const namesFor = async (client: Client) =>
    (await client.data<Kept>(SAVED)).savedExports.map(({ name, mine }) => `${name}${mine ? '' : ' (của người khác)'}`);

  beforeAll(async () => {
    planner = await signIn(system, 'department', 'planner', '15');
    colleague = await signIn(system, 'department', 'officer', '15');
  });

  it('belong to a person, are seen by colleagues when shared, and by nobody else', async () => {
    const elsewhere = await signIn(system, 'department', 'officer', '80');
    const kept = await save(planner, { name: 'Cụm của tỉnh', shared: true });
    await save(planner, { name: 'Nháp' });
    expect(kept.errors).toEqual([]);
    expect(await namesFor(planner)).toEqual(['Cụm của tỉnh', 'Nháp']);
    expect(await namesFor(colleague)).toEqual(['Cụm của tỉnh (của người khác)']);
    expect(await namesFor(elsewhere)).toEqual([]);
    const id = kept.savedExport?.id;
    for (const other of [colleague, elsewhere]) {
      expect((await save(other, { id, name: 'Của tôi' })).errors[0]?.code).toBe('SAVED_EXPORT_UNKNOWN');
      const dropped = await other.data<{ dropSavedExport: { dropped: boolean } }>(
        'mutation ($id: ID!) { dropSavedExport(input: { id: $id }) { dropped errors { code } } }',
        { id },
      );
      expect(dropped.dropSavedExport.dropped).toBe(false);
    }
    expect((await save(planner, { id, name: 'Cụm của tỉnh', shared: false })).errors).toEqual([]);
    expect(await namesFor(colleague)).toEqual([]);
  });

  it('refuse what cannot be, with code and place', async () => {
    const refusal = async (input: Record<string, unknown>) => (await save(planner, input)).errors[0];
    expect(await refusal({ name: '  ' })).toEqual({ code: 'SAVED_EXPORT_NAME', path: 'name' });
    expect(await refusal({ name: 'Nháp' })).toEqual({ code: 'SAVED_EXPORT_NAME_TAKEN', path: 'name' });
    expect((await refusal({ name: 'x', table: { dataset: 'nothing' } }))?.code).toBe('DATASET_UNKNOWN');
    const fixed = { ...table, asOf: '2026-06-14' };
    expect((await refusal({ name: 'x', table: fixed, schedule: 'MONTHLY' }))?.code).toBe('SCHEDULE_UNFIT');
    const published = { dataset: 'published_figures' };
    expect((await refusal({ name: 'x', table: published, schedule: 'MONTHLY' }))?.code).toBe('SCHEDULE_UNFIT');
    expect(await refusal({ name: 'Số công bố', table: published, schedule: 'AT_CLOSING' })).toBeUndefined();
  });

  it('are made by their schedule once, and the owner is told in the inbox', async () => {
    const { savedExport } = await save(planner, { name: 'Hằng tháng', schedule: 'MONTHLY' });
    await withClient(system.database.ownerUrl, async (owner) => {
      // As if it had been set in the spring.
      await owner.query(`update saved_export set scheduled_since = '2026-04-10T08:00:00+07:00' where id = $1`, [
        savedExport?.id,
      ]);
    });
    await system.worker.start();
    const run = async () =>
      (await planner.data<Kept>(SAVED)).savedExports.find(({ id }) => id === savedExport?.id)?.lastRun;
    await expect.poll(async () => (await run())?.state, { timeout: 60_000, interval: 500 }).toBe('DONE');
    const file = await planner.fetch(`/api/exports/${(await run())?.jobId ?? ''}`);
    expect(file.status).toBe(200);
    const inbox = async () =>
      (
        await planner.data<{ inbox: { nodes: { subject: string }[] } }>('{ inbox(first: 20) { nodes { subject } } }')
      ).inbox.nodes.filter(({ subject }) => subject.includes('Hằng tháng'));
    await expect.poll(async () => (await inbox()).length, { timeout: 30_000, interval: 500 }).toBe(1);
    expect((await inbox())[0]?.subject).toMatch(/^Đã có tệp “Hằng tháng” \(tháng \d\d\/\d{4}\)$/);
    const jobs = await planner.data<{ exportJobs: { totalCount: number } }>('{ exportJobs(first: 5) { totalCount } }');
    expect(jobs.exportJobs.totalCount).toBe(1);
  });
});

describe.runIf(path !== null)('the export builder', () => {
  it('keeps a table with its schedule, opens it again, and shows it to a colleague', async () => {
    const page = await people.signIn('department', 'officer', '15');
    await page.goto(`${system.url}/xuat-du-lieu`);
    await page.getByLabel('Lưu lựa chọn hiện tại với tên').fill('Bảng chung');
    await page.getByLabel('Tự chạy').selectOption('MONTHLY');
    await page.getByLabel('Cho đồng nghiệp trong đơn vị dùng chung').check();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu.').waitFor();
    await looksRight(page, 'saved-exports');
    const other = await people.signIn('department', 'planner', '15');
    await other.goto(`${system.url}/xuat-du-lieu`);
    await other.getByText(/^của Cán bộ Sở Công Thương Lào Cai/).waitFor();
    await other.getByRole('button', { name: 'Mở: Bảng chung' }).click();
    expect(await other.getByRole('button', { name: 'Xóa: Bảng chung' }).count()).toBe(0);
    await other.getByRole('link', { name: 'Tải tệp' }).waitFor();
    await other.getByLabel('Ngôn ngữ').selectOption('en');
    await other.getByText('First day of each month').first().waitFor();
    expect(await accessibilityFindings(other)).toEqual([]);
  });
});
