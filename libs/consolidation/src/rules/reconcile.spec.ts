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
