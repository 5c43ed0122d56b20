import { decimalOf, type RowBuilder } from './row-builder.js';
import type { Samples } from './samples.js';

/** Tây Ninh: a summary of the whole province, with two occupancy rates on different bases; no cluster by name. */
export function addTayNinh(builder: RowBuilder, { tayNinh }: Samples): void {
  const about = { cluster: null, source: 'tay-ninh-summary-2026-06-15' } as const;
  builder.observe({
    ...about,
    fact: 'clusters_planned',
    value: decimalOf(tayNinh.planned_clusters),
    basis: 'development_plan',
  });
  builder.observe({
    ...about,
    fact: 'planned_area',
    value: decimalOf(tayNinh.planned_area_ha),
    basis: 'development_plan',
  });
  builder.observe({ ...about, fact: 'clusters_operating', value: decimalOf(tayNinh.operating_clusters) });
  builder.observe({ ...about, fact: 'operating_area', value: decimalOf(tayNinh.operating_area_ha) });
  builder.observe({ ...about, fact: 'leased_land', value: decimalOf(tayNinh.leased_area_ha) });
  builder.observe({ ...about, fact: 'occupancy_rate', value: decimalOf(tayNinh.occupancy_pct) });
  builder.observe({
    ...about,
    fact: 'occupancy_rate',
    value: decimalOf(tayNinh.occupancy_on_completed_infrastructure_pct),
    basis: 'completed_infrastructure',
    asWritten: 'tính trên phần đã hoàn thành hạ tầng',
  });
  builder.observe({
    ...about,
    fact: 'occupancy_denominator',
    value: decimalOf(tayNinh.implied_industrial_land_ha),
    basis: 'implied',
  });
  builder.observe({
    ...about,
    fact: 'remaining_industrial_land',
    value: decimalOf(tayNinh.remaining_industrial_land_ha),
  });
  builder.observe({ ...about, fact: 'projects_total', value: decimalOf(tayNinh.investment_projects) });
  builder.observe({ ...about, fact: 'projects_fdi', value: decimalOf(tayNinh.fdi_projects) });
  builder.observe({ ...about, fact: 'clusters_under_investment', value: decimalOf(tayNinh.clusters_under_investment) });
  builder.observe({ ...about, fact: 'clusters_promoting', value: decimalOf(tayNinh.clusters_promoting_investment) });
}
