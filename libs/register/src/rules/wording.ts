import type { InvestmentPaperKind, InvestorLegalType } from '../snapshot.js';

/** Vietnamese names of the status groups the department uses; the code stays as the source has it. */
export const clusterStatusLabels: Readonly<Record<string, string>> = {
  I_established: 'Đã thành lập',
  II_dossier_submitted: 'Đã nộp hồ sơ thành lập',
  III_investor_preparing: 'Nhà đầu tư đang chuẩn bị hồ sơ',
  IV_investor_interested: 'Có nhà đầu tư quan tâm',
  V_state_budget_not_established: 'Đầu tư bằng ngân sách, chưa thành lập',
  VI_calling_for_investors: 'Đang kêu gọi đầu tư',
  operating_commune_managed: 'Đang hoạt động, cấp xã quản lý',
  relocation_site: 'Bố trí di dời',
};

/** Vietnamese names of the steps of an establishment dossier. */
export const procedureStepLabels: Readonly<Record<string, string>> = {
  public_notice: 'Thông báo tiếp nhận hồ sơ',
  notice_receiving_closed: 'Thông báo kết thúc tiếp nhận hồ sơ',
  commune_submission: 'UBND cấp xã trình hồ sơ',
  agency_consultation: 'Lấy ý kiến các cơ quan',
  request_for_completion: 'Yêu cầu hoàn thiện hồ sơ',
  council_submission: 'Trình hội đồng',
  council_dissolved: 'Giải thể hội đồng',
  council_dissolution_proposed: 'Đề nghị giải thể hội đồng',
  submission_to_province: 'Trình UBND tỉnh',
  establishment_decision: 'Quyết định thành lập',
  investor_named: 'Nhà đầu tư được nêu tên',
  ground_breaking: 'Khởi công',
  expected_infra_completion: 'Dự kiến hoàn thành hạ tầng',
  phase_planned: 'Phân kỳ đầu tư',
  progress_stated: 'Tiến độ theo quyết định',
};

/**
 * Legal type of an investor from its name alone: a joint venture ("Liên danh") is kept apart from a single
 * enterprise, and a project board ("Ban QLDA") is a public body. `unknown` where the name does not say.
 */
export function legalTypeOf(name: string): InvestorLegalType {
  const n = name.normalize('NFC').trim();
  if (/^liên danh\b/iu.test(n)) return 'consortium';
  if (/^(ban (qlda|quản lý)|ubnd|ủy ban nhân dân|trung tâm phát triển)/iu.test(n)) return 'public_body';
  if (/^(htx|hợp tác xã|liên hiệp htx|liên hiệp hợp tác xã)(\s|$)/iu.test(n)) return 'cooperative';
  if (/^(công ty|tổng công ty|tập đoàn|doanh nghiệp)(\s|$)/iu.test(n)) return 'enterprise';
  return 'unknown';
}

/**
 * Kind of an investment paper from its number: "07/GP-YB" is a licence, "553/QĐ-UBND" an approval by decision,
 * eleven or twelve digits the old investment certificate. The wording is kept beside it.
 */
export function paperKindOf(number: string): InvestmentPaperKind {
  const n = number.trim();
  if (/\/GP\b/iu.test(n)) return 'licence';
  if (/\/QĐ-UBND$/iu.test(n)) return 'policy_approval';
  if (/^\d{10,13}$/.test(n)) return 'registration_certificate';
  return 'unknown';
}
