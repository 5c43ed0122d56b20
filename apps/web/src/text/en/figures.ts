import type { figures as vi } from '../vi/figures.js';

export const figures: Record<keyof typeof vi, string> = {
  'unit.percent': '%',
  'unit.ha': 'ha',
  'unit.bvnd': 'billion VND',
  'unit.project': 'projects',
  'unit.person': 'persons',
  'unit.cluster': 'clusters',
  'unit.filing': 'filings',
  'figure.landReady': 'Industrial land with infrastructure',
  'figure.landLeased': 'Industrial land leased',
  'figure.occupancy': 'Occupancy rate',
  'figure.projects': 'Tenant projects',
  'figure.labour': 'Labour',
};
