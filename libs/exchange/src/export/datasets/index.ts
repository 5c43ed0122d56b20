import type { Law } from '#lib/law';
import type { Dataset } from '../dataset.js';
import { clustersDataset, decisionsDataset, planEntriesDataset } from './cluster-datasets.js';
import { publishedFiguresDataset } from './edition-datasets.js';
import { obligationsDataset, reportedFiguresDataset } from './filing-datasets.js';
import { leasesDataset, observationsDataset, tenantsDataset } from './tenant-datasets.js';

/** Every table planners can export. */
export function datasetsOf(law: Law): readonly Dataset[] {
  return [
    clustersDataset,
    planEntriesDataset,
    decisionsDataset,
    tenantsDataset,
    leasesDataset,
    observationsDataset,
    obligationsDataset,
    reportedFiguresDataset(law),
    publishedFiguresDataset,
  ];
}
