import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedEntry, ParsedForm } from '#lib/forms';
import { loadLaw } from '#lib/law';
import { type ConflictAnswer, mergeTemplate } from './template-merge.js';

const definition = loadLaw().definitionFor('04', '2026-Y')!;
/** Rows that are no sum and part of none: what is said of one says nothing of another. */
const summed = new Set(definition.rows.flatMap((r) => (r.formulaKeys ? [r.key, ...r.formulaKeys] : [])));
const keys = definition.rows.map((r) => r.key).filter((key) => !summed.has(key));
type Values = Readonly<Record<string, string | null>>;

function entries(values: Values): ReadonlyMap<string, ParsedEntry> {
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      { key, value, raw: value, note: null, at: { sheet: 'S', cell: 'D9' }, readAs: null },
    ]),
  );
}

function merge(base: Values, file: Values, server: Values, answers: ReadonlyMap<string, ConflictAnswer> = new Map()) {
  const parsed: ParsedForm = {
    form: '04',
    definitionId: definition.id,
    period: '2026-Y',
    unit: '15',
    header: {},
    entries: entries(file),
    problems: [],
    sheet: 'S',
  };
  const merged = mergeTemplate({
    definition,
    base: { values: base, notes: {} },
    file: parsed,
    server: entries(server),
    answers,
  });
  const values = Object.fromEntries(keys.map((key) => [key, merged.parsed.entries.get(key)?.value ?? null]));
  return { ...merged, values };
}

const figure = fc.option(
  fc.nat(9).map((n) => String(n)),
  { nil: null },
);
const sides = fc.record(Object.fromEntries(keys.map((key) => [key, figure])));

describe('a template merged with the server', () => {
  it('takes what only the file changed, follows the server elsewhere, and lists what both changed', () => {
    fc.assert(
      fc.property(sides, sides, sides, (base, file, server) => {
        const { values, conflicts } = merge(base, file, server);
        for (const key of keys) {
          const [was, mine, now] = [base[key] ?? null, file[key] ?? null, server[key] ?? null];
          const onlyMine = mine !== was && now === was;
          expect(values[key], key).toBe(onlyMine ? mine : now);
          expect(conflicts.some((c) => c.key === key)).toBe(mine !== was && now !== was && mine !== now);
        }
      }),
      { numRuns: 100 },
    );
  });

  const key = keys[0]!;
  const id = `conflict|value|${key}`;
  const conflict = (answer?: ConflictAnswer) =>
    merge({ [key]: '1' }, { [key]: '2' }, { [key]: '3' }, new Map(answer ? [[id, answer]] : []));

  it.each([
    ['mine', null, '2'],
    ['server', null, '3'],
    ['value', '4', '4'],
    ['value', null, null],
  ] as const)('settles a conflict as answered: %s %s', (choice, value, settled) => {
    const merged = conflict({ choice, value, server: '3' });
    expect(merged.conflicts).toEqual([]);
    expect(merged.values[key]).toBe(settled);
  });

  it('asks again when the server has moved on since the answer', () => {
    expect(conflict({ choice: 'mine', value: null, server: '2.5' }).conflicts).toHaveLength(1);
    expect(conflict().values[key]).toBe('3');
  });
});
