import type { ObservationFact } from '#lib/register';

/** How a statement that may feed or stand beside a figure is named in its sources. */
export const statementLabels: Partial<Record<ObservationFact, string>> = {
  cluster_area: 'diện tích cụm',
  industrial_land: 'diện tích đất công nghiệp',
  occupancy_denominator: 'mẫu số suy ra từ tỷ lệ lấp đầy',
  leased_land: 'diện tích đã cho thuê',
  occupancy_rate: 'tỷ lệ lấp đầy',
  facilities_or_projects: 'số cơ sở hoặc dự án',
  projects_total: 'tổng số dự án',
  projects_fdi: 'số dự án có vốn nước ngoài',
  projects_operating: 'số dự án hoạt động',
  infra_total_investment: 'tổng mức đầu tư hạ tầng',
  infra_paid: 'vốn đầu tư hạ tầng đã thực hiện',
  wastewater_invested: 'xử lý nước thải tập trung đã hoặc đang đầu tư',
  wastewater_compliant: 'xử lý nước thải tập trung đạt tiêu chuẩn',
  clusters_planned: 'số cụm theo phương án phát triển',
  planned_area: 'diện tích theo phương án phát triển',
  clusters_operating: 'số cụm đang hoạt động',
  operating_area: 'diện tích cụm đang hoạt động',
};

/** What was published about a whole province, shown beside the row it speaks about; never taken as its value. */
export const provinceStatements: Readonly<Record<string, readonly ObservationFact[]>> = {
  planned_count: ['clusters_planned'],
  planned_area: ['planned_area'],
  infra_paid_cumulative: ['infra_paid'],
  operating_count: ['clusters_operating'],
  operating_area: ['operating_area'],
  industrial_land_operating: ['industrial_land'],
  industrial_land_leased: ['leased_land'],
  occupancy_rate_avg: ['occupancy_rate'],
  projects_total: ['projects_total'],
  projects_fdi: ['projects_fdi'],
  projects_operating: ['projects_operating'],
};
