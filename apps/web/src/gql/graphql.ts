/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Accepts a submitted filing (tiếp nhận): its figures become the lawful ones. */
export type AcceptFilingInput = {
  /** The filing. */
  id: string | number;
  /** Remark (ghi chú). */
  reason?: string | null | undefined;
  /** Revision that was looked at. */
  revision?: number | null | undefined;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** Accepts several submitted filings (tiếp nhận hàng loạt), each by itself. */
export type AcceptFilingsInput = {
  /** The filings, at most 100. At most 100. */
  filings: Array<AcceptOneInput>;
};

/** One filing of a bulk acceptance, as it was looked at. */
export type AcceptOneInput = {
  /** The filing. */
  id: string | number;
  /** Revision that was looked at. */
  revision: number;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** What time a figure covers (lũy kế hay trong kỳ). Circular 14/2024/TT-BCT Appendix I. */
export type Accumulation =
  /** State at the cut-off, or running total (lũy kế đến thời điểm báo cáo). */
  | 'CUMULATIVE'
  /** Flow within the data window (trong kỳ báo cáo). */
  | 'IN_PERIOD';

/** Adds to the thread of a filing (trao đổi). */
export type AddFilingCommentInput = {
  /** What is said (nội dung). */
  comment: string;
  /** The filing. */
  id: string | number;
  /** Indicator (khóa chỉ tiêu); left out: about the whole filing. */
  key?: string | null | undefined;
};

/** What an aggregate is grouped by (nhóm theo): one, or a pair of two. */
export type AggregateDimension =
  /** Type of cluster (loại cụm) on the last day of the period’s data window. */
  | 'CLUSTER_TYPE'
  /** Reporting period (kỳ báo cáo). */
  | 'PERIOD'
  /** Province of today’s map (tỉnh). */
  | 'PROVINCE'
  /** Socio-economic region (vùng kinh tế - xã hội) of the province. */
  | 'REGION'
  /** Status group as the source wrote it (nhóm tình trạng) on that day. */
  | 'STATUS';

/** Opens a new revision of a returned or accepted filing (đính chính, sửa lại); the earlier one stays as it was. */
export type AmendFilingInput = {
  /** The filing. */
  id: string | number;
  /** Reason of the amendment (lý do đính chính). */
  reason: string;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** Answers questions of an import; it is read again with them. */
export type AnswerImportInput = {
  /** Answers; those of one kind that agree hold for every such cell of the file. At most 400. */
  answers: Array<ImportAnswerInput>;
  /** Import. */
  id: string | number;
  /** Keep the readings for the next files of this office and form (ghi nhớ). */
  remember?: boolean;
};

/** How far a duty has been answered (tình trạng thực hiện nghĩa vụ). */
export type AnswerState =
  /** Taken into the database (đã tiếp nhận). */
  | 'ACCEPTED'
  /** Being prepared (bản nháp). */
  | 'DRAFT'
  /** Nobody has begun (chưa lập). */
  | 'NONE'
  /** Sent back with reasons (bị trả lại). */
  | 'RETURNED'
  /** Sent, not yet looked through (đã gửi). */
  | 'SUBMITTED';

/** What is to be written into the register (ghi thay đổi). */
export type ApplyRegisterImportInput = {
  /** Digest of the differences that were looked at. */
  digest: string;
  /** The import whose dry run is ready. */
  id: string | number;
  /** Why the register changes (lý do), 3 to 1,000 characters; kept in the audit. */
  reason: string;
};

/** Which audit entries to list; conditions are joined by "and". */
export type AuditFilter = {
  /** What was done (hành động); with a full stop at its end all that begin so, such as "filing.". */
  action?: string | null | undefined;
  /** Text in the name of who did it (người thực hiện), without tone marks too. */
  actor?: string | null | undefined;
  /** Not before this instant (từ lúc). */
  since?: string | null | undefined;
  /** Which thing it was done to (đối tượng). */
  subjectId?: string | null | undefined;
  /** Before this instant (đến trước lúc). */
  until?: string | null | undefined;
};

/** A doubt about one cell (đánh dấu ô). */
export type CellMarkInput = {
  /** What is in doubt (nhận xét). */
  comment: string;
  /** Indicator (khóa chỉ tiêu). */
  key: string;
};

/** Other words about a cluster from a day on (sửa thông tin cụm). What is left out stays as it is; null takes it away. */
export type ChangeClusterInput = {
  /** Code of the cluster (mã cụm). */
  cluster: string;
  /** First day of the new state (có hiệu lực từ), on or before today. */
  from: string;
  /** Name (tên); left out or null: as it is. */
  name?: string | null | undefined;
  /** Note (ghi chú). */
  note?: string | null | undefined;
  /** Other and former names (tên khác), all of them. At most 50. */
  otherNames?: Array<string> | null | undefined;
  /** Why the register changes (lý do), 3 to 1,000 characters; kept in the audit. */
  reason: string;
  /** Status group (nhóm tình trạng). */
  status?: string | null | undefined;
  /** Type a decision states (loại cụm). */
  type?: ClusterType | null | undefined;
};

/** Changes name and ways to reach an office (sửa thông tin đơn vị). */
export type ChangeOfficeInput = {
  /** Postal address (địa chỉ), at most 300 characters; empty: not known. */
  address?: string;
  /** E-mail (thư điện tử); empty: not known. */
  email?: string;
  /** The office, one that the caller manages. */
  id: string | number;
  /** Name (tên), 1 to 200 characters. */
  name: string;
  /** Telephone (điện thoại); empty: not known. */
  phone?: string;
};

/** Changes the caller's own password (đổi mật khẩu). */
export type ChangeOwnPasswordInput = {
  /** The new password (mật khẩu mới), 12 to 200 characters, not the present one. */
  next: string;
  /** The present password (mật khẩu hiện tại). */
  present: string;
};

/** What the checks say of a workbook or draft (kết quả kiểm tra). */
export type CheckOutcome =
  /** Nothing found (đạt). */
  | 'ACCEPTED'
  /** Warnings only (đạt, có cảnh báo). */
  | 'ACCEPTED_WITH_WARNINGS'
  /** Errors that have to be mended (không đạt). */
  | 'REJECTED';

/** Closes a doubt about a figure of a draft with a reason (giải trình cảnh báo). */
export type CloseDoubtInput = {
  /** Code of the finding (mã cảnh báo). */
  code: string;
  /** The filing. */
  id: string | number;
  /** Indicator it is about (khóa chỉ tiêu). */
  key: string;
  /** Reason of the list (lý do). */
  reason: ClosingReason;
  /** Words beside it (giải thích), at least five characters. */
  text: string;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** Why a doubtful figure stands as it is (lý do số liệu đúng). */
export type ClosingReason =
  /** Checked against the documents (đã đối chiếu hồ sơ gốc). */
  | 'CHECKED_CORRECT'
  /** The earlier figure was wrong (số kỳ trước chưa đúng). */
  | 'EARLIER_WRONG'
  /** Another reason, in the words beside it (lý do khác). */
  | 'OTHER'
  /** A real change in the period (thay đổi thực tế trong kỳ). */
  | 'REAL_CHANGE'
  /** Territory, scope or method changed (thay đổi địa giới, phạm vi, cách tính). */
  | 'SCOPE_CHANGED'
  /** It has stood so for long (hiện trạng có từ trước). */
  | 'STANDING_SITUATION';

/** Which clusters to list; conditions are joined by "and". What the caller may not see is never counted. */
export type ClusterFilter = {
  /** All of these hold (và). At most 20. */
  and?: Array<ClusterFilter> | null | undefined;
  /** Commune code (mã xã), five digits: clusters that lie in it, wholly or in part. */
  commune?: string | null | undefined;
  /** Has (true) or lacks (false) an establishment decision in force (đã thành lập), Decree 32/2024 Art. 2.9. */
  established?: boolean | null | undefined;
  /** This does not hold (không). */
  not?: ClusterFilter | null | undefined;
  /** At least one of these holds (hoặc). At most 20. */
  or?: Array<ClusterFilter> | null | undefined;
  /** Province code (mã tỉnh), two digits. */
  province?: string | null | undefined;
  /** Text in name or other names (tìm theo tên); tone marks and case do not matter. */
  search?: string | null | undefined;
  /** Status group as the source wrote it (nhóm tình trạng). */
  status?: string | null | undefined;
  /** In a unit of any time (theo đơn vị cũ, qua sáp nhập). */
  territory?: TerritoryInput | null | undefined;
  /** Type as a decision states it (loại cụm). */
  type?: ClusterType | null | undefined;
};

/** Type of cluster as the decision states it (loại cụm công nghiệp). Decree 32/2024 Art. 2 and Decree 303/2026. */
export type ClusterType =
  /** Craft-village cluster (cụm công nghiệp làng nghề), Decree 32/2024 Art. 2.2. */
  | 'CRAFT_VILLAGE'
  /** Eco cluster (cụm công nghiệp sinh thái), Decree 303/2026. */
  | 'ECO'
  /** High-tech cluster (cụm công nghiệp công nghệ cao), Decree 303/2026. */
  | 'HIGH_TECH'
  /** Specialised cluster (cụm công nghiệp chuyên ngành): one industry on at least 60 % of the industrial land. */
  | 'SPECIALISED'
  /** Supporting-industry cluster (cụm công nghiệp hỗ trợ), Decree 303/2026. */
  | 'SUPPORTING';

/** Confirms a second factor by its first code. */
export type ConfirmSecondFactorInput = {
  /** Six digits shown by the app (mã xác thực). */
  code: string;
};

/** Makes an account (tạo tài khoản). */
export type CreateAccountInput = {
  /** E-mail address to sign in with (thư điện tử), used by no other account. */
  email: string;
  /** Language of messages (ngôn ngữ). */
  language?: Language;
  /** Name shown to others (tên hiển thị), 1 to 200 characters. */
  name: string;
  /** Its office (đơn vị), one that the caller manages. */
  officeId: string | number;
  /** Role (vai trò), one that exists in the office's kind. */
  role: Role;
};

/** Makes a personal access token (tạo mã truy cập). */
export type CreateTokenInput = {
  /** Days until it ends (số ngày hiệu lực), 1 to 366. */
  days?: number;
  /** Name to recognise it by (tên), 1 to 100 characters. */
  name: string;
  /** Permissions it shall carry (quyền), a part of the caller's own. At most 40. */
  scopes: Array<string>;
};

/** How much a known defect of the register matters (mức độ vấn đề số liệu). */
export type DataProblemSeverity =
  /** A figure cannot be right (sai). */
  | 'ERROR'
  /** Worth knowing when reading the figure (lưu ý). */
  | 'NOTE'
  /** A figure is doubtful (nghi vấn). */
  | 'WARNING';

/** Whether a table can be had as an edition knew it (theo ấn bản). */
export type DatasetEdition =
  /** As it is known now, or as an edition knew it (hiện tại hoặc theo ấn bản). */
  | 'MAY'
  /** In editions only (chỉ có trong ấn bản). */
  | 'MUST'
  /** Part of no edition (không có trong ấn bản). */
  | 'NEVER';

/** Kind of legal act about a cluster (loại quyết định). Decree 32/2024 Art. 10-15. */
export type DecisionKind =
  /** Adjustment of an earlier decision (điều chỉnh). */
  | 'ADJUSTMENT'
  /** Approval of the detailed plan (phê duyệt quy hoạch chi tiết), Art. 15. Not an establishment (Art. 2.9). */
  | 'DETAILED_PLAN'
  /** Establishment (thành lập), Decree 32/2024 Art. 12. */
  | 'ESTABLISHMENT'
  /** Expansion (mở rộng), Decree 32/2024 Art. 12. */
  | 'EXPANSION'
  /** Approval of the infrastructure project (phê duyệt dự án đầu tư hạ tầng kỹ thuật). */
  | 'INFRASTRUCTURE_PROJECT'
  /** Investment policy decision for the infrastructure (chủ trương đầu tư hạ tầng). */
  | 'INVESTMENT_POLICY'
  /** Revocation (bãi bỏ, thu hồi), Decree 32/2024 Art. 12.2. */
  | 'REVOCATION';

/** Shuts an account (khóa tài khoản). */
export type DisableAccountInput = {
  /** The account. */
  id: string | number;
  /** Why (lý do), 1 to 500 characters; kept in the audit. */
  reason: string;
};

/** Drops a remembered reading. */
export type DropReadingInput = {
  /** The choice, as in SenderReading.id. */
  id: string | number;
};

/** Forgets a saved table (bỏ mẫu xuất). */
export type DropSavedExportInput = {
  /** One of the caller's own. */
  id: string | number;
};

/** Facts an officer may record by hand (chỉ tiêu ghi nhận), all in ha. */
export type EditableFact =
  /** Land cleared (đã giải phóng mặt bằng). */
  | 'CLEARED_LAND'
  /** Area of the cluster (diện tích cụm). */
  | 'CLUSTER_AREA'
  /** Industrial land (đất công nghiệp). */
  | 'INDUSTRIAL_LAND'
  /** Land leased to tenants (đất đã cho thuê). */
  | 'LEASED_LAND';

/** Opens a shut account again (mở lại tài khoản). */
export type EnableAccountInput = {
  /** The account. */
  id: string | number;
};

/** Ends one session. */
export type EndSessionInput = {
  /** The session, as in BrowserSession.id. */
  id: string | number;
};

/** Format of an exported file (định dạng). */
export type ExportFormat =
  /** CSV in UTF-8 with a byte order mark; the first lines begin with # and say what it is. */
  | 'CSV'
  /** Parquet; figures are DECIMAL(38, 12). */
  | 'PARQUET'
  /** Excel workbook. */
  | 'XLSX';

/** What an export holds (loại xuất). */
export type ExportKind =
  /** Statutory forms 03, 04 in their layout (biểu mẫu theo luật). */
  | 'FORMS'
  /** The answer of a query, a list or an aggregate (kết quả truy vấn). */
  | 'QUERY'
  /** The register workbook of a province, fit to be read in again (sổ đăng ký). */
  | 'REGISTER'
  /** A planners' table with chosen columns (bảng dữ liệu). */
  | 'TABLE';

/** When a saved table is made anew by itself (lịch xuất). */
export type ExportSchedule =
  /** When an edition is closed, as that edition knew it (khi chốt kỳ). */
  | 'AT_CLOSING'
  /** On the first day of each month, the present state (hằng tháng). */
  | 'MONTHLY'
  /** Only when asked (không tự chạy). */
  | 'NEVER';

/** Extends one duty (gia hạn): a later due instant, a later lock, or both. Granted by the department for forms 01-03, by the ministry for form 04. */
export type ExtendObligationInput = {
  /** Due strictly before this instant from now on (gửi trước); leave out to keep it. Never earlier than now. */
  dueBefore?: string | null | undefined;
  /** The obligation. */
  id: string | number;
  /** Locked from this instant on (khóa số liệu); leave out to keep it, or to follow the due instant. */
  lockAt?: string | null | undefined;
  /** Reason (lý do), kept and shown with the obligation. */
  reason: string;
};

/** What a consolidated figure rests on (cơ sở của số liệu). */
export type FigureBasis =
  /** An accepted filing of this very form, unit and period (số đã tiếp nhận): the lawful number. */
  | 'ACCEPTED'
  /** Derived from the register and accepted lower forms (số tổng hợp). */
  | 'DERIVED'
  /** Not known (chưa có số liệu); never zero. */
  | 'MISSING'
  /** Set by an officer of the department in place of the derived value (số do Sở thay). */
  | 'OVERRIDDEN';

/** One figure as typed in the portal (số liệu). */
export type FigureInput = {
  /** Indicator (khóa chỉ tiêu). */
  key: string;
  /** Note (ghi chú). */
  note?: string | null | undefined;
  /** Text as typed (nguyên văn), Vietnamese or plain writing of numbers; null or empty: not answered. */
  raw?: string | null | undefined;
};

/** Kind of row a figure comes from (loại nguồn). */
export type FigureSourceKind =
  /** A cluster (cụm công nghiệp). */
  | 'CLUSTER'
  /** A decision (quyết định). */
  | 'DECISION'
  /** An accepted filing (báo cáo đã tiếp nhận). */
  | 'FILING'
  /** An infrastructure project (dự án hạ tầng). */
  | 'INFRASTRUCTURE_PROJECT'
  /** An investment paper (giấy tờ đầu tư). */
  | 'INVESTMENT_PAPER'
  /** A lease (hợp đồng thuê đất). */
  | 'LEASE'
  /** An observation (số liệu ghi nhận). */
  | 'OBSERVATION'
  /** An entry of the development plan (phương án phát triển). */
  | 'PLAN_ENTRY'
  /** A tenant project (dự án thứ cấp). */
  | 'TENANT_PROJECT'
  /** A province's own figure within the national form (số của một tỉnh). */
  | 'UNIT';

/** Answers a duty that is in doubt with a nil filing (báo cáo không phát sinh). A commune without a cluster may do so as well. */
export type FileNilInput = {
  /** Form (biểu): 01, 02, 03 or 04. */
  form: string;
  /** Why nothing is to be reported (lý do); its receiver reads it. */
  note: string;
  /** Period (kỳ báo cáo): 2026-H1 or 2026-Y. */
  period: string;
  /** Unit (đơn vị) it speaks for. */
  unit: string;
  /** Version of the draft it replaces; leave out when there is no draft yet. */
  version?: number | null | undefined;
};

/** Whom one filing speaks for (đối tượng báo cáo). Circular 14/2024/TT-BCT Art. 3.3. */
export type FilerKind =
  /** A cluster (cụm công nghiệp), form 02. */
  | 'CLUSTER'
  /** A commune (cấp xã), form 03 since 2025-07-01. */
  | 'COMMUNE'
  /** A district (cấp huyện), form 03 before 2025-07-01. */
  | 'DISTRICT'
  /** A tenant project (dự án thứ cấp), form 01. */
  | 'PROJECT'
  /** A province (cấp tỉnh), form 04. */
  | 'PROVINCE';

/** Why a person should read a submitted filing before it is accepted (điều cần đọc). */
export type FilingAttention =
  /** Answers to the marks of a return (ô bị đánh dấu đã trả lời). */
  | 'ANSWERS'
  /** Warnings of the checks (cảnh báo). */
  | 'FINDINGS'
  /** Sent without filings from below (thiếu báo cáo cấp dưới). */
  | 'MISSING_CHILDREN'
  /** A nil filing (báo cáo không phát sinh). */
  | 'NIL'
  /** Doubts closed by reasons of this filing (giải trình cảnh báo). */
  | 'REASONS';

/** Side of the table (bên). */
export type FilingSide =
  /** The unit that files (đơn vị báo cáo). */
  | 'FILER'
  /** The tier that receives (nơi nhận). */
  | 'RECEIVER';

/** State of one revision of a filing (trạng thái báo cáo). */
export type FilingState =
  /** Taken into the database (đã tiếp nhận). */
  | 'ACCEPTED'
  /** Being prepared (bản nháp); may still change. */
  | 'DRAFT'
  /** Sent back with reasons (bị trả lại). */
  | 'RETURNED'
  /** Sent, with a receipt number (đã gửi); frozen. */
  | 'SUBMITTED'
  /** Replaced by a later accepted revision (đã được thay thế). */
  | 'SUPERSEDED';

/** How a filter compares (phép so sánh). */
export type FilterOperator =
  /** Is one of the values (là một trong). */
  | 'ANY_OF'
  /** Number or day is at least the value (từ). */
  | 'AT_LEAST'
  /** Number or day is at most the value (đến). */
  | 'AT_MOST'
  /** Text contains the value; tone marks and case do not matter (có chứa). */
  | 'CONTAINS'
  /** There is a value (đã có). */
  | 'KNOWN'
  /** There is none; missing is not zero (chưa có). */
  | 'UNKNOWN';

/** Statutory forms to be exported (biểu mẫu theo luật). */
export type FormsExportInput = {
  /** As this edition (ấn bản) published them, such as "2026-H1-r1"; leave out for the present state. */
  edition?: string | number | null | undefined;
  /** Every province behind them (mọi tỉnh), form 04 only. */
  everyProvince?: boolean;
  /** Form (biểu): 03 or 04. */
  form: string;
  /** Period (kỳ báo cáo): 2026-H1 or 2026-Y. */
  period: string;
  /** Units (đơn vị), one sheet each: commune codes for 03, province codes for 04, VN for the nation. At most 64. */
  units?: Array<string>;
};

/** Answers one question of an import (trả lời). */
export type ImportAnswerInput = {
  /** One of the choices; for a conflict also "value", together with a value of its own. */
  choice?: string | null | undefined;
  /** Question, as in ImportQuestion.id. */
  question: string;
  /** With the choice "value": a decimal number in the unit of the form, or the remark; null: no answer. */
  value?: string | null | undefined;
};

/** A register workbook to be read (tệp sổ đăng ký cần nhập). */
export type ImportRegisterInput = {
  /** Cluster (mã hoặc tên cụm) of tables that name none, such as a list of projects of one cluster. */
  cluster?: string | null | undefined;
  /** The uploaded workbook or CSV, from POST /api/files. */
  fileId: string | number;
  /** How typed numbers are written (cách viết số); when left out, an ambiguous number is a problem. */
  numberWriting?: NumberWriting | null | undefined;
  /** Day of the figures (ngày số liệu); what stands above the table, else the day of upload, when left out. */
  observedOn?: string | null | undefined;
};

/** Where the reading of an uploaded workbook stands (trạng thái đọc tệp). */
export type ImportState =
  /** Read, but some answers only the sender can give; see questions (đang hỏi lại). */
  | 'ASKING'
  /** Read; see outcome and problems (đã đọc xong). */
  | 'DONE'
  /** Could not be read for a reason of ours; may be tried again (không đọc được). */
  | 'FAILED'
  /** Waiting (đang chờ). */
  | 'QUEUED'
  /** Being read and checked (đang đọc). */
  | 'RUNNING';

/** Asks that an uploaded workbook be read as a filing. */
export type ImportWorkbookInput = {
  /** File from POST /api/files. */
  fileId: string | number;
  /** Form (biểu): 01, 02, 03 or 04. */
  form: string;
  /** Period (kỳ báo cáo): 2026-H1 or 2026-Y. */
  period: string;
  /** Unit (đơn vị): province code (04), commune code (03), cluster code (02) or project code (01). */
  unit: string;
};

/** What became of a filing from below after the one above was submitted (thay đổi ở cấp dưới). */
export type InputChange =
  /** A revision was accepted that was not there then (tiếp nhận bản mới). */
  | 'ACCEPTED'
  /** The revision it was built on was sent back (bị trả lại). */
  | 'RETURNED';

/** Invites a person (mời người dùng): makes the account and mails the address to begin. */
export type InviteAccountInput = {
  /** E-mail address to sign in with (thư điện tử), used by no other account. */
  email: string;
  /** Language of messages (ngôn ngữ). */
  language?: Language;
  /** Name shown to others (tên hiển thị), 1 to 200 characters. */
  name: string;
  /** Its office (đơn vị), one that the caller manages. */
  officeId: string | number;
  /** Role (vai trò), one that exists in the office's kind. */
  role: Role;
};

/** Sends a new invitation for an account; the earlier one, its password and sessions end. */
export type InviteAgainInput = {
  /** The account. */
  id: string | number;
};

/** Language of messages (ngôn ngữ). */
export type Language =
  /** English (tiếng Anh). */
  | 'EN'
  /** Vietnamese (tiếng Việt). */
  | 'VI';

/** How a marked cell was answered (cách trả lời). */
export type MarkAnswer =
  /** By an explanation of the value filed (giải trình). */
  | 'EXPLANATION'
  /** By a new value (số liệu mới). */
  | 'VALUE';

/** Explains a marked cell (giải trình). */
export type MarkAnswerInput = {
  /** Explanation (giải trình); null or empty takes it back. */
  explanation?: string | null | undefined;
  /** Indicator (khóa chỉ tiêu) that was marked. */
  key: string;
};

/** Which messages were read. */
export type MarkReadInput = {
  /** One message (tin); all of the office when left out. */
  messageId?: string | number | null | undefined;
};

/** How typed numbers are written (cách viết số). */
export type NumberWriting =
  /** English: 1,234.56. */
  | 'EN'
  /** Vietnamese: 1.234,56. */
  | 'VI';

/** What happened to a duty after its period was opened (thay đổi của nghĩa vụ báo cáo). */
export type ObligationChangeKind =
  /** Added because the register changed (bổ sung theo sổ đăng ký). */
  | 'ADDED'
  /** Closed because the register changed (đóng theo sổ đăng ký). */
  | 'CLOSED'
  /** Exempted by the tier above (miễn). */
  | 'EXEMPTION'
  /** Extended by the tier above (gia hạn). */
  | 'EXTENSION'
  /** Moved to another unit with the register (chuyển địa bàn). */
  | 'MOVED'
  /** Opened for a unit that owes nothing and wants to say so (mở theo yêu cầu). */
  | 'OFFERED'
  /** The exemption was taken back (hủy miễn). */
  | 'REINSTATEMENT'
  /** Opened again because the register changed (mở lại theo sổ đăng ký). */
  | 'REOPENED';

/** Whether the duty stands (trạng thái nghĩa vụ báo cáo). */
export type ObligationState =
  /** The duty fell away, with a reason (đã đóng). */
  | 'CLOSED'
  /** Exempted, with a reason (được miễn). */
  | 'EXEMPT'
  /** The duty stands (đang hiệu lực). */
  | 'OPEN';

/** Which occupancy rate (tỷ lệ lấp đầy) is meant; the law leaves it open, so it has to be said. The statutory rate of Decree 32/2024 Art. 2.7 is a row of `consolidatedForm`. */
export type OccupancyDefinition =
  /** Leased land (form 02 row 4) over industrial land of the approved detailed plan, Decree 32/2024 Art. 2.6. */
  | 'LEASED_OVER_INDUSTRIAL'
  /** Leased land over industrial land with infrastructure ready (form 02 rows 4 and 3). */
  | 'LEASED_OVER_READY';

/** Kind of office (loại cơ quan, đơn vị). */
export type OfficeKind =
  /** Commune committee (UBND cấp xã). */
  | 'COMMUNE'
  /** Provincial department (Sở Công Thương). */
  | 'DEPARTMENT'
  /** Enterprise with a tenant project (doanh nghiệp thứ cấp). */
  | 'ENTERPRISE'
  /** Infrastructure investor (chủ đầu tư hạ tầng). */
  | 'INVESTOR'
  /** Ministry of Industry and Trade (Bộ Công Thương). */
  | 'MINISTRY';

/** State of a mail of the outbox (trạng thái thư đi). */
export type OutboundMailState =
  /** Given up (không gửi được). */
  | 'FAILED'
  /** Being tried (đang gửi). */
  | 'QUEUED'
  /** Taken by the mail server, or written as a file (đã gửi). */
  | 'SENT';

/** What may be chosen of a reminder policy (chính sách nhắc việc). */
export type PolicyInput = {
  /** EMAIL, INBOX or both. At most 2. */
  channels: Array<ReminderChannel>;
  /** Steps around the deadline, each on a day of its own. At most 12. */
  deadlineSteps: Array<PolicyStepInput>;
  /** Days after the deadline when the digest begins, 1 to 30. */
  digestFromDays: number;
  /** Working days of the digest, 1 to 30. */
  digestWorkingDays: number;
  /** Working days the last step may be sent late, 1 to 30. */
  lastStepWorkingDays: number;
  /** Days after a return, 0 to 60. At most 12. */
  returnedDays: Array<number>;
  /** Sending begins (giờ gửi từ), HH:MM. */
  sendingFrom: string;
  /** Sending ends (giờ gửi đến), HH:MM. */
  sendingTo: string;
};

/** A step of a wanted policy. */
export type PolicyStepInput = {
  /** Days from the last on-time day, -60 to 60. */
  days: number;
  /** Whom it tells; the office above only after the deadline. */
  to: ReminderStepTo;
};

/** State of a tenant project (tình trạng dự án thứ cấp), read from the source's own words. */
export type ProjectState =
  /** Ended (chấm dứt hoạt động). */
  | 'ENDED'
  /** Operating (đang hoạt động). */
  | 'OPERATING'
  /** Preparing: papers or land not complete (đang hoàn thiện thủ tục). */
  | 'PREPARING'
  /** Suspended (tạm dừng). */
  | 'SUSPENDED'
  /** Under construction (đang xây dựng). */
  | 'UNDER_CONSTRUCTION'
  /** The source does not say (chưa rõ). */
  | 'UNKNOWN';

/** The answer of a query to be exported (kết quả truy vấn): one field, `clusterFigures` or a named aggregate, as it would be asked. */
export type QueryExportInput = {
  /** The query; its one field and arguments say what is in the file, its selection which numbers. */
  document: string;
  /** Format (định dạng). */
  format?: ExportFormat;
  /** Variables of the query, as JSON text. */
  variables?: string | null | undefined;
};

/** Where the queues live (nơi giữ hàng đợi). */
export type QueueBackend =
  /** In the database. */
  | 'POSTGRESQL'
  /** In Redis, as REDIS_URL says. */
  | 'REDIS';

/** A queue of background jobs (hàng đợi). */
export type QueueName =
  /** Exports and register workbooks (xuất dữ liệu, sổ đăng ký). */
  | 'EXCHANGE'
  /** Opening periods and their obligations (mở kỳ báo cáo). */
  | 'REGIME'
  /** Planning and sending reminders (nhắc việc). */
  | 'REMINDERS'
  /** The sweep that hands out the others (quét việc). */
  | 'UPKEEP'
  /** Reading uploaded workbooks (đọc tệp Excel). */
  | 'WORKBOOKS';

/** Why a unit is listed (nguyên nhân chênh lệch). */
export type ReconciledWhy =
  /** It filed another value than is derived of it (số báo cáo khác số tổng hợp). */
  | 'DIFFERS'
  /** It filed no accepted value of the row (chưa có số đã tiếp nhận). */
  | 'NOT_FILED'
  /** It filed a value, and nothing can be derived (sổ đăng ký chưa có số liệu). */
  | 'NOT_IN_REGISTER';

/** What a form is put beside (cấp được đối chiếu). */
export type ReconciliationLevel =
  /** Forms 01 and 02 of the clusters (cụm công nghiệp). */
  | 'CLUSTERS'
  /** Forms 03 of the communes (xã). */
  | 'COMMUNES'
  /** Forms 04 of the provinces (tỉnh). */
  | 'PROVINCES';

/** A legal act about a cluster (quyết định), new or corrected. */
export type RecordDecisionInput = {
  /** Area it states (diện tích), ha. */
  areaHa?: string | null | undefined;
  /** Code of the cluster (mã cụm). */
  cluster: string;
  /** Type it states (loại cụm). */
  clusterType?: ClusterType | null | undefined;
  /** Day of effect (ngày có hiệu lực). */
  effectiveOn?: string | null | undefined;
  /** The decision that is corrected; left out: a new one. */
  id?: string | number | null | undefined;
  /** Industrial land it fixes (đất công nghiệp), ha. */
  industrialLandHa?: string | null | undefined;
  /** Investment it states, tỷ đồng (billion VND). */
  investmentBvnd?: string | null | undefined;
  /** Issuer as written (cơ quan ban hành). */
  issuer?: string | null | undefined;
  /** What it decides (loại). */
  kind: DecisionKind;
  /** Note (ghi chú). */
  note?: string | null | undefined;
  /** Number as written (số, ký hiệu). */
  number?: string | null | undefined;
  /** Why the register changes (lý do), 3 to 1,000 characters; kept in the audit. */
  reason: string;
  /** Day of signature (ngày ký), on or before today. */
  signedOn?: string | null | undefined;
};

/** What was seen or measured at a cluster on a day (số liệu ghi nhận). */
export type RecordObservationInput = {
  /** Document or own words (văn bản, nguyên văn). */
  asWritten?: string | null | undefined;
  /** Code of the cluster (mã cụm). */
  cluster: string;
  /** Which fact (chỉ tiêu ghi nhận); its unit is ha. */
  fact: EditableFact;
  /** Day it speaks of (ngày ghi nhận), on or before today. */
  observedOn: string;
  /** Why the register changes (lý do), 3 to 1,000 characters; kept in the audit. */
  reason: string;
  /** Value in ha (giá trị). */
  value: string;
};

/** What becomes of a row (loại thay đổi). Nothing is ever deleted. */
export type RegisterChangeKind =
  /** Other values; what was known before stays (sửa). */
  | 'CHANGE'
  /** It ends on a day (kết thúc). */
  | 'END'
  /** A new row (thêm). */
  | 'INSERT'
  /** It was recorded wrongly and counts no more (gỡ bỏ). */
  | 'RETRACT';

/** The register workbook of a province to be exported (sổ đăng ký). */
export type RegisterExportInput = {
  /** Day of the clusters’ state; today when left out. */
  asOf?: string | null | undefined;
  /** Province code (mã tỉnh), two digits. */
  province: string;
};

/** What a register workbook came to (kết quả nhập sổ). */
export type RegisterImportOutcome =
  /** The differences are in the register (đã ghi). */
  | 'APPLIED'
  /** The differences may be applied (sẵn sàng ghi). */
  | 'READY'
  /** Nothing may be written: see problems and errorCode (không ghi được). */
  | 'REJECTED'
  /** It says what the register says (không có thay đổi). */
  | 'SAME';

/** Which obligation to remind of at once. */
export type RemindNowInput = {
  /** The obligation (nghĩa vụ báo cáo). */
  obligationId: string | number;
};

/** How it is told (hình thức nhắc). */
export type ReminderChannel =
  /** Within the one daily digest of the office above (thư tổng hợp hằng ngày). */
  | 'DIGEST'
  /** E-mail to the people of the office (thư điện tử). */
  | 'EMAIL'
  /** The office's inbox in the portal (hộp tin). */
  | 'INBOX';

/** Whom a step of the reminder policy tells (người được nhắc). */
export type ReminderStepTo =
  /** The unit that owes the filing (đơn vị phải nộp). */
  | 'FILER'
  /** The office above it (cấp trên). */
  | 'SUPERIOR';

/** Turns the second factor off. */
export type RemoveSecondFactorInput = {
  /** Present password (mật khẩu hiện tại). */
  password: string;
};

/** Takes an acceptance back (hủy tiếp nhận) and returns the filing; while nothing above built on it still stands. */
export type ReopenFilingInput = {
  /** The filing. */
  id: string | number;
  /** Doubtful cells (ô cần xem lại): only these open. Left out or empty: the whole filing is returned. At most 100. */
  marks?: Array<CellMarkInput> | null | undefined;
  /** Reason (lý do hủy tiếp nhận). */
  reason: string;
  /** Revision that was looked at. */
  revision?: number | null | undefined;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** Asks for an export: exactly one of forms, table, register, query. */
export type RequestExportInput = {
  /** Statutory forms. */
  forms?: FormsExportInput | null | undefined;
  /** The answer of a query. */
  query?: QueryExportInput | null | undefined;
  /** The register workbook of a province. */
  register?: RegisterExportInput | null | undefined;
  /** A planners' table. */
  table?: TableExportInput | null | undefined;
};

/** Gives an account a new temporary password (đặt lại mật khẩu). */
export type ResetPasswordInput = {
  /** The account. */
  id: string | number;
};

/** Takes the second factor of somebody who lost telephone and recovery codes away. */
export type ResetSecondFactorInput = {
  /** The account. */
  id: string | number;
  /** Why (lý do); the audit keeps it. */
  reason: string;
};

/** A fact that was recorded wrongly (gỡ bỏ); it stays readable as it was known. */
export type RetractFactInput = {
  /** Code of the cluster (mã cụm). */
  cluster: string;
  /** Identity of the fact. */
  id: string | number;
  /** What it is. */
  kind: RetractableFact;
  /** Why the register changes (lý do), 3 to 1,000 characters; kept in the audit. */
  reason: string;
};

/** Facts an officer may take out by hand (gỡ bỏ). */
export type RetractableFact =
  /** A decision (quyết định). */
  | 'DECISION'
  /** A statement of a source (số liệu ghi nhận). */
  | 'OBSERVATION';

/** Runs a failed job again (chạy lại). */
export type RetryJobInput = {
  /** The job, as in FailedJob.id. */
  id: string | number;
  /** Its queue. */
  queue: QueueName;
};

/** Returns a submitted filing to its sender (trả lại), whole or only the marked cells. */
export type ReturnFilingInput = {
  /** The filing. */
  id: string | number;
  /** Doubtful cells (ô cần xem lại): only these open. Left out or empty: the whole filing is returned. At most 100. */
  marks?: Array<CellMarkInput> | null | undefined;
  /** Reason, so that the sender knows what to mend (lý do). */
  reason: string;
  /** Revision that was looked at. */
  revision?: number | null | undefined;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** Which received filings to list; conditions are joined by "and". */
export type ReviewQueueFilter = {
  /** Nothing asks for attention (không có điều cần đọc). */
  clean?: boolean | null | undefined;
  /** Form (biểu): 01, 02, 03 or 04. */
  form?: string | null | undefined;
  /** First submitted after the last on-time instant (quá hạn). */
  late?: boolean | null | undefined;
  /** Period (kỳ báo cáo): 2026-H1 or 2026-Y. */
  period?: string | null | undefined;
  /** Text in the unit's name (tên đơn vị), without tone marks too. */
  search?: string | null | undefined;
  /** State of the latest revision (trạng thái): submitted, returned or accepted. */
  state?: FilingState | null | undefined;
};

/** Revokes a personal access token of the caller (thu hồi mã truy cập). */
export type RevokeTokenInput = {
  /** The token. */
  id: string | number;
};

/** Role of a person in an office (vai trò). */
export type Role =
  /** Manages the office's people and reads the audit (quản trị). */
  | 'ADMINISTRATOR'
  /** Reads and analyses (chuyên viên phân tích). */
  | 'ANALYST'
  /** Approves and submits (lãnh đạo duyệt). */
  | 'APPROVER'
  /** Prepares filings (chuyên viên); in small offices submits them too. */
  | 'OFFICER'
  /** Reads and exports (chuyên viên kế hoạch). */
  | 'PLANNER';

/** Saves the draft of a filing (lưu bản nháp); makes it when there is none yet. Figures that are left out become unanswered; after a return of marked cells they stay as they were, and only the marked ones may change. */
export type SaveDraftInput = {
  /** Explanations of marked cells; a cell with a new value needs none. At most 100. */
  answers?: Array<MarkAnswerInput> | null | undefined;
  /** Figures of the form. At most 100. */
  figures: Array<FigureInput>;
  /** Form (biểu): 01, 02, 03 or 04. */
  form: string;
  /** Period (kỳ báo cáo): 2026-H1 or 2026-Y. */
  period: string;
  /** Unit (đơn vị) it speaks for. */
  unit: string;
  /** Version of the draft that was edited; leave out when there is no draft yet. */
  version?: number | null | undefined;
};

/** Keeps a table under a name (lưu mẫu xuất). */
export type SaveExportInput = {
  /** One of the caller's own, to be changed; leave out for a new one. */
  id?: string | number | null | undefined;
  /** Name (tên), 1 to 80 characters, unlike the caller's others. */
  name: string;
  /** When it is made anew by itself; such a table names no day and no edition. */
  schedule?: ExportSchedule;
  /** Colleagues of the office see it (dùng chung). */
  shared?: boolean;
  /** What is in it. */
  table: TableExportInput;
};

/** Sets the reminder policy from a day on (đặt chính sách nhắc việc). */
export type SetReminderPolicyInput = {
  /** First day it holds (có hiệu lực từ); not before tomorrow. */
  inForceFrom: string;
  /** The policy. */
  policy: PolicyInput;
  /** Why (lý do); kept with it and in the audit. */
  reason: string;
};

/** How a finding weighs (mức độ phát hiện). */
export type Severity =
  /** The filing is refused until it is mended (lỗi, phải sửa). */
  | 'ERROR'
  /** The filing is taken; a note should explain it (cảnh báo). */
  | 'WARNING';

/** What was said about a filing (loại ý kiến). */
export type StatementKind =
  /** A remark of either side (trao đổi). */
  | 'COMMENT'
  /** The answer to a doubt (giải trình). */
  | 'EXPLANATION'
  /** A doubt about a cell, with the return (đánh dấu). */
  | 'MARK';

/** Submits the draft of a filing (gửi báo cáo). */
export type SubmitFilingInput = {
  /** The filing. */
  id: string | number;
  /** Reason or remark (lý do, ghi chú); needed while filings from below are missing, and then seen by the receiver. */
  reason?: string | null | undefined;
  /** Revision that was looked at; when given and no longer the latest, the submission is refused. */
  revision?: number | null | undefined;
  /** Version that was looked at; a stale one is refused. */
  version: number;
};

/** A planners' table to be exported (bảng dữ liệu). */
export type TableExportInput = {
  /** Day the table speaks of (ngày dữ liệu); when left out the last day of the edition's period, or today without one. */
  asOf?: string | null | undefined;
  /** Columns in printed order; the usual ones when empty. At most 60. */
  columns?: Array<string>;
  /** Dataset, see exportDatasets. */
  dataset: string;
  /** As this edition (ấn bản) knew it, such as "2026-H1-r1": nothing accepted or recorded later; leave out for the present state. */
  edition?: string | number | null | undefined;
  /** Conditions (bộ lọc). At most 20. */
  filters?: Array<TableFilterInput>;
  /** Format (định dạng). */
  format?: ExportFormat;
  /** Columns that make groups, outermost first (nhóm theo); in a workbook each group has its total. At most 3. */
  groupBy?: Array<string>;
  /** Order (thứ tự) within the groups. At most 5. */
  orderBy?: Array<TableOrderInput>;
};

/** A condition on one column; conditions are joined by "and". */
export type TableFilterInput = {
  /** Key of the column. */
  column: string;
  /** How to compare (phép so sánh). */
  operator: FilterOperator;
  /** Values: codes or words, decimals, days as YYYY-MM-DD, true or false; none for KNOWN and UNKNOWN. At most 500. */
  values?: Array<string>;
};

/** Order by one column. */
export type TableOrderInput = {
  /** Key of the column. */
  column: string;
  /** The largest first (giảm dần). */
  descending?: boolean;
};

/** A province or commune (đơn vị hành chính) by its code on a day; what it has become since is followed through the mergers. */
export type TerritoryInput = {
  /** Day on which the code is meant (ngày); today when left out. 15 is Yên Bái until 2025-06-30. */
  on?: string | null | undefined;
  /** Province code (two digits) or commune code (five). */
  unit: string;
};

/** How punctuality is grouped (nhóm theo). */
export type TimelinessBy =
  /** By form (theo biểu). */
  | 'FORM'
  /** By province (theo tỉnh). */
  | 'PROVINCE';

/** Where a piece of background work stands (trạng thái). */
export type WorkState =
  /** Ready (xong). */
  | 'DONE'
  /** Given up; the code says why (không thành). */
  | 'FAILED'
  /** Waits (đang chờ). */
  | 'QUEUED'
  /** Under way (đang làm). */
  | 'RUNNING';

export type OwnKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnKeysQuery = { me: { permissions: Array<string>, secondFactor: { since: string | null, recoveryCodesLeft: number }, sessions: Array<{ id: string, createdAt: string, lastSeenAt: string, userAgent: string | null, address: string | null, current: boolean }>, tokens: Array<{ id: string, name: string, scopes: Array<string>, createdAt: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null }> } };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { ended: boolean, errors: Array<{ code: string, message: string }> } };

export type EndOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type EndOtherSessionsMutation = { endOtherSessions: { count: number, errors: Array<{ code: string, message: string }> } };

export type BeginSecondFactorMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginSecondFactorMutation = { beginSecondFactor: { secret: string | null, address: string | null, errors: Array<{ code: string, message: string }> } };

export type ConfirmSecondFactorMutationVariables = Exact<{
  input: ConfirmSecondFactorInput;
}>;


export type ConfirmSecondFactorMutation = { confirmSecondFactor: { recoveryCodes: Array<string>, errors: Array<{ code: string, message: string }> } };

export type RemoveSecondFactorMutationVariables = Exact<{
  input: RemoveSecondFactorInput;
}>;


export type RemoveSecondFactorMutation = { removeSecondFactor: { removed: boolean, errors: Array<{ code: string, message: string }> } };

export type CreateTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type CreateTokenMutation = { createToken: { secret: string | null, errors: Array<{ code: string, message: string }> } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken: { token: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type AuditSearchQueryVariables = Exact<{
  filter: AuditFilter;
  after?: string | null | undefined;
}>;


export type AuditSearchQuery = { auditEntries: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ seq: string, at: string, actorName: string | null, action: string, subjectKind: string, subjectId: string, provinceCode: string | null }> } };

export type AccountsQueryVariables = Exact<{
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountsQuery = { accounts: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, email: string, name: string, role: Role, disabledAt: string | null, mustChangePassword: boolean, hasSecondFactor: boolean, office: { id: string, name: string } }> } };

export type OfficesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type OfficesQuery = { offices: { totalCount: number, nodes: Array<{ id: string, name: string, roles: Array<Role>, closedAt: string | null }> } };

export type CreateAccountMutationVariables = Exact<{
  input: CreateAccountInput;
}>;


export type CreateAccountMutation = { createAccount: { temporaryPassword: string | null, account: { email: string } | null, errors: Array<{ code: string, path: string | null, message: string }> } };

export type DisableAccountMutationVariables = Exact<{
  input: DisableAccountInput;
}>;


export type DisableAccountMutation = { disableAccount: { errors: Array<{ code: string, message: string }> } };

export type EnableAccountMutationVariables = Exact<{
  input: EnableAccountInput;
}>;


export type EnableAccountMutation = { enableAccount: { errors: Array<{ code: string, message: string }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { temporaryPassword: string | null, account: { email: string } | null, errors: Array<{ code: string, message: string }> } };

export type ResetSecondFactorMutationVariables = Exact<{
  input: ResetSecondFactorInput;
}>;


export type ResetSecondFactorMutation = { resetSecondFactor: { errors: Array<{ code: string, message: string }> } };

export type InviteAccountMutationVariables = Exact<{
  input: InviteAccountInput;
}>;


export type InviteAccountMutation = { inviteAccount: { address: string | null, mailed: boolean, expiresAt: string | null, account: { email: string } | null, errors: Array<{ code: string, path: string | null, message: string }> } };

export type InviteAgainMutationVariables = Exact<{
  input: InviteAgainInput;
}>;


export type InviteAgainMutation = { inviteAgain: { address: string | null, mailed: boolean, expiresAt: string | null, account: { email: string } | null, errors: Array<{ code: string, message: string }> } };

export type OfficeListQueryVariables = Exact<{
  search?: string | null | undefined;
  kind?: OfficeKind | null | undefined;
  after?: string | null | undefined;
}>;


export type OfficeListQuery = { offices: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: OfficeKind, name: string, address: string | null, phone: string | null, email: string | null, closedAt: string | null, people: number, responsible: Array<string>, lastFiling: { form: string, period: string, submittedAt: string } | null }> } };

export type ChangeOfficeMutationVariables = Exact<{
  input: ChangeOfficeInput;
}>;


export type ChangeOfficeMutation = { changeOffice: { errors: Array<{ code: string, message: string }> } };

export type ReminderPoliciesQueryVariables = Exact<{ [key: string]: never; }>;


export type ReminderPoliciesQuery = { reminderPolicies: Array<{ inForceFrom: string, inForceTo: string | null, sendingFrom: string, sendingTo: string, channels: Array<ReminderChannel>, returnedDays: Array<number>, lastStepWorkingDays: number, digestFromDays: number, digestWorkingDays: number, setBy: string | null, reason: string | null, deadlineSteps: Array<{ days: number, to: ReminderStepTo }> }> };

export type ReminderPreviewQueryVariables = Exact<{
  period: string;
  policy?: PolicyInput | null | undefined;
}>;


export type ReminderPreviewQuery = { reminderPreview: Array<{ day: string, form: string, recipientTier: OfficeKind, channels: Array<ReminderChannel>, duties: number }> };

export type SetReminderPolicyMutationVariables = Exact<{
  input: SetReminderPolicyInput;
}>;


export type SetReminderPolicyMutation = { setReminderPolicy: { errors: Array<{ code: string, message: string }> } };

export type QueueReportQueryVariables = Exact<{ [key: string]: never; }>;


export type QueueReportQuery = { queueReport: { backend: QueueBackend, at: string, queues: Array<{ queue: QueueName, waiting: number, active: number, delayed: number, failed: number, oldestWaitingSince: string | null, failures: Array<{ id: string, job: string, failedAt: string | null, attempts: number, why: string }> }> } };

export type RetryJobMutationVariables = Exact<{
  input: RetryJobInput;
}>;


export type RetryJobMutation = { retryJob: { errors: Array<{ code: string, message: string }> } };

export type ChainQueryVariables = Exact<{
  unit: string;
  period: string;
}>;


export type ChainQuery = { deadlineChain: { unit: string, unitName: string, ownDaysLeft: number | null, own: { form: string, dueBefore: string, answer: AnswerState } | null, tiers: Array<{ form: string, filer: OfficeKind, waitedForBy: Array<string>, expected: number, received: number, late: number, returned: number, accepted: number, outstanding: number, overdue: number, lastDueBefore: string | null, daysLeft: number | null, slackDays: number | null, blockers: Array<{ obligationId: string, unit: string, unitName: string, answer: AnswerState, dueBefore: string, daysLeft: number, blocks: Array<{ form: string, unitName: string }> }> }> } };

export type TimelinessTableQueryVariables = Exact<{
  period: string;
  by: TimelinessBy;
}>;


export type TimelinessTableQuery = { seasonTimeliness: Array<{ key: string, name: string, expected: number, received: number, onTime: number, late: number, accepted: number, returned: number, missing: number, overdue: number }> };

export type ConsolidatedQueryVariables = Exact<{
  form: string;
  unit: string;
  period: string;
}>;


export type ConsolidatedQuery = { consolidatedForm: { form: string, unit: string, unitName: string, period: string, definitionId: string, figures: Array<{ key: string, tt: string, label: string, value: string | null, unit: string, basis: FigureBasis, derivedValue: string | null, acceptedValue: string | null, definition: string | null, openPoint: string | null, override: { value: string, reason: string, authorName: string, officeName: string, on: string } | null, coverage: { expected: number, reported: number, accepted: number, land: { share: string | null, unknown: number } | null }, definitions: Array<{ point: string, labelVi: string, legalStatus: string, validFrom: string }>, notes: Array<{ code: string, message: string }>, sources: Array<{ kind: FigureSourceKind, id: string, label: string, value: string | null, unit: string | null, file: string | null, sheet: string | null, cell: string | null, document: string | null, date: string | null, counted: boolean }> }> } };

export type ProvinceChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvinceChoicesQuery = { provinces: { nodes: Array<{ code: string, name: string }> } };

export type DashboardQueryVariables = Exact<{
  by: AggregateDimension;
  from: string;
  to: string;
  province?: string | null | undefined;
  definition: OccupancyDefinition;
  edition?: string | number | null | undefined;
}>;


export type DashboardQuery = { occupancy: Array<{ period: string | null, province: string | null, provinceName: string | null, rate: string | null, known: number, clusters: number, coverage: { expected: number, accepted: number } | null }>, land: Array<{ period: string | null, province: string | null, ready: { value: string | null, known: number }, leased: { value: string | null, known: number } }>, projects: Array<{ period: string | null, province: string | null, total: { value: string | null, known: number }, foreign: { value: string | null, known: number }, operating: { value: string | null, known: number } }>, labour: Array<{ period: string | null, province: string | null, persons: { value: string | null, known: number } }>, wastewater: Array<{ period: string | null, province: string | null, invested: { value: string | null, known: number }, compliant: { value: string | null, known: number } }> };

export type DashboardPeriodsQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardPeriodsQuery = { reportingPeriods: Array<{ code: string, windowTo: string }>, editions: { nodes: Array<{ id: string, period: string, revision: number, closedAt: string }> }, provinces: { nodes: Array<{ code: string, name: string }> } };

export type DashboardPunctualityQueryVariables = Exact<{
  period: string;
  by: TimelinessBy;
}>;


export type DashboardPunctualityQuery = { seasonTimeliness: Array<{ key: string, name: string, expected: number, onTime: number, late: number, missing: number }> };

export type ProvinceClustersQueryVariables = Exact<{
  province: string;
  period: string;
  after?: string | null | undefined;
}>;


export type ProvinceClustersQuery = { clusterFigures: { nodes: Array<{ code: string, landReady: string | null, landLeased: string | null, projects: string | null, labour: string | null }> }, clusters: { totalCount: number, nodes: Array<{ id: string, code: string, name: string, communes: Array<{ code: string, name: string }> }> } };

export type DeskQueryVariables = Exact<{
  period: string;
  form?: string | null | undefined;
  state?: ObligationState | null | undefined;
}>;


export type DeskQuery = { obligations: { totalCount: number, nodes: Array<{ id: string, form: string, period: string, unit: string, unitName: string, filerKind: FilerKind, state: ObligationState, stateReason: string | null, dueBefore: string, lawDueBefore: string, extended: boolean, voluntary: boolean, nilOffered: boolean, doubtful: boolean, doubt: string | null, changes: Array<{ kind: ObligationChangeKind, at: string, reason: string, dueBefore: string | null, officeName: string | null }>, filing: { id: string, state: FilingState, version: number, submittedAt: string | null, nilNote: string | null } | null }> } };

export type DutyChangedSubscriptionVariables = Exact<{
  period: string;
}>;


export type DutyChangedSubscription = { obligationChanged: { refetch: boolean } };

export type ExtendObligationMutationVariables = Exact<{
  input: ExtendObligationInput;
}>;


export type ExtendObligationMutation = { extendObligation: { obligation: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type FileNilMutationVariables = Exact<{
  input: FileNilInput;
}>;


export type FileNilMutation = { fileNil: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type EditorSheetQueryVariables = Exact<{
  form: string;
  period: string;
  unit: string;
  last: string;
}>;


export type EditorSheetQuery = { obligations: { nodes: Array<{ unitName: string, dueBefore: string }> }, filings: { nodes: Array<{ id: string, state: FilingState, revision: number, version: number, unitName: string, returned: { revision: number, reason: string, at: string, byName: string | null, marked: number } | null, marks: Array<{ revision: number, key: string, comment: string, open: boolean }>, figures: Array<{ key: string, value: string | null, raw: string | null, note: string | null }> }> }, last: { nodes: Array<{ state: FilingState, figures: Array<{ key: string, value: string | null }> }> } };

export type EditorDerivedQueryVariables = Exact<{
  form: string;
  period: string;
  unit: string;
}>;


export type EditorDerivedQuery = { consolidatedForm: { figures: Array<{ key: string, derivedValue: string | null, coverage: { expected: number, reported: number }, sources: Array<{ label: string }> }> } };

export type SaveSheetMutationVariables = Exact<{
  input: SaveDraftInput;
}>;


export type SaveSheetMutation = { saveDraft: { filing: { id: string, version: number } | null, errors: Array<{ code: string, message: string }> } };

export type OpenExplorerMutationVariables = Exact<{ [key: string]: never; }>;


export type OpenExplorerMutation = { openExplorer: { secret: string | null, expiresAt: string | null, errors: Array<{ code: string, message: string }> } };

export type ExportDatasetsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExportDatasetsQuery = { exportDatasets: Array<{ key: string, label: string, labelEn: string, edition: DatasetEdition, columns: Array<{ key: string, label: string, definition: string | null, type: string, usual: boolean }> }>, editions: { nodes: Array<{ id: string, period: string, revision: number, closedAt: string }> } };

export type ExportPreviewQueryVariables = Exact<{
  table: TableExportInput;
}>;


export type ExportPreviewQuery = { exportPreview: { rowCount: number, provinces: number, columns: Array<{ key: string, label: string, type: string }>, rows: Array<{ cells: Array<string> }> } };

export type ExportJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExportJobsQuery = { exportJobs: { nodes: Array<{ id: string, kind: ExportKind, state: WorkState, percent: number, rowCount: string | null, fileName: string | null, createdAt: string, expiresAt: string | null }> } };

export type SavedExportsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedExportsQuery = { savedExports: Array<{ id: string, name: string, mine: boolean, ownerName: string, shared: boolean, schedule: ExportSchedule, lastRun: { at: string, jobId: string | null, state: WorkState | null } | null, table: { dataset: string, format: ExportFormat, columns: Array<string>, groupBy: Array<string>, asOf: string | null, edition: string | null, filters: Array<{ column: string, operator: FilterOperator, values: Array<string> }>, orderBy: Array<{ column: string, descending: boolean }> } }> };

export type SaveExportMutationVariables = Exact<{
  input: SaveExportInput;
}>;


export type SaveExportMutation = { saveExport: { savedExport: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type DropSavedExportMutationVariables = Exact<{
  input: DropSavedExportInput;
}>;


export type DropSavedExportMutation = { dropSavedExport: { errors: Array<{ code: string, message: string }> } };

export type RequestExportMutationVariables = Exact<{
  input: RequestExportInput;
}>;


export type RequestExportMutation = { requestExport: { exportJob: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ExportProgressQueryVariables = Exact<{
  id: string | number;
}>;


export type ExportProgressQuery = { exportJob: { id: string, state: WorkState, percent: number, rowCount: string | null, fileName: string | null, sizeBytes: string | null, errorMessage: string | null, errorCode: string | null } | null };

export type ExportStepsSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ExportStepsSubscription = { exportProgress: { id: string, state: WorkState, percent: number } };

export type FilingComparisonQueryVariables = Exact<{
  id: string | number;
  form: string;
  unit: string;
  last: string;
}>;


export type FilingComparisonQuery = { last: { nodes: Array<{ state: FilingState, unitName: string, figures: Array<{ key: string, value: string | null }> }> }, filing: { revisions: Array<{ revision: number, state: FilingState, figures: Array<{ key: string, value: string | null }> }> } | null };

export type CloseDoubtMutationVariables = Exact<{
  input: CloseDoubtInput;
}>;


export type CloseDoubtMutation = { closeDoubt: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type FilingPageQueryVariables = Exact<{
  id: string | number;
}>;


export type FilingPageQuery = { filing: { id: string, form: string, period: string, unit: string, unitName: string, filerKind: FilerKind, state: FilingState, revision: number, version: number, definitionId: string, receiptNumber: string | null, submittedAt: string | null, decidedAt: string | null, decisionReason: string | null, fileId: string | null, missingReason: string | null, openMarks: number, readings: Array<{ sentence: string, cells: Array<string> }>, returned: { revision: number, reason: string, at: string, byName: string | null, marked: number } | null, marks: Array<{ id: string, revision: number, key: string, comment: string, at: string, authorName: string | null, open: boolean, answer: MarkAnswer | null, filed: string | null, now: string | null, explanation: string | null }>, thread: Array<{ kind: StatementKind, side: FilingSide, revision: number, key: string | null, text: string, at: string, authorName: string | null }>, missingChildren: { expected: number, received: number, nodes: Array<{ form: string, unit: string, unitName: string, answer: AnswerState, doubtful: boolean }> }, missingThen: Array<{ form: string, unit: string, unitName: string }>, changedSince: Array<{ revision: number, change: InputChange, at: string, filing: { id: string, form: string, unitName: string } | null }>, receipt: { number: string } | null, figures: Array<{ key: string, value: string | null, note: string | null, raw: string | null, readAs: string | null, sheet: string | null, cell: string | null }>, problems: { nodes: Array<{ code: string, severity: Severity, sheet: string | null, cell: string | null, key: string | null, message: string, needsReason: boolean, closing: { reason: ClosingReason, text: string, at: string, authorName: string | null } | null }> }, transitions: Array<{ from: FilingState | null, to: FilingState, at: string, actorName: string | null, reason: string | null, revision: number }> } | null };

export type FilingDefinitionQueryVariables = Exact<{
  form: string;
  period: string;
}>;


export type FilingDefinitionQuery = { formDefinition: { id: string, code: string, legalBasis: string, titleVi: string, titleEn: string, sections: Array<{ code: string, labelVi: string, labelEn: string }>, rows: Array<{ key: string, tt: string, section: string | null, labelVi: string, labelEn: string, unitVi: string, parent: string | null, accumulation: Accumulation, openPoint: string | null }> } };

export type SubmitFilingMutationVariables = Exact<{
  input: SubmitFilingInput;
}>;


export type SubmitFilingMutation = { submitFiling: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ReturnFilingMutationVariables = Exact<{
  input: ReturnFilingInput;
}>;


export type ReturnFilingMutation = { returnFiling: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type AcceptFilingMutationVariables = Exact<{
  input: AcceptFilingInput;
}>;


export type AcceptFilingMutation = { acceptFiling: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ReopenFilingMutationVariables = Exact<{
  input: ReopenFilingInput;
}>;


export type ReopenFilingMutation = { reopenFiling: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type AmendFilingMutationVariables = Exact<{
  input: AmendFilingInput;
}>;


export type AmendFilingMutation = { amendFiling: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type AnswerMarksMutationVariables = Exact<{
  input: SaveDraftInput;
}>;


export type AnswerMarksMutation = { saveDraft: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ReceiptPageQueryVariables = Exact<{
  number: string;
}>;


export type ReceiptPageQuery = { filingReceipt: { number: string, supersededBy: string | null, checkAddress: string, filing: { id: string } | null } | null };

export type AddFilingCommentMutationVariables = Exact<{
  input: AddFilingCommentInput;
}>;


export type AddFilingCommentMutation = { addFilingComment: { filing: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ReconciliationQueryVariables = Exact<{
  form: string;
  unit: string;
  period: string;
  byClusters: boolean;
}>;


export type ReconciliationQuery = { reconciliation: { form: string, unit: string, unitName: string, level: ReconciliationLevel, rows: Array<{ key: string, tt: string, label: string, unit: string, derived: string | null, filed: string | null, filingId: string | null, childrenFiled: string | null, filedLessDerived: string | null, filedLessChildren: string | null, unexplained: string | null, childrenExpected: number, childrenReported: number, children: Array<{ unit: string, unitName: string, derived: string | null, filed: string | null, difference: string | null, why: ReconciledWhy, filings: Array<string> }> }> } };

export type ClusterPageQueryVariables = Exact<{
  code: string;
}>;


export type ClusterPageQuery = { cluster: { id: string, code: string, name: string, provinceCode: string, leadCommuneCode: string, type: ClusterType | null, status: string | null, otherNames: Array<string>, note: string | null, established: boolean, validFrom: string | null, province: { name: string } | null, communes: Array<{ code: string, name: string }>, planEntries: Array<{ id: string, planDecision: string, listed: boolean, plannedAreaHa: string | null, areaBeforeHa: string | null, validFrom: string, note: string | null, source: { id: string, title: string, fileName: string | null, asOf: string | null } | null }>, decisions: Array<{ id: string, kind: DecisionKind, number: string | null, issuer: string | null, signedOn: string | null, effectiveOn: string | null, areaHa: string | null, industrialLandHa: string | null, investmentBvnd: string | null, clusterType: ClusterType | null, fileId: string | null, note: string | null, source: { id: string, title: string, fileName: string | null, asOf: string | null } | null }>, infrastructureProjects: Array<{ id: string, name: string | null, totalInvestmentBvnd: string | null, validFrom: string | null, note: string | null, investor: { name: string, taxCode: string | null } | null, source: { id: string, title: string, fileName: string | null, asOf: string | null } | null }>, procedureSteps: Array<{ id: string, document: string | null, happenedOn: string | null, note: string | null }>, tenants: { totalCount: number, nodes: Array<{ id: string, code: string, enterpriseName: string, projectName: string | null, industry: string | null, foreignCapital: boolean | null, state: ProjectState, stateAsWritten: string | null, leases: Array<{ id: string, areaHa: string | null, document: string | null, signedOn: string | null, validFrom: string | null, validTo: string | null }>, source: { id: string, title: string, fileName: string | null, asOf: string | null } | null }> }, observations: { totalCount: number, nodes: Array<{ id: string, fact: string, label: string, labelEn: string, value: string | null, unit: string, asWritten: string | null, observedOn: string, source: { id: string, title: string, fileName: string | null, asOf: string | null } | null }> }, dataProblems: Array<{ id: string, code: string, severity: DataProblemSeverity, message: string }> } | null };

export type ClusterDefinitionsQueryVariables = Exact<{
  code: string;
  period: string;
}>;


export type ClusterDefinitionsQuery = { clusterForm: { windowTo: string, figures: Array<{ key: string, tt: string, label: string, value: string | null, derivedValue: string | null, unit: string, definitions: Array<{ point: string, name: string, labelVi: string, legalStatus: string, basis: string }>, alternatives: Array<{ point: string, definition: string, labelVi: string, legalStatus: string, value: string | null }>, notes: Array<{ code: string, message: string }>, sources: Array<{ kind: FigureSourceKind, label: string, counted: boolean }> }> } };

export type ClusterFilingsQueryVariables = Exact<{
  code: string;
  commune: string;
  province: string;
}>;


export type ClusterFilingsQuery = { own: { nodes: Array<{ id: string, form: string, period: string, unitName: string, state: FilingState, submittedAt: string | null }> }, commune: { nodes: Array<{ id: string, form: string, period: string, unitName: string, state: FilingState, submittedAt: string | null }> }, province: { nodes: Array<{ id: string, form: string, period: string, unitName: string, state: FilingState, submittedAt: string | null }> }, clusterHistory: Array<{ period: string, landReady: string | null, landLeased: string | null, occupancyRate: string | null, projects: string | null, labour: string | null }> };

export type ClusterListQueryVariables = Exact<{
  filter?: ClusterFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ClusterListQuery = { clusters: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, code: string, name: string, type: ClusterType | null, status: string | null, established: boolean, province: { code: string, name: string } | null, communes: Array<{ code: string, name: string }>, planEntries: Array<{ listed: boolean, plannedAreaHa: string | null }>, decisions: Array<{ kind: DecisionKind, number: string | null, signedOn: string | null }>, dataProblems: Array<{ severity: DataProblemSeverity }> }> } };

export type RegisterProvincesQueryVariables = Exact<{ [key: string]: never; }>;


export type RegisterProvincesQuery = { provinces: { nodes: Array<{ code: string, name: string }> } };

export type RegisterCommunesQueryVariables = Exact<{
  province: string;
  after?: string | null | undefined;
}>;


export type RegisterCommunesQuery = { communes: { nodes: Array<{ code: string, name: string }> } };

export type ChangeClusterMutationVariables = Exact<{
  input: ChangeClusterInput;
}>;


export type ChangeClusterMutation = { changeCluster: { errors: Array<{ code: string, message: string }> } };

export type RecordDecisionMutationVariables = Exact<{
  input: RecordDecisionInput;
}>;


export type RecordDecisionMutation = { recordDecision: { errors: Array<{ code: string, message: string }> } };

export type RecordObservationMutationVariables = Exact<{
  input: RecordObservationInput;
}>;


export type RecordObservationMutation = { recordObservation: { errors: Array<{ code: string, message: string }> } };

export type RetractFactMutationVariables = Exact<{
  input: RetractFactInput;
}>;


export type RetractFactMutation = { retractFact: { errors: Array<{ code: string, message: string }> } };

export type ImportRegisterMutationVariables = Exact<{
  input: ImportRegisterInput;
}>;


export type ImportRegisterMutation = { importRegister: { registerImport: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type RegisterImportQueryVariables = Exact<{
  id: string | number;
}>;


export type RegisterImportQuery = { registerImport: { id: string, fileName: string, state: WorkState, percent: number, outcome: RegisterImportOutcome | null, digest: string | null, errorCode: string | null, counts: { insert: number, change: number, end: number, retract: number, same: number } | null, changes: { totalCount: number, nodes: Array<{ position: number, tableLabel: string, kind: RegisterChangeKind, label: string, sheet: string | null, cell: string | null, values: Array<{ key: string, label: string, before: string | null, after: string | null }> }> }, problems: { totalCount: number, nodes: Array<{ position: number, code: string, isError: boolean, sheet: string | null, cell: string | null, message: string }> } } | null };

export type ApplyRegisterImportMutationVariables = Exact<{
  input: ApplyRegisterImportInput;
}>;


export type ApplyRegisterImportMutation = { applyRegisterImport: { registerImport: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type RegisterImportsQueryVariables = Exact<{ [key: string]: never; }>;


export type RegisterImportsQuery = { registerImports: { nodes: Array<{ id: string, fileName: string, state: WorkState, outcome: RegisterImportOutcome | null, createdAt: string }> } };

export type InboxQueryVariables = Exact<{
  unreadOnly: boolean;
  after?: string | null | undefined;
}>;


export type InboxQuery = { unreadMessages: number, inbox: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, subject: string, body: string, link: string | null, createdAt: string, readAt: string | null }> } };

export type UnreadMessagesQueryVariables = Exact<{ [key: string]: never; }>;


export type UnreadMessagesQuery = { unreadMessages: number };

export type MarkReadMutationVariables = Exact<{
  input: MarkReadInput;
}>;


export type MarkReadMutation = { markRead: { unread: number | null, errors: Array<{ code: string, message: string }> } };

export type CalendarFeedQueryVariables = Exact<{ [key: string]: never; }>;


export type CalendarFeedQuery = { calendarFeed: { id: string, createdAt: string, lastReadAt: string | null } | null };

export type CreateCalendarFeedMutationVariables = Exact<{ [key: string]: never; }>;


export type CreateCalendarFeedMutation = { createCalendarFeed: { url: string | null, errors: Array<{ code: string, message: string }> } };

export type RevokeCalendarFeedMutationVariables = Exact<{ [key: string]: never; }>;


export type RevokeCalendarFeedMutation = { revokeCalendarFeed: { revoked: boolean, errors: Array<{ code: string, message: string }> } };

export type OutboxQueryVariables = Exact<{
  state?: OutboundMailState | null | undefined;
  after?: string | null | undefined;
}>;


export type OutboxQuery = { outbox: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, to: Array<string>, subject: string, body: string, state: OutboundMailState, response: string | null, reasonText: string | null, attempts: number, createdAt: string, sentAt: string | null }> } };

export type RemindNowMutationVariables = Exact<{
  input: RemindNowInput;
}>;


export type RemindNowMutation = { remindNow: { sendNotBefore: string | null, errors: Array<{ code: string, message: string }> } };

export type ReviewQueueQueryVariables = Exact<{
  filter: ReviewQueueFilter;
  after?: string | null | undefined;
}>;


export type ReviewQueueQuery = { reviewQueue: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, form: string, period: string, unitName: string, state: FilingState, revision: number, version: number, submittedAt: string | null, late: boolean | null, attention: Array<FilingAttention> }> } };

export type AcceptFilingsMutationVariables = Exact<{
  input: AcceptFilingsInput;
}>;


export type AcceptFilingsMutation = { acceptFilings: { results: Array<{ id: string, filing: { id: string, unitName: string, form: string } | null, errors: Array<{ code: string, message: string }> }>, errors: Array<{ code: string, message: string }> } };

export type ChangeOwnPasswordMutationVariables = Exact<{
  input: ChangeOwnPasswordInput;
}>;


export type ChangeOwnPasswordMutation = { changeOwnPassword: { changed: boolean, errors: Array<{ code: string, message: string }> } };

export type AnswerImportMutationVariables = Exact<{
  input: AnswerImportInput;
}>;


export type AnswerImportMutation = { answerImport: { workbookImport: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type SenderReadingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SenderReadingsQuery = { senderReadings: Array<{ id: string, form: string, kind: string, choice: string, chosenByName: string, chosenAt: string }> };

export type DropReadingMutationVariables = Exact<{
  input: DropReadingInput;
}>;


export type DropReadingMutation = { dropReading: { reading: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ImportWorkbookMutationVariables = Exact<{
  input: ImportWorkbookInput;
}>;


export type ImportWorkbookMutation = { importWorkbook: { workbookImport: { id: string } | null, errors: Array<{ code: string, message: string }> } };

export type ImportProgressQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportProgressQuery = { workbookImport: { id: string, state: ImportState, percent: number, outcome: CheckOutcome | null, filingId: string | null, errorCode: string | null, file: { name: string } | null, markedFile: { path: string, marks: number } | null, questions: Array<{ id: string, kind: string, sheet: string | null, cell: string | null, tt: string | null, label: string, of: string, raw: string | null, choices: Array<{ choice: string, value: string | null }> }>, readings: Array<{ sentence: string }>, template: { changed: Array<{ key: string, tt: string | null, label: string, of: string, from: string | null, to: string | null }> } | null, problems: { totalCount: number, nodes: Array<{ code: string, severity: Severity, sheet: string | null, cell: string | null, key: string | null, message: string }> } } | null };

export type ImportStepsSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ImportStepsSubscription = { importProgress: { id: string, state: ImportState, percent: number } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const OwnKeysDocument = new TypedDocumentString(`
    query OwnKeys {
  me {
    permissions
    secondFactor {
      since
      recoveryCodesLeft
    }
    sessions {
      id
      createdAt
      lastSeenAt
      userAgent
      address
      current
    }
    tokens {
      id
      name
      scopes
      createdAt
      expiresAt
      lastUsedAt
      revokedAt
    }
  }
}
    `, {"hash":"sha256:42a8d3c79e70de52d294ba0679628c7aa7114088b66b10029fe2bc23d2630cea"}) as unknown as TypedDocumentString<OwnKeysQuery, OwnKeysQueryVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    ended
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:1c21f69bb6a675539c2f97a39a35452f65973e1fc7699b6b23e8e1def7914cf1"}) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const EndOtherSessionsDocument = new TypedDocumentString(`
    mutation EndOtherSessions {
  endOtherSessions {
    count
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:2fbb4b31fbb2f8c526502274fdb995d9fea2f71d2118cb300b7a15a1a934fa97"}) as unknown as TypedDocumentString<EndOtherSessionsMutation, EndOtherSessionsMutationVariables>;
export const BeginSecondFactorDocument = new TypedDocumentString(`
    mutation BeginSecondFactor {
  beginSecondFactor {
    secret
    address
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:4dcada87c0b23cee0c0675d62f60e1efdf26b05b2505c75cbdf0238500b8b2ac"}) as unknown as TypedDocumentString<BeginSecondFactorMutation, BeginSecondFactorMutationVariables>;
export const ConfirmSecondFactorDocument = new TypedDocumentString(`
    mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
  confirmSecondFactor(input: $input) {
    recoveryCodes
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:9faf0344e6b505895647ddd20e05ac1f4ad54c31ae7d2cea8876f85dc4e6809f"}) as unknown as TypedDocumentString<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables>;
export const RemoveSecondFactorDocument = new TypedDocumentString(`
    mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {
  removeSecondFactor(input: $input) {
    removed
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:7c3f9e8bc76734b629dae50c46e1610c73d47b7e82028326094919ece4063d2f"}) as unknown as TypedDocumentString<RemoveSecondFactorMutation, RemoveSecondFactorMutationVariables>;
export const CreateTokenDocument = new TypedDocumentString(`
    mutation CreateToken($input: CreateTokenInput!) {
  createToken(input: $input) {
    secret
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:624fdd4146de0428564362ca2c99a1920c54376258d2eebf186a75c30e80a5ae"}) as unknown as TypedDocumentString<CreateTokenMutation, CreateTokenMutationVariables>;
export const RevokeTokenDocument = new TypedDocumentString(`
    mutation RevokeToken($input: RevokeTokenInput!) {
  revokeToken(input: $input) {
    token {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:f174f6fafc5c6e9035952dcd77f9d7fd00c77140debc1fb878162a75c4ebea24"}) as unknown as TypedDocumentString<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const AuditSearchDocument = new TypedDocumentString(`
    query AuditSearch($filter: AuditFilter!, $after: String) {
  auditEntries(filter: $filter, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      seq
      at
      actorName
      action
      subjectKind
      subjectId
      provinceCode
    }
  }
}
    `, {"hash":"sha256:947ec6d67b93e5e7339c06c205ddb19d14e019815ddc417116c5a97c31999497"}) as unknown as TypedDocumentString<AuditSearchQuery, AuditSearchQueryVariables>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts($search: String, $after: String) {
  accounts(filter: {search: $search}, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      email
      name
      role
      disabledAt
      mustChangePassword
      hasSecondFactor
      office {
        id
        name
      }
    }
  }
}
    `, {"hash":"sha256:1f37390efec8a0288f8a23e408d9c03b6ce2e267cf0de95f088b10c0eaacc48e"}) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const OfficesDocument = new TypedDocumentString(`
    query Offices($search: String) {
  offices(filter: {search: $search}, first: 20) {
    totalCount
    nodes {
      id
      name
      roles
      closedAt
    }
  }
}
    `, {"hash":"sha256:49726a57460056a468096f0faaea244bf21ad9762e9aeaa5cbb568baf35e08ac"}) as unknown as TypedDocumentString<OfficesQuery, OfficesQueryVariables>;
export const CreateAccountDocument = new TypedDocumentString(`
    mutation CreateAccount($input: CreateAccountInput!) {
  createAccount(input: $input) {
    account {
      email
    }
    temporaryPassword
    errors {
      code
      path
      message
    }
  }
}
    `, {"hash":"sha256:719a769f9c1ccd258902b50e7d0b7820e91487e94a3d7136e316caecca4445c8"}) as unknown as TypedDocumentString<CreateAccountMutation, CreateAccountMutationVariables>;
export const DisableAccountDocument = new TypedDocumentString(`
    mutation DisableAccount($input: DisableAccountInput!) {
  disableAccount(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:b0e9b37686f263d507eb58a7df0d3599eeafb1e78425f85005a193fa08876e58"}) as unknown as TypedDocumentString<DisableAccountMutation, DisableAccountMutationVariables>;
export const EnableAccountDocument = new TypedDocumentString(`
    mutation EnableAccount($input: EnableAccountInput!) {
  enableAccount(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:9b54bf20ee28bf3452a3cbd92765fc1de89f6a73930d87ce68a5f2a735e49aa4"}) as unknown as TypedDocumentString<EnableAccountMutation, EnableAccountMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    account {
      email
    }
    temporaryPassword
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:e18cba6bb990cc6f20cc5a279b7aa788bef988ecdde740d14a57eeb81044a423"}) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const ResetSecondFactorDocument = new TypedDocumentString(`
    mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
  resetSecondFactor(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:1f5c3c0965967b2135e479940036ef1a3a38ef1f6f83cf0055933a201c163ce9"}) as unknown as TypedDocumentString<ResetSecondFactorMutation, ResetSecondFactorMutationVariables>;
export const InviteAccountDocument = new TypedDocumentString(`
    mutation InviteAccount($input: InviteAccountInput!) {
  inviteAccount(input: $input) {
    account {
      email
    }
    address
    mailed
    expiresAt
    errors {
      code
      path
      message
    }
  }
}
    `, {"hash":"sha256:7dc02ad6e2a6af7e710b50bd681f933cb387a00c20ce353dbc209e40e7ee358e"}) as unknown as TypedDocumentString<InviteAccountMutation, InviteAccountMutationVariables>;
export const InviteAgainDocument = new TypedDocumentString(`
    mutation InviteAgain($input: InviteAgainInput!) {
  inviteAgain(input: $input) {
    account {
      email
    }
    address
    mailed
    expiresAt
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:1a0134181bfb6caa793c921905afb80faafb8574d02b7cf438d8fff7c048b576"}) as unknown as TypedDocumentString<InviteAgainMutation, InviteAgainMutationVariables>;
export const OfficeListDocument = new TypedDocumentString(`
    query OfficeList($search: String, $kind: OfficeKind, $after: String) {
  offices(filter: {search: $search, kind: $kind}, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      kind
      name
      address
      phone
      email
      closedAt
      people
      responsible
      lastFiling {
        form
        period
        submittedAt
      }
    }
  }
}
    `, {"hash":"sha256:b9c82ac30c58d13f76759022bded20d6d17b6f6826ab28b7a3faffa0927647d4"}) as unknown as TypedDocumentString<OfficeListQuery, OfficeListQueryVariables>;
export const ChangeOfficeDocument = new TypedDocumentString(`
    mutation ChangeOffice($input: ChangeOfficeInput!) {
  changeOffice(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:529f1dafb7537bc544e1b7970fb4de062c6b48852dc11ee14698d9c7f795fc45"}) as unknown as TypedDocumentString<ChangeOfficeMutation, ChangeOfficeMutationVariables>;
export const ReminderPoliciesDocument = new TypedDocumentString(`
    query ReminderPolicies {
  reminderPolicies {
    inForceFrom
    inForceTo
    sendingFrom
    sendingTo
    channels
    deadlineSteps {
      days
      to
    }
    returnedDays
    lastStepWorkingDays
    digestFromDays
    digestWorkingDays
    setBy
    reason
  }
}
    `, {"hash":"sha256:33abb8f286d0cc56829995930965898b7a738f5802030789fea22410fa531dd6"}) as unknown as TypedDocumentString<ReminderPoliciesQuery, ReminderPoliciesQueryVariables>;
export const ReminderPreviewDocument = new TypedDocumentString(`
    query ReminderPreview($period: String!, $policy: PolicyInput) {
  reminderPreview(period: $period, policy: $policy) {
    day
    form
    recipientTier
    channels
    duties
  }
}
    `, {"hash":"sha256:f91f122d4c29ad3d41af19c70655c3a9f632c96b6f6f9cda70ed52bbe74bd0c6"}) as unknown as TypedDocumentString<ReminderPreviewQuery, ReminderPreviewQueryVariables>;
export const SetReminderPolicyDocument = new TypedDocumentString(`
    mutation SetReminderPolicy($input: SetReminderPolicyInput!) {
  setReminderPolicy(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:fe682469db129790e7f17c53edc3fcb78065cefd0381f49f713370fa4bbd19c5"}) as unknown as TypedDocumentString<SetReminderPolicyMutation, SetReminderPolicyMutationVariables>;
export const QueueReportDocument = new TypedDocumentString(`
    query QueueReport {
  queueReport {
    backend
    at
    queues {
      queue
      waiting
      active
      delayed
      failed
      oldestWaitingSince
      failures {
        id
        job
        failedAt
        attempts
        why
      }
    }
  }
}
    `, {"hash":"sha256:eda500f500c66540f7297086781e50276359b0e4518a3aab7ab2e95406c3f238"}) as unknown as TypedDocumentString<QueueReportQuery, QueueReportQueryVariables>;
export const RetryJobDocument = new TypedDocumentString(`
    mutation RetryJob($input: RetryJobInput!) {
  retryJob(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:93f9f8b647df66449a78e7e499f1ac50cad92940263d7c3610bb5cb68b4ddfa4"}) as unknown as TypedDocumentString<RetryJobMutation, RetryJobMutationVariables>;
export const ChainDocument = new TypedDocumentString(`
    query Chain($unit: String!, $period: String!) {
  deadlineChain(unit: $unit, period: $period) {
    unit
    unitName
    ownDaysLeft
    own {
      form
      dueBefore
      answer
    }
    tiers {
      form
      filer
      waitedForBy
      expected
      received
      late
      returned
      accepted
      outstanding
      overdue
      lastDueBefore
      daysLeft
      slackDays
      blockers {
        obligationId
        unit
        unitName
        answer
        dueBefore
        daysLeft
        blocks {
          form
          unitName
        }
      }
    }
  }
}
    `, {"hash":"sha256:c168946e9df966e6d9283f094cc41f86e4f4490e00ae6708e8d3f95564ad7eac"}) as unknown as TypedDocumentString<ChainQuery, ChainQueryVariables>;
export const TimelinessTableDocument = new TypedDocumentString(`
    query TimelinessTable($period: String!, $by: TimelinessBy!) {
  seasonTimeliness(period: $period, by: $by) {
    key
    name
    expected
    received
    onTime
    late
    accepted
    returned
    missing
    overdue
  }
}
    `, {"hash":"sha256:9ba61a131184b86b81d9165ad09d192350059cb58139e102b96ace28016b3188"}) as unknown as TypedDocumentString<TimelinessTableQuery, TimelinessTableQueryVariables>;
export const ConsolidatedDocument = new TypedDocumentString(`
    query Consolidated($form: String!, $unit: String!, $period: String!) {
  consolidatedForm(form: $form, unit: $unit, period: $period) {
    form
    unit
    unitName
    period
    definitionId
    figures {
      key
      tt
      label
      value
      unit
      basis
      derivedValue
      override {
        value
        reason
        authorName
        officeName
        on
      }
      acceptedValue
      definition
      openPoint
      coverage {
        expected
        reported
        accepted
        land {
          share
          unknown
        }
      }
      definitions {
        point
        labelVi
        legalStatus
        validFrom
      }
      notes {
        code
        message
      }
      sources {
        kind
        id
        label
        value
        unit
        file
        sheet
        cell
        document
        date
        counted
      }
    }
  }
}
    `, {"hash":"sha256:c57c97f3c32cb828e44de81b013cdd5515a5a6a933a1161ce6e5c6322dbb6fe4"}) as unknown as TypedDocumentString<ConsolidatedQuery, ConsolidatedQueryVariables>;
export const ProvinceChoicesDocument = new TypedDocumentString(`
    query ProvinceChoices {
  provinces(first: 100) {
    nodes {
      code
      name
    }
  }
}
    `, {"hash":"sha256:86ca8e097f21da8098ac3d85b8dbfe6cc76be5fe8482b9581a3344502912f64b"}) as unknown as TypedDocumentString<ProvinceChoicesQuery, ProvinceChoicesQueryVariables>;
export const DashboardDocument = new TypedDocumentString(`
    query Dashboard($by: AggregateDimension!, $from: String!, $to: String!, $province: String, $definition: OccupancyDefinition!, $edition: ID) {
  occupancy(
    by: $by
    from: $from
    to: $to
    province: $province
    definition: $definition
    edition: $edition
  ) {
    period
    province
    provinceName
    rate
    known
    clusters
    coverage {
      expected
      accepted
    }
  }
  land(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
    period
    province
    ready {
      value
      known
    }
    leased {
      value
      known
    }
  }
  projects(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
    period
    province
    total {
      value
      known
    }
    foreign {
      value
      known
    }
    operating {
      value
      known
    }
  }
  labour(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
    period
    province
    persons {
      value
      known
    }
  }
  wastewater(
    by: $by
    from: $from
    to: $to
    province: $province
    edition: $edition
  ) {
    period
    province
    invested {
      value
      known
    }
    compliant {
      value
      known
    }
  }
}
    `, {"hash":"sha256:bf83255db4569fc0018195519c67efec74578e93552db6c7a6c0d275c9cc0586"}) as unknown as TypedDocumentString<DashboardQuery, DashboardQueryVariables>;
export const DashboardPeriodsDocument = new TypedDocumentString(`
    query DashboardPeriods {
  reportingPeriods {
    code
    windowTo
  }
  editions(first: 50) {
    nodes {
      id
      period
      revision
      closedAt
    }
  }
  provinces(first: 100) {
    nodes {
      code
      name
    }
  }
}
    `, {"hash":"sha256:b24197a71f78708e20b66dd911606b47f29673cc92cb9a62074c634d115b9afa"}) as unknown as TypedDocumentString<DashboardPeriodsQuery, DashboardPeriodsQueryVariables>;
export const DashboardPunctualityDocument = new TypedDocumentString(`
    query DashboardPunctuality($period: String!, $by: TimelinessBy!) {
  seasonTimeliness(period: $period, by: $by) {
    key
    name
    expected
    onTime
    late
    missing
  }
}
    `, {"hash":"sha256:6a9fde82bda9f15bbe62748fc1cf45aa02763b2c71ae08635290857f0690c462"}) as unknown as TypedDocumentString<DashboardPunctualityQuery, DashboardPunctualityQueryVariables>;
export const ProvinceClustersDocument = new TypedDocumentString(`
    query ProvinceClusters($province: String!, $period: String!, $after: String) {
  clusterFigures(
    filter: {province: $province, period: $period}
    first: 200
    after: $after
  ) {
    nodes {
      code
      landReady
      landLeased
      projects
      labour
    }
  }
  clusters(filter: {province: $province}, first: 200, orderBy: NAME) {
    totalCount
    nodes {
      id
      code
      name
      communes {
        code
        name
      }
    }
  }
}
    `, {"hash":"sha256:9658bbc6372b81abdf5e75d3f3da1b6f78bcd541af632c833e9cfbefdf4c4e47"}) as unknown as TypedDocumentString<ProvinceClustersQuery, ProvinceClustersQueryVariables>;
export const DeskDocument = new TypedDocumentString(`
    query Desk($period: String!, $form: String, $state: ObligationState) {
  obligations(filter: {period: $period, form: $form, state: $state}, first: 200) {
    totalCount
    nodes {
      id
      form
      period
      unit
      unitName
      filerKind
      state
      stateReason
      dueBefore
      lawDueBefore
      extended
      voluntary
      nilOffered
      doubtful
      doubt
      changes {
        kind
        at
        reason
        dueBefore
        officeName
      }
      filing {
        id
        state
        version
        submittedAt
        nilNote
      }
    }
  }
}
    `, {"hash":"sha256:9ad058b111e69e3c8994146ff8abea6253bcbe2895808bc70b76ba316459ab0e"}) as unknown as TypedDocumentString<DeskQuery, DeskQueryVariables>;
export const DutyChangedDocument = new TypedDocumentString(`
    subscription DutyChanged($period: String!) {
  obligationChanged(period: $period) {
    refetch
  }
}
    `, {"hash":"sha256:8969ccd14432daf39c35f52eed4aa59c17ae75b332a7def805938aa077dd86a7"}) as unknown as TypedDocumentString<DutyChangedSubscription, DutyChangedSubscriptionVariables>;
export const ExtendObligationDocument = new TypedDocumentString(`
    mutation ExtendObligation($input: ExtendObligationInput!) {
  extendObligation(input: $input) {
    obligation {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:5e3df68b9d28c22d375df2d578e0e814f70f28b2d3cbc03be671311cd7f15419"}) as unknown as TypedDocumentString<ExtendObligationMutation, ExtendObligationMutationVariables>;
export const FileNilDocument = new TypedDocumentString(`
    mutation FileNil($input: FileNilInput!) {
  fileNil(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:3eb32072229719e807a4723187e1e59070f680ee477b78c1877b828829158282"}) as unknown as TypedDocumentString<FileNilMutation, FileNilMutationVariables>;
export const EditorSheetDocument = new TypedDocumentString(`
    query EditorSheet($form: String!, $period: String!, $unit: String!, $last: String!) {
  obligations(filter: {form: $form, period: $period, unit: $unit}, first: 1) {
    nodes {
      unitName
      dueBefore
    }
  }
  filings(filter: {form: $form, period: $period, unit: $unit}, first: 1) {
    nodes {
      id
      state
      revision
      version
      unitName
      returned {
        revision
        reason
        at
        byName
        marked
      }
      marks {
        revision
        key
        comment
        open
      }
      figures {
        key
        value
        raw
        note
      }
    }
  }
  last: filings(filter: {form: $form, period: $last, unit: $unit}, first: 1) {
    nodes {
      state
      figures {
        key
        value
      }
    }
  }
}
    `, {"hash":"sha256:939c37f8992b3a1f0e4dd7d74894d39e8b1bf145dc0f8b2b1cd36a40c7224420"}) as unknown as TypedDocumentString<EditorSheetQuery, EditorSheetQueryVariables>;
export const EditorDerivedDocument = new TypedDocumentString(`
    query EditorDerived($form: String!, $period: String!, $unit: String!) {
  consolidatedForm(form: $form, unit: $unit, period: $period) {
    figures {
      key
      derivedValue
      coverage {
        expected
        reported
      }
      sources {
        label
      }
    }
  }
}
    `, {"hash":"sha256:7fa6d86966e3a0ad72b9dd006ee441be513bb54421e6220b548799e80f2199af"}) as unknown as TypedDocumentString<EditorDerivedQuery, EditorDerivedQueryVariables>;
export const SaveSheetDocument = new TypedDocumentString(`
    mutation SaveSheet($input: SaveDraftInput!) {
  saveDraft(input: $input) {
    filing {
      id
      version
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:43197f627e56b0f62966a3cc0588317ef71e0b595f7d3358e7d4d1bce5b2e86f"}) as unknown as TypedDocumentString<SaveSheetMutation, SaveSheetMutationVariables>;
export const OpenExplorerDocument = new TypedDocumentString(`
    mutation OpenExplorer {
  openExplorer {
    secret
    expiresAt
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:7854b6e6796e0993d68bd52256543da709e173e6a64ec9764cb9455933c6ff99"}) as unknown as TypedDocumentString<OpenExplorerMutation, OpenExplorerMutationVariables>;
export const ExportDatasetsDocument = new TypedDocumentString(`
    query ExportDatasets {
  exportDatasets {
    key
    label
    labelEn
    edition
    columns {
      key
      label
      definition
      type
      usual
    }
  }
  editions(first: 50) {
    nodes {
      id
      period
      revision
      closedAt
    }
  }
}
    `, {"hash":"sha256:049be25047b21c2227410b87fb5c49dfff0117274b8e1652998873b5c317e94a"}) as unknown as TypedDocumentString<ExportDatasetsQuery, ExportDatasetsQueryVariables>;
export const ExportPreviewDocument = new TypedDocumentString(`
    query ExportPreview($table: TableExportInput!) {
  exportPreview(table: $table) {
    columns {
      key
      label
      type
    }
    rows {
      cells
    }
    rowCount
    provinces
  }
}
    `, {"hash":"sha256:1ce47c8f3beb378ccb85f12456e9c4695527949ec62842edcae96dde76fd3276"}) as unknown as TypedDocumentString<ExportPreviewQuery, ExportPreviewQueryVariables>;
export const ExportJobsDocument = new TypedDocumentString(`
    query ExportJobs {
  exportJobs(first: 10) {
    nodes {
      id
      kind
      state
      percent
      rowCount
      fileName
      createdAt
      expiresAt
    }
  }
}
    `, {"hash":"sha256:567db760abb7d80c06f8db2b97aa4de9604182efe851f7a87c9643e3529f10b8"}) as unknown as TypedDocumentString<ExportJobsQuery, ExportJobsQueryVariables>;
export const SavedExportsDocument = new TypedDocumentString(`
    query SavedExports {
  savedExports {
    id
    name
    mine
    ownerName
    shared
    schedule
    lastRun {
      at
      jobId
      state
    }
    table {
      dataset
      format
      columns
      filters {
        column
        operator
        values
      }
      groupBy
      orderBy {
        column
        descending
      }
      asOf
      edition
    }
  }
}
    `, {"hash":"sha256:5e9252b0a631cd7995695e81fe5003cd24ae62feee76cf189e3989190624e897"}) as unknown as TypedDocumentString<SavedExportsQuery, SavedExportsQueryVariables>;
export const SaveExportDocument = new TypedDocumentString(`
    mutation SaveExport($input: SaveExportInput!) {
  saveExport(input: $input) {
    savedExport {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:77f0d9c7c75e32be20185d4ffd90abc597973dbd8448777c1acebc2197e40c5c"}) as unknown as TypedDocumentString<SaveExportMutation, SaveExportMutationVariables>;
export const DropSavedExportDocument = new TypedDocumentString(`
    mutation DropSavedExport($input: DropSavedExportInput!) {
  dropSavedExport(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:a4ee5f1b471d8a102d377fd0dc649a6423de750d9fe5272584c243f2848258c0"}) as unknown as TypedDocumentString<DropSavedExportMutation, DropSavedExportMutationVariables>;
export const RequestExportDocument = new TypedDocumentString(`
    mutation RequestExport($input: RequestExportInput!) {
  requestExport(input: $input) {
    exportJob {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:2ee70ee59ecbb73826d04a1d0a57b9ee734d58d4a3877174ce4fda6ed9edacb8"}) as unknown as TypedDocumentString<RequestExportMutation, RequestExportMutationVariables>;
export const ExportProgressDocument = new TypedDocumentString(`
    query ExportProgress($id: ID!) {
  exportJob(id: $id) {
    id
    state
    percent
    rowCount
    fileName
    sizeBytes
    errorMessage
    errorCode
  }
}
    `, {"hash":"sha256:ff4d61f1d2a02bd6951dce1f10dbcb9eb6915300fa14381fea552292ad0f489a"}) as unknown as TypedDocumentString<ExportProgressQuery, ExportProgressQueryVariables>;
export const ExportStepsDocument = new TypedDocumentString(`
    subscription ExportSteps($id: ID!) {
  exportProgress(id: $id) {
    id
    state
    percent
  }
}
    `, {"hash":"sha256:0fdfd1165a6f71decdf64a7cc0adececa70963467285b2a58f86fe999f67261d"}) as unknown as TypedDocumentString<ExportStepsSubscription, ExportStepsSubscriptionVariables>;
export const FilingComparisonDocument = new TypedDocumentString(`
    query FilingComparison($id: ID!, $form: String!, $unit: String!, $last: String!) {
  last: filings(filter: {form: $form, period: $last, unit: $unit}, first: 1) {
    nodes {
      state
      unitName
      figures {
        key
        value
      }
    }
  }
  filing(id: $id) {
    revisions {
      revision
      state
      figures {
        key
        value
      }
    }
  }
}
    `, {"hash":"sha256:04e94115ee875b0e57ef1a17eb23578bbef8d19367069cef02b7739a7fb27516"}) as unknown as TypedDocumentString<FilingComparisonQuery, FilingComparisonQueryVariables>;
export const CloseDoubtDocument = new TypedDocumentString(`
    mutation CloseDoubt($input: CloseDoubtInput!) {
  closeDoubt(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:13c672ad8cdbdebc2e173ff20b08fc91bcecd67802a7b105a58cab9527961c6e"}) as unknown as TypedDocumentString<CloseDoubtMutation, CloseDoubtMutationVariables>;
export const FilingPageDocument = new TypedDocumentString(`
    query FilingPage($id: ID!) {
  filing(id: $id) {
    id
    form
    period
    unit
    unitName
    filerKind
    state
    revision
    version
    definitionId
    receiptNumber
    submittedAt
    decidedAt
    decisionReason
    fileId
    missingReason
    openMarks
    readings {
      sentence
      cells
    }
    returned {
      revision
      reason
      at
      byName
      marked
    }
    marks {
      id
      revision
      key
      comment
      at
      authorName
      open
      answer
      filed
      now
      explanation
    }
    thread {
      kind
      side
      revision
      key
      text
      at
      authorName
    }
    missingChildren {
      expected
      received
      nodes {
        form
        unit
        unitName
        answer
        doubtful
      }
    }
    missingThen {
      form
      unit
      unitName
    }
    changedSince {
      revision
      change
      at
      filing {
        id
        form
        unitName
      }
    }
    receipt {
      number
    }
    figures {
      key
      value
      note
      raw
      readAs
      sheet
      cell
    }
    problems(first: 200) {
      nodes {
        code
        severity
        sheet
        cell
        key
        message
        needsReason
        closing {
          reason
          text
          at
          authorName
        }
      }
    }
    transitions {
      from
      to
      at
      actorName
      reason
      revision
    }
  }
}
    `, {"hash":"sha256:e5fe073abcfe15a00dc538719a8694816ac25ba4bdba8d870232c91d81911718"}) as unknown as TypedDocumentString<FilingPageQuery, FilingPageQueryVariables>;
export const FilingDefinitionDocument = new TypedDocumentString(`
    query FilingDefinition($form: String!, $period: String!) {
  formDefinition(form: $form, period: $period) {
    id
    code
    legalBasis
    titleVi
    titleEn
    sections {
      code
      labelVi
      labelEn
    }
    rows {
      key
      tt
      section
      labelVi
      labelEn
      unitVi
      parent
      accumulation
      openPoint
    }
  }
}
    `, {"hash":"sha256:642248962cde2be7d34111acb9a3c04f5e610cbe364d0610cb7d072a0b5ac512"}) as unknown as TypedDocumentString<FilingDefinitionQuery, FilingDefinitionQueryVariables>;
export const SubmitFilingDocument = new TypedDocumentString(`
    mutation SubmitFiling($input: SubmitFilingInput!) {
  submitFiling(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:11f60799189e5fbd0cd1d34a006e976e66c6a66d1bebf70ff7b542399910833e"}) as unknown as TypedDocumentString<SubmitFilingMutation, SubmitFilingMutationVariables>;
export const ReturnFilingDocument = new TypedDocumentString(`
    mutation ReturnFiling($input: ReturnFilingInput!) {
  returnFiling(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:96bb5ed0aa37db7b8550b09a5fc5009e431c1fe0e5c9497dcb8bbb473f9e84ed"}) as unknown as TypedDocumentString<ReturnFilingMutation, ReturnFilingMutationVariables>;
export const AcceptFilingDocument = new TypedDocumentString(`
    mutation AcceptFiling($input: AcceptFilingInput!) {
  acceptFiling(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:94ac9099807004723d8a2902b10eb928844440c172d3ab7bf96761b2fc126707"}) as unknown as TypedDocumentString<AcceptFilingMutation, AcceptFilingMutationVariables>;
export const ReopenFilingDocument = new TypedDocumentString(`
    mutation ReopenFiling($input: ReopenFilingInput!) {
  reopenFiling(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:e973c3f02604a36a3beae9e091ed7cfb9997524c29dbef35d4a7d85f68bb2090"}) as unknown as TypedDocumentString<ReopenFilingMutation, ReopenFilingMutationVariables>;
export const AmendFilingDocument = new TypedDocumentString(`
    mutation AmendFiling($input: AmendFilingInput!) {
  amendFiling(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:b28f7bbe15c06258109f5d5dec60ecf1fe4d68c029de274613a7328801704e5a"}) as unknown as TypedDocumentString<AmendFilingMutation, AmendFilingMutationVariables>;
export const AnswerMarksDocument = new TypedDocumentString(`
    mutation AnswerMarks($input: SaveDraftInput!) {
  saveDraft(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:e55ab2b2a927090b66567a6354cf72647085d3075a148c1f6abb0bb92c245de3"}) as unknown as TypedDocumentString<AnswerMarksMutation, AnswerMarksMutationVariables>;
export const ReceiptPageDocument = new TypedDocumentString(`
    query ReceiptPage($number: String!) {
  filingReceipt(number: $number) {
    number
    supersededBy
    checkAddress
    filing {
      id
    }
  }
}
    `, {"hash":"sha256:7cef7e17070621dd1da53bec41ab959377c3328941fe72c51c8933aa69eca859"}) as unknown as TypedDocumentString<ReceiptPageQuery, ReceiptPageQueryVariables>;
export const AddFilingCommentDocument = new TypedDocumentString(`
    mutation AddFilingComment($input: AddFilingCommentInput!) {
  addFilingComment(input: $input) {
    filing {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:ef5c25575da38ec0adf99fef360d3530b25044d11802029652a020d925e62026"}) as unknown as TypedDocumentString<AddFilingCommentMutation, AddFilingCommentMutationVariables>;
export const ReconciliationDocument = new TypedDocumentString(`
    query Reconciliation($form: String!, $unit: String!, $period: String!, $byClusters: Boolean!) {
  reconciliation(
    form: $form
    unit: $unit
    period: $period
    byClusters: $byClusters
  ) {
    form
    unit
    unitName
    level
    rows {
      key
      tt
      label
      unit
      derived
      filed
      filingId
      childrenFiled
      filedLessDerived
      filedLessChildren
      unexplained
      childrenExpected
      childrenReported
      children {
        unit
        unitName
        derived
        filed
        difference
        why
        filings
      }
    }
  }
}
    `, {"hash":"sha256:f44a988b732639bcb376fd624ea0bf3095ebdce7fbec0da714608b7945ad8f59"}) as unknown as TypedDocumentString<ReconciliationQuery, ReconciliationQueryVariables>;
export const ClusterPageDocument = new TypedDocumentString(`
    query ClusterPage($code: String!) {
  cluster(code: $code) {
    id
    code
    name
    provinceCode
    leadCommuneCode
    type
    status
    otherNames
    note
    established
    validFrom
    province {
      name
    }
    communes {
      code
      name
    }
    planEntries {
      id
      planDecision
      listed
      plannedAreaHa
      areaBeforeHa
      validFrom
      note
      source {
        id
        title
        fileName
        asOf
      }
    }
    decisions {
      id
      kind
      number
      issuer
      signedOn
      effectiveOn
      areaHa
      industrialLandHa
      investmentBvnd
      clusterType
      fileId
      note
      source {
        id
        title
        fileName
        asOf
      }
    }
    infrastructureProjects {
      id
      name
      totalInvestmentBvnd
      validFrom
      note
      investor {
        name
        taxCode
      }
      source {
        id
        title
        fileName
        asOf
      }
    }
    procedureSteps {
      id
      document
      happenedOn
      note
    }
    tenants(first: 200) {
      totalCount
      nodes {
        id
        code
        enterpriseName
        projectName
        industry
        foreignCapital
        state
        stateAsWritten
        leases {
          id
          areaHa
          document
          signedOn
          validFrom
          validTo
        }
        source {
          id
          title
          fileName
          asOf
        }
      }
    }
    observations(first: 200) {
      totalCount
      nodes {
        id
        fact
        label
        labelEn
        value
        unit
        asWritten
        observedOn
        source {
          id
          title
          fileName
          asOf
        }
      }
    }
    dataProblems {
      id
      code
      severity
      message
    }
  }
}
    `, {"hash":"sha256:f669dee8fab58822e0640e09c431e8c9b8aba3d28dc86d684e1ecd7030c3b92b"}) as unknown as TypedDocumentString<ClusterPageQuery, ClusterPageQueryVariables>;
export const ClusterDefinitionsDocument = new TypedDocumentString(`
    query ClusterDefinitions($code: String!, $period: String!) {
  clusterForm(cluster: $code, period: $period) {
    windowTo
    figures {
      key
      tt
      label
      value
      derivedValue
      unit
      definitions {
        point
        name
        labelVi
        legalStatus
        basis
      }
      alternatives {
        point
        definition
        labelVi
        legalStatus
        value
      }
      notes {
        code
        message
      }
      sources {
        kind
        label
        counted
      }
    }
  }
}
    `, {"hash":"sha256:06fd556d22aa983620072ff54f76731a537cbdeccfb8897b3f2729dceaf3a659"}) as unknown as TypedDocumentString<ClusterDefinitionsQuery, ClusterDefinitionsQueryVariables>;
export const ClusterFilingsDocument = new TypedDocumentString(`
    query ClusterFilings($code: String!, $commune: String!, $province: String!) {
  own: filings(filter: {unit: $code}, first: 20) {
    nodes {
      id
      form
      period
      unitName
      state
      submittedAt
    }
  }
  commune: filings(filter: {unit: $commune, form: "03"}, first: 10) {
    nodes {
      id
      form
      period
      unitName
      state
      submittedAt
    }
  }
  province: filings(filter: {unit: $province, form: "04"}, first: 10) {
    nodes {
      id
      form
      period
      unitName
      state
      submittedAt
    }
  }
  clusterHistory(code: $code) {
    period
    landReady
    landLeased
    occupancyRate
    projects
    labour
  }
}
    `, {"hash":"sha256:e31b36bb2f72d2a84ec14974b578f012573d007fd4e5737778527caea4902164"}) as unknown as TypedDocumentString<ClusterFilingsQuery, ClusterFilingsQueryVariables>;
export const ClusterListDocument = new TypedDocumentString(`
    query ClusterList($filter: ClusterFilter, $after: String) {
  clusters(filter: $filter, first: 200, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      code
      name
      type
      status
      established
      province {
        code
        name
      }
      communes {
        code
        name
      }
      planEntries {
        listed
        plannedAreaHa
      }
      decisions {
        kind
        number
        signedOn
      }
      dataProblems {
        severity
      }
    }
  }
}
    `, {"hash":"sha256:c7c8ddbca782eb1ea960163dc410cf408786d47767a338de8b2d25cba11ced82"}) as unknown as TypedDocumentString<ClusterListQuery, ClusterListQueryVariables>;
export const RegisterProvincesDocument = new TypedDocumentString(`
    query RegisterProvinces {
  provinces(first: 100) {
    nodes {
      code
      name
    }
  }
}
    `, {"hash":"sha256:c0729c0f337e867844c1198dff41f042ca6da0ec4439fea7f30760825772bd16"}) as unknown as TypedDocumentString<RegisterProvincesQuery, RegisterProvincesQueryVariables>;
export const RegisterCommunesDocument = new TypedDocumentString(`
    query RegisterCommunes($province: String!, $after: String) {
  communes(province: $province, first: 200, after: $after) {
    nodes {
      code
      name
    }
  }
}
    `, {"hash":"sha256:7f8e696c278d488ff766f29443957b8ef325f31d4d5e92f1c9903e70f896e27c"}) as unknown as TypedDocumentString<RegisterCommunesQuery, RegisterCommunesQueryVariables>;
export const ChangeClusterDocument = new TypedDocumentString(`
    mutation ChangeCluster($input: ChangeClusterInput!) {
  changeCluster(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:f8dbf7ed3454af8b42886cd84d584e9fe3be91f356da864782fcb1932d9f7fc2"}) as unknown as TypedDocumentString<ChangeClusterMutation, ChangeClusterMutationVariables>;
export const RecordDecisionDocument = new TypedDocumentString(`
    mutation RecordDecision($input: RecordDecisionInput!) {
  recordDecision(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:d7b7f29da89cd455c74c939ba5e5663c06a6e8e06971263380180d82c1c99c43"}) as unknown as TypedDocumentString<RecordDecisionMutation, RecordDecisionMutationVariables>;
export const RecordObservationDocument = new TypedDocumentString(`
    mutation RecordObservation($input: RecordObservationInput!) {
  recordObservation(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:51e3b6e09004d04bdd2a2565ed7d58f0964a36f71b783a78dab5a2d120eb0a3e"}) as unknown as TypedDocumentString<RecordObservationMutation, RecordObservationMutationVariables>;
export const RetractFactDocument = new TypedDocumentString(`
    mutation RetractFact($input: RetractFactInput!) {
  retractFact(input: $input) {
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:86d60c21ddcc3793d0cb89f072b6dadbff67d1871ceac2cca3aee7f4eaaae305"}) as unknown as TypedDocumentString<RetractFactMutation, RetractFactMutationVariables>;
export const ImportRegisterDocument = new TypedDocumentString(`
    mutation ImportRegister($input: ImportRegisterInput!) {
  importRegister(input: $input) {
    registerImport {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:45c633afb473d889bbb149c449c83f97f569a10b481bcaa95683ad927eb5b70d"}) as unknown as TypedDocumentString<ImportRegisterMutation, ImportRegisterMutationVariables>;
export const RegisterImportDocument = new TypedDocumentString(`
    query RegisterImport($id: ID!) {
  registerImport(id: $id) {
    id
    fileName
    state
    percent
    outcome
    digest
    errorCode
    counts {
      insert
      change
      end
      retract
      same
    }
    changes(first: 200) {
      totalCount
      nodes {
        position
        tableLabel
        kind
        label
        sheet
        cell
        values {
          key
          label
          before
          after
        }
      }
    }
    problems(first: 200) {
      totalCount
      nodes {
        position
        code
        isError
        sheet
        cell
        message
      }
    }
  }
}
    `, {"hash":"sha256:8dee96a338be402eca1cf2705e6e273cfe8942558e057da4d013c21c4a4d4c29"}) as unknown as TypedDocumentString<RegisterImportQuery, RegisterImportQueryVariables>;
export const ApplyRegisterImportDocument = new TypedDocumentString(`
    mutation ApplyRegisterImport($input: ApplyRegisterImportInput!) {
  applyRegisterImport(input: $input) {
    registerImport {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:e168eee4e0f7bab30088eef622c50a2c69fd8f20267eecc402db02e493e57004"}) as unknown as TypedDocumentString<ApplyRegisterImportMutation, ApplyRegisterImportMutationVariables>;
export const RegisterImportsDocument = new TypedDocumentString(`
    query RegisterImports {
  registerImports(first: 10) {
    nodes {
      id
      fileName
      state
      outcome
      createdAt
    }
  }
}
    `, {"hash":"sha256:c61ee0c2d5b17a1e8c0d43a76492935222270a74b12768ea7e8cb2848d633522"}) as unknown as TypedDocumentString<RegisterImportsQuery, RegisterImportsQueryVariables>;
export const InboxDocument = new TypedDocumentString(`
    query Inbox($unreadOnly: Boolean!, $after: String) {
  unreadMessages
  inbox(unreadOnly: $unreadOnly, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      subject
      body
      link
      createdAt
      readAt
    }
  }
}
    `, {"hash":"sha256:78115dbaf9f27d567b6d0f5cdc8b83afaa56faaeb7e74e26f001576f9f61eb9f"}) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const UnreadMessagesDocument = new TypedDocumentString(`
    query UnreadMessages {
  unreadMessages
}
    `, {"hash":"sha256:9208247aac40478625f36ee1c369433ffd80fea9ca2a57fe38630b6b45860d20"}) as unknown as TypedDocumentString<UnreadMessagesQuery, UnreadMessagesQueryVariables>;
export const MarkReadDocument = new TypedDocumentString(`
    mutation MarkRead($input: MarkReadInput!) {
  markRead(input: $input) {
    unread
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:e8d3bee42eceb16733252f8940458dd25175406bc3c254b6b3d000648f30c8e2"}) as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const CalendarFeedDocument = new TypedDocumentString(`
    query CalendarFeed {
  calendarFeed {
    id
    createdAt
    lastReadAt
  }
}
    `, {"hash":"sha256:be6d9a4357ae352568271e0fed222203c61115f99920e53e4fb347cdc6798866"}) as unknown as TypedDocumentString<CalendarFeedQuery, CalendarFeedQueryVariables>;
export const CreateCalendarFeedDocument = new TypedDocumentString(`
    mutation CreateCalendarFeed {
  createCalendarFeed {
    url
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:f56100010687625e6fad47a114f347fbd2c50857e9c55da91c571a572343b4e9"}) as unknown as TypedDocumentString<CreateCalendarFeedMutation, CreateCalendarFeedMutationVariables>;
export const RevokeCalendarFeedDocument = new TypedDocumentString(`
    mutation RevokeCalendarFeed {
  revokeCalendarFeed {
    revoked
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:f20fec790908ae48c245a2988a5c15afc8bc912e7e708b62d1ab7a2d1a2ce60e"}) as unknown as TypedDocumentString<RevokeCalendarFeedMutation, RevokeCalendarFeedMutationVariables>;
export const OutboxDocument = new TypedDocumentString(`
    query Outbox($state: OutboundMailState, $after: String) {
  outbox(state: $state, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      to
      subject
      body
      state
      response
      reasonText
      attempts
      createdAt
      sentAt
    }
  }
}
    `, {"hash":"sha256:1e03f7915a346c667cd085d8cb5bcc8e02f59a6fc3df40ef0e308cc69631777c"}) as unknown as TypedDocumentString<OutboxQuery, OutboxQueryVariables>;
export const RemindNowDocument = new TypedDocumentString(`
    mutation RemindNow($input: RemindNowInput!) {
  remindNow(input: $input) {
    sendNotBefore
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:6fa4d0ece1118b791fd2c9ea790fda3d14cff27e5e46cdc038794c8e04b489d9"}) as unknown as TypedDocumentString<RemindNowMutation, RemindNowMutationVariables>;
export const ReviewQueueDocument = new TypedDocumentString(`
    query ReviewQueue($filter: ReviewQueueFilter!, $after: String) {
  reviewQueue(filter: $filter, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      form
      period
      unitName
      state
      revision
      version
      submittedAt
      late
      attention
    }
  }
}
    `, {"hash":"sha256:a8e6a7c69ce7617ac04d4bc39bbf258a0e5418d20bef066c2c36d2d52b6f100c"}) as unknown as TypedDocumentString<ReviewQueueQuery, ReviewQueueQueryVariables>;
export const AcceptFilingsDocument = new TypedDocumentString(`
    mutation AcceptFilings($input: AcceptFilingsInput!) {
  acceptFilings(input: $input) {
    results {
      id
      filing {
        id
        unitName
        form
      }
      errors {
        code
        message
      }
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:8c25252ca48d91df4b058beef2927cff733887cff59b3a7f4892b6da492a5183"}) as unknown as TypedDocumentString<AcceptFilingsMutation, AcceptFilingsMutationVariables>;
export const ChangeOwnPasswordDocument = new TypedDocumentString(`
    mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {
  changeOwnPassword(input: $input) {
    changed
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:66edb41052b5504917d240c68d5688a9662126c5ed8a4182b694d084281f754e"}) as unknown as TypedDocumentString<ChangeOwnPasswordMutation, ChangeOwnPasswordMutationVariables>;
export const AnswerImportDocument = new TypedDocumentString(`
    mutation AnswerImport($input: AnswerImportInput!) {
  answerImport(input: $input) {
    workbookImport {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:7e455bba6237b2e45646d65374f8a3e785f96749b1dbaf35137e6a0c4ec67816"}) as unknown as TypedDocumentString<AnswerImportMutation, AnswerImportMutationVariables>;
export const SenderReadingsDocument = new TypedDocumentString(`
    query SenderReadings {
  senderReadings {
    id
    form
    kind
    choice
    chosenByName
    chosenAt
  }
}
    `, {"hash":"sha256:01b9f4b142ca1d54835e88c64187639d4cf0cfad3cdc3ee28cc55c3aebf047f7"}) as unknown as TypedDocumentString<SenderReadingsQuery, SenderReadingsQueryVariables>;
export const DropReadingDocument = new TypedDocumentString(`
    mutation DropReading($input: DropReadingInput!) {
  dropReading(input: $input) {
    reading {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:1c496c0b124e0d6ac92e52946bfd2a895a6fcb94f6bdcf5352ed710b26d7658d"}) as unknown as TypedDocumentString<DropReadingMutation, DropReadingMutationVariables>;
export const ImportWorkbookDocument = new TypedDocumentString(`
    mutation ImportWorkbook($input: ImportWorkbookInput!) {
  importWorkbook(input: $input) {
    workbookImport {
      id
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:45a1f7d8d0a61281865dffb976ca4965f29d7b22e05dd9c7d19ac683abac1197"}) as unknown as TypedDocumentString<ImportWorkbookMutation, ImportWorkbookMutationVariables>;
export const ImportProgressDocument = new TypedDocumentString(`
    query ImportProgress($id: ID!) {
  workbookImport(id: $id) {
    id
    state
    percent
    outcome
    filingId
    errorCode
    file {
      name
    }
    markedFile {
      path
      marks
    }
    questions {
      id
      kind
      sheet
      cell
      tt
      label
      of
      raw
      choices {
        choice
        value
      }
    }
    readings {
      sentence
    }
    template {
      changed {
        key
        tt
        label
        of
        from
        to
      }
    }
    problems(first: 200) {
      totalCount
      nodes {
        code
        severity
        sheet
        cell
        key
        message
      }
    }
  }
}
    `, {"hash":"sha256:752e99237cdb4d404b3389a7adbbbe3a0a86086ae99ed44eb7229a2d3bcb4e21"}) as unknown as TypedDocumentString<ImportProgressQuery, ImportProgressQueryVariables>;
export const ImportStepsDocument = new TypedDocumentString(`
    subscription ImportSteps($id: ID!) {
  importProgress(id: $id) {
    id
    state
    percent
  }
}
    `, {"hash":"sha256:56dabc983e10fbbc78c1d126974a0f90db64bdf323a10d0a1a59e901920d76fc"}) as unknown as TypedDocumentString<ImportStepsSubscription, ImportStepsSubscriptionVariables>;