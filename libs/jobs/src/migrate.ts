import { quoteSchemaName, runMigrations } from 'bullmq';
import pg from 'pg';
import { QUEUE_SCHEMA } from './backend.js';

const APP_ROLE = 'ccn_app';
/** Two migrators at once would trip over each other's grants; the number is arbitrary and ours. */
const MIGRATE_LOCK = 8_104_702;

/**
 * Brings the queues' tables up to date, as the owner, and lets the application role use them: api and
 * worker own nothing there either. Idempotent; safe to run from several processes.
 */
export async function migrateQueues(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATE_LOCK]);
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query(grants());
  } finally {
    await client.end();
  }
}

function grants(): string {
  const schema = quoteSchemaName(QUEUE_SCHEMA);
  const tables = 'select, insert, update, delete on tables';
  return `grant usage on schema ${schema} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE};
    grant usage, select on all sequences in schema ${schema} to ${APP_ROLE};
    grant execute on all functions in schema ${schema} to ${APP_ROLE};
    alter default privileges in schema ${schema} grant ${tables} to ${APP_ROLE};
    alter default privileges in schema ${schema} grant usage, select on sequences to ${APP_ROLE};
    alter default privileges in schema ${schema} grant execute on functions to ${APP_ROLE};`;
}
