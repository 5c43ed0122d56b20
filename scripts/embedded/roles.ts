/**
 * The two roles and the database of the system. `ccn_owner` owns the tables and migrates; `ccn_app` is
 * what api and worker log in as: it owns nothing and cannot pass row-level security.
 */
import pg from 'pg';

export const OWNER_ROLE = 'ccn_owner';
export const APP_ROLE = 'ccn_app';

const POWERLESS = 'nosuperuser nocreatedb nocreaterole noreplication nobypassrls';

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
}

/** Runs `work` on one connection and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same URL with other user and password, or another database. */
export function urlWith(url: string, change: { user?: string; password?: string; database?: string }): string {
  const next = new URL(url);
  if (change.user !== undefined) next.username = change.user;
  if (change.password !== undefined) next.password = encodeURIComponent(change.password);
  if (change.database !== undefined) next.pathname = `/${change.database}`;
  return next.toString();
}

/** Creates the roles or brings their attributes and passwords back to what they must be. Idempotent. */
export async function ensureRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(adminUrl, async (db) => {
    for (const [role, password] of [
      [OWNER_ROLE, passwords.owner],
      [APP_ROLE, passwords.app],
    ] as const) {
      const secret = db.escapeLiteral(password);
      const exists = await db.query<{ mighty: boolean }>(
        'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty from pg_roles where rolname = $1',
        [role],
      );
      const [found] = exists.rows;
      if (found === undefined) await db.query(`create role ${role} login ${POWERLESS} password ${secret}`);
      // Naming an attribute asks for a superuser, even to leave it as it is: name them only to take them away.
      else await db.query(`alter role ${role} login ${found.mighty ? POWERLESS : ''} password ${secret}`);
    }
  });
}

/** Creates the database, owned by `ccn_owner`, closed to everybody but the two roles. Idempotent. */
export async function ensureDatabase(adminUrl: string, name: string, template?: string): Promise<void> {
  await withClient(adminUrl, async (db) => {
    const exists = await db.query('select 1 from pg_database where datname = $1', [name]);
    const id = db.escapeIdentifier(name);
    // An administrator who is no superuser may give a database only to a role that he belongs to.
    const self = await db.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = current_user');
    if (self.rows[0]?.rolsuper !== true) await db.query(`grant ${OWNER_ROLE} to current_user`);
    if (exists.rowCount === 0) {
      const how =
        template === undefined
          ? `template template0 encoding 'UTF8' locale_provider icu icu_locale 'vi' locale 'C'`
          : `template ${db.escapeIdentifier(template)}`;
      await db.query(`create database ${id} with owner ${OWNER_ROLE} ${how}`);
    } else {
      await db.query(`alter database ${id} owner to ${OWNER_ROLE}`);
    }
    await db.query(`revoke all on database ${id} from public`);
    await db.query(`grant connect, temporary on database ${id} to ${APP_ROLE}`);
  });
}
