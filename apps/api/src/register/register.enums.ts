import { registerEnumType } from '@nestjs/graphql';

/** GraphQL names on the left, the register's own words on the right. */
export const ClusterTypeEnum = {
  CRAFT_VILLAGE: 'craft_village',
  SPECIALISED: 'specialised',
  SUPPORTING: 'supporting',
  HIGH_TECH: 'high_tech',
  ECO: 'eco',
} as const;
registerEnumType(ClusterTypeEnum, {
  name: 'ClusterType',
  description:
    'Type of cluster as the decision states it (loại cụm công nghiệp). Decree 32/2024 Art. 2 and Decree 303/2026.',
  valuesMap: {
    CRAFT_VILLAGE: { description: 'Craft-village cluster (cụm công nghiệp làng nghề), Decree 32/2024 Art. 2.2.' },
    SPECIALISED: {
      description:
        'Specialised cluster (cụm công nghiệp chuyên ngành): one industry on at least 60 % of the industrial land.',
    },
    SUPPORTING: { description: 'Supporting-industry cluster (cụm công nghiệp hỗ trợ), Decree 303/2026.' },
    HIGH_TECH: { description: 'High-tech cluster (cụm công nghiệp công nghệ cao), Decree 303/2026.' },
    ECO: { description: 'Eco cluster (cụm công nghiệp sinh thái), Decree 303/2026.' },
  },
});

export const DecisionKindEnum = {
  ESTABLISHMENT: 'establishment',
  EXPANSION: 'expansion',
  ADJUSTMENT: 'adjustment',
  REVOCATION: 'revocation',
  DETAILED_PLAN: 'detailed_plan',
  INFRASTRUCTURE_PROJECT: 'infrastructure_project',
  INVESTMENT_POLICY: 'investment_policy',
} as const;
registerEnumType(DecisionKindEnum, {
  name: 'DecisionKind',
  description: 'Kind of legal act about a cluster (loại quyết định). Decree 32/2024 Art. 10-15.',
  valuesMap: {
    ESTABLISHMENT: { description: 'Establishment (thành lập), Decree 32/2024 Art. 12.' },
    EXPANSION: { description: 'Expansion (mở rộng), Decree 32/2024 Art. 12.' },
    ADJUSTMENT: { description: 'Adjustment of an earlier decision (điều chỉnh).' },
    REVOCATION: { description: 'Revocation (bãi bỏ, thu hồi), Decree 32/2024 Art. 12.2.' },
    DETAILED_PLAN: {
      description:
        'Approval of the detailed plan (phê duyệt quy hoạch chi tiết), Art. 15. Not an establishment (Art. 2.9).',
    },
    INFRASTRUCTURE_PROJECT: {
      description: 'Approval of the infrastructure project (phê duyệt dự án đầu tư hạ tầng kỹ thuật).',
    },
    INVESTMENT_POLICY: {
      description: 'Investment policy decision for the infrastructure (chủ trương đầu tư hạ tầng).',
    },
  },
});

export const InvestorLegalTypeEnum = {
  ENTERPRISE: 'enterprise',
  COOPERATIVE: 'cooperative',
  PUBLIC_BODY: 'public_body',
  CONSORTIUM: 'consortium',
  OTHER: 'other',
  UNKNOWN: 'unknown',
} as const;
registerEnumType(InvestorLegalTypeEnum, {
  name: 'InvestorLegalType',
  description:
    'Legal form of an infrastructure investor (loại hình chủ đầu tư hạ tầng). Decree 32/2024 Art. 2.3; decides row 7 of forms 03 and 04.',
  valuesMap: {
    ENTERPRISE: { description: 'Enterprise (doanh nghiệp).' },
    COOPERATIVE: { description: 'Cooperative (hợp tác xã).' },
    PUBLIC_BODY: { description: 'Public body (đơn vị sự nghiệp, ban quản lý).' },
    CONSORTIUM: { description: 'Joint venture of several (liên danh); kept apart because row 7 says "enterprise".' },
    OTHER: { description: 'Another organisation (tổ chức khác).' },
    UNKNOWN: { description: 'The source does not say (chưa rõ).' },
  },
});

export const ProjectStateEnum = {
  OPERATING: 'operating',
  SUSPENDED: 'suspended',
  UNDER_CONSTRUCTION: 'under_construction',
  PREPARING: 'preparing',
  ENDED: 'ended',
  UNKNOWN: 'unknown',
} as const;
registerEnumType(ProjectStateEnum, {
  name: 'ProjectState',
  description: "State of a tenant project (tình trạng dự án thứ cấp), read from the source's own words.",
  valuesMap: {
    OPERATING: { description: 'Operating (đang hoạt động).' },
    SUSPENDED: { description: 'Suspended (tạm dừng).' },
    UNDER_CONSTRUCTION: { description: 'Under construction (đang xây dựng).' },
    PREPARING: { description: 'Preparing: papers or land not complete (đang hoàn thiện thủ tục).' },
    ENDED: { description: 'Ended (chấm dứt hoạt động).' },
    UNKNOWN: { description: 'The source does not say (chưa rõ).' },
  },
});

export const InvestmentPaperKindEnum = {
  POLICY_APPROVAL: 'policy_approval',
  REGISTRATION_CERTIFICATE: 'registration_certificate',
  LICENCE: 'licence',
  UNKNOWN: 'unknown',
} as const;
registerEnumType(InvestmentPaperKindEnum, {
  name: 'InvestmentPaperKind',
  description:
    'Kind of investment paper (loại giấy tờ đầu tư); the occupancy numerator of Decree 32/2024 Art. 2.7 names the first two.',
  valuesMap: {
    POLICY_APPROVAL: { description: 'Investment-policy approval (chấp thuận chủ trương đầu tư).' },
    REGISTRATION_CERTIFICATE: { description: 'Investment registration certificate (giấy chứng nhận đăng ký đầu tư).' },
    LICENCE: { description: 'Older licence (giấy phép đầu tư).' },
    UNKNOWN: { description: 'The source does not say which (chưa rõ).' },
  },
});

export const DataProblemSeverityEnum = { ERROR: 'error', WARNING: 'warning', NOTE: 'note' } as const;
registerEnumType(DataProblemSeverityEnum, {
  name: 'DataProblemSeverity',
  description: 'How much a known defect of the register matters (mức độ vấn đề số liệu).',
  valuesMap: {
    ERROR: { description: 'A figure cannot be right (sai).' },
    WARNING: { description: 'A figure is doubtful (nghi vấn).' },
    NOTE: { description: 'Worth knowing when reading the figure (lưu ý).' },
  },
});

export const ClusterOrderEnum = { NAME: 'name', CODE: 'code', PROVINCE_NAME: 'province_name' } as const;
registerEnumType(ClusterOrderEnum, {
  name: 'ClusterOrder',
  description: 'Order of a list of clusters; ties are broken by identity, so pages are stable.',
  valuesMap: {
    NAME: { description: 'Name, tone marks aside (tên).' },
    CODE: { description: 'Public code (mã cụm).' },
    PROVINCE_NAME: { description: 'Province code, then name (tỉnh, rồi tên).' },
  },
});

export const RegisterMapEnum = { AS_OF: 'as_of', TODAY: 'today' } as const;
registerEnumType(RegisterMapEnum, {
  name: 'RegisterMap',
  description: 'On which map the places of clusters are named and filtered (bản đồ đơn vị hành chính).',
  valuesMap: {
    AS_OF: { description: 'The map of the day the state is asked for (bản đồ của ngày).' },
    TODAY: { description: 'Today’s map, whatever the day (bản đồ hiện nay).' },
  },
});

export const EditableFactEnum = {
  CLUSTER_AREA: 'cluster_area',
  INDUSTRIAL_LAND: 'industrial_land',
  LEASED_LAND: 'leased_land',
  CLEARED_LAND: 'cleared_land',
} as const;
registerEnumType(EditableFactEnum, {
  name: 'EditableFact',
  description: 'Facts an officer may record by hand (chỉ tiêu ghi nhận), all in ha.',
  valuesMap: {
    CLUSTER_AREA: { description: 'Area of the cluster (diện tích cụm).' },
    INDUSTRIAL_LAND: { description: 'Industrial land (đất công nghiệp).' },
    LEASED_LAND: { description: 'Land leased to tenants (đất đã cho thuê).' },
    CLEARED_LAND: { description: 'Land cleared (đã giải phóng mặt bằng).' },
  },
});

export const RetractableEnum = { DECISION: 'decision', OBSERVATION: 'observation' } as const;
registerEnumType(RetractableEnum, {
  name: 'RetractableFact',
  description: 'Facts an officer may take out by hand (gỡ bỏ).',
  valuesMap: {
    DECISION: { description: 'A decision (quyết định).' },
    OBSERVATION: { description: 'A statement of a source (số liệu ghi nhận).' },
  },
});
