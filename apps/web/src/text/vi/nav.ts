export const nav = {
  'nav.desk': 'Bàn làm việc',
  'nav.review': 'Báo cáo nhận được',
  'nav.clusters': 'Cụm công nghiệp',
  'nav.consolidated': 'Tổng hợp',
  'nav.reconciliation': 'Đối chiếu',
  'nav.menu': 'Mục lục',
  'nav.signOut': 'Đăng xuất',
  'nav.admin': 'Tài khoản',
  'nav.password': 'Đổi mật khẩu',
  'nav.inbox': 'Hộp tin',
  'nav.outbox': 'Thư đi',
} as const;
