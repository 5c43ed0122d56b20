import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEWEST_FIRMS, type PublishedCell, type PublishedSum, type PublishedTable, suppress } from './suppress.js';

const cell = (id: string, value: string | null, firms: number | null): PublishedCell => ({ id, value, firms });
const hiddenOf = (table: PublishedTable) => [...suppress(table)].sort();

describe('suppress', () => {
  const total: PublishedSum = { total: 'VN', parts: ['A', 'B', 'C'] };

  it('hides a cell of two firms, and the smallest beside it, so that it is not total minus rest', () => {
    const cells = [cell('VN', '100', 12), cell('A', '60', 6), cell('B', '30', 4), cell('C', '10', 2)];
    expect(hiddenOf({ cells, sums: [total] })).toEqual([
      ['B', 'protects'],
      ['C', 'few_firms'],
    ]);
  });

  it('hides nothing where every cell has three firms, none, or no firm behind it', () => {
    const cells = [cell('VN', '100', 9), cell('A', '60', 6), cell('B', '40', 3), cell('C', '0', 0)];
    expect(hiddenOf({ cells, sums: [total] })).toEqual([]);
    expect(hiddenOf({ cells: cells.map((c) => ({ ...c, firms: null })), sums: [total] })).toEqual([]);
  });

  it('two hidden cells of one firm each protect one another, but their sum is of two firms only', () => {
    const cells = [cell('VN', '100', 12), cell('A', '60', 10), cell('B', '30', 1), cell('C', '10', 1)];
    expect(hiddenOf({ cells, sums: [total] }).map(([id]) => id)).toEqual(['A', 'B', 'C']);
  });

  it('a missing part is no part: what is left is one firm, so the total goes too', () => {
    const cells = [cell('VN', '10', 1), cell('A', null, null), cell('B', null, null), cell('C', '10', 1)];
    expect(hiddenOf({ cells, sums: [total] })).toEqual([
      ['C', 'few_firms'],
      ['VN', 'few_firms'],
    ]);
  });

  it('two hidden cells of three firms between them need no third; of two they do', () => {
    const cells = (b: number) => [cell('VN', '100', 12), cell('A', '60', 9), cell('B', '30', b), cell('C', '10', 1)];
    expect(hiddenOf({ cells: cells(2), sums: [total] })).toEqual([
      ['B', 'few_firms'],
      ['C', 'few_firms'],
    ]);
    expect(hiddenOf({ cells: cells(1), sums: [total] })).toContainEqual(['A', 'protects']);
  });

  it('hides the smallest by its size, whatever its sign; of equal ones the first by its id', () => {
    const with_ = (...more: readonly PublishedCell[]) => {
      const cells = [cell('VN', '50', 12), cell('A', '60', 6), cell('C', '10', 2), ...more];
      return hiddenOf({ cells, sums: [{ total: 'VN', parts: cells.slice(1).map((c) => c.id) }] }).map(([id]) => id);
    };
    expect(with_(cell('B', '30', 4), cell('D', '-50', 3))).toEqual(['B', 'C']);
    expect(with_(cell('D', '30', 4), cell('B', '-30', 3))).toEqual(['B', 'C']);
    expect(with_(cell('B', '30', 4), cell('D', '30', 3))).toEqual(['B', 'C']);
  });

  it('hides a nothing last, however it is written: it protects nobody', () => {
    for (const nothing of ['0', '0.00', '-0.0']) {
      const cells = [cell('VN', '100', 12), cell('A', '90', 6), cell('B', nothing, 4), cell('C', '10', 2)];
      expect(
        hiddenOf({ cells, sums: [total] }).map(([id]) => id),
        nothing,
      ).toEqual(['A', 'C']);
    }
  });

  it('reckons only with sums that are shown and parts that are known', () => {
    const cells = [cell('A', '60', 6), cell('B', '30', 4), cell('C', '10', 2), cell('X', null, 2)];
    const few = [['C', 'few_firms']];
    expect(hiddenOf({ cells, sums: [total] })).toEqual(few);
    expect(hiddenOf({ cells, sums: [] })).toEqual(few);
    const shown = [...cells, cell('VN', '100', 12)];
    // A total that is named among its parts, a part named twice, a part that is not known and one nobody has.
    const odd = { total: 'VN', parts: ['VN', 'C', 'C', 'A', 'X', 'ghost', 'B'] };
    expect(hiddenOf({ cells: shown, sums: [odd] })).toEqual([['B', 'protects'], ...few]);
    // A sum of one part is that part: the total shows it.
    expect(hiddenOf({ cells: shown, sums: [{ total: 'VN', parts: ['C'] }] })).toEqual([...few, ['VN', 'protects']]);
    expect(hiddenOf({ cells: shown, sums: [{ total: 'VN', parts: ['X'] }] })).toEqual(few);
  });

  it('lets a figure that is made of no firm’s figures protect one that is', () => {
    const cells = [cell('VN', '100', 12), cell('A', '60', null), cell('C', '40', 1)];
    expect(hiddenOf({ cells, sums: [{ total: 'VN', parts: ['A', 'C'] }] })).toEqual([
      ['A', 'protects'],
      ['C', 'few_firms'],
    ]);
  });

  it('finds what follows from two sums together: by rows and columns one cell is left', () => {
    // C stands in a row with B and in a column with D; B and D are both known from a third sum.
    const cells = [
      cell('R', '50', 9),
      cell('K', '45', 9),
      cell('S', '75', 12),
      cell('C', '10', 1),
      cell('B', '40', 8),
      cell('D', '35', 8),
    ];
    const sums = [
      { total: 'R', parts: ['C', 'B'] },
      { total: 'K', parts: ['C', 'D'] },
      { total: 'S', parts: ['B', 'D'] },
    ];
    // R + K - S is twice C: hiding B and D is not enough, one of the totals has to go too.
    expect(hiddenOf({ cells, sums })).toEqual([
      ['B', 'protects'],
      ['C', 'few_firms'],
      ['D', 'protects'],
      ['K', 'protects'],
    ]);
  });

  it('follows a chain of sums: a hidden part of a part is protected on both levels', () => {
    const cells = [
      cell('VN', '100', 20),
      cell('A', '40', 8),
      cell('A1', '37', 7),
      cell('A2', '3', 1),
      cell('B', '60', 12),
    ];
    const sums = [
      { total: 'VN', parts: ['A', 'B'] },
      { total: 'A', parts: ['A1', 'A2'] },
    ];
    expect(hiddenOf({ cells, sums }).map(([id]) => id)).toEqual(['A1', 'A2']);
  });
});

/** A random tree of territory with figures of two kinds that add up to a third, firms counted at the leaves. */
const tables: fc.Arbitrary<PublishedTable> = fc
  .array(
    fc.array(fc.record({ a: fc.nat(50), b: fc.nat(50), firms: fc.nat(5), known: fc.boolean() }), { maxLength: 5 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((provinces) => {
    const cells = new Map<string, PublishedCell>();
    const sums: PublishedSum[] = [];
    const kinds = ['a', 'b', 'sum'] as const;
    const put = (id: string, value: number | null, firms: number) =>
      cells.set(id, cell(id, value === null ? null : String(value), value === null ? null : firms));
    const above = (id: string, parts: string[]) => {
      const known = parts.flatMap((p) => cells.get(p) ?? []).filter((c) => c.value !== null);
      put(
        id,
        known.length === 0 ? null : known.reduce((s, c) => s + Number(c.value), 0),
        known.reduce((s, c) => s + (c.firms ?? 0), 0),
      );
      sums.push({ total: id, parts });
    };
    provinces.forEach((communes, p) => {
      communes.forEach(({ a, b, firms, known }, c) => {
        put(`${p}.${c} a`, known ? a : null, firms);
        put(`${p}.${c} b`, known ? b : null, firms);
        put(`${p}.${c} sum`, known ? a + b : null, firms);
        sums.push({ total: `${p}.${c} sum`, parts: [`${p}.${c} a`, `${p}.${c} b`] });
      });
      for (const k of kinds)
        above(
          `${p} ${k}`,
          communes.map((_, c) => `${p}.${c} ${k}`),
        );
      sums.push({ total: `${p} sum`, parts: [`${p} a`, `${p} b`] });
    });
    for (const k of kinds)
      above(
        `VN ${k}`,
        provinces.map((_, p) => `${p} ${k}`),
      );
    sums.push({ total: 'VN sum', parts: ['VN a', 'VN b'] });
    return { cells: [...cells.values()], sums };
  });

/**
 * Figures grouped by two things at once (province and industry, province and period), with the sums over each and over
 * both: what is hidden in a row must not come out of the columns.
 */
const pairs: fc.Arbitrary<PublishedTable> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.record({ value: fc.nat(60), firms: fc.nat(6), known: fc.boolean() }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      })
      .map((leaves) => {
        const at = (r: number, c: number) => leaves[r * columns + c];
        const cells: PublishedCell[] = [];
        const sums: PublishedSum[] = [];
        const group = (id: string, of: readonly { id: string; r: number; c: number }[]) => {
          const all = of.flatMap(({ r, c }) => at(r, c) ?? []).filter((leaf) => leaf.known);
          const firms = all.reduce((n, leaf) => n + leaf.firms, 0);
          const value = all.length === 0 ? null : String(all.reduce((n, leaf) => n + leaf.value, 0));
          cells.push(cell(id, value, value === null ? null : firms));
          sums.push({ total: id, parts: of.map((leaf) => leaf.id) });
        };
        const ids = Array.from({ length: rows * columns }, (_, i) => {
          const [r, c] = [Math.floor(i / columns), i % columns];
          return { id: `${r}|${c}`, r, c };
        });
        for (const { id, r, c } of ids) {
          const leaf = at(r, c);
          const value = leaf?.known ? String(leaf.value) : null;
          cells.push(cell(id, value, value === null ? null : (leaf?.firms ?? 0)));
        }
        for (let r = 0; r < rows; r++)
          group(
            `${r}|*`,
            ids.filter((x) => x.r === r),
          );
        for (let c = 0; c < columns; c++)
          group(
            `*|${c}`,
            ids.filter((x) => x.c === c),
          );
        group('*|*', ids);
        sums.push({ total: '*|*', parts: Array.from({ length: rows }, (_, r) => `${r}|*`) });
        sums.push({ total: '*|*', parts: Array.from({ length: columns }, (_, c) => `*|${c}`) });
        return { cells, sums };
      }),
  );

/** The attacker: rank of his equations over a large prime field; a cell is his when asking for it adds no rank. */
const PRIME = 2_147_483_647n;
function rank(rows: readonly (readonly bigint[])[]): number {
  const m = rows.map((r) => r.map((x) => ((x % PRIME) + PRIME) % PRIME));
  let found = 0;
  for (let column = 0; column < (m[0]?.length ?? 0); column++) {
    const at = m.findIndex((r, i) => i >= found && r[column] !== 0n);
    if (at < 0) continue;
    [m[found], m[at]] = [m[at] ?? [], m[found] ?? []];
    const lead = m[found] ?? [];
    for (let i = found + 1; i < m.length; i++) {
      const factor = m[i]?.[column] ?? 0n;
      if (factor !== 0n)
        m[i] = (m[i] ?? []).map(
          (x, j) => (((x * (lead[column] ?? 1n) - factor * (lead[j] ?? 0n)) % PRIME) + PRIME) % PRIME,
        );
    }
    found += 1;
  }
  return found;
}

describe('an attacker who solves every equation of the published table', () => {
  const solved = (table: PublishedTable, wanted: (id: string) => boolean): string[] => {
    const hidden = [...suppress(table).keys()];
    const known = new Set(table.cells.filter((c) => c.value !== null).map((c) => c.id));
    const equations = table.sums
      .filter((s) => known.has(s.total))
      .map((s) => hidden.map((id) => (id === s.total ? -1n : s.parts.includes(id) ? 1n : 0n)));
    const had = rank(equations);
    return hidden.filter(
      (id, i) => wanted(id) && rank([...equations, hidden.map((_, j) => (i === j ? 1n : 0n))]) === had,
    );
  };

  it('finds no cell of fewer than three firms', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const reasons = suppress(table);
        expect(solved(table, (id) => reasons.get(id) === 'few_firms')).toEqual([]);
        for (const c of table.cells)
          if (c.firms !== null && c.firms > 0 && c.firms < FEWEST_FIRMS) expect(reasons.has(c.id)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('finds none either where figures are grouped by two things, over rows, columns and both', () => {
    fc.assert(
      fc.property(pairs, (table) => {
        const reasons = suppress(table);
        expect(solved(table, (id) => reasons.get(id) === 'few_firms')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('would find some if only the small cells themselves were hidden', () => {
    const cells = [cell('VN', '100', 12), cell('A', '60', 6), cell('B', '30', 4), cell('C', '10', 2)];
    const equation = [[1n]];
    expect(rank([...equation, [1n]])).toBe(rank(equation));
    expect(suppress({ cells, sums: [{ total: 'VN', parts: ['A', 'B', 'C'] }] }).size).toBeGreaterThan(1);
  });

  it('the order of cells and sums plays no part', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const turned = { cells: [...table.cells].reverse(), sums: table.sums };
        expect(hiddenOf(turned)).toEqual(hiddenOf(table));
      }),
      { numRuns: 50 },
    );
  });
});
