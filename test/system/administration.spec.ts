/** The ministry's and the departments' administration in a real browser, on one system: offices, queues. */
import { Queue, Worker } from 'bullmq';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueueBackend } from '#lib/jobs';
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
    await page.getByText('Mất kết nối tới cơ sở dữ liệu').waitFor();
    await looksRight(page, 'queues');
    await page.getByRole('button', { name: 'Chạy lại việc export.run' }).press('Enter');
    await page.getByText('Không có việc nào lỗi').waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('cell', { name: 'nothing waits' }).first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});
