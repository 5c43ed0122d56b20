/** A form filled in on the page, by keyboard and by pasting, over a lost network, a reload and a second person. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();

describe.runIf(path !== null)('the editor of a form', () => {
  let system: TestSystem;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    system = await startSystem();
    browser = await openBrowser(path ?? '');
  });
  afterAll(async () => {
    await Promise.all(contexts.map((c) => c.close()));
    await browser?.close();
    await system?.stop();
  });

  async function deskOf(role: string, office: RegExp, width = 1280): Promise<Page> {
    const account = system.accounts.find((a) => a.role === role && office.test(a.office));
    if (!account) throw new Error(`no demo account ${role} ${office}`);
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width, height: 900 } });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account.email);
    await page.getByLabel('Mật khẩu').fill(account.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
    return page;
  }
  const box = (page: Page, key: string) => page.locator(`#value-${key}`);
  const isSaved = (page: Page) => page.getByRole('status').getByText('Đã lưu', { exact: true }).first().waitFor();
  const of = (sheet: Readonly<Record<string, string | null>>, keys: readonly (string | null)[]) =>
    keys.map((key) => sheet[key ?? '']);

  /** What the server has of form 04 of Lào Cai for the year 2026. */
  async function stored(): Promise<Record<string, string | null>> {
    const officer = await signIn(system, 'department', 'officer', '15');
    const { filings } = await officer.data<{
      filings: { nodes: { figures: { key: string; value: string | null; raw: string | null }[] }[] };
    }>('{ filings(filter: { form: "04", period: "2026-Y", unit: "15" }) { nodes { figures { key value raw } } } }');
    return Object.fromEntries((filings.nodes[0]?.figures ?? []).map((f) => [f.key, f.value ?? f.raw]));
  }

  it('is filled in by keyboard and by pasting a column; every figure is saved, an unreadable one as it was typed', async () => {
    const page = await deskOf('officer', /Sở Công Thương.*Lào Cai/);
    await page.goto(`${system.url}/soan/04/2026-Y/15`);
    const first = box(page, 'planned_count');
    await first.waitFor();
    await first.focus();
    await page.keyboard.type('70');
    await page.keyboard.press('Enter');
    await page.keyboard.type('2.927,81');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('khoảng 12');
    await page.getByText('còn 32 dòng chưa có số liệu').first().waitFor();
    await page.getByText('1 lỗi').first().waitFor();
    await page.getByText('đọc là').first().waitFor({ state: 'detached' });
    await isSaved(page);
    const third = await page.locator(':focus').getAttribute('data-value');
    expect(of(await stored(), ['planned_count', 'planned_area', third])).toEqual(['70', '2927.81', 'khoảng 12']);

    // A column copied from a spreadsheet goes downwards from the box one stands in.
    await box(page, 'planned_count').focus();
    // Written as text: the page's own types are not those of this process.
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '71\\r\\n2928,5\\r\\n9\\r\\n');
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(paste);
    }`);
    expect(await box(page, 'planned_area').inputValue()).toBe('2928,5');
    await isSaved(page);
    expect(of(await stored(), ['planned_count', 'planned_area', third])).toEqual(['71', '2928.5', '9']);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'editor-desktop');
    await page.getByRole('link', { name: 'Xem lại và gửi' }).first().click();
    await page.waitForURL(/bao-cao/);
  });

  it('keeps what is typed without a network, over a reload, and sends it by itself afterwards', async () => {
    const page = await deskOf('officer', /Sở Công Thương.*Lào Cai/, 400);
    await page.goto(`${system.url}/soan/04/2026-Y/15`);
    await box(page, 'planned_count').waitFor();
    await page.context().setOffline(true);
    await box(page, 'planned_count').fill('72');
    await page.getByText('Mất kết nối', { exact: false }).first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'editor-offline-phone');
    expect((await stored())['planned_count']).toBe('71');
    await page.context().setOffline(false);
    await isSaved(page);
    expect((await stored())['planned_count']).toBe('72');

    // A crash between the key and the request: the page comes back with what was typed.
    await page.route('**/graphql', (route) => route.abort());
    await box(page, 'planned_count').fill('73');
    await page.getByText('Mất kết nối', { exact: false }).first().waitFor();
    await page.unroute('**/graphql');
    const again = await page.context().newPage();
    await again.goto(`${system.url}/soan/04/2026-Y/15`);
    await again.getByText('Đã khôi phục phần nhập dở', { exact: false }).waitFor();
    expect(await box(again, 'planned_count').inputValue()).toBe('73');
    await isSaved(again);
    expect((await stored())['planned_count']).toBe('73');
  });

  it('puts two persons’ changes together, and asks where both changed one cell', async () => {
    const [mine, theirs] = [
      await deskOf('officer', /Sở Công Thương.*Lào Cai/),
      await deskOf('officer', /Sở Công Thương.*Lào Cai/),
    ];
    for (const page of [mine, theirs]) {
      await page.goto(`${system.url}/soan/04/2026-Y/15`);
      await box(page, 'planned_count').waitFor();
    }
    await theirs.locator('#value-planned_count').fill('80');
    await theirs.locator('#value-planned_area').fill('3000');
    await isSaved(theirs);
    await mine.getByLabel('Ghi chú 1', { exact: true }).fill('đã rà soát');
    await mine.locator('#value-planned_count').fill('81');
    await mine.getByText('1 ô được sửa ở hai nơi').waitFor();
    expect(await box(mine, 'planned_area').inputValue(), 'what only the other changed is taken').toBe('3000');
    expect(await accessibilityFindings(mine)).toEqual([]);
    expect((await stored())['planned_count'], 'nothing is overwritten before the choice').toBe('80');
    await mine.getByRole('button', { name: /Giữ của tôi/ }).click();
    await isSaved(mine);
    expect(of(await stored(), ['planned_count', 'planned_area'])).toEqual(['81', '3000']);
  });

  it('speaks English, with the same figures in the other writing', async () => {
    const page = await deskOf('officer', /Sở Công Thương.*Lào Cai/);
    await page.goto(`${system.url}/soan/04/2026-Y/15`);
    await box(page, 'planned_count').waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('heading', { name: 'Fill in Form 04, year 2026' }).waitFor();
    expect(await box(page, 'planned_count').inputValue()).toBe('81');
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('fills the blank rows with what the register gives, and leaves what was typed', async () => {
    const page = await deskOf('officer', /Sở Công Thương.*Lào Cai/);
    await page.goto(`${system.url}/soan/04/2026-Y/15`);
    await page.getByRole('button', { name: 'Điền các dòng trống' }).click();
    await isSaved(page);
    // Lào Cai has nine clusters with an establishment decision; the count of the plan was typed before.
    expect(of(await stored(), ['planned_count', 'established_count'])).toEqual(['81', '9']);
  });
});
