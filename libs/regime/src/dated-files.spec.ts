import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSchemasDir } from '#lib/law';
import { loadReminderPolicies } from './reminder-policy-files.js';
import { loadHolidays } from './working-calendar-files.js';

const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** schemas/ with one text replaced in one file. */
function changed(file: string, from: string | RegExp, to: string): string {
  for (const part of ['json-schema', 'regime'])
    cpSync(join(findSchemasDir(), part), join(folder, part), { recursive: true });
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const next = text.replace(from, to);
  if (next === text) throw new Error(`nothing to replace in ${file}`);
  writeFileSync(path, next);
  return folder;
}

const POLICY = 'regime/reminders/2024-10-01.json';

describe('a reminder policy', () => {
  it('is dated like the law, and a later file ends the one before', () => {
    const dir = changed(POLICY, '"days": -14', '"days": -15');
    cpSync(join(findSchemasDir(), POLICY), join(dir, 'regime/reminders/2026-01-01.json'));
    const ends = loadReminderPolicies(dir).map((p) => [p.id, p.inForceTo, p.deadlineSteps[0]?.days]);
    expect(ends).toEqual([
      ['reminders@2024-10-01', '2026-01-01', -15],
      ['reminders@2026-01-01', null, -14],
    ]);
    rmSync(join(dir, 'regime/reminders/2026-01-01.json'));
  });

  it.each([
    ['"08:00"', '"17:00"', /sending.*open before/],
    ['"08:00"', '"8:00"', /sending\/from/],
    ['"before-7"', '"before-14"', /deadlineSteps\/1\/key.*stands twice/],
    ['"days": -7', '"days": -20', /deadlineSteps\/1\/days.*after the step before/],
    ['"email"', '"fax"', /channels/],
    ['"ministry"', '"enterprise"', /superior/],
  ])('with %s as %s is refused with its place', (from, to, message) => {
    expect(() => loadReminderPolicies(changed(POLICY, from, to))).toThrow(message);
  });
});

describe('a holiday file', () => {
  it.each([
    ['"2026-04-26"', '"2026-04-31"', /no day of 2026/],
    ['"2026-04-26"', '"2025-04-26"', /no day of 2026/],
    ['"2026-02-17"', '"2026-02-16"', /stands twice/],
    ['"year": 2026', '"year": 2027', /as in the file's name/],
    ['"decided"', '"rumoured"', /status/],
  ])('with %s as %s is refused with its place', (from, to, message) => {
    expect(() => loadHolidays(changed('regime/holidays/2026.json', from, to))).toThrow(message);
  });
});
