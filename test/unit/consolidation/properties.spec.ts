import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsolidatedFigure, ConsolidatedForm, DerivationInput } from '#lib/consolidation';
import { add, compare, exact, percentOf, sumKnown } from '#lib/kernel';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { consolidateNation } from '../../../libs/consolidation/src/rules/nation.js';
import { clusters, provinceCase, registers, runs } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf, snapshotOf } from './figure-case.js';

const PROVINCES = ['19', '22', '31'];
const RUNS = runs(80);

/** The whole register as one unit, for properties that need no map. */
function inputFor(
  list: readonly ClusterText[],
  filings: readonly FilingText[] = [],
  period = '2026-Y',
): DerivationInput {
  const one = list.map((c) => ({ ...c, province: '19' }));
  return inputOf({ clusters: one }, provinceCase('19', filings, period));
}

const by = (form: ConsolidatedForm, tt: string): ConsolidatedFigure => form.figures.find((f) => f.tt === tt)!;
const read = (form: ConsolidatedForm, tt: string) => by(form, tt).value;

function shuffled(input: DerivationInput, turn: number): DerivationInput {
  const mix = <T>(rows: readonly T[]): T[] => {
    const at = rows.length === 0 ? 0 : turn % rows.length;
    return [...rows.slice(at), ...rows.slice(0, at)].reverse();
  };
  const s = input.snapshot;
  return {
    ...input,
    accepted: mix(input.accepted),
    obligations: mix(input.obligations),
    snapshot: {
      ...s,
      clusters: mix(s.clusters),
      planEntries: mix(s.planEntries),
      decisions: mix(s.decisions),
      infrastructureProjects: mix(s.infrastructureProjects),
      tenantProjects: mix(s.tenantProjects),
      leases: mix(s.leases),
      investmentPapers: mix(s.investmentPapers),
      observations: mix(s.observations),
    },
  };
}

function nation(list: readonly ClusterText[], filings: readonly FilingText[]): ConsolidatedForm {
  const one = inputFor(list, filings);
  return consolidateNation({
    definition: one.definition,
    period: one.period,
    window: one.window,
    provinces: PROVINCES.map((code) => ({ code, name: code })),
    snapshot: snapshotOf(list, [], one.window.to),
    accepted: one.accepted,
    obligations: one.obligations,
  });
}

describe('consolidation, whatever the register holds', () => {
  it('the order of events changes nothing', () => {
    fc.assert(
      fc.property(registers, fc.nat(7), ({ clusters: list, filings }, turn) => {
        const input = inputFor(list, filings);
        expect(deriveForm(shuffled(input, turn))).toEqual(deriveForm(input));
      }),
      RUNS,
    );
  });

  it('a cluster given twice counts once', () => {
    fc.assert(
      fc.property(registers, ({ clusters: list, filings }) => {
        const input = inputFor(list, filings);
        const s = input.snapshot;
        const doubled = {
          ...s,
          clusters: [...s.clusters, ...s.clusters],
          decisions: [...s.decisions, ...s.decisions],
          leases: [...s.leases, ...s.leases],
          tenantProjects: [...s.tenantProjects, ...s.tenantProjects],
          investmentPapers: [...s.investmentPapers, ...s.investmentPapers],
        };
        expect(deriveForm({ ...input, snapshot: doubled })).toEqual(deriveForm(input));
      }),
      RUNS,
    );
  });

  it('null never becomes 0: without one known amount no sum has a value, save over no cluster at all', () => {
    fc.assert(
      fc.property(clusters, (list) => {
        const form = deriveForm(inputFor(list.map(withoutAmounts)));
        const sums = ['2', '4', '6', '8', '10', '12', '16', '16.1', '16.2', '16.3', '16.4', '17'];
        for (const tt of sums) {
          const { value, coverage } = by(form, tt);
          expect([tt, value]).toEqual([tt, coverage.expected === 0 ? '0' : null]);
        }
        for (const tt of ['13', '14', '18', '23', '24', '25', '26', '27'])
          expect([tt, read(form, tt)]).toEqual([tt, list.length === 0 ? '0' : null]);
        expect(read(form, '19')).toBeNull();
      }),
      RUNS,
    );
  });

  it('a unit the register holds nothing of has no figure at all', () => {
    const form = deriveForm({ ...inputFor([]), covered: false });
    expect(form.figures.filter((f) => f.value !== null || f.basis !== 'missing')).toEqual([]);
  });

  it('identities and orders of the form hold for what is derived', () => {
    fc.assert(
      fc.property(clusters, (list) => {
        const form = deriveForm(inputFor(list));
        expect(read(form, '15')).toBe(add(read(form, '15.1')!, read(form, '15.2')!));
        if (by(form, '16').value !== null && by(form, '16.1').value !== null && by(form, '16.2').value !== null)
          expect(read(form, '16')).toBe(add(read(form, '16.1')!, read(form, '16.2')!));
        const orders = [
          ['15.3', '15'],
          ['15.4', '15'],
          ['16.3', '16'],
          ['16.4', '16'],
          ['5', '3'],
          ['6', '4'],
          ['15.1', '3'],
          ['7', '3'],
          ['21', '20'],
          ['22', '20'],
        ] as const;
        for (const [lesser, greater] of orders) {
          const [a, b] = [read(form, lesser), read(form, greater)];
          if (a !== null && b !== null) expect([lesser, greater, compare(a, b)]).not.toEqual([lesser, greater, 1]);
        }
      }),
      RUNS,
    );
  });

  it('nested windows: what was established in the half year is among what was established in the year', () => {
    fc.assert(
      fc.property(clusters, (list) => {
        const kept = list.map((c) => ({ ...c, decisions: (c.decisions ?? []).filter((d) => d.kind !== 'revocation') }));
        const [half, year] = [deriveForm(inputFor(kept, [], '2026-H1')), deriveForm(inputFor(kept))];
        for (const tt of ['3', '5', '9', '11'])
          expect(compare(read(half, tt)!, read(year, tt)!)).toBeLessThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it('established clusters equal a naive count: one decision signed by the cut-off, none revoking after it', () => {
    fc.assert(
      fc.property(clusters, (list) => {
        const cutOff = '2026-12-14';
        const naive = list.filter((c) => {
          const signed = (kind: string) =>
            (c.decisions ?? [])
              .flatMap((d) => (d.kind === kind && d.signed !== undefined ? [d.signed] : []))
              .filter((d) => d <= cutOff);
          const [established, revoked] = [signed('establishment'), signed('revocation')];
          let stands = false;
          // On a day that both revokes and establishes, only what stood before is established anew.
          for (const day of [...new Set([...established, ...revoked])].sort())
            stands = revoked.includes(day) ? stands && established.includes(day) : stands || established.includes(day);
          return stands;
        });
        expect(read(deriveForm(inputFor(list)), '3')).toBe(String(naive.length));
      }),
      RUNS,
    );
  });

  it('the nation is the sum of its provinces, and the same wherever the boundaries run', () => {
    fc.assert(
      fc.property(
        registers,
        fc.array(fc.constantFrom(...PROVINCES), { minLength: 6, maxLength: 6 }),
        (register, other) => {
          const { clusters: list, filings } = register;
          const form = nation(list, filings);
          const provinces = PROVINCES.map((code) =>
            deriveForm(inputOf({ clusters: list }, coveredCase(code, list, filings))),
          );
          for (const figure of form.figures.filter((f) => f.valueType !== 'percent'))
            expect([figure.tt, figure.value]).toEqual([figure.tt, sumKnown(provinces.map((p) => read(p, figure.tt)))]);
          const moved = nation(
            list.map((c, i) => ({ ...c, province: other[i]! })),
            filings,
          );
          const values = (f: ConsolidatedForm) => f.figures.map((x) => [x.tt, x.value, x.parts] as const);
          if (list.length > 0) expect(knownZeros(values(moved))).toEqual(knownZeros(values(form)));
        },
      ),
      RUNS,
    );
  });

  it('a national rate is recomputed from parts and lies between the rates of the provinces', () => {
    fc.assert(
      fc.property(registers, ({ clusters: list, filings }) => {
        const figure = by(nation(list, filings), '19');
        expect(figure.value).toBe(percentOf(figure.parts!.numerator, figure.parts!.denominator));
        const rates = PROVINCES.flatMap((code) => {
          const { parts } = by(deriveForm(inputOf({ clusters: list }, coveredCase(code, list, filings))), '19');
          const rate = percentOf(parts!.numerator, parts!.denominator);
          return rate === null ? [] : [exact(rate)];
        }).sort((a, b) => a.comparedTo(b));
        if (figure.value === null) expect(rates).toEqual([]);
        else {
          expect(exact(figure.value).greaterThanOrEqualTo(rates[0]!)).toBe(true);
          expect(exact(figure.value).lessThanOrEqualTo(rates.at(-1)!)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('what counts adds up: the counted sources of a sum are the sum', () => {
    fc.assert(
      fc.property(registers, ({ clusters: list, filings }) => {
        const form = deriveForm(inputFor(list, filings));
        for (const tt of [
          '1',
          '2',
          '3',
          '4',
          '5',
          '7',
          '9',
          '11',
          '13',
          '14',
          '17',
          '18',
          '20',
          '23',
          '24',
          '25',
          '26',
        ]) {
          const { value, sources } = by(form, tt);
          const sum = sumKnown(sources.filter((s) => s.counted).map((s) => s.value));
          expect([tt, value]).toEqual([tt, sum ?? (value === '0' ? '0' : null)]);
        }
      }),
      RUNS,
    );
  });
});

const coveredCase = (code: string, list: readonly ClusterText[], filings: readonly FilingText[]) => ({
  ...provinceCase(code, filings),
  covered: list.some((c) => c.province === code),
});

/** A province without clusters is missing, with clusters but none in the row 0: both add nothing. */
const knownZeros = (rows: (readonly [string, string | null, unknown])[]) =>
  rows.map(([tt, value, parts]) => [tt, value ?? '0', parts]);

function withoutAmounts(c: ClusterText): ClusterText {
  return {
    ...c,
    plan: (c.plan ?? []).map(({ area: _, ...p }) => p),
    decisions: (c.decisions ?? []).map(({ area: _, land: __, investment: ___, ...d }) => d),
    infrastructure: (c.infrastructure ?? []).map(({ total: _, ...p }) => p),
    // A lease that has ended leases nothing, and that is known without any amount: none ends here.
    projects: (c.projects ?? []).map(({ to: _, ...p }) => ({
      ...p,
      state: 'unknown' as const,
      leases: (p.leases ?? []).map(({ area: _, to: __, ...l }) => l),
      papers: (p.papers ?? []).map(({ area: _, ...x }) => x),
    })),
    statements: [],
  };
}
