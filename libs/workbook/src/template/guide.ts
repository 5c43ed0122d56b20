import type { FormDefinition, IndicatorDefinition } from '#lib/forms';
import { type PeriodCode, parsePeriod, periodLabel } from '#lib/kernel';
import { LAST_PERIOD } from './template-keys.js';
import type { TemplateLook } from './template-look.js';
import type { CellRule } from './template-sheet.js';

/** What may be typed for a row, in the words of the form. */
export function ruleOf(row: IndicatorDefinition, cell: string): CellRule {
  const asked = {
    flag: 'Chọn 1 (có) hoặc 0 (không).',
    whole: 'Ghi số nguyên từ 0 trở lên.',
    decimal: 'Ghi số từ 0 trở lên.',
  };
  const type =
    row.valueType === 'flag' ? 'flag' : row.valueType === 'count' || row.valueType === 'persons' ? 'whole' : 'decimal';
  const percent = row.valueType === 'percent' ? ' Ghi theo phần trăm, ví dụ 53,25%.' : '';
  const span = row.accumulation === 'in_period' ? 'Trong kỳ báo cáo.' : 'Luỹ kế đến thời điểm báo cáo.';
  const rest = `\n${span} ${asked[type]}${percent} Để trống nếu chưa có số liệu; ghi 0 nếu không phát sinh.`;
  const room = 255 - rest.length;
  const label = row.labelVi.length > room ? `${row.labelVi.slice(0, room - 1)}…` : row.labelVi;
  return {
    cell,
    type,
    title: row.valueType === 'flag' ? `Dòng ${row.tt}` : `Dòng ${row.tt} (${row.unitVi})`,
    prompt: label + rest,
    error: `Dòng ${row.tt}: ${asked[type].charAt(0).toLowerCase()}${asked[type].slice(1)} Để trống nếu chưa có số liệu.`,
  };
}

/** Lines of the guide sheet. None begins with the words of a row, so that no reader takes it for a table. */
export function guideLines(
  definition: FormDefinition,
  period: PeriodCode,
  unitName: string,
  hasLastPeriod: boolean,
): readonly [string, TemplateLook][] {
  const parsed = parsePeriod(period);
  const due = definition.headerFields.find((f) => f.key === 'due_note')?.labelVi;
  const result = definition.columns[3]?.vi ?? 'Kết quả';
  const inPeriod = definition.rows.filter((r) => r.accumulation === 'in_period').map((r) => r.tt);
  const running = definition.rows.filter((r) => r.accumulation === 'cumulative').map((r) => r.tt);
  const lines = [
    `Đơn vị: ${unitName}. Kỳ: ${parsed ? periodLabel(parsed) : period}.`,
    ...(due === undefined ? [] : [due]),
    `Chỉ nhập vào các ô nền xanh nhạt: cột “${result}”, cột “Ghi chú” và các dòng để điền ở đầu, cuối biểu. Các ô khác được khóa, không có mật khẩu.`,
    'Ô để trống có nghĩa là chưa có số liệu, không phải bằng không. Nếu không phát sinh, hãy ghi 0.',
    ...(inPeriod.length === 0 ? [] : [`Ghi số phát sinh trong kỳ báo cáo ở các dòng: ${inPeriod.join(', ')}.`]),
    ...(running.length === 0 ? [] : [`Ghi số lũy kế đến thời điểm báo cáo ở các dòng: ${running.join(', ')}.`]),
    ...definition.rows.flatMap((row) => {
      const parts = (row.formulaKeys ?? []).map((key) => definition.rows.find((r) => r.key === key)?.tt ?? key);
      return parts.length === 0 ? [] : [`Dòng ${row.tt} = ${parts.join(' + ')}: tự cộng khi đã có đủ các dòng này.`];
    }),
    ...definition.notesVi,
    ...(hasLastPeriod ? [`Cột “${LAST_PERIOD}” ở ngoài vùng in chỉ để đối chiếu, không được đọc như số liệu.`] : []),
    'Ghi xong, hãy lưu và gửi lại chính tệp này. Ô không sửa sẽ theo số liệu mới nhất trên hệ thống; ô đã sửa được nhận; ' +
      'nếu cùng một ô đã được sửa cả trên hệ thống, hệ thống hỏi lại chứ không tự ghi đè.',
    'Không xóa trang ẩn của tệp: thiếu trang này, tệp được đọc như một tệp thường.',
  ];
  const titles: [string, TemplateLook][] = [
    [`Hướng dẫn nhập ${definition.printedCode}`, { font: 'title' }],
    [definition.titleVi, { font: 'bold' }],
  ];
  return [...titles, ...lines.map((line): [string, TemplateLook] => [line, { wrap: true }])];
}
