import type { DecimalString, IsoDate } from '#lib/kernel';
import type { ConsolidatedFigure, ConsolidatedForm, FigureNote } from './types.js';

/** An officer's value in place of a derived one. */
export interface FigureOverride {
  readonly id: string;
  readonly form: string;
  readonly unit: string;
  readonly key: string;
  readonly value: DecimalString;
  readonly reason: string;
  readonly authorName: string;
  readonly officeName: string;
  /** Day it was set. */
  readonly on: IsoDate;
}

/**
 * The form with the overrides of its unit. An accepted value stays the value, because it is the lawful number; a derived
 * one gives way, and stays beside it. Under definitions other than the defaults nothing is overridden: the officer spoke
 * of the statutory figure. Rates are recomputed from their parts and have no override.
 */
export function withOverrides(form: ConsolidatedForm, overrides: readonly FigureOverride[]): ConsolidatedForm {
  const own = new Map(overrides.filter((o) => o.form === form.form && o.unit === form.unit).map((o) => [o.key, o]));
  if (own.size === 0) return form;
  return { ...form, figures: form.figures.map((figure) => overridden(figure, own.get(figure.key))) };
}

function overridden(figure: ConsolidatedFigure, override: FigureOverride | undefined): ConsolidatedFigure {
  if (override === undefined || figure.valueType === 'percent') return figure;
  const shown = { ...figure, override, notes: [...figure.notes, noteOf(override, figure.derivedValue)] };
  if (figure.basis === 'accepted' || figure.definitions.some((d) => !d.isDefault)) return shown;
  return { ...shown, value: override.value, basis: 'overridden' };
}

function noteOf(override: FigureOverride, derived: DecimalString | null): FigureNote {
  const { value, authorName, officeName, on, reason } = override;
  const message = `${officeName} (${authorName}, ${on}) thay số tổng hợp ${derived ?? 'chưa có'} bằng ${value}. Lý do: ${reason}`;
  return { code: 'OVERRIDDEN', message };
}
