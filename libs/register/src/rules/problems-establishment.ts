import { compare, type DecimalString, printDecimal } from '#lib/kernel';
import { type ClusterCase, clusterProblem, type FoundProblem, viDay } from './problem-types.js';

/** Status group with which the department itself says: run on budget money, not established. */
const NOT_ESTABLISHED = 'V_state_budget_not_established';
const ESTABLISHED = 'I_established';

/**
 * The plan's "established" against the decisions we have. Only an establishment decision establishes (Decree 32/2024
 * Art. 2.9): without one the wording stays wording, whether the department denies it or nobody says.
 */
export function establishmentProblems(c: ClusterCase): FoundProblem[] {
  const name = c.cluster.name;
  const hasDecision = c.decisions.some((d) => d.kind === 'establishment');
  const found: FoundProblem[] = [];
  if (!hasDecision && c.plan?.listedAsEstablished === true) {
    found.push(
      c.state?.status === NOT_ESTABLISHED
        ? clusterProblem(
            c,
            'LISTED_ESTABLISHED_WITHOUT_DECISION',
            'warning',
            `Cụm ${name}: phương án phát triển ghi là đã thành lập, nhưng theo Sở Công Thương cụm chưa có quyết định thành lập. Số liệu tính cụm này là chưa thành lập (chỉ tiêu 15.2). Hãy bổ sung quyết định nếu có, hoặc hoàn tất thủ tục thành lập.`,
            { status: c.state.status, planGroup: c.plan.planGroup },
            c.plan.sourceId,
          )
        : clusterProblem(
            c,
            'ESTABLISHMENT_UNKNOWN',
            'warning',
            `Cụm ${name}: phương án phát triển ghi là đã thành lập, nhưng dữ liệu không có quyết định thành lập nào và không nguồn nào nói rõ. Chưa thể kết luận cụm đã thành lập; hãy bổ sung số, ngày và cơ quan ban hành quyết định.`,
            { status: c.state?.status ?? null, planGroup: c.plan.planGroup, listed: c.plan.listed },
            c.plan.sourceId,
          ),
    );
  }
  if (!hasDecision && c.state?.status === ESTABLISHED) {
    found.push(
      clusterProblem(
        c,
        'DECISION_MISSING_FOR_STATUS',
        'error',
        `Cụm ${name}: tình trạng ghi "đã thành lập" nhưng không có quyết định thành lập trong dữ liệu. Hãy nhập quyết định hoặc sửa tình trạng.`,
        { status: c.state.status },
        c.state.sourceId,
      ),
    );
  }
  const amended = c.decisions.filter((d) => d.kind === 'adjustment').length;
  const stated = c.decisions.find((d) => d.kind === 'establishment' && d.areaHa !== null);
  if (amended > 0 && stated?.areaHa != null) {
    found.push(
      clusterProblem(
        c,
        'DECISION_AREA_OF_LATER_DATE',
        'note',
        `Cụm ${name}: diện tích ${printDecimal(stated.areaHa, 'vi')} ha lấy theo hồ sơ mới nhất, trong khi quyết định thành lập đã được điều chỉnh ${amended} lần. Diện tích trước từng lần điều chỉnh chưa rõ; hãy nhập diện tích ghi trong từng quyết định.`,
        { areaHa: stated.areaHa, adjustments: amended },
        stated.sourceId,
      ),
    );
  }
  for (const plan of c.decisions.filter((d) => d.kind === 'detailed_plan' && d.industrialLandHa === null)) {
    found.push(
      clusterProblem(
        c,
        'DETAILED_PLAN_INCOMPLETE',
        'warning',
        `Cụm ${name}: quy hoạch chi tiết được duyệt ngày ${plan.signedOn === null ? '(không rõ)' : viDay(plan.signedOn)} nhưng chưa có diện tích đất công nghiệp, nên chưa tính được tỷ lệ lấp đầy theo Nghị định 32/2024. Hãy nhập số quyết định và diện tích đất công nghiệp.`,
        { signedOn: plan.signedOn },
        plan.sourceId,
      ),
    );
  }
  return found;
}

/** Planned, decided, dossier and reported areas are four numbers (they may lawfully differ); all are shown where they do. */
export function areaProblems(c: ClusterCase): FoundProblem[] {
  const planned = c.plan?.plannedAreaHa ?? null;
  const before = c.plan?.areaBeforeHa ?? null;
  const decided = c.decisions.find((d) => d.areaHa !== null)?.areaHa ?? null;
  const dossier = c.value('dossier_area');
  const reported = c.value('cluster_area');
  const reference = planned ?? before;
  if (reference === null) return [];
  const differs = (area: DecimalString | null, ...against: (DecimalString | null)[]) =>
    area !== null && !against.some((a) => a !== null && compare(a, area) === 0);
  // Before an enlargement is built the cluster is reported with its former area: no contradiction.
  if (!differs(decided, reference) && !differs(dossier, reference) && !differs(reported, planned, before)) return [];
  const areas: [string, DecimalString | null][] = [
    ['phương án phát triển', planned],
    ['trước phương án', before],
    ['quyết định thành lập', decided],
    ['hồ sơ', dossier],
    ['báo cáo', reported],
  ];
  const text = areas.flatMap(([label, area]) => (area === null ? [] : [`${label} ${printDecimal(area, 'vi')} ha`]));
  return [
    clusterProblem(
      c,
      'AREA_SOURCES_DIFFER',
      'warning',
      `Cụm ${c.cluster.name}: diện tích theo các nguồn khác nhau (${text.join('; ')}). Mỗi chỉ tiêu dùng đúng nguồn của nó; hãy kiểm tra số nào còn hiệu lực.`,
      Object.fromEntries([
        ['planned', planned],
        ['before', before],
        ['decided', decided],
        ['dossier', dossier],
        ['reported', reported],
      ]),
    ),
  ];
}
