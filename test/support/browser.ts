/** A real Chromium for the portal's specs: the one of the system's packages, never a download of its own. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

const candidates = [
  process.env['CCN_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Path of the browser, or null with nothing to run the specs on (scripts/test says so). */
export function chromiumPath(): string | null {
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

export async function openBrowser(path: string): Promise<Browser> {
  return await chromium.launch({
    executablePath: path,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Keeps a picture of the whole page in an ignored folder, for a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '..', '.out');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** What axe finds on the page as it stands, by rule and first place; empty is right. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  const analyze = () => new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  // axe stumbles when a piece of the page goes away while it looks (an editor that draws itself anew): then it looks again.
  const { violations } = await analyze().catch(async () => {
    await page.waitForLoadState('networkidle');
    return await analyze();
  });
  return violations.map((v) => `${v.id}: ${v.help} (${v.nodes[0]?.html.slice(0, 160) ?? ''})`);
}
