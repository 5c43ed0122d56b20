/** A form on the map of another day: who is carried, who is divided, whom nobody can place. Areas added by hand. */
import { describe, expect, it } from 'vitest';
import type { ConsolidatedForm } from '#lib/consolidation';
import { loadLaw } from '#lib/law';
import { formOnMap, type OnMapSources } from '../../../libs/consolidation/src/rules/on-map.js';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf, snapshotOf } from './figure-case.js';

const law = loadLaw();
const window = law.dataWindow('2026-Y')!;
const cluster = (id: string, area: string, name = `Cụm ${id}`): ClusterText => ({
  id,
  name,
  province: '00',
  communes: ['00001'],
  decisions: [{ kind: 'establishment', signed: '2019-01-01', area }],
});

interface Given {
  readonly clusters: readonly ClusterText[];
  /** Cluster: unit it lay in at the cut-off, unit of the other map. */
  readonly placed: Readonly<Record<string, readonly [string | null, string | null]>>;
  readonly filers?: readonly (readonly [string, string, boolean])[];
  readonly filings?: readonly FilingText[];
  readonly unit?: string;
  readonly more?: Partial<OnMapSources>;
}

function on({ clusters, placed, filers = [], filings = [], unit = '15', more = {} }: Given): ConsolidatedForm {
  const { definition, period, accepted, obligations } = inputOf({ clusters }, provinceCase(unit, filings));
  return formOnMap({
    definition,
    period,
    window,
    unit: { code: unit, name: `Tỉnh ${unit}` },
    day: '2027-01-01',
    filers: filers.map(([code, name, whole]) => ({ code, name, whole })),
    placed: new Map(Object.entries(placed).map(([id, [filedIn, liesIn]]) => [id, { filedIn, liesIn }])),
    snapshot: snapshotOf(clusters, [], window.to),
    accepted,
    obligations,
    covered: true,
    ...more,
  });
}
const figure = (form: ConsolidatedForm, key: string) => form.figures.find((f) => f.key === key)!;
const AREA = 'established_area';
const two = [cluster('A', '40'), cluster('B', '30')];

describe('a form on the map of another day', () => {
  it('is named by the unit asked for, though one unit alone stands behind it', () => {
    const form = on({
      clusters: two,
      placed: { A: ['10', '15'], B: ['10', '15'] },
      filers: [['10', 'Tỉnh cũ', true]],
      filings: [{ form: '04', of: '10', state: 'accepted', figures: { [AREA]: '75' } }],
    });
    expect([form.unit, form.unitName]).toEqual(['15', 'Tỉnh 15']);
    expect(figure(form, AREA)).toMatchObject({ value: '75', basis: 'accepted', derivedValue: '70', notes: [] });
    // Its accepted cell is told under the name it was filed by.
    expect(figure(form, AREA).sources[0]?.label).toContain('Biểu 04 2026-Y');
  });

  it('carries the forms 03 of the communes of a unit that went over whole', () => {
    const filings: FilingText[] = [
      { form: '03', of: '10001', state: 'accepted', figures: { industrial_land_leased: '6' } },
    ];
    const given = { clusters: two, placed: { A: ['10', '15'], B: ['15', '15'] }, filings } as const;
    // The commune of province 10 is the only source of leased land there.
    const carried = inputOf({ clusters: two }, provinceCase('10', filings)).accepted;
    const leased = (whole: boolean, more = {}) =>
      figure(
        on({ ...given, filers: [['10', 'Tỉnh cũ', whole]], more: { accepted: carried, ...more } }),
        'industrial_land_leased',
      ).value;
    expect(leased(true)).toBe('6');
    expect(leased(false)).toBeNull();
    // Of another province it is none of this unit's business.
    expect(leased(true, { accepted: carried.map((f) => ({ ...f, provinceCode: '99' })) })).toBeNull();
  });

  it('takes of a divided unit its clusters’ own filings, and of a cluster outside nothing', () => {
    const filings: FilingText[] = [
      { form: '02', of: 'A', state: 'accepted', figures: { industrial_land_leased: '6' } },
      { form: '02', of: 'B', state: 'accepted', figures: { industrial_land_leased: '9' } },
      { form: '04', of: '10', state: 'accepted', figures: { industrial_land_leased: '99' } },
      { form: '04', of: '11', state: 'accepted', figures: { industrial_land_leased: '50' } },
    ];
    const form = on({
      clusters: two,
      placed: { A: ['10', '15'], B: ['10', '16'] },
      filers: [
        ['10', 'Hà Giang', false],
        ['11', 'Tuyên Quang', false],
        ['12', 'Cao Bằng', false],
      ],
      filings,
    });
    const leased = figure(form, 'industrial_land_leased');
    expect(leased).toMatchObject({ value: '6', acceptedValue: null });
    expect(leased.coverage).toMatchObject({ expected: 1, reported: 1, accepted: 1 });
    // Of the three only two filed a form that would have to be divided.
    expect(leased.notes.filter((n) => n.code === 'MAP_DIVIDED')).toEqual([
      {
        code: 'MAP_DIVIDED',
        message:
          'Biểu 04 của Hà Giang, Tuyên Quang không chia được theo bản đồ ngày 2027-01-01: chỉ tính theo từng cụm nằm trong đơn vị.',
      },
    ]);
  });

  it('says nothing of a division where nobody filed, or only other forms', () => {
    const form = on({
      clusters: two,
      placed: { A: ['10', '15'], B: ['10', '16'] },
      filers: [['10', 'Hà Giang', false]],
      filings: [{ form: '02', of: 'A', state: 'accepted', figures: { industrial_land_leased: '6' } }],
    });
    expect(figure(form, AREA).notes).toEqual([]);
  });

  it('counts a cluster that lay in no known unit under the unit asked for', () => {
    const form = on({ clusters: two, placed: { A: [null, '15'], B: ['15', '15'] } });
    expect(figure(form, AREA).value).toBe('70');
    expect(figure(form, 'established_count').value).toBe('2');
    const alone = on({ clusters: [two[0]!], placed: { A: [null, '15'] }, more: { covered: false } });
    expect([alone.unit, figure(alone, AREA).value]).toEqual(['15', '40']);
  });

  it('says nothing where nothing lies in the unit and nobody filed for it', () => {
    expect(figure(on({ clusters: two, placed: {}, more: { covered: false } }), AREA).value).toBeNull();
    const filers = [['10', 'Hà Giang', true]] as const;
    const empty = (covered: boolean) => figure(on({ clusters: [], placed: {}, filers, more: { covered } }), AREA).value;
    expect([empty(true), empty(false)]).toEqual(['0', null]);
  });

  it('knows that a cluster of the unit adds no established area, where the register covers nothing else of it', () => {
    const planned: ClusterText = { ...cluster('A', '40'), decisions: [] };
    const form = on({ clusters: [planned], placed: { A: ['15', '15'] }, more: { covered: false } });
    expect(figure(form, AREA).value).toBe('0');
  });

  it('opens to its clusters by the unit they were filed in, whatever the order they are given in', () => {
    const clusters = [cluster('A', '40'), cluster('B', '30'), cluster('C', '20')];
    const placed = { A: ['30', '15'], B: ['20', '15'], C: ['10', '15'] } as const;
    const filers = [['30', 'Ba', true] as const, ['10', 'Một', true] as const, ['20', 'Hai', true] as const];
    const sources = figure(on({ clusters, placed, filers }), AREA).sources;
    expect(sources.map((s) => s.value)).toEqual(['20', '30', '40']);
    expect(figure(on({ clusters, placed, filers }), AREA).alternatives).toEqual([]);
  });

  it('names clusters nobody can place, in order of name, at most ten, and only those of units near it', () => {
    const many = [...'LKJIHGFEDCBA'].map((id) => cluster(id, '1', `Cụm ${id}`));
    const lost = (count: number) => Object.fromEntries(many.slice(-count).map((c) => [c.id, ['10', null] as const]));
    const told = (placed: Given['placed'], filers: Given['filers'] = [['10', 'Hà Giang', false]]) =>
      figure(on({ clusters: many, placed, filers }), AREA).notes;
    expect(told(lost(2))).toEqual([
      {
        code: 'MAP_UNPLACED',
        message: 'Chưa rõ 2 cụm thuộc đơn vị nào theo bản đồ ngày 2027-01-01 nên chưa được tính: Cụm A, Cụm B.',
      },
    ]);
    const ten = 'Cụm A, Cụm B, Cụm C, Cụm D, Cụm E, Cụm F, Cụm G, Cụm H, Cụm I, Cụm J';
    expect(told(lost(10))[0]?.message).toMatch(new RegExp(`Chưa rõ 10 cụm .*: ${ten}\\.$`));
    expect(told(lost(12))[0]?.message).toMatch(new RegExp(`Chưa rõ 12 cụm .*: ${ten}, …\\.$`));
    expect(told({ A: ['99', null] })).toEqual([]);
    expect(told({ A: [null, null] })).toEqual([]);
    expect(told({ A: ['10', '16'] })).toEqual([]);
    expect(told(lost(2), [])).toEqual([]);
  });

  it('lets an officer’s value stand where the unit went over whole, and not where it was divided', () => {
    const overrides = [
      {
        ...{ id: 'o', form: '04', unit: '10', key: AREA, value: '44', reason: 'Đo lại' },
        ...{ authorName: 'Cán bộ', officeName: 'Sở', on: '2026-12-20' },
      },
    ];
    const value = (whole: boolean) =>
      figure(
        on({
          clusters: two,
          placed: { A: ['10', '15'], B: ['15', '15'] },
          filers: [
            ['10', 'Hà Giang', whole],
            ['15', 'Tỉnh 15', true],
          ],
          more: { overrides },
        }),
        AREA,
      ).value;
    expect([value(true), value(false)]).toEqual(['74', '70']);
  });

  it('answers under the definition that is named', () => {
    const planned: ClusterText = {
      ...cluster('A', '40'),
      decisions: [{ kind: 'detailed_plan', signed: '2020-01-01', area: '12' }],
      plan: [{ listed: true, area: '40', from: '2024-01-01' }],
      projects: [{ id: 'A1', leases: [{ area: '4' }] }],
    };
    const area = (more: Partial<OnMapSources>) =>
      figure(on({ clusters: [planned], placed: { A: ['15', '15'] }, more }), 'operating_unestablished_area').value;
    expect([area({}), area({ choices: { unestablished_area: 'planned' } })]).toEqual(['12', '40']);
  });
});
