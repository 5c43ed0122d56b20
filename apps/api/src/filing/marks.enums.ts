import { registerEnumType } from '@nestjs/graphql';

export const MarkAnswerEnum = { VALUE: 'value', EXPLANATION: 'explanation' } as const;
registerEnumType(MarkAnswerEnum, {
  name: 'MarkAnswer',
  description: 'How a marked cell was answered (cách trả lời).',
  valuesMap: {
    VALUE: { description: 'By a new value (số liệu mới).' },
    EXPLANATION: { description: 'By an explanation of the value filed (giải trình).' },
  },
});

export const StatementKindEnum = { MARK: 'mark', EXPLANATION: 'explanation', COMMENT: 'comment' } as const;
registerEnumType(StatementKindEnum, {
  name: 'StatementKind',
  description: 'What was said about a filing (loại ý kiến).',
  valuesMap: {
    MARK: { description: 'A doubt about a cell, with the return (đánh dấu).' },
    EXPLANATION: { description: 'The answer to a doubt (giải trình).' },
    COMMENT: { description: 'A remark of either side (trao đổi).' },
  },
});

export const FilingSideEnum = { FILER: 'filer', RECEIVER: 'receiver' } as const;
registerEnumType(FilingSideEnum, {
  name: 'FilingSide',
  description: 'Side of the table (bên).',
  valuesMap: {
    FILER: { description: 'The unit that files (đơn vị báo cáo).' },
    RECEIVER: { description: 'The tier that receives (nơi nhận).' },
  },
});

export const InputChangeEnum = { ACCEPTED: 'accepted', RETURNED: 'returned' } as const;
registerEnumType(InputChangeEnum, {
  name: 'InputChange',
  description: 'What became of a filing from below after the one above was submitted (thay đổi ở cấp dưới).',
  valuesMap: {
    ACCEPTED: { description: 'A revision was accepted that was not there then (tiếp nhận bản mới).' },
    RETURNED: { description: 'The revision it was built on was sent back (bị trả lại).' },
  },
});
