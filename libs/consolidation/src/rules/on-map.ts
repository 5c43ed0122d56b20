import type { DataWindow, FormDefinition } from '#lib/forms';
import type { RegisterSnapshot } from '#lib/register';
import type { Choices } from './definitions.js';
import { deriveForm } from './derive-form.js';
import { sumOfForms } from './nation.js';
import { type FigureOverride, withOverrides } from './overrides.js';
import { compareText } from './record.js';
import { snapshotOf } from './split.js';
import type { AcceptedFigure, ConsolidatedForm, FigureNote, NamedUnit, ObligationState } from './types.js';

/** Everything a form on another map than its own is made of. */
export interface OnMapSources {
  readonly definition: FormDefinition;
  readonly period: string;
  readonly window: DataWindow;
  /** The unit that is asked for, by its code on the day of the map. */
  readonly unit: NamedUnit;
  /** Day of the map, for the remarks. */
  readonly day: string;
  /** Units the filings were made by that touch it, by their codes and names at the cut-off; `whole`: each lies wholly in it. */
  readonly filers: readonly (NamedUnit & { readonly whole: boolean })[];
  /** Clusters with the unit they lay in at the cut-off and on the day of the map; null where that is not known. */
  readonly placed: ReadonlyMap<string, { readonly filedIn: string | null; readonly liesIn: string | null }>;
  readonly snapshot: RegisterSnapshot;
  readonly accepted: readonly AcceptedFigure[];
  readonly obligations: readonly ObligationState[];
  readonly covered: boolean;
  readonly choices?: Partial<Choices>;
  readonly overrides?: readonly FigureOverride[];
}

/**
 * A form of a unit on the map of another day than its period's: the clusters that lie in it on that day. What was filed
 * by a unit that went over into it whole, and whose clusters all lie in it, is carried: accepted values stay accepted, and
 * are added. What a unit filed that was divided cannot be divided by us: of it only the clusters' own figures are taken,
 * and a remark says so. Rates are recomputed from parts.
 */
export function formOnMap(sources: OnMapSources): ConsolidatedForm {
  const { definition, period, window, unit, snapshot, accepted } = sources;
  const lying = snapshot.clusters.filter((c) => sources.placed.get(c.id)?.liesIn === unit.code);
  const filedIn = (id: string): string | null => sources.placed.get(id)?.filedIn ?? null;
  const whole = new Set(sources.filers.filter((f) => f.whole && movesWhole(sources, f.code)).map((f) => f.code));
  const names = new Map(sources.filers.map((f) => [f.code, f.name]));
  const codes = new Set([...sources.filers.map((f) => f.code), ...lying.map((c) => filedIn(c.id) ?? '')]);
  const forms: ConsolidatedForm[] = [];
  for (const code of [...codes].sort(compareText)) {
    const ids = new Set(lying.filter((c) => (filedIn(c.id) ?? '') === code).map((c) => c.id));
    const isWhole = whole.has(code);
    if (!isWhole && ids.size === 0) continue;
    const own = accepted.filter((f) => (f.clusterId === null ? isWhole : ids.has(f.clusterId)));
    const form = deriveForm({
      definition,
      period,
      window,
      unit: code,
      unitName: names.get(code) ?? unit.name,
      snapshot: snapshotOf(snapshot, ids),
      accepted: own,
      obligations: sources.obligations,
      covered: sources.covered || ids.size > 0,
      ...(sources.choices === undefined ? {} : { choices: sources.choices }),
      withAlternatives: false,
    });
    forms.push(isWhole ? withOverrides(form, sources.overrides ?? []) : form);
  }
  const remarks = [...dividedNotes(sources, whole), ...unplacedNotes(sources)];
  const form = sumOfForms({ definition, period, window, unit, forms });
  return { ...form, figures: form.figures.map((f) => ({ ...f, notes: [...f.notes, ...remarks] })) };
}

/** Every cluster of the unit at the cut-off lies in the unit asked for, and none that filed elsewhere counts as its own. */
function movesWhole({ snapshot, placed, unit }: OnMapSources, code: string): boolean {
  return snapshot.clusters.every((c) => {
    const place = placed.get(c.id);
    return place?.filedIn !== code || place.liesIn === unit.code;
  });
}

function dividedNotes(sources: OnMapSources, whole: ReadonlySet<string>): FigureNote[] {
  const filed = new Set(sources.accepted.filter((f) => f.form === sources.definition.code).map((f) => f.filerRef));
  const divided = sources.filers.filter((f) => !whole.has(f.code) && filed.has(f.code)).map((f) => f.name);
  if (divided.length === 0) return [];
  const { code } = sources.definition;
  const message = `Biểu ${code} của ${divided.join(', ')} không chia được theo bản đồ ngày ${sources.day}: chỉ tính theo từng cụm nằm trong đơn vị.`;
  return [{ code: 'MAP_DIVIDED', message }];
}

function unplacedNotes({ snapshot, placed, filers, day }: OnMapSources): FigureNote[] {
  const near = new Set(filers.map((f) => f.code));
  const lost = snapshot.clusters.filter((c) => {
    const place = placed.get(c.id);
    return place !== undefined && place.liesIn === null && place.filedIn !== null && near.has(place.filedIn);
  });
  if (lost.length === 0) return [];
  const names = lost.map((c) => c.name).sort(compareText);
  const shown = `${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`;
  const message = `Chưa rõ ${lost.length} cụm thuộc đơn vị nào theo bản đồ ngày ${day} nên chưa được tính: ${shown}.`;
  return [{ code: 'MAP_UNPLACED', message }];
}
