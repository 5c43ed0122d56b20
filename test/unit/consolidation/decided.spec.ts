/** Rows that count decisions: what has no day, what has no area, and which open questions touch which row. */
import { describe, expect, it } from 'vitest';
import type { ConsolidatedForm, DerivationInput } from '#lib/consolidation';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, inputOf, sourceText } from './figure-case.js';

const cluster = (id: string, decisions: NonNullable<ClusterText['decisions']>): ClusterText => ({
  id,
  province: '19',
  communes: ['05443'],
  decisions,
});
const form = (clusters: readonly ClusterText[], choices: DerivationInput['choices'] = {}): ConsolidatedForm =>
  deriveForm({ ...inputOf({ clusters }, provinceCase('19', [])), choices });
const row = (of: ConsolidatedForm, key: string) => of.figures.find((f) => f.key === key)!;

describe('decisions without a day', () => {
  const clusters = [
    cluster('C', [{ kind: 'infrastructure_project' }]),
    cluster('A', [{ kind: 'detailed_plan' }]),
    cluster('B', [{ kind: 'detailed_plan' }, { kind: 'detailed_plan', signed: '2024-01-01' }]),
    cluster('D', [{ kind: 'infrastructure_project', signed: '2024-01-01' }, { kind: 'infrastructure_project' }]),
    cluster('E', [{ kind: 'establishment' }]),
    cluster('F', [{ kind: 'establishment' }, { kind: 'establishment', signed: '2020-01-01' }]),
  ];

  it('are not counted, and the clusters that have no other are named', () => {
    const found = form(clusters);
    const told = (key: string) => [row(found, key).value, row(found, key).notes];
    const note = (message: string) => [{ code: 'UNDATED_DECISION', message }];
    expect(told('detailed_plan_count')).toEqual([
      '1',
      note('1 cụm có quy hoạch chi tiết không rõ ngày ký, chưa được tính: Cụm A.'),
    ]);
    expect(told('infra_project_approved_count')).toEqual([
      '1',
      note('1 cụm có dự án hạ tầng không rõ ngày ký, chưa được tính: Cụm C.'),
    ]);
    expect(told('established_count')).toEqual([
      '1',
      note('1 cụm có quyết định thành lập không rõ ngày ký, chưa được tính: Cụm E.'),
    ]);
  });

  it('are counted where that is asked for, and then nothing is remarked', () => {
    const found = form(clusters, { undated_decision: 'counted' });
    for (const [key, value] of [
      ['detailed_plan_count', '2'],
      ['infra_project_approved_count', '2'],
      ['established_count', '2'],
    ] as const)
      expect([row(found, key).value, row(found, key).notes], key).toEqual([value, []]);
  });
});

describe('the area of an approved infrastructure project', () => {
  it('is the one of the last approval that states one, else nobody knows it', () => {
    const clusters = [
      cluster('A', [
        { kind: 'infrastructure_project', signed: '2024-01-01', area: '20', number: '1/QĐ' },
        { kind: 'infrastructure_project', signed: '2025-01-01', area: '25', number: '2/QĐ' },
        { kind: 'infrastructure_project', signed: '2026-01-01' },
      ]),
      cluster('B', [{ kind: 'infrastructure_project', signed: '2024-01-01' }]),
    ];
    const area = row(form(clusters, { infra_project_area: 'project' }), 'infra_project_approved_area');
    expect([area.value, area.coverage.expected, area.coverage.reported]).toEqual(['25', 2, 1]);
    expect(area.sources.map(sourceText)).toEqual([
      '+ decision A-decision-1: Cụm A: phê duyệt dự án hạ tầng kỹ thuật = 25 ha (2/QĐ, 2025-01-01)',
    ]);
    expect(area.notes.map((n) => n.code)).toEqual(['VALUE_MISSING']);
  });

  it('is the cluster’s own, as the row is worded, unless the project’s is asked for', () => {
    const established = cluster('A', [
      { kind: 'establishment', signed: '2020-01-01', area: '40' },
      { kind: 'infrastructure_project', signed: '2024-01-01', area: '20' },
    ]);
    expect(row(form([established]), 'infra_project_approved_area').value).toBe('40');
  });
});

describe('the open questions of a row', () => {
  /** Read off the rows of form 04, one by one: what the Circular leaves open about each. */
  const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
    planned_count: ['plan_scope'],
    planned_area: ['plan_scope', 'plan_area'],
    established_count: ['establishment_day', 'undated_decision'],
    established_area: ['establishment_day', 'undated_decision'],
    established_in_period_count: ['establishment_day', 'undated_decision', 'expansion_in_period'],
    established_in_period_area: ['establishment_day', 'undated_decision', 'expansion_in_period'],
    enterprise_investor_count: ['investor_kind', 'investor_scope', 'establishment_day', 'undated_decision'],
    enterprise_investor_area: ['investor_kind', 'investor_scope', 'establishment_day', 'undated_decision'],
    detailed_plan_count: ['undated_decision'],
    detailed_plan_area: ['detailed_plan_area', 'undated_decision'],
    infra_project_approved_count: ['undated_decision'],
    infra_project_approved_area: ['infra_project_area', 'undated_decision', 'establishment_day', 'unestablished_area'],
    infra_total_investment: [],
    infra_paid_cumulative: [],
    operating_count: ['project_in_cluster', 'establishment_day', 'undated_decision'],
    operating_established_count: ['project_in_cluster', 'establishment_day', 'undated_decision'],
    operating_unestablished_count: ['project_in_cluster', 'establishment_day', 'undated_decision'],
    operating_craft_village_count: ['project_in_cluster', 'establishment_day', 'undated_decision'],
    operating_specialised_count: ['project_in_cluster', 'establishment_day', 'undated_decision'],
    operating_area: ['project_in_cluster', 'establishment_day', 'undated_decision', 'unestablished_area'],
    operating_established_area: ['project_in_cluster', 'establishment_day', 'undated_decision'],
    operating_unestablished_area: ['project_in_cluster', 'establishment_day', 'undated_decision', 'unestablished_area'],
    operating_craft_village_area: ['project_in_cluster', 'establishment_day', 'undated_decision', 'unestablished_area'],
    operating_specialised_area: ['project_in_cluster', 'establishment_day', 'undated_decision', 'unestablished_area'],
    industrial_land_operating: ['project_in_cluster', 'undated_decision'],
    industrial_land_leased: ['leased_land'],
    occupancy_rate_avg: ['occupancy_rate', 'industrial_land', 'project_in_cluster', 'undated_decision'],
    projects_total: ['project_in_cluster'],
    projects_fdi: ['project_in_cluster', 'foreign_capital'],
    projects_operating: ['project_in_cluster'],
    projects_revenue: ['infra_project_flows'],
    projects_budget_payment: ['infra_project_flows'],
    labour_total: ['infra_project_labour'],
    wastewater_invested_count: [],
    wastewater_compliant_count: [],
  };

  it('are told with it, all of them and no other', () => {
    const figures = form([]).figures;
    expect(Object.fromEntries(figures.map((f) => [f.key, f.definitions.map((d) => d.point)]))).toEqual(QUESTIONS);
    for (const f of figures) {
      const asked = new Set(f.alternatives.map((a) => a.point));
      expect(
        [...asked].every((point) => QUESTIONS[f.key]?.includes(point)),
        f.key,
      ).toBe(true);
    }
  });
});
