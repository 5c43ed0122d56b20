import { describe, expect, it } from 'vitest';
import type { RegisterRows } from '../rows.js';
import { loadSamples } from '../sample/samples.js';
import { sampleRows } from '../sample/seed.js';
import { findDataProblems } from './data-problems.js';
import type { DataProblemCode } from './problem-types.js';

const rows = sampleRows(loadSamples(), { laoCai: '15', tayNinh: '80', recordedAt: '2026-11-01T00:00:00.000Z' });
const problems = () => findDataProblems(rows, (code) => `xã ${code}`);
const nameOf = (id: string | null) => rows.clusters.find((c) => c.id === id)?.name ?? '';
const clustersWith = (code: DataProblemCode) =>
  problems()
    .filter((p) => p.code === code)
    .map((p) => nameOf(p.clusterId));
const provinceWith = (code: DataProblemCode, province = '15') =>
  problems().filter((p) => p.code === code && p.clusterId === null && p.provinceCode === province);

describe('defects of the sample data', () => {
  it('eight clusters are listed as established though the department says they are not', () => {
    expect(clustersWith('LISTED_ESTABLISHED_WITHOUT_DECISION').sort()).toEqual(
      ['Sơn Thịnh', 'Yên Thế', 'Hưng Khánh', 'Bắc Văn Yên', 'Âu Lâu', 'Đông An', 'Thịnh Hưng', 'Báo Đáp'].sort(),
    );
  });

  it('of eight more listed as established nobody says whether a decision exists', () => {
    expect(clustersWith('ESTABLISHMENT_UNKNOWN').sort()).toEqual(
      [
        'Bắc Duyên Hải',
        'Phố Ràng',
        'Khánh Yên Thượng',
        'Yên Hợp',
        'Đầm Hồng',
        'Tây Cầu Mậu A',
        'Đông Phố Mới',
        'Sơn Mãn',
      ].sort(),
    );
    expect(clustersWith('DECISION_MISSING_FOR_STATUS')).toEqual([]);
  });

  it('two clusters divide by the whole area: 6.55/20 and 23.78/39.97', () => {
    expect(clustersWith('DENOMINATOR_IS_CLUSTER_AREA').sort()).toEqual(['Hưng Khánh', 'Yên Thế']);
    // Every one of the sixteen operating clusters lacks an approved detailed plan with industrial land.
    expect(clustersWith('DENOMINATOR_UNCONFIRMED')).toHaveLength(16);
  });

  it('areas differ at four clusters: 74.95, 66, 31 and 16.46 ha against the plan', () => {
    expect(clustersWith('AREA_SOURCES_DIFFER').sort()).toEqual(
      ['Bản Phiệt 1', 'Châu Quế', 'Thống Nhất 1', 'Đầm Hồng'].sort(),
    );
    expect(
      problems().find((p) => p.code === 'AREA_SOURCES_DIFFER' && nameOf(p.clusterId) === 'Châu Quế')?.message,
    ).toContain('phương án phát triển 75 ha; hồ sơ 31 ha');
  });

  it('numbered neighbours are marked', () => {
    const marked = clustersWith('NUMBERED_NEIGHBOURS');
    for (let i = 1; i <= 6; i++) expect(marked).toContain(`Phú Thịnh ${i}`);
    expect(marked).toContain('Thống Nhất');
    expect(marked).toContain('Thống Nhất 3');
    expect(marked).not.toContain('Bảo Hưng 2');
  });

  it('five clusters lie in two communes and have an assumed lead', () => {
    expect(clustersWith('LEAD_COMMUNE_ASSUMED')).toEqual([
      'Phú Thịnh 1',
      'Phú Thịnh 2',
      'Phú Thịnh 3',
      'Phú Thịnh 4',
      'Đầm Hồng',
    ]);
  });

  it('leased land of the sixteen sums to 208.40 ha, none of the three published totals', () => {
    expect(provinceWith('SUM_LEASED_DIFFERS_FROM_TOTAL').map((p) => [p.details['stated'], p.details['sum']])).toEqual([
      ['188.749', '208.4'],
      ['203.759', '208.4'],
      ['203.76', '208.4'],
    ]);
  });

  it('the published averages take 23 and 25 clusters where 16 operate: 208.40 / 330.02 is 63.15 per cent', () => {
    expect(
      provinceWith('AVERAGE_OVER_NON_OPERATING').map((p) => [p.details['clusters'], p.details['operating']]),
    ).toEqual([
      ['23', 16],
      ['23', 16],
      ['25', 16],
    ]);
    expect(provinceWith('AVERAGE_OVER_NON_OPERATING')[0]?.details['weightedOverOperating']).toBe('63.15');
    expect(provinceWith('PUBLISHED_TOTALS_DISAGREE')).toHaveLength(1);
  });

  it('56 clusters are counted where the plan has 54: Gia Hội and Phong Hải, 125 ha', () => {
    expect(provinceWith('NOT_IN_PLAN').map((p) => p.details)).toEqual([
      { stated: '56', listed: 54, names: 'Gia Hội, Phong Hải', extraAreaHa: '125' },
    ]);
    expect(provinceWith('WITHDRAWN_COUNT_DIFFERS').map((p) => p.details)).toEqual([{ stated: '13', named: 11 }]);
    expect(provinceWith('PLAN_AREA_DIFFERS_FROM_SUM').map((p) => p.details)).toEqual([
      { stated: '2928', sum: '2927.81' },
    ]);
  });

  it('Tây Ninh states two rates, and no cluster by name', () => {
    expect(provinceWith('OCCUPANCY_BASES_DISAGREE', '80')).toHaveLength(1);
    expect(provinceWith('REMAINING_LAND_DIFFERS', '80').map((p) => p.details['computed'])).toEqual(['132.88']);
    expect(provinceWith('CLUSTERS_NOT_NAMED', '80')).toHaveLength(1);
    expect(provinceWith('NOT_IN_PLAN', '80')).toEqual([]);
  });

  it('Yên Thế: 53.16 ha are used or asked for in 39.97 ha', () => {
    expect(clustersWith('LAND_DEMAND_EXCEEDS_CLUSTER')).toEqual(['Yên Thế']);
    expect(problems().find((p) => p.code === 'LAND_DEMAND_EXCEEDS_CLUSTER')?.details).toEqual({
      demand: '53.16',
      area: '39.97',
    });
    expect(clustersWith('TENANTS_NOT_LISTED')).toHaveLength(15);
  });

  it('every message is a sentence in Vietnamese that ends with one, and no identity occurs twice', () => {
    for (const p of problems()) expect(p.message, p.code).toMatch(/^(Cụm|Toàn tỉnh).+\.$/u);
    const identities = problems().map((p) => [p.code, p.provinceCode, p.clusterId, p.key].join('|'));
    expect(new Set(identities).size).toBe(identities.length);
  });
});

describe('defects the samples do not have', () => {
  const without = (change: Partial<RegisterRows>) => findDataProblems({ ...rows, ...change }, (code) => `xã ${code}`);

  it('a status "established" without a decision is an error', () => {
    const found = without({ decisions: [] }).filter((p) => p.code === 'DECISION_MISSING_FOR_STATUS');
    expect(found).toHaveLength(9);
    expect(found[0]?.severity).toBe('error');
  });

  it('a commune code the map does not have is an error that names the code', () => {
    const found = findDataProblems(rows, (code) => (code === '04303' ? null : code));
    expect(found.find((p) => p.code === 'COMMUNE_NOT_ON_MAP')?.message).toContain('Yên Thế: mã đơn vị cấp xã 04303');
  });

  it('nothing leased makes no problem of a denominator: 0 of anything is 0 per cent', () => {
    const zero = problems().filter((p) => p.code.startsWith('DENOMINATOR') && nameOf(p.clusterId) === 'Y Can');
    expect(zero).toEqual([]);
  });
});
