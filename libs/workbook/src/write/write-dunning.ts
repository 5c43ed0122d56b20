import type { FormCode } from '#lib/forms';
import { type IsoDate, type PeriodCode, parsePeriod, periodLabel, vietnamInstant } from '#lib/kernel';
import { zipPackage } from './package.js';
import { SharedTexts, SheetWriter } from './sheet-writer.js';
import { type CellLook, StyleBook } from './style-book.js';

/** One late duty. */
export interface DunningLine {
  readonly unitName: string;
  readonly form: FormCode;
  readonly lastOnTimeDay: IsoDate;
  readonly daysOverdue: number;
  /** As it is to be printed: "Chưa gửi". */
  readonly state: string;
  readonly lastReminderAt: Date | null;
  readonly contact: string;
}

export interface DunningList {
  /** "Tỉnh Lào Cai". */
  readonly provinceName: string;
  readonly period: PeriodCode;
  readonly asOf: IsoDate;
  readonly lines: readonly DunningLine[];
}

const WIDTHS = [6, 46, 9, 13, 11, 26, 18, 44];
const HEADINGS = [
  'TT',
  'Đơn vị',
  'Biểu',
  'Hạn cuối',
  'Số ngày quá hạn',
  'Tình trạng',
  'Lần nhắc gần nhất',
  'Liên hệ',
] as const;
const HEADING: CellLook = { font: 'bold', across: 'center', border: true, wrap: true };

/** The list of units that are late, laid out as the annex of a letter. */
export function writeDunningList(list: DunningList): Uint8Array {
  const styles = new StyleBook();
  const texts = new SharedTexts();
  const sheet = new SheetWriter(styles, texts, WIDTHS);
  const period = parsePeriod(list.period);
  sheet.line('PHỤ LỤC', { font: 'bold', across: 'center' });
  sheet.line('DANH SÁCH ĐƠN VỊ CHẬM GỬI BÁO CÁO VỀ CỤM CÔNG NGHIỆP', { font: 'title', across: 'center' });
  sheet.line(`${list.provinceName} – kỳ báo cáo ${period === null ? list.period : periodLabel(period)}`, {
    font: 'bold',
    across: 'center',
  });
  sheet.line('(Kèm theo Văn bản số ……/…… ngày … tháng … năm ……)', { font: 'italic', across: 'center' });
  sheet.line(`Tính đến ngày ${dayText(list.asOf)}: ${list.lines.length} báo cáo quá hạn`, { font: 'italic' });
  const headingRow = sheet.row;
  for (const text of HEADINGS) sheet.put({ kind: 'text', text }, HEADING);
  sheet.tall(2).next();
  list.lines.forEach((line, i) => {
    const reminded = line.lastReminderAt === null ? 'Chưa nhắc' : instantText(line.lastReminderAt);
    sheet
      .put({ kind: 'number', value: String(i + 1) }, CENTER)
      .put({ kind: 'text', text: line.unitName }, LEFT)
      .put({ kind: 'text', text: line.form }, CENTER)
      .put({ kind: 'text', text: dayText(line.lastOnTimeDay) }, CENTER)
      .put({ kind: 'number', value: String(line.daysOverdue) }, CENTER)
      .put({ kind: 'text', text: line.state }, LEFT)
      .put({ kind: 'text', text: reminded }, CENTER)
      .put({ kind: 'text', text: line.contact }, LEFT)
      .tall(Math.max(lines(line.unitName, 40), lines(line.contact, 38), lines(line.state, 22)))
      .next();
  });
  const finished = {
    name: 'Chậm báo cáo',
    xml: sheet.xml(headingRow, 'landscape'),
    lastRow: sheet.row - 1,
    lastColumn: WIDTHS.length,
    headingRows: [headingRow, headingRow] as [number, number],
  };
  return zipPackage([finished], styles.xml(), texts.xml());
}

const CENTER: CellLook = { across: 'center', border: true };
const LEFT: CellLook = { border: true, wrap: true };

const lines = (text: string, width: number): number => Math.ceil(text.length / width);

/** 2026-06-19 -> 19/06/2026. */
function dayText(day: IsoDate): string {
  return day.split('-').reverse().join('/');
}

function instantText(instant: Date): string {
  const text = vietnamInstant(instant);
  return `${dayText(text.slice(0, 10))} ${text.slice(11, 16)}`;
}
