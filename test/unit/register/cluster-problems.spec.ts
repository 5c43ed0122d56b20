/** Defects of one cluster's rows, each with the whole of what is told about it; areas and rates divided by hand. */
import { describe, expect, it } from 'vitest';
import { findDataProblems } from '../../../libs/register/src/rules/data-problems.js';
import type { DataProblemCode } from '../../../libs/register/src/rules/problem-types.js';
import { type ClusterText, COMMUNES, rowsOf, told } from './rows.js';

const nameOf = (code: string) => COMMUNES[code] ?? null;
const found = (...clusters: ClusterText[]) => findDataProblems(rowsOf(clusters), nameOf);
const only = (code: DataProblemCode, ...clusters: ClusterText[]) =>
  found(...clusters).filter((problem) => problem.code === code);
const A = { id: 'A', name: 'An Bình' };

describe('established or not (Decree 32/2024 Art. 2.9)', () => {
  const plan = { listedAsEstablished: true, planGroup: 'I' } as const;

  it('is denied by the department where the plan says it', () => {
    expect(found({ ...A, plan, state: { status: 'V_state_budget_not_established' } })).toEqual([
      told(
        'LISTED_ESTABLISHED_WITHOUT_DECISION',
        'warning',
        'A',
        'Cụm An Bình: phương án phát triển ghi là đã thành lập, nhưng theo Sở Công Thương cụm chưa có quyết định thành lập. Số liệu tính cụm này là chưa thành lập (chỉ tiêu 15.2). Hãy bổ sung quyết định nếu có, hoặc hoàn tất thủ tục thành lập.',
        { status: 'V_state_budget_not_established', planGroup: 'I' },
        'phương án',
      ),
    ]);
  });

  it('is unknown where nobody says, with or without a state', () => {
    const unknown = (status: string | null) =>
      told(
        'ESTABLISHMENT_UNKNOWN',
        'warning',
        'A',
        'Cụm An Bình: phương án phát triển ghi là đã thành lập, nhưng dữ liệu không có quyết định thành lập nào và không nguồn nào nói rõ. Chưa thể kết luận cụm đã thành lập; hãy bổ sung số, ngày và cơ quan ban hành quyết định.',
        { status, planGroup: 'I', listed: true },
        'phương án',
      );
    expect(found({ ...A, plan })).toEqual([unknown(null)]);
    expect(found({ ...A, plan, state: { status: 'II_planned' } })).toEqual([unknown('II_planned')]);
  });

  it('stands when decided, and is no question where the plan does not say it', () => {
    const decisions = [{ kind: 'establishment' }] as const;
    expect(found({ ...A, plan, decisions, state: { status: 'I_established' } })).toEqual([]);
    expect(found({ ...A, plan: { listedAsEstablished: false } }, { id: 'B' })).toEqual([]);
    // Another decision establishes nothing.
    expect(only('ESTABLISHMENT_UNKNOWN', { ...A, plan, decisions: [{ kind: 'adjustment' }] })).toHaveLength(1);
  });

  it('is an error as a status without a decision', () => {
    expect(found({ ...A, state: { status: 'I_established' } })).toEqual([
      told(
        'DECISION_MISSING_FOR_STATUS',
        'error',
        'A',
        'Cụm An Bình: tình trạng ghi "đã thành lập" nhưng không có quyết định thành lập trong dữ liệu. Hãy nhập quyết định hoặc sửa tình trạng.',
        { status: 'I_established' },
        'hồ sơ',
      ),
    ]);
  });
});

describe('areas and plans of decisions', () => {
  it('an area is the newest where the decision was adjusted, and nobody knows the ones before', () => {
    const decisions = [
      { kind: 'establishment', areaHa: '50.5' },
      { kind: 'adjustment' },
      { kind: 'adjustment' },
    ] as const;
    expect(found({ ...A, decisions })).toEqual([
      told(
        'DECISION_AREA_OF_LATER_DATE',
        'note',
        'A',
        'Cụm An Bình: diện tích 50,5 ha lấy theo hồ sơ mới nhất, trong khi quyết định thành lập đã được điều chỉnh 2 lần. Diện tích trước từng lần điều chỉnh chưa rõ; hãy nhập diện tích ghi trong từng quyết định.',
        { areaHa: '50.5', adjustments: 2 },
        'hồ sơ',
      ),
    ]);
    // Not adjusted, no area, or an area in the adjustment only: nothing to tell.
    expect(found({ ...A, decisions: [{ kind: 'establishment', areaHa: '50.5' }] })).toEqual([]);
    expect(found({ ...A, decisions: [{ kind: 'establishment' }, { kind: 'adjustment', areaHa: '50' }] })).toEqual([]);
    expect(found({ ...A, decisions: [{ kind: 'adjustment' }] })).toEqual([]);
  });

  it('a detailed plan without its industrial land gives no denominator', () => {
    const incomplete = (day: string, signedOn: string | null) =>
      told(
        'DETAILED_PLAN_INCOMPLETE',
        'warning',
        'A',
        `Cụm An Bình: quy hoạch chi tiết được duyệt ngày ${day} nhưng chưa có diện tích đất công nghiệp, nên chưa tính được tỷ lệ lấp đầy theo Nghị định 32/2024. Hãy nhập số quyết định và diện tích đất công nghiệp.`,
        { signedOn },
        'hồ sơ',
      );
    const decisions = [
      { kind: 'detailed_plan', signedOn: '2026-03-09' },
      { kind: 'detailed_plan' },
      { kind: 'detailed_plan', industrialLandHa: '30' },
      { kind: 'establishment' },
    ] as const;
    expect(found({ ...A, decisions })).toEqual([incomplete('9/3/2026', '2026-03-09'), incomplete('(không rõ)', null)]);
  });

  it('areas that differ are shown side by side, those known', () => {
    const all: ClusterText = {
      ...A,
      plan: { plannedAreaHa: '75', areaBeforeHa: '40' },
      decisions: [{ areaHa: null }, { areaHa: '74.5' }],
      said: [
        { fact: 'dossier_area', value: '31' },
        { fact: 'cluster_area', value: '20' },
      ],
    };
    expect(found(all)).toEqual([
      told(
        'AREA_SOURCES_DIFFER',
        'warning',
        'A',
        'Cụm An Bình: diện tích theo các nguồn khác nhau (phương án phát triển 75 ha; trước phương án 40 ha; quyết định thành lập 74,5 ha; hồ sơ 31 ha; báo cáo 20 ha). Mỗi chỉ tiêu dùng đúng nguồn của nó; hãy kiểm tra số nào còn hiệu lực.',
        { planned: '75', before: '40', decided: '74.5', dossier: '31', reported: '20' },
        null,
      ),
    ]);
    const few = only('AREA_SOURCES_DIFFER', {
      ...all,
      decisions: [],
      plan: { plannedAreaHa: '75' },
      said: [all.said![0]!],
    });
    expect(few[0]?.message).toContain('(phương án phát triển 75 ha; hồ sơ 31 ha)');
    expect(few[0]?.details).toEqual({ planned: '75', before: null, decided: null, dossier: '31', reported: null });
  });

  it.each<[string, ClusterText, number]>([
    ['only the decision', { ...A, plan: { plannedAreaHa: '75' }, decisions: [{ areaHa: '74' }] }, 1],
    ['the decision, written otherwise', { ...A, plan: { plannedAreaHa: '75' }, decisions: [{ areaHa: '75.0' }] }, 0],
    [
      'the area before the plan, where the plan has none',
      { ...A, plan: { areaBeforeHa: '40' }, decisions: [{ areaHa: '41' }] },
      1,
    ],
    [
      'the report with the former area',
      { ...A, plan: { plannedAreaHa: '75', areaBeforeHa: '40' }, said: [{ fact: 'cluster_area', value: '40' }] },
      0,
    ],
    [
      'the dossier with the former area',
      { ...A, plan: { plannedAreaHa: '75', areaBeforeHa: '40' }, said: [{ fact: 'dossier_area', value: '40' }] },
      1,
    ],
    ['no plan to compare with', { ...A, decisions: [{ areaHa: '74' }] }, 0],
    ['a plan without areas', { ...A, plan: {}, decisions: [{ areaHa: '74' }] }, 0],
  ])('compared: %s', (_, cluster, count) => {
    expect(only('AREA_SOURCES_DIFFER', cluster)).toHaveLength(count);
  });
});

describe('names and places', () => {
  it('numbered neighbours are told with each other, in the order of their numbers', () => {
    const three = [
      { id: 'T10', name: 'Tân Phú 10' },
      { id: 'T', name: 'Tân  Phú' },
      { id: 'T2', name: 'Tân Phú  2' },
    ];
    const marked = only('NUMBERED_NEIGHBOURS', ...three, { id: 'X', name: 'Tân Phú 2 Đông' }, { id: 'Y', name: 'Tân' });
    expect(marked.map((p) => [p.clusterId, p.details['neighbours']])).toEqual([
      ['T10', ['T', 'T2']],
      ['T', ['T10', 'T2']],
      ['T2', ['T10', 'T']],
    ]);
    expect(marked[0]).toEqual(
      told(
        'NUMBERED_NEIGHBOURS',
        'note',
        'T10',
        'Cụm Tân Phú 10: có các cụm cùng tên khác số (Tân  Phú, Tân Phú  2, Tân Phú 10). Đây là những cụm riêng, không phải giai đoạn của một cụm; hãy đối chiếu mã cụm, không cộng hay ghép theo tên.',
        { neighbours: ['T', 'T2'] },
        null,
      ),
    );
  });

  it('a number alone makes no neighbours, nor does a name that occurs twice without one', () => {
    expect(only('NUMBERED_NEIGHBOURS', { id: 'A', name: 'Tân Phú 1' }, { id: 'B', name: 'Tân An' })).toEqual([]);
    expect(only('NUMBERED_NEIGHBOURS', { id: 'A', name: 'Tân Phú' }, { id: 'B', name: 'Tân Phú' })).toEqual([]);
  });

  it('a cluster in two communes has an assumed lead; a commune without a name goes by its code', () => {
    const lead = (communeCodes: readonly string[], leadCommuneCode: string) =>
      found({ ...A, state: { communeCodes, leadCommuneCode } })[0];
    expect(lead(['02680', '02683'], '02683')).toEqual(
      told(
        'LEAD_COMMUNE_ASSUMED',
        'warning',
        'A',
        'Cụm An Bình nằm trên 2 đơn vị cấp xã (Xã Bảo Hà, Xã Phúc Khánh); tạm lấy Xã Phúc Khánh làm đơn vị chủ trì báo cáo vì nguồn không nói rõ. Đề nghị UBND tỉnh xác định đơn vị chủ trì.',
        { lead: '02683', communes: ['02680', '02683'] },
        'hồ sơ',
      ),
    );
    expect(lead(['02680', '99999'], '99999')?.message).toContain('(Xã Bảo Hà, 99999); tạm lấy 99999 làm');
    expect(lead(['02680'], '02680')).toBeUndefined();
  });

  it('a commune code the map does not have is an error with the day it was looked for', () => {
    expect(found({ ...A, state: { communeCodes: ['99999'], validFrom: '2026-04-01' } })).toEqual([
      told(
        'COMMUNE_NOT_ON_MAP',
        'error',
        'A',
        'Cụm An Bình: mã đơn vị cấp xã 99999 không có trong danh mục hành chính tại ngày 1/4/2026. Hãy kiểm tra mã.',
        { missing: ['99999'] },
        'hồ sơ',
      ),
    ]);
    const two = only('COMMUNE_NOT_ON_MAP', { ...A, state: { communeCodes: ['99998', '02680', '99999'] } });
    expect(two[0]?.message).toContain('mã đơn vị cấp xã 99998, 99999 không có');
  });

  it('an industrial park of the same name is another thing (Decree 32/2024 Art. 2.1)', () => {
    expect(found({ ...A, plan: { note: 'Đã chuyển thành khu công nghiệp năm 2024' } })).toEqual([
      told(
        'BECAME_INDUSTRIAL_PARK',
        'note',
        'A',
        'Cụm An Bình đã chuyển thành khu công nghiệp theo phương án phát triển; khu công nghiệp cùng tên không thuộc chế độ báo cáo cụm công nghiệp, không tính vào số liệu cụm.',
        {},
        'phương án',
      ),
    ]);
    expect(found({ ...A, plan: { note: 'mở rộng' } })).toEqual([]);
  });
});

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
