import type { FormDefinition } from '#lib/forms';
import { type Clock, type IsoDate, vietnamDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { clusterPlaces, type RegisterSnapshot, registerSnapshot } from '#lib/register';
import { type ProvinceUnit, type TerritoryService, type UnitLevel, unitsOnMap } from '#lib/territory';
import { consolidationError } from './errors.js';
import { readAcceptedFigures, readObligationStates } from './filing-facts.js';
import { readOverrides } from './override-service.js';
import type { Choices } from './rules/definitions.js';
import { formOnMap } from './rules/on-map.js';
import type { ConsolidatedForm, NamedUnit } from './rules/types.js';

/** A question that was read: which form of whom, on which days. */
export interface Asked {
  readonly definition: FormDefinition;
  readonly unit: string;
  readonly period: string;
  /** Ends on the day of validity. */
  readonly window: { readonly from: string; readonly to: string };
  /** Cut-off of the period: the day on whose map its filings name their units. */
  readonly filedOn: IsoDate;
  /** Day on whose map the unit is meant. */
  readonly mapDay: IsoDate;
  readonly known: { readonly knownAt?: Date };
  readonly choices: Partial<Choices>;
}

/** Answers for units of another day's map than the one their period was filed on. */
export class OtherMap {
  private readonly clock: Clock;
  private readonly territory: TerritoryService;

  constructor({ clock, territory }: { readonly clock: Clock; readonly territory: TerritoryService }) {
    this.clock = clock;
    this.territory = territory;
  }

  /** Of each province that files, the one it went over into whole on the map asked for; a divided one stays itself. */
  async groups(
    uow: UnitOfWork,
    { filedOn, mapDay }: Asked,
    provinces: readonly ProvinceUnit[],
  ): Promise<Map<string, NamedUnit>> {
    const steps = await unitsOnMap(
      uow,
      'province',
      provinces.map((p) => p.code),
      { from: filedOn, to: mapDay },
    );
    const there = new Map((await this.territory.provinces(uow, { asOf: mapDay })).map((p) => [p.code, p.name]));
    return new Map(
      provinces.map(({ code, name }) => {
        const step = steps.get(code);
        const [now = code] = step?.codes ?? [];
        return [code, step?.whole ? { code: now, name: there.get(now) ?? name } : { code, name }];
      }),
    );
  }

  /** The map asked for is another than the one the period was filed on, and the unit is not the same on both. */
  async isNeeded(uow: UnitOfWork, asked: Asked): Promise<boolean> {
    if (asked.mapDay === asked.filedOn) return false;
    if (asked.mapDay !== asked.window.to) return true;
    const [only, ...others] = await this.filersOf(uow, levelOf(asked), asked);
    return others.length > 0 || only?.code !== asked.unit || !only.whole;
  }

  /** A national snapshot with each cluster in the unit it lay in at the cut-off, by which the filings name their units. */
  async asFiled(uow: UnitOfWork, asked: Asked, snapshot: RegisterSnapshot): Promise<RegisterSnapshot> {
    if (asked.filedOn === asked.window.to) return snapshot;
    const days = { asOf: asked.window.to, day: asked.filedOn, ...asked.known };
    const places = await clusterPlaces(uow, snapshot.clusters, days);
    const clusters = snapshot.clusters.map((c) => {
      const place = places.get(c.id);
      return {
        ...c,
        provinceCode: place?.provinceCode ?? c.provinceCode,
        leadCommuneCode: place?.leadCommuneCode ?? c.leadCommuneCode,
      };
    });
    return { ...snapshot, clusters };
  }

  /** A unit of another day's map than the one its period was filed on. @throws DomainError UNKNOWN_UNIT, UNIT_NOT_YOURS */
  async form(uow: UnitOfWork, asked: Asked): Promise<ConsolidatedForm> {
    const { mapDay, filedOn, window, unit: code, period } = asked;
    const level = levelOf(asked);
    const found = await this.territory.findUnit(uow, code, mapDay);
    if (found === null) throw unknown(asked);
    if (!(await this.sees(uow, level, code, mapDay))) throw notYours(asked);
    const snapshot = await registerSnapshot(uow, {
      scope: { level: 'nation' },
      asOf: window.to,
      withEnded: true,
      ...asked.known,
    });
    const places = async (day: IsoDate) => {
      const of = await clusterPlaces(uow, snapshot.clusters, { asOf: window.to, day, ...asked.known });
      return (id: string) => (level === 'province' ? of.get(id)?.provinceCode : of.get(id)?.leadCommuneCode) ?? null;
    };
    const [then, now] = [await places(filedOn), await places(mapDay)];
    const filings = { period, unit: null, clusterIds: [], ...asked.known };
    return formOnMap({
      ...asked,
      unit: { code, name: found.level === 'province' ? found.unit.fullName : found.unit.name },
      day: mapDay,
      filers: await this.filersOf(uow, level, asked),
      placed: new Map(snapshot.clusters.map(({ id }) => [id, { filedIn: then(id), liesIn: now(id) }])),
      snapshot,
      accepted: await readAcceptedFigures(uow, filings),
      obligations: await readObligationStates(uow, filings),
      covered: snapshot.clusters.some((c) => now(c.id) === code),
      overrides: await readOverrides(uow, period, asked.known.knownAt),
    });
  }

  /** Units of the cut-off that touch a unit of another map, and whether each lies wholly in it. */
  private async filersOf(uow: UnitOfWork, level: UnitLevel, { unit, mapDay, filedOn }: Asked) {
    const back = await unitsOnMap(uow, level, [unit], { from: mapDay, to: filedOn });
    const codes = back.get(unit)?.codes ?? [];
    const steps = await unitsOnMap(uow, level, codes, { from: filedOn, to: mapDay });
    const names =
      level === 'province'
        ? await this.territory.provincesByCodes(uow, codes, filedOn)
        : await this.territory.communesByCodes(uow, codes, filedOn);
    return codes.map((code) => ({
      code,
      name: names.get(code)?.name ?? code,
      whole: steps.get(code)?.whole === true && steps.get(code)?.codes[0] === unit,
    }));
  }

  /** Scopes carry today's codes: a code of another day is seen by whoever sees all that became of its unit. */
  async sees(uow: UnitOfWork, level: UnitLevel, code: string, day: IsoDate): Promise<boolean> {
    if (uow.scope.level === 'nation' || uow.scope.level === 'system') return true;
    const today = vietnamDate(this.clock.now());
    const now = (await unitsOnMap(uow, level, [code], { from: day, to: today })).get(code)?.codes ?? [code];
    if (level === 'province') return now.every((c) => mayAsk(uow, c, null));
    const communes = await this.territory.communesByCodes(uow, now, today);
    return now.every((c) => mayAsk(uow, communes.get(c)?.provinceCode ?? '', c));
  }
}

const levelOf = ({ definition }: Asked): UnitLevel => (definition.code === '03' ? 'commune' : 'province');

/**
 * May the caller ask for this unit at all? Row-level security would leave every row out and so make another's
 * figures look missing; the refusal says it plainly.
 */
function mayAsk({ scope }: UnitOfWork, provinceCode: string, communeCode: string | null): boolean {
  switch (scope.level) {
    case 'system':
    case 'nation':
      return true;
    case 'province':
      return scope.units.includes(provinceCode);
    case 'commune':
      return communeCode !== null && scope.units.includes(communeCode);
    default:
      return false;
  }
}

export const notYours = ({ unit }: Asked) => consolidationError('UNIT_NOT_YOURS', { unit }, 'unit');
export const unknown = ({ unit, mapDay }: Asked) => consolidationError('UNKNOWN_UNIT', { unit, day: mapDay }, 'unit');
