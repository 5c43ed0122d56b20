import { DomainError } from '#lib/kernel';

/** Catalogue of this room's expected failures. A code without both sentences does not compile. */
const CATALOGUE = {
  EXPORT_UNKNOWN: {
    vi: 'Không có lần xuất dữ liệu này trong tài khoản của bạn. Hãy mở lại từ danh sách, hoặc xuất lại.',
    en: 'You have no such export. Open it from the list, or export again.',
  },
  EXPORT_NOT_READY: {
    vi: 'Tệp xuất chưa xong ({percent} %). Hãy đợi một lát rồi tải lại.',
    en: 'The export is not ready yet ({percent} %). Wait a moment and try again.',
  },
  EXPORT_FAILED: {
    vi: 'Lần xuất này không thành. {why} Hãy xuất lại.',
    en: 'This export failed. {why} Export again.',
  },
  EXPORT_EXPIRED: {
    vi: 'Tệp xuất đã quá hạn giữ nên không còn trên hệ thống. Hãy xuất lại với cùng lựa chọn.',
    en: 'The file was kept for a limited time and is gone. Export again with the same choices.',
  },
  EXPORT_TOO_MANY: {
    vi: 'Tài khoản đang có {count} lần xuất chưa xong; nhiều nhất là {count} cùng lúc. Hãy đợi một lần xong rồi xuất tiếp.',
    en: 'The account has {count} exports under way, the most at once. Wait until one is done.',
  },
  SAVED_EXPORT_UNKNOWN: {
    vi: 'Không có mẫu xuất này trong các mẫu của bạn. Mẫu của đồng nghiệp chỉ người lưu mới sửa hoặc bỏ được; hãy lưu thành mẫu của bạn.',
    en: 'You have no such saved table. A colleague’s is changed by its owner alone; save it as your own.',
  },
  SAVED_EXPORT_NAME: {
    vi: 'Tên mẫu phải có từ 1 đến 80 ký tự. Hãy đặt tên dễ nhận ra.',
    en: 'The name has 1 to 80 characters.',
  },
  SAVED_EXPORT_NAME_TAKEN: {
    vi: 'Bạn đã có mẫu tên “{name}”. Hãy đặt tên khác, hoặc mở mẫu đó và lưu lại.',
    en: 'You have a saved table "{name}" already. Choose another name, or change that one.',
  },
  SAVED_EXPORT_TOO_MANY: {
    vi: 'Bạn đã lưu {count} mẫu, là nhiều nhất. Hãy bỏ mẫu không dùng nữa.',
    en: 'You keep {count} tables, the most there may be. Drop one that is not used.',
  },
  SCHEDULE_UNFIT: {
    vi: 'Mẫu chạy theo lịch không được ghim ngày hay ấn bản; bảng chỉ có trong ấn bản thì chạy khi chốt kỳ, bảng không có ấn bản thì chạy hằng tháng. Hãy bỏ ngày và ấn bản, hoặc đổi lịch.',
    en: 'A scheduled table names no day and no edition; one that exists in editions alone runs at a closing, one without editions every month.',
  },
  EXPORT_REQUEST_INVALID: {
    vi: 'Yêu cầu xuất chưa đúng: {what}. Hãy sửa rồi gửi lại.',
    en: 'The request is not right: {whatEn}. Mend it and send it again.',
  },
  DATASET_UNKNOWN: {
    vi: 'Không có bảng dữ liệu “{name}”. Các bảng có thể xuất: {known}.',
    en: 'There is no dataset "{name}". The datasets are: {known}.',
  },
  COLUMN_UNKNOWN: {
    vi: 'Bảng “{dataset}” không có cột “{name}”. Các cột có thể chọn: {known}.',
    en: 'The dataset "{dataset}" has no column "{name}". The columns are: {known}.',
  },
  FILTER_INVALID: {
    vi: 'Điều kiện lọc cột “{column}” chưa đúng: {what}. Hãy sửa giá trị lọc.',
    en: 'The filter of column "{column}" is not right: {whatEn}.',
  },
  EXPORT_EDITION_UNKNOWN: {
    vi: 'Không có ấn bản “{edition}”. Hãy xem danh sách ấn bản rồi ghi đúng tên, ví dụ 2026-H1-r1.',
    en: 'There is no edition "{edition}". See the list of editions; a name is like 2026-H1-r1.',
  },
  EXPORT_EDITION_NEEDED: {
    vi: 'Bảng “{dataset}” chỉ có trong ấn bản đã chốt. Hãy chọn một ấn bản (ví dụ 2026-H1-r1) rồi xuất lại.',
    en: 'The dataset "{dataset}" exists in editions only. Name an edition, such as 2026-H1-r1.',
  },
  EXPORT_EDITION_UNFIT: {
    vi: 'Bảng “{dataset}” không được chốt trong ấn bản nào. Hãy bỏ chọn ấn bản để xuất số liệu hiện tại.',
    en: 'The dataset "{dataset}" is part of no edition. Leave the edition out for the present state.',
  },
  FORMAT_NOT_FOR_KIND: {
    vi: 'Biểu mẫu theo luật và sổ đăng ký chỉ xuất được dạng xlsx. Hãy chọn xlsx, hoặc xuất bảng dữ liệu.',
    en: 'Statutory forms and register workbooks are written as xlsx only.',
  },
  REGISTER_PROVINCE_NEEDED: {
    vi: 'Sổ đăng ký cụm do từng tỉnh giữ. Hãy ghi mã tỉnh (hai chữ số) cần xuất.',
    en: 'The register is kept by province. Name the province (two digits).',
  },
  IMPORT_NOT_FOR_YOU: {
    vi: 'Chỉ Sở Công Thương nhập sổ đăng ký cụm của tỉnh mình. Hãy gửi tệp cho Sở Công Thương.',
    en: 'Only a department imports the register of its own province.',
  },
  REGISTER_IMPORT_UNKNOWN: {
    vi: 'Không có lần nhập sổ đăng ký này, hoặc tài khoản không được xem. Hãy mở lại từ danh sách.',
    en: 'There is no such import of a register, or the account may not see it.',
  },
  IMPORT_FILE_UNKNOWN: {
    vi: 'Không có tệp này trong đơn vị của bạn. Hãy tải tệp lên lại rồi nhập.',
    en: 'Your office has no such file. Upload it again.',
  },
  DRY_RUN_NEEDED: {
    vi: 'Lần nhập này chưa sẵn sàng để ghi ({why}). Hãy chạy thử lại, xem danh sách thay đổi, rồi ghi.',
    en: 'This import is not ready to be applied ({whyEn}). Run it dry again, look at the differences, then apply.',
  },
  DIGEST_DIFFERS: {
    vi: 'Danh sách thay đổi bạn đã xem không phải của lần nhập này. Hãy tải lại danh sách rồi ghi.',
    en: 'The list of differences you saw is not that of this import. Load it again, then apply.',
  },
  REGISTER_CHANGED: {
    vi: 'Sổ đăng ký đã thay đổi từ lúc chạy thử nên không ghi gì cả. Hãy chạy thử lại tệp này và xem danh sách mới.',
    en: 'The register has changed since the dry run, so nothing was written. Run the file dry again.',
  },
  REASON_NEEDED: {
    vi: 'Hãy ghi lý do thay đổi sổ đăng ký (từ 3 đến 1.000 ký tự).',
    en: 'Give the reason for changing the register (3 to 1,000 characters).',
  },
  IMPORT_TOO_MANY: {
    vi: 'Tỉnh đang có {count} lần nhập sổ đăng ký chưa xong; nhiều nhất là {count} cùng lúc. Hãy đợi một lần xong.',
    en: 'The province has {count} imports under way, the most at once. Wait until one is done.',
  },
  IMPORT_NOBODY: {
    vi: 'Tài khoản yêu cầu nhập không còn hiệu lực hoặc không còn quyền nhập sổ đăng ký.',
    en: 'The account that asked is no longer open, or may no longer import.',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type ExchangeErrorCode = keyof typeof CATALOGUE;

/** An expected failure of this room, with its sentence in both languages. */
export function exchangeError(
  code: ExchangeErrorCode,
  details: Readonly<Record<string, string | number>> = {},
  path?: string,
): DomainError {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole).slice(0, 600));
  const sentence = CATALOGUE[code];
  return new DomainError({
    code,
    message: fill(sentence.vi),
    messageEn: fill(sentence.en),
    ...(path === undefined ? {} : { path }),
  });
}
