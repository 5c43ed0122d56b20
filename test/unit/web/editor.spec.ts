/** The editor's own rules: merging with what others saved, and what a pasted block means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormHistory } from '#lib/forms';
import { loadLaw } from '#lib/law';
import { findingsOf } from '../../../apps/web/src/editor/findings.js';
import { pasted } from '../../../apps/web/src/editor/paste.js';
import { asTyped, cellsOf } from '../../../apps/web/src/editor/server-cells.js';
import { type Cells, chosen, confirmed, merged, sheetOf, typed, unsaved } from '../../../apps/web/src/editor/sheet.js';

const law = loadLaw();
const form04 = law.definitionFor('04', '2026-Y')!;
const form01 = law.definitionFor('01', '2026-Y')!;
const cell = (text: string, note = '') => ({ text, note });

describe('a sheet', () => {
  const begun = sheetOf(3, { a: cell('1'), b: cell('2') });

  it('knows what the server has not confirmed', () => {
    const changed = typed(typed(begun, 'a', { text: '5' }), 'c', { note: 'mới' });
    expect(unsaved(changed).sort()).toEqual(['a', 'c']);
    expect(unsaved(typed(changed, 'a', { text: '1' }))).toEqual(['c']);
    // What was typed while a request was under way is still to be saved.
    const later = confirmed(typed(changed, 'b', { text: '9' }), 4, changed.cells);
    expect([later.version, unsaved(later)]).toEqual([4, ['b']]);
  });

  it('takes what only the other changed, keeps what only I changed, asks where both did', () => {
    const mine = typed(typed(begun, 'a', { text: '5' }), 'c', { text: '7' });
    const next = merged(mine, 8, { a: cell('6'), b: cell('20'), c: cell('7') });
    expect(next.cells).toEqual({ a: cell('5'), b: cell('20'), c: cell('7') });
    expect(next.conflicts).toEqual([{ key: 'a', mine: cell('5'), theirs: cell('6') }]);
    expect(next.version).toBe(8);
    const theirs = chosen(next, 'a', 'theirs');
    expect([theirs.cells['a'], theirs.conflicts, unsaved(theirs)]).toEqual([cell('6'), [], []]);
    expect(unsaved(chosen(next, 'a', 'mine'))).toEqual(['a']);
  });

  it('merges to exactly what was changed, for any two persons in different rows', () => {
    const cells = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.constantFrom('1', '2', '3'));
    fc.assert(
      fc.property(cells, cells, cells, (base, left, right) => {
        const of = (texts: Record<string, string>): Cells =>
          Object.fromEntries(Object.entries(texts).map(([k, text]) => [k, cell(text)]));
        const mineKeys = new Set(['a', 'b', 'c']);
        const only = (texts: Record<string, string>, mine: boolean) =>
          Object.fromEntries(Object.entries(texts).filter(([k]) => mineKeys.has(k) === mine));
        const server = of({ ...base, ...only(right, false) });
        let sheet = sheetOf(1, of(base));
        for (const [key, text] of Object.entries(only(left, true))) sheet = typed(sheet, key, { text });
        const next = merged(sheet, 2, server);
        expect(next.conflicts).toEqual([]);
        expect(next.cells).toEqual(of({ ...base, ...only(right, false), ...only(left, true) }));
      }),
    );
  });
});

describe('a pasted block', () => {
  const keys = form04.rows.map((row) => row.key);

  it('goes downwards when it is one column', () => {
    const texts = pasted('12\r\n2.927,81\r\n\r\n', form04, keys[1]!);
    expect(texts).toEqual([
      { key: keys[1], text: '12' },
      { key: keys[2], text: '2.927,81' },
    ]);
    expect(pasted('12', form04, keys[1]!)).toBeNull();
  });

  it('never runs over the end of the form', () => {
    expect(pasted('1\n2\n3', form04, keys.at(-1)!)).toEqual([{ key: keys.at(-1), text: '1' }]);
  });

  it('goes to the rows that it names by TT or by label, in any order', () => {
    const [first, second] = [form04.rows[0]!, form04.rows[1]!];
    const byNumber = pasted(`${second.tt}\t7\n${first.tt}\t3`, form04, keys[9]!);
    expect(byNumber).toEqual([
      { key: second.key, text: '7' },
      { key: first.key, text: '3' },
    ]);
    const byLabel = pasted(
      `${second.tt}\t${second.labelVi.toUpperCase()}\t${second.unitVi}\t7,5\n${first.tt}\t"${first.labelVi}"\t${first.unitVi}\t3`,
      form04,
      keys[9]!,
    );
    expect(byLabel).toEqual([
      { key: second.key, text: '7,5' },
      { key: first.key, text: '3' },
    ]);
  });
});

describe('what is found while one types', () => {
  const target = { form: '01', period: '2026-Y', unit: 'P00001' };
  const [first, second] = form01.rows;

  it('is what the server finds, and silent about rows not answered yet', () => {
    const found = findingsOf(
      { definition: form01, valueTypes: law.valueTypes },
      target,
      { [first!.key]: cell('chưa rõ'), [second!.key]: cell('-5') },
      'vi',
    );
    expect([...found.byKey.keys()].sort()).toEqual([first!.key, second!.key].sort());
    expect([found.errors, found.missing]).toEqual([2, form01.rows.length - 2]);
    expect(found.values[first!.key]).toBeNull();
  });

  it('reads back what the server has, in either language', () => {
    expect([asTyped('2927.81', 'vi'), asTyped('2927.81', 'en')]).toEqual(['2927,81', '2927.81']);
    for (const language of ['vi', 'en'] as const)
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 999 }), (whole, part) => {
          const value = part === 0 ? `${whole}` : `${whole}.${`${part}`.padStart(3, '0').replace(/0+$/, '')}`;
          const figures = [{ key: 'planned_area', value, raw: null, note: null }];
          const cells = cellsOf({ state: 'DRAFT', version: 1, figures }, language);
          const area = { definition: form04, valueTypes: law.valueTypes };
          expect(findingsOf(area, { ...target, form: '04' }, cells, language).values['planned_area']).toBe(value);
        }),
      );
  });
});

describe('findings before saving', () => {
  const target = { form: '04', period: '2026-Y', unit: '15' };
  const valueTypes = law.valueTypes;
  const earlier = { period: '2025-Y', values: { infra_paid_cumulative: '1200' } };
  const closed = {
    code: 'UNIT_SLIP',
    key: 'infra_paid_cumulative',
    reference: '2025-Y',
    magnitude: '1000',
    reason: 'CHECKED_CORRECT' as const,
    text: 'đã đối chiếu sổ',
  };
  const codes = (text: string, history?: FormHistory) =>
    (
      findingsOf(
        { definition: form04, valueTypes, ...(history === undefined ? {} : { history }) },
        target,
        { infra_paid_cumulative: cell(text) },
        'vi',
      ).byKey.get('infra_paid_cumulative') ?? []
    ).map((p) => p.code);

  it('doubt a figure beside the unit’s own history, as the server will', () => {
    expect(codes('1200000')).toEqual([]);
    expect(codes('1200000', { filed: [earlier] })).toEqual(['UNIT_SLIP']);
    expect(codes('1100', { filed: [earlier] })).toEqual(['CUMULATIVE_FELL']);
  });

  it('do not ask again what was closed with a reason, unless it grew', () => {
    expect(codes('1200000', { filed: [earlier], closed: [closed] })).toEqual([]);
    expect(codes('1300000', { filed: [earlier], closed: [closed] })).toEqual(['UNIT_SLIP']);
  });
});
