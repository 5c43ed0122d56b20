import type { register as vi } from '../vi/register.js';

export const register: Record<keyof typeof vi, string> = {
  'clusters.title': 'Industrial clusters',
  'clusters.search': 'Search by name (marks are not needed)',
  'clusters.count': '{n} clusters',
  'clusters.code': 'Code',
  'clusters.name': 'Name',
  'clusters.place': 'Place',
  'clusters.planned': 'Planned area (ha)',
  'clusters.established': 'Establishment decision',
  'clusters.problems': 'Data problems',
};
