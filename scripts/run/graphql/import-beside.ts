/** An import of a register of 20,000 rows by the worker, to be running while something else is measured. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../embedded/roles.ts';
import type { Nation } from '../nation.ts';
import { watched } from '../process-peak.ts';
import { ourWorker } from './servers.ts';

const ROWS = 20_000;
const work = join(import.meta.dirname, '..', 'excel-work.ts');

/** Puts the workbook in and has it imported, dry run and writing, while `meanwhile` is called again and again. */
export async function whileImporting(nation: Nation, meanwhile: () => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ccn-bench-'));
  const book = join(folder, 'register.xlsx');
  const clusters = await withClient(nation.superUrl, (db) =>
    db.query<{ code: string }>(`select code from cluster where province_code = '15' order by code limit 9`),
  );
  const env = {
    ...nation.env,
    BENCH_CLUSTERS: clusters.rows.map(({ code }) => code).join(','),
    BENCH_RUN: `${Date.now()}`,
  };
  await watched([work, 'our-write', book, String(ROWS)], env);
  const worker = await ourWorker(nation);
  try {
    const { output } = await watched([work, 'our-upload', book], env);
    const [id = ''] = JSON.parse(output) as string[];
    await until(nation, id, 'ready', meanwhile);
    await watched([work, 'our-apply', book], { ...env, BENCH_IMPORT: id });
    await until(nation, id, 'applied', meanwhile);
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until(nation: Nation, id: string, wanted: string, meanwhile: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const outcome = await withClient(nation.superUrl, async (db) => {
      const { rows } = await db.query<{ outcome: string }>('select outcome from register_import where id = $1', [id]);
      return rows[0]?.outcome;
    });
    if (outcome === wanted) return;
    if (outcome === 'rejected' || Date.now() > deadline)
      throw new Error(`the import came to ${outcome} and not to ${wanted}`);
    await meanwhile();
    await sleep(50);
  }
}
