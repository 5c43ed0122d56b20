import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '#lib/forms';
import { loadLaw } from '#lib/law';
import { type CheckReport, readInChild, reportOn } from '#lib/workbook';
import { READ_LIMITS } from '../../../libs/workbook/src/read/limits.js';
import { LimitedReader } from './limited-reader.js';
import { type Dice, dice, mutateBytes, mutateElements, mutateParts, mutateValues } from './mutations.js';
import { fixture } from './packages.js';

const law = loadLaw();
const FILES = [
  'plain-form-04.xlsx',
  'two-forms-side-by-side.xlsx',
  'merged-label-columns.xlsx',
  'row-numbers-bent-by-excel.xlsx',
  'libreoffice-formulas.xlsx',
  'raw-no-addresses-prefixed-rich-text.xlsx',
  'sheetjs-merged-answers-with-comments.xlsx',
  'sheetjs-four-forms-in-reverse.xlsx',
  'xlsxwriter-kinds-of-results-1904.xlsx',
  'tcvn3-font.xlsx',
];
const KINDS: readonly (readonly [string, (bytes: Uint8Array, roll: Dice) => Uint8Array])[] = [
  ['bytes', mutateBytes],
  ['parts', mutateParts],
  ['values', mutateValues],
  ['elements', mutateElements],
];
/** Mutated workbooks of each kind; `scripts/test --deep` reads ten thousand. CCN_SEED begins elsewhere. */
const EACH = process.env['CCN_DEEP'] ? 2_500 : 40;
const FIRST_SEED = Number(process.env['CCN_SEED'] ?? 1);
/** Every so many files go through a limited child of their own, as an upload does. */
const ALONE = 50;

function isAnswer(report: CheckReport): boolean {
  const all = [...report.problems, ...report.documents.flatMap((d) => d.problems)];
  const isRejected = all.some((p) => p.severity === 'error');
  const known = (code: string): boolean => (PROBLEM_CODES as readonly string[]).includes(code) || /^F0\d_/.test(code);
  return (
    all.every((p) => known(p.code) && p.message.length > 10 && !/[{}]\w*\}/.test(p.message)) &&
    (report.documents.length > 0 || all.length > 0) &&
    isRejected === (report.outcome === 'rejected')
  );
}

/** A file that fails is kept, so that it can become a fixture. */
function kept(name: string, bytes: Uint8Array): string {
  const folder = new URL('../../../.tmp/fuzz/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.xlsx`, folder), bytes);
  return `.tmp/fuzz/${name}.xlsx`;
}

describe('mutated workbooks', () => {
  const reader = new LimitedReader();
  let slowestMatch = 0;
  let peak = 0;

  afterAll(() => {
    const times = `slowest read ${Math.round(reader.slowest)} ms, slowest match ${Math.round(slowestMatch)} ms`;
    console.log(`${KINDS.length * EACH} mutated workbooks from seed ${FIRST_SEED}: ${times}, reader's peak ${peak} MB`);
  });

  it.each(KINDS)(
    'always end with an answer (%s)',
    async (kind, mutate) => {
      for (let seed = FIRST_SEED; seed < FIRST_SEED + EACH; seed++) {
        const bytes = mutate(fixture(FILES[seed % FILES.length] ?? ''), dice(seed));
        const name = `${kind}-${seed}`;
        try {
          const result = seed % ALONE === 0 ? await readInChild(bytes) : await reader.read(bytes);
          const began = performance.now();
          const { report } = reportOn(result, '', { law, name });
          const took = performance.now() - began;
          slowestMatch = Math.max(slowestMatch, took);
          expect(took, 'matching took too long').toBeLessThan(20_000);
          expect(isAnswer(report), JSON.stringify(report).slice(0, 400)).toBe(true);
        } catch (error) {
          throw new Error(`${kept(name, bytes)}: ${String(error)}`, { cause: error });
        }
      }
      peak = Math.max(peak, await reader.end());
      // The heap is held by V8; what else the process needs (code, buffers, the file) is a few hundred megabytes.
      expect(peak).toBeLessThan(READ_LIMITS.heapMegabytes + 300);
    },
    3_600_000,
  );
});
