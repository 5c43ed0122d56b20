/**
 * Administration and planning on one system, over the api and in a real browser: offices, queues, the reminder policy,
 * saved exports.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../scripts/embedded/roles.ts';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { type Client, signIn } from '../support/client.js';
import { failOne } from '../support/fail-job.js';
import { People, PHONE } from '../support/portal-person.js';
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
    const id = await failOne(system);
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

  it('shows the reminder policy with whom it reminds when, and a new one before it is set', async () => {
    const page = await people.signIn('ministry', 'administrator');
    await page.goto(`${system.url}/quan-tri/lich-nhac`);
    await page.getByRole('heading', { name: /^Từ 01\/10\/2024/ }).waitFor();
    await page.getByLabel('Kỳ báo cáo').selectOption('2026-Y');
    await page.getByRole('row', { name: /16\/12\/2026 Biểu 04/ }).waitFor();
    await page.getByRole('button', { name: 'Đặt chính sách mới' }).click();
    await page.getByLabel('Nhắc đơn vị phải nộp').fill('-10; 0');
    // Ten days before the 30th is Sunday the 20th: Friday the 18th.
    await page.getByRole('row', { name: /18\/12\/2026 Biểu 04/ }).waitFor();
    await looksRight(page, 'policy');
    await page.getByLabel('Có hiệu lực từ').fill('2098-01-01');
    await page.getByLabel('Lý do').fill('Chỉ nhắc hai lần');
    await page.getByRole('button', { name: 'Đặt chính sách', exact: true }).click();
    await page.getByRole('heading', { name: /^Từ 01\/01\/2098 sắp có hiệu lực/ }).waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByText('The new policy is set.').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('shows the queues, and runs a failed job again', async () => {
    await failOne(system);
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

const POLICIES = '{ reminderPolicies { inForceFrom inForceTo returnedDays deadlineSteps { days to } setBy reason } }';
const SET_POLICY =
  'mutation ($input: SetReminderPolicyInput!) { setReminderPolicy(input: $input) { policy { inForceFrom setBy } errors { code path } } }';
const PREVIEW =
  'query ($policy: PolicyInput) { reminderPreview(period: "2026-Y", policy: $policy) { day form recipientTier channels duties } }';

describe('the reminder policy', () => {
  const wanted = {
    sendingFrom: '08:00',
    sendingTo: '17:00',
    channels: ['INBOX'],
    deadlineSteps: [
      { days: 2, to: 'SUPERIOR' },
      { days: -7, to: 'FILER' },
    ],
    returnedDays: [0],
    lastStepWorkingDays: 5,
    digestFromDays: 1,
    digestWorkingDays: 10,
  };

  it('says whom it reminds of a period on which days, before and after a change nobody has made yet', async () => {
    const department = await signIn(system, 'department', 'administrator', '15');
    type Days = {
      reminderPreview: { day: string; form: string; recipientTier: string; channels: string[]; duties: number }[];
    };
    const preview = async (policy: unknown) =>
      (await department.data<Days>(PREVIEW, { policy })).reminderPreview.filter(({ form }) => form === '04');
    // Due before 31 December 2026: the last on-time day is Wednesday the 30th. 16 and 23 December, then the 27th is a
    // Sunday, so Friday the 25th; the superior hears on 4 January 2027, five days after.
    const present = await preview(null);
    expect(present.map(({ day, recipientTier }) => `${day} ${recipientTier}`)).toEqual([
      '2026-12-16 DEPARTMENT',
      '2026-12-23 DEPARTMENT',
      '2026-12-25 DEPARTMENT',
      '2026-12-29 DEPARTMENT',
      '2026-12-30 DEPARTMENT',
      '2026-12-31 DEPARTMENT',
      '2027-01-04 DEPARTMENT',
      '2027-01-04 MINISTRY',
    ]);
    expect(present.every(({ duties }) => duties === 1)).toBe(true);
    expect((await preview(wanted)).map(({ day, channels }) => `${day} ${channels}`)).toEqual([
      '2026-12-23 INBOX',
      '2027-01-04 DIGEST',
    ]);
  });

  it('is set by the ministry’s administrator alone, from tomorrow on, with a reason that everybody reads', async () => {
    const ministry = await signIn(system, 'ministry', 'administrator');
    const department = await signIn(system, 'department', 'administrator', '15');
    const input = { policy: wanted, inForceFrom: '2099-01-01', reason: 'Ít thư hơn' };
    expect((await department.ask(SET_POLICY, { input })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const set = async (but: Record<string, unknown>) =>
      (
        await ministry.data<{ setReminderPolicy: { errors: { code: string; path: string | null }[] } }>(SET_POLICY, {
          input: { ...input, ...but },
        })
      ).setReminderPolicy.errors[0];
    expect(await set({ inForceFrom: '2024-01-01' })).toEqual({ code: 'POLICY_DATE_PAST', path: 'inForceFrom' });
    expect(await set({ reason: ' ' })).toEqual({ code: 'POLICY_REASON_REQUIRED', path: 'reason' });
    expect(await set({ policy: { ...wanted, channels: [] } })).toEqual({ code: 'POLICY_INVALID', path: 'channels' });
    expect(await set({})).toBeUndefined();
    const { reminderPolicies } = await department.data<{
      reminderPolicies: {
        inForceFrom: string;
        inForceTo: string | null;
        reason: string | null;
        setBy: string | null;
      }[];
    }>(POLICIES);
    expect(reminderPolicies[0]).toMatchObject({ inForceFrom: '2024-10-01', reason: null, setBy: null });
    expect(reminderPolicies.at(-2)?.inForceTo).toBe('2099-01-01');
    expect(reminderPolicies.at(-1)).toMatchObject({
      inForceFrom: '2099-01-01',
      inForceTo: null,
      reason: 'Ít thư hơn',
      deadlineSteps: [{ days: -7 }, { days: 2 }],
    });
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
  const table = { dataset: 'clusters', columns: ['cluster_code', 'cluster'] };
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
    await other.getByLabel('Ngôn ngữ').selectOption('en');
    await other.getByText('First day of each month').first().waitFor();
    expect(await accessibilityFindings(other)).toEqual([]);
  });
});
