/** What an aggregate may be grouped by: one of these, or a pair. */
export const DIMENSIONS = ['province', 'region', 'type', 'status', 'period'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Figures of form 02 that may be added. */
export const SUMMED = [
  'infra_total_investment',
  'infra_paid_cumulative',
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'infra_revenue',
  'infra_budget_payment',
  'infra_labour',
  'wastewater_invested',
  'wastewater_compliant',
] as const;
export type SummedFigure = (typeof SUMMED)[number];

/** Numbers of clusters in the register on the last day of a period's data window. */
export const REGISTER_COUNTS = ['clusters', 'established', 'planned', 'detailed', 'invested'] as const;
export type RegisterCount = (typeof REGISTER_COUNTS)[number];

/** Numbers of duties by how they stand to their time. */
export const DUTY_COUNTS = [
  'expected',
  'received',
  'onTime',
  'late',
  'accepted',
  'returned',
  'missing',
  'overdue',
] as const;
export type DutyCount = (typeof DUTY_COUNTS)[number];

/** One number of an aggregate, as it is asked for, compared, ranked and printed. */
export interface Measure {
  readonly name: string;
  /** Vietnamese heading of a printed column. */
  readonly label: string;
  readonly unit: string | null;
  readonly type: 'decimal' | 'integer' | 'percent';
  /** Where it comes from: a summed figure, a count, or worked out of the others. */
  readonly of:
    | { readonly figure: SummedFigure }
    | { readonly register: RegisterCount }
    | { readonly duties: DutyCount }
    | 'derived';
}

const figure = (name: string, label: string, key: SummedFigure, unit: string | null): Measure => ({
  name,
  label,
  unit,
  type: unit === 'ha' || unit === 'tỷ đồng' ? 'decimal' : 'integer',
  of: { figure: key },
});
const derived = (name: string, label: string, unit: string): Measure => ({
  name,
  label,
  unit,
  type: unit === '%' ? 'percent' : 'decimal',
  of: 'derived',
});
const register = (name: RegisterCount, label: string): Measure => ({
  name,
  label,
  unit: 'cụm',
  type: 'integer',
  of: { register: name },
});
const duties = (name: DutyCount, label: string): Measure => ({
  name,
  label,
  unit: 'báo cáo',
  type: 'integer',
  of: { duties: name },
});

/** The named aggregates with their measures, in printed order. Forms and rows: Circular 14/2024, Appendix I. */
export const AGGREGATES = {
  occupancy: [
    derived('rate', 'Tỷ lệ lấp đầy', '%'),
    derived('leased', 'Đất đã cho thuê', 'ha'),
    derived('land', 'Đất làm mẫu số', 'ha'),
    derived('unleased', 'Đất chưa cho thuê', 'ha'),
  ],
  clusterCounts: [
    register('clusters', 'Cụm công nghiệp trong sổ đăng ký'),
    register('planned', 'Cụm trong phương án phát triển'),
    register('established', 'Cụm đã thành lập'),
    register('detailed', 'Cụm có quy hoạch chi tiết'),
    register('invested', 'Cụm có chủ đầu tư hạ tầng'),
  ],
  land: [
    figure('ready', 'Đất công nghiệp đã có hạ tầng', 'industrial_land_infra_ready', 'ha'),
    figure('leased', 'Đất công nghiệp đã cho thuê', 'industrial_land_leased', 'ha'),
  ],
  capital: [
    figure('invested', 'Tổng mức đầu tư hạ tầng', 'infra_total_investment', 'tỷ đồng'),
    figure('paid', 'Vốn đã thực hiện lũy kế', 'infra_paid_cumulative', 'tỷ đồng'),
    figure('revenue', 'Doanh thu trong kỳ', 'infra_revenue', 'tỷ đồng'),
    figure('budget', 'Nộp ngân sách trong kỳ', 'infra_budget_payment', 'tỷ đồng'),
  ],
  projects: [
    figure('total', 'Dự án thứ cấp', 'projects_total', 'dự án'),
    figure('foreign', 'Dự án có vốn đầu tư nước ngoài', 'projects_fdi', 'dự án'),
    figure('operating', 'Dự án đang hoạt động', 'projects_operating', 'dự án'),
  ],
  labour: [figure('persons', 'Lao động', 'infra_labour', 'người')],
  wastewater: [
    figure('invested', 'Cụm đã đầu tư xử lý nước thải', 'wastewater_invested', 'cụm'),
    figure('compliant', 'Cụm xử lý nước thải đạt chuẩn', 'wastewater_compliant', 'cụm'),
  ],
  timeliness: [
    duties('expected', 'Phải gửi'),
    duties('received', 'Đã gửi'),
    duties('onTime', 'Gửi đúng hạn'),
    duties('late', 'Gửi muộn'),
    duties('accepted', 'Đã tiếp nhận'),
    duties('returned', 'Đang bị trả lại'),
    duties('missing', 'Chưa gửi'),
    duties('overdue', 'Quá hạn chưa gửi'),
    derived('onTimeRate', 'Tỷ lệ đúng hạn', '%'),
  ],
} as const satisfies Readonly<Record<string, readonly Measure[]>>;
export type AggregateName = keyof typeof AGGREGATES;
export type MeasureOf<N extends AggregateName> = (typeof AGGREGATES)[N][number]['name'];
