import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLaw } from '#lib/law';
import type { RegisterSnapshot, SnapshotCluster, SnapshotPlanEntry } from '#lib/register';
import { consolidateNation } from './nation.js';
import { formOnMap, type OnMapSources } from './on-map.js';
import type { AcceptedFigure, ConsolidatedForm } from './types.js';

const law = loadLaw();
const definition = law.definitionFor('04', '2026-Y')!;
const window = law.dataWindow('2026-Y')!;
const AREA = 'planned_area';

/** A cluster with its planned area in ha, the unit it lay in when the forms were filed, and the one of the other map. */
interface Given {
  readonly id: string;
  readonly area: string;
  readonly filedIn: string;
  readonly liesIn: string | null;
}

const snapshotOf = (given: readonly Given[]): RegisterSnapshot => ({
  scope: { level: 'nation' },
  asOf: window.to,
  knownAt: null,
  map: 'as_of',
  clusters: given.map(
    ({ id, filedIn }): SnapshotCluster => ({
      id,
      code: id,
      name: id,
      provinceCode: filedIn,
      leadCommuneCode: '00001',
      communeCodes: ['00001'],
      type: null,
      status: null,
    }),
  ),
  planEntries: given.map(
    ({ id, area }): SnapshotPlanEntry => ({
      id: `${id}-plan`,
      source: null,
      note: null,
      clusterId: id,
      planDecision: '1/QĐ',
      planGroup: null,
      listed: true,
      listedAsEstablished: null,
      plannedAreaHa: area,
      areaBeforeHa: null,
      validFrom: '2024-01-01',
      validTo: null,
    }),
  ),
  decisions: [],
  infrastructureProjects: [],
  tenantProjects: [],
  leases: [],
  investmentPapers: [],
  observations: [],
  problems: [],
});

const filed = (unit: string, value: string): AcceptedFigure => ({
  form: '04',
  period: '2026-Y',
  filerRef: unit,
  filerName: unit,
  key: AREA,
  value,
  filingId: `filing-${unit}`,
  revision: 1,
  definitionId: definition.id,
  file: null,
  sheet: null,
  cell: null,
  acceptedOn: '2026-12-20',
  provinceCode: unit,
  communeCode: null,
  clusterId: null,
  projectId: null,
});

function on(given: readonly Given[], unit: string, over: Partial<OnMapSources> = {}): ConsolidatedForm {
  return formOnMap({
    definition,
    period: '2026-Y',
    window,
    unit: { code: unit, name: `Tỉnh ${unit}` },
    day: '2027-01-01',
    filers: [],
    placed: new Map(given.map((g) => [g.id, g])),
    snapshot: snapshotOf(given),
    accepted: [],
    obligations: [],
    covered: true,
    ...over,
  });
}

const area = (form: ConsolidatedForm) => form.figures.find((f) => f.key === AREA)!;
const whole = (code: string) => ({ code, name: `Tỉnh ${code}`, whole: true });

describe('a form on another map', () => {
  const merged: readonly Given[] = [
    { id: 'A', area: '40', filedIn: '10', liesIn: '15' },
    { id: 'B', area: '30', filedIn: '15', liesIn: '15' },
  ];

  it('adds what units that went over whole filed; a derived one keeps its sources', () => {
    const accepted = [filed('10', '45')];
    const figure = area(on(merged, '15', { filers: [whole('10'), whole('15')], accepted }));
    expect(figure).toMatchObject({ value: '75', derivedValue: '70', acceptedValue: '45', basis: 'derived', notes: [] });
    expect(figure.sources.filter((s) => s.counted).map((s) => [s.kind, s.value])).toEqual([
      ['filing', '45'],
      ['plan_entry', '40'],
      ['plan_entry', '30'],
    ]);
  });

  it('takes clusters alone of a unit that was divided, and says so', () => {
    const split = [
      { id: 'A', area: '40', filedIn: '15', liesIn: '10' },
      { id: 'B', area: '30', filedIn: '15', liesIn: '15' },
    ];
    const filers = [{ code: '15', name: 'Lào Cai', whole: false }];
    const figure = area(on(split, '10', { filers, accepted: [filed('15', '90')] }));
    expect([figure.value, figure.acceptedValue, figure.notes.map((n) => n.code)]).toEqual([
      '40',
      null,
      ['MAP_DIVIDED'],
    ]);
    expect(figure.notes[0]?.message).toContain('Lào Cai');
  });

  it('does not carry the filing of a unit one of whose clusters moved away, and counts a cluster where it lies', () => {
    const moved: readonly Given[] = [...merged, { id: 'C', area: '5', filedIn: '10', liesIn: '02' }];
    const sources = { filers: [whole('10'), whole('15')], accepted: [filed('10', '45')] };
    expect(area(on(moved, '15', sources)).value).toBe('70');
    expect(area(on(moved, '02', { filers: [whole('02')] })).value).toBe('5');
  });

  it('names clusters whose place on that day nobody knows, and counts them nowhere', () => {
    const unknown = [...merged, { id: 'D', area: '7', filedIn: '10', liesIn: null }];
    const figure = area(on(unknown, '15', { filers: [whole('10'), whole('15')] }));
    expect([figure.value, figure.notes.map((n) => n.code)]).toEqual(['70', ['MAP_UNPLACED']]);
  });

  it('the nation is the same under any mergers, whoever filed, and equals the sum of its units', () => {
    const UNITS = ['01', '02', '03', '04'];
    const arbitrary = fc.record({
      clusters: fc.array(fc.record({ area: fc.integer({ min: 1, max: 99 }), filedIn: fc.constantFrom(...UNITS) }), {
        maxLength: 8,
      }),
      filed: fc.subarray(UNITS),
      into: fc.array(fc.constantFrom('02', '04'), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ clusters, filed: filers, into }) => {
        const now = new Map(UNITS.map((code, i) => [code, into[i] ?? code]));
        const given = clusters.map((c, i): Given => {
          return { id: `C${i}`, area: String(c.area), filedIn: c.filedIn, liesIn: now.get(c.filedIn) ?? null };
        });
        const accepted = filers.map((unit, i) => filed(unit, String(10 * (i + 1))));
        const nation = (groups?: ReadonlyMap<string, { code: string; name: string }>) =>
          consolidateNation({
            definition,
            period: '2026-Y',
            window,
            provinces: UNITS.map((code) => ({ code, name: code })),
            snapshot: snapshotOf(given),
            accepted,
            obligations: [],
            ...(groups === undefined ? {} : { groups }),
          });
        const groups = new Map([...now].map(([code, to]) => [code, { code: to, name: to }]));
        const [before, after] = [nation(), nation(groups)];
        const values = (f: ConsolidatedForm) => f.figures.map((x) => [x.tt, x.value, x.derivedValue, x.parts]);
        expect(values(after)).toEqual(values(before));
        expect(area(after).coverage).toEqual(area(before).coverage);
        const units = [...new Set(now.values())].map((unit) => {
          const own = UNITS.filter((code) => now.get(code) === unit).map(whole);
          return area(on(given, unit, { filers: own, accepted, covered: given.some((g) => g.liesIn === unit) })).value;
        });
        const sum = units.reduce((n, v) => n + Number(v ?? 0), 0);
        expect(Number(area(before).value ?? 0)).toBe(sum);
      }),
      { numRuns: process.env['CCN_MUTATION'] ? 8 : 60 },
    );
  });
});
