/** What the register's codes are called where people read and write them. */
export const CLUSTER_TYPE_WORDS = {
  craft_village: 'Làng nghề',
  specialised: 'Chuyên ngành',
  supporting: 'Hỗ trợ',
  high_tech: 'Công nghệ cao',
  eco: 'Sinh thái',
} as const;

export const DECISION_KIND_WORDS = {
  establishment: 'Thành lập',
  expansion: 'Mở rộng',
  adjustment: 'Điều chỉnh',
  revocation: 'Thu hồi, bãi bỏ',
  detailed_plan: 'Phê duyệt quy hoạch chi tiết',
  infrastructure_project: 'Dự án hạ tầng kỹ thuật',
  investment_policy: 'Chấp thuận chủ trương đầu tư',
} as const;

export const TENANT_STATE_WORDS = {
  operating: 'Đang hoạt động',
  suspended: 'Tạm dừng',
  under_construction: 'Đang xây dựng',
  preparing: 'Đang chuẩn bị',
  ended: 'Đã chấm dứt',
  unknown: 'Chưa rõ',
} as const;

/** What a line asks for beside being there: taken out, because it was recorded wrongly. */
export const RETRACT_WORD = 'Gỡ bỏ';
