import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  AccountEntity,
  type Caller,
  callerOf,
  hashPassword,
  newPassword,
  type OfficeKind,
  passwordMatches,
  permissionsOf,
  type Role,
} from '#lib/access';
import { audit } from '#lib/audit';
import { DomainError } from '#lib/kernel';
import { namedId, systemScope, type UnitOfWork } from '#lib/persistence';
import type { Services } from './assemble.js';
import { type DemoOffice, demoOffice } from './demo-office.js';
import { DEMO_POSTS, DEMO_UNIT, type DemoPost, demoEmail, postName } from './demo-people.js';

/** One line of the file that tells the operator of a demonstration how to sign in. */
export interface DemoAccount {
  readonly role: Role;
  readonly officeKind: OfficeKind;
  readonly office: string;
  /** Public code of the unit; null for the ministry. */
  readonly unit: string | null;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the demo accounts, each with a password of this installation's own, and writes them to a file that only its
 * owner can read. Idempotent: passwords already in the file stay; an account whose password is not known there gets
 * a new one.
 */
export async function seedDemo(services: Services, file: string): Promise<readonly DemoAccount[]> {
  const known = new Map(readDemoFile(file).map((account) => [account.email, account.password]));
  const made: DemoAccount[] = [];
  const offices = await services.db.transact(systemScope, async (uow) => {
    const found: [DemoPost, DemoOffice][] = [];
    for (const post of DEMO_POSTS) found.push([post, await demoOffice(uow, services.clock, post.kind, post.unit)]);
    return found;
  });
  for (const [post, { office, unit }] of offices) {
    const email = demoEmail(post.kind, post.role, post.short);
    const password = known.get(email) ?? newPassword();
    made.push({ role: post.role, officeKind: post.kind, office: office.name, unit, email, password });
  }
  // Before the accounts: a crash in between leaves passwords that the next run gives to the accounts.
  writeDemoFile(file, made);
  for (const [i, [post, at]] of offices.entries()) await keepAccount(services, at, post, made[i] as DemoAccount);
  return made;
}

/** The accounts a demo file holds; none when there is no such file. */
export function readDemoFile(file: string): readonly DemoAccount[] {
  if (!existsSync(file)) return [];
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(content) ? (content as DemoAccount[]) : [];
  } catch {
    throw new DomainError({
      code: 'DEMO_FILE_BROKEN',
      message: `Tệp tài khoản dùng thử ${file} không đọc được. Hãy xóa tệp này rồi chạy lại để tạo mật khẩu mới.`,
      messageEn: `The file of demo accounts ${file} cannot be read. Delete it and run again.`,
    });
  }
}

function writeDemoFile(file: string, accounts: readonly DemoAccount[]): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}

/** Creates the account, or gives it the password of the file again. */
async function keepAccount(services: Services, at: DemoOffice, post: DemoPost, line: DemoAccount): Promise<void> {
  const id = namedId('demo account', line.email);
  const stored = await services.db.transact(systemScope, (uow) =>
    uow.em.execute<{ password_hash: string }[]>('select password_hash from account where id = ?', [id]),
  );
  if (stored[0] !== undefined && (await passwordMatches(line.password, stored[0].password_hash))) return;
  const passwordHash = await hashPassword(line.password);
  await services.db.transact(systemScope, async (uow) => {
    if (stored[0] === undefined) await addAccount(uow, services, at, post, { id, email: line.email, passwordHash });
    else {
      await uow.em.execute('update account set password_hash = ? where id = ?', [passwordHash, id]);
      await audit(uow, { ...about(id, at), action: 'account.reset_password' }, services.clock.now());
    }
  });
}

async function addAccount(
  uow: UnitOfWork,
  services: Services,
  at: DemoOffice,
  post: Pick<DemoPost, 'role'>,
  own: { readonly id: string; readonly email: string; readonly passwordHash: string },
): Promise<void> {
  const account = uow.em.create(AccountEntity, {
    ...own,
    officeId: at.office.id,
    name: postName(post.role, at.office.name),
    role: post.role,
    language: 'vi',
    createdAt: services.clock.now(),
    disabledAt: null,
    mustChangePassword: false,
  });
  await uow.em.persist(account).flush();
  const detail = { role: post.role, office: at.office.name, demo: true };
  await audit(uow, { ...about(own.id, at), action: 'account.create', detail }, services.clock.now());
}

function about(accountId: string, { office }: DemoOffice) {
  return { subjectKind: 'account', subjectId: accountId, provinceCode: office.provinceCode ?? null };
}

const TOKEN_NAME = 'ccn token';
const TOKEN_DAYS = 30;
/** Below the limit of one account, so that a loop of `ccn token` never stops working. */
const KEPT_TOKENS = 40;

/**
 * A bearer token of a demo account, for programs and tests of the embedded default. Office and account are made on
 * the fly when the demonstration has none for this unit; its password is then known to nobody.
 * @param unit province or commune code, cluster or project code; null: the demonstration's own
 * @throws DomainError UNIT_UNKNOWN, ROLE_INVALID
 */
export async function demoToken(
  services: Services,
  kind: OfficeKind,
  role: Role,
  unit: string | null,
): Promise<{ readonly secret: string; readonly caller: Caller }> {
  if (permissionsOf(kind, role).size === 0)
    throw new DomainError({
      code: 'ROLE_INVALID',
      message: `Không có vai trò "${role}" ở loại đơn vị "${kind}". Hãy xem scripts/ccn token --help.`,
      messageEn: `There is no role "${role}" in an office of kind "${kind}".`,
      path: 'as',
    });
  const caller = await demoCaller(services, kind, role, unit ?? DEMO_UNIT[kind]);
  const now = services.clock.now();
  const alive = (await services.tokens.list(caller)).filter(
    (token) => token.name === TOKEN_NAME && token.revokedAt === null && token.expiresAt > now,
  );
  for (const old of alive.slice(KEPT_TOKENS - 1)) await services.tokens.revoke(caller, old.id);
  const { secret } = await services.tokens.create(caller, {
    name: TOKEN_NAME,
    scopes: [...caller.permissions],
    days: TOKEN_DAYS,
  });
  return { secret, caller };
}

/** The caller behind a demo account, which is added where the office has none of the role. */
export async function demoCaller(
  services: Services,
  kind: OfficeKind,
  role: Role,
  unit: string | null,
): Promise<Caller> {
  return await services.db.transact(systemScope, async (uow) => {
    const at = await demoOffice(uow, services.clock, kind, unit);
    const rows = await uow.em.execute<{ id: string }[]>(
      'select id from account where office_id = ? and role = ? and disabled_at is null order by created_at, id limit 1',
      [at.office.id, role],
    );
    const id = rows[0]?.id ?? (await addOnTheFly(uow, services, at, kind, role));
    const caller = await callerOf(uow, id);
    if (caller === null) throw new Error(`demo account ${id} has no caller`);
    return caller;
  });
}

async function addOnTheFly(
  uow: UnitOfWork,
  services: Services,
  at: DemoOffice,
  kind: OfficeKind,
  role: Role,
): Promise<string> {
  const email = demoEmail(kind, role, at.unit?.toLowerCase() ?? null);
  const own = { id: namedId('demo account', email), email, passwordHash: await hashPassword(newPassword()) };
  await addAccount(uow, services, at, { role }, own);
  return own.id;
}
