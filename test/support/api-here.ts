/** The api inside the spec's own process, over a synthetic country: so that its SQL statements can be counted. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Caller, type OfficeKind, type Role } from '#lib/access';
import { generateCountry, type Services } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { openParts } from '../../apps/api/src/parts.js';
import { createServer } from '../../apps/api/src/server.js';
import { type Client, clientOf } from './client.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { addPerson, PASSWORD, type Place } from './people.js';

export interface ApiHere {
  readonly url: string;
  readonly services: Services;
  readonly database: TestDatabase;
  /** What the api has logged as a surprise. */
  readonly surprises: readonly string[];
  /** A new account of an office, as a program with all its permissions, or only some. */
  program(
    place: Place,
    role: Role,
    only?: readonly string[],
  ): Promise<{ readonly caller: Caller; readonly client: Client }>;
  /** The same as a browser. */
  browser(caller: Caller, headers?: Readonly<Record<string, string>>): Promise<Client>;
  /** SQL statements sent to the database while `work` ran, but for transactions' begin, scope and end. */
  statements<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly sql: readonly string[] }>;
  stop(): Promise<void>;
}

/** What a transaction needs by itself (libs/persistence, database.ts). */
const FRAME = /^\s*(begin|commit|rollback|savepoint|release|set |select set_config\()/i;

/** Instant the api believes it is; the synthetic country's seasons are over or under way by then. */
export const HERE_AND_NOW = '2026-09-01T08:00:00+07:00';

/** @param country its clusters and periods: answers in docs/api.md are those of this very country */
export async function startApiHere(
  country: {
    readonly clusters: number;
    readonly periods: number;
    readonly seed: number;
    /** Beside the demonstration's own rows, which have tenants, form 01 and open drafts. */
    readonly besideOthers?: boolean;
  },
  env: Readonly<Record<string, string>> = {},
): Promise<ApiHere> {
  const database = await createTestDatabase(country.besideOthers === true ? 'seeded' : 'migrated');
  const surprises: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void surprises.push(line) });
  const config = loadConfig({
    NODE_ENV: 'test',
    CCN_APP_URL: database.appUrl,
    CCN_REQUESTS_PER_MINUTE: '0',
    CCN_TEMPLATE_KEY: randomBytes(32).toString('hex'),
    CCN_CLOCK_FROM: HERE_AND_NOW,
    ...env,
  });
  const parts = await openParts(config, log);
  await generateCountry(parts.services, country);
  const app = await createServer(parts, '/nowhere');
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const spy = spyOnStatements();

  return {
    url,
    services: parts.services,
    database,
    surprises,
    async program(place, role, only) {
      const caller = await addPerson(parts.services.db, place, role);
      const scopes = [...(only ?? caller.permissions)];
      const { secret } = await parts.services.tokens.create(
        { ...caller, via: 'session' },
        { name: 'spec', scopes, days: 1 },
      );
      return { caller, client: clientOf(url, { authorization: `Bearer ${secret}`, 'accept-language': 'vi' }) };
    },
    async browser({ email }, more = {}) {
      const response = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      const { csrfToken } = (await response.json()) as { csrfToken: string };
      const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      return clientOf(url, { cookie, 'x-ccn-csrf': csrfToken, ...more });
    },
    async statements(work) {
      const from = spy.seen.length;
      const result = await work();
      return { result, sql: spy.seen.slice(from).filter((sql) => !FRAME.test(sql)) };
    },
    async stop() {
      spy.stop();
      await app.close();
      await parts.close();
      await database.drop();
    },
  };
}

/** Every offices' kind with a place in the country, widest first; see libs/access rules/permissions.ts. */
export function placesIn(unit: {
  province: string;
  commune: string;
  clusterId: string;
  projectId: string;
}): Readonly<Record<OfficeKind, Place>> {
  const { province: provinceCode, commune: communeCode } = unit;
  return {
    ministry: { kind: 'ministry' },
    department: { kind: 'department', provinceCode },
    commune: { kind: 'commune', provinceCode, communeCode },
    investor: { kind: 'investor', provinceCode, communeCode, clusterIds: [unit.clusterId] },
    enterprise: {
      kind: 'enterprise',
      provinceCode,
      communeCode,
      clusterIds: [unit.clusterId],
      projectIds: [unit.projectId],
    },
  };
}

type Query = (this: unknown, ...args: readonly unknown[]) => unknown;

/** Writes down the text of whatever the ORM's own driver sends. */
function spyOnStatements(): { readonly seen: readonly string[]; stop(): void } {
  const seen: string[] = [];
  // The mapper brings a driver of its own; through ours goes what is asked in one message, and the channel of changes.
  const stops = [import.meta.url, import.meta.resolve('@mikro-orm/postgresql')].map((from) => {
    const { Client: Driver } = createRequire(from)('pg') as { Client: { prototype: { query: Query } } };
    const { query } = Driver.prototype;
    Driver.prototype.query = function (this: unknown, ...args: readonly unknown[]): unknown {
      const [first] = args;
      const { text, texts } = (first ?? {}) as { readonly text?: unknown; readonly texts?: readonly string[] };
      if (texts !== undefined) seen.push(...texts);
      else if (from !== import.meta.url) seen.push(typeof first === 'string' ? first : String(text ?? ''));
      return query.apply(this, [...args]);
    };
    return () => {
      Driver.prototype.query = query;
    };
  });
  return {
    seen,
    stop: () => {
      for (const stop of stops.reverse()) stop();
    },
  };
}
