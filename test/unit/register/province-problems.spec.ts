/** What a province publishes about all its clusters against what stands in the register; sums and rates by hand. */
import { describe, expect, it } from 'vitest';
import type { ObservationRow } from '../../../libs/register/src/rows.js';
import { findDataProblems } from '../../../libs/register/src/rules/data-problems.js';
import type { DataProblemCode, FoundProblem } from '../../../libs/register/src/rules/problem-types.js';
import { type ClusterText, rowsOf, told } from './rows.js';

type Said = Partial<ObservationRow>;
const about = (clusters: readonly ClusterText[], province: readonly Said[]): FoundProblem[] =>
  findDataProblems(rowsOf(clusters, province), (code) => code).filter((p) => p.clusterId === null);
const toldOf = (
  code: DataProblemCode,
  severity: FoundProblem['severity'],
  message: string,
  details: FoundProblem['details'],
  key: string | null,
): FoundProblem => ({
  ...told(code, severity, null, message, details, key === null ? null : 'báo cáo'),
  ...(key === null ? {} : { key }),
});

describe('the plan against its own lines', () => {
  const planned: readonly ClusterText[] = [
    { id: 'A', plan: { plannedAreaHa: '30' } },
    { id: 'B', plan: { plannedAreaHa: '45.5' } },
    { id: 'C', plan: { listed: false, planGroup: 'III.1', plannedAreaHa: '10' } },
    { id: 'D', plan: { listed: false, planGroup: null } },
    { id: 'E' },
  ];
  const total = { fact: 'clusters_planned', value: '4' } as const;

  it('counts clusters it does not name: 4 against 2, 200 ha against 75.5', () => {
    expect(
      about(planned, [
        total,
        { fact: 'planned_area', value: '200' },
        { fact: 'clusters_outside_plan', value: '2', asWritten: 'Gia Hội, Phong Hải' },
      ]),
    ).toEqual([
      toldOf(
        'NOT_IN_PLAN',
        'warning',
        'Toàn tỉnh: số công bố ngày 14/6/2026 tính 4 cụm, phương án phát triển chỉ có 2 cụm; ngoài danh sách: Gia Hội, Phong Hải (thêm 124,5 ha). Các cụm này chưa có trong dữ liệu vì không rõ địa điểm; hãy bổ sung căn cứ hoặc bỏ khỏi tổng.',
        { stated: '4', listed: 2, names: 'Gia Hội, Phong Hải', extraAreaHa: '124.5' },
        '2026-06-14|báo cáo',
      ),
    ]);
  });

  it('says neither names nor area that nobody gave; the area of another source is not taken', () => {
    const [bare] = about(planned, [total, { fact: 'planned_area', value: '200', sourceId: 'khác' }]);
    expect(bare).toMatchObject({
      message:
        'Toàn tỉnh: số công bố ngày 14/6/2026 tính 4 cụm, phương án phát triển chỉ có 2 cụm. Các cụm này chưa có trong dữ liệu vì không rõ địa điểm; hãy bổ sung căn cứ hoặc bỏ khỏi tổng.',
      details: { stated: '4', listed: 2, names: null, extraAreaHa: null },
    });
  });

  it('adds up to another area: 80 ha against 30 + 45.5', () => {
    const same = { ...total, value: '2' };
    expect(about(planned, [same, { fact: 'planned_area', value: '80' }])).toEqual([
      toldOf(
        'PLAN_AREA_DIFFERS_FROM_SUM',
        'note',
        'Toàn tỉnh: phương án phát triển ghi tổng 80 ha, cộng 2 cụm được 75,5 ha. Chỉ tiêu 2 dùng tổng cộng từ danh sách.',
        { stated: '80', sum: '75.5' },
        '2026-06-14|báo cáo',
      ),
    ]);
    expect(about(planned, [same, { fact: 'planned_area', value: '75.50' }])).toEqual([]);
    expect(about(planned, [same])).toEqual([]);
  });

  it('withdraws more than it names: only group III of those not listed', () => {
    expect(about(planned, [{ fact: 'clusters_withdrawn', value: '3' }])).toEqual([
      toldOf(
        'WITHDRAWN_COUNT_DIFFERS',
        'note',
        'Toàn tỉnh: phương án phát triển đưa ra khỏi danh sách 3 cụm, nguồn chỉ nêu tên 1 cụm. Hãy bổ sung tên các cụm còn thiếu.',
        { stated: '3', named: 1 },
        '2026-06-14|báo cáo',
      ),
    ]);
    expect(about(planned, [{ fact: 'clusters_withdrawn', value: '1' }])).toEqual([]);
  });

  it('is not judged where no cluster is known by name, or nobody stated the total', () => {
    const codes = about([], [total, { fact: 'clusters_withdrawn', value: '3' }, { value: '6' }]).map((p) => p.code);
    expect(codes).toEqual(['CLUSTERS_NOT_NAMED']);
    expect(about(planned, [{ ...total, value: null }])).toEqual([]);
  });

  it('names the clusters outside it as last told', () => {
    const outside = (observedOn: string, asWritten: string) =>
      ({ fact: 'clusters_outside_plan', value: '1', observedOn, asWritten }) as const;
    const days = [outside('2026-09-01', 'sau'), outside('2026-01-01', 'trước'), outside('2026-05-01', 'giữa')];
    expect(about(planned, [total, ...days])[0]?.details['names']).toBe('sau');
  });
});

describe('published totals against the sum over clusters', () => {
  const clusters: readonly ClusterText[] = [
    { id: 'A', name: 'An Bình', said: [{ value: '6' }, { fact: 'facilities_or_projects', value: '12' }] },
    { id: 'B', name: 'Bình Yên', said: [{ value: '4.5' }] },
    { id: 'C', said: [{ fact: 'facilities_or_projects', value: '3' }] },
    { id: 'D' },
  ];

  it('of leased land: 10.5 ha against the published 9, each statement for itself', () => {
    const total = (value: string, observedOn: string) => ({ value, observedOn });
    expect(
      about(clusters, [total('12', '2026-10-01'), total('9', '2026-01-15'), total('10.50', '2026-06-14')]),
    ).toEqual([
      toldOf(
        'SUM_LEASED_DIFFERS_FROM_TOTAL',
        'warning',
        'Toàn tỉnh: tổng diện tích đã cho thuê công bố ngày 15/1/2026 là 9 ha, cộng theo từng cụm được 10,5 ha (lệch 1,5 ha). Hãy đối chiếu từng cụm với nguồn của tổng.',
        { stated: '9', sum: '10.5', difference: '1.5' },
        '2026-01-15|báo cáo',
      ),
      expect.objectContaining({
        key: '2026-10-01|báo cáo',
        details: { stated: '12', sum: '10.5', difference: '-1.5' },
      }),
    ]);
    expect(about([{ id: 'D' }], [{ value: '9' }])).toEqual([]);
  });

  it('of projects: 12 + 3 against the published 20, with the clusters nobody counted in', () => {
    const told20 = (who: string, clustersWithout: readonly string[]) =>
      toldOf(
        'SUM_PROJECTS_DIFFERS_FROM_TOTAL',
        'note',
        `Toàn tỉnh: tổng số dự án công bố ngày 14/6/2026 là 20, cộng theo từng cụm được 15; không có số của: ${who}. Hãy bổ sung số dự án từng cụm.`,
        { stated: '20', sum: '15', clustersWithout },
        '2026-06-14|báo cáo',
      );
    const total = { fact: 'projects_total', value: '20' } as const;
    expect(about(clusters, [total])).toEqual([told20('Bình Yên', ['B'])]);
    const counted = clusters.filter((c) => c.id !== 'B');
    expect(about(counted, [total])).toEqual([told20('không cụm nào', [])]);
    expect(about(clusters, [{ ...total, value: '15' }])).toEqual([]);
    expect(about([{ id: 'D' }], [total])).toEqual([]);
    const two = [...clusters, { id: 'E', name: 'Em', said: [{ value: '1' }] }];
    expect(about(two, [total])[0]?.message).toContain('không có số của: Bình Yên, Em.');
  });
});

describe('published rates', () => {
  const rate = (value: string, more: Said = {}): Said => ({
    fact: 'occupancy_rate',
    value,
    basis: 'as_reported',
    ...more,
  });

  it('that differ are told together', () => {
    const two = [rate('30.49', { observedOn: '2026-09-28' }), rate('29.02', { observedOn: '2026-01-05' })];
    expect(about([], two)).toEqual([
      toldOf(
        'PUBLISHED_TOTALS_DISAGREE',
        'warning',
        'Toàn tỉnh: các số bình quân tỷ lệ lấp đầy đã công bố khác nhau: 29,02% (5/1/2026), 30,49% (28/9/2026). Tử số và mẫu số thay đổi giữa các lần; hãy nêu rõ định nghĩa và ngày khi dùng.',
        {
          rates: [
            { value: '29.02', on: '2026-01-05' },
            { value: '30.49', on: '2026-09-28' },
          ],
        },
        null,
      ),
    ]);
    expect(about([], [rate('30'), rate('30', { observedOn: '2026-09-28' })])).toEqual([]);
    // A rate over another basis is another number, not a contradiction between announcements.
    expect(about([], [rate('30'), rate('40', { basis: 'completed_infrastructure', sourceId: 'khác' })])).toEqual([]);
  });

  /** Operating: A by land, B by projects, C by a lease; D not. Denominators known of A and B: 6 of 20 + 10, 20 per cent. */
  const clusters: readonly ClusterText[] = [
    { id: 'A', said: [{ value: '6' }, { fact: 'occupancy_denominator', value: '20' }] },
    {
      id: 'B',
      said: [
        { fact: 'facilities_or_projects', value: '2' },
        { fact: 'occupancy_denominator', value: '10' },
      ],
    },
    { id: 'C', tenants: [{ id: 'p' }], leases: [{ projectId: 'p', signedOn: '2026-01-01' }] },
    { id: 'D', tenants: [{ id: 'q' }], said: [{ value: '0' }, { fact: 'occupancy_denominator', value: '70' }] },
  ];
  const over = (count: string) => about(clusters, [rate('30'), { fact: 'clusters_count', value: count }]);

  it('taken over clusters that do not operate: 4 where 3 do', () => {
    expect(over('4')).toEqual([
      toldOf(
        'AVERAGE_OVER_NON_OPERATING',
        'warning',
        'Toàn tỉnh: bình quân 30% (14/6/2026) tính trên 4 cụm, trong khi chỉ 3 cụm đã hoạt động. Chỉ tiêu 19 chỉ tính cụm đã hoạt động; theo mẫu số suy ra của 2 cụm, bình quân có trọng số là 20%. Không dùng số công bố cho chỉ tiêu này.',
        { stated: '30', clusters: '4', operating: 3, weightedOverOperating: '20' },
        '2026-06-14|báo cáo',
      ),
    ]);
    expect(over('3')).toEqual([]);
    expect(about(clusters, [rate('30')])).toEqual([]);
    // Nobody operates: row 19 is empty, and the average is not compared with it.
    expect(about([clusters[3]!], [rate('30'), { fact: 'clusters_count', value: '4' }])).toEqual([]);
  });

  it('without any denominator are told without the weighted average', () => {
    const [told] = about([clusters[2]!], [rate('30'), { fact: 'clusters_count', value: '2' }]);
    expect(told?.message).toContain('Chỉ tiêu 19 chỉ tính cụm đã hoạt động. Không dùng');
    expect(told?.details).toMatchObject({ operating: 1, weightedOverOperating: null });
  });

  it('of one summary over two bases', () => {
    const completed = rate('41.5', { basis: 'completed_infrastructure' });
    expect(about([], [rate('30'), rate('35', { sourceId: 'khác' }), completed]).at(-1)).toEqual(
      toldOf(
        'OCCUPANCY_BASES_DISAGREE',
        'warning',
        'Toàn tỉnh: cùng một nguồn nêu hai tỷ lệ lấp đầy, 30% và 41,5% (trên phần đã hoàn thành hạ tầng). Chỉ tiêu theo Nghị định 32/2024 dùng đất công nghiệp theo quy hoạch chi tiết; hãy ghi rõ mẫu số.',
        { reported: '30', completedInfrastructure: '41.5' },
        '2026-06-14|báo cáo',
      ),
    );
    expect(about([], [rate('41.50'), completed])).toEqual([]);
    expect(about([], [completed, rate('30', { sourceId: 'khác' })])).toEqual([]);
    expect(about([], [completed, rate('30', { basis: null })])).toEqual([]);
  });
});

describe('a summary of a province', () => {
  const remaining = { fact: 'remaining_industrial_land', value: '120' } as const;
  const whole = { fact: 'occupancy_denominator', value: '200' } as const;

  it('leaves another rest: 200 - 75.5 is 124.5 and not 120', () => {
    expect(about([], [remaining, whole, { value: '75.5' }])).toEqual([
      toldOf(
        'REMAINING_LAND_DIFFERS',
        'note',
        'Toàn tỉnh: đất công nghiệp còn lại ghi 120 ha, nhưng mẫu số suy ra 200 ha trừ đã cho thuê 75,5 ha còn 124,5 ha. Hai số tính trên hai phạm vi khác nhau.',
        { stated: '120', computed: '124.5' },
        '2026-06-14|báo cáo',
      ),
    ]);
    expect(about([], [remaining, whole, { value: '80' }])).toEqual([]);
    expect([...about([], [remaining, whole]), ...about([], [remaining, { value: '75.5' }])]).toEqual([]);
  });

  it('without a cluster by name is told by its newest count of those operating, else of those planned', () => {
    const count = (fact: 'clusters_operating' | 'clusters_planned', observedOn: string) =>
      ({ fact, value: '9', observedOn }) as const;
    const notNamed = (day: string, iso: string) =>
      toldOf(
        'CLUSTERS_NOT_NAMED',
        'warning',
        `Toàn tỉnh: nguồn chỉ có số tổng (ngày ${day}), không có tên từng cụm. Dữ liệu chưa có cụm nào của tỉnh; hãy nhập danh sách cụm theo phương án phát triển.`,
        {},
        `${iso}|báo cáo`,
      );
    const planned = [count('clusters_planned', '2026-09-01'), count('clusters_planned', '2026-01-01')];
    const operating = [count('clusters_operating', '2026-03-01'), count('clusters_operating', '2026-02-01')];
    expect(about([], [...planned, ...operating])).toEqual([notNamed('1/3/2026', '2026-03-01')]);
    expect(about([], planned)).toEqual([notNamed('1/9/2026', '2026-09-01')]);
    expect(about([{ id: 'A' }], operating)).toEqual([]);
    expect(about([], [{ value: '9' }])).toEqual([]);
  });

  it('without a source keeps its day as its key', () => {
    expect(about([], [{ fact: 'clusters_planned', value: '9', sourceId: null }])[0]).toMatchObject({
      key: '2026-06-14|',
      sourceId: null,
    });
  });
});
