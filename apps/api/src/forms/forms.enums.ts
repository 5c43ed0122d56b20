import { registerEnumType } from '@nestjs/graphql';

export const FilerKindEnum = {
  PROJECT: 'project',
  CLUSTER: 'cluster',
  COMMUNE: 'commune',
  DISTRICT: 'district',
  PROVINCE: 'province',
} as const;
registerEnumType(FilerKindEnum, {
  name: 'FilerKind',
  description: 'Whom one filing speaks for (đối tượng báo cáo). Circular 14/2024/TT-BCT Art. 3.3.',
  valuesMap: {
    PROJECT: { description: 'A tenant project (dự án thứ cấp), form 01.' },
    CLUSTER: { description: 'A cluster (cụm công nghiệp), form 02.' },
    COMMUNE: { description: 'A commune (cấp xã), form 03 since 2025-07-01.' },
    DISTRICT: { description: 'A district (cấp huyện), form 03 before 2025-07-01.' },
    PROVINCE: { description: 'A province (cấp tỉnh), form 04.' },
  },
});

export const ValueTypeEnum = {
  COUNT: 'count',
  PERSONS: 'persons',
  AREA_HA: 'area_ha',
  BILLION_VND: 'billion_vnd',
  MILLION_VND_PER_MONTH: 'million_vnd_per_month',
  PERCENT: 'percent',
  FLAG: 'flag',
} as const;
registerEnumType(ValueTypeEnum, {
  name: 'ValueType',
  description: 'What a figure is (kiểu số liệu); decides decimals and bounds.',
  valuesMap: {
    COUNT: { description: 'A count (số lượng), whole.' },
    PERSONS: { description: 'Persons (số người), whole.' },
    AREA_HA: { description: 'Area (diện tích), ha.' },
    BILLION_VND: { description: 'Money, tỷ đồng (billion VND).' },
    MILLION_VND_PER_MONTH: { description: 'Income, triệu đồng/tháng (million VND a month).' },
    PERCENT: { description: 'Rate (tỷ lệ), %.' },
    FLAG: { description: 'Yes (1) or no (0) counted as installations (công trình).' },
  },
});

export const AccumulationEnum = { CUMULATIVE: 'cumulative', IN_PERIOD: 'in_period' } as const;
registerEnumType(AccumulationEnum, {
  name: 'Accumulation',
  description: 'What time a figure covers (lũy kế hay trong kỳ). Circular 14/2024/TT-BCT Appendix I.',
  valuesMap: {
    CUMULATIVE: { description: 'State at the cut-off, or running total (lũy kế đến thời điểm báo cáo).' },
    IN_PERIOD: { description: 'Flow within the data window (trong kỳ báo cáo).' },
  },
});

export const SeverityEnum = { ERROR: 'error', WARNING: 'warning' } as const;
registerEnumType(SeverityEnum, {
  name: 'Severity',
  description: 'How a finding weighs (mức độ phát hiện).',
  valuesMap: {
    ERROR: { description: 'The filing is refused until it is mended (lỗi, phải sửa).' },
    WARNING: { description: 'The filing is taken; a note should explain it (cảnh báo).' },
  },
});

export const CheckRuleEnum = { SUM: 'sum', NOT_GREATER: 'not_greater' } as const;
registerEnumType(CheckRuleEnum, {
  name: 'CheckRule',
  description: 'Kind of rule between rows of one form (loại quy tắc kiểm tra).',
  valuesMap: {
    SUM: { description: 'A row is the sum of others (tổng bằng các thành phần).' },
    NOT_GREATER: { description: 'A row is not greater than another (không lớn hơn).' },
  },
});
