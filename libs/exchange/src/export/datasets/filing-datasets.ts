import type { Law } from '#lib/law';
import { receivedSql } from '#lib/regime';
import { type Dataset, day, figure, flag, text } from '../dataset.js';

const FILER_WORDS = { project: 'Dự án', cluster: 'Cụm công nghiệp', commune: 'Xã', province: 'Tỉnh' } as const;
const STATE_WORDS = {
  none: 'Chưa có',
  draft: 'Bản nháp',
  submitted: 'Đã nộp, chờ tiếp nhận',
  returned: 'Bị trả lại',
  accepted: 'Đã tiếp nhận',
} as const;
const FILER_COLUMNS = [
  text('form', 'Biểu', 'f.form', 'Biểu mẫu của Thông tư 14/2024/TT-BCT.', { width: 7 }),
  text('period', 'Kỳ báo cáo', 'f.period', '2026-H1: 6 tháng; 2026-Y: năm.', { width: 10 }),
  text('province_code', 'Mã tỉnh', 'f.province_code', 'Tỉnh của đơn vị báo cáo.', { width: 9 }),
  text('filer_kind', 'Cấp báo cáo', 'f.filer_kind', 'Ai phải nộp.', { words: FILER_WORDS, width: 16 }),
  text('unit', 'Mã đơn vị', 'f.filer_ref', 'Mã tỉnh, xã, cụm hoặc dự án.', { width: 12 }),
  text('unit_name', 'Đơn vị báo cáo', 'o.filer_name', 'Tên đơn vị lúc lập nghĩa vụ.'),
];

/** Figures of accepted filings as they count now. */
export function reportedFiguresDataset(law: Law): Dataset {
  const rows = law.definitions.flatMap((d) => d.rows.map((row) => ({ key: `${d.id}/${row.key}`, row })));
  const words = (of: (row: (typeof rows)[number]['row']) => string) =>
    Object.fromEntries(rows.map(({ key, row }) => [key, of(row)]));
  const indicator = `f.definition_id || '/' || f.key`;
  return {
    key: 'reported_figures',
    label: 'Số liệu báo cáo',
    labelEn: 'Reported figures',
    edition: 'may',
    from: (facts) =>
      `from reported_figure f join filing o on o.id = f.filing_id where ${facts.counted('f.posted_at', 'f.superseded_at')}`,
    columns: [
      ...FILER_COLUMNS,
      text('tt', 'TT', indicator, 'Số thứ tự trong biểu.', { words: words((r) => r.tt), width: 7 }),
      text('indicator', 'Chỉ tiêu', indicator, 'Theo mẫu biểu của lần nộp.', {
        words: words((r) => r.labelVi),
        width: 60,
      }),
      text('key', 'Mã chỉ tiêu', 'f.key', 'Mã dùng cho chương trình.', { usual: false }),
      figure('value', 'Giá trị', 'f.value', 'Số đã được tiếp nhận; trống là đơn vị không có số liệu.'),
      text('measure', 'Đơn vị tính', indicator, 'Theo mẫu biểu.', { words: words((r) => r.unitVi), width: 14 }),
      text('note', 'Ghi chú', 'f.note', 'Ghi chú của đơn vị.', { usual: false }),
      text('definition', 'Phiên bản biểu', 'f.definition_id', 'Mẫu biểu dùng khi nộp.', { usual: false, width: 18 }),
      day(
        'posted_on',
        'Ngày tiếp nhận',
        `(f.posted_at at time zone 'Asia/Ho_Chi_Minh')::date`,
        'Ngày số liệu được tiếp nhận.',
        { usual: false },
      ),
    ],
    order: ['f.period', 'f.form', 'f.filer_ref collate "C"', 'f.key collate "C"', 'f.id'],
    province: 'f.province_code',
  };
}

export const obligationsDataset: Dataset = {
  key: 'obligations',
  label: 'Nghĩa vụ báo cáo',
  labelEn: 'Obligations',
  // How a season stands is no figure: no edition says it.
  edition: 'never',
  from: () => `from obligation f join obligation o on o.id = f.id left join filing g on g.obligation_id = f.id
    left join filing_revision r on r.filing_id = g.id and r.revision = g.current_revision where f.state = 'open'`,
  columns: [
    ...FILER_COLUMNS,
    day(
      'last_day',
      'Ngày cuối đúng hạn',
      `((f.due_before - interval '1 millisecond') at time zone 'Asia/Ho_Chi_Minh')::date`,
      'Nộp trước ngày kế tiếp.',
    ),
    text('answer', 'Tình trạng', `coalesce(r.state, 'none')`, 'Tình trạng của lần nộp mới nhất.', {
      words: STATE_WORDS,
      width: 22,
    }),
    day('submitted_on', 'Ngày nộp', `(r.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date`, 'Ngày nộp lần mới nhất.'),
    flag('late', 'Nộp sau hạn', `${receivedSql('g')} >= f.due_before`, 'Theo lần nộp đầu tiên. Trống là chưa nộp.'),
    flag('doubtful', 'Điểm luật chưa rõ', 'f.doubtful', 'Nghĩa vụ mà văn bản chưa nói rõ.', { usual: false }),
  ],
  order: ['f.period', 'f.form', 'f.filer_ref collate "C"', 'f.id'],
  province: 'f.province_code',
};
