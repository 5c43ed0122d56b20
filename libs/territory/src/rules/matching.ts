import { addDays, type IsoDate } from '#lib/kernel';
import type { LineageStep, UnitLevel } from '../units.js';
import { unitNameKey } from './names.js';
import { type Dated, validOn } from './validity.js';

/** What matching needs of a unit. */
export interface NamedUnit extends Dated {
  readonly code: string;
  readonly name: string;
  readonly nameAlt: string | null;
  /** Communes only. */
  readonly provinceCode?: string;
}

export interface UnitMatch<T> {
  readonly unit: T;
  /** Its own name, its other spelling, or the name of a former unit that went over into it. */
  readonly via: 'name' | 'name_alt' | 'former';
  /** The former unit, where matched through one. */
  readonly former: T | null;
  /** The former unit was split: which part is meant, the name alone does not tell. */
  readonly divided: boolean;
}

export interface MatchQuestion {
  /** The day on which the answer's units hold. */
  readonly asOf: IsoDate;
  /** Communes: only those of this province, coded as on `asOf`. */
  readonly provinceCode?: string;
}

/**
 * Units a written name can mean on a day: by the names of that day, or, where none fits, by the names of
 * former units followed through mergers and splits. ALL candidates are returned, ordered by code: 314
 * commune names occur in more than one province, and only the sender knows which is meant.
 * @param units every stretch of every unit of one level
 */
export function matchUnits<T extends NamedUnit>(
  level: UnitLevel,
  units: readonly T[],
  lineage: readonly LineageStep[],
  written: string,
  question: MatchQuestion,
): UnitMatch<T>[] {
  const key = unitNameKey(written);
  if (key === '') return [];
  const holds = (u: T) =>
    validOn(u, question.asOf) && (question.provinceCode === undefined || u.provinceCode === question.provinceCode);
  const named = (u: T): 'name' | 'name_alt' | null =>
    unitNameKey(u.name) === key ? 'name' : u.nameAlt !== null && unitNameKey(u.nameAlt) === key ? 'name_alt' : null;

  const current: UnitMatch<T>[] = [];
  for (const unit of units) {
    const via = holds(unit) ? named(unit) : null;
    if (via !== null) current.push({ unit, via, former: null, divided: false });
  }
  if (current.length > 0) return current.sort(byCode);

  const found: UnitMatch<T>[] = [];
  for (const former of units) {
    if (former.validTo === null || former.validTo > question.asOf || named(former) === null) continue;
    for (const { code, divided } of successors(level, lineage, former, question.asOf)) {
      const unit = units.find((u) => u.code === code && holds(u));
      if (unit !== undefined) found.push({ unit, via: 'former', former, divided });
    }
  }
  return found.sort(byCode);
}

function byCode<T extends NamedUnit>(a: UnitMatch<T>, b: UnitMatch<T>): number {
  return compareText(a.unit.code, b.unit.code) || compareText(a.former?.code ?? '', b.former?.code ?? '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Codes into which a unit went over until a day (inclusive), over any number of changes. A code that was
 * reused for another unit is not followed: a step counts only on the day its unit ended.
 */
export function successors(
  level: UnitLevel,
  lineage: readonly LineageStep[],
  from: { readonly code: string; readonly validTo: IsoDate | null },
  until: IsoDate,
): { readonly code: string; readonly divided: boolean }[] {
  const out = new Map<string, boolean>();
  const walk = (code: string, since: IsoDate, divided: boolean) => {
    const steps = lineage.filter(
      (s) => s.level === level && s.fromCode === code && s.onDate >= since && s.onDate <= until,
    );
    const next = steps.map((s) => s.onDate).sort()[0];
    if (next === undefined) {
      out.set(code, (out.get(code) ?? false) || divided);
      return;
    }
    for (const step of steps) {
      if (step.onDate === next) walk(step.toCode, addDays(next, 1), divided || step.divided);
    }
  };
  if (from.validTo === null || from.validTo > until) return [{ code: from.code, divided: false }];
  walk(from.code, from.validTo, false);
  return [...out].map(([code, divided]) => ({ code, divided }));
}
