/** Administration of people: the doors over HTTP, and the portal's two pages in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '#lib/access';
import { accessibilityFindings, chromiumPath, openBrowser, picture } from '../support/browser.js';
import { type Client, clientOf, demoAccount, signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

interface Refusal {
  readonly code: string;
  readonly path?: string | null;
}
interface AccountsPage {
  readonly accounts: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly email: string;
      readonly disabledAt: string | null;
      readonly office: { readonly provinceCode: string | null; readonly kind: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const path = chromiumPath();
let system: TestSystem;
let admin: Client;

beforeAll(async () => {
  system = await startSystem({ worker: false });
  admin = await signIn(system, 'department', 'administrator', '15');
});
afterAll(async () => await system?.stop());

const LIST = `query ($filter: AccountFilter, $first: Int! = 200, $after: String) { accounts(filter: $filter, first: $first, after: $after) {
  totalCount nodes { id email disabledAt office { provinceCode kind } } pageInfo { hasNextPage endCursor } } }`;

/** Signs in with a password; null when it is refused. */
async function enter(email: string, password: string): Promise<Client | null> {
  const response = await fetch(`${system.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (response.status !== 200) return null;
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return clientOf(system.url, { cookie, 'x-ccn-csrf': csrfToken });
}

async function officeId(kind: string): Promise<string> {
  const { offices } = await admin.data<{ offices: { nodes: { id: string; roles: string[] }[] } }>(
    'query ($kind: OfficeKind!) { offices(filter: { kind: $kind }, first: 1) { nodes { id roles } } }',
    { kind },
  );
  return offices.nodes[0]?.id ?? '';
}

/** Makes an account, or tells why not. */
async function create(
  input: Record<string, unknown>,
): Promise<{ password: string | null; id: string; refusal: Refusal | undefined }> {
  const { createAccount } = await admin.data<{
    createAccount: { account: { id: string } | null; temporaryPassword: string | null; errors: Refusal[] };
  }>(
    'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } temporaryPassword errors { code path } } }',
    { input },
  );
  const { account, temporaryPassword: password, errors } = createAccount;
  return { password, id: account?.id ?? '', refusal: errors[0] };
}

async function change(client: Client, present: string, next: string): Promise<string> {
  const answer = await client.ask<{ changeOwnPassword: { changed: boolean; errors: Refusal[] } }>(
    'mutation ($input: ChangeOwnPasswordInput!) { changeOwnPassword(input: $input) { changed errors { code } } }',
    { input: { present, next } },
  );
  const told = answer.data?.changeOwnPassword;
  return answer.errors[0]?.extensions.code ?? (told?.changed ? 'changed' : (told?.errors[0]?.code ?? 'nothing'));
}

describe('accounts over GraphQL', () => {
  it('are listed for the branch only, page by page, and found without tone marks', async () => {
    const all = (await admin.data<AccountsPage>(LIST)).accounts;
    expect(all.totalCount).toBe(all.nodes.length);
    expect(all.nodes.every(({ office }) => office.provinceCode === '15')).toBe(true);
    expect(new Set(all.nodes.map(({ office }) => office.kind)).size).toBeGreaterThan(2);

    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: AccountsPage['accounts'] = (await admin.data<AccountsPage>(LIST, { first: 2, after })).accounts;
      seen.push(...page.nodes.map(({ email }) => email));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(all.nodes.map(({ email }) => email));

    const departmentOnly = (await admin.data<AccountsPage>(LIST, { filter: { search: 'SO CONG THUONG' } })).accounts;
    expect(departmentOnly.nodes.map(({ office }) => office.kind)).toContain('DEPARTMENT');
    expect(departmentOnly.totalCount).toBeLessThan(all.totalCount);
    expect((await admin.data<AccountsPage>(LIST, { filter: { search: '100%' } })).accounts.totalCount).toBe(0);
  });

  it('are nobody else’s business', async () => {
    const officer = await signIn(system, 'department', 'officer', '15');
    expect((await officer.ask(LIST)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const elsewhere = demoAccount(system, 'department', 'officer', '80');
    expect((await admin.data<AccountsPage>(LIST, { filter: { search: elsewhere.email } })).accounts.totalCount).toBe(0);
  });

  it('refuses what cannot be, with code and place', async () => {
    const office = await officeId('COMMUNE');
    const good = { officeId: office, name: 'Cán bộ xã', email: 'can.bo.moi@demo.ccn.invalid', role: 'OFFICER' };
    const refusal = async (but: Record<string, unknown>) => (await create({ ...good, ...but })).refusal;
    expect(await refusal({ email: 'không phải thư' })).toEqual({ code: 'EMAIL_INVALID', path: 'email' });
    expect(await refusal({ name: '  ' })).toEqual({ code: 'ACCOUNT_NAME_INVALID', path: 'name' });
    expect(await refusal({ role: 'PLANNER' })).toEqual({ code: 'ROLE_INVALID', path: 'role' });
    expect(await refusal({ officeId: 'x' })).toEqual({ code: 'OFFICE_UNKNOWN', path: 'officeId' });
    const taken = demoAccount(system, 'department', 'officer', '80').email.toUpperCase();
    expect(await refusal({ email: taken })).toEqual({ code: 'EMAIL_TAKEN', path: 'email' });
  });

  it('two at the same moment make one account', async () => {
    const wanted = {
      officeId: await officeId('COMMUNE'),
      name: 'Một người',
      email: 'cung.luc@demo.ccn.invalid',
      role: 'OFFICER',
    };
    const made = await Promise.all(Array.from({ length: 4 }, () => create(wanted)));
    expect(made.map(({ refusal }) => refusal?.code ?? 'made').sort()).toEqual([
      'EMAIL_TAKEN',
      'EMAIL_TAKEN',
      'EMAIL_TAKEN',
      'made',
    ]);
  });
});

describe('a temporary password', () => {
  it('opens nothing but its change; the new one opens everything, and a reset begins anew', async () => {
    const email = 'nguoi.moi@demo.ccn.invalid';
    const made = await create({ officeId: await officeId('COMMUNE'), name: 'Người mới', email, role: 'OFFICER' });
    const first = await enter(email, made.password ?? '');
    if (first === null) throw new Error('the temporary password does not open');

    for (const door of [
      '{ me { id } }',
      '{ clusters(first: 1) { totalCount } }',
      'mutation { createToken(input: { name: "x", scopes: ["filing.read"] }) { secret } }',
    ])
      expect((await first.ask(door)).errors[0]?.extensions.code, door).toBe('PASSWORD_CHANGE_NEEDED');
    expect((await first.upload('x.xlsx', new Uint8Array([80, 75]))).status).toBe(403);
    expect((await first.fetch('/api/export?form=03&unit=04303&period=2026-Y')).status).toBe(403);
    expect(
      ((await (await first.fetch('/api/session')).json()) as { mustChangePassword: boolean }).mustChangePassword,
    ).toBe(true);

    expect(await change(first, 'sai rồi', 'một mật khẩu của riêng tôi')).toBe('PASSWORD_WRONG');
    expect(await change(first, made.password ?? '', made.password ?? '')).toBe('PASSWORD_SAME');
    expect(await change(first, made.password ?? '', 'ngắn')).toBe('PASSWORD_TOO_SHORT');
    expect(await change(first, made.password ?? '', 'một mật khẩu của riêng tôi')).toBe('changed');
    expect((await first.ask('{ me { id } }')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');

    const second = await enter(email, 'một mật khẩu của riêng tôi');
    expect((await second?.data<{ me: { email: string } }>('{ me { email } }'))?.me.email).toBe(email);

    const { resetPassword } = await admin.data<{ resetPassword: { temporaryPassword: string } }>(
      'mutation ($id: ID!) { resetPassword(input: { id: $id }) { temporaryPassword errors { code } } }',
      { id: made.id },
    );
    expect((await second?.ask('{ me { id } }'))?.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const third = await enter(email, resetPassword.temporaryPassword);
    expect((await third?.ask('{ me { id } }'))?.errors[0]?.extensions.code).toBe('PASSWORD_CHANGE_NEEDED');
  });

  it('cannot be guessed at from a stolen session: ten tries a quarter of an hour', async () => {
    const email = 'bi.do@demo.ccn.invalid';
    const made = await create({ officeId: await officeId('COMMUNE'), name: 'Bị dò', email, role: 'OFFICER' });
    const client = await enter(email, made.password ?? '');
    if (client === null) throw new Error('the temporary password does not open');
    const answers: string[] = [];
    for (let i = 0; i < 11; i += 1) answers.push(await change(client, `đoán lần ${i}`, 'một mật khẩu của riêng tôi'));
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 'PASSWORD_WRONG'), 'SIGN_IN_THROTTLED']);
  });

  it('is no way in for a program’s token', async () => {
    const officer = await signIn(system, 'department', 'officer', '15');
    const { createToken } = await officer.data<{ createToken: { secret: string } }>(
      'mutation { createToken(input: { name: "x", scopes: ["filing.read"], days: 1 }) { secret } }',
    );
    const program = clientOf(system.url, { authorization: `Bearer ${createToken.secret}` });
    expect(await change(program, 'x', 'một mật khẩu của riêng tôi')).toBe('FORBIDDEN');
  });
});

describe.runIf(path !== null)('the portal', () => {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await openBrowser(path ?? '');
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
  });

  async function signInPage(email: string, password: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(system.url);
    await page.getByLabel('Thư điện tử').fill(email);
    await page.getByLabel('Mật khẩu').fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    return page;
  }

  it('lets an administrator make, reset and shut an account, and its owner choose his password', async () => {
    const account = demoAccount(system, 'department', 'administrator', '15');
    const page = await signInPage(account.email, account.password);
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    await page.getByRole('heading', { name: 'Tài khoản', exact: true }).waitFor();
    await page.getByText('Tài khoản của bạn').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);

    const email = 'van.thu@demo.ccn.invalid';
    await page.getByLabel('Tìm đơn vị').fill('so cong thuong');
    await page.getByLabel('Tên hiển thị').fill('Văn thư');
    await page.getByLabel('Thư điện tử', { exact: true }).fill(email);
    await page.getByRole('button', { name: 'Tạo với mật khẩu tạm' }).click();
    const password = await page.getByLabel('Mật khẩu tạm').innerText();
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'admin');
    await page.getByRole('button', { name: 'Đã chuyển, ẩn đi' }).click();
    expect(await page.getByText(password).count()).toBe(0);

    const newcomer = await signInPage(email, password);
    await newcomer.getByRole('heading', { name: 'Đổi mật khẩu' }).waitFor();
    expect(await accessibilityFindings(newcomer)).toEqual([]);
    await picture(newcomer, 'own-password');
    await newcomer.getByLabel('Mật khẩu hiện tại').fill(password);
    await newcomer.getByLabel('Mật khẩu mới', { exact: true }).fill('bốn từ dễ nhớ');
    await newcomer.getByLabel('Nhập lại mật khẩu mới').fill('bốn từ khó nhớ');
    await newcomer.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await newcomer.getByText('không giống nhau').waitFor();
    await newcomer.getByLabel('Nhập lại mật khẩu mới').fill('bốn từ dễ nhớ');
    await newcomer.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await newcomer.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();

    await page.getByLabel('Tìm theo tên, thư điện tử').fill('van thu');
    await page.getByRole('button', { name: `Khóa tài khoản ${email}` }).click();
    await page.getByLabel('Lý do').fill('chuyển công tác');
    await page.getByRole('button', { name: 'Khóa', exact: true }).click();
    await page.getByText('Đã khóa').waitFor();
    expect(await enter(email, 'bốn từ dễ nhớ')).toBeNull();

    await page.getByRole('link', { name: 'Nhật ký' }).click();
    await page.getByLabel('Loại việc').selectOption('account.');
    await page.getByLabel('Người thực hiện').fill('khong co ai');
    await page.getByText('0 mục').waitFor();
    await page.getByLabel('Người thực hiện').fill('quan tri');
    await page.getByText('account.disable', { exact: true }).first().waitFor();
    expect(await page.getByText('session.open').count()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'audit');
    await page.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    await page.getByLabel('Tìm theo tên, thư điện tử').fill('van thu');

    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await page.getByRole('heading', { name: 'Accounts', exact: true }).waitFor();
    await page.getByRole('button', { name: `Open the account ${email} again` }).waitFor();
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByLabel('Present password').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it('an invited person chooses a password, turns the second factor on, and signs in with it', async () => {
    const { inviteAccount } = await admin.data<{ inviteAccount: { address: string; mailed: boolean } }>(
      'mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { address mailed errors { code } } }',
      { input: { officeId: await officeId('COMMUNE'), email: 'moi@demo.ccn.invalid', name: 'Mới', role: 'OFFICER' } },
    );
    expect(inviteAccount.mailed).toBe(true);
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 390, height: 844 } });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(inviteAccount.address);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill('bốn từ dễ nhớ');
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'invitation');
    await page.getByLabel('Nhập lại mật khẩu mới').fill('bốn từ dễ nhớ');
    await page.getByRole('button', { name: 'Chọn mật khẩu này' }).click();
    await page.getByRole('link', { name: 'Đăng nhập' }).click();
    const signInHere = async () => {
      await page.getByLabel('Thư điện tử').fill('moi@demo.ccn.invalid');
      await page.getByLabel('Mật khẩu').fill('bốn từ dễ nhớ');
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
    };
    await signInHere();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();
    await page.goto(`${system.url}/mat-khau`);

    await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click();
    const secret = await page.locator('code.secret').innerText();
    expect(await page.getByRole('img', { name: 'Mã QR cho ứng dụng xác thực' }).count()).toBe(1);
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'second-factor');
    await page.getByLabel('Nhập mã 6 số').fill(codeAt(secret, new Date()));
    await page.getByRole('button', { name: 'Xác nhận và bật' }).click();
    await page.getByText('Hãy in hoặc chép lại các mã dự phòng').waitFor();
    const [recovery = ''] = await page.locator('.codes li').allInnerTexts();

    await page.getByText('Tạo mã truy cập', { exact: true }).click();
    await page.getByLabel('Dùng để làm gì').fill('Phần mềm kế toán');
    await page.getByLabel('filing.read').check();
    await page.getByRole('button', { name: 'Tạo mã', exact: true }).click();
    const token = await page.getByLabel('Mã truy cập', { exact: true }).innerText();
    const program = clientOf(system.url, { authorization: `Bearer ${token}` });
    expect(await program.data('{ me { email via permissions } }')).toEqual({
      me: { email: 'moi@demo.ccn.invalid', via: 'TOKEN', permissions: ['filing.read'] },
    });
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'own-account');
    await page.getByRole('button', { name: 'Thu hồi mã Phần mềm kế toán' }).click();
    await page.getByText('đã hết hiệu lực').waitFor();

    await context.clearCookies();
    await page.goto(system.url);
    await signInHere();
    await page.getByLabel('Mã xác thực').fill('000000');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText('Mã xác thực không đúng').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await picture(page, 'second-step');
    await page.getByLabel('Mã xác thực').fill(recovery);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { name: 'Bàn làm việc' }).waitFor();

    // He loses telephone and codes; his administrator takes the second step away, with a reason.
    const keeper = demoAccount(system, 'department', 'administrator', '15');
    const office = await signInPage(keeper.email, keeper.password);
    await office.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    await office.getByLabel('Tìm theo tên, thư điện tử').fill('moi@demo');
    await office.getByRole('button', { name: 'Gỡ xác thực hai bước của moi@demo.ccn.invalid' }).click();
    await office.getByLabel('Lý do').fill('mất điện thoại, đã gọi xác nhận');
    expect(await accessibilityFindings(office)).toEqual([]);
    await office.getByRole('button', { name: 'Gỡ xác thực hai bước', exact: true }).click();
    await office.getByText('Hai bước', { exact: true }).waitFor({ state: 'detached' });
    expect((await enter('moi@demo.ccn.invalid', 'bốn từ dễ nhớ')) === null, 'the password alone is enough').toBe(false);
    const { auditEntries } = await admin.data<{ auditEntries: { nodes: { action: string }[] } }>(
      '{ auditEntries(filter: { action: "account.second_factor_reset" }, first: 5) { nodes { action } } }',
    );
    expect(auditEntries.nodes).toHaveLength(1);
  });
});
