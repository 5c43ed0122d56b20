/** What is said of a cluster whose reported occupancy or tenants do not agree with its register. */
import { describe, expect, it } from 'vitest';
import { findDataProblems } from '../../../libs/register/src/rules/data-problems.js';
import type { DataProblemCode } from '../../../libs/register/src/rules/problem-types.js';
import { type ClusterText, COMMUNES, rowsOf, told } from './rows.js';

const nameOf = (code: string) => COMMUNES[code] ?? null;
const found = (...clusters: ClusterText[]) => findDataProblems(rowsOf(clusters), nameOf);
const only = (code: DataProblemCode, ...clusters: ClusterText[]) =>
  found(...clusters).filter((problem) => problem.code === code);
const A = { id: 'A', name: 'An Bình' };

describe('occupancy as reported (Decree 32/2024 Art. 2.7)', () => {
  const plan = { kind: 'detailed_plan', industrialLandHa: '25' } as const;
  const said = (rate: string | null, leased: string | null, more: ClusterText['said'] = []): ClusterText => ({
    ...A,
    decisions: [plan],
    tenants: [{}],
    said: [{ fact: 'occupancy_rate', value: rate }, { fact: 'leased_land', value: leased }, ...more],
  });

  it('divided by the whole area: 6 / 20 is 30 per cent', () => {
    const area = { fact: 'cluster_area', value: '20' } as const;
    expect(found(said('30', '6', [area]))).toEqual([
      told(
        'DENOMINATOR_IS_CLUSTER_AREA',
        'warning',
        'A',
        'Cụm An Bình: tỷ lệ lấp đầy 30% đúng bằng diện tích cho thuê 6 ha chia cho diện tích toàn cụm 20 ha. Mẫu số phải là diện tích đất công nghiệp theo quy hoạch chi tiết (Nghị định 32/2024, Điều 2, khoản 6 và 7). Hãy tính lại.',
        { rate: '30', leased: '6', area: '20' },
        'báo cáo',
      ),
    ]);
    expect(found(said('24', '6', [area]))).toEqual([]);
    expect(found(said('30', '6', [{ fact: 'cluster_area', value: null }]))).toEqual([]);
  });

  it('is unconfirmed without the industrial land of an approved detailed plan', () => {
    const implied = { fact: 'occupancy_denominator', value: '20' } as const;
    for (const decisions of [[], [{ kind: 'establishment', industrialLandHa: '25' }]] as const) {
      expect(only('DENOMINATOR_UNCONFIRMED', { ...said('30', '6', [implied]), decisions })).toEqual([
        told(
          'DENOMINATOR_UNCONFIRMED',
          'warning',
          'A',
          'Cụm An Bình: báo cáo tỷ lệ lấp đầy 30% nhưng dữ liệu không có quy hoạch chi tiết được duyệt với diện tích đất công nghiệp, nên mẫu số (suy ra 20 ha) chưa được xác nhận. Hãy nhập quyết định duyệt quy hoạch chi tiết.',
          { rate: '30', implied: '20' },
          'báo cáo',
        ),
      ]);
    }
    const bare = only('DENOMINATOR_UNCONFIRMED', { ...said('30', '6'), decisions: [{ kind: 'detailed_plan' }] });
    expect([bare[0]?.message.includes('nên mẫu số chưa được xác nhận'), bare[0]?.details]).toEqual([
      true,
      { rate: '30', implied: null },
    ]);
    expect(only('DENOMINATOR_UNCONFIRMED', said('30', '6', [implied]))).toEqual([]);
  });

  it('comes with its numerator from two sources', () => {
    const [rate, leased] = [
      { fact: 'occupancy_rate', value: '30', sourceId: 's1', observedOn: '2026-06-14' },
      { fact: 'leased_land', value: '6', sourceId: 's2', observedOn: '2026-09-02' },
    ] as const;
    expect(found({ ...said('30', '6'), said: [rate, leased] })).toEqual([
      told(
        'OCCUPANCY_SOURCES_DISAGREE',
        'warning',
        'A',
        'Cụm An Bình: diện tích cho thuê 6 ha (ngày 2/9/2026) và tỷ lệ lấp đầy 30% (ngày 14/6/2026) lấy từ hai nguồn khác nhau. Hãy lấy cả tử số và tỷ lệ từ cùng một báo cáo.',
        { leasedOn: '2026-09-02', rateOn: '2026-06-14', leasedSource: 's2', rateSource: 's1' },
        's1',
      ),
    ]);
  });

  it('is not what its parts give: 6 / 24 is 25 per cent', () => {
    const implied = (value: string | null) => [{ fact: 'occupancy_denominator', value }] as const;
    expect(found(said('30', '6', implied('24')))).toEqual([
      told(
        'OCCUPANCY_RATE_DIFFERS_FROM_PARTS',
        'note',
        'A',
        'Cụm An Bình: 6 ha chia cho mẫu số suy ra 24 ha không ra đúng 30% (do mẫu số làm tròn). Hãy nhập mẫu số gốc.',
        { leased: '6', implied: '24', rate: '30' },
        'báo cáo',
      ),
    ]);
    expect(found(said('25', '6', implied('24')))).toEqual([]);
    // To as many decimals as the rate is written with: 5 / 24 is 20.8333.
    expect(found(said('20.83', '5', implied('24')))).toEqual([]);
    expect(found(said('25', '6', implied(null)))).toEqual([]);
  });

  it('says nothing about its denominator where it or the leased land is unknown or nothing', () => {
    for (const [rate, leased] of [
      [null, '6'],
      ['30', null],
      ['0', '0'],
    ] as const) {
      expect(found({ ...said(rate, leased), decisions: [] })).toEqual([]);
    }
    const rateOnly: ClusterText = { ...A, said: [{ fact: 'occupancy_rate', value: '30' }] };
    expect([...found(rateOnly), ...found(A)]).toEqual([]);
  });
});

describe('tenants', () => {
  it('a day that was assumed is told', () => {
    const half = { value: '6', asWritten: 'Số liệu first half 2026', observedOn: '2026-06-14' };
    expect(found({ ...A, tenants: [{}], said: [half] })).toEqual([
      told(
        'OBSERVATION_DATE_ASSUMED',
        'note',
        'A',
        'Cụm An Bình: diện tích cho thuê lấy từ số liệu "6 tháng đầu năm 2026" không ghi ngày; tạm ghi ngày 14/6/2026, ngày cuối của kỳ số liệu sáu tháng. Hãy bổ sung ngày của số liệu.',
        { observedOn: '2026-06-14' },
        'báo cáo',
      ),
    ]);
    expect(found({ ...A, tenants: [{}], said: [{ value: '6', asWritten: '14/6/2026' }, { value: null }] })).toEqual([]);
  });

  it.each<[string, NonNullable<ClusterText['said']>, string]>([
    ['land and projects', [{ value: '6' }, { fact: 'facilities_or_projects', value: '12' }], ' và 12 cơ sở, dự án'],
    ['land alone', [{ value: '6' }], ''],
    ['projects alone', [{ fact: 'facilities_or_projects', value: '3' }], ' và 3 cơ sở, dự án'],
  ])('stated by %s and not listed', (_, said, text) => {
    const value = (fact: string) => said.find((o) => (o.fact ?? 'leased_land') === fact)?.value ?? null;
    expect(found({ ...A, said })).toEqual([
      told(
        'TENANTS_NOT_LISTED',
        'warning',
        'A',
        `Cụm An Bình có đất đã cho thuê${text} theo báo cáo, nhưng chưa có danh sách dự án thứ cấp trong dữ liệu. Hãy nhập từng dự án với hợp đồng thuê đất và giấy tờ đầu tư.`,
        { facilities: value('facilities_or_projects'), leased: value('leased_land') },
        null,
      ),
    ]);
  });

  it('listed, or stated as none, is no matter', () => {
    expect(found({ ...A, tenants: [{}], said: [{ value: '6' }] })).toEqual([]);
    expect(found({ ...A, said: [{ value: '0' }] })).toEqual([]);
  });

  it('using and asking for more than the cluster has: 12.5 + 8 in 20 ha', () => {
    const tenants = [{ landRequestedHa: '12.5' }, { landRequestedHa: '8' }, { landRequestedHa: null }];
    const area = { fact: 'cluster_area', value: '20' } as const;
    expect(found({ ...A, tenants, said: [area], plan: { plannedAreaHa: '20' } })).toEqual([
      told(
        'LAND_DEMAND_EXCEEDS_CLUSTER',
        'warning',
        'A',
        'Cụm An Bình: các dự án dùng và xin 20,5 ha, nhiều hơn diện tích toàn cụm 20 ha. Đất đăng ký không phải đất đã cho thuê; hãy rà soát nhu cầu của từng dự án.',
        { demand: '20.5', area: '20' },
        null,
      ),
    ]);
    expect(found({ ...A, tenants, said: [{ ...area, value: '20.5' }] })).toEqual([]);
    expect(only('LAND_DEMAND_EXCEEDS_CLUSTER', { ...A, tenants, plan: { plannedAreaHa: '20' } })).toHaveLength(1);
    // The reported area goes before the planned one.
    expect(
      only('LAND_DEMAND_EXCEEDS_CLUSTER', {
        ...A,
        tenants,
        said: [{ ...area, value: '30' }],
        plan: { plannedAreaHa: '20' },
      }),
    ).toEqual([]);
    expect(found({ ...A, tenants }, { id: 'B', tenants: [{}], plan: { plannedAreaHa: '20' } })).toEqual([]);
  });

  it('without papers or days are told by code, all of a cluster in one', () => {
    const cluster: ClusterText = {
      ...A,
      tenants: [{}, {}, {}],
      leases: [
        { projectId: 'p0', sourceId: 'hợp đồng' },
        { projectId: 'p1', signedOn: '2026-01-01' },
        { projectId: 'p2', validFrom: '2026-01-01' },
      ],
      papers: [{ projectId: 'p1', kind: 'licence', sourceId: 'giấy phép' }],
    };
    const other: ClusterText = {
      id: 'B',
      tenants: [{ id: 'q0', code: 'Q0' }],
      leases: [{ projectId: 'q0', signedOn: '2026-01-01' }],
      papers: [{ projectId: 'q0' }],
    };
    expect(found(cluster, other).filter((p) => p.clusterId === 'A')).toEqual([
      told(
        'LEASE_DATE_MISSING',
        'note',
        'A',
        'Cụm An Bình: 1 hợp đồng thuê đất không có ngày ký, nên được tính cho mọi thời điểm. Hãy bổ sung số và ngày hợp đồng.',
        { projects: ['P0'] },
        'hợp đồng',
      ),
      told(
        'INVESTMENT_PAPER_KIND_INFERRED',
        'note',
        'A',
        'Cụm An Bình: loại của 1 giấy tờ đầu tư (chấp thuận chủ trương, giấy chứng nhận, giấy phép) được suy từ cách ghi trong nguồn. Hãy đối chiếu với bản gốc.',
        { papers: [{ project: 'P1', kind: 'licence' }] },
        'giấy phép',
      ),
      told(
        'LEASED_WITHOUT_INVESTMENT_PAPER',
        'note',
        'A',
        'Cụm An Bình: dự án đã thuê đất nhưng không có giấy tờ đầu tư: P0, P2. Hãy bổ sung nếu dự án thuộc diện phải có.',
        { projects: ['P0', 'P2'] },
        'hợp đồng',
      ),
    ]);
    expect(
      found(cluster, other)
        .filter((p) => p.clusterId === 'B')
        .map((p) => p.code),
    ).toEqual(['INVESTMENT_PAPER_KIND_INFERRED']);
    expect(found({ ...A, tenants: [{}] })).toEqual([]);
  });
});
