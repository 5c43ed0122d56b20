/** A person of the demo data at the portal in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { OfficeKind, Role } from '#lib/access';
import { demoAccount } from './client.js';
import type { TestSystem } from './system.js';

const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** Opens contexts of one browser for a spec, and closes them all. */
export class People {
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly system: TestSystem,
  ) {}

  /** Signed in as the demo account of an office, at the desk. */
  async signIn(kind: OfficeKind, role: Role, province: string | null = null): Promise<Page> {
    const { email, password } = demoAccount(this.system, kind, role, province ?? undefined);
    const context = await this.browser.newContext({ locale: 'vi-VN', viewport: DESK });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const answer = await page.request.post(`${this.system.url}/api/session`, { data: { email, password } });
    if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()}`);
    await page.goto(this.system.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}
