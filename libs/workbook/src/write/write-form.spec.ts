import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormDefinition, ValueType } from '#lib/forms';
import type { DecimalString } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { matchWorkbook } from '../match/match-workbook.js';
import { readWorkbook } from '../read/read-workbook.js';
import type { ParsedSheet } from '../sheet.js';
import { writeForm, writeForms } from './write-form.js';

const law = loadLaw();
const form04 = law.definitionFor('04', '2026-Y') as FormDefinition;

function sheetsOf(bytes: Uint8Array): readonly ParsedSheet[] {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(result.findings[0].code);
  return result.sheets;
}

/** A decimal of up to `digits` whole digits and `decimals` places. */
function decimal(digits: number, decimals: number): fc.Arbitrary<DecimalString> {
  const whole = fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) });
  if (decimals === 0) return whole.map(String);
  const places = fc.bigInt({ min: 0n, max: 10n ** BigInt(decimals) - 1n });
  return fc.tuple(whole, places).map(([w, p]) => {
    const fraction = p.toString().padStart(decimals, '0').replace(/0+$/, '');
    return fraction === '' ? `${w}` : `${w}.${fraction}`;
  });
}

const SHAPES: Record<ValueType, fc.Arbitrary<DecimalString>> = {
  count: decimal(6, 0),
  persons: decimal(8, 0),
  area_ha: fc.oneof(decimal(4, 2), decimal(7, 4)),
  billion_vnd: fc.oneof(decimal(4, 3), decimal(8, 6), decimal(12, 9)),
  million_vnd_per_month: decimal(3, 6),
  percent: fc.oneof(decimal(0, 4), decimal(3, 2), decimal(3, 4), decimal(1, 18)),
  flag: fc.constantFrom('0', '1'),
};

/** The writer prints what it is given; that a figure may not be negative is for the check to say. */
const withSign = (values: fc.Arbitrary<DecimalString>): fc.Arbitrary<DecimalString> =>
  fc
    .tuple(values, fc.constantFrom('', '', '', '-'))
    .map(([value, sign]) => (Number(value) === 0 ? value : `${sign}${value}`));

const written = fc.constantFrom(...law.definitions).chain((definition) =>
  fc.record({
    definition: fc.constant(definition),
    values: fc.record(
      Object.fromEntries(definition.rows.map((r) => [r.key, fc.option(withSign(SHAPES[r.valueType]), { nil: null })])),
    ),
  }),
);

describe('writeForm', () => {
  it('reads back the same figures for any values of any form', () => {
    fc.assert(
      fc.property(written, ({ definition, values }) => {
        const period = definition.inForceTo === null ? '2026-Y' : '2025-H1';
        const bytes = writeForm({ definition, period, unitName: 'tỉnh Lào Cai', values });
        const { forms } = matchWorkbook(sheetsOf(bytes), law, { form: definition.code, period });
        const entries = forms[0]?.parsed.entries;
        expect(forms).toHaveLength(1);
        expect(forms[0]?.definition.id).toBe(definition.id);
        expect(forms[0]?.parsed.problems.filter((p) => p.severity === 'error')).toEqual([]);
        expect(Object.fromEntries(definition.rows.map((r) => [r.key, entries?.get(r.key)?.value ?? null]))).toEqual(
          values,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('writes the very digits, not the nearest binary number', () => {
    const values = { planned_area: '2927.81', projects_revenue: '0.1', infra_total_investment: '12345678901234567.5' };
    const cells = sheetsOf(writeForm({ definition: form04, period: '2026-Y', unitName: 'tỉnh Lào Cai', values }))[0]
      ?.cells;
    const texts = [...(cells?.values() ?? [])].map((c) => c.text);
    expect(texts).toContain('2927.81');
    expect(texts).toContain('0.1');
    expect(texts).toContain('12345678901234567,5');
  });

  it('makes rows 15 and 16 formulas with their value, where the parts give it', () => {
    const values = {
      operating_count: '16',
      operating_established_count: '5',
      operating_unestablished_count: '11',
      operating_area: '20',
      operating_established_area: '10',
      operating_unestablished_area: null,
    };
    const sheet = sheetsOf(writeForm({ definition: form04, period: '2026-Y', unitName: 'tỉnh Lào Cai', values }))[0];
    const formulas = [...(sheet?.cells.values() ?? [])].filter((c) => c.formula !== null);
    expect(formulas.map((c) => [c.formula, c.text, c.hasCachedValue])).toEqual([['D28+D29', '16', true]]);
  });

  it('names sender and period as they are read again', () => {
    const bytes = writeForm({
      definition: form04,
      period: '2026-H1',
      unitName: 'tỉnh Lào Cai',
      values: { planned_count: '54' },
      notes: { planned_count: '=1+1 theo Quyết định số 5 & 6' },
    });
    const form = matchWorkbook(sheetsOf(bytes), law).forms[0]?.parsed;
    expect(form?.period).toBe('2026-H1');
    expect(form?.header['sender']).toBe('Sở Công Thương tỉnh Lào Cai');
    expect(form?.entries.get('planned_count')?.note).toBe('=1+1 theo Quyết định số 5 & 6');
  });

  it('puts several units side by side as sheets of one workbook', () => {
    const one = { definition: form04, period: '2026-Y', values: { planned_count: '1' } };
    const bytes = writeForms([
      { ...one, unitName: 'tỉnh Lào Cai', sheetName: '15 Lào Cai' },
      { ...one, unitName: 'tỉnh Tây Ninh', sheetName: '80 Tây Ninh' },
    ]);
    expect(matchWorkbook(sheetsOf(bytes), law).forms.map((f) => f.parsed.sheet)).toEqual(['15 Lào Cai', '80 Tây Ninh']);
    expect(() =>
      writeForms([
        { ...one, unitName: 'a' },
        { ...one, unitName: 'b' },
      ]),
    ).toThrow(RangeError);
  });

  it('gives the same bytes for the same input', () => {
    const form = { definition: form04, period: '2026-Y', unitName: 'tỉnh Lào Cai', values: { planned_count: '54' } };
    expect(Buffer.compare(writeForm(form), writeForm(form))).toBe(0);
  });
});
