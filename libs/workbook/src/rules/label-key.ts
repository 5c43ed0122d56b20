import { matchKey, searchKey } from '#lib/kernel';

/** Abbreviations clerks use in row labels, spelled out before labels are compared. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ccn: 'cụm công nghiệp',
  cn: 'công nghiệp',
  sxkd: 'sản xuất kinh doanh',
  sx: 'sản xuất',
  kd: 'kinh doanh',
  htkt: 'hạ tầng kỹ thuật',
  qhct: 'quy hoạch chi tiết',
  qh: 'quy hoạch',
  nsnn: 'ngân sách nhà nước',
  xlnt: 'xử lý nước thải',
  đtxd: 'đầu tư xây dựng',
  đtnn: 'đầu tư nước ngoài',
  đt: 'đầu tư',
  xd: 'xây dựng',
  tmđt: 'tổng mức đầu tư',
  cđt: 'chủ đầu tư',
  lđ: 'lao động',
  hđlđ: 'hợp đồng lao động',
  da: 'dự án',
  dn: 'doanh nghiệp',
  sl: 'số lượng',
  dt: 'diện tích',
  pa: 'phương án',
  bq: 'bình quân',
  lk: 'lũy kế',
};
const EXPANDED = new Map(Object.entries(ABBREVIATIONS).map(([short, long]) => [matchKey(short), matchKey(long)]));

/** Key of a row label: folded as all Vietnamese text is, abbreviations spelled out. */
export function labelKey(text: string): string {
  return matchKey(text)
    .split(' ')
    .map((word) => EXPANDED.get(word) ?? word)
    .join(' ');
}

/** Label without what stands in brackets and without a trailing formula: "…: (15.1+15.2)". */
export function bareLabel(text: string): string {
  return text
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[:=]\s*[\d.+\s]*$/, '')
    .trim();
}

/** Keys under which a label may be found, the surest first: in full, without brackets, without tones. */
export function labelKeys(text: string): string[] {
  const bare = bareLabel(text);
  const keys = [labelKey(text), ...(bare === '' ? [] : [labelKey(bare)])];
  return [...new Set([...keys, ...keys.map((k) => toneless(k))])];
}

/** A label key without any marks; kept apart from marked keys by its prefix. */
export function toneless(key: string): string {
  return `~${searchKey(key)}`;
}

/** Likeness of two labels, 0 to 1: half by letters, half by words. For typing errors, not for meaning. */
export function likeness(a: string, b: string): number {
  const x = searchKey(labelKey(a.slice(0, 300)));
  const y = searchKey(labelKey(b.slice(0, 300)));
  if (x === '' || y === '') return 0;
  return (letterLikeness(x, y) + wordLikeness(x.split(' '), y.split(' '))) / 2;
}

function letterLikeness(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return 1 - (previous[b.length] ?? 0) / Math.max(a.length, b.length);
}

function wordLikeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let shared = 0;
  for (const word of a) {
    const at = left.indexOf(word);
    if (at === -1) continue;
    left.splice(at, 1);
    shared++;
  }
  return (2 * shared) / (a.length + b.length);
}

/** Row number as written or as Excel bent it -> "15.1"; null when it is none. Dates: 15.1 typed became 15 January. */
export function rowNumber(text: string, isDate: boolean): string | null {
  if (isDate) {
    const m = /^\d{4}-(\d{2})-(\d{2})$/.exec(text);
    return m ? `${Number(m[2])}.${Number(m[1])}` : null;
  }
  const m = /^\(?(\d{1,2})(?:[.,](\d{1,2}))?[.)]?\)?$/.exec(text.trim());
  if (!m) return null;
  return m[2] === undefined ? `${Number(m[1])}` : `${Number(m[1])}.${Number(m[2])}`;
}

/** Splits "15.1. Số lượng cụm…" typed in one cell; null where no number leads. */
export function splitLeadingNumber(text: string): { number: string; label: string } | null {
  const m = /^\(?(\d{1,2}(?:[.,]\d{1,2})?)[.)\-–:]*\s+(\p{L}.*)$/su.exec(text.trim());
  const number = m?.[1] ? rowNumber(m[1], false) : null;
  return number !== null && m?.[2] ? { number, label: m[2] } : null;
}
