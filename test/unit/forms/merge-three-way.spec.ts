import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormDefinition, isComputed, mergeFigures, mergeThreeWay, sameFigure, sumOfParts } from '#lib/forms';
import { loadLaw } from '#lib/law';

const form04 = loadLaw().definitionFor('04', '2026-Y') as FormDefinition;

const keys = ['a', 'b', 'c', 'd', 'e'];
const answers = fc.record(
  Object.fromEntries(keys.map((key) => [key, fc.option(fc.constantFrom('1', '2', '3'), { nil: null })])),
);

describe('mergeThreeWay', () => {
  it('follows the server where the file was left, takes the file where the server was, and lists the rest', () => {
    const base = { left: '1', mine: '1', theirs: '1', both: '1', alike: '1', cleared: '1', filled: null };
    const file = { left: '1', mine: '2', theirs: '1', both: '2', alike: '3', cleared: null, filled: '0' };
    const server = { left: '1', mine: '1', theirs: '9', both: '9', alike: '3', cleared: '1', filled: null, added: '4' };
    expect(mergeThreeWay(base, file, server)).toEqual({
      values: { left: '1', mine: '2', theirs: '9', both: '9', alike: '3', cleared: null, filled: '0', added: '4' },
      conflicts: [{ key: 'both', base: '1', file: '2', server: '9' }],
      changed: [
        { key: 'mine', from: '1', to: '2' },
        { key: 'cleared', from: '1', to: null },
        { key: 'filled', from: null, to: '0' },
      ],
    });
  });

  it('keeps null apart from zero, and compares figures by value', () => {
    expect(mergeThreeWay({ a: null }, { a: '0' }, { a: null }, sameFigure).values).toEqual({ a: '0' });
    expect(mergeThreeWay({ a: '1.5' }, { a: '1.50' }, { a: '2' }, sameFigure)).toEqual({
      values: { a: '2' },
      conflicts: [],
      changed: [],
    });
  });

  it('leaves answers alone that the file does not have', () => {
    expect(mergeThreeWay({ a: '1' }, {}, { a: '2' })).toEqual({ values: { a: '2' }, conflicts: [], changed: [] });
  });

  it('is a no-op the second time, loses no answer and overwrites none', () => {
    fc.assert(
      fc.property(answers, answers, answers, (base, file, server) => {
        const once = mergeThreeWay(base, file, server);
        const twice = mergeThreeWay(base, file, once.values);
        expect(twice.values).toEqual(once.values);
        expect(twice.changed).toEqual([]);
        expect(twice.conflicts).toEqual(once.conflicts);
        for (const key of keys) {
          const isServers = once.values[key] === server[key];
          const isTaken = once.values[key] === file[key] && server[key] === base[key];
          expect(isServers || isTaken).toBe(true);
          const bothChanged = file[key] !== base[key] && server[key] !== base[key] && file[key] !== server[key];
          expect(once.conflicts.some((c) => c.key === key)).toBe(bothChanged);
        }
      }),
    );
  });
});

describe('mergeFigures', () => {
  const part1 = 'operating_established_count';
  const part2 = 'operating_unestablished_count';
  const total = 'operating_count';

  it('adds a total up anew when each side has changed one part', () => {
    const base = { [total]: '16', [part1]: '5', [part2]: '11' };
    const file = { [total]: '17', [part1]: '5', [part2]: '12' };
    const server = { [total]: '18', [part1]: '7', [part2]: '11' };
    const merged = mergeFigures(form04, base, file, server);
    expect(merged.values).toMatchObject({ [total]: '19', [part1]: '7', [part2]: '12' });
    expect(merged.changed).toEqual([{ key: part2, from: '11', to: '12' }]);
    expect(merged.recomputed).toEqual([{ key: total, from: '18', to: '19' }]);
    expect(merged.conflicts).toEqual([]);
  });

  it('has no total when the file clears a part, and the first one when it gives the last part', () => {
    const base = { [total]: '16', [part1]: '5', [part2]: '11' };
    const cleared = mergeFigures(form04, base, { [total]: null, [part1]: null, [part2]: '11' }, base);
    expect(cleared.values).toMatchObject({ [total]: null, [part1]: null });
    const half = { [total]: null, [part1]: '5', [part2]: null };
    const given = mergeFigures(form04, half, { ...half, [part2]: '0' }, half);
    expect(given.values).toMatchObject({ [total]: '5' });
  });

  it('adds up only totals of which the file changed a part, and tells only those that became another', () => {
    const [fdi, domestic] = ['projects_fdi', 'projects_total'];
    const base = { [total]: '16', [part1]: '5', [part2]: '11', [fdi!]: '1', [domestic!]: '9' };
    // One of two changes belongs to the total: that is enough.
    const one = mergeFigures(form04, base, { ...base, [part1]: '6', [domestic!]: '10' }, base);
    expect(one.recomputed).toEqual([{ key: total, from: '16', to: '17' }]);
    // Nothing of it changed in the file: the total follows the server, even where that does not add up.
    const server = { ...base, [total]: '20' };
    expect(mergeFigures(form04, base, { ...base, [domestic!]: '10' }, server)).toMatchObject({
      values: { [total]: '20' },
      recomputed: [],
    });
    // One project moved from one part to the other: the same sixteen.
    const moved = mergeFigures(form04, base, { ...base, [part1]: '6', [part2]: '10' }, base);
    expect([moved.values[total], moved.recomputed]).toEqual(['16', []]);
  });

  it('tells a total that was known and is no more, and one that never was', () => {
    const base = { [total]: '16', [part1]: '5', [part2]: '11' };
    const cleared = mergeFigures(form04, base, { ...base, [part1]: null }, base);
    expect(cleared.recomputed).toEqual([{ key: total, from: '16', to: null }]);
    const none = { [total]: null, [part1]: null, [part2]: null };
    const given = mergeFigures(form04, none, { ...none, [part1]: '5' }, none);
    expect([given.values[total], given.recomputed]).toEqual([null, []]);
  });

  it('computes a row whose formula gives its value; a total without its parts is typed', () => {
    const row = form04.rows.find((r) => r.key === total)!;
    const known = { [part1]: '5', [part2]: '11' };
    expect(isComputed(row, { ...known, [total]: '16.0' })).toBe(true);
    expect(isComputed(row, { ...known, [total]: '17' })).toBe(false);
    expect(isComputed(row, { ...known, [total]: null })).toBe(false);
    expect(isComputed(row, { [total]: '16', [part1]: '5', [part2]: null })).toBe(false);
    expect(isComputed(row, {})).toBe(true);
    expect(isComputed({ ...row, formulaKeys: [] }, {})).toBe(false);
    expect(isComputed({ ...row, formulaKeys: null }, {})).toBe(false);
    expect([sumOfParts(row, known), sumOfParts(row, { [part1]: '5' })]).toEqual(['16', null]);
    expect(sumOfParts({ ...row, formulaKeys: null }, known)).toBeNull();
  });

  it('merges a total that is known without its parts like any other figure', () => {
    const base = { [total]: '16', [part1]: null, [part2]: null };
    const merged = mergeFigures(form04, base, { ...base, [total]: '17' }, base);
    expect(merged.changed).toEqual([{ key: total, from: '16', to: '17' }]);
  });
});
