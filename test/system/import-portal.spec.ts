import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { faulty, mendedOf, SHEET, sound } from '../support/fifty-faults.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { testServer } from '../support/worker.js';
import { retype } from '../unit/workbook-mark/retype.js';

const path = chromiumPath();

/** A clerk's round trip in a real browser: faulty file, marked file, mended file, question, prefilled template. */
describe.runIf(path !== null)('the upload page', () => {
  let system: TestSystem;
  let browser: Browser;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    system = await startSystem();
    browser = await openBrowser(path ?? '');
    folder = mkdtempSync(join(testServer().scratch, 'files-'));
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    const account = system.accounts.find((a) => a.role === 'officer' && /Lào Cai/.test(a.office));
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account?.email ?? '');
    await page.getByLabel('Mật khẩu').fill(account?.password ?? '');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  const file = (name: string, bytes: Uint8Array): string => {
    const at = join(folder, name);
    writeFileSync(at, bytes);
    return at;
  };
  const opened = async (): Promise<void> => {
    await page.goto(`${system.url}/nop/04/2026-Y/15`);
    await page.locator('#file').waitFor();
  };
  const saved = async (name: string | RegExp): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).first().click(),
    ]);
    return readFileSync(await download.path());
  };

  it('gives the faulty file back marked, and makes a draft of it once mended', async () => {
    await opened();
    await page.setInputFiles('#file', file('bieu-04.xlsx', faulty));
    const marked = await (async () => {
      await page.getByRole('link', { name: 'Tải tệp đã đánh dấu (50 ô)' }).waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      await picture(page, 'upload-asking');
      return await saved(/Tải tệp đã đánh dấu/);
    })();
    await page.getByRole('button', { name: 'Chọn tệp khác' }).click();
    await page.setInputFiles('#file', file('bieu-04-da-sua.xlsx', mendedOf(marked)));
    await page.getByText('Đã đọc xong, không có lỗi.').waitFor();
    await page.getByRole('link', { name: 'Tải tệp đã xóa đánh dấu' }).waitFor();
    await page.getByRole('link', { name: 'Xem bản nháp và nộp' }).click();
    await page.getByText('Bản nháp chờ lãnh đạo duyệt và nộp.').waitFor();
  });

  it('asks what “1.250” means, takes the answer by keyboard, and says on the filing who chose it', async () => {
    await opened();
    await page.setInputFiles('#file', file('hai-nghia.xlsx', retype(sound, SHEET, { D14: { text: '1.250' } })));
    await page.getByRole('heading', { name: 'Cần trả lời: 1 câu hỏi' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const send = page.getByRole('button', { name: 'Trả lời' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Trả lời');
    await page.keyboard.press('Enter');
    await page.getByText(/Cách đọc: đọc dấu chấm là phân cách hàng nghìn/).waitFor();
    await page.getByRole('link', { name: 'Xem bản nháp và nộp' }).click();
    await page.getByText(/Cách đọc: đọc dấu chấm là phân cách hàng nghìn.*Biểu 04!D14/).waitFor();
  });

  it('shows what the office has settled, and forgets it when asked to', async () => {
    await page.goto(`${system.url}/cach-doc`);
    await page.getByRole('heading', { name: 'Cách đọc đã ghi nhớ' }).waitFor();
    await page.getByText('“1.250” là 1250: dấu chấm phân cách hàng nghìn').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Bỏ cách đọc: “1.250” là 1250/ }).click();
    await page.getByText('Đơn vị chưa ghi nhớ cách đọc nào.').waitFor();
  });

  it('gives the prefilled template out at the desk, and takes it back as it was', async () => {
    await opened();
    const template = await saved('Tải mẫu đã điền sẵn');
    await page.setInputFiles('#file', file('mau.xlsx', template));
    await page.getByText('Mẫu không thay đổi số liệu nào.').waitFor();
    await page.goto(system.url);
    await page.getByRole('link', { name: 'Tải mẫu đã điền sẵn' }).first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('link', { name: 'Download the prefilled template' }).first().waitFor();
  });
});
