import pg from 'pg';

/** Advisory lock of the one process that keeps the schedules; the number is arbitrary and ours. */
const LEADER_LOCK = 8_104_703;
const ANSWER_MS = 5_000;

/**
 * One leader among all workers: whoever holds an advisory lock in a session of its own. PostgreSQL gives the lock up
 * when that session ends, however the process ended, and the next to ask becomes leader.
 */
export class Leadership {
  private readonly databaseUrl: string;
  private session: { readonly client: pg.Client; leads: boolean } | null = null;

  constructor(databaseUrl: string) {
    this.databaseUrl = databaseUrl;
  }

  /** True when this process is the leader now. Never throws: without a database nobody leads. */
  async leads(): Promise<boolean> {
    try {
      this.session ??= await this.open();
      const { session } = this;
      const sql = session.leads ? 'select true as ok' : 'select pg_try_advisory_lock($1) as ok';
      const { rows } = await session.client.query<{ ok: boolean }>(sql, session.leads ? [] : [LEADER_LOCK]);
      session.leads = rows[0]?.ok === true;
      return session.leads;
    } catch {
      await this.resign();
      return false;
    }
  }

  /** Gives the leadership up, and the session with it. */
  async resign(): Promise<void> {
    const session = this.session;
    this.session = null;
    await session?.client.end().catch(() => undefined);
  }

  private async open(): Promise<{ client: pg.Client; leads: boolean }> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      application_name: 'ccn leader',
    });
    client.on('error', () => {
      if (this.session?.client === client) this.session = null;
    });
    await client.connect();
    return { client, leads: false };
  }
}
