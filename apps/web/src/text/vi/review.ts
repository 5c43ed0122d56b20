export const review = {
  'compare.before': 'Lần gửi trước',
  'compare.same': 'như cũ',
  'compare.none': 'không có',
  'compare.difference': 'Chênh so với kỳ trước',
  'compare.other': 'khác số trong báo cáo',
  'compare.coverage': 'từ {n}/{expected} nguồn',
  'compare.legend':
    'Tô màu: khác số hệ thống tính, chênh từ 20 % so với cùng kỳ năm trước, hoặc đã đổi so với lần gửi trước.',
  'compare.legendShort': 'Tô màu: chênh từ 20 % so với cùng kỳ năm trước, hoặc đã đổi so với lần gửi trước.',
  'compare.noLast': 'Đơn vị không có báo cáo cùng kỳ năm trước.',
  'compare.onlyOdd': 'Chỉ hiện {n} dòng cần để ý',
  'changes.title': 'Đã đổi {n} chỉ tiêu so với lần gửi trước',
  'changes.nothing': 'Không có chỉ tiêu nào đổi so với lần gửi trước.',
  'changes.fromTo': '{before} → {now}',
  'changes.marked': 'ô được đánh dấu',
} as const;
