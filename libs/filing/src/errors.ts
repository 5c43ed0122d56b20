import { DomainError, type Problem } from '#lib/kernel';
import type { Refusal, Unmet } from './rules/transitions.js';

interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** Refusals that the transition table knows: each needs its sentences, or this file does not compile. */
const REFUSALS: Readonly<Record<Refusal | Unmet, Sentence>> = {
  FORBIDDEN: {
    vi: 'Tài khoản không có quyền làm việc này với Biểu {form}. Hãy nhờ người có quyền trong đơn vị, hoặc đề nghị người quản trị cấp quyền.',
    en: 'The account may not do this to form {form}. Ask a colleague who may, or the administrator.',
  },
  FORBIDDEN_UNIT: {
    vi: 'Biểu {form} kỳ {period} của đơn vị {unit}: đơn vị của tài khoản không có quyền lập và gửi báo cáo này (hoặc không có nghĩa vụ này). Hãy kiểm tra mã đơn vị, biểu và kỳ.',
    en: 'Form {form}, period {period}, unit {unit}: the office of this account has no right to file it (or it is not owed). Check unit, form and period.',
  },
  NOT_RECEIVER: {
    vi: 'Biểu {form} không gửi đến đơn vị của tài khoản nên tài khoản không tiếp nhận hoặc trả lại được. Việc này do cấp nhận báo cáo thực hiện.',
    en: 'Form {form} is not sent to the office of this account; the tier that receives it decides.',
  },
  SAME_PERSON: {
    vi: 'Biểu {form} của {unit}: người gửi phải khác người lập (ở Sở), và người tiếp nhận hoặc trả lại phải khác người gửi. Hãy để người khác trong đơn vị thực hiện bước này.',
    en: 'Form {form} of {unit}: preparer, submitter and decider must be different persons here. Another person has to do this step.',
  },
  REASON_REQUIRED: {
    vi: 'Chưa ghi lý do. Hãy ghi rõ lý do để nơi nhận biết cần sửa hoặc xem lại chỗ nào.',
    en: 'The reason is missing. Write it, so that the other side knows what to look at.',
  },
  ALREADY_SUBMITTED: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được gửi nên bản này không sửa và không gửi lần nữa được. Hãy chờ cấp nhận xử lý; nếu cần sửa, đề nghị cấp nhận trả lại.',
    en: 'Form {form}, period {period}, of {unit} was submitted already and is frozen. Wait for the decision, or ask for its return.',
  },
  NEEDS_AMENDMENT: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được tiếp nhận. Muốn sửa số liệu, hãy chọn Đính chính và ghi lý do.',
    en: 'Form {form}, period {period}, of {unit} was accepted. To change it, open an amendment with a reason.',
  },
  NEEDS_NEW_DRAFT: {
    vi: 'Biểu {form} kỳ {period} của {unit} chưa có bản nháp để gửi. Hãy nhập lại số liệu hoặc tải tệp đã sửa lên, rồi gửi.',
    en: 'Form {form}, period {period}, of {unit} has no draft to submit. Enter the figures or upload the mended file first.',
  },
  NOT_SUBMITTED: {
    vi: 'Biểu {form} kỳ {period} của {unit} chưa được gửi nên chưa tiếp nhận hoặc trả lại được.',
    en: 'Form {form}, period {period}, of {unit} has not been submitted, so nothing can be decided yet.',
  },
  ALREADY_DECIDED: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được xử lý trước đó. Hãy tải lại trang để xem kết quả.',
    en: 'Form {form}, period {period}, of {unit} was decided before. Reload to see the result.',
  },
  NOTHING_TO_AMEND: {
    vi: 'Biểu {form} kỳ {period} của {unit} chưa được tiếp nhận nên không cần đính chính. Hãy sửa trực tiếp bản nháp.',
    en: 'Form {form}, period {period}, of {unit} was not accepted, so there is nothing to amend. Edit the draft.',
  },
  NOT_ACCEPTED: {
    vi: 'Biểu {form} kỳ {period} của {unit} chưa được tiếp nhận nên không có việc tiếp nhận nào để hủy. Nếu báo cáo đang chờ xử lý, hãy dùng Trả lại.',
    en: 'Form {form}, period {period}, of {unit} was not accepted, so no acceptance can be undone. If it waits for a decision, return it.',
  },
  NOT_DECIDER: {
    vi: 'Biểu {form} kỳ {period} của {unit} do đơn vị khác tiếp nhận; chỉ đơn vị đã tiếp nhận mới hủy tiếp nhận được. Hãy liên hệ đơn vị đó.',
    en: 'Form {form}, period {period}, of {unit} was accepted by another office; only that office can undo it.',
  },
  DOUBTS_OPEN: {
    vi: 'Biểu {form} kỳ {period} của {unit} còn {count} cảnh báo số liệu chưa có lý do ({cells}). Hãy kiểm tra từng dòng; nếu số đúng thì chọn lý do và ghi giải thích, rồi gửi lại.',
    en: 'Form {form}, period {period}, of {unit} has {count} doubtful figures without a reason ({cells}). Check each row; where it is right choose a reason and explain, then submit.',
  },
  MARKS_OPEN: {
    vi: 'Biểu {form} kỳ {period} của {unit} còn {count} ô bị đánh dấu chưa trả lời: {cells}. Hãy ghi số liệu mới hoặc giải trình cho từng ô, rồi gửi lại.',
    en: 'Form {form}, period {period}, of {unit} still has {count} marked cells without an answer: {cells}. Give each a new value or an explanation.',
  },
  MISSING_CHILDREN_REASON: {
    vi: 'Biểu {form} kỳ {period} của {unit} còn thiếu {count} báo cáo cấp dưới: {names}. Hãy đôn đốc, hoặc ghi lý do gửi khi chưa đủ; lý do sẽ hiện với cấp nhận.',
    en: 'Form {form}, period {period}, of {unit} lacks {count} filings from below: {names}. Wait for them, or give a reason, which the receiver will see.',
  },
  UNDO_ABOVE_FIRST: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được dùng trong {names}, đang còn hiệu lực. Cấp trên phải trả lại báo cáo đó trước, sau đó mới hủy tiếp nhận ở đây được.',
    en: 'Form {form}, period {period}, of {unit} went into {names}, which still stands. That has to be returned first, from the top down.',
  },
};

/** Catalogue of this room's expected failures. */
const CATALOGUE = {
  ...REFUSALS,
  STALE_REVISION: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được người khác thay đổi (phiên bản {current}, đang xem {given}). Hãy tải lại rồi làm lại.',
    en: 'Form {form}, period {period}, of {unit} was changed meanwhile (version {current}, you saw {given}). Reload and try again.',
  },
  NEEDS_READING: {
    vi: 'Biểu {form} kỳ {period} của {unit} có điều cần đọc (cảnh báo, giải trình, ô đã trả lời, thiếu báo cáo cấp dưới hoặc báo cáo không phát sinh) nên không tiếp nhận hàng loạt. Hãy mở báo cáo, xem rồi quyết định.',
    en: 'Form {form}, period {period}, of {unit} holds something to be read (findings, reasons, answered cells, missing filings from below, or a nil filing), so it is not accepted in bulk. Open it and decide.',
  },
  HAS_ERRORS: {
    vi: 'Biểu {form} kỳ {period} của {unit} còn {count} lỗi nên chưa gửi được. Hãy sửa các ô được đánh dấu rồi gửi lại.',
    en: 'Form {form}, period {period}, of {unit} still has {count} errors. Mend the marked cells, then submit.',
  },
  PERIOD_LOCKED: {
    vi: 'Kỳ {period} đã khóa số liệu từ {lockAt}; Biểu {form} của {unit} không gửi lần đầu được nữa. Hãy liên hệ cấp nhận báo cáo.',
    en: 'Period {period} is locked since {lockAt}; form {form} of {unit} can no longer be sent for the first time. Contact the receiving office.',
  },
  PERIOD_NOT_OPEN: {
    vi: 'Kỳ báo cáo {period} chưa được mở. Hãy kiểm tra lại kỳ, hoặc chờ đến khi kỳ được mở.',
    en: 'The period {period} is not open. Check the period, or wait until it is opened.',
  },
  OBLIGATION_CLOSED: {
    vi: 'Biểu {form} kỳ {period} của {unit}: nghĩa vụ báo cáo đã đóng hoặc được miễn ({reason}). Nếu không đúng, hãy liên hệ Sở Công Thương.',
    en: 'Form {form}, period {period}, of {unit}: the obligation is closed or exempt ({reason}). If that is wrong, contact the department.',
  },
  UNKNOWN_FORM: {
    vi: 'Không có biểu “{form}”. Hãy chọn một trong các Biểu 01, 02, 03, 04.',
    en: 'There is no form "{form}". Choose 01, 02, 03 or 04.',
  },
  FORM_NOT_IN_FORCE: {
    vi: 'Biểu {form} không có hiệu lực cho kỳ {period}. Hãy kiểm tra lại kỳ báo cáo.',
    en: 'Form {form} is not in force for period {period}. Check the period.',
  },
  LINK_BROKEN: {
    vi: 'Đường dẫn không đúng hoặc không còn dùng được. Hãy mở lại đúng đường dẫn trong thư, hoặc nhờ UBND cấp xã gửi lại.',
    en: 'The link is wrong or no longer valid. Open it again from the mail, or ask the commune for a new one.',
  },
  LINK_EXPIRED: {
    vi: 'Đường dẫn đã hết hạn vì kỳ báo cáo đã khóa. Hãy liên hệ UBND cấp xã nơi có cụm công nghiệp để được hướng dẫn.',
    en: 'The link has expired because the period is locked. Ask the commune of the cluster what to do.',
  },
  FIGURE_UNKNOWN: {
    vi: 'Biểu {form} không có chỉ tiêu “{key}”. Hãy tải lại biểu rồi nhập lại.',
    en: 'Form {form} has no indicator "{key}". Reload the form.',
  },
  FIGURE_TWICE: {
    vi: 'Chỉ tiêu “{key}” của Biểu {form} được gửi hai lần. Hãy tải lại biểu rồi nhập lại.',
    en: 'The indicator "{key}" of form {form} was sent twice. Reload the form.',
  },
  CELL_LOCKED: {
    vi: 'Biểu {form} kỳ {period} của {unit} chỉ bị trả lại một số ô nên chỉ sửa được các ô đó. Các dòng sau khác với bản đã gửi: {cells}. Hãy giữ nguyên số liệu đã gửi ở các dòng này, hoặc đề nghị cấp nhận trả lại toàn bộ.',
    en: 'Only some cells of form {form}, period {period}, of {unit} were returned. These rows differ from what was filed and are locked: {cells}. Restore them, or ask for a return of the whole.',
  },
  DOUBT_UNKNOWN: {
    vi: 'Bản nháp Biểu {form} kỳ {period} của {unit} không có cảnh báo {code} ở chỉ tiêu “{key}”. Hãy tải lại trang để xem các cảnh báo hiện có.',
    en: 'The draft of form {form}, period {period}, of {unit} has no doubt {code} at "{key}". Reload to see the doubts it has.',
  },
  CLOSING_REASON_UNKNOWN: {
    vi: 'Không có lý do “{reason}”. Hãy chọn một trong: {known}.',
    en: 'There is no reason "{reason}". Choose one of: {known}.',
  },
  CLOSING_TEXT_SHORT: {
    vi: 'Phần giải thích còn quá ngắn. Hãy ghi ít nhất {least} ký tự, đủ để nơi nhận hiểu vì sao số liệu đúng.',
    en: 'The explanation is too short. Write at least {least} characters, enough for the receiver to see why the figure is right.',
  },
  MARK_UNKNOWN_CELL: {
    vi: 'Biểu {form} không có chỉ tiêu “{key}” nên không đánh dấu được. Hãy tải lại báo cáo rồi đánh dấu lại.',
    en: 'Form {form} has no indicator "{key}", so it cannot be marked. Reload the filing.',
  },
  MARK_TWICE: {
    vi: 'Dòng “{key}” của Biểu {form} bị đánh dấu hai lần. Hãy gộp nhận xét vào một lần đánh dấu.',
    en: 'The row "{key}" of form {form} was marked twice. Put the remarks into one mark.',
  },
  ANSWER_WITHOUT_MARK: {
    vi: 'Dòng “{key}” của Biểu {form} không có đánh dấu nào đang chờ trả lời. Hãy tải lại báo cáo rồi trả lời lại.',
    en: 'The row "{key}" of form {form} has no mark that waits for an answer. Reload the filing.',
  },
  COMMENT_REQUIRED: {
    vi: 'Chưa ghi nội dung nhận xét. Hãy ghi rõ điều cần xem lại hoặc điều muốn trao đổi.',
    en: 'The comment is empty. Write what is in doubt, or what you want to say.',
  },
  RECEIPT_UNKNOWN: {
    vi: 'Không có giấy biên nhận số “{number}”, hoặc tài khoản không được xem. Hãy kiểm tra lại số.',
    en: 'There is no receipt "{number}", or the account may not see it. Check the number.',
  },
  FILING_UNKNOWN: {
    vi: 'Không có báo cáo này, hoặc tài khoản không được xem. Hãy mở lại từ danh sách.',
    en: 'There is no such filing, or the account may not see it. Open it from the list.',
  },
  FILE_UNKNOWN: {
    vi: 'Không có tệp này, hoặc tài khoản không được dùng. Hãy tải tệp lên lại.',
    en: 'There is no such file, or the account may not use it. Upload it again.',
  },
  FILE_EMPTY: {
    vi: 'Tệp “{name}” rỗng. Hãy kiểm tra tệp rồi tải lên lại.',
    en: 'The file "{name}" is empty. Check it and upload it again.',
  },
  FILE_TOO_LARGE: {
    vi: 'Tệp “{name}” lớn hơn {max} MB. Hãy chép riêng bảng số liệu sang biểu mẫu tải từ hệ thống rồi gửi lại.',
    en: 'The file "{name}" is larger than {max} MB. Copy the table into the form downloaded from the system.',
  },
  NO_SINGLE_TABLE: {
    vi: 'Tệp có {count} bảng số liệu, không có đúng một bảng Biểu {form} kỳ {period} của {unit}. Hãy giữ lại đúng một bảng của biểu này trong tệp rồi gửi lại.',
    en: 'The file has {count} tables, not exactly one of form {form}, period {period}, for {unit}. Keep just that table and resend it.',
  },
  TEMPLATE_KEY_MISSING: {
    vi: 'Hệ thống chưa được cấu hình để cấp mẫu điền sẵn. Hãy báo người quản trị đặt CCN_TEMPLATE_KEY; trong khi chờ, có thể dùng biểu trống.',
    en: 'The installation has no key for templates. Ask the administrator to set CCN_TEMPLATE_KEY.',
  },
  NOTHING_ASKED: {
    vi: 'Lần nhập này không (hoặc không còn) hỏi gì. Hãy tải lại trang để xem kết quả.',
    en: 'This import asks nothing (any more). Reload to see its result.',
  },
  QUESTION_UNKNOWN: {
    vi: 'Lần nhập này không có câu hỏi “{question}”. Hãy tải lại trang rồi trả lời lại.',
    en: 'This import has no question "{question}". Reload and answer again.',
  },
  CHOICE_UNKNOWN: {
    vi: 'Câu trả lời cho “{question}” không phải là một lựa chọn đã nêu. Hãy chọn một trong các cách hiểu, hoặc ghi một số rõ ràng.',
    en: 'The answer to "{question}" is none of its choices. Choose one, or give a clear number.',
  },
  READING_UNKNOWN: {
    vi: 'Không có cách đọc này trong các lựa chọn đã ghi nhớ của đơn vị. Hãy tải lại trang.',
    en: 'The office has no such remembered reading. Reload.',
  },
  MARKED_FILE_NONE: {
    vi: 'Lần nhập này không có tệp đánh dấu: tệp chưa đọc xong, không có lỗi nào để đánh dấu, hoặc không phải là tệp Excel đọc được. Hãy xem kết quả nhập.',
    en: 'There is no marked file of this import: it is not read yet, has nothing to mark, or is no readable workbook. See its result.',
  },
  IMPORT_UNKNOWN: {
    vi: 'Không có lần nhập tệp này, hoặc tài khoản không được xem. Hãy tải tệp lên lại.',
    en: 'There is no such import, or the account may not see it. Upload the file again.',
  },
} as const satisfies Record<string, Sentence>;

export type FilingErrorCode = keyof typeof CATALOGUE;

const LONGEST_DETAIL = 400;

/** An expected failure of this room, with its sentence in both languages. */
export function filingError(
  code: FilingErrorCode,
  details: Readonly<Record<string, string | number>> = {},
  path?: string,
): DomainError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const detail = details[name];
      return detail === undefined ? whole : String(detail).slice(0, LONGEST_DETAIL);
    });
  const problem: Problem = { code, message: fill(CATALOGUE[code].vi), messageEn: fill(CATALOGUE[code].en) };
  return new DomainError(path === undefined ? problem : { ...problem, path });
}
