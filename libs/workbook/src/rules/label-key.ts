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
  // Not an abbreviation but the other spelling of one syllable.
  qui: 'quy',
};
const EXPANDED = new Map(Object.entries(ABBREVIATIONS).map(([short, long]) => [matchKey(short), matchKey(long)]));

/** Words before a label that only say that it is a part of the row above. */
const PART_OF = /^[\s\-–+*•]*(?:trong đó|bao gồm|gồm|cụ thể)\s*:\s*(?=\p{L})/iu;
/** A unit behind the label and a comma ("…, ha"). */
const UNIT_BEHIND =
  /,\s*(?:ha|héc ?ta|m2|m²|km2|km²|%|cụm|dự án|người|công trình|(?:tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng)?(?:\/người\/tháng)?|đồng)\s*$/iu;

/** Key of a row label: folded as all Vietnamese text is, abbreviations spelled out. */
export function labelKey(text: string): string {
  return matchKey(withoutFootnotes(text.normalize('NFC')).replace(PART_OF, '').replace(UNIT_BEHIND, ''))
    .split(' ')
    .map((word) => EXPANDED.get(word) ?? word)
    .join(' ');
}

/** Raised digits are marks of footnotes; that of "m²" stays. */
function withoutFootnotes(text: string): string {
  return text.replace(/(?<!m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, '');
}

const OPENING_WORDS = 4;
const LIGHT = new Set(['cac', 'cua']);
const EXPANDED_TONELESS = new Map(
  [...EXPANDED].map(([short, long]) => [short.normalize('NFC'), searchKey(long).split(' ')]),
);

/**
 * The first words of a text without marks, with and without light words: a cheap sign by which most of
 * half a million texts are seen to be no label before the dear keys are made.
 */
export function openings(text: string): string[] {
  const words: string[] = [];
  const typed: string[] = [];
  for (const [word] of text
    .slice(0, 120)
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (words.length === 0 && /^\d+$/.test(word)) continue;
    const plain = word
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replaceAll('đ', 'd')
      .replace(/(?<=[bcdghklmnpqrstvx])y$/, 'i');
    typed.push(plain);
    words.push(...(EXPANDED_TONELESS.get(word) ?? [plain]));
    if (words.length > OPENING_WORDS + 2) break;
  }
  const heavy = words.filter((word, i) => i === 0 || !LIGHT.has(word));
  return [words, heavy, typed].map((w) => w.slice(0, OPENING_WORDS).join(' '));
}

/** Label without what stands in brackets and without a trailing formula: "…: (15.1+15.2)". */
export function bareLabel(text: string): string {
  return text
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/[:=]\s*[\d.+\s]*$/, '')
    .trim();
}

/** Words that come and go in labels without changing what is asked. */
const LIGHT_WORDS = /(?<= )(cac|cua) /g;

/**
 * Keys under which a label may be found, the surest first: in full, without brackets, without tones,
 * without light words ("của các"). A text typed without any marks is also taken word by word, because
 * "da" in it is "đã" as often as the abbreviation of "dự án".
 */
export function labelKeys(text: string): string[] {
  const bare = bareLabel(text);
  const keys = [labelKey(text), ...(bare === '' ? [] : [labelKey(bare)])];
  const loose = keys.map((k) => toneless(k));
  if (isPlain(text))
    loose.push(...[text, bare].filter((t) => t !== '').map((t) => toneless(matchKey(withoutFootnotes(t)))));
  return [...new Set([...keys, ...loose, ...loose.map((k) => `~${k.replace(LIGHT_WORDS, '')}`)])];
}

function isPlain(text: string): boolean {
  return !/đ|\p{M}/iu.test(text.normalize('NFD'));
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

/**
 * True when a label is another one with slips of the keyboard: the same words in the same order, up to
 * three of them off by one letter. "Khu" for "cụm" is another word, not a slip.
 */
export function isTypingError(typed: string, label: string): boolean {
  const a = searchKey(labelKey(typed)).split(' ');
  const b = searchKey(labelKey(label)).split(' ');
  if (a.length !== b.length) return false;
  const slips = a.filter((word, i) => word !== b[i]);
  return slips.length <= 3 && a.every((word, i) => word === b[i] || isSlip(word, b[i] ?? ''));
}

function isSlip(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  return longer >= 4 && (1 - letterLikeness(a, b)) * longer <= 1.01;
}

/** True when a label is another one shortened: its words in their order, some left out ("Số CCN đã thành lập"). */
export function isShortened(typed: string, label: string): boolean {
  const words = searchKey(labelKey(typed)).split(' ');
  const whole = searchKey(labelKey(label)).split(' ');
  let at = 0;
  for (const word of words) {
    const found = whole.indexOf(word, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return words.length >= 2;
}

/** True when a label is the beginning of another one, broken off in the middle of a word or of the sentence. */
export function isBrokenOff(typed: string, label: string): boolean {
  const start = searchKey(labelKey(typed.replace(/[.…\s]+$/u, '')));
  return start.length >= 20 && searchKey(labelKey(label)).startsWith(start);
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
