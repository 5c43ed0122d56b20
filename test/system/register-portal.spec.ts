/** The register, the dashboards and the export builder in a real browser, over a synthetic country beside the samples. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEntities, assemble, generateCountry } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm } from '#lib/persistence';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { createTestDatabase } from '../support/database.js';
import { blankRows, figureFaults, sidewaysScroll } from '../support/portal-figures.js';
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
      if (!route.request().postData()?.includes('query ClusterList')) return await route.fallback();
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
