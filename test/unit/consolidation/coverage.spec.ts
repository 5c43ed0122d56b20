/** Share of industrial land behind a figure, worked out by hand. */
import { expect, it } from 'vitest';
import { consolidateNation, deriveForm, noteOf } from '#lib/consolidation';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf } from './figure-case.js';

/** Industrial land by detailed plan 40 and 60 ha; of the third nobody knows any. Each has a tenant. */
const land = (id: string, ha?: string): ClusterText => ({
  id,
  province: '19',
  communes: ['00001'],
  decisions: [
    { kind: 'establishment', signed: '2020-01-01', area: '70' },
    ...(ha === undefined ? [] : [{ kind: 'detailed_plan' as const, signed: '2021-01-01', land: ha }]),
  ],
  projects: [{ id: `${id}-P`, state: 'operating', leases: [{ signed: '2022-01-01' }] }],
});
const clusters = [land('A', '40'), land('B', '60'), land('C')];
const filings: readonly FilingText[] = [
  { form: '02', of: 'A', state: 'accepted', figures: { infra_paid_cumulative: '12' } },
  { form: '02', of: 'B', state: 'submitted' },
  { form: '02', of: 'C', state: 'open' },
];
const input = inputOf({ clusters }, provinceCase('19', filings, '2026-Y'));
const paid = (form: ReturnType<typeof deriveForm>) => form.figures.find((f) => f.tt === '14')!;

it('one filing of three, from 40 of the 100 ha that are known, is 40 per cent of the land; unknown land is not zero', () => {
  const figure = paid(deriveForm(input));
  expect(figure.coverage).toEqual({
    expected: 3,
    reported: 2,
    accepted: 1,
    land: { expected: '100', covered: '40', unknown: 1 },
  });
  expect(noteOf(figure)).toContain('đã có 2/3, phủ 40% đất công nghiệp');
});

it('row 17 covers the land it adds; a count of clusters covers all', () => {
  const form = deriveForm(input);
  const of = (tt: string) => form.figures.find((f) => f.tt === tt)?.coverage.land;
  expect(of('17')).toEqual({ expected: '100', covered: '100', unknown: 1 });
  expect(of('3')).toEqual({ expected: '100', covered: '100', unknown: 1 });
  expect(of('18')).toEqual({ expected: '100', covered: '0', unknown: 1 });
});

it('travels to the nation, where an accepted form speaks for all land of its province', () => {
  const { definition, period, window, snapshot, accepted, obligations } = input;
  const sources = {
    definition,
    period,
    window,
    snapshot,
    accepted,
    obligations,
    provinces: [{ code: '19', name: '19' }],
  };
  expect(paid(consolidateNation(sources)).coverage.land).toEqual({ expected: '100', covered: '40', unknown: 1 });
  const own: FilingText = { form: '04', of: '19', state: 'accepted', figures: { infra_paid_cumulative: '50' } };
  const filed = inputOf({ clusters }, provinceCase('19', [...filings, own], '2026-Y'));
  const nation = consolidateNation({ ...sources, accepted: filed.accepted, obligations: filed.obligations });
  expect(paid(nation)).toMatchObject({ value: '50', coverage: { land: { expected: '100', covered: '100' } } });
});
