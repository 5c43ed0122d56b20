import { describe, expect, it } from 'vitest';
import {
  answerTo,
  type ClosedDoubt,
  checkForm,
  closingInWords,
  type EarlierFigures,
  type FilingProblem,
  type FormHistory,
  isDoubt,
  openDoubts,
  type ParsedForm,
} from '#lib/forms';
import { loadLaw } from '#lib/law';

const law = loadLaw();
type Values = Readonly<Record<string, string | null>>;

/** What the history says of these figures; other findings (rows left out) are not of interest here. */
function found(form: '01' | '02' | '04', period: string, values: Values, history: FormHistory): FilingProblem[] {
  const definition = law.definitionFor(form, period)!;
  const entries = Object.entries(values).map(
    ([key, value]) => [key, { key, value, raw: value, note: null, at: null, readAs: null }] as const,
  );
  const parsed: ParsedForm = {
    form,
    definitionId: definition.id,
    period,
    unit: '19',
    header: {},
    entries: new Map(entries),
    problems: [],
    sheet: null,
  };
  return checkForm(parsed, definition, law.valueTypes, history).problems.filter((p) => p.doubt !== undefined);
}
const brief = (problems: readonly FilingProblem[]) =>
  problems.map((p) => [p.code, p.key, p.doubt?.reference ?? null, p.doubt?.magnitude]);
const filed = (period: string, values: Values): EarlierFigures => ({ period, values });
const ask = (form: '01' | '02' | '04', period: string, values: Values, ...earlier: EarlierFigures[]) =>
  brief(found(form, period, values, { filed: earlier }));

describe('period algebra: the year contains its six months', () => {
  it('a flow of the year is at least that of its six months', () => {
    const half = filed('2026-H1', { project_revenue: '40', project_labour: '90', project_avg_income: '9' });
    expect(ask('01', '2026-Y', { project_revenue: '39.5' }, half)).toEqual([
      ['YEAR_BELOW_HALF_YEAR', 'project_revenue', '2026-H1', '0.5'],
    ]);
    expect(ask('01', '2026-Y', { project_revenue: '40' }, half)).toEqual([]);
    // Heads and averages do not add up over time.
    expect(ask('01', '2026-Y', { project_labour: '80', project_avg_income: '8' }, half)).toEqual([]);
    expect(ask('01', '2027-Y', { project_revenue: '39.5' }, half)).toEqual([]);
  });

  it('the same the other way round, when the six months are amended after the year', () => {
    const year = filed('2026-Y', { project_revenue: '40' });
    expect(ask('01', '2026-H1', { project_revenue: '41' }, year)).toEqual([
      ['HALF_YEAR_ABOVE_YEAR', 'project_revenue', '2026-Y', '1'],
    ]);
    expect(ask('01', '2026-H1', { project_revenue: '40' }, year)).toEqual([]);
  });

  it('a cumulative total does not fall; workers and rates may', () => {
    const before = filed('2026-H1', { infra_paid_cumulative: '120', labour_total: '900', occupancy_rate_avg: '50' });
    expect(
      ask('04', '2026-Y', { infra_paid_cumulative: '119.999', labour_total: '890', occupancy_rate_avg: '49' }, before),
    ).toEqual([['CUMULATIVE_FELL', 'infra_paid_cumulative', '2026-H1', '0.001']]);
    expect(ask('04', '2026-Y', { infra_paid_cumulative: '120' }, before)).toEqual([]);
    expect(ask('02', '2026-Y', { wastewater_invested: '0' }, filed('2025-Y', { wastewater_invested: '1' }))).toEqual([
      ['CUMULATIVE_FELL', 'wastewater_invested', '2025-Y', '1'],
    ]);
  });

  it('beside the latest earlier period that was answered; a later one says nothing about a fall', () => {
    const earlier = [
      filed('2025-Y', { infra_paid_cumulative: '100' }),
      filed('2026-H1', { infra_paid_cumulative: null }),
      filed('2026-Y', { infra_paid_cumulative: '150' }),
      filed('2025-H1', { infra_paid_cumulative: '140' }),
    ];
    expect(ask('04', '2026-H1', { infra_paid_cumulative: '120' }, ...earlier)).toEqual([]);
    expect(ask('04', '2026-H1', { infra_paid_cumulative: '99' }, ...earlier)).toEqual([
      ['CUMULATIVE_FELL', 'infra_paid_cumulative', '2025-Y', '1'],
    ]);
    expect(ask('04', '2026-H1', { infra_paid_cumulative: null }, ...earlier)).toEqual([]);
  });
});

describe('beside the own history', () => {
  const revenue = (period: string, value: string) => filed(period, { project_revenue: value });

  it('a slip of unit: 1,000 or 10,000 times within a factor of two, 10 times within a tenth', () => {
    const before = revenue('2025-Y', '12');
    const code = (now: string) => ask('01', '2026-Y', { project_revenue: now }, before).map(([c]) => c);
    expect(code('12500')).toEqual(['UNIT_SLIP']);
    expect(code('24000')).toEqual(['UNIT_SLIP']);
    expect(code('24001')).toEqual(['FAR_FROM_PREVIOUS']);
    expect(code('6000')).toEqual(['UNIT_SLIP']);
    expect(code('5999')).toEqual(['FAR_FROM_PREVIOUS']);
    expect(code('60000')).toEqual(['UNIT_SLIP']);
    expect(code('120')).toEqual(['UNIT_SLIP']);
    expect(code('132')).toEqual(['UNIT_SLIP']);
    expect(code('132.1')).toEqual(['FAR_FROM_PREVIOUS']);
    expect(code('1.2')).toEqual(['UNIT_SLIP']);
    expect(code('0.012')).toEqual(['UNIT_SLIP']);
  });

  it('a ratio beyond the limit of its kind, on either side; the limit itself passes', () => {
    const before = revenue('2025-Y', '20');
    expect(ask('01', '2026-Y', { project_revenue: '100' }, before)).toEqual([]);
    expect(ask('01', '2026-Y', { project_revenue: '100.1' }, before)).toEqual([
      ['FAR_FROM_PREVIOUS', 'project_revenue', '2025-Y', '5.005'],
    ]);
    expect(ask('01', '2026-Y', { project_revenue: '4' }, before)).toEqual([]);
    expect(ask('01', '2026-Y', { project_revenue: '3.99' }, before)).toEqual([
      ['FAR_FROM_PREVIOUS', 'project_revenue', '2025-Y', '5.0125'],
    ]);
    expect(ask('01', '2026-Y', { project_revenue: '0' }, before)).toEqual([
      ['FAR_FROM_PREVIOUS', 'project_revenue', '2025-Y', '1000000'],
    ]);
  });

  it('small figures say nothing, nor does one that rose from nothing', () => {
    expect(ask('01', '2026-Y', { project_revenue: '9.9' }, revenue('2025-Y', '0.1'))).toEqual([]);
    expect(ask('01', '2026-Y', { project_revenue: '10' }, revenue('2025-Y', '0.1'))).not.toEqual([]);
    expect(ask('01', '2026-Y', { project_revenue: '500' }, revenue('2025-Y', '0'))).toEqual([]);
  });

  it('flows compare like with like: a year is no six months', () => {
    expect(ask('01', '2026-Y', { project_revenue: '100' }, revenue('2026-H1', '1'), revenue('2025-H1', '1'))).toEqual(
      [],
    );
    expect(ask('01', '2026-H1', { project_revenue: '100' }, revenue('2025-H1', '11'))).toHaveLength(1);
    // A state does not mind: workers in June and in December are the same workers.
    expect(ask('01', '2026-Y', { project_labour: '400' }, filed('2026-H1', { project_labour: '100' }))).toHaveLength(1);
  });

  it('a band of four median deviations, at least half the median, from four earlier figures on', () => {
    const own = ['100', '110', '90', '100'].map((v, i) => revenue(`${2022 + i}-Y`, v));
    expect(ask('01', '2026-Y', { project_revenue: '150' }, ...own)).toEqual([]);
    expect(ask('01', '2026-Y', { project_revenue: '150.5' }, ...own)).toEqual([
      ['OUTSIDE_OWN_BAND', 'project_revenue', '2025-Y', '50.5'],
    ]);
    expect(ask('01', '2026-Y', { project_revenue: '150.5' }, ...own.slice(1))).toEqual([]);
    // Median 100, deviations 30, 20, 20, 30: half width 4 x 25 = 100.
    const uneven = ['130', '80', '120', '70'].map((v, i) => revenue(`${2022 + i}-Y`, v));
    expect(ask('01', '2026-Y', { project_revenue: '200' }, ...uneven)).toEqual([]);
    expect(ask('01', '2026-Y', { project_revenue: '201' }, ...uneven)).toHaveLength(1);
    // One slip among them does not hide the next, as it would behind a standard deviation.
    const slipped = ['100', '110', '90', '100000', '100'].map((v, i) => revenue(`${2021 + i}-Y`, v));
    expect(ask('01', '2026-Y', { project_revenue: '170' }, ...slipped)).toHaveLength(1);
  });

  it('eight periods back and no further', () => {
    const old = ['500', '500', '500', '500', '500', '500', '100', '100', '100', '100', '100', '100', '100', '100'];
    const own = old.map((v, i) => revenue(`${2012 + i}-Y`, v));
    expect(ask('01', '2026-Y', { project_revenue: '160' }, ...own)).toHaveLength(1);
  });

  it('says where, what and beside what', () => {
    const [problem] = found('01', '2026-Y', { project_revenue: '12500' }, { filed: [revenue('2025-Y', '12')] });
    expect(problem?.message).toMatch(/^Biểu số 01, dòng 1: .*12\.500, kỳ 2025-Y là 12, chênh khoảng 1\.000 lần/);
  });
});

describe('a doubt closed by a reason', () => {
  const history = (closed: ClosedDoubt[]): FormHistory => ({
    filed: [filed('2025-Y', { project_revenue: '10' })],
    closed,
  });
  const answer = (magnitude: string, over: Partial<ClosedDoubt> = {}): ClosedDoubt => ({
    code: 'FAR_FROM_PREVIOUS',
    key: 'project_revenue',
    reference: '2025-Y',
    magnitude,
    reason: 'REAL_CHANGE',
    text: 'mở thêm nhà máy thứ hai',
    ...over,
  });
  const open = (closed: ClosedDoubt[]) =>
    openDoubts(found('01', '2026-Y', { project_revenue: '60' }, history(closed)), closed).map((d) => d.doubt.magnitude);

  it('is not asked again unless it grows', () => {
    expect(open([])).toEqual(['6']);
    expect(open([answer('6')])).toEqual([]);
    expect(open([answer('7')])).toEqual([]);
    expect(open([answer('5.9999')])).toEqual(['6']);
  });

  it('is another doubt with another code, row or reference', () => {
    expect(open([answer('9', { code: 'UNIT_SLIP' })])).toEqual(['6']);
    expect(open([answer('9', { key: 'project_labour' })])).toEqual(['6']);
    expect(open([answer('9', { reference: '2024-Y' })])).toEqual(['6']);
    expect(open([answer('9', { reference: null })])).toEqual(['6']);
  });

  it('the last answer counts, and is said in words', () => {
    const [doubt] = found('01', '2026-Y', { project_revenue: '60' }, history([])).filter(isDoubt);
    const last = answer('6', { text: 'lần hai' });
    expect(answerTo(doubt!, [answer('8'), last, answer('2')])).toBe(last);
    expect(closingInWords(last)).toBe('Thay đổi thực tế trong kỳ: lần hai');
  });

  it('the check says which doubts are answered; errors and missing figures are none', () => {
    const definition = law.definitionFor('02', '2026-Y')!;
    const entry = (key: string, value: string) =>
      [key, { key, value, raw: value, note: null, at: null, readAs: null }] as const;
    const parsed: ParsedForm = {
      form: '02',
      definitionId: definition.id,
      period: '2026-Y',
      unit: 'C1',
      header: {},
      entries: new Map([
        entry('industrial_land_infra_ready', '10'),
        entry('industrial_land_leased', '12.5'),
        entry('occupancy_rate', '104'),
        entry('projects_total', '2'),
        entry('projects_fdi', '3'),
      ]),
      problems: [],
      sheet: null,
    };
    const closed = answer('4', { code: 'PERCENT_OVER_100', key: 'occupancy_rate', reference: null });
    const checked = checkForm(parsed, definition, law.valueTypes, { filed: [], closed: [closed] });
    expect(brief(checked.problems.filter(isDoubt))).toEqual([
      ['PERCENT_OVER_100', 'occupancy_rate', null, '4'],
      ['F02_MAX_4', 'industrial_land_leased', null, '2.5'],
    ]);
    expect(checked.closed).toEqual([closed]);
    expect(openDoubts(checked.problems, checked.closed).map((d) => d.code)).toEqual(['F02_MAX_4']);
  });
});
