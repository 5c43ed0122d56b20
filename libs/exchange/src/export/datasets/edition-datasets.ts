import { type Dataset, figure, text, whole } from '../dataset.js';

const BASIS_WORDS = {
  accepted: 'Biểu đã tiếp nhận',
  overridden: 'Số do Sở thay',
  derived: 'Tổng hợp từ hệ thống',
  missing: 'Chưa có',
} as const;

const read = (name: string): string => `x.figure->>'${name}'`;
const counted = (name: string): string => `(x.figure->'coverage'->>'${name}')::int`;

/** Figures of an edition as they were published: read from its frozen texts, never worked out anew. */
export const publishedFiguresDataset: Dataset = {
  key: 'published_figures',
  label: 'Số liệu ấn bản',
  labelEn: 'Published figures',
  edition: 'must',
  from: ({ values, edition }) =>
    `from edition_form f cross join lateral json_array_elements((f.body::json)->'figures') with ordinality x(figure, place)
      where f.edition_id = ${values.add(edition?.id ?? '')}`,
  columns: [
    text('edition', 'Ấn bản', 'f.edition_id', 'Bản số liệu đã chốt.', { width: 12 }),
    text('form', 'Biểu', 'f.form', 'Biểu mẫu của Thông tư 14/2024/TT-BCT.', { width: 7 }),
    text('province_code', 'Mã tỉnh', 'f.province_code', 'Tỉnh của đơn vị; trống là cả nước.', { width: 9 }),
    text('unit', 'Mã đơn vị', 'f.unit', 'Mã tỉnh, mã xã, hoặc VN là cả nước.', { width: 9 }),
    text('unit_name', 'Đơn vị', 'f.unit_name', 'Tên đơn vị lúc chốt.'),
    text('tt', 'TT', read('tt'), 'Số thứ tự trong biểu.', { width: 7 }),
    text('indicator', 'Chỉ tiêu', read('label'), 'Theo mẫu biểu lúc chốt.', { width: 60 }),
    text('key', 'Mã chỉ tiêu', read('key'), 'Mã dùng cho chương trình.', { usual: false }),
    figure('value', 'Giá trị', `(${read('value')})::numeric`, 'Số đã công bố; trống là chưa có số liệu.'),
    text('measure', 'Đơn vị tính', read('unit'), 'Theo mẫu biểu.', { width: 14 }),
    text('basis', 'Nguồn số', read('basis'), 'Số lấy từ biểu đã tiếp nhận hay tổng hợp.', {
      words: BASIS_WORDS,
      width: 20,
    }),
    figure(
      'derived_value',
      'Số tổng hợp',
      `(${read('derivedValue')})::numeric`,
      'Số hệ thống tự tổng hợp, để đối chiếu.',
      {
        usual: false,
      },
    ),
    whole('expected', 'Phải có', counted('expected'), 'Số đơn vị mà chỉ tiêu cần.', { usual: false }),
    whole('reported', 'Đã có', counted('reported'), 'Số đơn vị đã có số liệu.', { usual: false }),
    text('definition', 'Cách tính', read('definition'), 'Cách tính ở chỗ luật còn để ngỏ.', { usual: false }),
    text('form_version', 'Phiên bản biểu', 'f.definition_id', 'Mẫu biểu lúc chốt.', { usual: false, width: 18 }),
  ],
  order: ['f.form collate "C"', `f.unit <> 'VN'`, 'f.unit collate "C"', 'x.place'],
  province: 'f.province_code',
};
