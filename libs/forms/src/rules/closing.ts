import { compare, type DecimalString, type PeriodCode } from '#lib/kernel';
import type { FilingProblem } from '../stations.js';

/** Why a doubtful figure stands as it is: a short list, and words beside it. Stable codes. */
export const CLOSING_REASONS = {
  CHECKED_CORRECT: {
    vi: 'Đã đối chiếu hồ sơ gốc, số liệu đúng',
    en: 'Checked against the documents, the figure is right',
  },
  REAL_CHANGE: { vi: 'Thay đổi thực tế trong kỳ', en: 'A real change in the period' },
  EARLIER_WRONG: { vi: 'Số kỳ trước chưa đúng', en: 'The earlier figure was wrong' },
  SCOPE_CHANGED: { vi: 'Thay đổi địa giới, phạm vi hoặc cách tính', en: 'Territory, scope or method has changed' },
  STANDING_SITUATION: { vi: 'Hiện trạng có từ trước', en: 'The situation has stood for long' },
  OTHER: { vi: 'Lý do khác', en: 'Another reason' },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

export type ClosingReason = keyof typeof CLOSING_REASONS;
export const CLOSING_REASON_CODES = Object.keys(CLOSING_REASONS) as ClosingReason[];

/** Shortest explanation that says anything. */
export const SHORTEST_CLOSING_TEXT = 5;

/** What makes a doubt the same doubt when it is asked again, and how large it is. */
export interface Doubt {
  /** Earlier period it compares with; null where it compares rows of one form. */
  readonly reference: PeriodCode | null;
  /** How far the figure is from what it was compared with; only more than what was closed is asked again. */
  readonly magnitude: DecimalString;
}

/** A doubt that somebody answered with a reason. */
export interface ClosedDoubt extends Doubt {
  readonly code: string;
  readonly key: string;
  readonly reason: ClosingReason;
  readonly text: string;
}

/** A warning that has to be closed by a reason before the form is sent. */
export type DoubtfulFigure = FilingProblem & { readonly doubt: Doubt; readonly key: string };

export function isDoubt(problem: FilingProblem): problem is DoubtfulFigure {
  return problem.doubt !== undefined && problem.severity === 'warning' && problem.key !== null;
}

/**
 * What answers a doubt: the same code, row and reference, and no smaller than it is now. Of several the last given.
 * A doubt that has grown is asked again.
 */
export function answerTo<C extends ClosedDoubt>(doubtful: DoubtfulFigure, closed: readonly C[]): C | null {
  const { code, key, doubt } = doubtful;
  const same = (c: C) => c.code === code && c.key === key && c.reference === doubt.reference;
  return closed.findLast((c) => same(c) && compare(c.magnitude, doubt.magnitude) >= 0) ?? null;
}

/** The doubts nobody has answered yet, in the order of the form. */
export function openDoubts(problems: readonly FilingProblem[], closed: readonly ClosedDoubt[]): DoubtfulFigure[] {
  return problems.filter(isDoubt).filter((d) => answerTo(d, closed) === null);
}

/** A closed doubt in one line, as exports print it: the reason of the list, then the words. */
export function closingInWords({ reason, text }: Pick<ClosedDoubt, 'reason' | 'text'>): string {
  return `${CLOSING_REASONS[reason].vi}: ${text}`;
}
