import { compare, type DecimalString } from '#lib/kernel';

/** A figure as far as a lock is about it: what was answered, not how it was typed or where it stood. */
export interface FigureContent {
  readonly value: DecimalString | null;
  readonly note: string | null;
}

export type FigureContents = ReadonlyMap<string, FigureContent>;

/** Missing equals missing only; 1.50 equals 1.5. */
export function sameValue(a: DecimalString | null, b: DecimalString | null): boolean {
  return a === null || b === null ? a === b : compare(a, b) === 0;
}

/**
 * Cells that were changed although only the marked ones are open after a return of doubtful cells; empty when every
 * change stays within the marks, or when nothing was marked (a whole return opens everything).
 */
export function lockedChanges(filed: FigureContents, next: FigureContents, marked: ReadonlySet<string>): string[] {
  if (marked.size === 0) return [];
  return [...new Set([...filed.keys(), ...next.keys()])].filter((key) => {
    if (marked.has(key)) return false;
    const [before, after] = [filed.get(key), next.get(key)];
    const isSame = sameValue(before?.value ?? null, after?.value ?? null);
    return !isSame || (before?.note ?? '') !== (after?.note ?? '');
  });
}

/** How a mark stands: a new value goes before an explanation, because the reader sees it first. */
export function answerOf(
  filed: DecimalString | null,
  now: DecimalString | null,
  explanation: string | null,
): 'value' | 'explanation' | null {
  if (!sameValue(filed, now)) return 'value';
  return (explanation ?? '').trim() === '' ? null : 'explanation';
}
