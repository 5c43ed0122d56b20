/** What lies behind a difference: every cluster of a unit alone, derived and filed, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { clustersBelow } from '../../../libs/consolidation/src/rules/clusters-below.js';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { reconcile, unitsBelow } from '../../../libs/consolidation/src/rules/reconcile.js';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf } from './figure-case.js';

/** A leases 4 + 3 ha to two tenants and says 8 in its form 02, B leases 5 ha to one; C has nothing. */
const clusters: readonly ClusterText[] = [
  {
    id: 'A',
    name: 'An Bình',
    province: '19',
    communes: ['05443'],
    decisions: [{ kind: 'establishment', signed: '2019-01-01', area: '30' }],
    projects: [
      { id: 'A1', leases: [{ area: '4' }] },
      { id: 'A2', leases: [{ area: '3' }] },
    ],
  },
  {
    id: 'B',
    name: 'Bình Yên',
    province: '19',
    communes: ['05443'],
    decisions: [{ kind: 'establishment', signed: '2020-01-01', area: '20' }],
    projects: [{ id: 'B1', leases: [{ area: '5' }] }],
  },
  { id: 'C', name: 'Cầu Giữa', province: '19', communes: ['05443'] },
];
const filings: readonly FilingText[] = [
  {
    form: '02',
    of: 'A',
    state: 'accepted',
    figures: {
      infra_total_investment: '100',
      infra_paid_cumulative: '40',
      industrial_land_leased: '8',
      occupancy_rate: '35.5',
      projects_total: '2',
      projects_fdi: '1',
      projects_operating: '2',
      infra_labour: '6',
      wastewater_invested: '1',
      wastewater_compliant: '0',
    },
  },
  {
    form: '01',
    of: 'A1',
    state: 'accepted',
    figures: { project_revenue: '10.5', project_budget_payment: '0.5', project_labour: '30' },
  },
  {
    form: '01',
    of: 'A2',
    state: 'accepted',
    figures: { project_revenue: '4.5', project_budget_payment: null, project_labour: '20' },
  },
  // The six months of the same year say nothing about the year.
  { form: '01', of: 'B1', state: 'accepted', period: '2026-H1', figures: { project_revenue: '7' } },
  { form: '02', of: 'B', state: 'open' },
];
const input = inputOf({ clusters }, provinceCase('19', filings));
const below = () => clustersBelow(input);
const row = (unit: string, key: string) =>
  below()
    .find((b) => b.unit === unit)
    ?.rows.get(key);

describe('the clusters below a unit', () => {
  it('are all of them, by code and name', () => {
    expect(below().map((b) => [b.unit, b.unitName])).toEqual([
      ['A', 'An Bình'],
      ['B', 'Bình Yên'],
      ['C', 'Cầu Giữa'],
    ]);
  });

  it('have what the register gives each of them alone', () => {
    const leased = 'industrial_land_leased';
    expect(['A', 'B'].map((unit) => row(unit, leased)?.derived)).toEqual(['8', '5']);
    expect(['A', 'B', 'C'].map((unit) => row(unit, 'established_count')?.derived)).toEqual(['1', '1', '0']);
    expect(['A', 'B', 'C'].map((unit) => row(unit, 'established_area')?.derived)).toEqual(['30', '20', '0']);
  });

  it.each([
    ['infra_total_investment', '100'],
    ['infra_paid_cumulative', '40'],
    ['industrial_land_leased', '8'],
    ['occupancy_rate_avg', '35.5'],
    ['projects_total', '2'],
    ['projects_fdi', '1'],
    ['projects_operating', '2'],
    ['wastewater_invested_count', '1'],
    ['wastewater_compliant_count', '0'],
  ])('have %s as the investor filed it in form 02', (key, filed) => {
    expect(row('A', key)).toMatchObject({ filed, filings: ['filing-02-A'] });
  });

  it('have the revenue of all their projects, 10.5 + 4.5, and payments of those that said any', () => {
    expect(row('A', 'projects_revenue')).toMatchObject({ filed: '15', filings: ['filing-01-A1', 'filing-01-A2'] });
    expect(row('A', 'projects_budget_payment')).toMatchObject({ filed: '0.5', filings: ['filing-01-A1'] });
  });

  it('have the workers of the projects and of the infrastructure: 30 + 20 + 6', () => {
    expect(row('A', 'labour_total')).toMatchObject({
      filed: '56',
      filings: ['filing-02-A', 'filing-01-A1', 'filing-01-A2'],
    });
  });

  it('have nothing filed in rows that neither form has, in another period, or by nobody', () => {
    expect(row('A', 'established_count')).toMatchObject({ filed: null, filings: [] });
    expect(row('B', 'projects_revenue')).toMatchObject({ filed: null, filings: [] });
    expect(row('B', 'industrial_land_leased')).toEqual({ derived: '5', filed: null, filings: [] });
  });

  it('add up to the unit', () => {
    const whole = deriveForm(input);
    for (const key of ['industrial_land_leased', 'established_area', 'projects_total']) {
      const sum = below().reduce((n, b) => n + Number(b.rows.get(key)?.derived ?? 0), 0);
      expect(String(sum), key).toBe(whole.figures.find((f) => f.key === key)?.derivedValue);
    }
  });

  it('say where the difference comes from: B filed nothing of its five hectares', () => {
    // Of A the accepted form 02 comes before the leases (Circular 14/2024, form 02 row 4): 8, not 4 + 3. In all 8 + 5.
    const found = reconcile(deriveForm(input), below()).find((r) => r.key === 'industrial_land_leased');
    expect(found).toMatchObject({ derived: '13', filed: null, childrenFiled: '8', childrenReported: 1 });
    expect(found?.children).toEqual([
      {
        ...{ unit: 'B', unitName: 'Bình Yên', why: 'not_filed', derived: '5', filed: null },
        ...{ filings: [], difference: null },
      },
    ]);
    expect(found?.unexplained).toBe('-5');
  });

  it('do not count a filing of a form that does not have the row', () => {
    const odd = input.accepted.map((f) =>
      f.form === '02' && f.key === 'projects_total' ? { ...f, form: '01' as const } : f,
    );
    const rows = clustersBelow({ ...input, accepted: odd }).find((b) => b.unit === 'A')?.rows;
    expect(rows?.get('projects_total')).toMatchObject({ filed: null, filings: [] });
  });
});

describe('the units below', () => {
  it('carry the filing their accepted value stands in, and none where none does', () => {
    const own: FilingText = { form: '04', of: '19', state: 'accepted', figures: { industrial_land_leased: '9' } };
    const form = deriveForm(inputOf({ clusters }, provinceCase('19', [...filings, own])));
    const [unit] = unitsBelow([form]);
    expect([unit?.unit, unit?.unitName]).toEqual([form.unit, form.unitName]);
    expect(unit?.rows.get('industrial_land_leased')).toEqual({ derived: '13', filed: '9', filings: ['filing-04-19'] });
    expect(unit?.rows.get('established_area')).toEqual({ derived: '50', filed: null, filings: [] });
  });
});
