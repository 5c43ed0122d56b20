import type { DecimalString } from '#lib/kernel';
import type { ConsolidatedFigure, ConsolidatedForm, FigureSource, FigureSourceKind } from './types.js';

/** Why a figure is another than before. */
export interface ChangeCause {
  /** `rule`: nothing it rests on is different, so the definition or the computation is. */
  readonly kind: FigureSourceKind | 'override' | 'rule';
  /** Id of the row, filing or unit; null for kind `rule`. */
  readonly id: string | null;
  readonly label: string;
  /** What it states now, and what it stated before; null where it stated nothing or was not there. */
  readonly newValue: DecimalString | null;
  readonly oldValue: DecimalString | null;
  readonly document: string | null;
  /** Receipt of the filing's revision that is in force now, and why it was made; null for other kinds. */
  readonly receiptNumber: string | null;
  readonly reason: string | null;
}

/** One row that a later edition says otherwise. */
export interface FigureChange {
  readonly form: string;
  readonly unit: string;
  readonly unitName: string;
  readonly key: string;
  readonly tt: string;
  readonly label: string;
  readonly oldValue: DecimalString | null;
  readonly newValue: DecimalString | null;
  readonly oldDerived: DecimalString | null;
  readonly newDerived: DecimalString | null;
  readonly causes: readonly ChangeCause[];
}

/** Causes beyond these are many of a kind; the figure's own sources have them all. */
const MOST_CAUSES = 50;
const UNFILED = { receiptNumber: null, reason: null } as const;

/**
 * Rows of a form that differ from the edition before, in printed order: another value, or another derived value.
 * @param before null: the unit was not in that edition
 */
export function changesOf(before: ConsolidatedForm | null, after: ConsolidatedForm): FigureChange[] {
  const earlier = new Map((before?.figures ?? []).map((f) => [f.key, f]));
  const now = new Map(after.figures.map((f) => [f.key, f]));
  const gone = (before?.figures ?? []).filter((f) => !now.has(f.key));
  return [
    ...after.figures.flatMap((f) => changeOf(after, earlier.get(f.key) ?? null, f)),
    ...gone.flatMap((f) => changeOf(after, f, null)),
  ];
}

function changeOf(
  { form, unit, unitName }: ConsolidatedForm,
  before: ConsolidatedFigure | null,
  after: ConsolidatedFigure | null,
): FigureChange[] {
  const row = after ?? before;
  if (row === null) return [];
  const values = {
    oldValue: before?.value ?? null,
    newValue: after?.value ?? null,
    oldDerived: before?.derivedValue ?? null,
    newDerived: after?.derivedValue ?? null,
  };
  if (values.oldValue === values.newValue && values.oldDerived === values.newDerived) return [];
  const { key, tt, label } = row;
  return [{ form, unit, unitName, key, tt, label, ...values, causes: causesOf(before, after) }];
}

function causesOf(before: ConsolidatedFigure | null, after: ConsolidatedFigure | null): ChangeCause[] {
  const causes: ChangeCause[] = [];
  const override = after?.override ?? null;
  if (override?.id !== before?.override?.id) {
    const values = { newValue: override?.value ?? null, oldValue: before?.override?.value ?? null };
    const label = override === null ? 'Rút giá trị thay thế' : `${override.officeName}: thay số tổng hợp`;
    const reason = override?.reason ?? null;
    causes.push({ ...UNFILED, kind: 'override', id: override?.id ?? null, label, ...values, document: null, reason });
  }
  const older = byIdentity(before?.sources ?? []);
  const newer = byIdentity(after?.sources ?? []);
  for (const [identity, now] of newer) {
    const was = older.get(identity);
    if (was === undefined || stated(was) !== stated(now)) causes.push(causeOf(now, now.value, was?.value ?? null));
  }
  for (const [identity, was] of older) if (!newer.has(identity)) causes.push(causeOf(was, null, was.value));
  if (causes.length > 0) return causes.slice(0, MOST_CAUSES);
  const label = 'Nguồn số liệu không đổi; định nghĩa hoặc cách tính đã thay đổi';
  return [{ ...UNFILED, kind: 'rule', id: null, label, newValue: null, oldValue: null, document: null }];
}

function causeOf(source: FigureSource, newValue: DecimalString | null, oldValue: DecimalString | null): ChangeCause {
  const { kind, id, label, document } = source;
  return { ...UNFILED, kind, id, label, newValue, oldValue, document };
}

const byIdentity = (sources: readonly FigureSource[]): Map<string, FigureSource> =>
  new Map(sources.map((s) => [JSON.stringify([s.kind, s.id, s.part, s.label]), s]));

const stated = (s: FigureSource): string => JSON.stringify([s.value, s.counted, s.document]);
