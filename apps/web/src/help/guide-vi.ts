/** The help page's text. */
export interface HelpGuide {
  readonly when: string;
  readonly heads: readonly string[];
  readonly forms: readonly (readonly [string, string, string, string, string])[];
  readonly whenNote: string;
  readonly chapters: readonly {
    readonly title: string;
    /** Kinds of office for which it stands open; all when left out. */
    readonly for?: readonly string[];
    readonly points: readonly string[];
  }[];
  readonly source: string;
}

export const guideVi: HelpGuide = {
  when: 'Ai nộp biểu nào, đến ngày nào',
  heads: ['Biểu', 'Người nộp', 'Nơi nhận', 'Báo cáo 6 tháng', 'Báo cáo năm'],
  forms: [
    [
      'Biểu 01',
      'Doanh nghiệp, hộ có dự án trong cụm',
      'Cơ quan thống kê; UBND cấp xã',
      'trước ngày 20/6',
      'trước ngày 20/12',
    ],
    [
      'Biểu 02',
      'Chủ đầu tư hạ tầng cụm',
      'Cơ quan thống kê; UBND cấp xã; Sở Công Thương',
      'trước ngày 20 tháng 6',
      'trước ngày 20 tháng 12',
    ],
    ['Biểu 03', 'UBND cấp xã', 'UBND cấp tỉnh; Sở Công Thương', 'trước ngày 25/6', 'trước ngày 25/12'],
    ['Biểu 04', 'Sở Công Thương', 'UBND cấp tỉnh; Bộ Công Thương', 'trước ngày 30/6', 'trước ngày 31/12'],
  ],
  whenNote:
    '“Trước ngày 25/12” nghĩa là ngày cuối cùng còn đúng hạn là 24/12. Số liệu 6 tháng: từ 15/12 năm trước đến 14/6; số liệu năm: từ 15/12 năm trước đến 14/12. Báo cáo năm gồm cả 6 tháng đầu năm.',
  chapters: [
    {
      title: 'UBND cấp xã: làm Biểu 03 thế nào',
      for: ['commune'],
      points: [
        'Ở Bàn làm việc, xem mục “Đơn vị phải nộp cho tôi”: Biểu 01 của doanh nghiệp và Biểu 02 của chủ đầu tư hạ tầng phải đến trước. Đơn vị nào chậm, bấm Nhắc ngay.',
        'Mở từng báo cáo đã đến, so với kỳ trước, rồi tiếp nhận; thấy số lạ thì đánh dấu đúng ô đó và trả lại kèm lý do.',
        'Bấm Nhập trên hệ thống ở dòng Biểu 03. Cột “Hệ thống tính” đã cộng sẵn từ sổ đăng ký và các biểu đã nhận; bấm “Điền các dòng trống” rồi kiểm tra từng dòng.',
        'Hoặc tải mẫu Excel đã điền sẵn, sửa và nộp lại bằng tệp; các ô sai được chỉ rõ ngay trong tệp.',
        'Xem lại các cảnh báo: số sai thì sửa; số đúng thì chọn lý do và giải thích ngắn gọn. Sau đó bấm Nộp báo cáo và giữ giấy biên nhận.',
        'Còn thiếu báo cáo cấp dưới vẫn nộp được, nhưng phải ghi lý do; Sở Công Thương sẽ đọc.',
        'Xã không có cụm công nghiệp: chọn Báo cáo không phát sinh.',
        'Báo cáo bị trả lại: chỉ các ô bị đánh dấu mở ra để sửa; trả lời từng ô bằng số mới hoặc giải trình, rồi nộp lại.',
      ],
    },
    {
      title: 'Doanh nghiệp và chủ đầu tư: Biểu 01, Biểu 02',
      for: ['enterprise', 'investor'],
      points: [
        'Biểu 01 chỉ có bốn số. Có thể nhập ngay từ đường dẫn trong thư nhắc, không cần đăng nhập.',
        'Chỉ lấy số của dự án trong cụm, không lấy của cả doanh nghiệp.',
        'Đơn vị là tỷ đồng (doanh thu, nộp ngân sách) và triệu đồng/người/tháng (thu nhập).',
        'Biểu 02: dòng 3, 4, 5 tính trên đất công nghiệp, không phải diện tích cả cụm; dòng 13, 14 ghi 1 hoặc 0.',
      ],
    },
    {
      title: 'Sở Công Thương và Bộ: duyệt báo cáo, tổng hợp',
      for: ['department', 'ministry'],
      points: [
        'Trang Báo cáo nhận được xếp báo cáo chờ lâu nhất lên đầu; lọc theo biểu, tình trạng, trễ hạn, điều cần đọc, tên đơn vị.',
        'Báo cáo không có điều cần đọc có thể chọn và tiếp nhận cùng lúc; các báo cáo khác phải mở từng cái.',
        'Trong một báo cáo, ô tô màu là ô khác số hệ thống tính, chênh nhiều so với cùng kỳ năm trước, hoặc đã đổi so với lần gửi trước.',
        'Chuỗi thời hạn cho biết ai đang giữ chân ai, cấp trên còn mấy ngày để tổng hợp, và danh sách đôn đốc để kèm công văn.',
        'Ở Sở, người nộp Biểu 04 phải khác người lập.',
      ],
    },
    {
      title: 'Lỗi thường gặp',
      points: [
        'Ghi nhầm đơn vị: 2.500 triệu đồng là 2,5 tỷ đồng, không phải 2.500.',
        'Để trống và ghi 0 khác nhau: để trống là chưa có số liệu, 0 là không phát sinh.',
        'Số viết kiểu Việt Nam: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ. 1.234,5 là một nghìn hai trăm ba mươi tư phẩy năm.',
        'Lấy quyết định quy hoạch chi tiết làm quyết định thành lập (dòng 3).',
        'Cộng cả 15.3, 15.4 vào dòng 15, hoặc 16.3, 16.4 vào dòng 16: các dòng đó đã nằm trong 15.1, 15.2 (16.1, 16.2).',
        'Lấy diện tích cả cụm làm diện tích đất công nghiệp (dòng 17), làm tỷ lệ lấp đầy thấp đi.',
        'Số lũy kế (đến hết kỳ) và số trong kỳ bị lẫn: trong Biểu 03, 04 chỉ dòng 5, 6, 23, 24 là số trong kỳ.',
        'Cụm nằm trên hai xã được đếm hai lần: chỉ xã đứng đầu ghi trong hệ thống báo cáo cụm đó.',
      ],
    },
    {
      title: 'Tài khoản và an toàn',
      points: [
        'Bật xác thực hai bước ở trang Tài khoản của tôi; cất các mã dự phòng.',
        'Mất mạng khi đang nhập: phần đã nhập được giữ trên máy và tự gửi khi có mạng.',
        'Bấm phím ? ở bất cứ trang nào để xem các phím dùng được.',
      ],
    },
  ],
  source:
    'Căn cứ: Thông tư 14/2024/TT-BCT Điều 3 và Phụ lục I, sửa đổi bởi Thông tư 38/2025/TT-BCT Điều 29; Nghị định 32/2024/NĐ-CP Điều 2.',
};
