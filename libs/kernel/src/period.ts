/** Kind of reporting period: six months (6 tháng) or year (năm). There is no second-half report. */
export type PeriodKind = 'six_month' | 'annual';

/** Reporting period (kỳ báo cáo), written `2026-H1` or `2026-Y`. Circular 14/2024 Art. 3.2. */
export interface ReportingPeriod {
  readonly code: PeriodCode;
  readonly year: number;
  readonly kind: PeriodKind;
}

export type PeriodCode = string;

const CODE = /^(20\d{2})-(H1|Y)$/;

/** Reads `2026-H1` or `2026-Y`; null for anything else. */
export function parsePeriod(code: string): ReportingPeriod | null {
  const m = CODE.exec(code);
  if (!m) return null;
  return { code, year: Number(m[1]), kind: m[2] === 'Y' ? 'annual' : 'six_month' };
}

/** The period of a year and kind. */
export function periodOf(year: number, kind: PeriodKind): ReportingPeriod {
  return { code: `${year}-${kind === 'annual' ? 'Y' : 'H1'}`, year, kind };
}

/** How the period is written for people: "6 tháng năm 2026", "năm 2026". */
export function periodLabel(period: ReportingPeriod): string {
  return period.kind === 'annual' ? `năm ${period.year}` : `6 tháng năm ${period.year}`;
}

/** The six months that lie within a year (Circular 14/2024 Art. 3.2: both windows start on the same day); null for any other code. */
export function halfYearWithin(code: PeriodCode): PeriodCode | null {
  const period = parsePeriod(code);
  return period?.kind === 'annual' ? periodOf(period.year, 'six_month').code : null;
}
