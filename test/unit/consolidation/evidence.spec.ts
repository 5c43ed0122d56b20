/** What is known of one cluster, from weak and strong sources; land and rates by hand (Decree 32/2024 Art. 2.6, 2.7). */
import { describe, expect, it } from 'vitest';
import type { DerivationInput } from '#lib/consolidation';
import type { ClusterFacts } from '../../../libs/consolidation/src/rules/cluster-facts.js';
import { unitContext } from '../../../libs/consolidation/src/rules/context.js';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import {
  industrialLand,
  leasedLand,
  occupancyNumerator,
  operatingEvidence,
  readyLand,
} from '../../../libs/consolidation/src/rules/occupancy.js';
import { provinceCase } from './arbitraries.js';
import { type ClusterText, type FilingText, inputOf, type ProjectText, sourceText } from './figure-case.js';

type Text = Omit<ClusterText, 'id' | 'province' | 'communes'>;
const ID = { id: 'A', province: '19', communes: ['05443'] } as const;
const inputFor = (text: Text, filings: readonly FilingText[] = [], choices: DerivationInput['choices'] = {}) => ({
  ...inputOf({ clusters: [{ ...ID, ...text }] }, provinceCase('19', filings)),
  choices,
});
const factsOf = (...given: Parameters<typeof inputFor>): ClusterFacts =>
  unitContext(inputFor(...given)).context.clusters[0]!;
const form02 = (figures: FilingText['figures'], period?: string): FilingText => ({
  form: '02',
  of: 'A',
  state: 'accepted',
  figures: figures!,
  ...(period === undefined ? {} : { period }),
});
const ON = '2026-06-14';
const said = (fact: NonNullable<Text['statements']>[number]['fact'], value: string, on = ON) => ({ fact, value, on });
const leases = (...areas: readonly string[]) => areas.map((area) => ({ area }));

describe('leased land', () => {
  const of = (...given: Parameters<typeof factsOf>) => {
    const { value, tier, confirmed, partial } = leasedLand(factsOf(...given));
    return { value, tier, confirmed, partial };
  };
  const text: Text = {
    projects: [{ id: 'A1', leases: leases('4', '3') }],
    statements: [said('leased_land', '12')],
  };

  it('is what form 02 says, else the leases 4 + 3, else a statement', () => {
    expect(of(text, [form02({ industrial_land_leased: '8' })])).toMatchObject({ value: '8', tier: 'filing' });
    expect(of(text)).toEqual({ value: '7', tier: 'register', confirmed: true, partial: false });
    expect(of({ statements: text.statements! })).toEqual({
      ...{ value: '12', tier: 'statement', confirmed: false, partial: false },
    });
    expect(of({})).toMatchObject({ value: null, tier: null });
  });

  it('is at least what is stated where one lease does not say how much', () => {
    const partly: Text = { projects: [{ id: 'A1', leases: [{ area: '4' }, {}] }] };
    expect(of(partly)).toEqual({ value: '4', tier: 'register', confirmed: false, partial: true });
    expect(of({ projects: [{ id: 'A1', leases: [{}] }] })).toMatchObject({ value: null });
  });

  it('is nothing where all leases have ended, whatever an old statement says; a tenant without one says nothing', () => {
    const ended: Text = { ...text, projects: [{ id: 'A1', leases: [{ area: '4', to: '2026-01-01' }] }] };
    expect(of(ended)).toMatchObject({ value: '0', tier: 'register', confirmed: true });
    expect(of({ ...text, projects: [{ id: 'A1' }] })).toMatchObject({ value: '12', tier: 'statement' });
    // The tenant is gone, and its lease with it.
    const gone: Text = { projects: [{ id: 'A1', state: 'ended', leases: leases('4') }] };
    expect(of(gone)).toMatchObject({ value: '0', tier: 'register' });
  });
});

describe('the occupancy numerator', () => {
  const of = (...given: Parameters<typeof factsOf>) => {
    const { picked, leasesDisagree } = occupancyNumerator(factsOf(...given));
    return [picked.value, picked.tier, picked.confirmed, picked.partial === true, leasesDisagree];
  };
  const certificate = (area?: string) => ({
    kind: 'registration_certificate' as const,
    ...(area === undefined ? {} : { area }),
  });
  const approved: Text = { projects: [{ id: 'A1', leases: leases('4'), papers: [certificate('6')] }] };

  it('is leased land and what is approved beyond each lease: 4 + 2', () => {
    expect(of(approved)).toEqual(['6', 'register', true, false, false]);
    expect(of({ projects: [{ id: 'A1', papers: [certificate('6')] }] })).toEqual(['6', 'register', true, false, false]);
    expect(of({})).toEqual([null, null, false, false, false]);
    expect(of({ projects: [{ id: 'A1', leases: [{ area: '4' }, {}] }] })).toEqual([
      '4',
      'register',
      false,
      true,
      false,
    ]);
  });

  it('beside another figure of form 02 may count a parcel twice: 5 + 2 where the leases say 4', () => {
    const filed = (value: string) => [form02({ industrial_land_leased: value })];
    expect(of(approved, filed('5'))).toEqual(['7', 'filing', true, false, true]);
    expect(of(approved, filed('4'))).toEqual(['6', 'filing', true, false, false]);
    // Nothing was added, or the register holds no lease: nothing is counted twice.
    expect(of({ projects: [{ id: 'A1', leases: leases('4'), papers: [certificate('3')] }] }, filed('5'))[4]).toBe(
      false,
    );
    expect(of({ projects: [{ id: 'A1', papers: [certificate('6')] }] }, filed('5'))).toEqual([
      ...['11', 'filing', true, false],
      false,
    ]);
  });

  it('by a statement is unconfirmed, though papers add to it', () => {
    const stated: Text = {
      projects: [{ id: 'A1', papers: [certificate('6')] }],
      statements: [said('leased_land', '2')],
    };
    expect(of(stated)).toEqual(['8', 'statement', false, false, false]);
  });

  it('opens to the papers it was taken from; one within its lease stands beside', () => {
    const text: Text = {
      projects: [
        { id: 'A1', leases: leases('4'), papers: [certificate('6')] },
        { id: 'A2', leases: leases('5'), papers: [certificate('5')] },
        { id: 'A3', papers: [certificate()] },
        { id: 'A4', state: 'ended', papers: [certificate('9')] },
      ],
    };
    const { picked } = occupancyNumerator(factsOf(text));
    expect(picked.value).toBe('11');
    expect(picked.sources.map(sourceText)).toEqual([
      '+ lease A1-lease-0: Cụm A: Doanh nghiệp A1 thuê đất = 4 ha',
      '+ lease A2-lease-0: Cụm A: Doanh nghiệp A2 thuê đất = 5 ha',
      '+ investment_paper A1-paper-0: Cụm A: Doanh nghiệp A1, giấy chứng nhận đăng ký đầu tư = 2 ha',
      '- investment_paper A2-paper-0: Cụm A: Doanh nghiệp A2, giấy chứng nhận đăng ký đầu tư = 5 ha',
    ]);
  });
});

describe('industrial land', () => {
  const plan = [{ kind: 'detailed_plan', signed: '2024-01-01', land: '20' }] as const;
  const stated: Text = { statements: [said('industrial_land', '25')] };
  const implied: Text = { statements: [said('occupancy_denominator', '30')] };
  const of = (text: Text, choice?: 'plan_only' | 'with_implied') => {
    const { value, tier, confirmed } = industrialLand(
      factsOf(text, [], choice === undefined ? {} : { industrial_land: choice }),
    );
    return [value, tier, confirmed];
  };

  it('is what the approved detailed plan fixes, else stated and unconfirmed', () => {
    expect(of({ ...stated, decisions: plan })).toEqual(['20', 'detailed_plan', true]);
    expect(of(stated)).toEqual(['25', 'statement', false]);
    expect(of({ ...stated, decisions: plan }, 'plan_only')).toEqual(['20', 'detailed_plan', true]);
    expect(of(stated, 'plan_only')).toEqual([null, null, false]);
  });

  it('implied by a reported rate is taken only where that is asked for, and last', () => {
    expect(of(implied)).toEqual([null, null, false]);
    expect(of(implied, 'with_implied')).toEqual(['30', 'implied', false]);
    expect(of({ statements: [...implied.statements!, ...stated.statements!] }, 'with_implied')).toEqual([
      ...['25', 'statement'],
      false,
    ]);
    const basis: Text = { statements: [{ ...said('industrial_land', '25'), basis: 'implied' }] };
    expect([of(basis), of(basis, 'with_implied')]).toEqual([
      [null, null, false],
      ['25', 'implied', false],
    ]);
  });

  it('ready for lease is what form 02 says and nothing else', () => {
    const found = readyLand(factsOf(stated, [form02({ industrial_land_infra_ready: '15' })]));
    expect([found.value, found.sources[0]?.unit]).toEqual(['15', 'ha']);
    expect(readyLand(factsOf(stated)).value).toBeNull();
  });
});

describe('operating', () => {
  const of = (...given: Parameters<typeof factsOf>) => {
    const evidence = operatingEvidence(factsOf(...given));
    return evidence === null ? null : [evidence.byStatement, evidence.sources().map((s) => `${s.kind} ${s.unit}`)];
  };

  it('by a project in the cluster, or by a form 02 that has some', () => {
    expect(of({ projects: [{ id: 'A1', leases: leases('4') }] })).toEqual([
      false,
      ['cluster Cụm', 'tenant_project null'],
    ]);
    expect(of({}, [form02({ projects_total: '3', industrial_land_leased: '8' })])).toEqual([
      false,
      ['cluster Cụm', 'filing Dự án', 'filing ha'],
    ]);
    expect(of({}, [form02({ industrial_land_leased: '8' }, '2026-H1')])).toEqual([false, ['cluster Cụm', 'filing ha']]);
    expect(of({})).toBeNull();
  });

  it('not by a form 02 that says none, whatever is stated or was filed for the six months', () => {
    const stated: Text = { statements: [said('projects_total', '3')] };
    expect(of(stated, [form02({ projects_total: '0' })])).toBeNull();
    const both = [form02({ projects_total: '0' }), form02({ projects_total: '3' }, '2026-H1')];
    expect(of({}, both)).toBeNull();
  });

  it('by the newest statements, where nothing better is known', () => {
    const stated: Text = {
      statements: [
        said('leased_land', '0', '2026-06-14'),
        said('facilities_or_projects', '4', '2026-06-14'),
        said('projects_total', '7', '2025-01-01'),
      ],
    };
    expect(of(stated)?.[0]).toBe(true);
    expect(operatingEvidence(factsOf(stated))?.sources().map(sourceText)).toEqual([
      '+ cluster A: Cụm A: theo số liệu kê khai = 1 Cụm',
      expect.stringContaining('observation A-said-1'),
    ]);
    // The newest says none: an older one that says some is history.
    expect(of({ statements: [said('leased_land', '0'), said('projects_total', '7', '2025-01-01')] })).toBeNull();
  });

  it('not by a statement where the register knows that all has ended', () => {
    const statements = [said('leased_land', '6')];
    expect(of({ statements, projects: [{ id: 'A1', state: 'ended' }] })).toBeNull();
    expect(of({ statements, projects: [{ id: 'A1', leases: [{ area: '4', to: '2026-01-01' }] }] })).toBeNull();
    // A project that never leased anything has not ended.
    expect(of({ statements, projects: [{ id: 'A1' }] })?.[0]).toBe(true);
  });

  it('in production, where that is asked for, by projects that produce alone', () => {
    const choices = { project_in_cluster: 'in_production' } as const;
    expect(of({ projects: [{ id: 'A1', leases: leases('4') }] }, [], choices)).toBeNull();
    expect(of({ projects: [{ id: 'A1', state: 'operating' }] }, [], choices)?.[0]).toBe(false);
    expect(of({}, [form02({ projects_total: '3', industrial_land_leased: '8' })], choices)).toBeNull();
    expect(of({}, [form02({ projects_operating: '2' })], choices)).toEqual([false, ['cluster Cụm', 'filing Dự án']]);
    expect(of({ statements: [said('projects_operating', '2')] }, [], choices)?.[0]).toBe(true);
    expect(of({ statements: [said('projects_total', '2'), said('leased_land', '6')] }, [], choices)).toBeNull();
  });
});

describe('projects, wastewater and their sources', () => {
  const row = (key: string, ...given: Parameters<typeof inputFor>) => {
    const figure = deriveForm(inputFor(...given)).figures.find((f) => f.key === key)!;
    return { value: figure.value, units: figure.sources.map((s) => s.unit), notes: figure.notes.map((n) => n.code) };
  };
  const project = (id: string, more: Partial<ProjectText> = {}): ProjectText => ({ id, leases: leases('1'), ...more });

  it('are counted among those in the cluster; what nobody knows of some is at least so many', () => {
    const projects: readonly ProjectText[] = [
      project('A1', { foreign: true, state: 'operating' }),
      project('A2', { foreign: false, state: 'suspended' }),
      project('A3'),
      { id: 'A4', foreign: true, state: 'operating' },
    ];
    expect(row('projects_total', { projects })).toEqual({
      ...{ value: '3', units: ['Dự án', 'Dự án', 'Dự án'], notes: [] },
    });
    expect(row('projects_fdi', { projects })).toEqual({ value: '1', units: ['Dự án'], notes: ['PARTLY_KNOWN'] });
    expect(row('projects_operating', { projects })).toEqual({ value: '1', units: ['Dự án'], notes: ['PARTLY_KNOWN'] });
    const known = projects.slice(0, 2);
    expect(row('projects_fdi', { projects: known }).notes).toEqual([]);
    expect(row('projects_fdi', { projects: [project('A3')] }).value).toBeNull();
    // A register with projects none of which is in the cluster says none.
    expect(row('projects_fdi', { projects: [projects[3]!] }).value).toBe('0');
  });

  it.each([
    ['projects_total', 'projects_total', 'Dự án'],
    ['projects_fdi', 'projects_fdi', 'Dự án'],
    ['projects_operating', 'projects_operating', 'Dự án'],
    ['infra_total_investment', 'infra_total_investment', 'Tỷ đồng'],
    ['infra_paid_cumulative', 'infra_paid_cumulative', 'Tỷ đồng'],
  ] as const)('%s: a form 02, else what was stated, in its unit', (key, filed, unit) => {
    const established = [{ kind: 'establishment', signed: '2020-01-01' }] as const;
    expect(row(key, { decisions: established }, [form02({ [filed]: '3' })])).toMatchObject({
      value: '3',
      units: [unit],
    });
    const fact = key === 'infra_paid_cumulative' ? 'infra_paid' : key;
    expect(row(key, { decisions: established, statements: [said(fact, '5')] })).toMatchObject({
      ...{ value: '5', units: [unit] },
    });
  });

  it('a commune’s form 03 feeds each of them where nothing else is known, in the unit of the row', () => {
    const commune = (key: string): FilingText => ({
      form: '03',
      of: '05443',
      state: 'accepted',
      figures: { [key]: '2' },
    });
    const units = {
      ...{ projects_total: 'Dự án', projects_fdi: 'Dự án', projects_operating: 'Dự án' },
      ...{ wastewater_invested_count: 'Cụm', wastewater_compliant_count: 'Cụm', industrial_land_leased: 'ha' },
      ...{ infra_total_investment: 'Tỷ đồng', infra_paid_cumulative: 'Tỷ đồng', labour_total: 'Người' },
      ...{ projects_revenue: 'Tỷ đồng', projects_budget_payment: 'Tỷ đồng' },
    };
    for (const [key, unit] of Object.entries(units))
      expect(row(key, {}, [commune(key)]), key).toEqual({ value: '2', units: [unit], notes: ['COMMUNE_ONLY_SOURCE'] });
  });

  it('treatment works: a cluster counts once, yes or no, and a form 02 without an answer says nothing', () => {
    for (const key of ['wastewater_invested', 'wastewater_compliant'] as const) {
      const counted = (...given: Parameters<typeof inputFor>) => row(`${key}_count`, ...given);
      expect(counted({}, [form02({ [key]: '1' })])).toMatchObject({ value: '1', units: ['Cụm'] });
      expect(counted({}, [form02({ [key]: '0' })])).toMatchObject({ value: '0', units: ['Cụm'] });
      expect(counted({ statements: [said(key, '3')] })).toMatchObject({ value: '1', units: ['Cụm'] });
      expect(counted({}, [form02({ [key]: null })]).value).toBeNull();
    }
  });
});

describe('remarks that name clusters', () => {
  it('name at most ten, in order of name', () => {
    const names = [...'LKJIHGFEDCBA'];
    const note = (count: number) => {
      const clusters = names.slice(-count).map((id) => ({
        ...{ id, province: '19', communes: ['05443'] },
        decisions: [{ kind: 'establishment' as const }],
      }));
      const form = deriveForm(inputOf({ clusters }, provinceCase('19', [])));
      return form.figures.find((f) => f.key === 'established_count')?.notes[0]?.message;
    };
    const ten = 'Cụm A, Cụm B, Cụm C, Cụm D, Cụm E, Cụm F, Cụm G, Cụm H, Cụm I, Cụm J';
    const said = 'cụm có quyết định thành lập không rõ ngày ký, chưa được tính';
    expect(note(10)).toBe(`10 ${said}: ${ten}.`);
    expect(note(12)).toBe(`12 ${said}: ${ten}, ….`);
  });
});
