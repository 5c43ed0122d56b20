import { registerEnumType } from '@nestjs/graphql';

export const ReminderKindEnum = {
  NOTHING_RECEIVED: 'nothing_received',
  CELLS_MISSING: 'cells_missing',
  RETURNED: 'returned',
  CHILDREN_LATE: 'children_late',
} as const;
registerEnumType(ReminderKindEnum, {
  name: 'ReminderKind',
  description: 'What is reminded of (nội dung nhắc).',
  valuesMap: {
    NOTHING_RECEIVED: { description: 'Nothing was received (chưa nhận được báo cáo).' },
    CELLS_MISSING: { description: 'The draft has empty cells (bản nháp còn thiếu số liệu).' },
    RETURNED: { description: 'Returned and not sent again (bị trả lại, chưa gửi lại).' },
    CHILDREN_LATE: { description: 'Units below are late: told to the office above (đơn vị cấp dưới chậm).' },
  },
});

export const ReminderChannelEnum = { EMAIL: 'email', INBOX: 'inbox', DIGEST: 'digest' } as const;
registerEnumType(ReminderChannelEnum, {
  name: 'ReminderChannel',
  description: 'How it is told (hình thức nhắc).',
  valuesMap: {
    EMAIL: { description: 'E-mail to the people of the office (thư điện tử).' },
    INBOX: { description: "The office's inbox in the portal (hộp tin)." },
    DIGEST: { description: 'Within the one daily digest of the office above (thư tổng hợp hằng ngày).' },
  },
});

export const ReminderStateEnum = {
  PLANNED: 'planned',
  SENT: 'sent',
  FAILED: 'failed',
  SUPERSEDED: 'superseded',
} as const;
registerEnumType(ReminderStateEnum, {
  name: 'ReminderState',
  description: 'Outcome of a reminder (kết quả).',
  valuesMap: {
    PLANNED: { description: 'Not yet due, or being tried (đã lên kế hoạch).' },
    SENT: { description: 'Sent (đã gửi).' },
    FAILED: { description: 'Not sent, with a reason (không gửi được).' },
    SUPERSEDED: { description: 'No longer needed, with a reason (không cần nhắc nữa).' },
  },
});

export const OutboundMailStateEnum = { QUEUED: 'queued', SENT: 'sent', FAILED: 'failed' } as const;
registerEnumType(OutboundMailStateEnum, {
  name: 'OutboundMailState',
  description: 'State of a mail of the outbox (trạng thái thư đi).',
  valuesMap: {
    QUEUED: { description: 'Being tried (đang gửi).' },
    SENT: { description: 'Taken by the mail server, or written as a file (đã gửi).' },
    FAILED: { description: 'Given up (không gửi được).' },
  },
});
