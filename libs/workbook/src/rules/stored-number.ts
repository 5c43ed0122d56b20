/**
 * Numbers as workbook programs store them: decimal text of a double, with up to 17 digits. The text is
 * kept as written; only what is beyond the 15 significant digits that Excel itself shows and lets
 * people type (1.1000000000000001, 2927.8100000000004) is taken for the noise it is and rounded off.
 */

const STORED = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const SIGNIFICANT = 15;

/** Text of a `<v>` element -> plain decimal; null when it is no finite number of sane size. */
export function storedDecimal(text: string): string | null {
  if (isPlain(text)) return text;
  const m = STORED.exec(text.trim());
  if (!m) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = m;
  const digits = whole + fraction;
  if (digits === '' || digits.length > 60) return null;
  const point = whole.length + Number(exponent);
  const value = place(digits, point);
  if (value === null) return null;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

/** True for what is its own plain writing, as nearly all numbers of a register are: 12, 0.5, 1250.75. */
function isPlain(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > SIGNIFICANT) return false;
  let point = -1;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 && point === -1) point = at;
    else if (code < 48 || code > 57) return false;
  }
  if (point === -1) return length === 1 || text.charCodeAt(0) !== 48;
  return (
    point > 0 && point < length - 1 && text.charCodeAt(length - 1) !== 48 && (point === 1 || text.charCodeAt(0) !== 48)
  );
}

/** Digits with a decimal point after `point` of them, noise rounded off, zeros trimmed. */
function place(allDigits: string, pointAt: number): string | null {
  let point = pointAt;
  const lead = /^0*/.exec(allDigits)?.[0].length ?? 0;
  let digits = allDigits.slice(lead);
  point -= lead;
  if (digits.length > SIGNIFICANT) {
    const kept = BigInt(digits.slice(0, SIGNIFICANT)) + (digits.charCodeAt(SIGNIFICANT) >= 53 ? 1n : 0n);
    const rounded = kept.toString();
    point += rounded.length - SIGNIFICANT;
    digits = rounded;
  }
  digits = digits.replace(/0+$/, '');
  if (digits === '') return '0';
  if (point > 40 || digits.length - point > 20) return point > 40 ? null : tiny(digits, point);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** More than 20 decimals cannot be a figure of any form: what is left after cutting there, rounded. */
function tiny(digits: string, point: number): string {
  const fixed =
    point <= 0 ? `0.${'0'.repeat(Math.min(-point, 21))}${digits}` : `${digits.slice(0, point)}.${digits.slice(point)}`;
  const [whole = '0', fraction = ''] = fixed.split('.');
  const kept = fraction.slice(0, 20).replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}
