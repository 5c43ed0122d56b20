/** Rows of form 02, as columns of the summary kept at posting (libs/persistence, 0016-summaries). */
export const CLUSTER_FIGURES = [
  'infra_total_investment',
  'infra_paid_cumulative',
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'occupancy_rate',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'infra_revenue',
  'infra_budget_payment',
  'infra_labour',
  'infra_avg_income',
  'wastewater_invested',
  'wastewater_compliant',
] as const;
export type ClusterFigure = (typeof CLUSTER_FIGURES)[number];

/** Vietnamese heading and unit of each figure, as a printed column has them (Circular 14/2024, Appendix I, form 02). */
export const FIGURE_HEADINGS: Readonly<Record<ClusterFigure, readonly [label: string, unit: string | null]>> = {
  infra_total_investment: ['Tổng mức đầu tư hạ tầng', 'tỷ đồng'],
  infra_paid_cumulative: ['Vốn đã thực hiện lũy kế', 'tỷ đồng'],
  industrial_land_infra_ready: ['Đất công nghiệp đã có hạ tầng', 'ha'],
  industrial_land_leased: ['Đất công nghiệp đã cho thuê', 'ha'],
  occupancy_rate: ['Tỷ lệ lấp đầy', '%'],
  projects_total: ['Dự án thứ cấp', 'dự án'],
  projects_fdi: ['Dự án có vốn đầu tư nước ngoài', 'dự án'],
  projects_operating: ['Dự án đang hoạt động', 'dự án'],
  infra_revenue: ['Doanh thu trong kỳ', 'tỷ đồng'],
  infra_budget_payment: ['Nộp ngân sách trong kỳ', 'tỷ đồng'],
  infra_labour: ['Lao động', 'người'],
  infra_avg_income: ['Thu nhập bình quân', 'triệu đồng/tháng'],
  wastewater_invested: ['Đã đầu tư xử lý nước thải', null],
  wastewater_compliant: ['Xử lý nước thải đạt chuẩn', null],
};
