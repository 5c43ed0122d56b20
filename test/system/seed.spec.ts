import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble, connect, demoToken, readDemoFile, type Services, seed, seedDemo } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { systemScope } from '#lib/persistence';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runCcn } from '../support/system.js';

let test: TestDatabase;
let services: Services;
let folder: string;
let file: string;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'ccn-seed-'));
  file = join(folder, 'accounts.json');
  const config = loadConfig({ CCN_APP_URL: test.appUrl });
  services = assemble({ orm: await connect(config, 4), clock: systemClock, law: loadLaw(), config });
});
afterAll(async () => {
  await services?.db.close();
  await test?.drop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function counts(): Promise<Record<string, number>> {
  const tables = [
    'province',
    'commune',
    'cluster',
    'decision',
    'tenant_project',
    'data_problem',
    'obligation',
    'office',
    'account',
  ];
  const rows = await services.db.transact(systemScope, (uow) =>
    uow.em.execute<{ t: string; n: number }[]>(
      tables.map((t) => `select '${t}' as t, count(*)::int as n from ${t}`).join(' union all '),
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.t, row.n]));
}

describe('the seed', () => {
  it('fills an empty database, and changes nothing when run again', async () => {
    await seed(services);
    const accounts = await seedDemo(services, file);
    const once = await counts();
    expect(once['cluster']).toBeGreaterThanOrEqual(54);
    expect(once['account']).toBe(accounts.length);
    await seed(services);
    expect(await seedDemo(services, file)).toEqual(accounts);
    expect(await counts()).toEqual(once);
  });

  it('opens the periods of 2026 with a duty of every province for form 04', async () => {
    const rows = await services.db.transact(systemScope, (uow) =>
      uow.em.execute<{ period: string; n: number }[]>(
        `select period, count(*)::int as n from obligation where form = '04' group by 1 order by 1`,
      ),
    );
    expect(rows).toEqual([
      { period: '2026-H1', n: 34 },
      { period: '2026-Y', n: 34 },
    ]);
  });
});

describe('the demo accounts', () => {
  it('stand in a file for its owner only', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const posts = readDemoFile(file).map((a) => `${a.officeKind}-${a.role} ${a.unit ?? 'VN'} ${a.email}`);
    expect(posts).toContain('department-officer 15 sct.laocai.canbo@demo.ccn.invalid');
    expect(posts).toContain('commune-officer 04303 xa.lucyen.canbo@demo.ccn.invalid');
    expect(posts).toHaveLength(15);
  });

  it('can all sign in, and each has something to do or to watch', async () => {
    for (const { email, password, role, officeKind, office } of readDemoFile(file)) {
      const { caller } = await services.signIn.signIn({ email, password, address: null, userAgent: null });
      expect(caller).toMatchObject({ role, officeKind, officeName: office, mustChangePassword: false });
      const seen = await services.db.transact(caller.scope, (uow) =>
        uow.em.execute<{ n: number }[]>('select count(*)::int as n from obligation'),
      );
      expect(seen[0]?.n, email).toBeGreaterThan(0);
    }
  });

  it('have names of posts and offices as the territory writes them', () => {
    const offices = Object.fromEntries(readDemoFile(file).map((a) => [a.email.split('@')[0], a.office]));
    expect(offices).toMatchObject({
      'sct.laocai.canbo': 'Sở Công Thương Lào Cai',
      'sct.tayninh.lanhdao': 'Sở Công Thương Tây Ninh',
      'xa.lucyen.canbo': 'UBND xã Lục Yên',
      'xa.aulau.canbo': 'UBND phường Âu Lâu',
      'dn.rkvietnam.canbo': 'Công ty TNHH đá cẩm thạch RK Việt Nam',
    });
  });

  it('get new passwords when the file is lost, and the old ones end', async () => {
    const before = readDemoFile(file);
    rmSync(file);
    const after = await seedDemo(services, file);
    expect(after.map((a) => a.email)).toEqual(before.map((a) => a.email));
    expect(after.every((a, i) => a.password !== before[i]?.password)).toBe(true);
    const { email, password } = after[0]!;
    await expect(
      services.signIn.signIn({ email, password: before[0]!.password, address: null, userAgent: null }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    await services.signIn.signIn({ email, password, address: null, userAgent: null });
  });

  it('are refused with one sentence when their file is broken', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '[{');
    await expect(seedDemo(services, broken)).rejects.toMatchObject({ code: 'DEMO_FILE_BROKEN' });
    expect(readFileSync(broken, 'utf8')).toBe('[{');
    expect(existsSync(`${broken}.new`)).toBe(false);
  });
});

describe('tokens of demo accounts', () => {
  it('speak for the role and unit asked for, made on the fly where there is no account yet', async () => {
    for (const [kind, role, unit, level, units] of [
      ['ministry', 'analyst', null, 'nation', []],
      ['department', 'officer', null, 'province', ['15']],
      ['department', 'approver', '01', 'province', ['01']],
      ['commune', 'officer', '04543', 'commune', ['04543']],
    ] as const) {
      const { secret } = await demoToken(services, kind, role, unit);
      const caller = await services.tokens.callerOfToken(secret);
      expect(caller?.scope).toMatchObject({ level, units });
      expect(caller?.role).toBe(role);
    }
    const { caller } = await demoToken(services, 'enterprise', 'officer', null);
    expect(caller.officeName).toBe('Công ty TNHH đá cẩm thạch RK Việt Nam');
  });

  it('can be asked for again and again', async () => {
    for (let i = 0; i < 60; i++) await demoToken(services, 'ministry', 'analyst', null);
  });

  it('are refused for a unit nobody knows', async () => {
    await expect(demoToken(services, 'department', 'officer', '99')).rejects.toMatchObject({ code: 'UNIT_UNKNOWN' });
    await expect(demoToken(services, 'enterprise', 'administrator', null)).rejects.toMatchObject({
      code: 'ROLE_INVALID',
    });
  });
});

describe('the commands', () => {
  const run = (args: string[], env: Record<string, string> = {}) =>
    runCcn(args, {
      PATH: process.env['PATH'] ?? '',
      CCN_APP_URL: test.appUrl,
      CCN_OWNER_URL: test.ownerUrl,
      CCN_MODE: 'embedded',
      ...env,
    });

  it('migrate runs again without harm, tables and queues', async () => {
    const both = await Promise.all([run(['migrate']), run(['migrate'])]);
    expect(both.map((r) => [r.code, r.stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
  });

  it('token prints a bearer token that works, and nothing else', async () => {
    const { code, stdout, stderr } = await run(['token', '--as', 'commune-officer', '--unit', '04543']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ccn_[\w-]{43}\n$/);
    const caller = await services.tokens.callerOfToken(stdout.trim());
    expect(caller).toMatchObject({ officeKind: 'commune', role: 'officer', communeCode: '04543', via: 'token' });
  });

  it('token is refused outside the embedded default, and for a role there is not', async () => {
    const outside = await run(['token', '--as', 'analyst'], { CCN_MODE: 'external' });
    expect([outside.code, outside.stdout]).toEqual([2, '']);
    expect(outside.stderr).toContain('cơ sở dữ liệu kèm theo');
    expect((await run(['token', '--as', 'wizard'])).code).toBe(2);
    const nowhere = await run(['token', '--as', 'department-officer', '--unit', '99']);
    expect([nowhere.code, nowhere.stderr.split(':')[0]]).toEqual([1, 'UNIT_UNKNOWN']);
  });

  it('seed --demo asks where to put the passwords', async () => {
    const { code, stderr } = await run(['seed', '--demo']);
    expect([code, stderr.includes('CCN_DEMO_FILE')]).toEqual([1, true]);
  });
});
