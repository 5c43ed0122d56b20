/** Extensions, nil filings and the deadline chain as people meet them in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();

describe.runIf(path !== null)('the season in the portal', () => {
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

  /** A desk for the year 2026, signed in as the demo account of an office. */
  async function deskOf(role: string, office: RegExp): Promise<Page> {
    const account = system.accounts.find((a) => a.role === role && office.test(a.office));
    if (!account) throw new Error(`no demo account ${role} ${office}`);
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
    contexts.push(context);
    // The page's own clock: the season's last days, whatever the day of the run.
    await context.clock.setFixedTime(new Date('2026-12-10T09:00:00+07:00'));
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account.email);
    await page.getByLabel('Mật khẩu').fill(account.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
    return page;
  }

  it('an extension granted by the department shows on the commune’s open desk by itself, with its reason', async () => {
    const commune = await deskOf('officer', /Lục Yên/);
    const department = await deskOf('officer', /Lào Cai/);
    const row = department.locator('tr', { hasText: 'Lục Yên' }).first();
    await row.getByText('Gia hạn', { exact: true }).click();
    await row.getByLabel('Nộp trước ngày').fill('2027-01-05');
    const save = row.getByRole('button', { name: 'Gia hạn cho đơn vị này' });
    expect(await save.isDisabled(), 'an extension without a reason is not sent').toBe(true);
    await row.getByLabel('Lý do gia hạn').fill('Sạt lở đất, mất liên lạc');
    expect(await accessibilityFindings(department)).toEqual([]);
    await save.click();
    await row.getByText('Được gia hạn; hạn theo quy định: trước 25/12/2026').waitFor();

    // Its own duties are asked for once: only the telling of changes brings this.
    const own = commune.locator('section', { hasText: 'Tôi phải nộp' });
    await own.getByText('05/01/2027', { exact: true }).waitFor();
    expect(await own.innerText()).toContain('hạn theo quy định: trước 25/12/2026');
    await own.getByText('Quá trình thay đổi (1)').click();
    await own.getByText('Sạt lở đất, mất liên lạc').waitFor();
    expect(await accessibilityFindings(commune)).toEqual([]);
    await picture(commune, 'desk-extended');
  });

  it('a nil filing asks why, and opens as a draft that says so', async () => {
    const commune = await deskOf('officer', /Âu Lâu/);
    const own = commune.locator('section', { hasText: 'Tôi phải nộp' });
    await own.getByText('Báo cáo không phát sinh', { exact: true }).click();
    await own.getByLabel('Vì sao không phát sinh').fill('Cụm do xã bên báo cáo');
    expect(await accessibilityFindings(commune)).toEqual([]);
    await own.getByRole('button', { name: 'Lập báo cáo không phát sinh' }).click();
    await commune.waitForURL(/bao-cao/);
    await commune.getByText('Không phát sinh').first().waitFor();
    await commune.goto(system.url);
    await commune.getByText('Báo cáo không phát sinh: Cụm do xã bên báo cáo').waitFor();
    expect(await commune.locator('.chip', { hasText: 'Bản nháp' }).count()).toBe(1);
  });

  it('the deadline chain shows the department who holds it up, and speaks English', async () => {
    const department = await deskOf('officer', /Lào Cai/);
    await department.getByRole('link', { name: 'Chuỗi thời hạn' }).click();
    await department.getByRole('heading', { name: 'Biểu 03 – UBND cấp xã' }).waitFor();
    expect(await department.locator('section', { hasText: 'Báo cáo của đơn vị' }).innerText()).toContain('31/12/2026');
    const investors = department.locator('section', { hasText: 'Biểu 02 – Chủ đầu tư hạ tầng' });
    await investors.getByText('cấp trên còn 5 ngày để tổng hợp').waitFor();
    await investors.getByText('Đơn vị còn thiếu (10/10)').click();
    await investors
      .getByRole('cell', { name: /Biểu 04 \(Tỉnh Lào Cai\)/ })
      .first()
      .waitFor();
    await department.getByRole('rowheader', { name: 'Biểu 04' }).waitFor();
    expect(await accessibilityFindings(department)).toEqual([]);
    await picture(department, 'chain-department');
    await department.getByLabel('Ngôn ngữ').selectOption('en');
    await department.getByRole('heading', { name: 'Deadline chain, year 2026' }).waitFor();
  });
});
