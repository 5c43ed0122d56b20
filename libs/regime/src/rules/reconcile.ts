import type { DutyOwed } from './duties.js';

/** An obligation as it stands in the database. */
export interface StandingObligation extends DutyOwed {
  readonly id: string;
  readonly state: 'open' | 'closed' | 'exempt';
}

export interface ObligationChanges {
  readonly add: readonly DutyOwed[];
  /** Duties that fell away. Closed with a reason, never removed. */
  readonly close: readonly { readonly id: string; readonly reason: string }[];
  /** Closed once, owed again. */
  readonly reopen: readonly { readonly id: string; readonly reason: string }[];
  /** Same duty, other name, unit or doubt. */
  readonly update: readonly { readonly id: string; readonly owed: DutyOwed }[];
}

export const CLOSED_REASON =
  'Theo sổ đăng ký tại kỳ báo cáo, đơn vị không còn thuộc diện phải gửi biểu này (không còn cụm, chủ đầu tư hoặc dự án tương ứng).';
export const REOPENED_REASON = 'Theo sổ đăng ký tại kỳ báo cáo, đơn vị lại thuộc diện phải gửi biểu này.';

/**
 * The steps from what stands to what is owed. What stands afterwards depends on what is owed alone,
 * whatever the order of the register's changes; running it again changes nothing. An exemption is a
 * person's decision and outlives the register.
 */
export function reconcile(standing: readonly StandingObligation[], owed: readonly DutyOwed[]): ObligationChanges {
  const wanted = new Map(owed.map((d) => [keyOf(d), d]));
  const known = new Set(standing.map(keyOf));
  const matched = standing.flatMap((s) => {
    const duty = wanted.get(keyOf(s));
    return duty === undefined ? [] : [{ standing: s, duty }];
  });
  return {
    add: [...wanted.values()].filter((d) => !known.has(keyOf(d))),
    close: standing
      .filter((s) => s.state === 'open' && !wanted.has(keyOf(s)))
      .map((s) => ({ id: s.id, reason: CLOSED_REASON })),
    reopen: matched
      .filter((m) => m.standing.state === 'closed')
      .map((m) => ({ id: m.standing.id, reason: REOPENED_REASON })),
    update: matched.filter((m) => differs(m.standing, m.duty)).map((m) => ({ id: m.standing.id, owed: m.duty })),
  };
}

function keyOf(duty: Pick<DutyOwed, 'form' | 'filerRef'>): string {
  return `${duty.form}/${duty.filerRef}`;
}

const COMPARED = ['filerName', 'provinceCode', 'communeCode', 'clusterId', 'projectId', 'doubt'] as const;

function differs(standing: StandingObligation, duty: DutyOwed): boolean {
  return COMPARED.some((field) => standing[field] !== duty[field]);
}
