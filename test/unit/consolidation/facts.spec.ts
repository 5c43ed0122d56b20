/** The plan, statements, expansions and workers of a cluster at the cut-off of 14 December 2026; sums by hand. */
import { describe, expect, it } from 'vitest';
import type { DerivationInput, LandCoverage } from '#lib/consolidation';
import { statements } from '../../../libs/consolidation/src/rules/cluster-facts.js';
import { unitContext } from '../../../libs/consolidation/src/rules/context.js';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { landCoverage, landOfUnits } from '../../../libs/consolidation/src/rules/land-coverage.js';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf, sourceText } from './figure-case.js';

type Text = Omit<ClusterText, 'id' | 'province' | 'communes'>;
const named = (id: string, text: Text): ClusterText => ({ id, province: '19', communes: ['05443'], ...text });
const inputFor = (
  clusters: readonly ClusterText[],
  filings: readonly FilingText[] = [],
  choices: DerivationInput['choices'] = {},
): DerivationInput => ({ ...inputOf({ clusters }, provinceCase('19', filings)), choices });
const contextOf = (...given: Parameters<typeof inputFor>) => unitContext(inputFor(...given));
const factsOf = (text: Text) => contextOf([named('A', text)]).context.clusters[0]!;
const row = (key: string, ...given: Parameters<typeof inputFor>) =>
  deriveForm(inputFor(...given)).figures.find((f) => f.key === key)!;

describe('the entry of the plan in force', () => {
  const planOf = (...plan: NonNullable<Text['plan']>) => factsOf({ plan }).plan?.plannedAreaHa ?? null;
  const entry = (area: string, from: string, to?: string) => ({
    ...{ listed: true, area, from },
    ...(to === undefined ? {} : { to }),
  });

  it('has begun by the cut-off and not ended on it', () => {
    expect(planOf(entry('10', '2026-12-14'))).toBe('10');
    expect(planOf(entry('10', '2026-12-15'))).toBeNull();
    expect(planOf(entry('10', '2020-01-01', '2026-12-15'))).toBe('10');
    expect(planOf(entry('10', '2020-01-01', '2026-12-14'))).toBeNull();
  });

  it('is the newest of several, of one day the last by its id', () => {
    expect(planOf(entry('12', '2024-01-01'), entry('10', '2020-01-01'), entry('11', '2022-01-01'))).toBe('12');
    expect(planOf(entry('10', '2024-01-01'), entry('12', '2024-01-01'))).toBe('12');
  });
});

describe('statements of a fact', () => {
  const said = (fact: 'leased_land' | 'projects_total' | 'occupancy_denominator', value: string, on: string) => ({
    ...{ fact, value, on },
  });
  const of = (...list: NonNullable<Text['statements']>) =>
    statements(factsOf({ statements: list }).record, '2026-12-14', ['leased_land', 'projects_total']).map(
      (s) => s.value,
    );

  it('are those up to the cut-off, the newest first', () => {
    expect(
      of(
        said('leased_land', '1', '2025-01-01'),
        said('leased_land', '2', '2026-12-14'),
        said('leased_land', '3', '2026-12-15'),
        said('occupancy_denominator', '4', '2026-01-01'),
        said('leased_land', '5', '2026-06-14'),
      ),
    ).toEqual(['2', '5', '1']);
  });

  it('of one day in the order of the facts asked for, then the last by its id', () => {
    const day = '2026-06-14';
    expect(of(said('projects_total', '1', day), said('leased_land', '2', day), said('leased_land', '3', day))).toEqual([
      '3',
      '2',
      '1',
    ]);
  });

  it('are of two kinds: said, and implied by something else', () => {
    const tiers = statements(
      factsOf({
        statements: [
          said('occupancy_denominator', '1', '2026-03-03'),
          { ...said('leased_land', '2', '2026-02-02'), basis: 'implied' },
          said('leased_land', '3', '2026-01-01'),
        ],
      }).record,
      '2026-12-14',
      ['leased_land', 'occupancy_denominator'],
    ).map((s) => s.tier);
    expect(tiers).toEqual(['implied', 'implied', 'statement']);
  });
});

describe('expansions within the period, where they count', () => {
  const choices = { expansion_in_period: 'included' } as const;
  const expansion = (signed: string, area?: string) => ({
    ...{ kind: 'expansion' as const, signed },
    ...(area === undefined ? {} : { area }),
  });
  const old = { kind: 'establishment', signed: '2020-01-01', area: '30' } as const;

  it('add what they added, 36 - 30 and 45 - 36; the cluster counts once', () => {
    const A = named('A', { decisions: [old, expansion('2026-02-02', '36'), expansion('2026-08-08', '45')] });
    const count = row('established_in_period_count', [A], [], choices);
    expect([count.value, count.sources.map(sourceText)]).toEqual([
      '1',
      [
        '+ decision A-decision-1: Cụm A: quyết định mở rộng = 1 Cụm (2026-02-02)',
        '+ decision A-decision-2: Cụm A: quyết định mở rộng (2026-08-08)',
      ],
    ]);
    const area = row('established_in_period_area', [A], [], choices);
    expect([area.value, area.coverage.accepted]).toEqual(['15', 1]);
    expect(area.sources.map(sourceText)).toEqual([
      '+ decision A-decision-1: Cụm A: quyết định mở rộng = 6 ha (2026-02-02)',
      '+ decision A-decision-2: Cụm A: quyết định mở rộng = 9 ha (2026-08-08)',
    ]);
    expect(row('established_in_period_count', [A]).value).toBe('0');
  });

  it('of which one is unknown add nobody knows how much', () => {
    const A = named('A', { decisions: [old, expansion('2026-02-02', '36'), expansion('2026-08-08')] });
    const area = row('established_in_period_area', [A], [], choices);
    expect([area.value, area.coverage.expected, area.coverage.reported, area.coverage.accepted]).toEqual([
      null,
      1,
      0,
      0,
    ]);
  });

  it('of a cluster established in the period are part of its area, which counts as it is now', () => {
    const A = named('A', {
      decisions: [{ ...old, signed: '2025-12-15' }, expansion('2026-02-02', '36')],
    });
    expect(row('established_in_period_area', [A], [], choices).value).toBe('36');
    const before = named('A', { decisions: [{ ...old, signed: '2025-12-14' }] });
    expect([row('established_in_period_count', [before]).value, row('established_in_period_count', [A]).value]).toEqual(
      ['0', '1'],
    );
  });

  it('of a cluster nobody established are none', () => {
    const A = named('A', { decisions: [expansion('2026-02-02', '36')] });
    expect(row('established_in_period_count', [A], [], choices).value).toBe('0');
  });
});

describe('workers and money of the six months', () => {
  const A = named('A', { projects: [{ id: 'A1' }, { id: 'A2' }] });
  const filed = (form: '01' | '02', of: string, figures: FilingText['figures'], period?: string): FilingText => ({
    ...{ form, of, state: 'accepted' as const, figures: figures! },
    ...(period === undefined ? {} : { period }),
  });

  it('workers stand until the year is filed: 30 of June and 20 of the year; money of June is only shown', () => {
    const filings = [
      filed('01', 'A1', { project_labour: '30', project_revenue: '9' }, '2026-H1'),
      filed('01', 'A2', { project_labour: '99', project_revenue: '8' }, '2026-H1'),
      filed('01', 'A2', { project_labour: '20', project_revenue: '15' }),
    ];
    const workers = row('labour_total', [A], filings);
    expect([workers.value, workers.sources.map((s) => [s.value, s.counted])]).toEqual([
      '50',
      [
        ['20', true],
        ['30', true],
        ['99', false],
      ],
    ]);
    expect(workers.notes.map((n) => n.message)).toEqual([
      '1 cụm có đơn vị mới báo cáo 6 tháng, lấy theo số 6 tháng: Cụm A.',
    ]);
    const money = row('projects_revenue', [A], filings);
    expect([money.value, money.sources.map((s) => [s.value, s.counted])]).toEqual([
      '15',
      [
        ['15', true],
        ['9', false],
        ['8', false],
      ],
    ]);
    expect(money.notes.map((n) => n.message)).toEqual([
      '1 cụm có đơn vị mới báo cáo 6 tháng, số 6 tháng không được tính vào số của năm: Cụm A.',
    ]);
  });

  it('of the infrastructure stand until its form 02 of the year has come, whatever that says', () => {
    const half = filed('02', 'A', { infra_labour: '6' }, '2026-H1');
    const included = { infra_project_labour: 'included' } as const;
    expect(row('labour_total', [A], [half], included).value).toBe('6');
    // The year has come without the workers: June says nothing about December any more.
    const silent = filed('02', 'A', { infra_labour: null });
    expect(row('labour_total', [A], [half, silent], included).value).toBeNull();
    expect(row('labour_total', [A], [half, filed('02', 'A', { infra_labour: '7' })], included).value).toBe('7');
    const excluded = { infra_project_labour: 'excluded' } as const;
    expect(row('labour_total', [A], [half], excluded).value).toBeNull();
  });
});

describe('land behind a figure', () => {
  const land = (id: string, ha?: string): ClusterText =>
    named(id, { decisions: ha === undefined ? [] : [{ kind: 'detailed_plan', signed: '2021-01-01', land: ha }] });

  it('is that of the clusters known among those expected; what nobody knows is counted, not guessed', () => {
    const [a, b, c] = contextOf([land('A', '40'), land('B', '60'), land('C')]).context.clusters;
    expect(landCoverage([a!, b!, c!], [a!])).toEqual({ expected: '100', covered: '40', unknown: 1 });
    expect(landCoverage([a!, b!, c!], [c!])).toEqual({ expected: '100', covered: '0', unknown: 1 });
    expect(landCoverage([c!], [])).toEqual({ expected: null, covered: null, unknown: 1 });
    expect(landCoverage([a!, b!], [a!, b!])).toEqual({ expected: '100', covered: '100', unknown: 0 });
    expect(landCoverage([a!], [])).toEqual({ expected: '40', covered: '0', unknown: 0 });
  });

  it('is another under another answer about the land', () => {
    const stated = named('A', { statements: [{ fact: 'industrial_land', value: '25', on: '2026-01-01' }] });
    const unit = contextOf([stated]);
    const under = unit.under('industrial_land', 'plan_only').clusters;
    expect(landCoverage(unit.context.clusters, []).expected).toBe('25');
    expect(landCoverage(under, []).expected).toBeNull();
    expect(unit.under('industrial_land', 'plan_only')).toBe(unit.under('industrial_land', 'plan_only'));
  });

  it('of several units adds up; a unit that says nothing adds nothing', () => {
    const part = (expected: string | null, covered: string | null, unknown: number): LandCoverage => ({
      ...{ expected, covered, unknown },
    });
    expect(landOfUnits([part('40', '10', 1), undefined, part('60.5', '20', 2)])).toEqual(part('100.5', '30', 3));
    expect(landOfUnits([part(null, null, 1), part('60', '0', 0)])).toEqual(part('60', '0', 1));
    expect(landOfUnits([part('60', '0', 0), part(null, null, 1)])).toEqual(part('60', '0', 1));
    expect([landOfUnits([]), landOfUnits([undefined])]).toEqual([undefined, undefined]);
  });
});

describe('duties behind a figure', () => {
  it('are those of the unit’s own clusters, form by form', () => {
    const filings: FilingText[] = [
      { form: '02', of: 'A', state: 'accepted', figures: {} },
      { form: '02', of: 'B', state: 'open' },
      { form: '01', of: 'A1', state: 'submitted' },
      { form: '03', of: '05443', state: 'open' },
    ];
    const A = named('A', { projects: [{ id: 'A1' }] });
    const elsewhere = { ...named('B', {}), province: '22' };
    expect(row('industrial_land_leased', [A, elsewhere], filings).coverage).toMatchObject({
      ...{ expected: 1, reported: 1, accepted: 1 },
    });
    expect(row('projects_revenue', [A, elsewhere], filings).coverage).toMatchObject({
      ...{ expected: 1, reported: 1, accepted: 0 },
    });
  });
});
