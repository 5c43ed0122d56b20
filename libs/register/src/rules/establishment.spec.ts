import { describe, expect, it } from 'vitest';
import { establishmentInForce } from './establishment.js';
import { legalTypeOf, paperKindOf } from './wording.js';

describe('establishment decision in force', () => {
  const establishment = { kind: 'establishment', signedOn: '2026-09-23' } as const;

  it('counts from the day it is signed', () => {
    expect(establishmentInForce([establishment], '2026-09-22')).toBeNull();
    expect(establishmentInForce([establishment], '2026-09-23')).toBe(establishment);
  });

  it('no other decision establishes (Decree 32/2024 Art. 2.9)', () => {
    const others = (
      ['detailed_plan', 'adjustment', 'expansion', 'infrastructure_project', 'investment_policy'] as const
    ).map((kind) => ({ kind, signedOn: '2020-01-01' }));
    expect(establishmentInForce(others, '2026-12-14')).toBeNull();
  });

  it('ends with a revocation and begins anew with another decision', () => {
    const revocation = { kind: 'revocation', signedOn: '2026-10-01' } as const;
    const again = { kind: 'establishment', signedOn: '2026-11-01' } as const;
    const all = [again, revocation, establishment];
    expect(establishmentInForce(all, '2026-09-30')).toBe(establishment);
    expect(establishmentInForce(all, '2026-10-01')).toBeNull();
    expect(establishmentInForce(all, '2026-11-01')).toBe(again);
  });

  it('of one date: what stood before is revoked and established anew; what did not stand is revoked', () => {
    const revocation = { kind: 'revocation', signedOn: '2026-10-01' } as const;
    const again = { kind: 'establishment', signedOn: '2026-10-01' } as const;
    expect(establishmentInForce([again, revocation, establishment], '2026-12-14')).toBe(again);
    expect(establishmentInForce([revocation, establishment, again], '2026-12-14')).toBe(again);
    expect(establishmentInForce([again, revocation], '2026-12-14')).toBeNull();
    const before = { kind: 'revocation', signedOn: '2026-09-30' } as const;
    expect(establishmentInForce([before, again, revocation, establishment], '2026-12-14')).toBeNull();
  });

  it('a cluster decided twice keeps its first decision; of one day the first given', () => {
    const second = { kind: 'establishment', signedOn: '2026-11-11' } as const;
    const twin = { kind: 'establishment', signedOn: establishment.signedOn } as const;
    expect(establishmentInForce([second, establishment], '2026-12-14')).toBe(establishment);
    expect(establishmentInForce([twin, establishment], '2026-12-14')).toBe(twin);
  });

  it('counts a decision from the day it is read by', () => {
    const day = (d: { readonly signedOn: string | null }) => (d === establishment ? '2026-12-20' : d.signedOn);
    expect(establishmentInForce([establishment], '2026-12-14', day)).toBeNull();
    expect(establishmentInForce([establishment], '2026-12-20', day)).toBe(establishment);
  });

  it('an undated decision is not "on or before" any day', () => {
    expect(establishmentInForce([{ kind: 'establishment', signedOn: null }], '2030-01-01')).toBeNull();
  });
});

describe('reading names and numbers', () => {
  it('tells what an investor is by its name', () => {
    expect(legalTypeOf('Liên danh Công ty CP A - Công ty CP B')).toBe('consortium');
    expect(legalTypeOf('Tập đoàn đầu tư công nghiệp Lào Cai')).toBe('enterprise');
    expect(legalTypeOf('CÔNG TY TNHH X')).toBe('enterprise');
    expect(legalTypeOf('HTX Hợp Nhất')).toBe('cooperative');
    expect(legalTypeOf('Hợp tác xã Hợp Nhất')).toBe('cooperative');
    expect(legalTypeOf('Ban QLDA ĐTXD khu vực Trấn Yên')).toBe('public_body');
    expect(legalTypeOf('An Thịnh INVEST')).toBe('unknown');
  });

  it('tells what a paper is by its number', () => {
    expect(paperKindOf('07/GP-YB')).toBe('licence');
    expect(paperKindOf('553/QĐ-UBND')).toBe('policy_approval');
    expect(paperKindOf('16121000037')).toBe('registration_certificate');
    expect(paperKindOf('lời hứa')).toBe('unknown');
  });
});
