import { type DecimalString, sumKnown } from '#lib/kernel';
import { deriveForm } from './derive-form.js';
import type { Below, RowBelow } from './reconcile.js';
import { newestRevisions } from './record.js';
import { snapshotOf } from './split.js';
import type { AcceptedFigure, DerivationInput } from './types.js';

/** A row of forms 03/04 as clusters file it: keys of form 01 (each project) and form 02 (the infrastructure project). */
const FILED_AS: Readonly<Record<string, { readonly form01?: string; readonly form02?: string }>> = {
  infra_total_investment: { form02: 'infra_total_investment' },
  infra_paid_cumulative: { form02: 'infra_paid_cumulative' },
  industrial_land_leased: { form02: 'industrial_land_leased' },
  occupancy_rate_avg: { form02: 'occupancy_rate' },
  projects_total: { form02: 'projects_total' },
  projects_fdi: { form02: 'projects_fdi' },
  projects_operating: { form02: 'projects_operating' },
  projects_revenue: { form01: 'project_revenue' },
  projects_budget_payment: { form01: 'project_budget_payment' },
  labour_total: { form01: 'project_labour', form02: 'infra_labour' },
  wastewater_invested_count: { form02: 'wastewater_invested' },
  wastewater_compliant_count: { form02: 'wastewater_compliant' },
};

/**
 * Every cluster of a unit alone: what the register and its filings give for each row, and what it filed itself. Their
 * derived values add up to the unit's, so they say where a difference comes from. Rows that no form 01 or 02 has are not
 * filed by clusters. Ordered by code.
 */
export function clustersBelow(input: DerivationInput): Below[] {
  const figures = Map.groupBy(input.accepted, (f) => f.clusterId);
  return input.snapshot.clusters.map((cluster): Below => {
    const accepted = figures.get(cluster.id) ?? [];
    const alone = deriveForm({
      ...input,
      unit: cluster.code,
      unitName: cluster.name,
      snapshot: snapshotOf(input.snapshot, new Set([cluster.id])),
      accepted,
      covered: true,
      withAlternatives: false,
    });
    return {
      unit: cluster.code,
      unitName: cluster.name,
      rows: new Map(
        alone.figures.map((f): [string, RowBelow] => [
          f.key,
          { derived: f.derivedValue, ...filedBy(accepted, input.period, f.key) },
        ]),
      ),
    };
  });
}

function filedBy(
  accepted: readonly AcceptedFigure[],
  period: string,
  key: string,
): { readonly filed: DecimalString | null; readonly filings: readonly string[] } {
  const as = FILED_AS[key];
  if (as === undefined) return { filed: null, filings: [] };
  const own = newestRevisions(accepted.filter((f) => f.period === period)).filter(
    (f) => f.value !== null && ((f.form === '01' && f.key === as.form01) || (f.form === '02' && f.key === as.form02)),
  );
  return { filed: sumKnown(own.map((f) => f.value)), filings: [...new Set(own.map((f) => f.filingId))] };
}
