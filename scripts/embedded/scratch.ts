/** Folders for throw-away data. What a killed run left behind, servers and processes included, is cleared by the next. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readJson, self } from './claim.ts';
import { stopEmbedded } from './postgres.ts';
import { endProcess, isAlive, type ProcessId } from './process-id.ts';
import { openToOthers, scratchRoot } from './programs.ts';

export interface Scratch {
  readonly folder: string;
  /** Ends what still runs on the folder, and removes it. */
  remove(): Promise<void>;
}

const PREFIX = 'run-';
const OWNER = 'owner.json';

/** A new folder of this process. */
export async function makeScratch(project: string): Promise<Scratch> {
  const root = scratchRoot(project);
  for (const name of readdirSync(root).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = readJson<ProcessId>(join(root, name, OWNER));
    if (owner === null || !isAlive(owner)) await clear(join(root, name));
  }
  // Under another name until it says whose it is: a run that begins now would take it for a dead one's.
  const fresh = mkdtempSync(join(root, 'new-'));
  writeFileSync(join(fresh, OWNER), JSON.stringify(self()));
  openToOthers(fresh);
  const folder = join(root, `${PREFIX}${basename(fresh)}`);
  renameSync(fresh, folder);
  return { folder, remove: () => clear(folder) };
}

/** Data folders lie in the scratch folder itself or one level below. */
async function clear(folder: string): Promise<void> {
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const home of [folder, ...below.map((entry) => join(folder, entry.name))]) {
    const supervisor = readJson<ProcessId>(join(home, 'run', 'supervisor.json'));
    if (supervisor !== null && supervisor.pid !== process.pid) await endProcess(supervisor, 5000);
    for (const child of readJson<ProcessId[]>(join(home, 'run', 'children.json')) ?? []) await endProcess(child, 1000);
    const data = join(home, 'postgres');
    if (existsSync(data)) await stopEmbedded(data, 'immediate').catch(() => undefined);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
