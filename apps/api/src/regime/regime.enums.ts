import { registerEnumType } from '@nestjs/graphql';

export const ObligationStateEnum = { OPEN: 'open', CLOSED: 'closed', EXEMPT: 'exempt' } as const;
registerEnumType(ObligationStateEnum, {
  name: 'ObligationState',
  description: 'Whether the duty stands (trạng thái nghĩa vụ báo cáo).',
  valuesMap: {
    OPEN: { description: 'The duty stands (đang hiệu lực).' },
    CLOSED: { description: 'The duty fell away, with a reason (đã đóng).' },
    EXEMPT: { description: 'Exempted, with a reason (được miễn).' },
  },
});

export const AnswerStateEnum = {
  NONE: 'none',
  DRAFT: 'draft',
  SUBMITTED: 'submitted',
  RETURNED: 'returned',
  ACCEPTED: 'accepted',
} as const;
registerEnumType(AnswerStateEnum, {
  name: 'AnswerState',
  description: 'How far a duty has been answered (tình trạng thực hiện nghĩa vụ).',
  valuesMap: {
    NONE: { description: 'Nobody has begun (chưa lập).' },
    DRAFT: { description: 'Being prepared (bản nháp).' },
    SUBMITTED: { description: 'Sent, not yet looked through (đã gửi).' },
    RETURNED: { description: 'Sent back with reasons (bị trả lại).' },
    ACCEPTED: { description: 'Taken into the database (đã tiếp nhận).' },
  },
});

export const ObligationSideEnum = { OWN: 'own', BELOW: 'below' } as const;
registerEnumType(ObligationSideEnum, {
  name: 'ObligationSide',
  description: "Side of the caller's office in a duty (vai trò của đơn vị).",
  valuesMap: {
    OWN: { description: 'What the office owes itself (đơn vị phải gửi).' },
    BELOW: { description: 'What comes to the office from below (cấp dưới gửi lên).' },
  },
});

export const LatenessEnum = {
  NOT_OWED: 'not_owed',
  NOT_YET_DUE: 'not_yet_due',
  OVERDUE: 'overdue',
  MISSED: 'missed',
  ON_TIME: 'on_time',
  LATE: 'late',
} as const;
registerEnumType(LatenessEnum, {
  name: 'Lateness',
  description:
    'How a duty stands to its time (đúng hạn hay muộn); at every instant exactly one of these. The first sending decides.',
  valuesMap: {
    NOT_OWED: { description: 'Closed, exempt or voluntary, and nothing was sent (không phải gửi).' },
    NOT_YET_DUE: { description: 'Nothing was sent, and there is still time (chưa đến hạn).' },
    OVERDUE: { description: 'Nothing was sent, and the due instant has come (quá hạn).' },
    MISSED: { description: 'Nothing was sent, and it is locked (đã khóa, không gửi).' },
    ON_TIME: { description: 'First sent strictly before the due instant (đúng hạn).' },
    LATE: { description: 'First sent at the due instant or after (gửi muộn).' },
  },
});

export const ObligationChangeKindEnum = {
  EXTENSION: 'extension',
  EXEMPTION: 'exemption',
  REINSTATEMENT: 'reinstatement',
  ADDED: 'added',
  CLOSED: 'closed',
  REOPENED: 'reopened',
  MOVED: 'moved',
  OFFERED: 'offered',
} as const;
registerEnumType(ObligationChangeKindEnum, {
  name: 'ObligationChangeKind',
  description: 'What happened to a duty after its period was opened (thay đổi của nghĩa vụ báo cáo).',
  valuesMap: {
    EXTENSION: { description: 'Extended by the tier above (gia hạn).' },
    EXEMPTION: { description: 'Exempted by the tier above (miễn).' },
    REINSTATEMENT: { description: 'The exemption was taken back (hủy miễn).' },
    ADDED: { description: 'Added because the register changed (bổ sung theo sổ đăng ký).' },
    CLOSED: { description: 'Closed because the register changed (đóng theo sổ đăng ký).' },
    REOPENED: { description: 'Opened again because the register changed (mở lại theo sổ đăng ký).' },
    MOVED: { description: 'Moved to another unit with the register (chuyển địa bàn).' },
    OFFERED: { description: 'Opened for a unit that owes nothing and wants to say so (mở theo yêu cầu).' },
  },
});

export const ClusterReporterEnum = { COMMUNE: 'commune', DEPARTMENT: 'department', NOBODY: 'nobody' } as const;
registerEnumType(ClusterReporterEnum, {
  name: 'ClusterReporter',
  description:
    'Who reports a cluster without an infrastructure investor (đơn vị báo cáo thay). Open point CLUSTER_WITHOUT_INVESTOR.',
  valuesMap: {
    COMMUNE: { description: 'Its lead commune, in form 03 (UBND cấp xã); the default.' },
    DEPARTMENT: { description: 'The department, straight into form 04 (Sở Công Thương).' },
    NOBODY: { description: 'Nobody; its rows stay empty (không ai).' },
  },
});

export const TimelinessByEnum = { PROVINCE: 'province', FORM: 'form' } as const;
registerEnumType(TimelinessByEnum, {
  name: 'TimelinessBy',
  description: 'How punctuality is grouped (nhóm theo).',
  valuesMap: {
    PROVINCE: { description: 'By province (theo tỉnh).' },
    FORM: { description: 'By form (theo biểu).' },
  },
});
