/**
 * Every screen of the portal for those who use it, in both languages, on a desk and on a phone: pictures of all are kept in
 * test/.out/screens for a person to look at; none has an accessibility fault, a figure without unit, a total without
 * coverage, a chart without its table, or sideways scrolling.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { demoAccount, signIn } from '../support/client.js';
import { change, finished, request, upload } from '../support/filing-journey.js';
import { figureFaults, sidewaysScroll } from '../support/portal-figures.js';
import { startSystem, type TestSystem } from '../support/system.js';

const path = chromiumPath();
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const LANGUAGES = ['vi', 'en'] as const;
const COMMUNE = '04303';

type Who = readonly [string, string, string?] | null;
type Screen = readonly [name: string, path: string];

/** Who opens what: office kind, role, unit; null is a visitor. */
const SCREENS: readonly (readonly [who: Who, screens: readonly Screen[]])[] = [
  [
    null,
    [
      ['sign-in', ''],
      ['check-receipt', 'kiem-tra'],
      ['invitation-without-key', 'moi'],
    ],
  ],
  [
    ['department', 'officer', '15'],
    [
      ['desk-department', ''],
      ['upload', 'nop/04/2026-Y/15'],
      ['editor-04', 'soan/04/2026-H1/15'],
      ['readings', 'cach-doc'],
      ['filing', 'bao-cao/FILING'],
      ['receipt', 'bien-nhan/RECEIPT'],
      ['consolidated', 'tong-hop?form=04&unit=15&period=2026-Y'],
      ['reconciliation', 'doi-chieu'],
      ['chain', 'chuoi'],
      ['clusters', 'cum'],
      ['register-import', 'cum/nhap-so'],
      ['cluster', 'cum/CLUSTER'],
      ['dashboard', 'bieu-do'],
      ['export', 'xuat-du-lieu'],
      ['inbox', 'hop-tin'],
      ['help', 'tro-giup'],
      ['account', 'mat-khau'],
    ],
  ],
  [
    ['ministry', 'officer'],
    [
      ['desk-ministry', ''],
      ['review', 'duyet'],
      ['filing-review', 'bao-cao/FILING'],
      ['explorer', 'kham-pha'],
    ],
  ],
  [
    ['ministry', 'administrator'],
    [
      ['admin', 'quan-tri'],
      ['admin-offices', 'quan-tri/don-vi'],
      ['admin-queues', 'quan-tri/hang-doi'],
      ['admin-reminders', 'quan-tri/lich-nhac'],
      ['audit', 'nhat-ky'],
      ['outbox', 'thu-di'],
    ],
  ],
  [
    ['commune', 'officer', COMMUNE],
    [
      ['desk-commune', ''],
      ['editor-03', `soan/03/2026-Y/${COMMUNE}`],
    ],
  ],
];

describe.runIf(path !== null)('every screen', () => {
  let system: TestSystem;
  let browser: Browser;
  const places = new Map<string, string>();

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), openBrowser(path ?? '')]);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it('has something to show: a filing that was sent, and its receipt', async () => {
    // One filing with a receipt, so that its pages have something to show.
    const officer = await signIn(system, 'department', 'officer', '15');
    const approver = await signIn(system, 'department', 'approver', '15');
    const fileId = await upload(officer, 'ok-form-04.xlsx');
    const asked = await request(officer, { fileId, form: '04', period: '2026-Y', unit: '15' });
    const { filing } = await finished(officer, asked.id);
    const reason = 'Các xã đang tổng hợp; số liệu lấy từ sổ của Sở.';
    const sent = await change(approver, 'submitFiling', { id: filing?.id, version: filing?.version, reason });
    expect(sent.errors).toEqual([]);
    places.set('FILING', sent.filing?.id ?? '');
    places.set('RECEIPT', sent.filing?.receiptNumber ?? '');
    const found = await officer.data<{ clusters: { nodes: { code: string }[] } }>(
      '{ clusters(first: 1) { nodes { code } } }',
    );
    places.set('CLUSTER', found.clusters.nodes[0]?.code ?? '');
  });

  const pages = new Map<string, Promise<Page>>();

  /** The page of a person in a language; signed in once. */
  function pageOf(who: Who, language: string): Promise<Page> {
    const key = `${who?.join(' ')} ${language}`;
    const made = pages.get(key) ?? opened(who, language);
    pages.set(key, made);
    return made;
  }

  async function opened(who: Who, language: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', viewport: DESK, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await context.addInitScript(`localStorage.setItem('ccn.language', '${language}')`);
    if (who !== null) {
      const { email, password } = demoAccount(system, ...who);
      const answer = await context.request.post(`${system.url}/api/session`, { data: { email, password } });
      expect(answer.status()).toBe(200);
    }
    return page;
  }

  /** The page as it stands when nothing is being loaded any more. */
  async function settled(page: Page): Promise<void> {
    await page.locator('h1:visible, h2:visible').first().waitFor();
    const loading = () => page.evaluate<boolean>('/(Đang tải|Loading)…/.test(document.body.innerText)');
    await expect.poll(loading, { timeout: 20_000, interval: 50 }).toBe(false);
    await page.evaluate('document.fonts.ready.then(() => true)');
  }

  it.each(SCREENS.flatMap(([who, screens]) => screens.map(([name, at]) => [name, at, who] as const)))(
    '%s',
    async (name, at, who) => {
      const address = at.replace(/[A-Z]{6,}/, (word) => places.get(word) ?? word);
      for (const language of LANGUAGES) {
        const page = await pageOf(who, language);
        await page.setViewportSize(DESK);
        await page.goto(`${system.url}/${address}`);
        await settled(page);
        const title = await page.title();
        expect(await page.evaluate<string>('document.documentElement.lang')).toBe(language);
        expect(title).not.toBe('');
        expect([language, await figureFaults(page)]).toEqual([language, []]);
        // Names and roles are looked at where most people are; sizes of a phone have their own specs.
        if (language === 'vi') expect(await accessibilityFindings(page)).toEqual([]);
        await picture(page, `screens/${name}-${language}-desk`);
        await page.setViewportSize(PHONE);
        expect([language, await sidewaysScroll(page)]).toEqual([language, 0]);
        await picture(page, `screens/${name}-${language}-phone`);
      }
    },
  );
});
