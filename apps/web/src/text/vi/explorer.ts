export const explorer = {
  'explorer.title': 'Truy vấn',
  'explorer.lead':
    'Hỏi trực tiếp cơ sở dữ liệu bằng GraphQL; câu trả lời chỉ có những gì đơn vị của bạn được xem. Trang này chỉ đọc, không sửa được gì.',
  'explorer.examples': 'Câu hỏi mẫu',
  'explorer.examplesLead': 'Bấm vào một câu để đưa truy vấn vào khung soạn, rồi bấm nút chạy (Ctrl-Enter).',
  'explorer.editor': 'Khung soạn truy vấn',
} as const;
