import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureOverride } from '#lib/consolidation';
import { loadLaw } from '#lib/law';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import {
  communesConcerned,
  type EveryFormSources,
  everyForm,
} from '../../../libs/consolidation/src/rules/every-form.js';
import { consolidateNation } from '../../../libs/consolidation/src/rules/nation.js';
import { registers, runs } from './arbitraries.js';
import { type ClusterText, type FigureCase, type FilingText, inputOf, snapshotOf } from './figure-case.js';

const law = loadLaw();
const PROVINCES = ['19', '22', '31', '80'];
const COMMUNES = [
  { code: '11111', name: 'Xã Một', provinceCode: '19' },
  { code: '22222', name: 'Xã Hai', provinceCode: '22' },
  { code: '33333', name: 'Xã Ba', provinceCode: '31' },
  { code: '44444', name: 'Xã Bốn', provinceCode: '80' },
];
/** A commune lies in one province. */
const HOME: Readonly<Record<string, string>> = { 11111: '19', 22222: '22', 33333: '31' };
const override: FigureOverride = {
  id: 'o',
  form: '04',
  unit: '19',
  key: 'planned_count',
  value: '77',
  reason: 'Đo đạc lại',
  authorName: 'Cán bộ',
  officeName: 'Sở',
  on: '2026-12-20',
};

const one = (form: '03' | '04', unit: string, unitName: string, filings: readonly FilingText[]): FigureCase => ({
  title: unit,
  form,
  unit,
  unitName,
  period: '2026-Y',
  filings,
  expected: {},
});

function sourcesOf(list: readonly ClusterText[], filings: readonly FilingText[]): EveryFormSources {
  const { definition, period, window, accepted, obligations } = inputOf(
    { clusters: list },
    one('04', '19', '19', filings),
  );
  return {
    definition,
    period,
    window,
    accepted,
    obligations,
    communeDefinition: law.definitionFor('03', period),
    communes: COMMUNES,
    fullNames: new Map(PROVINCES.map((code) => [code, `Tỉnh ${code}`])),
    provinces: PROVINCES.map((code) => ({ code, name: code })),
    snapshot: snapshotOf(list, [], window.to),
    overrides: [override],
  };
}

const trees = registers.map(({ clusters, filings }) => ({
  list: clusters.map((c) => ({ ...c, province: HOME[c.communes[0] ?? ''] ?? '19' })),
  filings,
}));

describe('all forms of a period from one reading', () => {
  it('are what asking for each alone gives: nation, provinces, communes, in this order', () => {
    fc.assert(
      fc.property(trees, ({ list, filings }) => {
        const sources = sourcesOf(list, filings);
        const all = everyForm(sources);
        expect(all.map((p) => [p.form.form, p.form.unit, p.provinceCode, p.communeCode])).toEqual([
          ['04', 'VN', null, null],
          ...PROVINCES.map((code) => ['04', code, code, null]),
          ...COMMUNES.map((c) => ['03', c.code, c.provinceCode, c.code]),
        ]);
        expect(all[0]?.form).toEqual(consolidateNation(sources));
        const hasClusters = (code: string) => list.some((c) => c.province === code);
        for (const [i, code] of PROVINCES.entries()) {
          const input = inputOf({ clusters: list }, one('04', code, `Tỉnh ${code}`, filings));
          const alone = deriveForm({ ...input, covered: hasClusters(code) });
          const [first, ...rest] = all[1 + i]?.form.figures ?? [];
          expect(rest).toEqual(alone.figures.slice(1));
          expect([first?.value, first?.derivedValue]).toEqual([
            code === '19' ? '77' : alone.figures[0]?.value,
            alone.figures[0]?.value,
          ]);
          expect(all[1 + i]?.form.unitName).toBe(`Tỉnh ${code}`);
        }
        for (const [i, { code, name, provinceCode }] of COMMUNES.entries()) {
          const input = inputOf({ clusters: list }, one('03', code, name, filings));
          expect(all[5 + i]?.form).toEqual(deriveForm({ ...input, covered: hasClusters(provinceCode) }));
        }
      }),
      runs(25),
    );
  });

  it('a commune that owes a form 03 and leads no cluster says none, where others say nothing', () => {
    const filings: FilingText[] = [{ form: '03', of: '44444', state: 'open' }];
    const planned = (list: readonly FilingText[]) =>
      everyForm(sourcesOf([], list)).map((p) => [p.form.unit, p.form.figures[0]?.derivedValue]);
    expect(planned(filings)).toContainEqual(['44444', '0']);
    expect(planned(filings)).toContainEqual(['33333', null]);
    expect(planned([])).toContainEqual(['44444', null]);
  });

  it('a commune’s own accepted form 03 is its lawful value, and overrides reach communes too', () => {
    const filings: FilingText[] = [{ form: '03', of: '44444', state: 'accepted', figures: { planned_count: '2' } }];
    const sources = sourcesOf([], filings);
    const own = { ...override, form: '03', unit: '33333', value: '5' };
    const form = (unit: string) => everyForm({ ...sources, overrides: [own] }).find((p) => p.form.unit === unit)?.form;
    expect(form('44444')?.figures[0]).toMatchObject({ value: '2', basis: 'accepted' });
    expect(form('33333')?.figures[0]).toMatchObject({ value: '5', basis: 'overridden' });
    expect(form('44444')?.unitName).toBe('Xã Bốn');
  });

  it('where the level was the district’s, no commune has a form; a province unknown to the names keeps its own', () => {
    const sources = { ...sourcesOf([], []), communeDefinition: null, fullNames: new Map<string, string>() };
    expect(everyForm(sources).map((p) => [p.form.unit, p.form.unitName])).toEqual([
      ['VN', 'Cả nước'],
      ...PROVINCES.map((code) => [code, code]),
    ]);
  });

  it('concern the communes that lead a cluster, owe a form 03 or have one accepted', () => {
    const list = [{ id: 'A', province: '19', communes: ['55555', '11111'] }];
    const filings: FilingText[] = [
      { form: '03', of: '44444', state: 'open' },
      { form: '03', of: '33333', state: 'accepted', figures: { planned_count: '1' } },
      { form: '02', of: 'A', state: 'open' },
    ];
    const { snapshot, accepted, obligations } = sourcesOf(list, filings);
    expect(communesConcerned(snapshot, accepted, obligations)).toEqual(['33333', '44444', '55555']);
  });
});
