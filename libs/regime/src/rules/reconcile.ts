import type { FormCode } from '#lib/forms';
import type { DutyOwed } from './duties.js';
import type { ObligationState } from './states.js';

/** An obligation as it stands in the database. */
export interface StandingObligation extends DutyOwed {
  readonly id: string;
  readonly state: ObligationState;
  /** Opened for a unit that owes nothing and wanted to say so. */
  readonly voluntary: boolean;
}

/** What becomes of one standing obligation, and why. */
export interface ObligationStep {
  readonly id: string;
  readonly form: FormCode;
  readonly reason: string;
}

export interface ObligationChanges {
  readonly add: readonly DutyOwed[];
  /** Duties that fell away. Closed with a reason, never removed. */
  readonly close: readonly ObligationStep[];
  /** Closed once, owed again; or voluntary so far, and owed from now on. */
  readonly reopen: readonly ObligationStep[];
  /** Same duty, other name, unit or doubt. */
  readonly update: readonly { readonly id: string; readonly owed: DutyOwed; readonly moved: boolean }[];
}

const CAUSE: Readonly<Record<FormCode, { readonly gone: string; readonly there: string }>> = {
  '01': {
    gone: 'dự án không còn hoạt động và không còn thuê đất trong cụm, hoặc đã kết thúc',
    there: 'dự án đang hoạt động hoặc đã thuê đất trong cụm',
  },
  '02': { gone: 'cụm không còn chủ đầu tư hạ tầng', there: 'cụm có chủ đầu tư hạ tầng' },
  '03': {
    gone: 'xã không còn là đầu mối của cụm nào phải báo cáo',
    there: 'xã là đầu mối của cụm phải báo cáo',
  },
  '04': { gone: 'không còn đơn vị hành chính cấp tỉnh này', there: 'có đơn vị hành chính cấp tỉnh này' },
};

/** Why a duty ends, begins after the period was opened, or begins again. */
export const closedReason = (form: FormCode): string =>
  `Theo sổ đăng ký tại ngày chốt số liệu, đơn vị không còn thuộc diện phải gửi Biểu ${form}: ${CAUSE[form].gone}.`;
export const addedReason = (form: FormCode): string =>
  `Bổ sung sau khi mở kỳ: theo sổ đăng ký tại ngày chốt số liệu, ${CAUSE[form].there}.`;
export const reopenedReason = (form: FormCode): string =>
  `Theo sổ đăng ký tại ngày chốt số liệu, đơn vị lại thuộc diện phải gửi Biểu ${form}: ${CAUSE[form].there}.`;

/**
 * The steps from what stands to what is owed. What stands afterwards depends on what is owed alone,
 * whatever the order of the register's changes; running it again changes nothing. An exemption is a
 * person's decision and outlives the register; extensions are no matter of these steps, so they stay. What a unit
 * sends without owing it stays open.
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
      .filter((s) => s.state === 'open' && !s.voluntary && !wanted.has(keyOf(s)))
      .map(({ id, form }) => ({ id, form, reason: closedReason(form) })),
    reopen: matched
      .filter(({ standing: s }) => s.state === 'closed' || (s.state === 'open' && s.voluntary))
      .map(({ standing: { id, form } }) => ({ id, form, reason: reopenedReason(form) })),
    update: matched
      .filter((m) => COMPARED.some((field) => m.standing[field] !== m.duty[field]))
      .map((m) => ({
        id: m.standing.id,
        owed: m.duty,
        moved: SCOPE.some((field) => m.standing[field] !== m.duty[field]),
      })),
  };
}

function keyOf(duty: Pick<DutyOwed, 'form' | 'filerRef'>): string {
  return `${duty.form}/${duty.filerRef}`;
}

/** Whose row it is; the filing that answers it and all that belongs to it must follow. */
const SCOPE = ['provinceCode', 'communeCode', 'clusterId', 'projectId'] as const;
const COMPARED = ['filerName', ...SCOPE, 'doubt'] as const;
