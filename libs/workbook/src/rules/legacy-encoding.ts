/**
 * Texts typed in the fonts of before Unicode. The letters were drawn over Latin-1 places, so that the
 * file holds "Sè l­îng côm" (TCVN3, ".VnTime") or "Soá löôïng cuïm" (VNI, "VNI-Times") where the reader
 * saw "Số lượng cụm". Tables: TCVN 5712:1993 (VN3) and the VNI-Windows code page.
 */

export const LEGACY_ENCODINGS = ['TCVN3', 'VNI'] as const;
export type LegacyEncoding = (typeof LEGACY_ENCODINGS)[number];

/** Places of Latin-1 that no Vietnamese word in Unicode uses (nor the Icelandic letter that stands for "đ"). */
const OLD =
  '[\\u00a1-\\u00ae\\u00b1\\u00b4-\\u00b9\\u00bb-\\u00be\\u00c4-\\u00c7\\u00cb\\u00ce\\u00cf\\u00d1\\u00d6-\\u00d8\\u00db\\u00dc\\u00de\\u00df\\u00e4-\\u00e7\\u00eb\\u00ee\\u00ef\\u00f1\\u00f6-\\u00f8\\u00fb\\u00fc\\u00fe\\u00ff]';
/** Most texts have none, and cost no more than this. */
const OLD_AT_ALL = new RegExp(OLD);
const OLD_IN_A_WORD = new RegExp(`\\p{L}${OLD}|${OLD}\\p{L}`, 'u');

const TCVN3_LETTERS: Readonly<Record<string, string>> = pairs(
  '¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ',
);

const TONES = { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' };
const HATS = {
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
};
const BREVES = {
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
const VNI_MARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { ...TONES, ...HATS, ...BREVES },
  e: { ...TONES, ...HATS },
  o: { ...TONES, ...HATS },
  u: TONES,
  y: TONES,
  ô: TONES,
  ö: TONES,
};
const VNI_LETTERS: Readonly<Record<string, string>> = pairs('ôơöưñđæỉóĩòịîỵ');

function pairs(table: string): Record<string, string> {
  const letters = [...table];
  const map: Record<string, string> = {};
  for (let i = 0; i + 1 < letters.length; i += 2) map[letters[i] ?? ''] = letters[i + 1] ?? '';
  return map;
}

/** True when a word of the text has letters that only the old fonts made Vietnamese of ("Së C«ng Th­¬ng"). */
export function hasOldLetters(text: string): boolean {
  return OLD_AT_ALL.test(text) && OLD_IN_A_WORD.test(text) && !isUnicodeVietnamese(text);
}

/** True for a text with letters or marks that Vietnamese has in Unicode only. */
export function isUnicodeVietnamese(text: string): boolean {
  return /[\u0100-\u01ff\u1ea0-\u1eff]|\p{M}/u.test(text);
}

/** Reads a text as typed in one of the old encodings. Text with real Vietnamese letters is left alone. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  if (!/[\u00a1-\u00ff]/.test(text) || isUnicodeVietnamese(text)) return text;
  return (encoding === 'TCVN3' ? fromTcvn3(text) : fromVni(text)).normalize('NFC');
}

function fromTcvn3(text: string): string {
  return [...text].map((c) => TCVN3_LETTERS[c] ?? c).join('');
}

function fromVni(text: string): string {
  const letters = [...text];
  let out = '';
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? '';
    const small = letter.toLowerCase();
    const marks = VNI_MARKS[small]?.[letters[i + 1]?.toLowerCase() ?? ''];
    const base = VNI_LETTERS[small] ?? small;
    const plain = marks === undefined ? base : base + marks;
    if (marks !== undefined) i++;
    out += letter === small ? plain : plain.toUpperCase();
  }
  return out;
}
