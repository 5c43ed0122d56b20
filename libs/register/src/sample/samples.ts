import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IsoDate } from '#lib/kernel';
import { findSchemasDir } from '#lib/law';
import { parseCsv } from './csv.js';

/** Rows of schemas/samples as the files have them; numbers of the CSV files stay text. */
export interface Samples {
  readonly sources: readonly SampleSource[];
  readonly facts: KnownFacts;
  readonly planned: readonly PlannedCluster[];
  readonly withdrawn: readonly WithdrawnCluster[];
  readonly occupancy: readonly OccupancyLine[];
  readonly investors: InvestorFile;
  readonly procedure: readonly ProcedureEvent[];
  readonly tenants: readonly TenantLine[];
  readonly totals: TotalsFile;
  readonly tayNinh: TayNinhSummary;
}

export interface SampleSource {
  readonly code: string;
  readonly title: string;
  readonly reference: string | null;
  readonly asOf: IsoDate;
  readonly file: string;
  /** How the tables name it. */
  readonly writtenAs: readonly string[];
}

export interface KnownFacts {
  readonly province: string;
  readonly plan_decision: string;
  readonly plan_date: IsoDate;
  readonly withdrawn_in_plan: number;
  readonly counted_outside_plan: readonly string[];
}

const PLANNED = [
  'plan_group',
  'cluster',
  'communes',
  'commune_codes',
  'plan_area_before_ha',
  'plan_area_ha',
  'listed_as_established',
  'dossier_or_decision_area_ha',
  'status_group_2026_10_01',
  'investor',
  'total_investment_billion_vnd',
  'note',
] as const;
const WITHDRAWN = [
  'plan_group',
  'cluster',
  'communes',
  'commune_codes',
  'area_ha',
  'listed_as_established',
  'note',
] as const;
const OCCUPANCY = [
  'cluster',
  'communes',
  'commune_codes',
  'area_ha',
  'leased_ha',
  'reported_occupancy_pct',
  'implied_denominator_ha',
  'leased_source',
  'occupancy_source',
  'facilities_or_projects',
] as const;
const PROCEDURE = ['cluster', 'event', 'document', 'date'] as const;
const TENANTS = ['cluster', 'firm_or_project', 'group', 'area_ha', 'leased_ha', 'state', 'investment_papers'] as const;

export type PlannedCluster = Record<(typeof PLANNED)[number], string>;
export type WithdrawnCluster = Record<(typeof WITHDRAWN)[number], string>;
export type OccupancyLine = Record<(typeof OCCUPANCY)[number], string>;
export type ProcedureEvent = Record<(typeof PROCEDURE)[number], string>;
export type TenantLine = Record<(typeof TENANTS)[number], string>;

export interface InvestorFile {
  readonly as_of: IsoDate;
  readonly clusters: readonly InvestorCluster[];
}

export interface InvestorCluster {
  readonly cluster: string;
  readonly area_ha: number;
  readonly total_investment_billion_vnd: number;
  readonly decisions: readonly {
    readonly number: string;
    readonly date: IsoDate;
    readonly issued_by: string;
    readonly kind: 'establish' | 'amend';
  }[];
  readonly investor: string;
  readonly ground_breaking?: IsoDate;
  readonly construction_started?: boolean;
  readonly detailed_plan_date?: IsoDate;
  readonly expected_infra_completion?: string;
  readonly progress_months?: number;
  readonly land_leased_to_investor_ha?: number;
  readonly secondary_registered_ha?: number;
  readonly industrial_land_ha?: number;
  readonly clearance?: Clearance;
  readonly clearance_in_Van_Phu?: Clearance;
  readonly land_lease?: { readonly applied_m2: number; readonly applied_on: IsoDate };
  readonly phases?: readonly { readonly ha: number; readonly due: string }[];
}

export interface Clearance {
  readonly as_of?: IsoDate;
  readonly area_ha?: number;
  readonly households?: number;
  readonly households_plan_approved?: number;
  readonly households_paid?: number;
  readonly plan_approved_ha?: number;
  readonly handed_over_ha?: number;
  readonly paid_ha?: number;
  readonly paid_m2?: number;
  readonly paid_vnd?: number;
  readonly paid_billion_vnd?: number;
}

export interface TotalsFile {
  readonly totals: readonly {
    readonly as_of: IsoDate;
    readonly clusters: number;
    readonly area_ha?: number;
    readonly industrial_land_ha: number;
    readonly leased_ha: number;
    readonly occupancy_pct: number;
    readonly projects?: {
      readonly total: number;
      readonly operating?: number;
      readonly under_way?: number;
      readonly stopped?: number;
    };
    readonly infra_capital_invested_billion_vnd?: number;
    readonly note?: string;
  }[];
  readonly plan: readonly {
    readonly source: string;
    readonly clusters: number;
    readonly area_ha: number;
    readonly note?: string;
  }[];
}

export interface TayNinhSummary {
  readonly province: string;
  readonly as_of: IsoDate;
  readonly planned_clusters: number;
  readonly planned_area_ha: number;
  readonly operating_clusters: number;
  readonly operating_area_ha: number;
  readonly leased_area_ha: number;
  readonly occupancy_pct: number;
  readonly occupancy_on_completed_infrastructure_pct: number;
  readonly remaining_industrial_land_ha: number;
  readonly investment_projects: number;
  readonly fdi_projects: number;
  readonly clusters_under_investment: number;
  readonly clusters_promoting_investment: number;
  readonly implied_industrial_land_ha: number;
}

/** Reads schemas/samples. @param dir another folder with the same files */
export function loadSamples(dir: string = join(findSchemasDir(), 'samples')): Samples {
  const text = (file: string) => readFileSync(join(dir, file), 'utf8');
  const json = <T>(file: string) => JSON.parse(text(file)) as T;
  const csv = <K extends string>(file: string, headings: readonly K[]) => parseCsv(text(file), file, headings);
  return {
    sources: json<{ sources: SampleSource[] }>('sources.json').sources,
    facts: json('known_facts.json'),
    planned: csv('laocai_planned_clusters.csv', PLANNED),
    withdrawn: csv('laocai_withdrawn_clusters.csv', WITHDRAWN),
    occupancy: csv('laocai_occupancy_2026.csv', OCCUPANCY),
    investors: json('laocai_enterprise_investor_clusters.json'),
    procedure: csv('laocai_procedure_events_2026.csv', PROCEDURE),
    tenants: csv('laocai_yen_the_projects.csv', TENANTS),
    totals: json('laocai_province_totals.json'),
    tayNinh: json('tay_ninh_summary.json'),
  };
}
