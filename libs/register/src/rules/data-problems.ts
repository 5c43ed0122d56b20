import type { RegisterRows } from '../rows.js';
import { casesOf, type FoundProblem } from './problem-types.js';
import { areaProblems, establishmentProblems } from './problems-establishment.js';
import {
  becameIndustrialPark,
  type CommuneNames,
  communesOnMap,
  leadCommune,
  numberedNeighbours,
} from './problems-identity.js';
import { assumedDates, landDemand, occupancyProblems, tenantsNotListed } from './problems-occupancy.js';
import { averageProblems, planProblems, summaryProblems, totalProblems } from './problems-province.js';
import { tenantProblems } from './problems-tenants.js';

/**
 * All defects of a bundle of register rows: the traps of practice (sources that disagree, wrong denominators, names
 * that mislead) as rows that stand beside the data. Nothing is corrected here or because of it.
 * @param communeName name of a commune code on the map of the rows' states; null where there is none
 */
export function findDataProblems(rows: RegisterRows, communeName: CommuneNames): FoundProblem[] {
  return casesOf(rows).flatMap((province) => [
    ...province.clusters.flatMap((c) => [
      ...establishmentProblems(c),
      ...areaProblems(c),
      ...leadCommune(c, communeName),
      ...communesOnMap(c, communeName),
      ...becameIndustrialPark(c),
      ...occupancyProblems(c),
      ...assumedDates(c),
      ...tenantsNotListed(c),
      ...landDemand(c),
      ...tenantProblems(c, province),
    ]),
    ...numberedNeighbours(province),
    ...planProblems(province),
    ...totalProblems(province),
    ...averageProblems(province),
    ...summaryProblems(province),
  ]);
}
