/** Which server a spec file uses: the one of the vitest worker that runs it. */
import { inject } from 'vitest';
import type { TestServer } from './server.js';

/** The PostgreSQL server and scratch folder of this worker; no other spec file uses them at the same time. */
export function testServer(): TestServer {
  const servers = inject('testServers');
  const own = servers[(Number(process.env['VITEST_POOL_ID']) - 1) % servers.length];
  if (own === undefined) throw new Error('no server was provided: this spec belongs to the project `system`');
  return own;
}
