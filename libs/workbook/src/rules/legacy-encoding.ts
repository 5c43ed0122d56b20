/**
 * Texts typed in the fonts of before Unicode. The letters were drawn over Latin-1 places, so that the
 * file holds "Sè l­îng côm" (TCVN3, ".VnTime") or "Soá löôïng cuïm" (VNI, "VNI-Times") where the reader
 * saw "Số lượng cụm". Tables: TCVN 5712:1993 (VN3) and the VNI-Windows code page.
 */

export type LegacyEncoding = 'TCVN3' | 'VNI';

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

/** Reads a text as typed in one of the old encodings. Text with real Vietnamese letters is left alone. */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string {
  if (!/[\u00a1-\u00ff]/.test(text) || /[\u0100-\u01ff\u1ea0-\u1eff]|\p{M}/u.test(text)) return text;
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
