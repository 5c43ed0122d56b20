import { compare, type DecimalString, percentOf, printDecimal, subtract, sumKnown } from '#lib/kernel';
import type { ObservationFact } from '../facts.js';
import type { ObservationRow } from '../rows.js';
import { type DataProblemCode, type FoundProblem, type ProvinceCase, viDay } from './problem-types.js';
import { looksOperating } from './problems-occupancy.js';

const vi = (value: DecimalString) => printDecimal(value, 'vi');

function problem(
  province: ProvinceCase,
  code: DataProblemCode,
  severity: FoundProblem['severity'],
  message: string,
  details: FoundProblem['details'],
  at: ObservationRow | null,
): FoundProblem {
  const found = { code, severity, provinceCode: province.provinceCode, clusterId: null, message, details };
  return {
    ...found,
    sourceId: at?.sourceId ?? null,
    ...(at === null ? {} : { key: `${at.observedOn}|${at.sourceId ?? ''}` }),
  };
}

function stated(province: ProvinceCase, fact: ObservationFact): (ObservationRow & { readonly value: DecimalString })[] {
  return province.observations
    .filter((o): o is ObservationRow & { readonly value: DecimalString } => o.fact === fact && o.value !== null)
    .sort((a, b) => (a.observedOn < b.observedOn ? -1 : a.observedOn > b.observedOn ? 1 : 0));
}

function besides(province: ProvinceCase, o: ObservationRow, fact: ObservationFact): DecimalString | null {
  return province.observations.find((other) => other.fact === fact && other.sourceId === o.sourceId)?.value ?? null;
}

/** The plan's totals against its own lines. */
export function planProblems(province: ProvinceCase): FoundProblem[] {
  if (province.clusters.length === 0) return [];
  const found: FoundProblem[] = [];
  const entries = province.clusters.flatMap((c) => (c.plan === null ? [] : [c.plan]));
  const listed = entries.filter((e) => e.listed);
  const area = sumKnown(listed.map((e) => e.plannedAreaHa)) ?? '0';
  const outside = stated(province, 'clusters_outside_plan').at(-1)?.asWritten ?? null;
  for (const total of stated(province, 'clusters_planned')) {
    const totalArea = besides(province, total, 'planned_area');
    if (compare(total.value, String(listed.length)) !== 0) {
      const extraArea = totalArea === null ? null : subtract(totalArea, area);
      found.push(
        problem(
          province,
          'NOT_IN_PLAN',
          'warning',
          `Toàn tỉnh: số công bố ngày ${viDay(total.observedOn)} tính ${vi(total.value)} cụm, phương án phát triển chỉ có ${listed.length} cụm${outside === null ? '' : `; ngoài danh sách: ${outside}`}${extraArea === null ? '' : ` (thêm ${vi(extraArea)} ha)`}. Các cụm này chưa có trong dữ liệu vì không rõ địa điểm; hãy bổ sung căn cứ hoặc bỏ khỏi tổng.`,
          { stated: total.value, listed: listed.length, names: outside, extraAreaHa: extraArea },
          total,
        ),
      );
    } else if (totalArea !== null && compare(totalArea, area) !== 0) {
      found.push(
        problem(
          province,
          'PLAN_AREA_DIFFERS_FROM_SUM',
          'note',
          `Toàn tỉnh: phương án phát triển ghi tổng ${vi(totalArea)} ha, cộng ${listed.length} cụm được ${vi(area)} ha. Chỉ tiêu 2 dùng tổng cộng từ danh sách.`,
          { stated: totalArea, sum: area },
          total,
        ),
      );
    }
  }
  const withdrawn = entries.filter((e) => !e.listed && e.planGroup?.startsWith('III') === true).length;
  for (const total of stated(province, 'clusters_withdrawn')) {
    if (compare(total.value, String(withdrawn)) === 0) continue;
    found.push(
      problem(
        province,
        'WITHDRAWN_COUNT_DIFFERS',
        'note',
        `Toàn tỉnh: phương án phát triển đưa ra khỏi danh sách ${vi(total.value)} cụm, nguồn chỉ nêu tên ${withdrawn} cụm. Hãy bổ sung tên các cụm còn thiếu.`,
        { stated: total.value, named: withdrawn },
        total,
      ),
    );
  }
  return found;
}

/** Published totals against the sum of what is stated per cluster. */
export function totalProblems(province: ProvinceCase): FoundProblem[] {
  if (province.clusters.length === 0) return [];
  const found: FoundProblem[] = [];
  const leased = sumKnown(province.clusters.map((c) => c.value('leased_land')));
  for (const total of stated(province, 'leased_land')) {
    if (leased === null || compare(total.value, leased) === 0) continue;
    found.push(
      problem(
        province,
        'SUM_LEASED_DIFFERS_FROM_TOTAL',
        'warning',
        `Toàn tỉnh: tổng diện tích đã cho thuê công bố ngày ${viDay(total.observedOn)} là ${vi(total.value)} ha, cộng theo từng cụm được ${vi(leased)} ha (lệch ${vi(subtract(leased, total.value))} ha). Hãy đối chiếu từng cụm với nguồn của tổng.`,
        { stated: total.value, sum: leased, difference: subtract(leased, total.value) },
        total,
      ),
    );
  }
  const counts = province.clusters.map((c) => c.value('facilities_or_projects'));
  const projects = sumKnown(counts);
  for (const total of stated(province, 'projects_total')) {
    if (projects === null || compare(total.value, projects) === 0) continue;
    const without = province.clusters.filter(
      (c) => c.value('facilities_or_projects') === null && c.value('leased_land') !== null,
    );
    found.push(
      problem(
        province,
        'SUM_PROJECTS_DIFFERS_FROM_TOTAL',
        'note',
        `Toàn tỉnh: tổng số dự án công bố ngày ${viDay(total.observedOn)} là ${vi(total.value)}, cộng theo từng cụm được ${vi(projects)}; không có số của: ${without.map((c) => c.cluster.name).join(', ') || 'không cụm nào'}. Hãy bổ sung số dự án từng cụm.`,
        { stated: total.value, sum: projects, clustersWithout: without.map((c) => c.cluster.code) },
        total,
      ),
    );
  }
  return found;
}

/** The published average occupancy against row 19: operating clusters only, recomputed from parts. */
export function averageProblems(province: ProvinceCase): FoundProblem[] {
  const found: FoundProblem[] = [];
  const rates = stated(province, 'occupancy_rate').filter((o) => o.basis === 'as_reported');
  const different = new Set(rates.map((o) => o.value));
  if (different.size > 1) {
    const text = rates.map((o) => `${vi(o.value)}% (${viDay(o.observedOn)})`).join(', ');
    found.push(
      problem(
        province,
        'PUBLISHED_TOTALS_DISAGREE',
        'warning',
        `Toàn tỉnh: các số bình quân tỷ lệ lấp đầy đã công bố khác nhau: ${text}. Tử số và mẫu số thay đổi giữa các lần; hãy nêu rõ định nghĩa và ngày khi dùng.`,
        { rates: rates.map((o) => ({ value: o.value, on: o.observedOn })) },
        null,
      ),
    );
  }
  const leasing = new Set(province.rows.leases.map((l) => l.projectId));
  const operating = province.clusters.filter((c) => looksOperating(c, leasing));
  const parts = operating.filter((c) => c.value('occupancy_denominator') !== null);
  const weighted = percentOf(
    sumKnown(parts.map((c) => c.value('leased_land'))),
    sumKnown(parts.map((c) => c.value('occupancy_denominator'))),
  );
  for (const rate of rates) {
    const count = besides(province, rate, 'clusters_count');
    if (operating.length === 0 || count === null || compare(count, String(operating.length)) <= 0) continue;
    found.push(
      problem(
        province,
        'AVERAGE_OVER_NON_OPERATING',
        'warning',
        `Toàn tỉnh: bình quân ${vi(rate.value)}% (${viDay(rate.observedOn)}) tính trên ${vi(count)} cụm, trong khi chỉ ${operating.length} cụm đã hoạt động. Chỉ tiêu 19 chỉ tính cụm đã hoạt động${weighted === null ? '' : `; theo mẫu số suy ra của ${parts.length} cụm, bình quân có trọng số là ${vi(weighted)}%`}. Không dùng số công bố cho chỉ tiêu này.`,
        { stated: rate.value, clusters: count, operating: operating.length, weightedOverOperating: weighted },
        rate,
      ),
    );
  }
  return found;
}

/** One summary, two rates: the same land over different denominators. */
export function summaryProblems(province: ProvinceCase): FoundProblem[] {
  const found: FoundProblem[] = [];
  for (const other of stated(province, 'occupancy_rate').filter((o) => o.basis === 'completed_infrastructure')) {
    const reported = stated(province, 'occupancy_rate').find(
      (o) => o.sourceId === other.sourceId && o.basis === 'as_reported',
    );
    if (reported === undefined || compare(reported.value, other.value) === 0) continue;
    found.push(
      problem(
        province,
        'OCCUPANCY_BASES_DISAGREE',
        'warning',
        `Toàn tỉnh: cùng một nguồn nêu hai tỷ lệ lấp đầy, ${vi(reported.value)}% và ${vi(other.value)}% (trên phần đã hoàn thành hạ tầng). Chỉ tiêu theo Nghị định 32/2024 dùng đất công nghiệp theo quy hoạch chi tiết; hãy ghi rõ mẫu số.`,
        { reported: reported.value, completedInfrastructure: other.value },
        other,
      ),
    );
  }
  for (const remaining of stated(province, 'remaining_industrial_land')) {
    const whole = besides(province, remaining, 'occupancy_denominator');
    const leased = besides(province, remaining, 'leased_land');
    if (whole === null || leased === null) continue;
    const rest = subtract(whole, leased);
    if (compare(rest, remaining.value) === 0) continue;
    found.push(
      problem(
        province,
        'REMAINING_LAND_DIFFERS',
        'note',
        `Toàn tỉnh: đất công nghiệp còn lại ghi ${vi(remaining.value)} ha, nhưng mẫu số suy ra ${vi(whole)} ha trừ đã cho thuê ${vi(leased)} ha còn ${vi(rest)} ha. Hai số tính trên hai phạm vi khác nhau.`,
        { stated: remaining.value, computed: rest },
        remaining,
      ),
    );
  }
  const named = stated(province, 'clusters_operating').at(-1) ?? stated(province, 'clusters_planned').at(-1);
  if (province.clusters.length === 0 && named !== undefined) {
    found.push(
      problem(
        province,
        'CLUSTERS_NOT_NAMED',
        'warning',
        `Toàn tỉnh: nguồn chỉ có số tổng (ngày ${viDay(named.observedOn)}), không có tên từng cụm. Dữ liệu chưa có cụm nào của tỉnh; hãy nhập danh sách cụm theo phương án phát triển.`,
        {},
        named,
      ),
    );
  }
  return found;
}
