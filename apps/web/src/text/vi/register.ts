export const register = {
  'clusters.title': 'Cụm công nghiệp',
  'clusters.search': 'Tìm theo tên (không cần gõ dấu)',
  'clusters.count': '{n} cụm',
  'clusters.code': 'Mã',
  'clusters.name': 'Tên cụm',
  'clusters.place': 'Địa bàn',
  'clusters.planned': 'Diện tích quy hoạch (ha)',
  'clusters.established': 'Quyết định thành lập',
  'clusters.problems': 'Vấn đề dữ liệu',
} as const;
