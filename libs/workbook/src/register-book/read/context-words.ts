import { searchKey, tidy } from '#lib/kernel';
import { dayIn } from './read-value.js';

const STOP =
  /\s*(?:[,;:()–\n]| - |\s(?:tính đến|đến ngày|năm\s+\d+|trên địa bàn|thuộc|tỉnh|huyện|thị xã|thành phố|xã|phường)\s).*$/isu;
const NO_NAME = /^(trên|của|năm|tỉnh|thuộc|do|theo|đã|đang|tính|và|đến|\d+$)/iu;

/** "Danh sách dự án trong CỤM CÔNG NGHIỆP BẮC DUYÊN HẢI năm 2025" -> "BẮC DUYÊN HẢI"; null for a text that names none. */
export function clusterIn(text: string): string | null {
  const m = /(?:^|[^\p{L}])(?:cụm công nghiệp|cụm cn|ccn)\s*[:.]?\s+(\S.*)$/isu.exec(tidy(text));
  const name = `${m?.[1] ?? ''} `.replace(STOP, '').trim();
  return name === '' || NO_NAME.test(name) ? null : name;
}

/** The day that a title states: "tính đến ngày 30/6/2026", "đến hết ngày 15 tháng 12 năm 2025"; null for none. */
export function dayInTitle(text: string): string | null {
  const day = '(\\d{1,2} ?[/.-] ?\\d{1,2} ?[/.-] ?\\d{4}|\\d{1,2} thang \\d{1,2} nam \\d{4})';
  const m = new RegExp(`(?:den|thoi diem)(?: het)?(?: thoi diem)?(?: ngay)? ${day}`).exec(searchKey(text));
  return m?.[1] === undefined ? null : dayIn(m[1]);
}

/** Last day of a period as a table of indicators writes it: "6 tháng", "Quý II", "Tháng 5", "Năm", with its year. */
export function lastDayOf(period: string | null, year: string | null): string | null {
  const key = searchKey(period ?? '');
  const y = /(20\d{2}|19\d{2})/.exec(searchKey(year ?? ''))?.[1] ?? /(20\d{2})/.exec(key)?.[1];
  if (y === undefined) return null;
  const quarter = /quy ?(iv|iii|ii|i|[1-4])(?![a-z\d])/.exec(key)?.[1];
  const month = /thang ?(\d{1,2})(?!\d)/.exec(key.replace(/^(6|06|sau|9|09|chin|12) thang.*/, ''))?.[1];
  if (/^(6|06|sau) thang/.test(key)) return endOfMonth(y, key.includes('cuoi') ? 12 : 6);
  if (/^(9|09|chin) thang/.test(key)) return endOfMonth(y, 9);
  if (quarter !== undefined)
    return endOfMonth(y, 3 * (['i', 'ii', 'iii', 'iv'].indexOf(quarter) + 1 || Number(quarter)));
  if (month !== undefined && Number(month) >= 1 && Number(month) <= 12) return endOfMonth(y, Number(month));
  return key === '' || /^(ca )?nam|^12 thang|^\d{4}$/.test(key) ? `${y}-12-31` : null;
}

function endOfMonth(year: string, month: number): string {
  return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

/** A decision as provinces write it in one cell. */
export interface WrittenDecision {
  readonly number: string;
  readonly signedOn: string | null;
  readonly issuer: string | null;
}

const DAY = /(?:ngày\s+)?(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})/iu;

/** "Số 1234/QĐ-UBND ngày 12/3/2018 của UBND tỉnh; 56/QĐ-UBND ngày 5/6/2020": each decision with what is written of it. */
export function decisionsIn(text: string): WrittenDecision[] {
  return text
    .split(/[;\n]/)
    .map((part) => tidy(part))
    .filter((part) => part !== '' && !/^[-–—.…x]+$/iu.test(part))
    .map((part) => {
      const number = /(\d+[\p{L}\d]*\s?\/\s?[\p{L}\d/.-]*\p{L})/iu
        .exec(part.replace(DAY, ' '))?.[1]
        ?.replace(/\s/g, '');
      const day = DAY.exec(part)?.[1];
      const issuer = /(?:^|\s)của\s+(.+)$/iu.exec(part.replace(DAY, ' '))?.[1]?.trim();
      return { number: number ?? part, signedOn: day === undefined ? null : dayIn(tidy(day)), issuer: issuer ?? null };
    });
}
