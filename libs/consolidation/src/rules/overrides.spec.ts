import { describe, expect, it } from 'vitest';
import { type FigureOverride, withOverrides } from './overrides.js';
import type { ConsolidatedFigure, ConsolidatedForm } from './types.js';

const override: FigureOverride = {
  id: 'o',
  form: '04',
  unit: '15',
  key: 'planned_area',
  value: '2900',
  reason: 'Đo đạc lại',
  authorName: 'Cán bộ',
  officeName: 'Sở',
  on: '2026-12-20',
};
const form = (figure: Partial<ConsolidatedFigure>): ConsolidatedForm => ({
  form: '04',
  unit: '15',
  unitName: 'Lào Cai',
  period: '2026-Y',
  definitionId: 'form-04@2025-07-01',
  window: { from: '2025-12-15', to: '2026-12-14' },
  figures: [
    {
      key: 'planned_area',
      value: '2927.81',
      derivedValue: '2927.81',
      basis: 'derived',
      valueType: 'decimal',
      definitions: [],
      notes: [],
      ...figure,
    } as unknown as ConsolidatedFigure,
  ],
});
const first = (f: ConsolidatedForm) => f.figures[0];

describe('an override', () => {
  it('takes the place of a derived value, which stays beside it with the reason', () => {
    const figure = first(withOverrides(form({}), [override]));
    expect(figure).toMatchObject({ value: '2900', basis: 'overridden', derivedValue: '2927.81', override });
    expect(figure?.notes[0]?.message).toContain('Đo đạc lại');
  });

  it('gives a value where none could be derived', () => {
    const missing = form({ value: null, derivedValue: null, basis: 'missing' });
    expect(first(withOverrides(missing, [override]))).toMatchObject({ value: '2900', derivedValue: null });
  });

  it('does not take the place of an accepted value, but is seen beside it', () => {
    const accepted = form({ value: '2950', acceptedValue: '2950', basis: 'accepted' });
    expect(first(withOverrides(accepted, [override]))).toMatchObject({ value: '2950', basis: 'accepted', override });
  });

  it('leaves rates, other units, other forms and named definitions alone', () => {
    const rate = form({ valueType: 'percent' });
    expect(withOverrides(rate, [override])).toEqual(rate);
    const derived = form({});
    expect(withOverrides(derived, [{ ...override, unit: '80' }])).toBe(derived);
    expect(withOverrides(derived, [{ ...override, form: '03' }])).toBe(derived);
    const named = form({ definitions: [{ isDefault: false }] as unknown as ConsolidatedFigure['definitions'] });
    expect(first(withOverrides(named, [override]))).toMatchObject({ value: '2927.81', basis: 'derived', override });
  });
});
