/** Opens the database the system runs on: the embedded server of the data folder, or the one of DATABASE_URL. */
import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { readJson, whileHolding } from '../embedded/claim.ts';
import { codeOf, PlainFailure } from '../embedded/plain-failure.ts';
import { recordedServer, startEmbedded, stopEmbedded, superUrl } from '../embedded/postgres.ts';
import { APP_ROLE, ensureDatabase, ensureRoles, OWNER_ROLE, urlWith, withClient } from '../embedded/roles.ts';
import { type Home, joinUsers, leaveUsers } from './home.ts';

export interface OpenDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly embedded: boolean;
  /** Starts the embedded server again when it has died. @returns true when it had. Never for an external one. */
  revive(): Promise<boolean>;
  /** Ends the use; the embedded server stops when nobody else uses it. */
  close(): Promise<void>;
}

interface Secrets {
  readonly owner: string;
  readonly app: string;
  /** Key of the templates that planners and clerks download: by it a file is known again. */
  readonly template: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DATABASE = 'ccn';

/** Generated once per data folder, mode 0600. Written beside and renamed, so that a crash leaves no half file. */
export function secretsOf(home: Home): Secrets {
  const known = readJson<Partial<Secrets> & object>(home.secrets);
  if (known?.owner && known.app && known.template)
    return { owner: known.owner, app: known.app, template: known.template };
  const made: Secrets = {
    owner: known?.owner || randomBytes(18).toString('hex'),
    app: known?.app || randomBytes(18).toString('hex'),
    template: known?.template || randomBytes(32).toString('hex'),
  };
  writeFileSync(`${home.secrets}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${home.secrets}.new`, home.secrets);
  return made;
}

/**
 * Opens the database.
 * DATABASE_URL alone is an administrator's address: roles and database are made where missing.
 * With DATABASE_OWNER_URL too, both are used as they are: owner for migrations, DATABASE_URL for the application.
 * @throws PlainFailure with the mend.
 */
export async function openDatabase(home: Home, env: Environment): Promise<OpenDatabase> {
  const given = env['DATABASE_URL'];
  if (!given) return await openEmbedded(home);
  const owner = env['DATABASE_OWNER_URL'];
  const urls = owner ? await takeAsGiven(owner, given) : await setUpExternal(given, secretsOf(home));
  return { ...urls, embedded: false, revive: async () => false, close: async () => undefined };
}

async function openEmbedded(home: Home): Promise<OpenDatabase> {
  // Starting and stopping are one at a time: otherwise one command could stop the server that another has just taken over.
  const turn = `${home.postgres}.turn`;
  const close = (): Promise<void> =>
    whileHolding(turn, async () => {
      if (leaveUsers(home)) await stopEmbedded(home.postgres);
    });
  const start = async (): Promise<{ port: number; ownerUrl: string; appUrl: string }> => {
    joinUsers(home);
    const secrets = secretsOf(home);
    const server = await startEmbedded(home.postgres);
    const admin = superUrl(server);
    const ownerUrl = urlWith(admin, { user: OWNER_ROLE, password: secrets.owner, database: DATABASE });
    const appUrl = urlWith(admin, { user: APP_ROLE, password: secrets.app, database: DATABASE });
    if (!((await logsIn(ownerUrl)) && (await logsIn(appUrl)))) {
      await ensureRoles(admin, secrets);
      await ensureDatabase(admin, DATABASE);
    }
    return { port: server.port, ownerUrl, appUrl };
  };
  try {
    const { port, ...urls } = await whileHolding(turn, start);
    const revive = (): Promise<boolean> =>
      whileHolding(turn, async () => {
        const recorded = recordedServer(home.postgres);
        if (recorded !== null && existsProcess(recorded.pid)) return false;
        await startEmbedded(home.postgres, { port });
        return true;
      });
    return { ...urls, embedded: true, revive, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function logsIn(url: string): Promise<boolean> {
  return await withClient(url, async () => true).catch(() => false);
}

/** The postmaster runs under another account, so only "no such process" counts as dead. */
function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

async function setUpExternal(given: string, secrets: Secrets): Promise<{ ownerUrl: string; appUrl: string }> {
  const name = decodeURIComponent(parse(given).pathname.slice(1)) || DATABASE;
  const admin = urlWith(given, { database: 'postgres' });
  try {
    const urls = {
      ownerUrl: urlWith(given, { user: OWNER_ROLE, password: secrets.owner, database: name }),
      appUrl: urlWith(given, { user: APP_ROLE, password: secrets.app, database: name }),
    };
    await ensureRoles(admin, secrets);
    await ensureDatabase(admin, name);
    return urls;
  } catch (error) {
    throw explainExternal(error, given);
  }
}

async function takeAsGiven(ownerUrl: string, appUrl: string): Promise<{ ownerUrl: string; appUrl: string }> {
  for (const url of [ownerUrl, appUrl]) {
    parse(url);
    await withClient(url, (db) => db.query('select 1')).catch((error: unknown) => {
      throw explainExternal(error, url);
    });
  }
  const mighty = await withClient(appUrl, (db) =>
    db.query('select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)'),
  );
  if (mighty.rowCount !== 0)
    throw new PlainFailure(
      'Vai trò trong DATABASE_URL là superuser hoặc có BYPASSRLS nên vượt qua được phân quyền theo dòng. ' +
        'Hãy đưa vào đó một vai trò thường thuộc nhóm ccn_app.',
    );
  return { ownerUrl, appUrl };
}

function parse(url: string): URL {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return new URL(url);
  throw new PlainFailure(
    'DATABASE_URL phải có dạng postgres://người_dùng:mật_khẩu@máy_chủ:cổng/tên_cơ_sở_dữ_liệu. Hãy sửa biến này rồi chạy lại.',
  );
}

function explainExternal(error: unknown, url: string): Error {
  if (error instanceof PlainFailure) return error;
  const code = codeOf(error) ?? '';
  const where = new URL(url).host || 'máy này';
  if (['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code))
    return new PlainFailure(
      `Không kết nối được tới PostgreSQL ở ${where}. Hãy kiểm tra máy chủ đang chạy và địa chỉ trong DATABASE_URL.`,
    );
  if (code === '28P01' || code === '28000')
    return new PlainFailure(
      `PostgreSQL ở ${where} không nhận người dùng hoặc mật khẩu trong DATABASE_URL. Hãy sửa lại rồi chạy lại.`,
    );
  if (code === '42501')
    return new PlainFailure(
      'Người dùng trong DATABASE_URL không được tạo vai trò hoặc cơ sở dữ liệu. Hãy đưa địa chỉ của một quản trị viên, ' +
        'hoặc tạo sẵn hai vai trò rồi đặt cả DATABASE_OWNER_URL (sở hữu) và DATABASE_URL (ứng dụng).',
    );
  return error instanceof Error ? error : new Error(String(error));
}
