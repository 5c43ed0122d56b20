import { describe, expect, it } from 'vitest';
import { reconcile as reconciled, unitsBelow } from './reconcile.js';
import type { ConsolidatedFigure, ConsolidatedForm } from './types.js';

const form = (unit: string, derivedValue: string | null, acceptedValue: string | null, valueType = 'decimal') =>
  ({
    unit,
    unitName: unit,
    figures: [
      { key: 'area', tt: '2', derivedValue, acceptedValue, valueType, sources: [] } as unknown as ConsolidatedFigure,
    ],
  }) as unknown as ConsolidatedForm;

const reconcile = (above: ConsolidatedForm, below: readonly ConsolidatedForm[]) => reconciled(above, unitsBelow(below));

describe('reconcile', () => {
  it('names the units whose filed value makes the difference, the largest first', () => {
    const below = [form('A', '40', '40'), form('B', '30', '25'), form('C', '20', '32.5')];
    const [row] = reconcile(form('15', '90', '99'), below);
    expect(row).toMatchObject({
      childrenFiled: '97.5',
      filedLessDerived: '9',
      filedLessChildren: '1.5',
      unexplained: '0',
    });
    expect(row?.children.map((c) => [c.unit, c.difference])).toEqual([
      ['C', '12.5'],
      ['B', '-5'],
    ]);
  });

  it('a unit that filed nothing is named, and its part is unexplained, not zero', () => {
    const [row] = reconcile(form('15', '70', '70'), [form('A', '40', '40'), form('B', '30', null)]);
    expect(row).toMatchObject({ childrenFiled: '40', unexplained: '-30', childrenExpected: 2, childrenReported: 1 });
    expect(row?.children).toEqual([
      { unit: 'B', unitName: 'B', why: 'not_filed', filings: [], derived: '30', filed: null, difference: null },
    ]);
  });

  it('names a unit that filed what the register does not have, and passes over what is nothing on both sides', () => {
    const below = [form('A', null, '5'), form('B', '0', null), form('C', null, null), form('D', '7', '7')];
    const [row] = reconcile(form('15', '7', '12'), below);
    expect(row?.children).toEqual([
      { unit: 'A', unitName: 'A', why: 'not_in_register', filings: [], derived: null, filed: '5', difference: null },
    ]);
    expect(row).toMatchObject({ childrenExpected: 4, childrenReported: 2, childrenFiled: '12', unexplained: '5' });
  });

  it('orders by size, whatever the sign or the kind of difference; equal ones by code', () => {
    const below = [form('D', null, '3'), form('C', '10', '5'), form('A', '10', '15'), form('B', '7', null)];
    const [row] = reconcile(form('15', '27', '23'), below);
    expect(row?.children.map((c) => [c.unit, c.why])).toEqual([
      ['B', 'not_filed'],
      ['A', 'differs'],
      ['C', 'differs'],
      ['D', 'not_in_register'],
    ]);
  });

  it('tells the filing of the form itself, not one it was made of, and none for the nation', () => {
    const filing = (id: string, label: string) => ({ kind: 'filing', id, label });
    const filed = (unit: string, accepted: string | null) => {
      const made = form(unit, '7', accepted);
      const sources = [
        { kind: 'unit', id: 'u', label: 'Biểu 04 nào đó' },
        filing('f2', 'Biểu 02 2026-Y: A'),
        filing('f4', 'Biểu 04 2026-Y: Sở'),
      ];
      return {
        ...made,
        form: '04',
        figures: made.figures.map((f) => ({ ...f, sources })),
      } as unknown as ConsolidatedForm;
    };
    expect(reconcile(filed('15', '9'), [])[0]?.filingId).toBe('f4');
    expect(reconcile(filed('15', null), [])[0]?.filingId).toBeNull();
    expect(reconcile(filed('VN', '9'), [])[0]?.filingId).toBeNull();
    expect(reconcile(filed('15', '9'), [filed('A', '8')])[0]?.children[0]?.filings).toEqual(['f4']);
  });

  it('leaves out a unit whose form does not have the row', () => {
    const other = { ...form('A', '1', '2'), figures: [] } as unknown as ConsolidatedForm;
    expect(reconcile(form('15', '7', '7'), [other])[0]).toMatchObject({ childrenExpected: 0, children: [] });
  });

  it('nothing filed below is null, and a rate is never added', () => {
    const [none] = reconcile(form('15', '70', null), [form('A', '40', null)]);
    expect(none).toMatchObject({
      childrenFiled: null,
      filedLessDerived: null,
      filedLessChildren: null,
      unexplained: null,
    });
    const [rate] = reconcile(form('15', '50', '60', 'percent'), [form('A', '40', '45', 'percent')]);
    expect(rate).toMatchObject({ childrenFiled: null, filedLessDerived: '10', unexplained: null });
  });
});
