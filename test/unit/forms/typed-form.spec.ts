import { describe, expect, it } from 'vitest';
import { typedForm } from '#lib/forms';
import { loadLaw } from '#lib/law';

const law = loadLaw();
const definition = law.definitionFor('04', '2026-Y')!;
const typed = (key: string, raw: string, writing: 'vi' | 'en' = 'vi') => {
  const form = typedForm(definition, law.valueTypes, { period: '2026-Y', unit: '15', writing }, [{ key, raw }]);
  const entry = form.entries.get(key);
  return { value: entry?.value ?? null, codes: form.problems.map((p) => p.code) };
};

describe('typedForm', () => {
  it.each([
    ['planned_area', '2.927,81', '2927.81'],
    ['planned_area', '2927.81', '2927.81'],
    ['planned_area', '203,759', '203.759'],
    ['planned_area', '', null],
    ['planned_area', '-', null],
    ['planned_count', '1.250', '1250'],
    ['planned_count', '0', '0'],
  ])('reads %s typed as "%s" as %s', (key, raw, value) => {
    expect(typed(key, raw)).toEqual({ value, codes: [] });
  });

  it('asks where the text has two meanings and the decimal mark does not settle it', () => {
    expect(typed('planned_area', '203.759')).toEqual({ value: null, codes: ['AMBIGUOUS_NUMBER'] });
    expect(typed('planned_area', '203,759', 'en')).toEqual({ value: null, codes: ['AMBIGUOUS_NUMBER'] });
    expect(typed('planned_area', '203.759', 'en')).toEqual({ value: '203.759', codes: [] });
  });

  it('says where in words, because the portal has no cells', () => {
    const form = typedForm(definition, law.valueTypes, { period: '2026-Y', unit: '15', writing: 'vi' }, [
      { key: 'planned_area', raw: 'khoảng 12' },
    ]);
    expect(form.problems[0]).toMatchObject({
      code: 'TEXT_IN_NUMBER_CELL',
      sheet: null,
      cell: null,
      key: 'planned_area',
    });
    expect(form.problems[0]?.message).toContain('Biểu số 04, dòng 2');
  });

  it('keeps what was typed and the note beside what was understood', () => {
    const form = typedForm(definition, law.valueTypes, { period: '2026-Y', unit: '15', writing: 'vi' }, [
      { key: 'planned_area', raw: ' 2.927,81 ', note: ' theo quyết định ' },
    ]);
    expect(form.entries.get('planned_area')).toEqual({
      key: 'planned_area',
      value: '2927.81',
      raw: '2.927,81',
      note: 'theo quyết định',
      at: null,
      readAs: '2.927,81',
    });
  });
});
