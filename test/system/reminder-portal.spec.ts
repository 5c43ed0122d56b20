/** Inbox, calendar, outbox and the reminder at a click as people meet them in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { demoAccount } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();
/** Tuesday: forms 01 and 02 are late since Sunday. */
const CLOCK = '2026-12-22T09:00:00+07:00';

describe.runIf(path !== null)('reminders in the portal', () => {
  let system: TestSystem;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    system = await startSystem({ env: { CCN_CLOCK_FROM: CLOCK, NODE_ENV: 'test', CCN_REMIND_SECONDS: '2' } });
    browser = await openBrowser(path ?? '');
  });
  afterAll(async () => {
    await Promise.all(contexts.map((c) => c.close()));
    await browser?.close();
    await system?.stop();
  });

  async function signedIn(kind: string, role: string, unit: string): Promise<Page> {
    const account = demoAccount(system, kind, role, unit);
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
    contexts.push(context);
    await context.clock.setFixedTime(new Date(CLOCK));
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account.email);
    await page.getByLabel('Mật khẩu').fill(account.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Hộp tin' }).waitFor();
    return page;
  }
  /** Loads the page until the worker has sent what it shows. */
  async function shown(page: Page, address: string, text: RegExp): Promise<void> {
    await expect
      .poll(
        async () => {
          await page.goto(`${system.url}${address}`);
          return await page
            .getByText(text)
            .first()
            .waitFor({ timeout: 4_000 })
            .then(() => true)
            .catch(() => false);
        },
        { timeout: 90_000, interval: 500 },
      )
      .toBe(true);
  }

  it('a commune reads its inbox, makes a calendar address, and reminds a firm at a click', async () => {
    const page = await signedIn('commune', 'officer', '04303');
    await shown(page, '/hop-tin', /đơn vị chậm báo cáo tính đến 22\/12\/2026/);
    const item = page.locator('li', { hasText: 'chậm báo cáo tính đến 22/12/2026' }).first();
    await item
      .getByText(/chậm báo cáo tính đến/)
      .first()
      .click();
    await item.getByText('Kính gửi:').waitFor();
    await item.getByRole('button', { name: 'Đánh dấu đã đọc' }).click();
    await item.getByText('Mới', { exact: true }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    const address = await page.getByLabel('Địa chỉ lịch', { exact: true }).innerText();
    expect((await fetch(address)).status).toBe(200);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'inbox');
    await page.getByRole('button', { name: 'Thu hồi địa chỉ' }).click();
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).waitFor();
    expect((await fetch(address)).status).toBe(404);

    await page.goto(`${system.url}/chuoi?period=2026-Y`);
    await page
      .getByRole('button', { name: /^Nhắc ngay / })
      .first()
      .click();
    await page.getByText(/^Gửi từ .*22\/12\/2026/).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('an administrator sees the mails that went out and opens one as a file', async () => {
    const page = await signedIn('department', 'administrator', '15');
    await shown(page, '/thu-di', /đơn vị chậm báo cáo|Quá hạn|Nhắc gửi/);
    await page.getByLabel('Tình trạng').selectOption('SENT');
    await page.locator('tbody .chip.good').first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'outbox');
    const download = page.waitForEvent('download');
    await page
      .getByRole('link', { name: /^Tải tệp thư/ })
      .first()
      .click();
    expect((await download).suggestedFilename()).toMatch(/^reminder\..*\.eml$/);
  });
});
