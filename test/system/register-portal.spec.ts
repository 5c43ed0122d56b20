/** The register, the dashboards and the export builder in a real browser, over a synthetic country beside the samples. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { allEntities, assemble, generateCountry } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm } from '#lib/persistence';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { type Client, signIn } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { blankRows, figureFaults, sidewaysScroll } from '../support/portal-figures.js';
import { portalQuery } from '../support/portal-queries.js';
import { bookOf } from '../support/register-book.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describe.runIf(path !== null)('the portal of the register', () => {
  let system: TestSystem;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const database = await createTestDatabase('seeded');
    const orm = await createOrm({ connectionString: database.appUrl, entities: allEntities, poolMax: 2 });
    const config = loadConfig({ CCN_APP_URL: database.appUrl }, []);
    const services = assemble({ orm, clock: systemClock, law: loadLaw(), config });
    await generateCountry(services, { clusters: 240, periods: 2, seed: 11, besideOthers: true });
    await services.db.close();
    [system, browser] = await Promise.all([startSystem({ database }), openBrowser(path ?? '')]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((c) => c.close()));
    await browser?.close();
    await system?.stop();
    await system?.database.drop();
  });

  // What a person would have seen when it went wrong.
  afterEach(async ({ task }) => {
    const page = contexts.at(-1)?.pages()[0];
    if (task.result?.state === 'fail' && page) await picture(page, `failed-${task.name.slice(0, 20)}`);
  });

  async function signedIn(role: string, office: RegExp, viewport = DESKTOP): Promise<Page> {
    const account = system.accounts.find((a) => a.role === role && office.test(a.office));
    if (!account) throw new Error(`no demo account ${role} ${office}`);
    const context = await browser.newContext({ locale: 'vi-VN', viewport });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(account.email);
    await page.getByLabel('Mật khẩu').fill(account.password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
    return page;
  }

  /** What holds of every screen: accessible, figures with units, no sideways scrolling on a phone. */
  async function isSound(page: Page, name: string): Promise<void> {
    expect([name, await figureFaults(page)]).toEqual([name, []]);
    expect([name, await accessibilityFindings(page)]).toEqual([name, []]);
    await picture(page, name);
    await page.setViewportSize(PHONE);
    expect([name, await sidewaysScroll(page)]).toEqual([name, 0]);
    await picture(page, `${name}-phone`);
    await page.setViewportSize(DESKTOP);
  }

  it('scrolls two thousand clusters without a blank row, and finds one without tone marks', async () => {
    const page = await signedIn('officer', /Bộ Công Thương|Cục/);
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes(portalQuery('ClusterList'))) return await route.fallback();
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: twoThousand(await answer.json()) });
    });
    await page.goto(`${system.url}/cum`);
    await page.getByRole('heading', { name: '2000 cụm' }).waitFor();
    expect(await page.locator('table.long').getAttribute('aria-rowcount')).toBe('2001');
    expect(await page.locator('table.long tbody tr').count()).toBeLessThan(150);
    expect(await blankRows(page)).toEqual([]);
    await page.unroute('**/graphql');
    await page.getByLabel('Tìm theo tên').fill('dong an');
    await page.getByRole('link', { name: 'Đông An', exact: true }).waitFor();
    await page.getByLabel('Tìm theo tên').fill('');
    await page.getByLabel('Tỉnh, thành phố').selectOption('15');
    await page.getByRole('heading', { name: /^\d+ cụm$/ }).waitFor();
    await isSound(page, 'register');
  });

  it('shows a cluster with every area, every definition and its sources', async () => {
    const page = await signedIn('officer', /Lào Cai/);
    await page.goto(`${system.url}/cum?q=dong+an`);
    await page.getByRole('link', { name: 'Đông An', exact: true }).click();
    await page.getByRole('heading', { name: 'Đông An', exact: true }).waitFor();
    await page.getByText('Điều 2.7, trung bình cộng các cụm').waitFor();
    await isSound(page, 'cluster');
  });

  it('draws six measures and the country, each with unit, coverage, definition, table and export', async () => {
    const page = await signedIn('officer', /Bộ Công Thương|Cục/);
    await page.goto(`${system.url}/bieu-do`);
    await page.locator('.charts figure.chart svg').nth(5).waitFor();
    expect(await page.locator('figure.chart').count()).toBe(7);
    const closed = page.getByRole('button', { name: /^Xem bảng số liệu/ });
    while ((await closed.count()) > 0) await closed.first().click();
    expect(await page.locator('figure.chart table').count()).toBe(7);
    await isSound(page, 'dashboard');
    const tiles = page.locator('button.tile');
    expect(await tiles.count()).toBe(34);
    expect(await page.locator('.tile.island').allInnerTexts()).toEqual(['Hoàng Sa', 'Trường Sa']);
    await page.getByRole('button', { name: /^Hà Nội:/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Lào Cai');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Lào Cai: các xã có cụm/ }).waitFor();
    await page.locator('figure.chart svg').nth(5).waitFor();
    await isSound(page, 'dashboard-province');
    await page.locator('section[aria-labelledby="province-panel"] tbody a[href*="&xa="]').first().click();
    await page.getByRole('heading', { name: /^\d+ cụm$/ }).waitFor();
    await page.locator('table.long tbody a').first().click();
    await page.getByRole('heading', { name: 'Đất và tỷ lệ lấp đầy theo từng định nghĩa' }).waitFor();
    await page.goto(`${system.url}/bieu-do?theo=tinh`);
    await page.locator('.charts figure.chart svg').nth(5).waitFor();
    await page.getByRole('button', { name: 'Xuất dữ liệu: Lao động' }).click();
    await page.getByRole('link', { name: /^Tải .*\.xlsx$/ }).waitFor();
    await isSound(page, 'dashboard-provinces');
  });

  it('puts a table together, shows its beginning and hands the file over', async () => {
    const page = await signedIn('officer', /Lào Cai/);
    await page.goto(`${system.url}/xuat-du-lieu`);
    await page.getByText(/^20 dòng đầu trong \d+ dòng, từ 1 tỉnh\.$/).waitFor();
    await page.getByRole('button', { name: 'Thêm điều kiện' }).click();
    await page.getByLabel('Cột của điều kiện 1').selectOption({ label: 'Tên cụm' });
    await page.getByLabel('Giá trị của điều kiện 1').fill('dong an');
    await page.getByText('1 dòng đầu trong 1 dòng, từ 1 tỉnh.').waitFor();
    await page.getByLabel('Lưu lựa chọn hiện tại với tên').fill('Cụm Đông An');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('button', { name: 'Mở: Cụm Đông An' }).waitFor();
    await isSound(page, 'export');
    await page.getByLabel('Định dạng').selectOption('CSV');
    await page.getByRole('button', { name: 'Xuất dữ liệu', exact: true }).click();
    const link = page.getByRole('link', { name: /^Tải .*\.csv$/ });
    await link.waitFor();
    const answer = await page.request.get(system.url + ((await link.getAttribute('href')) ?? ''));
    expect(await answer.text()).toContain('Đông An');
  });

  it('takes questions of an analyst’s own in the explorer, with a key that reads, asked for by this page alone', async () => {
    const page = await signedIn('analyst', /Bộ Công Thương|Cục/);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
    });
    const asked = { byHash: 0, own: [] as string[] };
    page.on('request', (request) => {
      if (!request.url().endsWith('/graphql')) return;
      if (request.headers()['authorization'] === undefined)
        asked.byHash += request.postData()?.includes('"query"') ? 1 : 0;
      else asked.own.push(request.postData() ?? '');
    });
    await page.getByRole('link', { name: 'Truy vấn' }).click();
    await page.getByRole('button', { name: 'Mỗi vùng có bao nhiêu cụm' }).click();
    const editor = page.locator('.graphiql-query-editor .CodeMirror');
    await editor.getByText('clusterCounts').waitFor();
    await page.getByRole('button', { name: /execute query/i }).click();
    const answer = page.locator('.graphiql-response .CodeMirror');
    await answer.getByText('"Bắc Trung Bộ"').waitFor();
    // The schema has come and the editor has marked its words by it; nothing of the page changes any more.
    await page.getByRole('heading', { name: 'Truy vấn' }).click();
    await page.waitForLoadState('networkidle');
    await isSound(page, 'explorer');
    expect(asked.byHash, 'a session asks the portal’s own questions only').toBe(0);
    expect(asked.own.some((body) => body.includes('IntrospectionQuery'))).toBe(true);

    // What is typed is asked as well, and may read only.
    const ask = async (query: string, expected: RegExp) => {
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(query);
      await page.keyboard.press('Control+Enter');
      await answer.getByText(expected).waitFor();
    };
    await ask('{ me { via } }', /"TOKEN"/);
    await ask('mutation { createToken(input: { name: "x", scopes: ["register.read"] }) { secret } }', /"FORBIDDEN"/);
    expect(refused).toEqual([]);
  });

  it('reads a register workbook without writing, shows each difference, and writes them with a reason', async () => {
    const page = await signedIn('officer', /Lào Cai/);
    await page.goto(`${system.url}/cum`);
    await page.getByRole('link', { name: 'Nhập sổ đăng ký từ Excel' }).click();
    await page.setInputFiles('#register-file', {
      name: 'du-an-moi.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(
        bookOf({
          'Dự án': [
            ['Tên cụm', 'Tên doanh nghiệp', 'Tên dự án', 'Tình trạng'],
            ['Đông An', 'Công ty TNHH Gỗ Đông An', 'Xưởng gỗ ghép thanh', 'Đang hoạt động'],
          ],
        }),
      ),
    });
    await page.getByText('Chưa ghi gì vào sổ đăng ký').waitFor();
    await page.getByText('Xưởng gỗ ghép thanh').first().waitFor();
    await isSound(page, 'register-import');
    await page.getByLabel('Lý do thay đổi (lưu trong nhật ký)').fill('Bổ sung dự án mới được cấp phép');
    await page.getByRole('button', { name: 'Xác nhận và ghi' }).click();
    await page.getByText('Đã ghi vào sổ đăng ký.').waitFor();
    await page.goto(`${system.url}/cum?q=dong+an`);
    await page.getByRole('link', { name: 'Đông An', exact: true }).click();
    await page.getByText('Công ty TNHH Gỗ Đông An').first().waitFor();
  });

  it('changes the register by an entitled hand, with a day and a reason, and keeps what was known', async () => {
    const page = await signedIn('officer', /Lào Cai/);
    await page.goto(`${system.url}/cum?q=dong+an`);
    await page.getByRole('link', { name: 'Đông An', exact: true }).click();
    await page.locator('.lead').getByText('Chưa có quyết định thành lập').waitFor();
    const code = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByRole('button', { name: 'Ghi quyết định' }).click();
    await page.getByLabel('Loại quyết định').selectOption('ESTABLISHMENT');
    await page.getByLabel('Số, ký hiệu').fill('77/QĐ-UBND');
    await page.getByLabel('Ngày ký').fill('2026-03-02');
    await page.getByLabel('Diện tích (ha)').fill('50,5');
    await page.getByLabel('Lý do thay đổi').fill('Bổ sung theo bản giấy');
    await isSound(page, 'cluster-editing');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator('.lead').getByText('Đã thành lập', { exact: true }).waitFor();
    expect(await page.locator('section[aria-labelledby="dien-tich"] td.num').allInnerTexts()).toContain('50,5');
    await page.getByRole('button', { name: 'Sửa thông tin cụm' }).click();
    await page.getByLabel('Tên cụm').fill('Đông An mới');
    await page.getByLabel('Có hiệu lực từ ngày').fill('2026-10-01');
    await page.getByLabel('Lý do thay đổi').fill('Đổi tên theo quyết định');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('heading', { name: 'Đông An mới', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Gỡ bỏ: 77/QĐ-UBND' }).click();
    await page.getByLabel('Lý do thay đổi').fill('Nhập nhầm cụm');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator('.lead').getByText('Chưa có quyết định thành lập').waitFor();

    const officer = await signIn(system, 'department', 'officer', '15');
    const then = await officer.data<{ cluster: { name: string } }>(
      'query ($code: String!) { cluster(code: $code, asOf: "2026-09-30") { name } }',
      { code },
    );
    expect(then.cluster.name).toBe('Đông An');
    const edit = 'mutation ($input: RetractFactInput!) { retractFact(input: $input) { errors { code } } }';
    const input = { cluster: code, kind: 'DECISION', id: '00000000-0000-7000-8000-000000000000', reason: 'Thử' };
    const refused = async (client: Client, with_: object) =>
      (
        await client.data<{ retractFact: { errors: { code: string }[] } }>(edit, { input: { ...input, ...with_ } })
      ).retractFact.errors.map((e) => e.code);
    expect(await refused(officer, {})).toEqual(['EDIT_FACT_UNKNOWN']);
    expect(await refused(officer, { reason: ' ' })).toEqual(['EDIT_REASON_REQUIRED']);
    expect(await refused(await signIn(system, 'department', 'officer', '80'), {})).toEqual(['EDIT_CLUSTER_UNKNOWN']);
    const approver = await (await signIn(system, 'department', 'approver', '15')).ask(edit, { input });
    expect(approver.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

interface ListAnswer {
  data: { clusters: { totalCount: number; pageInfo: { hasNextPage: boolean }; nodes: { id: string; name: string }[] } };
}

/** The server's own rows, repeated until there are two thousand: more than the register of the nation holds. */
function twoThousand(answer: ListAnswer): ListAnswer {
  const { clusters } = answer.data;
  const nodes = Array.from({ length: 2_000 }, (_, i) => {
    const row = clusters.nodes[i % clusters.nodes.length];
    if (!row) throw new Error('the register is empty');
    return { ...row, id: `${row.id} ${i}`, name: `${row.name} ${i}` };
  });
  return { data: { clusters: { ...clusters, totalCount: 2_000, pageInfo: { hasNextPage: false }, nodes } } };
}
