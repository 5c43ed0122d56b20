import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { startSystem, type TestSystem } from '../support/system.js';

const examples = join(import.meta.dirname, '..', '..', 'schemas/forms/2025-07-01/examples');
const path = chromiumPath();

/** The main job in a real browser: upload with a fault, mend, submit, accept, read the consolidation. */
describe.runIf(path !== null)('the portal', () => {
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

  /** A page signed in as the demo account of an office and role. */
  async function signedIn(role: string, office: RegExp): Promise<Page> {
    const account = system.accounts.find((a) => a.role === role && office.test(a.office));
    if (!account) throw new Error(`no demo account ${role} ${office}`);
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account.email);
    await page.getByLabel('Mật khẩu').fill(account.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
    return page;
  }

  it('refuses a wrong password with a sentence and stays accessible', async () => {
    const context = await browser.newContext({ locale: 'vi-VN' });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill('khong.co@demo.ccn.invalid');
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.locator('.note.bad').waitFor();
    expect(await page.locator('.note.bad').innerText()).toMatch(/mật khẩu|đăng nhập/i);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'sign-in');
  });

  it('takes form 04 from a faulty workbook to acceptance, and shows it consolidated', async () => {
    const officer = await signedIn('officer', /Lào Cai/);
    await officer.getByText('Nộp trước ngày').first().waitFor();
    await officer.locator('table').first().waitFor();
    expect(await officer.locator('table').first().innerText()).toContain('30/12/2026');
    expect(await accessibilityFindings(officer)).toEqual([]);
    await picture(officer, 'desk-department');

    await officer.getByRole('link', { name: 'Nộp bằng tệp Excel' }).first().click();
    await officer.setInputFiles('#file', exampleNamed('not-ok-form-04'));
    await officer.getByText('Tệp chưa dùng được').waitFor();
    expect(await officer.locator('tbody tr').first().innerText()).toMatch(/[A-Z]+\d+/);
    expect(await accessibilityFindings(officer)).toEqual([]);
    await picture(officer, 'upload-rejected');

    await officer.getByRole('button', { name: 'Chọn tệp khác' }).click();
    await officer.setInputFiles('#file', join(examples, 'ok-form-04.xlsx'));
    await officer.getByRole('link', { name: 'Xem bản nháp và nộp' }).click();
    await officer.getByText('Bản nháp chờ lãnh đạo duyệt và nộp.').waitFor();
    expect(await officer.locator('table').last().innerText()).toContain('2.927,81');
    expect(await accessibilityFindings(officer)).toEqual([]);
    await picture(officer, 'filing-draft');
    const filingPath = new URL(officer.url()).pathname;

    const approver = await signedIn('approver', /Lào Cai/);
    await approver.goto(system.url + filingPath);
    await approver.getByRole('button', { name: 'Nộp báo cáo' }).click();
    await approver.getByText('Số biên nhận').waitFor();

    const ministry = await signedIn('officer', /Bộ Công Thương|Cục/);
    await ministry.getByRole('link', { name: 'Mở báo cáo' }).first().click();
    await ministry.getByRole('button', { name: 'Tiếp nhận' }).click();
    await ministry.getByText('Đã tiếp nhận', { exact: true }).first().waitFor();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'filing-accepted');

    await ministry.goto(`${system.url}/tong-hop?unit=15&period=2026-Y`);
    await ministry.getByRole('cell', { name: '2.927,81' }).first().waitFor();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'consolidated');
  });

  it('finds clusters without tone marks, and speaks English', async () => {
    const page = await signedIn('officer', /Lào Cai/);
    await page.getByRole('link', { name: 'Cụm công nghiệp', exact: true }).last().click();
    await page.getByLabel('Tìm theo tên').fill('dong an');
    await page.getByRole('cell', { name: 'Đông An', exact: true }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'clusters');
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('heading', { name: 'Industrial clusters' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});

function exampleNamed(start: string): string {
  const name = readdirSync(examples).find((n) => n.startsWith(start));
  if (!name) throw new Error(`no example ${start}`);
  return join(examples, name);
}
