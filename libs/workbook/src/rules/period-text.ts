import { matchKey, type PeriodCode, periodOf, searchKey } from '#lib/kernel';

/** What a text says about the reporting period. `printed`: "6 tháng/năm" as the form prints it, not filled in. */
export type PeriodReading =
  | { readonly kind: 'period'; readonly period: PeriodCode }
  | { readonly kind: 'printed' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

const YEAR = '(?:nam|/|-|\\.)? ?(20\\d{2})';
const SIX_MONTHS = new RegExp(`^(?:6|06|sau)(?: thang|t)(?: dau)?(?: nam)? ?${YEAR}$`);
const FULL_YEAR = /^(?:(?:ca )?nam|12 thang(?: nam)?|ca nam|nam bao cao) ?[/:-]? ?(20\d{2})$/;
const CODE = /^(20\d{2}) ?- ?(h1|y)$/;

/**
 * Reads the answer to "Kỳ báo cáo": "6 tháng đầu năm 2026", "6 tháng/2026", "Năm 2026", "2026-Y".
 * A second half-year, a quarter or a month is no statutory period (`unknown`).
 */
export function readPeriod(text: string): PeriodReading {
  const key = searchKey(text)
    .replace(/^[\s:.\-–(]+|[\s.;)]+$/g, '')
    .replace(/^(bao cao|ky bao cao|ky)[ :]+/, '')
    .replace(/^(bao cao|ky)[ :]+/, '')
    .replace(/\((20\d{2})\)?/, '$1')
    .replace(/ ?\(.*$/, '')
    .trim();
  if (key === '' || /^[.…\s/]+$/.test(key)) return { kind: 'none' };
  if (/^(6|sau) thang ?\/ ?nam ?(?:[.…_]*|20[\d.…_]*)$/.test(key)) return { kind: 'printed' };
  const code = CODE.exec(key);
  if (code) return period(code[1], code[2] === 'y');
  const six = SIX_MONTHS.exec(key);
  if (six) return period(six[1], false);
  const year = FULL_YEAR.exec(key);
  if (year) return period(year[1], true);
  return { kind: 'unknown' };
}

function period(year: string | undefined, annual: boolean): PeriodReading {
  return { kind: 'period', period: periodOf(Number(year), annual ? 'annual' : 'six_month').code };
}

const LABEL = matchKey('kỳ báo cáo');

/** True for a cell that names the period line of a form. */
export function isPeriodLabel(text: string): boolean {
  return text.length < 200 && matchKey(text).startsWith(LABEL);
}

/** The answer behind the label in the same cell ("Kỳ báo cáo: Năm 2026" -> "Năm 2026"). */
export function afterLabel(text: string, labelVi: string): string {
  const colon = text.indexOf(':');
  if (colon !== -1) return text.slice(colon + 1).trim();
  const words = matchKey(labelVi).split(' ').length;
  return text.trim().split(/\s+/).slice(words).join(' ');
}

/** A period that ends a title ("… trên địa bàn cấp tỉnh năm 2026") or stands alone in a cell; null for none. */
export function periodInTitle(text: string): PeriodCode | null {
  const alone = readPeriod(text);
  if (alone.kind === 'period') return alone.period;
  const key = searchKey(text).trim();
  const tail = /((?:6|06|sau) thang(?: dau)? nam 20\d{2}|nam 20\d{2})\)?$/.exec(key);
  if (!tail?.[1] || /thang \d{1,2} nam 20\d{2}\)?$/.test(key)) return null;
  const read = readPeriod(tail[1]);
  return read.kind === 'period' ? read.period : null;
}
