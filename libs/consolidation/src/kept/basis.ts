import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataWindow, FormDefinition } from '#lib/forms';

/** Rooms whose code decides what a figure comes to. */
const ROOMS = ['consolidation', 'register', 'forms', 'kernel', 'territory'];

let rules: string | undefined;

/** Checksum of the code itself: who mends a rule need not remember that figures were kept by the old one. */
function checksumOfRules(): string {
  if (rules !== undefined) return rules;
  const hash = createHash('sha256');
  const libs = join(import.meta.dirname, '..', '..', '..');
  for (const room of ROOMS) {
    const folder = join(libs, room, 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) =>
      /(?<!\.spec)\.[jt]s$/.test(f),
    );
    for (const file of files.sort()) hash.update(`${room}/${file}\n`).update(readFileSync(join(folder, file)));
  }
  rules = hash.digest('hex');
  return rules;
}

/** What figures were reckoned by: the code, the definition of the form and the window of the period. */
export function basisOf(definition: FormDefinition, window: DataWindow): string {
  return createHash('sha256')
    .update(checksumOfRules())
    .update(JSON.stringify([definition, window]))
    .digest('hex')
    .slice(0, 32);
}
