/** Limits of the comparison with the own history, kind of figure by kind of figure; each side of each limit by hand. */
import { describe, expect, it } from 'vitest';
import {
  type DoubtfulFigure,
  type EarlierFigures,
  historyFindings,
  type IndicatorDefinition,
  isDoubt,
  isFlow,
  type ValueType,
} from '#lib/forms';
import { loadLaw } from '#lib/law';

const form = loadLaw().definitionFor('04', '2026-Y')!;
const row = (valueType: ValueType, accumulation: IndicatorDefinition['accumulation']): IndicatorDefinition => ({
  ...form.rows[0]!,
  key: 'row',
  valueType,
  accumulation,
});

/** Everything that is found about one row, whole: earlier figures as [period, value]. */
function found(
  kind: IndicatorDefinition,
  period: string,
  value: string | null,
  ...earlier: readonly (readonly [string, string | null])[]
) {
  const filed: EarlierFigures[] = earlier.map(([of, figure]) => ({ period: of, values: { row: figure } }));
  const place = () => ({ key: 'row', where: 'đây', row: 'dòng 1' });
  return historyFindings({ ...form, rows: [kind] }, period, { row: value }, filed, place);
}
const codes = (...asked: Parameters<typeof found>) => found(...asked).map((p) => p.code);
const state = (valueType: ValueType) => row(valueType, 'in_period');

describe('what is compared', () => {
  const workers = state('persons');

  it('is nothing where a period cannot be read, on either side', () => {
    expect(found(workers, '2026-Q1', '900', ['2025-Y', '100'])).toEqual([]);
    expect(found(workers, '2026-Y', '900', ['2025-Q4', '100'])).toEqual([]);
  });

  it('is no figure that is missing, and the one before it instead', () => {
    expect(found(workers, '2026-Y', null, ['2025-Y', '100'])).toEqual([]);
    expect(found(workers, '2026-Y', '900')).toEqual([]);
    expect(codes(workers, '2026-Y', '400', ['2026-H1', null], ['2025-Y', '100'])).toEqual(['FAR_FROM_PREVIOUS']);
  });

  it('is neither the same period nor a later one', () => {
    expect(found(workers, '2026-Y', '900', ['2026-Y', '100'], ['2027-H1', '100'])).toEqual([]);
    // The six months come before their year.
    expect(codes(workers, '2026-Y', '400', ['2026-H1', '100'])).toEqual(['FAR_FROM_PREVIOUS']);
    expect(found(workers, '2026-H1', '400', ['2026-Y', '100'])).toEqual([]);
  });

  it('is the nearest before, in whatever order they are given', () => {
    const far = found(workers, '2026-Y', '400', ['2024-Y', '390'], ['2025-Y', '100'], ['2023-Y', '380']);
    expect(far.filter(isDoubt).map((d: DoubtfulFigure) => d.doubt)).toEqual([{ reference: '2025-Y', magnitude: '4' }]);
  });
});

describe('flows and totals', () => {
  it('money, counts and areas of a period add up; heads, averages and rates do not', () => {
    const flows: ValueType[] = ['count', 'area_ha', 'billion_vnd'];
    const others: ValueType[] = ['persons', 'million_vnd_per_month', 'percent', 'flag'];
    expect(flows.map((type) => isFlow(row(type, 'in_period')))).toEqual([true, true, true]);
    expect(others.map((type) => isFlow(row(type, 'in_period')))).toEqual([false, false, false, false]);
    expect(flows.map((type) => isFlow(row(type, 'cumulative')))).toEqual([false, false, false]);
  });

  it('a cumulative count, area, amount or mark does not fall; heads and rates may', () => {
    const fell = (type: ValueType) => codes(row(type, 'cumulative'), '2026-Y', '0.9', ['2025-Y', '1']);
    const falling: ValueType[] = ['count', 'area_ha', 'billion_vnd', 'flag'];
    for (const type of falling) expect(fell(type), type).toEqual(['CUMULATIVE_FELL']);
    expect((['persons', 'million_vnd_per_month', 'percent'] as const).map(fell)).toEqual([[], [], []]);
    expect(found(row('count', 'cumulative'), '2026-Y', '5')).toEqual([]);
    expect(found(row('count', 'cumulative'), '2026-Y', '1', ['2025-Y', '1'])).toEqual([]);
  });

  it('a flow is compared with its own six months and year alone', () => {
    const money = row('billion_vnd', 'in_period');
    expect(codes(money, '2026-Y', '5', ['2026-H1', '6'])).toEqual(['YEAR_BELOW_HALF_YEAR']);
    expect(codes(money, '2026-H1', '7', ['2026-Y', '6'])).toEqual(['HALF_YEAR_ABOVE_YEAR']);
    expect(found(money, '2026-Y', '5', ['2025-H1', '6'])).toEqual([]);
    expect(found(money, '2026-H1', '6', ['2026-Y', '6'])).toEqual([]);
    expect(found(money, '2026-Y', '6', ['2026-H1', '6'])).toEqual([]);
  });
});

describe('the limits of each kind', () => {
  /** Kind; the floor; a figure of the previous period above it; the ratio that still passes. */
  const limits: readonly (readonly [ValueType, string, string, string, string])[] = [
    ['count', '10', '20', '60', '60.1'],
    ['persons', '50', '100', '300', '300.1'],
    ['area_ha', '20', '40', '120', '120.1'],
    ['billion_vnd', '10', '20', '100', '100.1'],
    ['million_vnd_per_month', '1', '2', '6', '6.1'],
    ['percent', '10', '20', '60', '60.1'],
  ];

  it.each(limits)('%s: nothing below %s; of %s, %s passes and %s is far', (type, floor, before, passes, far) => {
    const under = String(Number(floor) - 0.5);
    expect(codes(state(type), '2026-Y', under, ['2025-Y', '0.01'])).toEqual([]);
    expect(codes(state(type), '2026-Y', floor, ['2025-Y', '0.01'])).toHaveLength(1);
    expect(codes(state(type), '2026-Y', passes, ['2025-Y', before])).toEqual([]);
    expect(codes(state(type), '2026-Y', far, ['2025-Y', before])).toEqual(['FAR_FROM_PREVIOUS']);
  });

  it('a mark of 0 or 1 has no history', () => {
    expect(found(state('flag'), '2026-Y', '1', ['2025-Y', '1000'])).toEqual([]);
  });

  it.each<[ValueType, string, string]>([
    ['area_ha', '10', '400'],
    ['area_ha', '10', '440'],
    ['area_ha', '1000', '20000'],
    ['area_ha', '1000', '80000'],
    ['area_ha', '10000', '200000'],
    ['area_ha', '10000', '800000'],
    ['percent', '10', '400'],
    ['percent', '100', '4000'],
    ['percent', '100', '4400'],
  ])('%s: %s times too much looks like a slip: 40 became %s', (type, factor, now) => {
    const [told] = found(state(type), '2026-Y', now, ['2025-Y', '40']);
    expect(told?.code).toBe('UNIT_SLIP');
    expect(told?.messageEn).toContain(`about ${Number(factor).toLocaleString('en')} times apart`);
  });

  it('a rate is not written in square metres: 1,000 times is merely far', () => {
    expect(codes(state('percent'), '2026-Y', '40000', ['2025-Y', '40'])).toEqual(['FAR_FROM_PREVIOUS']);
    expect(codes(state('percent'), '2026-Y', '4401', ['2025-Y', '40'])).toEqual(['FAR_FROM_PREVIOUS']);
  });
});

describe('the band around the own median', () => {
  const years = (...values: readonly string[]) => values.map((v, n) => [`${2025 - n}-Y`, v] as const);
  const rates = state('percent');

  it('of five figures is around the middle one: 20, 30, 40, 50, 60 give 40, deviations 10, half width 40', () => {
    const own = years('40', '60', '20', '50', '30');
    expect(found(rates, '2026-Y', '80', ...own)).toEqual([]);
    const [told] = found(rates, '2026-Y', '80.1', ...own);
    expect(told).toMatchObject({ code: 'OUTSIDE_OWN_BAND', doubt: { reference: '2025-Y', magnitude: '40.1' } });
    expect(told?.messageEn).toContain('(40, median of 5 earlier periods)');
  });

  it('takes the last eight figures and no older one: 20 eight times, then 100 nine times', () => {
    const own = years(...Array(8).fill('20'), ...Array(9).fill('100'));
    // Half width: half of 20.
    expect(found(rates, '2026-Y', '30', ...own)).toEqual([]);
    expect(codes(rates, '2026-Y', '30.1', ...own)).toEqual(['OUTSIDE_OWN_BAND']);
    expect(found(rates, '2026-Y', '30.1', ...own)[0]?.messageEn).toContain('median of 8 earlier periods');
  });

  it('is no band with three figures', () => {
    expect(found(rates, '2026-Y', '31', ...years('20', '20', '20'))).toEqual([]);
    expect(codes(rates, '2026-Y', '31', ...years('20', '20', '20', '20'))).toEqual(['OUTSIDE_OWN_BAND']);
  });
});

describe('what is a doubt', () => {
  it('is a warning about a row with a doubt in it', () => {
    const [doubt] = found(state('persons'), '2026-Y', '400', ['2025-Y', '100']);
    expect(isDoubt(doubt!)).toBe(true);
    expect(isDoubt({ ...doubt!, severity: 'error' })).toBe(false);
    expect(isDoubt({ ...doubt!, key: null })).toBe(false);
    const { doubt: _, ...rest } = doubt!;
    expect(isDoubt(rest)).toBe(false);
  });
});
