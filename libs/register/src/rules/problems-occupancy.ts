import { compare, decimalsOf, percentOf, printDecimal, sumKnown } from '#lib/kernel';
import { type ClusterCase, clusterProblem, type FoundProblem, viDay } from './problem-types.js';

const vi = (value: string) => printDecimal(value, 'vi');

/**
 * The occupancy rate as reported against Decree 32/2024 Art. 2.7: its denominator is the industrial land fixed in the
 * approved detailed plan, not the cluster's area, and numerator and rate should come from one source.
 */
export function occupancyProblems(c: ClusterCase): FoundProblem[] {
  const rate = c.observed('occupancy_rate');
  const leased = c.observed('leased_land');
  const area = c.observed('cluster_area');
  const implied = c.observed('occupancy_denominator');
  const found: FoundProblem[] = [];
  // A rate of nothing leased is 0 whatever it is divided by, so it says nothing about its denominator.
  if (rate?.value == null || leased?.value == null || compare(leased.value, '0') === 0) return found;
  const name = c.cluster.name;
  const decimals = decimalsOf(rate.value);

  if (area?.value != null && percentOf(leased.value, area.value, decimals) === rate.value) {
    found.push(
      clusterProblem(
        c,
        'DENOMINATOR_IS_CLUSTER_AREA',
        'warning',
        `Cụm ${name}: tỷ lệ lấp đầy ${vi(rate.value)}% đúng bằng diện tích cho thuê ${vi(leased.value)} ha chia cho diện tích toàn cụm ${vi(area.value)} ha. Mẫu số phải là diện tích đất công nghiệp theo quy hoạch chi tiết (Nghị định 32/2024, Điều 2, khoản 6 và 7). Hãy tính lại.`,
        { rate: rate.value, leased: leased.value, area: area.value },
        rate.sourceId,
      ),
    );
  }
  if (!c.decisions.some((d) => d.kind === 'detailed_plan' && d.industrialLandHa !== null)) {
    found.push(
      clusterProblem(
        c,
        'DENOMINATOR_UNCONFIRMED',
        'warning',
        `Cụm ${name}: báo cáo tỷ lệ lấp đầy ${vi(rate.value)}% nhưng dữ liệu không có quy hoạch chi tiết được duyệt với diện tích đất công nghiệp, nên mẫu số${implied?.value == null ? '' : ` (suy ra ${vi(implied.value)} ha)`} chưa được xác nhận. Hãy nhập quyết định duyệt quy hoạch chi tiết.`,
        { rate: rate.value, implied: implied?.value ?? null },
        rate.sourceId,
      ),
    );
  }
  if (leased.sourceId !== rate.sourceId) {
    found.push(
      clusterProblem(
        c,
        'OCCUPANCY_SOURCES_DISAGREE',
        'warning',
        `Cụm ${name}: diện tích cho thuê ${vi(leased.value)} ha (ngày ${viDay(leased.observedOn)}) và tỷ lệ lấp đầy ${vi(rate.value)}% (ngày ${viDay(rate.observedOn)}) lấy từ hai nguồn khác nhau. Hãy lấy cả tử số và tỷ lệ từ cùng một báo cáo.`,
        {
          leasedOn: leased.observedOn,
          rateOn: rate.observedOn,
          leasedSource: leased.sourceId,
          rateSource: rate.sourceId,
        },
        rate.sourceId,
      ),
    );
  }
  if (implied?.value != null && percentOf(leased.value, implied.value, decimals) !== rate.value) {
    found.push(
      clusterProblem(
        c,
        'OCCUPANCY_RATE_DIFFERS_FROM_PARTS',
        'note',
        `Cụm ${name}: ${vi(leased.value)} ha chia cho mẫu số suy ra ${vi(implied.value)} ha không ra đúng ${vi(rate.value)}% (do mẫu số làm tròn). Hãy nhập mẫu số gốc.`,
        { leased: leased.value, implied: implied.value, rate: rate.value },
        rate.sourceId,
      ),
    );
  }
  return found;
}

/** A source without a day got one by convention (schemas/samples/README.md); only the wording "first half" shows it. */
export function assumedDates(c: ClusterCase): FoundProblem[] {
  const leased = c.observed('leased_land');
  if (leased?.asWritten?.includes('first half') !== true) return [];
  return [
    clusterProblem(
      c,
      'OBSERVATION_DATE_ASSUMED',
      'note',
      `Cụm ${c.cluster.name}: diện tích cho thuê lấy từ số liệu "6 tháng đầu năm 2026" không ghi ngày; tạm ghi ngày ${viDay(leased.observedOn)}, ngày cuối của kỳ số liệu sáu tháng. Hãy bổ sung ngày của số liệu.`,
      { observedOn: leased.observedOn },
      leased.sourceId,
    ),
  ];
}

/** True when somebody states leased land or projects in the cluster, or a tenant leases there: it operates. */
export function looksOperating(c: ClusterCase, leasingTenants: ReadonlySet<string>): boolean {
  const positive = (value: string | null) => value !== null && compare(value, '0') > 0;
  return (
    positive(c.value('leased_land')) ||
    positive(c.value('facilities_or_projects')) ||
    c.tenants.some((t) => leasingTenants.has(t.id))
  );
}

/** Statements say there are tenants, the register lists none: counts by statement only. */
export function tenantsNotListed(c: ClusterCase): FoundProblem[] {
  if (c.tenants.length > 0 || !looksOperating(c, new Set())) return [];
  const count = c.value('facilities_or_projects');
  return [
    clusterProblem(
      c,
      'TENANTS_NOT_LISTED',
      'warning',
      `Cụm ${c.cluster.name} có đất đã cho thuê${count === null ? '' : ` và ${vi(count)} cơ sở, dự án`} theo báo cáo, nhưng chưa có danh sách dự án thứ cấp trong dữ liệu. Hãy nhập từng dự án với hợp đồng thuê đất và giấy tờ đầu tư.`,
      { facilities: count, leased: c.value('leased_land') },
    ),
  ];
}

/** What tenants use and ask for together against the whole cluster: registered interest is not leased land. */
export function landDemand(c: ClusterCase): FoundProblem[] {
  const demand = sumKnown(c.tenants.map((t) => t.landRequestedHa));
  const area = c.value('cluster_area') ?? c.plan?.plannedAreaHa ?? null;
  if (demand === null || area === null || compare(demand, area) <= 0) return [];
  return [
    clusterProblem(
      c,
      'LAND_DEMAND_EXCEEDS_CLUSTER',
      'warning',
      `Cụm ${c.cluster.name}: các dự án dùng và xin ${vi(demand)} ha, nhiều hơn diện tích toàn cụm ${vi(area)} ha. Đất đăng ký không phải đất đã cho thuê; hãy rà soát nhu cầu của từng dự án.`,
      { demand, area },
    ),
  ];
}
