import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECK_PLACEHOLDERS, checkForm } from './check.js';
import type {
  FormCheck,
  FormDefinition,
  IndicatorDefinition,
  ValueType,
  ValueTypeRule,
  ValueTypes,
} from './definition.js';
import { problem } from './problem.js';
import type { ClosedDoubt } from './rules/closing.js';
import type { FilingProblem, ParsedEntry, ParsedForm } from './stations.js';

/** A small form of its own, so that the engine is judged apart from the statutory files. */
const rule = (type: ValueType, over: Partial<ValueTypeRule>): ValueTypeRule => ({
  type,
  decimals: 0,
  storeDecimals: 0,
  excess: 'error',
  min: '0',
  max: '1000000',
  warnAbove: null,
  allowed: null,
  units: [],
  ...over,
});
const valueTypes: ValueTypes = {
  count: rule('count', {}),
  persons: rule('persons', {}),
  area_ha: rule('area_ha', { decimals: 2, storeDecimals: 4 }),
  billion_vnd: rule('billion_vnd', { decimals: 3, storeDecimals: 6 }),
  million_vnd_per_month: rule('million_vnd_per_month', { decimals: 2, storeDecimals: 6, excess: 'round' }),
  percent: rule('percent', { decimals: 2, storeDecimals: 4, excess: 'round', warnAbove: '100' }),
  flag: rule('flag', { allowed: ['0', '1'] }),
};

const row = (tt: string, key: string, valueType: ValueType): IndicatorDefinition => ({
  key,
  tt,
  section: null,
  labelVi: `Chỉ tiêu ${tt}`,
  labelEn: `Indicator ${tt}`,
  unitVi: 'Cụm',
  valueType,
  decimals: 0,
  accumulation: 'cumulative',
  alsoLabelled: [],
  source: null,
  derivation: null,
  openPoint: null,
  formulaKeys: null,
  parent: null,
});

const texts = {
  basis: 'test',
  messageVi: '{where}: dòng {tt} phải bằng {parts} (đang ghi {value}, cộng được {sum}). Sửa {cells}.',
  messageEn: '{where}: row {tt} must equal {parts} (written {value}, adds up to {sum}). Correct {cells}.',
};
const sum: FormCheck = {
  code: 'F04_SUM_1',
  severity: 'error',
  rule: 'sum',
  total: 'total',
  parts: ['a', 'b'],
  ...texts,
};
const order: FormCheck = {
  code: 'F04_MAX_2',
  severity: 'warning',
  rule: 'not_greater',
  lesser: 'area',
  greater: 'land',
  basis: 'test',
  messageVi: '{where}: dòng {tt} ({value}) lớn hơn dòng {otherTt} ({otherValue}). Xem {cells}.',
  messageEn: '{where}: row {tt} ({value}) above row {otherTt} ({otherValue}). See {cells}.',
};

const definition: FormDefinition = {
  id: 'form-04@2025-07-01',
  code: '04',
  inForceFrom: '2025-07-01',
  inForceTo: null,
  legalBasis: 'test',
  printedCode: 'Biểu số 04',
  titleVi: 'Thử',
  titleEn: 'Test',
  filerKind: 'province',
  sender: { role: 'department', vi: 'Sở', en: 'Department' },
  receivers: [],
  headerFields: [],
  columns: [],
  sections: [],
  rows: [
    row('1', 'total', 'count'),
    row('1.1', 'a', 'count'),
    row('1.2', 'b', 'count'),
    row('2', 'area', 'area_ha'),
    row('3', 'land', 'area_ha'),
    row('4', 'money', 'billion_vnd'),
    row('5', 'income', 'million_vnd_per_month'),
    row('6', 'rate', 'percent'),
    row('7', 'yes', 'flag'),
  ],
  signature: { placeDateVi: '', titleVi: '', instructionVi: '' },
  notesVi: [],
  checks: [sum, order],
};

const good = {
  total: '5',
  a: '2',
  b: '3',
  area: '10.25',
  land: '20.5',
  money: '1.5',
  income: '8.2',
  rate: '50',
  yes: '1',
};
const cells = Object.fromEntries(definition.rows.map((r, i) => [r.key, `D${i + 8}`]));

const entry = (key: string, value: string | null, over: Partial<ParsedEntry> = {}): ParsedEntry => ({
  key,
  value,
  raw: value,
  note: null,
  at: { sheet: 'Biểu 04', cell: cells[key] ?? 'D99' },
  readAs: null,
  ...over,
});
const parsed = (figures: Record<string, string | null>, over: Partial<ParsedForm> = {}): ParsedForm => ({
  form: '04',
  definitionId: definition.id,
  period: '2026-Y',
  unit: '15',
  header: {},
  entries: new Map(Object.entries(figures).map(([key, value]) => [key, entry(key, value)])),
  problems: [],
  sheet: 'Biểu 04',
  ...over,
});
const check = (figures: Record<string, string | null>, over: Partial<ParsedForm> = {}) =>
  checkForm(parsed({ ...good, ...figures }, over), definition, valueTypes);
const brief = (problems: readonly FilingProblem[]) => problems.map((p) => `${p.severity} ${p.code} ${p.key} ${p.cell}`);

describe('a form without fault', () => {
  it('is accepted with every figure in its shortest writing', () => {
    const checked = check({ area: '10.2500', total: '5.0' });
    expect(checked.outcome).toBe('accepted');
    expect(checked.problems).toEqual([]);
    expect(checked.values).toEqual(good);
  });

  it('keeps notes by indicator', () => {
    const form = parsed(good);
    const entries = new Map([...form.entries, ['a', entry('a', '2', { note: 'đã rà soát' })]]);
    expect(checkForm({ ...form, entries }, definition, valueTypes).notes).toEqual({ a: 'đã rà soát' });
  });

  it('may use more decimals than are printed, up to those kept', () => {
    expect(check({ area: '10.2512', money: '1.123456', income: '8.333333' }).outcome).toBe('accepted');
  });
});

describe('one figure by its value type', () => {
  it.each<[string, Record<string, string>, string]>([
    ['below zero', { money: '-1.5' }, 'error NEGATIVE money D13'],
    ['half a person', { a: '2.5', total: '5.5' }, 'error NOT_WHOLE a D9'],
    ['too many decimals of an area', { area: '10.12345' }, 'error TOO_MANY_DECIMALS area D11'],
    ['too many decimals of money', { money: '1.1234567' }, 'error TOO_MANY_DECIMALS money D13'],
    ['beyond what is possible', { land: '1000001' }, 'error TOO_LARGE land D12'],
    ['a flag of two', { yes: '2' }, 'error FLAG_NOT_0_1 yes D16'],
    ['a flag of half', { yes: '0.5' }, 'error FLAG_NOT_0_1 yes D16'],
    ['a rate above 100', { rate: '100.01' }, 'warning PERCENT_OVER_100 rate D15'],
  ])('%s', (_, figures, expected) => {
    expect(brief(check(figures).problems)).toContain(expected);
  });

  it('exactly the largest possible figure is possible', () => {
    expect(check({ land: '1000000' }).outcome).toBe('accepted');
  });

  it('a figure above 100 is a doubt as large as what is above', () => {
    expect(check({ rate: '112.5' }).problems[0]?.doubt).toEqual({ reference: null, magnitude: '12.5' });
  });

  it('says how many decimals there are and how many may be', () => {
    const [told] = check({ area: '10.12345' }).problems;
    expect(told?.message).toContain('dòng 2 (Chỉ tiêu 2) ghi 10,12345, có 5 chữ số thập phân; được ghi tối đa 4.');
    expect(told?.messageEn).toContain('row 2 (Indicator 2) is written 10.12345 with 5 decimals; at most 4 are');
  });

  it('says what was written where that is no number', () => {
    const form = parsed(good);
    const told = (raw: string | null) =>
      checkForm(
        { ...form, entries: new Map([...form.entries, ['area', entry('area', '10,25', { raw })]]) },
        definition,
        valueTypes,
      ).problems[0]?.message;
    expect(told('khoảng 10,25')).toContain('khoảng 10,25');
    expect(told(null)).toContain('10,25');
  });

  it('keeps a rate above 100 as it is', () => {
    const checked = check({ rate: '112.5' });
    expect(checked.values['rate']).toBe('112.5');
    expect(checked.outcome).toBe('accepted_with_warnings');
  });

  it('exactly 100 and exactly 0 are well', () => {
    expect(check({ rate: '100', area: '0', money: '0' }).outcome).toBe('accepted');
  });

  it('rounds a quotient half up and says so', () => {
    const checked = check({ rate: '53.33335', income: '8.3333335' });
    expect(checked.values).toMatchObject({ rate: '53.3334', income: '8.333334' });
    expect(brief(checked.problems)).toEqual([
      'warning DECIMALS_ROUNDED income D14',
      'warning DECIMALS_ROUNDED rate D15',
    ]);
    expect(checked.problems[1]?.message).toContain('53,33335 được làm tròn thành 53,3334');
  });

  it('takes no text for a number, even from an editor that let it through', () => {
    const checked = check({ area: '10,25' });
    expect(checked.values['area']).toBeNull();
    expect(brief(checked.problems)).toEqual(['error NOT_A_NUMBER area D11']);
  });
});

describe('missing is not zero', () => {
  it('a blank row is null and a warning at its cell', () => {
    const checked = check({ money: null });
    expect(checked.values['money']).toBeNull();
    expect(checked.outcome).toBe('accepted_with_warnings');
    expect(brief(checked.problems)).toEqual(['warning MISSING_FIGURE money D13']);
    expect(checked.problems[0]?.message).toContain('không phải 0');
  });

  it('a remark of the reader answers for nothing: the figure is still missing', () => {
    const remark = problem('HIDDEN_CONTENT', { sheet: 'Biểu 04', key: 'money', what: 'hàng 12' });
    expect(remark.severity).toBe('warning');
    expect(brief(check({ money: null }, { problems: [remark] }).problems)).toContain(
      'warning MISSING_FIGURE money D13',
    );
  });

  it('a row the reader already answered for is not asked twice', () => {
    const bad = problem('NOT_A_NUMBER', { sheet: 'Biểu 04', cell: 'D13', key: 'money', raw: 'abc' });
    const checked = check({ money: null }, { problems: [bad] });
    expect(checked.problems).toEqual([bad]);
    expect(checked.outcome).toBe('rejected');
  });

  it('a relation with a missing part is not judged', () => {
    expect(brief(check({ a: null, total: '99' }).problems)).toEqual(['warning MISSING_FIGURE a D9']);
    expect(brief(check({ land: null, area: '99' }).problems)).toEqual(['warning MISSING_FIGURE land D12']);
  });

  it('a form without any figure is refused once, not row by row', () => {
    const empty = checkForm(parsed({}), definition, valueTypes);
    expect(brief(empty.problems)).toEqual(['error EMPTY_FORM null null']);
    expect(Object.keys(empty.values)).toEqual(definition.rows.map((r) => r.key));
    expect(Object.values(empty.values).every((v) => v === null)).toBe(true);
  });

  it('an empty form is told by its sheet, and in the portal by its number', () => {
    const told = (sheet: string | null) => checkForm(parsed({}, { sheet }), definition, valueTypes).problems[0];
    expect(told('Biểu 04')).toMatchObject({ sheet: 'Biểu 04', cell: null, key: null });
    expect(told('Biểu 04')?.message).toMatch(/^Trang “Biểu 04”: Biểu số 04 chưa có số liệu nào/);
    expect(told(null)).toMatchObject({ sheet: null, cell: null });
    expect(told(null)?.message).toMatch(/^Biểu số 04: Biểu số 04 chưa có số liệu nào/);
    expect(told(null)?.messageEn).toMatch(/^Form 04: form 04 has no figure at all/);
  });

  it('a form of zeros is a nil filing and not empty', () => {
    const zeros = Object.fromEntries(definition.rows.map((r) => [r.key, '0']));
    expect(checkForm(parsed(zeros), definition, valueTypes).outcome).toBe('accepted');
  });
});

describe('relations between rows', () => {
  it('a sum that does not meet is reported at its total, with all cells and both numbers', () => {
    const [found, ...others] = check({ total: '1234', a: '1200', b: '35' }).problems;
    expect(others).toEqual([]);
    expect(found).toEqual({
      code: 'F04_SUM_1',
      severity: 'error',
      sheet: 'Biểu 04',
      cell: 'D8',
      key: 'total',
      message: 'Trang “Biểu 04”, ô D8: dòng 1 phải bằng 1.1 + 1.2 (đang ghi 1.234, cộng được 1.235). Sửa D8, D9, D10.',
      messageEn:
        'Sheet "Biểu 04", cell D8: row 1 must equal 1.1 + 1.2 (written 1,234, adds up to 1,235). Correct D8, D9, D10.',
    });
  });

  it('an order is reported at the lesser row, by its own severity', () => {
    const checked = check({ area: '20.51' });
    expect(checked.outcome).toBe('accepted_with_warnings');
    expect(checked.problems[0]?.message).toBe(
      'Trang “Biểu 04”, ô D11: dòng 2 (20,51) lớn hơn dòng 3 (20,5). Xem D11, D12.',
    );
  });

  it('a breach by severity warning is a doubt as large as the breach, an error is none', () => {
    expect(check({ area: '20.75' }).problems[0]?.doubt).toEqual({ reference: null, magnitude: '0.25' });
    expect(check({ total: '6' }).problems[0]).not.toHaveProperty('doubt');
  });

  it('can say everything the placeholders name, in both languages', () => {
    const all = CHECK_PLACEHOLDERS.map((name) => `{${name}}`).join('|');
    const checks = [{ ...order, messageVi: all, messageEn: all }];
    const form = parsed({ ...good, area: '20.75' }, { sheet: null });
    const entries = new Map([...form.entries, ['area', entry('area', '20.75', { at: null })]]);
    const [told] = checkForm({ ...form, entries }, { ...definition, checks }, valueTypes).problems;
    expect(CHECK_PLACEHOLDERS).toHaveLength(10);
    expect(told?.message).toBe('Biểu số 04, dòng 2|2|Chỉ tiêu 2|20,75|3|20,5|3|Chỉ tiêu 3|20,5|dòng 2, D12');
    expect(told?.messageEn).toBe('Form 04, row 2|2|Chỉ tiêu 2|20.75|3|20.5|3|Chỉ tiêu 3|20.5|row 2, D12');
  });

  it('over a row the form does not have, or over no parts, is not judged', () => {
    const with_ = (checks: readonly FormCheck[]) =>
      checkForm(parsed({ ...good, total: '6' }), { ...definition, checks }, valueTypes).problems;
    expect(with_([{ ...sum, parts: ['a', 'gone'] }])).toEqual([]);
    expect(with_([{ ...sum, total: 'gone' }])).toEqual([]);
    expect(with_([{ ...sum, parts: [] }])).toEqual([]);
    expect(with_([{ ...order, greater: 'gone' }])).toEqual([]);
  });

  it('equal is not greater', () => {
    expect(check({ area: '20.50' }).outcome).toBe('accepted');
  });

  it('names rows where there are no cells, as in the portal', () => {
    const form = parsed(good, { sheet: null });
    const entries = new Map(Object.entries({ ...good, total: '6' }).map(([k, v]) => [k, entry(k, v, { at: null })]));
    const [found] = checkForm({ ...form, entries }, definition, valueTypes).problems;
    expect(found).toMatchObject({ sheet: null, cell: null, key: 'total' });
    expect(found?.message).toBe(
      'Biểu số 04, dòng 1: dòng 1 phải bằng 1.1 + 1.2 (đang ghi 6, cộng được 5). Sửa dòng 1, dòng 1.1, dòng 1.2.',
    );
  });

  it('adds exactly where floats would not', () => {
    const sums = { ...sum, total: 'land', parts: ['area', 'money'] };
    const checked = checkForm(
      parsed({ ...good, land: '0.3', area: '0.1', money: '0.2' }),
      { ...definition, checks: [sums] },
      valueTypes,
    );
    expect(checked.outcome).toBe('accepted');
  });
});

describe('beside the own history', () => {
  const filed = [{ period: '2025-Y', values: { money: '2' } }];

  it('a fall of a cumulative row stands at its cell, and a reason closes it', () => {
    const told = checkForm(parsed(good), definition, valueTypes, { filed }).problems;
    // 1.5 of 2: half a billion less than a year ago.
    expect(brief(told)).toEqual(['warning CUMULATIVE_FELL money D13']);
    expect(told[0]?.doubt).toEqual({ reference: '2025-Y', magnitude: '0.5' });
    const reason: ClosedDoubt = {
      ...{ code: 'CUMULATIVE_FELL', key: 'money', reference: '2025-Y', magnitude: '0.5' },
      ...{ reason: 'EARLIER_WRONG', text: 'kỳ trước ghi nhầm' },
    };
    const closed = (list: readonly ClosedDoubt[]) =>
      checkForm(parsed({ ...good, area: null }), definition, valueTypes, { filed, closed: list }).closed;
    expect(closed([reason])).toEqual([reason]);
    expect(closed([])).toEqual([]);
    expect(checkForm(parsed(good), definition, valueTypes, { filed }).closed).toEqual([]);
  });

  it('is not asked about in a form without a period, nor without a history', () => {
    expect(checkForm(parsed(good, { period: null }), definition, valueTypes, { filed }).problems).toEqual([]);
    expect(checkForm(parsed(good), definition, valueTypes).problems).toEqual([]);
  });
});

describe('all in one pass', () => {
  it('what the reader found comes first, then figures in the order of the form, then relations', () => {
    const read = problem('HIDDEN_CONTENT', { sheet: 'Biểu 04', what: 'hàng 12' });
    const checked = check({ total: '9', money: '-1', yes: '3', rate: '101' }, { problems: [read] });
    expect(checked.problems.map((p) => p.code)).toEqual([
      'HIDDEN_CONTENT',
      'NEGATIVE',
      'PERCENT_OVER_100',
      'FLAG_NOT_0_1',
      'F04_SUM_1',
    ]);
  });

  it('never throws, never invents a figure, and says rejected exactly when there is an error', () => {
    const anything = fc.option(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), { nil: null });
    const form = fc.dictionary(fc.constantFrom(...definition.rows.map((r) => r.key)), anything);
    fc.assert(
      fc.property(form, (figures) => {
        const checked = checkForm(parsed(figures), definition, valueTypes);
        for (const r of definition.rows) {
          if ((figures[r.key] ?? null) === null) expect(checked.values[r.key]).toBeNull();
        }
        expect(checked.outcome === 'rejected').toBe(checked.problems.some((p) => p.severity === 'error'));
        expect(checked.outcome === 'accepted').toBe(checked.problems.length === 0);
      }),
    );
  });
});
