import type { OccupancyDefinition } from '../gql/graphql.js';
import type { TextKey } from '../text/vi.js';
import type { Aggregates } from './dashboard-query.js';

/** A place on the axis of a chart: a period or a province, with one value for each series; null where nobody said. */
export interface Datum {
  readonly key: string;
  readonly values: readonly (string | null)[];
}

/** How many clusters gave a figure, of how many with an accepted form. */
export interface Known {
  readonly known: number;
  readonly of: number;
}

/** One chart of the dashboard over the aggregates. */
export interface Measure {
  readonly key: string;
  readonly title: TextKey;
  readonly unit: TextKey;
  readonly definition: TextKey;
  readonly series: readonly TextKey[];
  /** Keys of form 02 behind it, for the export. */
  readonly keys: readonly string[];
  readonly read: (answer: Aggregates, keyOf: (row: Keyed) => string) => readonly Datum[];
}

export interface Keyed {
  readonly period: string | null;
  readonly province: string | null;
}

export const occupancyDefinitions: readonly OccupancyDefinition[] = ['LEASED_OVER_READY', 'LEASED_OVER_INDUSTRIAL'];

export function measuresOf(definition: OccupancyDefinition): readonly Measure[] {
  return [
    {
      key: 'occupancy',
      title: 'figure.occupancy',
      unit: 'unit.percent',
      definition: `dashboard.definition.${definition}`,
      series: ['figure.occupancy'],
      keys: ['industrial_land_infra_ready', 'industrial_land_leased', 'occupancy_rate'],
      read: ({ occupancy }, keyOf) => occupancy.map((r) => ({ key: keyOf(r), values: [r.rate] })),
    },
    {
      key: 'land',
      title: 'dashboard.land',
      unit: 'unit.ha',
      definition: 'dashboard.definition.land',
      series: ['figure.landReady', 'figure.landLeased'],
      keys: ['industrial_land_infra_ready', 'industrial_land_leased'],
      read: ({ land }, keyOf) => land.map((r) => ({ key: keyOf(r), values: [r.ready.value, r.leased.value] })),
    },
    {
      key: 'projects',
      title: 'figure.projects',
      unit: 'unit.project',
      definition: 'dashboard.definition.projects',
      series: ['dashboard.projectsAll', 'dashboard.projectsForeign', 'dashboard.projectsOperating'],
      keys: ['projects_total', 'projects_fdi', 'projects_operating'],
      read: ({ projects }, keyOf) =>
        projects.map((r) => ({ key: keyOf(r), values: [r.total.value, r.foreign.value, r.operating.value] })),
    },
    {
      key: 'labour',
      title: 'figure.labour',
      unit: 'unit.person',
      definition: 'dashboard.definition.labour',
      series: ['figure.labour'],
      keys: ['infra_labour'],
      read: ({ labour }, keyOf) => labour.map((r) => ({ key: keyOf(r), values: [r.persons.value] })),
    },
    {
      key: 'wastewater',
      title: 'dashboard.wastewater',
      unit: 'unit.cluster',
      definition: 'dashboard.definition.wastewater',
      series: ['dashboard.wastewaterInvested', 'dashboard.wastewaterCompliant'],
      keys: ['wastewater_invested', 'wastewater_compliant'],
      read: ({ wastewater }, keyOf) =>
        wastewater.map((r) => ({ key: keyOf(r), values: [r.invested.value, r.compliant.value] })),
    },
  ];
}

/** What the answer covers: forms 02 accepted of those expected, over all its groups. */
export function coverageOf({ occupancy }: Aggregates): { accepted: number; expected: number; clusters: number } {
  const sum = (of: (row: Aggregates['occupancy'][number]) => number) => occupancy.reduce((n, r) => n + of(r), 0);
  return {
    accepted: sum((r) => r.coverage?.accepted ?? 0),
    expected: sum((r) => r.coverage?.expected ?? 0),
    clusters: sum((r) => r.clusters),
  };
}
