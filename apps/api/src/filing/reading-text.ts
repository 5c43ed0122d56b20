import { vietnamDate } from '#lib/kernel';

const HOW: Readonly<Record<string, string>> = {
  'writing|vi': 'đọc dấu chấm là phân cách hàng nghìn, dấu phẩy là dấu thập phân',
  'writing|en': 'đọc dấu phẩy là phân cách hàng nghìn, dấu chấm là dấu thập phân',
  'none|zero': 'đọc chữ “không” là 0',
  'none|missing': 'đọc chữ “không” là chưa có số liệu',
  'percent|percent': 'đọc số không có dấu % ở dòng tỷ lệ là phần trăm như đã ghi',
  'percent|share': 'đọc số không có dấu % ở dòng tỷ lệ là phần của một (0,29 là 29%)',
  'percent_sign|shown': 'đọc tỷ lệ như ô hiển thị',
  'percent_sign|typed': 'đọc tỷ lệ như số đã gõ, không nhân 100',
  'cross|one': 'đọc dấu “x” là có (1)',
  'cross|missing': 'đọc dấu “x” là chưa có số liệu',
};

/** "đọc dấu chấm là phân cách hàng nghìn, …, do Nguyễn Thị A chọn ngày 10/12/2026". */
export function readingSentence(reading: {
  kind: string;
  choice: string;
  chosenByName: string;
  chosenAt: Date;
}): string {
  const { kind, choice, chosenByName, chosenAt } = reading;
  const day = vietnamDate(chosenAt).split('-').reverse().join('/');
  return `${HOW[`${kind}|${choice}`] ?? `${kind}: ${choice}`}, do ${chosenByName} chọn ngày ${day}`;
}
