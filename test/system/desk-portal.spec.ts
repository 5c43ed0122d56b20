/** The desk of every role in a real browser: first steps, duties, a broken answer; and clean filings accepted together. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfficeKind, Role } from '#lib/access';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { exampleValues, typed } from '../support/chain.js';
import { signIn } from '../support/client.js';
import { change } from '../support/filing-journey.js';
import { People, PHONE } from '../support/portal-person.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();

/** Each role's first step, and what its desk speaks of. */
const ROLES: readonly (readonly [OfficeKind, Role, string | null, RegExp, RegExp])[] = [
  ['ministry', 'officer', null, /^Báo cáo nhận được: Biểu 04/, /Biểu 04 · Phải nộp 34/],
  ['ministry', 'planner', null, /^Tổng hợp: số của từng tỉnh/, /Biểu 04 · Phải nộp 34/],
  ['ministry', 'administrator', null, /^Tài khoản: mời người dùng/, /Biểu 04 · Phải nộp 34/],
  ['department', 'officer', '15', /^Báo cáo nhận được: tiếp nhận cùng lúc/, /Biểu 03 · Phải nộp 31/],
  ['department', 'approver', '15', /^Biểu 04 do chuyên viên soạn/, /Tôi phải nộp/],
  ['commune', 'officer', '04303', /^Xem ai còn phải nộp Biểu 01, 02/, /Tôi phải nộp/],
  ['investor', 'officer', null, /^Bảng dưới đây nói bạn phải nộp/, /Biểu 02/],
  ['enterprise', 'officer', null, /^Bảng dưới đây nói bạn phải nộp/, /Biểu 01/],
];

describe.runIf(path !== null)('the desk', () => {
  let system: TestSystem;
  let browser: Browser;
  let people: People;

  beforeAll(async () => {
    system = await startSystem({ worker: false });
    browser = await openBrowser(path ?? '');
    people = new People(browser, system);
  });
  afterAll(async () => {
    await people?.close();
    await browser?.close();
    await system?.stop();
  });

  async function fitsPhone(page: Page, name: string): Promise<void> {
    await page.setViewportSize(PHONE);
    expect(await accessibilityFindings(page)).toEqual([]);
    const beyond = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(beyond, `${name} is not wider than a phone`).toBeLessThanOrEqual(0);
    await picture(page, `${name}-phone`);
  }

  it.each(ROLES)('guides a first use and shows the duties: %s %s', async (kind, role, unit, first, duty) => {
    const page = await people.signIn(kind, role, unit);
    const guide = page.locator('section', { has: page.getByRole('heading', { name: 'Bắt đầu trong ba bước' }) });
    expect(await guide.locator('li').count()).toBe(3);
    expect(await guide.locator('li').first().innerText()).toMatch(first);
    await page.getByLabel('Kỳ báo cáo').selectOption('2026-Y');
    await page.getByText(duty).first().waitFor();
    if (role === 'officer') await fitsPhone(page, `desk-${kind}`);
  });

  it('says what is wrong, and goes on when it is right again', async () => {
    const page = await people.signIn('department', 'officer', '15');
    let broken = true;
    await page.route('**/graphql', async (route) => {
      if (broken) await route.fulfill({ status: 500, contentType: 'application/json', body: '{}' });
      else await route.continue();
    });
    await page.reload();
    await page.getByRole('alert').first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'desk-broken');
    broken = false;
    while ((await page.getByRole('button', { name: 'Thử lại' }).count()) > 0) {
      await page.getByRole('button', { name: 'Thử lại' }).first().click();
      await page.waitForTimeout(200);
    }
    await page.getByText('Biểu 03 · Phải nộp').waitFor();
  });

  it('accepts clean filings together, from the queue, by the keyboard', async () => {
    const enterprise = await signIn(system, 'enterprise', 'officer');
    const { obligations } = await enterprise.data<{ obligations: { nodes: { unit: string }[] } }>(
      '{ obligations(filter: { form: "01", period: "2026-Y", side: OWN }, first: 1) { nodes { unit } } }',
    );
    const draft = await change(enterprise, 'saveDraft', {
      form: '01',
      period: '2026-Y',
      unit: obligations.nodes[0]?.unit,
      figures: typed(exampleValues('01')),
    });
    const sent = await change(enterprise, 'submitFiling', { id: draft.filing?.id, version: draft.filing?.version });
    expect(sent.errors).toEqual([]);
    const page = await people.signIn('commune', 'officer', '04303');
    await page.getByRole('link', { name: 'Báo cáo nhận được' }).click();
    await page.getByLabel('Kỳ báo cáo').selectOption('2026-Y');
    await page.getByText('1 báo cáo').first().waitFor();
    await page.getByRole('button', { name: 'Chọn tất cả 1 báo cáo không có điều cần đọc' }).press('Enter');
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'bulk-accept');
    await page.getByRole('button', { name: 'Tiếp nhận 1 báo cáo đã chọn' }).press('Enter');
    await page.getByText('Đã tiếp nhận 1 báo cáo.').waitFor();
    await page.getByText('Không có báo cáo nào như đang lọc').waitFor();
  });

  it('shows in the chain who blocks whom with what slack, reminds at a click, and hands the dunning list over', async () => {
    const page = await people.signIn('department', 'officer', '15');
    await page.goto(`${system.url}/chuoi?period=2026-Y`);
    const communes = page.locator('section', { has: page.getByRole('heading', { name: 'Biểu 03 – UBND cấp xã' }) });
    await communes.getByText('Sau hạn của cấp này, cấp trên còn 6 ngày để tổng hợp.').waitFor();
    await communes.getByText('Đơn vị còn thiếu (31/31)').click();
    const row = communes.getByRole('row', { name: /Lục Yên/ });
    expect(await row.innerText()).toContain('Biểu 04 (Tỉnh Lào Cai)');
    await row.getByRole('button').click();
    await row.getByText(/^Gửi từ/).waitFor();
    const link = page.getByRole('link', { name: /danh sách đôn đốc/ });
    const file = await page.request.get(system.url + ((await link.getAttribute('href')) ?? ''));
    expect([file.status(), file.headers()['content-type']]).toEqual([200, expect.stringContaining('spreadsheet')]);
    await fitsPhone(page, 'chain-department');
  });
});
