import { DomainError, type Problem } from '#lib/kernel';
import type { Refusal } from './rules/transitions.js';

interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** Refusals that the transition table knows: each needs its sentences, or this file does not compile. */
const REFUSALS: Readonly<Record<Refusal, Sentence>> = {
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
};

/** Catalogue of this room's expected failures. */
const CATALOGUE = {
  ...REFUSALS,
  STALE_REVISION: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được người khác thay đổi (phiên bản {current}, đang xem {given}). Hãy tải lại rồi làm lại.',
    en: 'Form {form}, period {period}, of {unit} was changed meanwhile (version {current}, you saw {given}). Reload and try again.',
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
  FORM_UNKNOWN: {
    vi: 'Không có biểu “{form}”. Hãy chọn một trong các Biểu 01, 02, 03, 04.',
    en: 'There is no form "{form}". Choose 01, 02, 03 or 04.',
  },
  FORM_NOT_IN_FORCE: {
    vi: 'Biểu {form} không có hiệu lực cho kỳ {period}. Hãy kiểm tra lại kỳ báo cáo.',
    en: 'Form {form} is not in force for period {period}. Check the period.',
  },
  FIGURE_UNKNOWN: {
    vi: 'Biểu {form} không có chỉ tiêu “{key}”. Hãy tải lại biểu rồi nhập lại.',
    en: 'Form {form} has no indicator "{key}". Reload the form.',
  },
  FIGURE_TWICE: {
    vi: 'Chỉ tiêu “{key}” của Biểu {form} được gửi hai lần. Hãy tải lại biểu rồi nhập lại.',
    en: 'The indicator "{key}" of form {form} was sent twice. Reload the form.',
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
  IMPORT_UNKNOWN: {
    vi: 'Không có lần nhập tệp này, hoặc tài khoản không được xem. Hãy tải tệp lên lại.',
    en: 'There is no such import, or the account may not see it. Upload the file again.',
  },
} as const satisfies Record<string, Sentence>;

export type FilingErrorCode = keyof typeof CATALOGUE;

const LONGEST_DETAIL = 160;

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
