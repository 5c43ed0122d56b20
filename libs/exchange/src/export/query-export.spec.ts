import { describe, expect, it } from 'vitest';
import { aggregateRow } from './query-export.js';

const COLUMNS = ['region', 'leased', 'leased_known', 'expected', 'reported', 'accepted'].map((key) => ({
  key,
  label: key,
  type: 'text' as const,
}));
const group = (coverage: Parameters<typeof aggregateRow>[0]['coverage']): Parameters<typeof aggregateRow>[0] => ({
  group: { region: 'R2', province: null, period: null, type: null, status: null },
  provinceName: null,
  regionName: 'Đồng bằng sông Hồng',
  rank: null,
  clusters: 4,
  coverage,
  values: { leased: { value: '12.5', before: null, change: null, known: 3 } },
});

describe('a group of an aggregate in a file', () => {
  it('has its coverage as counted, zero where nothing was sent', () => {
    expect(aggregateRow(group({ expected: 7, reported: 0, accepted: 0 }), COLUMNS)).toEqual([
      'R2',
      '12.5',
      '3',
      '7',
      '0',
      '0',
    ]);
  });

  it('has empty cells where nobody knows its coverage: unknown is not zero', () => {
    expect(aggregateRow(group(null), COLUMNS)).toEqual(['R2', '12.5', '3', null, null, null]);
  });
});
