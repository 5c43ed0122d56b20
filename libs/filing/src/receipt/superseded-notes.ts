import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '#lib/persistence';
import { printReceipt, type Receipt } from './receipt.js';
import { readReceipt } from './verify.js';

/**
 * Notes in the data folder that let a receipt be found superseded without the database: under the number of
 * the old receipt stands the new one, signed. They are copies; the rows are the record, and a lost note is
 * written again from them.
 */
const FOLDER = join('receipts', 'superseded');

/** Leaves the note of a receipt that replaces another. To be called after the commit; twice does no harm. */
export async function noteSuperseded(dataFolder: string, newer: Receipt): Promise<void> {
  if (newer.supersedes === null) return;
  const path = supersededNotePath(dataFolder, newer.supersedes);
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${newId()}`;
  const file = await open(draft, 'wx', 0o644);
  try {
    await file.writeFile(printReceipt(newer), 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** The receipts that follow this one by the notes, oldest first; unverified (see `successorOf`). */
export async function notedSuccessors(dataFolder: string, receipt: Receipt): Promise<readonly Receipt[]> {
  const found: Receipt[] = [];
  for (let at = receipt; ; ) {
    const next = await readNote(supersededNotePath(dataFolder, at.number));
    // A ring of notes would be somebody's forgery: revisions only grow (and nothing here is verified to be a number).
    if (next === null || !(next.revision > at.revision)) return found;
    found.push(next);
    at = next;
  }
}

async function readNote(path: string): Promise<Receipt | null> {
  try {
    return readReceipt(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG'))
      return null;
    throw error;
  }
}

/** A number has slashes; as a file name it is written as in an address. */
export function supersededNotePath(dataFolder: string, number: string): string {
  return join(dataFolder, FOLDER, `${encodeURIComponent(number)}.json`);
}
