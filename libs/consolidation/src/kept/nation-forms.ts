import type { DataWindow, FormDefinition } from '#lib/forms';
import { halfYearWithin, type PeriodCode } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { registerOnDays } from '#lib/register';
import type { TerritoryService } from '#lib/territory';
import { readFiledForNation, readNationDuties, readValuesOfForm02 } from '../filing-facts.js';
import { readOverridesOf } from '../override-service.js';
import { keepPart, partOf } from '../rules/kept-part.js';
import { nationOfParts, nationParts } from '../rules/nation.js';
import { snapshotOf } from '../rules/split.js';
import type { AcceptedFigure, ConsolidatedForm, NationPart } from '../rules/types.js';
import { basisOf } from './basis.js';
import { type FormToKeep, type KeptForms, keepForms, readKept, unlistedToKeep } from './kept-rows.js';

/** A national form of the whole period under the default answers, on the map it was filed on. */
export interface NationAsked {
  readonly definition: FormDefinition;
  readonly period: PeriodCode;
  /** Ends on the cut-off. */
  readonly window: DataWindow;
}

interface Unit {
  readonly code: string;
  readonly name: string;
}

/** A period of which something has to be reckoned: these units, or all where null. */
interface Missing {
  readonly asked: NationAsked;
  readonly listed: readonly Unit[];
  readonly units: ReadonlySet<string> | null;
}

type Parts = ReadonlyMap<string, NationPart>;

/**
 * National forms from what their provinces bring. What is kept and still holds is taken; what is not is reckoned from one
 * reading of the register for all periods, and kept. The caller must see the whole nation.
 */
export async function nationForms(
  uow: UnitOfWork,
  territory: TerritoryService,
  asked: readonly NationAsked[],
): Promise<ConsolidatedForm[]> {
  const periods = asked.map((a) => a.period);
  const kept = await readKept(
    uow,
    asked.map((a) => ({ period: a.period, basis: basisOf(a.definition, a.window) })),
  );
  const listed = await listedOn(uow, territory, new Set(asked.map((a) => a.window.to)));
  const missing = asked.flatMap((a): Missing[] => {
    const own = listed.get(a.window.to) ?? [];
    const others = kept.unlisted.get(a.period);
    if (others === undefined) return [{ asked: a, listed: own, units: null }];
    const there = kept.parts.get(a.period);
    const units = [...own.map((u) => u.code), ...others].filter((code) => !there?.has(code));
    return units.length === 0 ? [] : [{ asked: a, listed: own, units: new Set(units) }];
  });
  const made = missing.length === 0 ? new Map<PeriodCode, Parts>() : await reckon(uow, kept, missing);
  const duties = await readNationDuties(uow, periods);
  const overrides = await readOverridesOf(uow, periods);
  return asked.map(({ definition, period, window }) => {
    const fresh = made.get(period);
    const known = kept.parts.get(period);
    const partFor = ({ code, name }: Unit): NationPart[] => {
      const own = fresh?.get(code);
      if (own !== undefined) return [own];
      const body = known?.get(code);
      return body === undefined ? [] : [partOf(body, { definition, period, window, unit: code, unitName: name })];
    };
    const inList = listed.get(window.to) ?? [];
    const codes = new Set(inList.map((u) => u.code));
    const others = new Set(
      [...(kept.unlisted.get(period) ?? []), ...(fresh?.keys() ?? [])].filter((c) => !codes.has(c)),
    );
    const units = [...inList, ...[...others].sort().map((code) => ({ code, name: code }))];
    return nationOfParts({
      definition,
      period,
      window,
      parts: units.flatMap(partFor),
      obligations: duties.get(period) ?? [],
      overrides: overrides.get(period) ?? [],
    });
  });
}

async function listedOn(uow: UnitOfWork, territory: TerritoryService, days: ReadonlySet<string>) {
  const listed = new Map<string, readonly Unit[]>();
  for (const day of days)
    listed.set(
      day,
      (await territory.provinces(uow, { asOf: day })).map(({ code, name }) => ({ code, name })),
    );
  return listed;
}

/** Reckons what is missing and keeps it. The marks were read before: a change that comes in between makes what is kept void. */
async function reckon(uow: UnitOfWork, kept: KeptForms, missing: readonly Missing[]): Promise<Map<PeriodCode, Parts>> {
  const isWhole = missing.some((m) => m.units === null);
  const units = isWhole ? null : [...new Set(missing.flatMap((m) => [...(m.units ?? [])]))];
  const days = [...new Set(missing.map((m) => m.asked.window.to))];
  const register = await registerOnDays(uow, days, units);
  const clusterIds = isWhole ? null : [...register.nowIn.keys()];
  const periods = [...new Set(missing.map((m) => m.asked.period))];
  const halves = periods.flatMap((p) => halfYearWithin(p) ?? []);
  const filed = Map.groupBy(
    await readFiledForNation(uow, [...new Set([...periods, ...halves])], { clusterIds, units }),
    (f) => f.period,
  );
  const values = async (period: PeriodCode | null): Promise<AcceptedFigure[]> =>
    period === null ? [] : await readValuesOfForm02(uow, period, clusterIds);
  const made = new Map<PeriodCode, Parts>();
  const toKeep: FormToKeep[] = [];
  for (const { asked, listed, units: wanted } of missing) {
    const { period, window } = asked;
    const half = halfYearWithin(period);
    const accepted = [
      ...(filed.get(period) ?? []),
      ...(half === null ? [] : (filed.get(half) ?? []).filter((f) => f.form === '01')),
      ...(await values(period)),
      ...(await values(half)),
    ];
    const whole = register.on(window.to);
    const lying = whole.clusters.filter((c) => wanted === null || wanted.has(c.provinceCode));
    const parts = nationParts({
      ...asked,
      provinces: wanted === null ? listed : listed.filter((u) => wanted.has(u.code)),
      snapshot: wanted === null ? whole : snapshotOf(whole, new Set(lying.map((c) => c.id))),
      accepted,
      obligations: [],
    });
    made.set(period, new Map(parts.map((p) => [p.form.unit, p])));
    const basis = basisOf(asked.definition, window);
    const placesOf = Map.groupBy(lying, (c) => c.provinceCode);
    for (const part of parts) {
      const { unit } = part.form;
      const places = [...new Set([unit, ...(placesOf.get(unit) ?? []).flatMap((c) => register.nowIn.get(c.id) ?? [])])];
      toKeep.push({ unit, period, basis, places, mark: kept.markOf(places, period), body: keepPart(part) });
    }
    if (wanted === null) {
      const codes = new Set(listed.map((u) => u.code));
      toKeep.push(unlistedToKeep(kept, { period, basis }, [...placesOf.keys()].filter((c) => !codes.has(c)).sort()));
    }
  }
  await keepForms(uow, toKeep);
  return made;
}
