/** The nation from its provinces: other answers, other maps, coverage and remarks; everything added by hand. */
import { describe, expect, it } from 'vitest';
import type { ConsolidatedForm, DerivationInput } from '#lib/consolidation';
import { consolidateNation, type NationSources } from '../../../libs/consolidation/src/rules/nation.js';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf, snapshotOf } from './figure-case.js';

/** An operating cluster of a province: leased ha of so much industrial land, stated or by plan. */
const cluster = (id: string, province: string, leased: string, land: string, planned = true): ClusterText => ({
  id,
  province,
  communes: [`${province}001`],
  decisions: [
    { kind: 'establishment', signed: '2019-01-01', area: '30' },
    ...(planned ? [{ kind: 'detailed_plan' as const, signed: '2021-01-01', land }] : []),
  ],
  statements: planned ? [] : [{ fact: 'industrial_land', value: land, on: '2026-01-01' }],
  projects: [{ id: `${id}1`, leases: [{ area: leased }] }],
});

interface Given {
  readonly filings?: readonly FilingText[];
  readonly provinces?: readonly string[];
  readonly more?: Partial<NationSources>;
}

function nation(clusters: readonly ClusterText[], { filings = [], provinces = ['19', '22'], more = {} }: Given = {}) {
  const { definition, period, window, accepted, obligations }: DerivationInput = inputOf(
    { clusters },
    provinceCase('19', filings),
  );
  return consolidateNation({
    ...{ definition, period, window, accepted, obligations },
    provinces: provinces.map((code) => ({ code, name: `Tỉnh ${code}` })),
    snapshot: snapshotOf(clusters, [], window.to),
    ...more,
  });
}
const row = (form: ConsolidatedForm, key: string) => form.figures.find((f) => f.key === key)!;
const RATE = 'occupancy_rate_avg';
const A = cluster('A', '19', '10', '20');
const B = cluster('B', '22', '10', '80');

describe('the rate of the nation under other answers', () => {
  const found = row(nation([A, B]), RATE);
  const other = (point: string, definition: string) =>
    found.alternatives.find((a) => a.point === point && a.definition === definition);

  it('is worked out from the parts of its provinces: 20 of 100 ha, and the mean of 50 and 12.5', () => {
    expect(found.value).toBe('20');
    expect(other('occupancy_rate', 'art_2_7_simple_mean')?.value).toBe('31.25');
    expect(other('occupancy_rate', 'leased_over_industrial')?.value).toBe('20');
    // The whole area of both: 20 of 60 ha.
    expect(other('occupancy_rate', 'leased_over_total')?.value).toBe('33.33');
    // Nobody filed how much is ready for lease.
    expect(other('occupancy_rate', 'leased_over_ready')).toMatchObject({ value: null });
  });

  it('is told by every answer once, in words and by its standing in law, and not by the one that is taken', () => {
    const names = found.alternatives.map((a) => `${a.point}=${a.definition}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('occupancy_rate=art_2_7_weighted');
    expect(other('occupancy_rate', 'art_2_7_simple_mean')).toMatchObject({
      labelVi: expect.stringMatching(/./),
      legalStatus: expect.stringMatching(/./),
    });
    expect(row(nation([A, B]), 'established_count').alternatives).toEqual([]);
  });

  it('takes land that is only stated where that is an answer: without it B has no part in the rate', () => {
    const stated = cluster('B', '22', '10', '80', false);
    const rate = row(nation([A, stated]), RATE);
    expect(rate.value).toBe('20');
    const planOnly = rate.alternatives.find((a) => a.definition === 'plan_only');
    expect(planOnly?.value).toBe('50');
  });
});

describe('provinces of the nation', () => {
  it('that the list of the day does not know are kept under their code, if a cluster lies in them', () => {
    const form = nation([A, cluster('L', '77', '5', '50')]);
    expect(row(form, 'established_count')).toMatchObject({ value: '2', coverage: { expected: 3 } });
    expect(row(form, 'established_count').sources.map((s) => [s.id, s.label])).toEqual([
      ['19', 'Tỉnh 19: số tổng hợp từ hệ thống'],
      ['77', '77: số tổng hợp từ hệ thống'],
    ]);
    // A filing alone makes no province of the nation.
    const filed: FilingText = { form: '04', of: '88', state: 'accepted', figures: { established_count: '3' } };
    expect(row(nation([A], { filings: [filed] }), 'established_count')).toMatchObject({
      ...{ value: '1', coverage: { expected: 2 } },
    });
  });

  it('of which nothing is known are missing and not zero', () => {
    expect(row(nation([]), 'established_count')).toMatchObject({ value: null, basis: 'missing', sources: [] });
    expect(row(nation([A]), 'established_count').sources.map((s) => s.id)).toEqual(['19']);
  });

  it('that filed and were accepted give their cell, with the duties counted', () => {
    const filings: FilingText[] = [
      { form: '04', of: '19', state: 'accepted', figures: { established_count: '3' } },
      { form: '04', of: '22', state: 'submitted' },
      { form: '02', of: 'A', state: 'accepted', figures: {} },
    ];
    const found = row(nation([A, B], { filings }), 'established_count');
    expect(found).toMatchObject({ value: '4', derivedValue: '2', acceptedValue: '3', basis: 'derived' });
    expect(found.coverage).toMatchObject({ expected: 2, reported: 2, accepted: 1 });
    expect(found.sources.map((s) => [s.kind, s.value, s.counted])).toEqual([
      ['filing', '3', true],
      ['unit', '1', true],
    ]);
  });

  it('that give only one side of a rate have no part in it', () => {
    const none: ClusterText = { ...B, decisions: [B.decisions![0]!] };
    expect(row(nation([A, none]), RATE)).toMatchObject({ value: '50', parts: { numerator: '10', denominator: '20' } });
  });

  it('whose officers replaced a value say so, by name', () => {
    const overrides = [
      {
        ...{ id: 'o', form: '04', unit: '22', key: 'established_count', value: '5', reason: 'Đo lại' },
        ...{ authorName: 'Cán bộ', officeName: 'Sở', on: '2026-12-20' },
      },
    ];
    const found = row(nation([A, B], { more: { overrides } }), 'established_count');
    expect([found.value, found.derivedValue, found.notes]).toEqual([
      '6',
      '2',
      [
        {
          code: 'OVERRIDDEN',
          message: 'Tỉnh 22: Sở (Cán bộ, 2026-12-20) thay số tổng hợp 1 bằng 5. Lý do: Đo lại',
        },
      ],
    ]);
  });
});

describe('the nation on a map of another day', () => {
  const C = cluster('C', '31', '5', '10', false);
  const groups = new Map([
    ['31', { code: '40', name: 'Tỉnh mới' }],
    ['22', { code: '40', name: 'Tỉnh mới' }],
  ]);
  const provinces = ['31', '22', '19'];
  const found = (key: string, filings: readonly FilingText[] = [], more: Partial<NationSources> = {}) =>
    row(nation([A, B, C], { filings, provinces, more: { groups, ...more } }), key);

  it('is the same in all its values, and opens to the units of that map in order', () => {
    const before = nation([A, B, C], { provinces });
    const after = nation([A, B, C], { provinces, more: { groups } });
    expect(after.figures.map((f) => f.value)).toEqual(before.figures.map((f) => f.value));
    expect(found('established_count').sources.map((s) => [s.id, s.label, s.value])).toEqual([
      ['19', 'Tỉnh 19: số tổng hợp từ hệ thống', '1'],
      ['40', 'Tỉnh mới: số tổng hợp từ hệ thống', '2'],
    ]);
    // Three provinces filed or not, whatever the map says.
    expect(found('established_count').coverage.expected).toBe(3);
    expect(found(RATE).alternatives).toEqual(row(before, RATE).alternatives);
  });

  it('says of which provinces a side of the rate was reckoned back from what was accepted', () => {
    const filings: FilingText[] = [
      {
        ...{ form: '04', of: '22', state: 'accepted' },
        figures: { occupancy_rate_avg: '25', industrial_land_operating: '80' },
      },
    ];
    // 25 per cent of 80 ha are 20; with 10 of 20 and 5 of 10 in all 35 of 110.
    expect(found(RATE, filings)).toMatchObject({ value: '31.82', parts: { numerator: '35', denominator: '110' } });
    const alone = row(nation([A, B], { filings }), RATE);
    expect(alone.notes).toEqual([
      { code: 'PART_IMPLIED', message: 'Tử số của Tỉnh 22 tính từ tỷ lệ và đất công nghiệp đã được tiếp nhận.' },
    ]);
  });

  it('carries officers’ values', () => {
    const overrides = [
      {
        ...{ id: 'o', form: '04', unit: '22', key: 'established_count', value: '5', reason: 'Đo lại' },
        ...{ authorName: 'Cán bộ', officeName: 'Sở', on: '2026-12-20' },
      },
    ];
    expect(found('established_count', [], { overrides }).value).toBe('7');
  });
});
