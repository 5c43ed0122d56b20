import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineageStep } from '../units.js';
import { matchUnits, type NamedUnit, successors } from './matching.js';

const CODES = ['00001', '00002', '00003', '00004'];
const DAYS = ['2020-01-01', '2025-07-01', '2026-04-30', '2030-01-01'];
const code = fc.constantFrom(...CODES);
const day = fc.constantFrom(...DAYS);

const steps: fc.Arbitrary<LineageStep[]> = fc.array(
  fc.record({ onDate: day, fromCode: code, toCode: code, divided: fc.boolean() }).map((s) => ({
    level: 'commune' as const,
    fromName: s.fromCode,
    toName: s.toCode,
    legalBasis: null,
    ...s,
  })),
  { maxLength: 12 },
);
const units: fc.Arbitrary<NamedUnit[]> = fc.array(
  fc.record({
    code,
    name: fc.constantFrom('Xã An Bình', 'AN BÌNH', 'Yên Hoà'),
    nameAlt: fc.constantFrom(null, 'Yên Hòa'),
    validFrom: fc.constantFrom('1900-01-01', ...DAYS),
    validTo: fc.option(day),
    provinceCode: fc.constantFrom('15', '80'),
  }),
  { maxLength: 10 },
);

describe('following units through changes', () => {
  it('ends for any set of steps, circles too, and every answer is the end of a path', () => {
    fc.assert(
      fc.property(steps, code, fc.option(day), day, (lineage, from, validTo, until) => {
        const found = successors('commune', lineage, { code: from, validTo }, until);
        expect(new Set(found.map((f) => f.code)).size).toBe(found.length);
        expect(found.length).toBeGreaterThan(0);
        if (validTo === null || validTo > until) expect(found).toEqual([{ code: from, divided: false }]);
      }),
    );
  });

  it('the order of the steps does not matter', () => {
    const shuffled = steps.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, code, day, day, ([a, b], from, validTo, until) => {
        const sorted = (lineage: LineageStep[]) =>
          successors('commune', lineage, { code: from, validTo }, until).toSorted((x, y) => (x.code < y.code ? -1 : 1));
        expect(sorted(b)).toEqual(sorted(a));
      }),
    );
  });

  it('every match holds on the day, in the province asked for', () => {
    fc.assert(
      fc.property(units, steps, day, (all, lineage, asOf) => {
        for (const { unit } of matchUnits('commune', all, lineage, 'an bình', { asOf, provinceCode: '15' })) {
          expect(unit.provinceCode).toBe('15');
          expect(unit.validFrom <= asOf && (unit.validTo === null || asOf < unit.validTo)).toBe(true);
        }
      }),
    );
  });

  it('a two-step merger is followed to its end: A into B in 2025, B into C in 2026', () => {
    const step = (onDate: string, fromCode: string, toCode: string, divided = false): LineageStep => ({
      level: 'commune',
      onDate,
      fromCode,
      fromName: fromCode,
      toCode,
      toName: toCode,
      divided,
      legalBasis: null,
    });
    const lineage = [
      step('2026-04-30', '00002', '00003', true),
      step('2026-04-30', '00002', '00004', true),
      step('2025-07-01', '00001', '00002'),
    ];
    const a = { code: '00001', validTo: '2025-07-01' };
    expect(successors('commune', lineage, a, '2025-12-31')).toEqual([{ code: '00002', divided: false }]);
    expect(successors('commune', lineage, a, '2026-12-31')).toEqual([
      { code: '00003', divided: true },
      { code: '00004', divided: true },
    ]);
  });
});
