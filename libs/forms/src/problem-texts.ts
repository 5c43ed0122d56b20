import type { Severity } from './definition.js';
import type { ProblemCode } from './problem-codes.js';

export interface ProblemText {
  readonly severity: Severity;
  readonly vi: string;
  readonly en: string;
}

/**
 * What each finding says, in both languages, and how grave it is. Placeholders in braces are the details a caller must
 * give; {where} is made from sheet and cell.
 */
export const PROBLEMS = {
  UNREADABLE_FILE: {
    severity: 'error',
    vi: 'Không đọc được tệp ({reason}). Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi lại.',
    en: 'The file cannot be read ({reason}). Open it in Excel, save it again as .xlsx and resend it.',
  },
  NOT_XLSX: {
    severity: 'error',
    vi: 'Tệp không phải là bảng tính Excel .xlsx (nội dung là {found}). Hãy lưu thành “Excel Workbook (*.xlsx)” rồi gửi lại.',
    en: 'The file is not an Excel .xlsx workbook (its content is {found}). Save it as "Excel Workbook (*.xlsx)" and resend it.',
  },
  FILE_EMPTY: {
    severity: 'error',
    vi: 'Tệp rỗng. Hãy chọn lại đúng tệp báo cáo rồi gửi lại.',
    en: 'The file is empty. Choose the right file and resend it.',
  },
  FILE_TOO_LARGE: {
    severity: 'error',
    vi: 'Tệp lớn hơn mức cho phép ({size}, tối đa {limit}). Hãy bỏ ảnh và các trang không thuộc báo cáo rồi gửi lại.',
    en: 'The file is larger than allowed ({size}, at most {limit}). Remove pictures and sheets that are not part of the filing and resend it.',
  },
  FILE_HOSTILE: {
    severity: 'error',
    vi: 'Tệp bị từ chối vì cấu trúc không an toàn ({reason}). Hãy lập lại báo cáo trên biểu mẫu tải từ hệ thống rồi gửi lại.',
    en: 'The file is refused because its structure is not safe ({reason}). Fill in the form downloaded from the system and resend it.',
  },
  FILE_ENCRYPTED: {
    severity: 'error',
    vi: 'Tệp đang được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi gửi lại.',
    en: 'The file is protected by a password and cannot be read. Remove the password (File > Info > Protect Workbook) and resend it.',
  },
  FILE_TRUNCATED: {
    severity: 'error',
    vi: 'Tệp bị cụt hoặc hỏng, có thể do tải lên dở dang. Hãy mở lại tệp gốc để kiểm tra rồi gửi lại.',
    en: 'The file is cut off or damaged, perhaps by an unfinished upload. Open the original to check it and resend it.',
  },
  LEGACY_XLS: {
    severity: 'error',
    vi: 'Tệp ở định dạng Excel cũ (.xls). Hãy mở bằng Excel, chọn Lưu thành > “Excel Workbook (*.xlsx)” rồi gửi lại.',
    en: 'The file is in the old Excel format (.xls). Open it in Excel, choose Save As > "Excel Workbook (*.xlsx)" and resend it.',
  },
  OPEN_DOCUMENT: {
    severity: 'error',
    vi: 'Tệp ở định dạng OpenDocument (.ods). Hãy mở bằng LibreOffice, chọn Lưu thành > “Excel 2007-365 (.xlsx)” rồi gửi lại.',
    en: 'The file is in OpenDocument format (.ods). Open it in LibreOffice, choose Save As > "Excel 2007-365 (.xlsx)" and resend it.',
  },
  READ_TIMEOUT: {
    severity: 'error',
    vi: 'Đọc tệp quá {seconds} giây nên đã dừng. Hãy chép riêng bảng số liệu sang biểu mẫu tải từ hệ thống rồi gửi lại.',
    en: 'Reading took more than {seconds} seconds and was stopped. Copy the table into the form downloaded from the system and resend it.',
  },
  READ_MEMORY: {
    severity: 'error',
    vi: 'Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng. Hãy chép riêng bảng số liệu sang biểu mẫu tải từ hệ thống rồi gửi lại.',
    en: 'Reading the file needs too much memory and was stopped. Copy the table into the form downloaded from the system and resend it.',
  },
  MACRO_IGNORED: {
    severity: 'warning',
    vi: 'Tệp có chứa macro; macro không được chạy và không được dùng đến. Nên gửi tệp .xlsx không có macro.',
    en: 'The file contains macros; they were neither run nor used. Prefer an .xlsx file without macros.',
  },
  EXTERNAL_LINK_IGNORED: {
    severity: 'warning',
    vi: 'Tệp có liên kết đến tệp khác; hệ thống chỉ dùng giá trị đã lưu. Hãy kiểm tra các ô có liên kết.',
    en: 'The file links to other files; only the stored values were used. Check the linked cells.',
  },
  HIDDEN_CONTENT: {
    severity: 'warning',
    vi: '{where}: có hàng, cột hoặc trang bị ẩn ({what}); nội dung ẩn vẫn được đọc. Hãy hiện ra để kiểm tra.',
    en: '{where}: there are hidden rows, columns or sheets ({what}); hidden content is read as well. Unhide it and check.',
  },
  BROKEN_TEXT: {
    severity: 'error',
    vi: '{where}: chữ bị lỗi, không đọc được (“{text}”). Hãy gõ lại bằng bảng mã Unicode.',
    en: '{where}: the text is damaged and cannot be read ("{text}"). Type it again in Unicode.',
  },
  LEGACY_ENCODING: {
    severity: 'warning',
    vi: '{where}: chữ viết theo bảng mã cũ {encoding} đã được đọc là “{text}”. Hãy kiểm tra và nên chuyển sang Unicode.',
    en: '{where}: text in the old encoding {encoding} was read as "{text}". Check it and prefer Unicode.',
  },
  NO_FORM_FOUND: {
    severity: 'error',
    vi: 'Không tìm thấy bảng nào theo Biểu số 01 đến 04 của Thông tư 14/2024/TT-BCT trong tệp. Hãy dùng biểu mẫu tải từ hệ thống.',
    en: 'No table of form 01 to 04 of Circular 14/2024/TT-BCT was found in the file. Use the form downloaded from the system.',
  },
  UNKNOWN_FORM: {
    severity: 'error',
    vi: '{where}: không có biểu “{found}” trong Thông tư 14/2024/TT-BCT. Hãy dùng một trong các Biểu số 01, 02, 03, 04.',
    en: '{where}: there is no form "{found}" in Circular 14/2024/TT-BCT. Use one of forms 01, 02, 03, 04.',
  },
  FORM_MISMATCH: {
    severity: 'error',
    vi: '{where}: bảng này là Biểu số {found}, không phải Biểu số {expected} đã chọn. Hãy chọn đúng biểu hoặc đúng tệp.',
    en: '{where}: this table is form {found}, not form {expected} as chosen. Choose the right form or the right file.',
  },
  FORM_DUPLICATE: {
    severity: 'error',
    vi: '{where}: Biểu số {form} có nhiều hơn một bảng trong tệp cho cùng kỳ và đơn vị. Hãy chỉ giữ một bảng.',
    en: '{where}: form {form} stands more than once in the file for the same period and unit. Keep one table only.',
  },
  FORM_AMBIGUOUS: {
    severity: 'error',
    vi: '{where}: không rõ bảng này là Biểu số {candidates}. Hãy ghi số biểu và tên biểu ở trên bảng như trong mẫu.',
    en: '{where}: it is not clear which form this table is ({candidates}). Write the number and title of the form above it.',
  },
  TABLE_NOT_READ: {
    severity: 'warning',
    vi: '{where}: bảng Biểu số {form} ở đây không được đọc ({reason}). Nếu cần nộp bảng này, hãy gửi riêng.',
    en: '{where}: the table of form {form} here was not read ({reason}). If it is meant to be filed, send it apart.',
  },
  FORM_NOT_IN_FORCE: {
    severity: 'error',
    vi: '{where}: Biểu số {form} chưa có hiệu lực cho kỳ {period}. Hãy kiểm tra lại kỳ báo cáo.',
    en: '{where}: form {form} was not in force for period {period}. Check the reporting period.',
  },
  FORM_VERSION_DIFFERS: {
    severity: 'warning',
    vi: '{where}: biểu dùng cách ghi của phiên bản {found}; kỳ này áp dụng phiên bản {expected}. Số liệu vẫn được đọc; lần sau hãy dùng mẫu mới.',
    en: '{where}: the form is worded as in version {found}; version {expected} holds for this period. The figures were read; use the new form next time.',
  },
  PERIOD_MISSING: {
    severity: 'error',
    vi: '{where}: chưa ghi kỳ báo cáo. Hãy ghi ở dòng “Kỳ báo cáo”, ví dụ “6 tháng năm 2026” hoặc “Năm 2026”.',
    en: '{where}: the reporting period is not given. Write it in the line "Kỳ báo cáo", e.g. "6 tháng năm 2026" or "Năm 2026".',
  },
  PERIOD_UNKNOWN: {
    severity: 'error',
    vi: '{where}: không hiểu kỳ báo cáo “{found}”. Chỉ có hai kỳ: “6 tháng năm …” hoặc “Năm …”. Hãy ghi lại.',
    en: '{where}: the reporting period "{found}" is not understood. There are two: "6 tháng năm …" and "Năm …". Write it again.',
  },
  PERIOD_MISMATCH: {
    severity: 'error',
    vi: '{where}: biểu ghi kỳ {found}, nhưng đang nộp cho kỳ {expected}. Hãy sửa kỳ trên biểu hoặc chọn đúng kỳ.',
    en: '{where}: the form says period {found} but is filed for {expected}. Correct the form or choose the right period.',
  },
  UNIT_MISSING: {
    severity: 'error',
    vi: '{where}: chưa ghi rõ đơn vị gửi báo cáo. Hãy ghi tên đơn vị ở dòng “Đơn vị gửi báo cáo”.',
    en: '{where}: the sender is not named. Write its name in the line "Đơn vị gửi báo cáo".',
  },
  TEMPLATE_CHANGED: {
    severity: 'warning',
    vi: '{where}: {reason} Nếu muốn hệ thống chỉ nhận những ô đã sửa, hãy tải lại mẫu và nhập vào mẫu đó.',
    en: '{where}: {reason} To have only the changed cells taken, download the template again and use that.',
  },
  TEMPLATE_CONFLICT: {
    severity: 'error',
    vi: '{where}: dòng {tt} đã được sửa cả trong tệp ({mine}) và trên hệ thống ({server}). Hãy chọn số nào được giữ.',
    en: '{where}: row {tt} was changed both in the file ({mine}) and on the server ({server}). Choose which one holds.',
  },
  UNIT_MISMATCH: {
    severity: 'error',
    vi: '{where}: biểu ghi đơn vị “{found}”, nhưng đang nộp cho “{expected}”. Hãy kiểm tra lại đơn vị hoặc tệp.',
    en: '{where}: the form names "{found}" but is filed for "{expected}". Check the unit or the file.',
  },
  UNKNOWN_UNIT: {
    severity: 'error',
    vi: '{where}: không tìm thấy đơn vị “{found}” trong danh mục hành chính tại kỳ báo cáo. Hãy ghi đúng tên hiện hành.',
    en: '{where}: the unit "{found}" is not in the list of administrative units of the period. Write its current name.',
  },
  UNIT_AMBIGUOUS: {
    severity: 'error',
    vi: '{where}: tên “{found}” có ở nhiều nơi ({candidates}). Hãy ghi thêm tên tỉnh.',
    en: '{where}: the name "{found}" exists in several places ({candidates}). Add the name of the province.',
  },
  COLUMN_MISSING: {
    severity: 'error',
    vi: '{where}: không tìm thấy cột “{column}” của biểu. Hãy giữ nguyên hàng tiêu đề của mẫu.',
    en: '{where}: the column "{column}" of the form was not found. Keep the heading row of the form.',
  },
  COLUMN_UNKNOWN: {
    severity: 'warning',
    vi: '{where}: cột “{column}” không có trong mẫu nên không được đọc. Hãy bỏ cột này hoặc chuyển nội dung sang cột Ghi chú.',
    en: '{where}: the column "{column}" is not part of the form and was not read. Remove it or move its content to the notes.',
  },
  ROW_UNKNOWN: {
    severity: 'error',
    vi: '{where}: dòng “{label}” không có trong biểu này. Hãy dùng đúng tên chỉ tiêu của mẫu hoặc bỏ dòng này.',
    en: '{where}: the row "{label}" is not part of this form. Use the label of the form or remove the row.',
  },
  ROW_MISSING: {
    severity: 'error',
    vi: '{where}: thiếu chỉ tiêu {tt} “{label}”. Hãy thêm lại dòng này như trong mẫu.',
    en: '{where}: indicator {tt} "{label}" is missing. Add the row again as in the form.',
  },
  ROW_DUPLICATE: {
    severity: 'error',
    vi: '{where}: chỉ tiêu {tt} “{label}” đã có ở ô {otherCell}. Hãy chỉ giữ một dòng.',
    en: '{where}: indicator {tt} "{label}" already stands at {otherCell}. Keep one row only.',
  },
  ROW_NUMBER_DIFFERS: {
    severity: 'warning',
    vi: '{where}: số thứ tự “{found}” khác mẫu; dòng được đọc theo tên là chỉ tiêu {tt} “{label}”. Hãy kiểm tra lại.',
    en: '{where}: the number "{found}" differs from the form; by its label the row was read as {tt} "{label}". Please check.',
  },
  ROW_AMBIGUOUS: {
    severity: 'error',
    vi: '{where}: dòng “{label}” có thể là các chỉ tiêu {candidates}. Hãy ghi đúng TT và tên chỉ tiêu của mẫu.',
    en: '{where}: the row "{label}" may be any of the indicators {candidates}. Write number and label as in the form.',
  },
  NOT_A_NUMBER: {
    severity: 'error',
    vi: '{where}: “{raw}” không phải là số. Hãy ghi số, ví dụ 1.234,56; nếu không có số liệu thì để trống.',
    en: '{where}: "{raw}" is not a number. Write a number, e.g. 1.234,56; leave the cell blank if there is none.',
  },
  TEXT_IN_NUMBER_CELL: {
    severity: 'error',
    vi: '{where}: ô số liệu có lẫn chữ (“{raw}”). Hãy chỉ ghi số; phần giải thích ghi vào cột Ghi chú.',
    en: '{where}: the cell mixes a figure with words ("{raw}"). Write the number only; put remarks in the notes column.',
  },
  NUMBER_AS_TEXT: {
    severity: 'warning',
    vi: '{where}: số được gõ dưới dạng chữ (“{raw}”), đã đọc là {readAs}. Hãy kiểm tra.',
    en: '{where}: the number was typed as text ("{raw}") and read as {readAs}. Please check.',
  },
  AMBIGUOUS_NUMBER: {
    severity: 'error',
    vi: '{where}: “{raw}” có thể hiểu là {first} hoặc {second}. Hãy ghi lại cho rõ, hoặc đổi ô sang kiểu số.',
    en: '{where}: "{raw}" may mean {first} or {second}. Write it so that it is clear, or make the cell numeric.',
  },
  DATE_INSTEAD_OF_NUMBER: {
    severity: 'error',
    vi: '{where}: Excel đã đổi số thành ngày tháng ({raw}). Hãy đổi kiểu ô về “Số” rồi gõ lại.',
    en: '{where}: Excel turned the figure into a date ({raw}). Set the cell format to "Number" and type it again.',
  },
  FORMULA_ERROR: {
    severity: 'error',
    vi: '{where}: công thức báo lỗi {error}. Hãy sửa công thức hoặc ghi thẳng số.',
    en: '{where}: the formula gives the error {error}. Correct the formula or write the number.',
  },
  FORMULA_WITHOUT_VALUE: {
    severity: 'error',
    vi: '{where}: công thức chưa có kết quả được lưu. Hãy mở tệp bằng Excel, bấm tính lại (F9), lưu rồi gửi lại.',
    en: '{where}: the formula has no stored result. Open the file in Excel, recalculate (F9), save and resend it.',
  },
  UNIT_UNCLEAR: {
    severity: 'error',
    vi: '{where}: không rõ đơn vị tính “{found}” (mẫu dùng {expected}). Hãy ghi số theo {expected}.',
    en: '{where}: the unit "{found}" is not clear (the form uses {expected}). Write the figure in {expected}.',
  },
  UNIT_CONVERTED: {
    severity: 'warning',
    vi: '{where}: đã đổi {from} thành {to}. Hãy kiểm tra đơn vị tính.',
    en: '{where}: {from} was converted to {to}. Please check the unit.',
  },
  PERCENT_UNCLEAR: {
    severity: 'error',
    vi: '{where}: “{raw}” có thể là {first} hoặc {second} phần trăm. Hãy ghi theo phần trăm, ví dụ 53,25.',
    en: '{where}: "{raw}" may be {first} or {second} per cent. Write it in per cent, e.g. 53,25.',
  },
  NEGATIVE: {
    severity: 'error',
    vi: '{where}: {row} không được âm (đang ghi {value}). Hãy sửa lại số liệu.',
    en: '{where}: {row} must not be negative (written {value}). Correct the figure.',
  },
  NOT_WHOLE: {
    severity: 'error',
    vi: '{where}: {row} phải là số nguyên (đang ghi {value}). Hãy sửa lại số liệu.',
    en: '{where}: {row} must be a whole number (written {value}). Correct the figure.',
  },
  TOO_MANY_DECIMALS: {
    severity: 'error',
    vi: '{where}: {row} ghi {value}, có {found} chữ số thập phân; được ghi tối đa {allowed}. Hãy làm tròn rồi ghi lại.',
    en: '{where}: {row} is written {value} with {found} decimals; at most {allowed} are allowed. Round it and write it again.',
  },
  DECIMALS_ROUNDED: {
    severity: 'warning',
    vi: '{where}: {row} ghi {value} được làm tròn thành {rounded}. Nếu không đúng ý, hãy tự làm tròn rồi ghi lại.',
    en: '{where}: {row} is written {value} and was rounded to {rounded}. If that is not meant, round it yourself.',
  },
  TOO_LARGE: {
    severity: 'error',
    vi: '{where}: {row} ghi {value}, lớn hơn mức có thể có ({max} {unit}). Hãy kiểm tra đơn vị tính và số chữ số.',
    en: '{where}: {row} is written {value}, above what is possible ({max} {unit}). Check the unit and the digits.',
  },
  FLAG_NOT_0_1: {
    severity: 'error',
    vi: '{where}: {row} chỉ được ghi 1 (có) hoặc 0 (không), đang ghi {value}. Hãy sửa lại.',
    en: '{where}: {row} takes 1 (yes) or 0 (no) only, written {value}. Correct it.',
  },
  PERCENT_OVER_100: {
    severity: 'warning',
    vi: '{where}: {row} là {value} %, lớn hơn 100 %. Hãy kiểm tra tử số và mẫu số; nếu đúng thì ghi lý do vào cột Ghi chú.',
    en: '{where}: {row} is {value} %, above 100 %. Check both parts of the rate; if it is right, give the reason in the notes.',
  },
  MISSING_FIGURE: {
    severity: 'warning',
    vi: '{where}: chưa có số liệu cho {row}. Ô trống được hiểu là chưa có số liệu, không phải 0; nếu bằng không, hãy ghi 0.',
    en: '{where}: there is no figure for {row}. A blank means "not known", not 0; if it is nil, write 0.',
  },
  EMPTY_FORM: {
    severity: 'error',
    vi: '{where}: Biểu số {form} chưa có số liệu nào. Hãy điền số liệu ở cột Kết quả (ghi 0 nếu không phát sinh) rồi gửi lại.',
    en: '{where}: form {form} has no figure at all. Fill in the results column (0 where nil) and resend it.',
  },
  YEAR_BELOW_HALF_YEAR: {
    severity: 'warning',
    vi: '{where}: {row} cả năm ghi {value}, nhỏ hơn số 6 tháng đã tiếp nhận là {earlier} (kỳ {period}). Số cả năm gồm cả 6 tháng đầu năm; hãy kiểm tra, nếu đúng thì chọn lý do.',
    en: '{where}: {row} is {value} for the year, less than the {earlier} accepted for its six months ({period}). The year contains them; check it, and give a reason if it is right.',
  },
  HALF_YEAR_ABOVE_YEAR: {
    severity: 'warning',
    vi: '{where}: {row} 6 tháng ghi {value}, lớn hơn số cả năm đã tiếp nhận là {earlier} (kỳ {period}). Hãy kiểm tra, nếu đúng thì chọn lý do.',
    en: '{where}: {row} is {value} for the six months, more than the {earlier} accepted for the year ({period}). Check it, and give a reason if it is right.',
  },
  CUMULATIVE_FELL: {
    severity: 'warning',
    vi: '{where}: {row} là số lũy kế nhưng giảm từ {earlier} (kỳ {period}) xuống {value}. Hãy kiểm tra, nếu đúng thì chọn lý do.',
    en: '{where}: {row} is cumulative but falls from {earlier} ({period}) to {value}. Check it, and give a reason if it is right.',
  },
  UNIT_SLIP: {
    severity: 'warning',
    vi: '{where}: {row} ghi {value}, kỳ {period} là {earlier}, chênh khoảng {factor} lần. Hãy xem có nhầm đơn vị tính hoặc chữ số không; nếu đúng thì chọn lý do.',
    en: '{where}: {row} is {value} against {earlier} in {period}, about {factor} times apart. Check the unit and the digits; give a reason if it is right.',
  },
  FAR_FROM_PREVIOUS: {
    severity: 'warning',
    vi: '{where}: {row} ghi {value}, kỳ {period} là {earlier}, chênh quá {times} lần. Hãy kiểm tra, nếu đúng thì chọn lý do.',
    en: '{where}: {row} is {value} against {earlier} in {period}, more than {times} times apart. Check it, and give a reason if it is right.',
  },
  OUTSIDE_OWN_BAND: {
    severity: 'warning',
    vi: '{where}: {row} ghi {value}, khác xa mức thường gặp của đơn vị ({median}, trung vị của {count} kỳ trước). Hãy kiểm tra, nếu đúng thì chọn lý do.',
    en: '{where}: {row} is {value}, far from what the unit usually files ({median}, median of {count} earlier periods). Check it, and give a reason if it is right.',
  },
} as const satisfies Record<ProblemCode, ProblemText>;
