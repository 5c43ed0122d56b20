import { describe, expect, it } from 'vitest';
import type { AcceptedFigure, ConsolidatedForm, DerivationInput } from '#lib/consolidation';
import type { IndicatorDefinition } from '#lib/forms';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { consolidateNation } from '../../../libs/consolidation/src/rules/nation.js';
import { clusterRecords, newestRevisions } from '../../../libs/consolidation/src/rules/record.js';
import { provinceCase } from './arbitraries.js';
import {
  type ClusterText,
  type FilingText,
  inputOf,
  type ProvinceText,
  snapshotOf,
  sourceText,
} from './figure-case.js';

const lease = (area: string) => ({ area });
const A: ClusterText = {
  id: 'A',
  province: '19',
  communes: ['05443'],
  decisions: [{ kind: 'establishment', signed: '2019-01-01', area: '30' }],
  projects: [{ id: 'A1', leases: [lease('4')] }],
};

const input = (filings: readonly FilingText[] = [], provinces: readonly ProvinceText[] = []): DerivationInput =>
  inputOf({ clusters: [A], provinces }, provinceCase('19', filings));
const figure = (form: ConsolidatedForm, key: string) => form.figures.find((f) => f.key === key);
const filed = (more: Partial<AcceptedFigure> = {}): AcceptedFigure => ({
  form: '04',
  period: '2026-Y',
  filerRef: '19',
  filerName: 'Sở Công Thương',
  key: 'industrial_land_leased',
  value: '9',
  filingId: 'f',
  revision: 1,
  definitionId: 'form-04',
  file: 'bieu-04.xlsx',
  sheet: 'Biểu 04',
  cell: 'D40',
  acceptedOn: '2026-12-30',
  provinceCode: '19',
  communeCode: null,
  clusterId: null,
  projectId: null,
  ...more,
});
const leased = (accepted: readonly AcceptedFigure[]) =>
  figure(deriveForm({ ...input(), accepted }), 'industrial_land_leased');

describe('the accepted filing of a form itself', () => {
  it('is the value, its cell comes first, and the derived value stands beside it', () => {
    expect(leased([filed()])).toMatchObject({ value: '9', basis: 'accepted', derivedValue: '4', acceptedValue: '9' });
    expect(leased([filed()])?.sources.map(sourceText)).toEqual([
      '+ filing f: Biểu 04 2026-Y: Sở Công Thương = 9 ha (lần gửi 1, 2026-12-30) [bieu-04.xlsx Biểu 04 D40]',
      '+ lease A1-lease-0: Cụm A: Doanh nghiệp A1 thuê đất = 4 ha',
    ]);
  });

  it('is of this form, this unit and this period, and of no other', () => {
    for (const other of [
      { form: '03' as const, provinceCode: '24' },
      { filerRef: '24' },
      { period: '2026-H1' },
      { period: '2025-Y' },
    ])
      expect(leased([filed(other)])).toMatchObject({ value: '4', basis: 'derived', acceptedValue: null });
  });

  it('is that of the newest revision, in whatever order they come', () => {
    const [first, second] = [filed(), filed({ revision: 2, value: '9.5' })];
    expect(leased([first, second])?.value).toBe('9.5');
    expect(leased([second, first])?.value).toBe('9.5');
    expect(leased([second, filed({ revision: 10, value: null })])).toMatchObject({ value: '4', acceptedValue: null });
  });

  it('bears the reasons its doubts were closed with; a derived value bears none', () => {
    const closings = [
      { reason: 'CHECKED_CORRECT', text: 'đo đạc lại tháng 11' },
      { reason: 'REAL_CHANGE', text: 'theo bản trích lục' },
    ] as unknown as NonNullable<AcceptedFigure['closings']>;
    const said = leased([filed({ closings })])?.notes ?? [];
    expect(said.map((n) => n.code)).toEqual(['CLOSED_DOUBT', 'CLOSED_DOUBT']);
    expect(said[0]?.message).toContain('đo đạc lại tháng 11');
    expect(said[1]?.message).toMatch(/theo bản trích lục.*\.$/);
    expect(leased([filed({ closings: null })])?.notes).toEqual([]);
    expect(leased([filed({ closings, value: null })])?.notes).toEqual([]);
  });
});

describe('a row of the form', () => {
  const extra = (row: Partial<IndicatorDefinition>) => {
    const one = input();
    const rows = [
      ...one.definition.rows,
      { ...one.definition.rows[0], key: 'new', tt: '99', ...row } as IndicatorDefinition,
    ];
    return figure(deriveForm({ ...one, definition: { ...one.definition, rows } }), 'new');
  };

  it('that no rule knows is missing, not wrong and not zero', () => {
    expect(extra({ formulaKeys: null as unknown as [] })).toMatchObject({
      value: null,
      basis: 'missing',
      definition: null,
      definitions: [],
      sources: [],
      coverage: { expected: 0, reported: 0, accepted: 0 },
      alternatives: [],
      parts: null,
      notes: [],
    });
    expect(extra({ formulaKeys: ['nobody', 'knows'] })?.value).toBeNull();
  });

  it('that is a sum by its own label is the sum of its rows, with their sources', () => {
    const sum = extra({ formulaKeys: ['established_area', 'industrial_land_leased', 'nobody'] });
    expect(sum).toMatchObject({ value: '34', basis: 'derived' });
    expect(sum?.sources.map((s) => s.id)).toEqual(['A-decision-0', 'A1-lease-0']);
  });

  it('names its definitions, and the other answers unless they are not wanted', () => {
    const row = (more: Partial<DerivationInput>) => figure(deriveForm({ ...input(), ...more }), 'established_area');
    expect(row({})?.definition).toBe('signed + not_counted');
    expect(row({})?.alternatives.map((a) => [a.point, a.definition, a.legalStatus, a.value])).toEqual([
      ['establishment_day', 'effective', 'alternative', '30'],
      ['undated_decision', 'counted', 'informal', '30'],
    ]);
    expect(row({ choices: { undated_decision: 'counted' } })?.definition).toBe('signed + counted');
    expect(row({ withAlternatives: false })?.alternatives).toEqual([]);
  });
});

describe('what was published about a whole province', () => {
  const said = (value: string, on: string, fact: 'leased_land' | 'industrial_land' = 'leased_land') => ({
    fact,
    value,
    on,
  });
  const provinces: ProvinceText[] = [
    {
      code: '19',
      statements: [
        said('30', '2025-01-01'),
        said('31', '2026-12-14'),
        said('32', '2026-12-15'),
        said('5', '2026-01-01', 'industrial_land'),
        said('33', '2025-01-01'),
      ],
    },
    { code: '24', statements: [said('99', '2026-01-01')] },
  ];

  it('stands beside the row it speaks about, newest first, and never counts', () => {
    const form = deriveForm(input([], provinces));
    expect(figure(form, 'industrial_land_leased')?.sources.map(sourceText)).toEqual([
      '+ lease A1-lease-0: Cụm A: Doanh nghiệp A1 thuê đất = 4 ha',
      '- observation 19-said-1: 19: diện tích đã cho thuê (số liệu kê khai) = 31 ha (2026-12-14)',
      '- observation 19-said-4: 19: diện tích đã cho thuê (số liệu kê khai) = 33 ha (2025-01-01)',
      '- observation 19-said-0: 19: diện tích đã cho thuê (số liệu kê khai) = 30 ha (2025-01-01)',
    ]);
    expect(figure(form, 'planned_count')?.sources).toEqual([]);
  });

  it('has no place in a commune’s form', () => {
    const test = { ...provinceCase('05443', []), form: '03' as const };
    const one = inputOf(
      { clusters: [A], provinces: [{ code: '05443', statements: [said('30', '2025-01-01')] }] },
      test,
    );
    expect(figure(deriveForm(one), 'industrial_land_leased')?.sources.map((s) => s.kind)).toEqual(['lease']);
  });
});

describe('the records of clusters', () => {
  it('stand in order of code and id, with what is theirs in order of id', () => {
    const list = ['B', 'A', 'C'].map(
      (id): ClusterText => ({
        id,
        province: '19',
        communes: ['1'],
        decisions: [{ kind: 'establishment' }, { kind: 'expansion' }],
      }),
    );
    const snapshot = snapshotOf(list, [], '2026-12-14');
    const same = {
      ...snapshot,
      clusters: snapshot.clusters.map((c) => ({ ...c, code: c.id === 'C' ? '0' : 'X' })),
      decisions: [...snapshot.decisions].reverse(),
    };
    const records = clusterRecords(same, [], '2026-Y');
    expect(records.map((r) => [r.cluster.id, r.decisions.map((d) => d.id)])).toEqual([
      ['C', ['C-decision-0', 'C-decision-1']],
      ['A', ['A-decision-0', 'A-decision-1']],
      ['B', ['B-decision-0', 'B-decision-1']],
    ]);
    expect(records[0]).toMatchObject({
      planEntries: [],
      infrastructureProjects: [],
      projects: [],
      observations: [],
      form01: [],
      halfYear01: [],
    });
    expect(records[0]?.form02.size).toBe(0);
  });

  it('keep one figure per filer and key, in order of filer and then key', () => {
    const figures = [
      filed({ filerRef: 'b', key: 'y' }),
      filed({ filerRef: 'b', key: 'x' }),
      filed({ filerRef: 'a', key: 'z' }),
      filed({ filerRef: 'b', key: 'x', revision: 0 }),
    ];
    expect(newestRevisions(figures).map((f) => [f.filerRef, f.key, f.revision])).toEqual([
      ['a', 'z', 1],
      ['b', 'x', 1],
      ['b', 'y', 1],
    ]);
  });
});

describe('the nation from the register', () => {
  const B: ClusterText = { ...A, id: 'B', province: '24', projects: [{ id: 'B1', leases: [lease('6')] }] };
  const LOST: ClusterText = { ...A, id: 'L', province: '77', projects: [{ id: 'L1', leases: [lease('1')] }] };
  const nation = (list: readonly ClusterText[], filings: readonly FilingText[] = [], more = {}) => {
    const { definition, period, window, accepted, obligations } = inputOf(
      { clusters: list },
      provinceCase('19', filings),
    );
    const provinces = [
      { code: '19', name: 'Thái Nguyên' },
      { code: '24', name: 'Bắc Ninh' },
    ];
    return consolidateNation({
      definition,
      period,
      window,
      provinces,
      snapshot: snapshotOf(list, [], window.to),
      accepted,
      obligations,
      ...more,
    });
  };

  it('opens to the provinces, and an accepted form 04 to its cell', () => {
    const filings: FilingText[] = [
      { form: '04', of: '19', state: 'accepted', figures: { industrial_land_leased: '4.5' } },
    ];
    const row = figure(nation([A, B], filings), 'industrial_land_leased');
    expect(row).toMatchObject({
      value: '10.5',
      derivedValue: '10',
      basis: 'derived',
      coverage: { expected: 2, reported: 1, accepted: 1 },
    });
    expect(row?.sources.map(sourceText)).toEqual([
      '+ filing filing-04-19: Biểu 04 2026-Y: Thái Nguyên = 4.5 ha (lần gửi 1, 2026-12-20) [bieu-04-19.xlsx Biểu 04 D10]',
      '+ unit 24: Bắc Ninh: số tổng hợp từ hệ thống = 6 ha',
    ]);
  });

  it('loses no cluster of a province that is not on the list', () => {
    const row = figure(nation([A, LOST]), 'industrial_land_leased');
    expect(row).toMatchObject({ value: '5', coverage: { expected: 3 } });
    expect(row?.sources.map((s) => s.label)).toContain('77: số tổng hợp từ hệ thống');
    expect(nation([A, LOST]).unitName).toBe('Cả nước');
  });

  it('knows nothing of a province without clusters: missing, not 0', () => {
    expect(figure(nation([]), 'planned_count')).toMatchObject({ value: null, basis: 'missing', sources: [] });
    expect(figure(nation([A]), 'established_count')?.sources.map((s) => s.id)).toEqual(['19']);
  });

  it('a duty follows its cluster to the province of the day', () => {
    const filings: FilingText[] = [{ form: '02', of: 'A', state: 'submitted' }];
    const { obligations } = inputOf({ clusters: [A] }, provinceCase('19', filings));
    const elsewhere = obligations.map((o) => ({ ...o, provinceCode: '99' }));
    expect(figure(nation([A], [], { obligations: elsewhere }), 'industrial_land_leased')?.coverage).toMatchObject({
      reported: 0,
      expected: 2,
    });
  });

  it('works the other answers to a rate out over all clusters at once, and to a rate alone', () => {
    const land = (c: ClusterText, ha: string): ClusterText => ({
      ...c,
      decisions: [...(c.decisions ?? []), { kind: 'detailed_plan', signed: '2020-01-01', area: '30', land: ha }],
    });
    const form = nation([land(A, '8'), land(B, '24')]);
    const rate = figure(form, 'occupancy_rate_avg');
    expect(rate).toMatchObject({ value: '31.25', parts: { numerator: '10', denominator: '32' } });
    expect(rate?.alternatives.find((a) => a.definition === 'art_2_7_simple_mean')?.value).toBe('37.5');
    expect(rate?.sources.map(sourceText)).toEqual([
      '+ numerator unit 19: Thái Nguyên: số tổng hợp từ hệ thống = 4 ha',
      '+ denominator unit 19: Thái Nguyên: số tổng hợp từ hệ thống = 8 ha',
      '+ numerator unit 24: Bắc Ninh: số tổng hợp từ hệ thống = 6 ha',
      '+ denominator unit 24: Bắc Ninh: số tổng hợp từ hệ thống = 24 ha',
    ]);
    expect(form.figures.filter((f) => f.valueType !== 'percent' && f.alternatives.length > 0)).toEqual([]);
    const chosen = nation([land(A, '8'), land(B, '24')], [], { choices: { occupancy_rate: 'leased_over_total' } });
    expect(figure(chosen, 'occupancy_rate_avg')).toMatchObject({
      value: '16.67',
      parts: { numerator: '10', denominator: '60' },
    });
  });

  it('tells of every officer’s value beneath it, and only of those', () => {
    const override = {
      id: 'o',
      form: '04',
      unit: '24',
      key: 'industrial_land_leased',
      value: '7',
      reason: 'Đo lại',
      authorName: 'C',
      officeName: 'Sở',
      on: '2026-12-20',
    };
    const row = figure(nation([A, B], [], { overrides: [override] }), 'industrial_land_leased');
    expect(row).toMatchObject({ value: '11', derivedValue: '10' });
    expect(row?.notes.map((n) => n.message)).toEqual([
      'Bắc Ninh: Sở (C, 2026-12-20) thay số tổng hợp 6 bằng 7. Lý do: Đo lại',
    ]);
  });

  it('an accepted rate without its accepted land has no parts to add', () => {
    const filings = (land: string | null): FilingText[] => [
      {
        form: '04',
        of: '19',
        state: 'accepted',
        figures: { occupancy_rate_avg: '50', industrial_land_operating: land },
      },
    ];
    expect(figure(nation([A], filings(null)), 'occupancy_rate_avg')).toMatchObject({ value: null, notes: [] });
    const implied = figure(nation([A], filings('30')), 'occupancy_rate_avg');
    expect(implied).toMatchObject({ value: '50', parts: { numerator: '15', denominator: '30' }, acceptedValue: null });
    expect(implied?.notes).toEqual([
      { code: 'PART_IMPLIED', message: 'Tử số của Thái Nguyên tính từ tỷ lệ và đất công nghiệp đã được tiếp nhận.' },
    ]);
  });
});
