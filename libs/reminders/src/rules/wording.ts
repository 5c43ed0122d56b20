import type { FormCode } from '#lib/forms';
import {
  addDays,
  type IsoDate,
  type PeriodCode,
  parsePeriod,
  periodLabel,
  vietnamDate,
  vietnamInstant,
} from '#lib/kernel';

/** A message ready to be sent, in Vietnamese. */
export interface Message {
  /** One line. */
  readonly subject: string;
  /** Plain text, paragraphs parted by an empty line; addresses of pages stand alone on their line. */
  readonly body: string;
}

/** What is reminded of. */
export interface Reminded {
  readonly kind: 'nothing_received' | 'cells_missing' | 'returned' | 'children_late';
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerName: string;
  readonly dueBefore: Date;
  /** Labels of rows still empty in the draft ("5. Số cụm …"), in printed order. */
  readonly missing: readonly string[];
  /** Reason of the return that stands open. */
  readonly returnReason: string | null;
  /** The law leaves open whether this is owed: a nil filing is offered. */
  readonly doubtful: boolean;
  /** Address that opens this one form without a sign-in; a secret of the receiver. */
  readonly quick?: string | null;
  /** Name of the office that asks by hand; null for the plan's own steps. */
  readonly askedBy: string | null;
}

const MISSING_NAMED = 12;

/** The reminder of one duty, as it stands at `now`. */
export function reminderMessage(reminded: Reminded, office: string, link: string, now: Date): Message {
  const about = { ...reminded, filerName: oneLine(reminded.filerName) };
  const { form, filerName } = about;
  const of = `Biểu ${form} ${label(about.period)}`;
  const lastDay = lastOnTimeDay(about.dueBefore);
  const late = now.getTime() >= about.dueBefore.getTime();
  const subject = oneLine(
    about.kind === 'returned'
      ? `Bị trả lại, cần sửa: ${of} – ${filerName}`
      : late
        ? `Quá hạn: ${of} – ${filerName}`
        : `Nhắc gửi ${of} – ${filerName}, hạn cuối ${dayText(lastDay)}`,
  );
  const parts = [
    `Kính gửi: ${oneLine(office)}`,
    ...(about.askedBy === null ? [] : [`${oneLine(about.askedBy)} đề nghị đơn vị thực hiện nội dung sau.`]),
    whatIsOwed(about, of),
    deadlineText(about.dueBefore, now),
    ...(about.quick ? [quickWay(about.quick)] : []),
    howTo(about, link),
    ...(about.doubtful
      ? [
          'Nếu kỳ này đơn vị không phát sinh số liệu, hãy gửi báo cáo với số 0; nếu không thuộc diện báo cáo, hãy báo lại cơ quan nhận.',
        ]
      : []),
    closing(now),
  ];
  return { subject, body: parts.join('\n\n') };
}

/** One unit below that is late. */
export interface LateChild {
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerName: string;
  readonly dueBefore: Date;
  /** Reminded to the end of the plan: now it is the turn of the office above. */
  readonly escalated: boolean;
}

/** Late units of one form: how many, and the first of them by name. */
export interface LateForm {
  readonly form: FormCode;
  readonly count: number;
  readonly named: readonly LateChild[];
}

/** The daily digest of an office above. One message, however many are late. */
export function digestMessage(forms: readonly LateForm[], office: string, link: string, now: Date): Message {
  const total = forms.reduce((sum, f) => sum + f.count, 0);
  const subject = `${total} đơn vị chậm báo cáo tính đến ${dayText(vietnamDate(now))}`;
  const lists = forms.map(({ form, count, named }) => {
    const lines = named.map((child) => {
      const days = daysOverdue(child.dueBefore, now);
      const turn = child.escalated ? '; đã nhắc nhiều lần, đề nghị đôn đốc trực tiếp' : '';
      return `- ${oneLine(child.filerName)}: Biểu ${form} ${label(child.period)}, quá hạn ${days} ngày${turn}`;
    });
    const more = count > named.length ? [`- và ${count - named.length} đơn vị khác`] : [];
    return [`Biểu ${form}: ${count} đơn vị`, ...lines, ...more].join('\n');
  });
  const parts = [
    `Kính gửi: ${oneLine(office)}`,
    `Tính đến ngày ${dayText(vietnamDate(now))}, còn ${total} đơn vị đã quá hạn mà hệ thống chưa nhận được báo cáo.`,
    ...lists,
    `Để xem đầy đủ, nhắc từng đơn vị hoặc tải danh sách đôn đốc kèm theo công văn, hãy đăng nhập tại:\n${link}`,
    `Mỗi ngày làm việc hệ thống gửi nhiều nhất một thư tổng hợp như thế này. ${closing(now)}`,
  ];
  return { subject, body: parts.join('\n\n') };
}

/** The last day on which a filing is on time. */
export function lastOnTimeDay(dueBefore: Date): IsoDate {
  return vietnamDate(new Date(dueBefore.getTime() - 1));
}

/** Days since the last on-time day; 0 while it is on time. */
export function daysOverdue(dueBefore: Date, now: Date): number {
  if (now.getTime() < dueBefore.getTime()) return 0;
  const last = Date.parse(`${lastOnTimeDay(dueBefore)}T00:00:00Z`);
  return Math.round((Date.parse(`${vietnamDate(now)}T00:00:00Z`) - last) / 86_400_000);
}

/** 2026-06-19 -> 19/06/2026. */
export function dayText(day: IsoDate): string {
  return day.split('-').reverse().join('/');
}

function whatIsOwed(about: Reminded, of: string): string {
  switch (about.kind) {
    case 'returned': {
      const reason = about.returnReason === null ? '' : `\nLý do: ${oneLine(about.returnReason)}`;
      return `${of} của ${about.filerName} đã bị cơ quan nhận trả lại và chưa được gửi lại.${reason}`;
    }
    case 'cells_missing': {
      const named = about.missing.slice(0, MISSING_NAMED).map((row) => `- ${oneLine(row)}`);
      const more =
        about.missing.length > MISSING_NAMED ? [`- và ${about.missing.length - MISSING_NAMED} dòng khác`] : [];
      return [
        `${of} của ${about.filerName} đang là bản nháp, chưa gửi. Còn các dòng chưa có số liệu:`,
        ...named,
        ...more,
      ].join('\n');
    }
    default:
      return `Hệ thống chưa nhận được ${of} của ${about.filerName}.`;
  }
}

const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

function deadlineText(dueBefore: Date, now: Date): string {
  const last = lastOnTimeDay(dueBefore);
  const weekday = WEEKDAYS[new Date(`${last}T00:00:00Z`).getUTCDay()] ?? '';
  const due = vietnamInstant(dueBefore);
  const atMidnight = due.slice(11, 16) === '00:00';
  const until = atMidnight
    ? `hết ${weekday}, ngày ${dayText(last)} (phải gửi trước ngày ${dayText(addDays(last, 1))})`
    : `trước ${due.slice(11, 16)} ${weekday}, ngày ${dayText(last)}`;
  const law = 'theo Điều 3 Thông tư 14/2024/TT-BCT';
  if (now.getTime() >= dueBefore.getTime())
    return `Hạn cuối là ${until} ${law}; đến nay đã quá hạn ${daysOverdue(dueBefore, now)} ngày. Đề nghị gửi ngay.`;
  const left = Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${vietnamDate(now)}T00:00:00Z`)) / 86_400_000);
  return `Hạn cuối là ${until} ${law}; ${left === 0 ? 'hôm nay là ngày cuối cùng còn đúng hạn' : `còn ${left} ngày`}.`;
}

function quickWay(address: string): string {
  return [
    'Cách nhanh nhất, không cần đăng nhập: mở đường dẫn sau, nhập các số liệu của biểu và bấm Gửi báo cáo:',
    address,
    'Đường dẫn này chỉ dành cho báo cáo này của đơn vị và hết hiệu lực khi kỳ báo cáo khóa; xin không chuyển cho người ngoài đơn vị.',
  ].join('\n');
}

function howTo(about: Reminded, link: string): string {
  const steps =
    about.kind === 'returned'
      ? ['2. Xem lý do trả lại, sửa hoặc giải trình từng ô được yêu cầu.', '3. Gửi lại và lưu biên nhận.']
      : about.kind === 'cells_missing'
        ? ['2. Điền nốt các dòng còn thiếu, sửa các chỗ hệ thống báo lỗi.', '3. Gửi báo cáo và lưu biên nhận.']
        : [
            '2. Tải lên tệp Excel đã điền hoặc nhập số liệu trực tiếp; sửa các chỗ hệ thống báo lỗi.',
            '3. Gửi báo cáo và lưu biên nhận.',
          ];
  return ['Cách thực hiện:', '1. Đăng nhập và mở trang báo cáo tại:', link, ...steps].join('\n');
}

function closing(now: Date): string {
  const at = vietnamInstant(now);
  return `Thư do hệ thống gửi tự động lúc ${at.slice(11, 16)} ngày ${dayText(at.slice(0, 10))}; nếu đơn vị đã gửi báo cáo sau thời điểm này, xin bỏ qua.`;
}

function label(period: PeriodCode): string {
  const parsed = parsePeriod(period);
  return parsed === null ? period : periodLabel(parsed);
}

/** A name on one line: a line break in it must not begin a line, let alone a header, of its own. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
