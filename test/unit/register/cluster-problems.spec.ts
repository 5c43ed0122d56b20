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
