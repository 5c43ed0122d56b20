import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import { rowRules } from './all-rows.js';
import { chosenDefinition, defaultChoices, definitionPointNames, isChoice, pointOf } from './definitions.js';

const law = loadLaw();
const form04 = law.definitions.filter((d) => d.code === '04');

describe('named definitions', () => {
  it('every point has distinct names, a question, a basis and a date', () => {
    for (const name of definitionPointNames) {
      const point = pointOf(name);
      const names = point.choices.map((c) => c.name);
      expect([name, new Set(names).size]).toEqual([name, names.length]);
      expect(point.questionVi).toMatch(/\?$/);
      expect(point.basis).not.toBe('');
      expect(point.validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('a point names exactly the rows whose rule asks it', () => {
    for (const name of definitionPointNames) {
      const rows = form04[0]!.rows.filter((r) => rowRules.get(r.key)?.points.includes(name)).map((r) => r.tt);
      expect([name, [...pointOf(name).rows].sort()]).toEqual([name, rows.sort()]);
    }
  });

  it('the default is the first answer, and says so', () => {
    expect(chosenDefinition('occupancy_rate', defaultChoices)).toMatchObject({
      name: 'art_2_7_weighted',
      isDefault: true,
    });
    const other = { ...defaultChoices, occupancy_rate: 'leased_over_total' } as const;
    expect(chosenDefinition('occupancy_rate', other)).toMatchObject({ legalStatus: 'informal', isDefault: false });
  });

  it('knows its own names only', () => {
    expect(isChoice('plan_scope', 'listed_in_force')).toBe(true);
    expect(isChoice('plan_scope', 'art_2_7_weighted')).toBe(false);
    expect(isChoice('nothing', 'listed_in_force')).toBe(false);
    expect(isChoice('constructor', 'x')).toBe(false);
  });
});

it('every row of every version of form 04 has its rule', () => {
  for (const form of form04) expect(form.rows.filter((r) => !rowRules.has(r.key)).map((r) => r.tt)).toEqual([]);
});
