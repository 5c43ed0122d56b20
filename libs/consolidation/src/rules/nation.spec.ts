import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { nationalForm } from './nation.js';
import type { ConsolidatedFigure, ConsolidatedForm, RateParts } from './types.js';

const law = loadLaw();
const definition = law.definitionFor('04', '2026-Y')!;
const window = law.dataWindow('2026-Y')!;
const common = { form: '04', period: '2026-Y', definitionId: definition.id, window } as const;

interface Given {
  readonly accepted?: string;
  readonly derived?: string;
  readonly parts?: RateParts;
}

/** A province's form with these figures and every other one missing. */
function province(unit: string, given: Readonly<Record<string, Given>>): ConsolidatedForm {
  const figures = definition.rows.map((row): ConsolidatedFigure => {
    const { accepted = null, derived = null, parts = null } = given[row.key] ?? {};
    return {
      key: row.key,
      tt: row.tt,
      label: row.labelVi,
      value: accepted ?? derived,
      unit: row.unitVi,
      valueType: row.valueType,
      basis: accepted !== null ? 'accepted' : derived !== null ? 'derived' : 'missing',
      derivedValue: derived,
      acceptedValue: accepted,
      definition: null,
      definitions: [],
      openPoint: null,
      derivation: null,
      sources: [],
      coverage: { expected: 0, reported: 0, accepted: 0 },
      alternatives: [],
      parts,
      notes: [],
    };
  });
  return { ...common, unit, unitName: unit, figures };
}

function figure(provinces: readonly ConsolidatedForm[], key: string): ConsolidatedFigure {
  const obligations = [
    {
      form: '04',
      filerRef: '01',
      provinceCode: '01',
      communeCode: null,
      clusterId: null,
      reported: true,
      accepted: true,
    },
    {
      form: '04',
      filerRef: '15',
      provinceCode: '15',
      communeCode: null,
      clusterId: null,
      reported: true,
      accepted: false,
    },
  ] as const;
  const form = nationalForm({ definition, period: '2026-Y', window, provinces, obligations });
  return form.figures.find((f) => f.key === key)!;
}

describe('the national form', () => {
  it('adds accepted values where accepted, derived ones elsewhere, and leaves missing provinces missing', () => {
    const provinces = [
      province('01', { planned_count: { accepted: '70', derived: '68' } }),
      province('15', { planned_count: { derived: '54' } }),
      province('80', {}),
    ];
    expect(figure(provinces, 'planned_count')).toMatchObject({
      value: '124',
      derivedValue: '122',
      acceptedValue: '70',
      basis: 'derived',
      coverage: { expected: 3, reported: 2, accepted: 1 },
    });
    expect(figure(provinces, 'planned_count').sources.map((s) => [s.id, s.value])).toEqual([
      ['01', '70'],
      ['15', '54'],
    ]);
    expect(figure(provinces, 'planned_area')).toMatchObject({ value: null, basis: 'missing' });
  });

  it('is accepted only when every province that is known is accepted', () => {
    const all = [province('01', { planned_count: { accepted: '70' } }), province('80', {})];
    expect(figure(all, 'planned_count').basis).toBe('accepted');
  });

  it('recomputes a rate from parts: 50 of 100 ha and 90 of 300 ha are 35 per cent, not the mean 40', () => {
    const provinces = [
      province('01', { occupancy_rate_avg: { derived: '50', parts: { numerator: '50', denominator: '100' } } }),
      province('15', { occupancy_rate_avg: { derived: '30', parts: { numerator: '90', denominator: '300' } } }),
    ];
    expect(figure(provinces, 'occupancy_rate_avg')).toMatchObject({
      value: '35',
      parts: { numerator: '140', denominator: '400' },
    });
  });

  it('takes the parts of an accepted rate from the accepted row 17; without it the province is left out', () => {
    const derived = { derived: '50', parts: { numerator: '50', denominator: '100' } };
    const withLand = province('01', {
      industrial_land_operating: { accepted: '200' },
      occupancy_rate_avg: { ...derived, accepted: '60' },
    });
    const withoutLand = province('15', { occupancy_rate_avg: { ...derived, accepted: '99' } });
    const rate = figure([withLand, withoutLand], 'occupancy_rate_avg');
    expect(rate).toMatchObject({ value: '60', parts: { numerator: '120', denominator: '200' }, acceptedValue: null });
    expect(rate.notes.map((n) => n.code)).toEqual(['PART_IMPLIED']);
    expect(figure([withoutLand], 'occupancy_rate_avg').value).toBeNull();
  });
});
