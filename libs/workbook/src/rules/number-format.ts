/**
 * What a number format code says about the number under it. Built-in ids: ECMA-376 part 1, 18.8.30.
 */

const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** Code of a built-in format id; East Asian dates (27-36, 50-58) as a plain date; "General" for others. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? ((id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'dd/mm/yyyy' : 'General');
}

/** First section of the code without quoted text, escapes, brackets and fillers. */
function bare(code: string): string {
  return (code.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[[^\]]*\]/g, (b) => (/^\[(h+|m+|s+)\]$/i.test(b) ? 'h' : ''));
}

/** True when a number under this code is shown as a date or a time. */
export function isDateFormat(code: string): boolean {
  if (/^general$/i.test(code)) return false;
  return /[dmyhs]/i.test(
    bare(code)
      .replace(/general/gi, '')
      .replace(/e[+-]/gi, ''),
  );
}

/** True when 0.29 under this code is shown as 29%. */
export function isPercentFormat(code: string): boolean {
  return bare(code).includes('%');
}

/** Words that the code prints beside the number (`0.00" ha"` -> "ha", `0.00"%"` -> "%"); '' for none. */
export function formatWords(code: string): string {
  const section = code.split(';')[0] ?? '';
  const words: string[] = [];
  for (const m of section.matchAll(/"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]/g)) words.push(m[1] ?? m[2] ?? m[3] ?? '');
  return words.join('').trim();
}

const DAY_MS = 86_400_000;

/** Date serial -> "YYYY-MM-DD" (time of day left out); '' outside years 1900 to 9999. */
export function serialDate(serial: string, epoch1904: boolean): string {
  const days = Math.floor(Number(serial));
  if (!Number.isFinite(days) || days < 0 || days > 2_958_465) return '';
  // Excel believes in 29 February 1900; serials before it are one day off from the calendar.
  const shift = epoch1904 ? 24_107 : days < 60 ? -25_568 : -25_569;
  const base = epoch1904 ? -shift : shift;
  return new Date((days + base) * DAY_MS).toISOString().slice(0, 10);
}
