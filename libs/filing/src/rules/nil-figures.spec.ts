import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { nilFigures } from './nil-figures.js';

const law = loadLaw();
const zeros = (form: '01' | '02' | '03' | '04', hasNothing: boolean) => {
  const definition = law.definitionFor(form, '2026-Y')!;
  const keys = nilFigures(definition, { hasNothing });
  return definition.rows.filter((row) => keys.includes(row.key)).map((row) => row.tt);
};

describe('a nil filing', () => {
  it('of a project writes 0 for revenue, payments and workers, and leaves the average income blank', () => {
    expect(zeros('01', false)).toEqual(['1', '2', '3']);
  });

  it('of an infrastructure investor writes 0 for what happens in the period only (rows 9 and 10; 12 is an average)', () => {
    expect(zeros('02', false)).toEqual(['9', '10']);
  });

  it('of a commune that leads clusters leaves all that stands at the cut-off blank', () => {
    expect(zeros('03', false)).toEqual(['5', '6', '23', '24']);
  });

  it('of a commune without a cluster writes 0 for everything but the occupancy rate', () => {
    const all = law.definitionFor('03', '2026-Y')!.rows.map((row) => row.tt);
    expect(zeros('03', true)).toEqual(all.filter((tt) => tt !== '19'));
  });
});
