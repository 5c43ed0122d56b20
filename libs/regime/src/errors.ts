import { DomainError, type Problem } from '#lib/kernel';
import type { ExceptionRefusal } from './rules/exceptions.js';

interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** Refusals of the rules about exceptions: each needs its sentences, or this file does not compile. */
const REFUSALS: Readonly<Record<ExceptionRefusal, Sentence>> = {
  EXTENSION_EMPTY: {
    vi: 'Biểu {form} kỳ {period} của {unit}: hạn gửi và thời điểm khóa mới trùng với hiện tại. Hãy ghi hạn gửi (trước {due}) hoặc thời điểm khóa ({lock}) muộn hơn.',
    en: 'Form {form}, period {period}, of {unit}: the new due and lock instants are those in force. Give a later due instant (now {due}) or lock ({lock}).',
  },
  DUE_SHORTENED: {
    vi: 'Biểu {form} kỳ {period} của {unit} đang có hạn gửi trước {due}; gia hạn không được rút ngắn hạn này. Hãy chọn thời điểm muộn hơn.',
    en: 'Form {form}, period {period}, of {unit} is due before {due}; an extension never shortens that. Choose a later instant.',
  },
  LOCK_SHORTENED: {
    vi: 'Biểu {form} kỳ {period} của {unit} khóa số liệu từ {lock}; gia hạn không được khóa sớm hơn. Hãy chọn thời điểm muộn hơn.',
    en: 'Form {form}, period {period}, of {unit} is locked from {lock}; an extension never locks earlier. Choose a later instant.',
  },
  LOCK_BEFORE_DUE: {
    vi: 'Biểu {form} kỳ {period} của {unit}: thời điểm khóa số liệu không được trước hạn gửi. Hãy để trống thời điểm khóa, hoặc chọn từ hạn gửi mới trở đi.',
    en: 'Form {form}, period {period}, of {unit}: the lock cannot come before the due instant. Leave the lock out, or choose one from the due instant on.',
  },
  EXTENSION_TOO_FAR: {
    vi: 'Biểu {form} kỳ {period} của {unit}: chỉ gia hạn được đến hết một năm sau hạn theo quy định ({lawDue}). Hãy kiểm tra lại ngày, tháng, năm.',
    en: 'Form {form}, period {period}, of {unit}: an extension reaches at most one year beyond the statutory due instant ({lawDue}). Check the date.',
  },
  OBLIGATION_NOT_OPEN: {
    vi: 'Biểu {form} kỳ {period} của {unit}: nghĩa vụ báo cáo đã đóng hoặc đã được miễn nên không gia hạn, không miễn được nữa.',
    en: 'Form {form}, period {period}, of {unit}: the obligation is closed or exempt, so it can be neither extended nor exempted.',
  },
  OBLIGATION_NOT_EXEMPT: {
    vi: 'Biểu {form} kỳ {period} của {unit} chưa được miễn nên không có gì để hủy.',
    en: 'Form {form}, period {period}, of {unit} is not exempt, so there is no exemption to take back.',
  },
  OBLIGATION_ANSWERED: {
    vi: 'Biểu {form} kỳ {period} của {unit} đã được gửi nên không miễn được nữa. Hãy tiếp nhận hoặc trả lại báo cáo đã gửi.',
    en: 'Form {form}, period {period}, of {unit} was submitted already and cannot be exempted. Accept or return the filing.',
  },
};

/** Catalogue of this room's expected failures. A code without both sentences does not compile. */
const CATALOGUE = {
  ...REFUSALS,
  PERIOD_INVALID: {
    vi: 'Kỳ báo cáo “{period}” không hợp lệ. Hãy ghi 2026-H1 (6 tháng) hoặc 2026-Y (năm).',
    en: 'The period "{period}" is not valid. Write 2026-H1 (six months) or 2026-Y (year).',
  },
  PERIOD_BEFORE_COMMUNES: {
    vi: 'Kỳ {period} thuộc thời cấp huyện còn báo cáo (trước 01/07/2025) nên không mở được trong hệ thống. Hãy chọn kỳ từ 2025-Y trở đi.',
    en: 'Period {period} belongs to the time when districts reported (before 2025-07-01) and cannot be opened. Choose 2025-Y or later.',
  },
  PERIOD_UNOPENED: {
    vi: 'Kỳ báo cáo {period} chưa được mở nên chưa có nghĩa vụ nào. Hãy kiểm tra lại kỳ, hoặc chờ đến ngày mở kỳ.',
    en: 'Period {period} is not open yet, so nobody owes anything in it. Check the period, or wait until it is opened.',
  },
  OBLIGATION_UNKNOWN: {
    vi: 'Không có nghĩa vụ gửi Biểu {form} kỳ {period} của đơn vị {unit}, hoặc tài khoản không được xem. Hãy kiểm tra lại biểu, kỳ và mã đơn vị.',
    en: 'There is no obligation for form {form}, period {period}, unit {unit}, or the account may not see it. Check form, period and code.',
  },
  OBLIGATION_ID_UNKNOWN: {
    vi: 'Không có nghĩa vụ báo cáo này, hoặc tài khoản không được xem. Hãy mở lại từ danh sách.',
    en: 'There is no such obligation, or the account may not see it. Open it from the list.',
  },
  NOT_GRANTING_OFFICE: {
    vi: 'Biểu {form} kỳ {period} của {unit}: chỉ {office} được gia hạn, miễn hoặc hủy miễn báo cáo này. Hãy gửi đề nghị kèm lý do đến cơ quan đó.',
    en: 'Form {form}, period {period}, of {unit}: only {officeEn} may extend or exempt it. Ask that office, with your reason.',
  },
  EXCEPTION_REASON_REQUIRED: {
    vi: 'Chưa ghi lý do. Hãy ghi rõ lý do, vì lý do này được lưu và hiển thị cùng nghĩa vụ báo cáo.',
    en: 'The reason is missing. Write it: it is kept and shown with the obligation.',
  },
  CLUSTER_UNKNOWN: {
    vi: 'Không có cụm công nghiệp “{cluster}”, hoặc tài khoản không được xem. Hãy kiểm tra lại mã cụm.',
    en: 'There is no cluster "{cluster}", or the account may not see it. Check its code.',
  },
  NOT_REPORTER_OFFICE: {
    vi: 'Chỉ Sở Công Thương của tỉnh có cụm {cluster} được ghi xã đầu mối và đơn vị báo cáo. Hãy gửi đề nghị đến Sở.',
    en: 'Only the department of the province of cluster {cluster} records its lead commune and who reports it. Ask the department.',
  },
  LEAD_COMMUNE_ELSEWHERE: {
    vi: 'Cụm {cluster} không nằm trên địa bàn xã {commune} (các xã ghi trong sổ: {communes}). Hãy chọn một trong các xã này.',
    en: 'Cluster {cluster} does not lie in commune {commune} (recorded: {communes}). Choose one of these.',
  },
  REPORTER_UNNEEDED: {
    vi: 'Cụm {cluster} đã có chủ đầu tư hạ tầng tại ngày {from}; chủ đầu tư tự gửi Biểu 02 nên không cần ghi đơn vị báo cáo thay.',
    en: 'Cluster {cluster} has an infrastructure investor on {from}, who files form 02 himself; nobody has to be named in his place.',
  },
  NIL_NOTE_REQUIRED: {
    vi: 'Chưa ghi vì sao không phát sinh. Hãy ghi rõ, vì nơi nhận báo cáo sẽ đọc nội dung này.',
    en: 'Say why nothing is to be reported: the receiver of the filing reads it.',
  },
  NIL_NOT_OFFERED: {
    vi: 'Đơn vị {unit} không gửi được báo cáo không phát sinh Biểu {form} kỳ {period}: nghĩa vụ này không có vướng mắc hoặc không thuộc đơn vị. Hãy lập báo cáo bình thường.',
    en: 'Unit {unit} cannot send a nil filing for form {form}, period {period}: the duty is not in doubt, or not of this unit. File it as usual.',
  },
} as const satisfies Record<string, Sentence>;

export type RegimeErrorCode = keyof typeof CATALOGUE;

const LONGEST_DETAIL = 160;

/** An expected failure of this room, with its sentence in both languages. */
export function regimeError(
  code: RegimeErrorCode,
  details: Readonly<Record<string, string>>,
  path?: string,
): DomainError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => details[name]?.slice(0, LONGEST_DETAIL) ?? whole);
  const problem: Problem = { code, message: fill(CATALOGUE[code].vi), messageEn: fill(CATALOGUE[code].en) };
  return new DomainError(path === undefined ? problem : { ...problem, path });
}
