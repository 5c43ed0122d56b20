/** Form 01 behind a link: over HTTP, and on a cheap phone with a slow network. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filingLink } from '#lib/access';
import { withClient } from '../../scripts/embedded/roles.ts';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

const secret = Buffer.from('5e'.repeat(32), 'hex');
const path = chromiumPath();
const GOOD = [
  { key: 'project_revenue', raw: '12,5' },
  { key: 'project_budget_payment', raw: '0' },
  { key: 'project_labour', raw: '34' },
  { key: 'project_avg_income', raw: '8,2' },
];

let system: TestSystem;
/** The enterprise's project and office, and its duty for the year 2026. */
let duty: { id: string; officeId: string; projectId: string; unit: string };

beforeAll(async () => {
  system = await startSystem({
    env: { CCN_TEMPLATE_KEY: secret.toString('hex'), CCN_CLOCK_FROM: '2026-12-16T09:00:00+07:00', NODE_ENV: 'test' },
  });
  const found = await withClient(system.database.superUrl, (c) =>
    c.query<typeof duty>(
      `select ob.id, o.id as "officeId", ob.project_id as "projectId", ob.filer_ref as unit
         from office o join obligation ob on ob.project_id = any (o.project_ids)
        where o.kind = 'enterprise' and ob.form = '01' and ob.period = '2026-Y' limit 1`,
    ),
  );
  duty = found.rows[0]!;
});
afterAll(() => system?.stop());

const linkUntil = (expiresAt: Date, obligationId = duty.id) =>
  filingLink(secret, { obligationId, officeId: duty.officeId, expiresAt });
const good = () => linkUntil(new Date('2027-01-31T00:00:00+07:00'));
async function post(door: 'open' | 'send', body: object) {
  const response = await fetch(`${system.url}/api/quick/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const rowsOf = async (sql: string) => (await withClient(system.database.superUrl, (c) => c.query(sql))).rows;

describe('a link to form 01', () => {
  it('opens the one duty it was made for, without a sign-in', async () => {
    const { status, body } = await post('open', { link: good() });
    expect(status).toBe(200);
    expect(body).toMatchObject({ form: '01', period: '2026-Y', version: null, receipt: null, lastPeriod: '2025-Y' });
    expect((body['definition'] as { rows: { key: string }[] }).rows.map((r) => r.key)).toEqual(GOOD.map((f) => f.key));
  });

  it('altered, expired, of a closed account or of another form it opens nothing', async () => {
    const altered = `${good().slice(0, -1)}${good().endsWith('A') ? 'B' : 'A'}`;
    expect(await post('open', { link: altered })).toMatchObject({ status: 404, body: { code: 'LINK_BROKEN' } });
    const old = linkUntil(new Date('2026-12-15T08:59:59+07:00'));
    expect(await post('open', { link: old })).toMatchObject({ status: 410, body: { code: 'LINK_EXPIRED' } });
    const [other] = await rowsOf(`select id from obligation where form = '04' and period = '2026-Y' limit 1`);
    const wrong = linkUntil(new Date('2027-01-31T00:00:00+07:00'), other.id);
    expect(await post('open', { link: wrong })).toMatchObject({ status: 404, body: { code: 'LINK_BROKEN' } });
    for (const link of [undefined, 5, 'x'.repeat(300)])
      expect(await post('open', { link })).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    await rowsOf(`update account set disabled_at = now() where office_id = '${duty.officeId}'`);
    expect(await post('open', { link: good() })).toMatchObject({ status: 404, body: { code: 'LINK_BROKEN' } });
    await rowsOf(`update account set disabled_at = null where office_id = '${duty.officeId}'`);
  });

  it('keeps what was typed when a figure is wrong, sends nothing, and says which', async () => {
    const figures = GOOD.map((f) => (f.key === 'project_labour' ? { ...f, raw: 'ba mươi' } : f));
    const { status, body } = await post('send', { link: good(), version: null, figures });
    expect(status).toBe(200);
    expect(body['receipt']).toBeNull();
    const problems = body['problems'] as { severity: string; key: string }[];
    expect(problems.filter((p) => p.severity === 'error').map((p) => p.key)).toEqual(['project_labour']);
    const again = await post('open', { link: good() });
    expect((again.body['texts'] as Record<string, string>)['project_labour']).toBe('ba mươi');
  });

  it('comes with the reminder to the enterprise, and is shown to nobody who looks after the mails', async () => {
    const folder = join(system.env['CCN_DATA'] ?? '', 'outbox');
    const mailed = () =>
      (existsSync(folder) ? readdirSync(folder) : [])
        .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=\n', ''))
        .flatMap((mail) => /\/f#([\w-]{70})/.exec(mail)?.[1] ?? [])
        .find((link) => link === mine);
    const [{ lock }] = await rowsOf(`select lock_at as lock from obligation where id = '${duty.id}'`);
    const mine = linkUntil(lock as Date);
    await expect.poll(mailed, { timeout: 60_000 }).toBe(mine);
    expect((await post('open', { link: mine })).status).toBe(200);
    const administrator = await signIn(system, 'department', 'administrator', '15');
    const { outbox } = await administrator.data<{ outbox: { nodes: { id: string; body: string }[] } }>(
      '{ outbox(first: 200) { nodes { id body } } }',
    );
    const bodies = outbox.nodes.map(({ body }) => body);
    expect(bodies.some((body) => body.includes('/f#…'))).toBe(true);
    expect(bodies.filter((body) => /\/f#[\w-]/.test(body))).toEqual([]);
  });

  it('the figures never pass through an address, and the log holds no link', () => {
    expect(system.api.output).not.toContain(good());
  });
});

describe.runIf(path !== null)('the page behind the link', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(path ?? '');
  });
  afterAll(() => browser?.close());

  it('takes four figures on a phone over a slow network and ends with the receipt; all of it under 150 kB', async () => {
    const context = await browser.newContext({
      locale: 'vi-VN',
      viewport: { width: 360, height: 640 },
      isMobile: true,
    });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    // A third-generation network: 400 kbit/s, 400 ms there and back.
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
    let bytes = 0;
    network.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));

    const began = Date.now();
    await page.goto(`${system.url}/f#${good()}`);
    await page.getByLabel(/^3\./).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'quick-form-phone');
    for (const { key, raw } of GOOD) await page.locator(`#${key}`).fill(key === 'project_labour' ? 'chưa rõ' : raw);
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Chưa gửi được', { exact: false }).waitFor();
    expect(await page.locator('#project_labour').getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.locator('#project_labour').fill('34');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Đã nhận báo cáo').waitFor();
    // The journey's own clock: what a person with the figures at hand needs, machine included.
    console.info(`form 01 from link to receipt: ${((Date.now() - began) / 1000).toFixed(1)} s, ${bytes} bytes`);
    expect(bytes).toBeLessThan(150_000);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'quick-receipt-phone');
    const number = await page.locator('b', { hasText: '2026-Y/01/' }).innerText();

    const sheet = await signIn(system, 'enterprise', 'officer');
    const { filings } = await sheet.data<{
      filings: { nodes: { receiptNumber: string; figures: { key: string; value: string }[] }[] };
    }>('{ filings(filter: { form: "01", period: "2026-Y" }) { nodes { receiptNumber figures { key value } } } }');
    expect(filings.nodes[0]?.receiptNumber).toBe(number);
    const values = Object.fromEntries((filings.nodes[0]?.figures ?? []).map((f) => [f.key, f.value]));
    expect(values).toEqual({
      project_revenue: '12.5',
      project_budget_payment: '0',
      project_labour: '34',
      project_avg_income: '8.2',
    });

    // Opened again, the link shows the receipt and takes nothing more.
    await page.reload();
    await page.getByText(number).waitFor();
    expect(await page.locator('input').count()).toBe(0);
    expect(await post('send', { link: good(), version: null, figures: GOOD })).toMatchObject({
      status: 422,
      body: { code: 'ALREADY_SUBMITTED' },
    });
    await context.close();
  });
});
