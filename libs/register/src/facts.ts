/**
 * The facts that observations speak about. One code, one meaning, one unit; what a number was measured
 * against (its basis) is written on the observation, because sources disagree about exactly that.
 */
export const observationFacts = {
  cluster_area: { label: 'Diện tích cụm công nghiệp', labelEn: 'Cluster area', unit: 'ha' },
  dossier_area: {
    label: 'Diện tích theo hồ sơ hoặc quyết định',
    labelEn: 'Area in the dossier or decision',
    unit: 'ha',
  },
  industrial_land: { label: 'Diện tích đất công nghiệp', labelEn: 'Industrial land', unit: 'ha' },
  occupancy_denominator: {
    label: 'Mẫu số suy ra từ tỷ lệ lấp đầy',
    labelEn: 'Denominator implied by the reported occupancy',
    unit: 'ha',
  },
  leased_land: { label: 'Diện tích đã cho thuê', labelEn: 'Land leased to tenants', unit: 'ha' },
  occupancy_rate: { label: 'Tỷ lệ lấp đầy', labelEn: 'Occupancy rate', unit: '%' },
  registered_land: {
    label: 'Diện tích dự án thứ cấp đăng ký (chưa thuê)',
    labelEn: 'Land registered by tenants, not leased',
    unit: 'ha',
  },
  remaining_industrial_land: {
    label: 'Diện tích đất công nghiệp còn lại',
    labelEn: 'Industrial land still free',
    unit: 'ha',
  },
  facilities_or_projects: { label: 'Số cơ sở hoặc dự án', labelEn: 'Facilities or projects', unit: 'dự án' },
  land_leased_to_investor: {
    label: 'Đất Nhà nước cho chủ đầu tư hạ tầng thuê',
    labelEn: 'Land the State leased to the infrastructure investor (not a tenant lease)',
    unit: 'ha',
  },
  cleared_land: { label: 'Diện tích đã giải phóng mặt bằng', labelEn: 'Land cleared', unit: 'ha' },
  clearance_area: { label: 'Diện tích phải giải phóng mặt bằng', labelEn: 'Land to be cleared', unit: 'ha' },
  clearance_plan_area: {
    label: 'Diện tích đã duyệt phương án bồi thường',
    labelEn: 'Land with an approved compensation plan',
    unit: 'ha',
  },
  clearance_paid: { label: 'Kinh phí bồi thường đã chi trả', labelEn: 'Compensation paid', unit: 'tỷ đồng' },
  clearance_households: { label: 'Số hộ phải giải phóng mặt bằng', labelEn: 'Households to be cleared', unit: 'hộ' },
  clearance_households_approved: {
    label: 'Số hộ đã duyệt phương án',
    labelEn: 'Households with an approved plan',
    unit: 'hộ',
  },
  clearance_households_paid: { label: 'Số hộ đã nhận tiền', labelEn: 'Households paid', unit: 'hộ' },
  lease_applied_land: {
    label: 'Diện tích chủ đầu tư xin thuê đất',
    labelEn: 'Land the investor applied to lease',
    unit: 'ha',
  },
  infra_total_investment: {
    label: 'Tổng mức đầu tư hạ tầng dự kiến',
    labelEn: 'Total infrastructure investment',
    unit: 'tỷ đồng',
  },
  infra_paid: { label: 'Vốn đầu tư hạ tầng đã thực hiện', labelEn: 'Infrastructure capital invested', unit: 'tỷ đồng' },
  clusters_count: { label: 'Số cụm công nghiệp', labelEn: 'Number of clusters', unit: 'cụm' },
  clusters_planned: {
    label: 'Số cụm theo phương án phát triển',
    labelEn: 'Clusters in the development plan',
    unit: 'cụm',
  },
  clusters_withdrawn: {
    label: 'Số cụm đưa ra khỏi phương án phát triển',
    labelEn: 'Clusters withdrawn from the development plan',
    unit: 'cụm',
  },
  clusters_outside_plan: {
    label: 'Số cụm được tính ngoài phương án phát triển',
    labelEn: 'Clusters counted beside the development plan',
    unit: 'cụm',
  },
  planned_area: { label: 'Diện tích theo phương án phát triển', labelEn: 'Area in the development plan', unit: 'ha' },
  clusters_operating: { label: 'Số cụm đang hoạt động', labelEn: 'Operating clusters', unit: 'cụm' },
  operating_area: { label: 'Diện tích cụm đang hoạt động', labelEn: 'Area of operating clusters', unit: 'ha' },
  clusters_under_investment: { label: 'Số cụm đang đầu tư', labelEn: 'Clusters under investment', unit: 'cụm' },
  clusters_promoting: { label: 'Số cụm đang kêu gọi đầu tư', labelEn: 'Clusters calling for investment', unit: 'cụm' },
  projects_total: { label: 'Tổng số dự án', labelEn: 'Projects', unit: 'dự án' },
  projects_fdi: { label: 'Số dự án có vốn nước ngoài', labelEn: 'Projects with foreign capital', unit: 'dự án' },
  projects_operating: { label: 'Số dự án hoạt động', labelEn: 'Projects operating', unit: 'dự án' },
  projects_under_way: { label: 'Số dự án đang triển khai', labelEn: 'Projects under way', unit: 'dự án' },
  projects_stopped: { label: 'Số dự án dừng', labelEn: 'Projects stopped', unit: 'dự án' },
  wastewater_invested: {
    label: 'Đã hoặc đang đầu tư xử lý nước thải tập trung (1/0)',
    labelEn: 'Central wastewater treatment invested (1/0)',
    unit: 'công trình',
  },
  wastewater_compliant: {
    label: 'Xử lý nước thải tập trung đạt tiêu chuẩn (1/0)',
    labelEn: 'Central wastewater treatment compliant (1/0)',
    unit: 'công trình',
  },
  reported_indicator: {
    label: 'Chỉ tiêu khác của nguồn (giữ nguyên văn)',
    labelEn: 'Other indicator of the source, kept as written, never calculated with',
    unit: 'theo nguồn',
  },
  remark: { label: 'Ghi chú của nguồn', labelEn: 'Remark of the source', unit: 'không' },
} as const satisfies Record<string, { label: string; labelEn: string; unit: string }>;

export type ObservationFact = keyof typeof observationFacts;

/**
 * What a stated number was measured against or taken from.
 * `as_reported`: the source does not say; `implied`: computed from leased land and the reported rate.
 */
export type ObservationBasis =
  | 'as_reported'
  | 'implied'
  | 'industrial_land'
  | 'cluster_area'
  | 'completed_infrastructure'
  | 'development_plan'
  | 'detailed_plan'
  | 'estimate';

/** True for a fact code this register knows. */
export function isObservationFact(code: string): code is ObservationFact {
  return Object.hasOwn(observationFacts, code);
}
