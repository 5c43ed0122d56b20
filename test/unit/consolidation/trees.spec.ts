import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConsolidatedForm } from '#lib/consolidation';
import { compare, exact, sumKnown } from '#lib/kernel';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { consolidateNation } from '../../../libs/consolidation/src/rules/nation.js';
import { clusters, filingsOf, moved, provinceCase, runs } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf, snapshotOf } from './figure-case.js';
import { naiveForm } from './naive.js';

/** Random trees of provinces that merge, clusters, decisions, leases and filings, and a second reckoning beside ours. */

const RUNS = runs(70);
/** Periods whose cut-offs lie on both sides of 2025-07-01 and of 2026-04-30. */
const PERIODS = ['2025-H1', '2025-Y', '2026-H1', '2026-Y'] as const;
const CODES = ['15', '19', '24', '40'];

const trees = clusters
  .chain((list) => fc.tuple(moved(list), filingsOf(list, true), fc.constantFrom(...PERIODS)))
  .map(([list, filings, period]) => ({ list, filings: filings.flatMap((f) => within(f, period)), period }));

/** A year has its own six months within it, a half year has none. */
function within(filing: FilingText, period: string): FilingText[] {
  if (filing.period === undefined) return [filing];
  return period.endsWith('-Y') ? [{ ...filing, period: period.replace('-Y', '-H1') }] : [];
}

const rowOf = (form: ConsolidatedForm, tt: string): string | null =>
  form.figures.find((f) => f.tt === tt)?.value ?? null;

/** On which side of its province's merger a cluster lies on a day. */
const provinceOn = (c: ClusterText, day: string): string =>
  c.before !== undefined && day < c.before.until ? c.before.province : c.province;

function provinceForms(list: readonly ClusterText[], filings: readonly FilingText[], period: string) {
  return CODES.map((code) => {
    const input = inputOf({ clusters: list }, provinceCase(code, filings, period));
    return { code, input, form: deriveForm({ ...input, covered: input.snapshot.clusters.length > 0 }) };
  });
}

/** The nation at the cut-off of a period, by the map of a day. */
function nationBy(list: readonly ClusterText[], filings: readonly FilingText[], period: string, map: string) {
  const one = list.map(({ before: _, ...c }) => ({ ...c, province: '15' }));
  const { definition, window, accepted, obligations } = inputOf({ clusters: one }, provinceCase('15', filings, period));
  return consolidateNation({
    definition,
    period,
    window,
    provinces: CODES.map((code) => ({ code, name: code })),
    snapshot: snapshotOf(list, [], window.to, (c) => provinceOn(c, map)),
    accepted,
    obligations,
  });
}

it('every province is what a plain recomputation of its own clusters gives, before and after mergers', () => {
  fc.assert(
    fc.property(trees, ({ list, filings, period }) => {
      for (const { code, input, form } of provinceForms(list, filings, period)) {
        const own = list.filter((c) => provinceOn(c, input.window.to) === code);
        if (own.length === 0) continue;
        const plain = naiveForm(own, filings, input.window);
        expect(Object.fromEntries(Object.keys(plain).map((tt) => [tt, rowOf(form, tt)]))).toEqual(plain);
      }
    }),
    RUNS,
  );
});

it('the national totals are equal under every boundary date', () => {
  fc.assert(
    fc.property(trees, ({ list, filings, period }) => {
      const totals = ['2024-01-01', '2025-06-30', '2025-07-01', '2026-04-29', '2026-04-30', '2026-12-31'].map((map) =>
        nationBy(list, filings, period, map).figures.map((f) => [f.tt, f.value ?? '0', f.parts]),
      );
      for (const other of totals) expect(other).toEqual(totals[0]);
    }),
    runs(30),
  );
});

it('the nation is what a plain recomputation of all clusters gives, and the sum of the provinces of the day', () => {
  fc.assert(
    fc.property(trees, ({ list, filings, period }) => {
      if (list.length === 0) return;
      const provinces = provinceForms(list, filings, period);
      const window = provinces[0]?.input.window ?? { from: '', to: '' };
      const nation = nationBy(list, filings, period, window.to);
      const { 19: rate, ...sums } = naiveForm(list, filings, window);
      expect(rowOf(nation, '19')).toBe(rate);
      for (const [tt, sum] of Object.entries(sums)) {
        expect([tt, rowOf(nation, tt)]).toEqual([tt, sumKnown(provinces.map((p) => rowOf(p.form, tt)))]);
        // A province without a cluster in the row says 0 where the others know nothing.
        expect([tt, rowOf(nation, tt) ?? '0']).toEqual([tt, sum ?? '0']);
      }
    }),
    runs(50),
  );
});

it('the half year lies within the year: who filed both filed no less for the year, and so do their sums', () => {
  const firm = fc.record({ half: fc.nat(50), more: fc.nat(50), filesHalf: fc.boolean(), filesYear: fc.boolean() });
  fc.assert(
    fc.property(fc.array(firm, { minLength: 1, maxLength: 6 }), (firms) => {
      const cluster = {
        id: 'C',
        province: '19',
        communes: ['05443'],
        projects: firms.map((_, i) => ({ id: `P${i}` })),
      };
      const filing = (i: number, n: number): FilingText => ({
        form: '01',
        of: `P${i}`,
        state: 'accepted',
        figures: { project_revenue: String(n), project_budget_payment: String(n), project_labour: String(n) },
      });
      const half = firms.flatMap((f, i) => (f.filesHalf ? [filing(i, f.half)] : []));
      const year = firms.flatMap((f, i) => (f.filesYear ? [filing(i, f.half + f.more)] : []));
      const asHalf = half.map((f) => ({ ...f, period: '2026-H1' }));
      const register = { clusters: [cluster] };
      const atHalf = deriveForm(inputOf(register, provinceCase('19', half, '2026-H1')));
      const atYear = deriveForm(inputOf(register, provinceCase('19', [...year, ...asHalf], '2026-Y')));
      const sum = (of: readonly { half: number; more: number }[], also: boolean) =>
        of.length === 0 ? null : String(of.reduce((s, f) => s + f.half + (also ? f.more : 0), 0));
      for (const tt of ['23', '24']) {
        expect([tt, rowOf(atHalf, tt)]).toEqual([
          tt,
          sum(
            firms.filter((f) => f.filesHalf),
            false,
          ),
        ]);
        // Money of six months is not the year's: only those who filed the year count in it.
        expect([tt, rowOf(atYear, tt)]).toEqual([
          tt,
          sum(
            firms.filter((f) => f.filesYear),
            true,
          ),
        ]);
      }
      const stock = firms.flatMap((f) => (f.filesYear ? [f.half + f.more] : f.filesHalf ? [f.half] : []));
      expect(rowOf(atYear, '25')).toBe(stock.length === 0 ? null : String(stock.reduce((a, b) => a + b, 0)));
      if (firms.every((f) => f.filesYear || !f.filesHalf) && half.length > 0)
        for (const tt of ['23', '24', '25'])
          expect(compare(rowOf(atHalf, tt) ?? '0', rowOf(atYear, tt) ?? '0')).toBeLessThanOrEqual(0);
    }),
    RUNS,
  );
});

it('a rate never comes of percentages: two provinces merged have the rate of their land, between the two', () => {
  const land = fc.integer({ min: 1, max: 400_000 });
  const side = fc.tuple(land, land).map(([part, whole]) => ({ part: Math.min(part, whole), whole }));
  fc.assert(
    fc.property(side, side, (a, b) => {
      const ha = (n: number) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}`;
      const cluster = (id: string, s: typeof a): ClusterText => ({
        id,
        province: '15',
        communes: ['02647'],
        decisions: [{ kind: 'detailed_plan', signed: '2020-01-01', area: '90', land: ha(s.whole) }],
        projects: [{ id: `${id}-P`, leases: [{ area: ha(s.part) }] }],
      });
      const rate = (list: ClusterText[]) =>
        rowOf(deriveForm(inputOf({ clusters: list }, provinceCase('15', [], '2026-Y'))), '19');
      const [of, ofA, ofB] = [
        rate([cluster('A', a), cluster('B', b)]),
        rate([cluster('A', a)]),
        rate([cluster('B', b)]),
      ];
      const exactly = exact(String(a.part + b.part))
        .times(100)
        .dividedBy(a.whole + b.whole);
      expect(exact(of ?? '-1').equals(exactly.toDecimalPlaces(2))).toBe(true);
      const sorted = [exact(ofA ?? '-1'), exact(ofB ?? '-1')].sort((x, y) => x.comparedTo(y));
      expect(exact(of ?? '-1').gte(sorted[0] ?? '') && exact(of ?? '-1').lte(sorted[1] ?? '')).toBe(true);
    }),
    RUNS,
  );
});
