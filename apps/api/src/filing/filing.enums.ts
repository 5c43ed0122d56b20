import { registerEnumType } from '@nestjs/graphql';

export const FilingStateEnum = {
  DRAFT: 'draft',
  SUBMITTED: 'submitted',
  RETURNED: 'returned',
  ACCEPTED: 'accepted',
  SUPERSEDED: 'superseded',
} as const;
registerEnumType(FilingStateEnum, {
  name: 'FilingState',
  description: 'State of one revision of a filing (trạng thái báo cáo).',
  valuesMap: {
    DRAFT: { description: 'Being prepared (bản nháp); may still change.' },
    SUBMITTED: { description: 'Sent, with a receipt number (đã gửi); frozen.' },
    RETURNED: { description: 'Sent back with reasons (bị trả lại).' },
    ACCEPTED: { description: 'Taken into the database (đã tiếp nhận).' },
    SUPERSEDED: { description: 'Replaced by a later accepted revision (đã được thay thế).' },
  },
});

export const OutcomeEnum = {
  ACCEPTED: 'accepted',
  ACCEPTED_WITH_WARNINGS: 'accepted_with_warnings',
  REJECTED: 'rejected',
} as const;
registerEnumType(OutcomeEnum, {
  name: 'CheckOutcome',
  description: 'What the checks say of a workbook or draft (kết quả kiểm tra).',
  valuesMap: {
    ACCEPTED: { description: 'Nothing found (đạt).' },
    ACCEPTED_WITH_WARNINGS: { description: 'Warnings only (đạt, có cảnh báo).' },
    REJECTED: { description: 'Errors that have to be mended (không đạt).' },
  },
});

export const ImportStateEnum = {
  QUEUED: 'queued',
  RUNNING: 'running',
  ASKING: 'asking',
  DONE: 'done',
  FAILED: 'failed',
} as const;
registerEnumType(ImportStateEnum, {
  name: 'ImportState',
  description: 'Where the reading of an uploaded workbook stands (trạng thái đọc tệp).',
  valuesMap: {
    QUEUED: { description: 'Waiting (đang chờ).' },
    RUNNING: { description: 'Being read and checked (đang đọc).' },
    ASKING: { description: 'Read, but some answers only the sender can give; see questions (đang hỏi lại).' },
    DONE: { description: 'Read; see outcome and problems (đã đọc xong).' },
    FAILED: { description: 'Could not be read for a reason of ours; may be tried again (không đọc được).' },
  },
});
