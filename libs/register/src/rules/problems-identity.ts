import { matchKey } from '#lib/kernel';
import { type ClusterCase, clusterProblem, type FoundProblem, type ProvinceCase, viDay } from './problem-types.js';

/** What identity needs of the map: the name a commune code has there, or null. */
export type CommuneNames = (code: string) => string | null;

const NUMBERED = /^(.*\S)\s+(\d+)$/u;

/** Name without its number: "Phú Thịnh 3" and "Phú Thịnh" share one. */
function stem(name: string): string {
  return matchKey(NUMBERED.exec(name)?.[1] ?? name);
}

/**
 * Neighbours that differ by a number (X, X 1, X 2) look like phases of one cluster and are not: each has its own
 * line in the plan and its own decision. Marked so that nobody joins or adds them by name.
 */
export function numberedNeighbours(province: ProvinceCase): FoundProblem[] {
  const groups = Map.groupBy(province.clusters, (c) => stem(c.cluster.name));
  return [...groups.values()]
    .filter((group) => group.length > 1 && group.some((c) => NUMBERED.test(c.cluster.name)))
    .flatMap((group) => {
      const names = group.map((c) => c.cluster.name).sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }));
      return group.map((c) =>
        clusterProblem(
          c,
          'NUMBERED_NEIGHBOURS',
          'note',
          `Cụm ${c.cluster.name}: có các cụm cùng tên khác số (${names.join(', ')}). Đây là những cụm riêng, không phải giai đoạn của một cụm; hãy đối chiếu mã cụm, không cộng hay ghép theo tên.`,
          { neighbours: group.filter((o) => o !== c).map((o) => o.cluster.code) },
        ),
      );
    });
}

/** Which commune reports a cluster lying in several, no source says; the first named is taken until the province decides. */
export function leadCommune(c: ClusterCase, communeName: CommuneNames): FoundProblem[] {
  if (c.state === null || c.state.communeCodes.length < 2) return [];
  const names = c.state.communeCodes.map((code) => communeName(code) ?? code);
  const lead = communeName(c.state.leadCommuneCode) ?? c.state.leadCommuneCode;
  return [
    clusterProblem(
      c,
      'LEAD_COMMUNE_ASSUMED',
      'warning',
      `Cụm ${c.cluster.name} nằm trên ${names.length} đơn vị cấp xã (${names.join(', ')}); tạm lấy ${lead} làm đơn vị chủ trì báo cáo vì nguồn không nói rõ. Đề nghị UBND tỉnh xác định đơn vị chủ trì.`,
      { lead: c.state.leadCommuneCode, communes: c.state.communeCodes },
      c.state.sourceId,
    ),
  ];
}

/** A commune code that the map does not have on the state's first day. */
export function communesOnMap(c: ClusterCase, communeName: CommuneNames): FoundProblem[] {
  const missing = c.state?.communeCodes.filter((code) => communeName(code) === null) ?? [];
  if (missing.length === 0) return [];
  return [
    clusterProblem(
      c,
      'COMMUNE_NOT_ON_MAP',
      'error',
      `Cụm ${c.cluster.name}: mã đơn vị cấp xã ${missing.join(', ')} không có trong danh mục hành chính tại ngày ${viDay(c.state?.validFrom ?? '')}. Hãy kiểm tra mã.`,
      { missing },
      c.state?.sourceId ?? null,
    ),
  ];
}

/** An industrial park of the same name is another thing, outside this regime (Decree 32/2024 Art. 2.1). */
export function becameIndustrialPark(c: ClusterCase): FoundProblem[] {
  if (c.plan?.note?.includes('chuyển thành khu công nghiệp') !== true) return [];
  return [
    clusterProblem(
      c,
      'BECAME_INDUSTRIAL_PARK',
      'note',
      `Cụm ${c.cluster.name} đã chuyển thành khu công nghiệp theo phương án phát triển; khu công nghiệp cùng tên không thuộc chế độ báo cáo cụm công nghiệp, không tính vào số liệu cụm.`,
      {},
      c.plan.sourceId,
    ),
  ];
}
