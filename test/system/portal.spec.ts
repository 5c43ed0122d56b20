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

  async function newContext(): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
    contexts.push(context);
    return context;
  }

  /** A page signed in as the demo account of an office and role. */
  async function signedIn(role: string, office: RegExp): Promise<Page> {
    const page = await (await newContext()).newPage();
    await signInOn(page, role, office);
    return page;
  }

  async function signInOn(page: Page, role: string, office: RegExp): Promise<void> {
    const account = system.accounts.find((a) => a.role === role && office.test(a.office));
    if (!account) throw new Error(`no demo account ${role} ${office}`);
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account.email);
    await page.getByLabel('Mật khẩu').fill(account.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
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

  it('loads the desk with less than 200 kB of script, compressed once by the build', async () => {
    const page = await (await newContext()).newPage();
    const scripts: Promise<{ encoding: string | undefined; bytes: number }>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return;
      scripts.push(
        (async () => ({
          encoding: (await request.response())?.headers()['content-encoding'],
          bytes: (await request.sizes()).responseBodySize,
        }))(),
      );
    });
    await signInOn(page, 'officer', /Lào Cai/);
    await page.locator('table').first().waitFor();
    const loaded = await Promise.all(scripts);
    expect(loaded.length).toBeGreaterThan(1);
    // Scripts of a few lines are not worth a copy; no large one goes out as it is.
    expect(loaded.filter((s) => s.encoding === undefined && s.bytes > 1_000)).toEqual([]);
    const bytes = loaded.reduce((sum, s) => sum + s.bytes, 0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
    const [asset = ''] = /\/assets\/index-[^"]+\.js/.exec(await (await fetch(system.url)).text()) ?? [];
    for (const accepted of ['gzip', 'identity']) {
      const answer = await fetch(system.url + asset, { headers: { 'accept-encoding': accepted } });
      expect(answer.headers.get('content-encoding')).toBe(accepted === 'gzip' ? 'gzip' : null);
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(await answer.text()).toContain('import');
    }
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
    await approver.getByRole('heading', { name: /Báo cáo cấp dưới còn thiếu/ }).waitFor();
    expect(await approver.getByRole('button', { name: 'Nộp báo cáo' }).isDisabled()).toBe(true);
    await approver.getByLabel('Lý do gửi khi chưa đủ').fill('Các xã đang tổng hợp; số liệu lấy từ sổ của Sở.');
    expect(await accessibilityFindings(approver)).toEqual([]);
    await picture(approver, 'filing-missing-children');
    await approver.getByRole('button', { name: 'Nộp báo cáo' }).click();
    await approver.getByText('Số biên nhận').waitFor();

    const ministry = await signedIn('officer', /Bộ Công Thương|Cục/);
    await ministry.getByRole('link', { name: 'Mở báo cáo' }).first().click();
    await ministry.getByText('số liệu lấy từ sổ của Sở').first().waitFor();
    await returnTwoCells(ministry);

    await officer.reload();
    await answerBoth(officer);

    await approver.reload();
    await approver.getByText('đã trả lời đủ').first().waitFor();
    await approver.getByLabel('Lý do gửi khi chưa đủ').fill('Các xã vẫn đang tổng hợp.');
    await approver.getByRole('button', { name: 'Nộp báo cáo' }).click();
    await approver.getByText('Số biên nhận').waitFor();
    await readReceipt(approver);

    await ministry.reload();
    await ministry.getByText('đã giải trình').first().waitFor();
    await ministry.locator('tr.is-answered').nth(1).waitFor();
    expect(await ministry.locator('tr.is-answered').count()).toBe(2);
    await seeWhatChanged(ministry);
    await ministry.getByRole('button', { name: 'Tiếp nhận' }).click();
    await ministry.getByText('Đã tiếp nhận', { exact: true }).first().waitFor();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'filing-accepted');

    await ministry.goto(`${system.url}/tong-hop?unit=15&period=2026-Y`);
    await ministry.getByRole('cell', { name: '2.927,81' }).first().waitFor();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'consolidated');
  }, 240_000);

  it('reconciles: row 16 of the accepted sample is otherwise than the register gives, by which clusters, in which filing', async () => {
    const ministry = await signedIn('officer', /Bộ Công Thương|Cục/);
    await ministry.goto(`${system.url}/doi-chieu?unit=15&period=2026-Y&by=clusters`);
    await ministry.getByRole('heading', { name: 'Đối chiếu Biểu 04, kỳ năm 2026' }).waitFor();
    const row = ministry.getByRole('row', { name: /^16 / }).first();
    expect(await row.innerText()).toMatch(/575,41[\s\S]*460,92[\s\S]*-114,49 so với số tổng hợp/);
    await row.getByText(/nơi tạo chênh lệch/).click();
    await row.getByText('chưa có số đã tiếp nhận').first().waitFor();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'reconciliation');
    await row.getByRole('link', { name: '460,92' }).click();
    await ministry.waitForURL(/bao-cao/);
  });

  /** The ministry doubts two cells: says why, and returns these alone. */
  async function returnTwoCells(ministry: Page): Promise<void> {
    await ministry.getByRole('button', { name: 'Đánh dấu dòng 23', exact: true }).click();
    await ministry.getByLabel('Nhận xét về dòng 23').fill('Chưa khớp với số liệu thống kê.');
    await ministry.getByRole('button', { name: 'Đánh dấu dòng 25', exact: true }).click();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await ministry.getByLabel('Lý do (người nộp sẽ đọc)').fill('Hai chỉ tiêu cần xem lại.');
    const giveBack = ministry.getByRole('button', { name: 'Trả lại 2 ô đã đánh dấu' });
    expect(await giveBack.isDisabled(), 'a mark without a comment is not sent').toBe(true);
    await ministry.getByLabel('Nhận xét về dòng 25').fill('Tăng nhiều so với 6 tháng.');
    await picture(ministry, 'filing-marking');
    await giveBack.click();
    await ministry.getByText('Bị trả lại', { exact: true }).first().waitFor();
  }

  /** Sent again: the one figure that is another now, before and after, and the rows a reviewer should look at alone. */
  async function seeWhatChanged(ministry: Page): Promise<void> {
    const changes = ministry.locator('section', { hasText: 'Đã đổi 1 chỉ tiêu so với lần gửi trước' });
    expect(await changes.locator('li').innerText()).toMatch(/^25\. .*: 5\.820 → 5\.910 Người.*ô được đánh dấu$/);
    const row = ministry.locator('tr', { has: ministry.getByRole('cell', { name: '16', exact: true }) });
    // Filed 460.92 ha; the plan areas of the register give 575.41 ha.
    expect(await row.locator('td.differs').innerText()).toMatch(/≠[\s\S]*575,41/);
    const derived = row.locator('td.differs');
    const [sign, coverage] = [derived.locator('.unlike'), derived.locator('.small').last()];
    const gap = ((await coverage.boundingBox())?.y ?? 0) - ((await sign.boundingBox())?.y ?? 0);
    expect(gap, 'the coverage stands right below its figure').toBeLessThan(40);
    const table = ministry.locator('.scroll', { has: ministry.locator('table.stacked') });
    expect(await table.evaluate((box) => box.scrollWidth <= box.clientWidth), 'fits 1280 px').toBe(true);
    await ministry.getByLabel('Chỉ hiện').check();
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'filing-review');
    await ministry.setViewportSize({ width: 390, height: 844 });
    expect(await accessibilityFindings(ministry)).toEqual([]);
    await picture(ministry, 'filing-review-phone');
    await ministry.setViewportSize({ width: 1280, height: 900 });
    await ministry.getByLabel('Chỉ hiện').uncheck();
  }

  /** The officer sees reason, date and counter, and answers one cell by a new value, the other by an explanation. */
  async function answerBoth(officer: Page): Promise<void> {
    const banner = officer.getByRole('alert').filter({ hasText: 'Báo cáo bị trả lại lúc' });
    await banner.waitFor();
    expect(await banner.innerText()).toMatch(
      /\d{1,2}\/\d{1,2}\/\d{4}[\s\S]*Hai chỉ tiêu cần xem lại\.[\s\S]*còn 2 ô chưa trả lời/,
    );
    await officer.locator('tr.is-marked').nth(1).waitFor();
    expect(await officer.locator('tr.is-marked').count()).toBe(2);
    expect(await accessibilityFindings(officer)).toEqual([]);
    await picture(officer, 'filing-returned');
    const cells = officer.locator('.marks > li');
    await cells.filter({ hasText: 'Tăng nhiều so với 6 tháng.' }).getByLabel('Số liệu mới').fill('5910');
    await officer.getByRole('button', { name: 'Lưu trả lời' }).click();
    await officer.getByText('còn 1 ô chưa trả lời').first().waitFor();
    await cells.filter({ hasText: 'Chưa khớp' }).getByLabel('Giải trình').fill('Thống kê chưa tính hộ kinh doanh.');
    await officer.getByRole('button', { name: 'Lưu trả lời' }).click();
    await officer.getByText('đã trả lời đủ').first().waitFor();
    await officer.locator('tr.is-answered').nth(1).waitFor();
    expect(await officer.locator('table').last().innerText()).toContain('5.910');
    expect(await accessibilityFindings(officer)).toEqual([]);
    await picture(officer, 'filing-answered');
  }

  /** The receipt prints as a page; its QR code leads to a check that needs no account. */
  async function readReceipt(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Giấy biên nhận' }).click();
    await page.getByRole('heading', { name: 'Giấy biên nhận báo cáo' }).waitFor();
    await page.getByRole('cell', { name: '5.910' }).waitFor();
    const label = (await page.locator('svg.qr').getAttribute('aria-label')) ?? '';
    expect(label).toContain(`${system.url}/kiem-tra?so=2026-Y%2F04%2F15%2F`);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'receipt');
    const visitor = await (await newContext()).newPage();
    await visitor.goto(label.slice(label.indexOf('http')));
    await visitor.getByText('do hệ thống này cấp và đang còn hiệu lực').waitFor();
    expect(await accessibilityFindings(visitor)).toEqual([]);
    await visitor.getByLabel('SHA-256').fill('0'.repeat(64));
    await visitor.getByRole('button', { name: 'Kiểm tra' }).click();
    await visitor.getByText('không cấp giấy biên nhận').waitFor();
  }

  it('lists what the ministry received, with filters in the address, on a desk and on a phone', async () => {
    const page = await signedIn('officer', /Bộ Công Thương|Cục/);
    await page.getByRole('link', { name: 'Báo cáo nhận được' }).click();
    await page.getByText('Không có báo cáo nào như đang lọc').waitFor();
    await page.getByLabel('Tình trạng').selectOption('ACCEPTED');
    const row = page.locator('tbody tr', { hasText: 'Tỉnh Lào Cai' });
    await row.getByText('gửi lại sau khi trả').waitFor();
    await row.getByText('thiếu báo cáo cấp dưới').waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('ACCEPTED');
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'review-queue');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'review-queue-phone');
    await row.getByRole('link', { name: /^Mở Biểu 04/ }).click();
    await page.getByRole('link', { name: 'Về danh sách báo cáo nhận được' }).waitFor();
  });

  it('explains itself by the keyboard alone: first steps, the list of keys, the help page', async () => {
    const page = await signedIn('officer', /Lục Yên/);
    await page.getByRole('heading', { name: 'Bắt đầu trong ba bước' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'desk-first-use');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Các phím dùng được' });
    await keys.waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'keys');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Tôi đã hiểu, ẩn đi' }).press('Enter');
    await page.reload();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Bắt đầu trong ba bước' }).count()).toBe(0);
    await page.keyboard.press('?');
    await keys.getByRole('link', { name: 'Mở trang trợ giúp' }).press('Enter');
    await page.getByText('Bấm Nhập trên hệ thống ở dòng Biểu 03.').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'help');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'help-phone');
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
