/** Rows of form 02, as columns of the summary kept at posting (libs/persistence, 0016-summaries). */
export const CLUSTER_FIGURES = [
  'infra_total_investment',
  'infra_paid_cumulative',
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'occupancy_rate',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'infra_revenue',
  'infra_budget_payment',
  'infra_labour',
  'infra_avg_income',
  'wastewater_invested',
  'wastewater_compliant',
] as const;
export type ClusterFigure = (typeof CLUSTER_FIGURES)[number];
