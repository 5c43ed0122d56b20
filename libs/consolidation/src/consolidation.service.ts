import type { FormCode } from '#lib/forms';
import { type Clock, type IsoDate, parsePeriod, vietnamDate } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import { registerSnapshot } from '#lib/register';
import type { TerritoryService } from '#lib/territory';
import { type PinnedForm, pinnedForm } from './editions/edition-views.js';
import { everyFormSources } from './editions/every-form-sources.js';
import { consolidationError } from './errors.js';
import { exportWorkbook } from './export-workbook.js';
import { readAcceptedFigures, readObligationStates, registerCoversCommune } from './filing-facts.js';
import { nationForms } from './kept/nation-forms.js';
import { type Asked, notYours, OtherMap, unknown } from './other-map.js';
import { readOverrides } from './override-service.js';
import { clustersBelow } from './rules/clusters-below.js';
import { type Choices, definitionPoints, isChoice, pointOf } from './rules/definitions.js';
import { deriveForm } from './rules/derive-form.js';
import { everyForm } from './rules/every-form.js';
import { consolidateNation, NATION } from './rules/nation.js';
import { withOverrides } from './rules/overrides.js';
import { type Below, type ReconciledRow, reconcile, unitsBelow } from './rules/reconcile.js';
import { snapshotOf } from './rules/split.js';
import type { ConsolidatedForm, DerivationInput } from './rules/types.js';

/** On which day's map a unit is meant. */
export type TerritoryMap = 'as_filed' | 'as_of' | 'today';

/** Which form of whom is wanted. */
export interface ConsolidationQuery {
  /** "03" of a commune, "04" of a province or of the nation. */
  readonly form: string;
  /** Code of the cut-off day: commune (five digits), province (two digits) or "VN". */
  readonly unit: string;
  /** "2026-H1" or "2026-Y". */
  readonly period: string;
  /** Answers to open points other than the defaults, by point: { occupancy_rate: "leased_over_total" }. */
  readonly definitions?: Readonly<Record<string, string>>;
  /** Day of validity within the data window; its last day, the cut-off, when left out. */
  readonly asOf?: IsoDate | null;
  /** Instant of knowledge: what was accepted or recorded later is not in it. All that is known now when left out. */
  readonly asKnown?: Date | null;
  /**
   * On which map the unit is meant: `as_filed` the map of the period's cut-off, whose units filed; `as_of` the map of
   * `mapDay`; `today`. When left out, the map of the day of validity.
   */
  readonly map?: TerritoryMap | null;
  /** Day of the map, with `as_of` alone. */
  readonly mapDay?: IsoDate | null;
  /** "2026-H1-r1": as this edition published it, byte for byte; no other answers may be asked for then. */
  readonly edition?: string | null;
}

/**
 * Forms 03 and 04 and the national sum, derived from the register as of the cut-off and from accepted filings.
 * The number of SQL statements is fixed, whatever the number of clusters.
 */
export class ConsolidationService {
  private readonly clock: Clock;
  private readonly otherMap: OtherMap;
  private readonly law: Law;
  private readonly territory: TerritoryService;

  constructor(services: { readonly clock: Clock; readonly law: Law; readonly territory: TerritoryService }) {
    this.clock = services.clock;
    this.otherMap = new OtherMap(services);
    this.law = services.law;
    this.territory = services.territory;
  }

  /**
   * The consolidated form: every row of the definition in force, null where nothing is known.
   * @throws DomainError UNKNOWN_FORM, UNKNOWN_PERIOD, FORM_UNIT_MISMATCH, FORM_OF_DISTRICTS, UNKNOWN_UNIT,
   *   UNIT_NOT_YOURS, UNKNOWN_DEFINITION, EDITION_UNKNOWN, EDITION_OTHER_PERIOD, EDITION_WITHOUT_UNIT, EDITION_IS_FROZEN
   */
  async consolidatedForm(uow: UnitOfWork, query: ConsolidationQuery): Promise<ConsolidatedForm> {
    const asked = this.read(query);
    if (query.edition) return (await this.pinned(uow, query, query.edition)).form;
    if (asked.unit === NATION) return await this.nation(uow, asked);
    if (await this.otherMap.isNeeded(uow, asked)) return await this.otherMap.form(uow, asked);
    return (await this.unitForm(uow, asked)).form;
  }

  /**
   * One cluster alone in the layout of form 04: its land and occupancy under every named definition, with the sources of
   * each. Filed forms 01 and 02 of the cluster count, as in the whole province's form.
   * @throws DomainError UNKNOWN_PERIOD, UNKNOWN_CLUSTER
   */
  async clusterForm(
    uow: UnitOfWork,
    { cluster, period }: { readonly cluster: string; readonly period: string },
  ): Promise<ConsolidatedForm> {
    const [found] = await uow.em.execute<{ id: string; province: string }[]>(
      'select id, province_code as province from cluster where code = ?',
      [cluster],
    );
    if (found === undefined) throw consolidationError('UNKNOWN_CLUSTER', { cluster }, 'cluster');
    const asked = this.read({ form: '04', unit: found.province, period });
    const whole = await registerSnapshot(uow, {
      scope: { level: 'province', code: found.province },
      asOf: asked.window.to,
      map: 'today',
      withEnded: true,
    });
    const snapshot = snapshotOf(whole, new Set([found.id]));
    const filings = { period, unit: cluster, clusterIds: [found.id] };
    return deriveForm({
      ...asked,
      unit: cluster,
      unitName: snapshot.clusters[0]?.name ?? cluster,
      snapshot,
      accepted: await readAcceptedFigures(uow, filings),
      obligations: await readObligationStates(uow, filings),
      covered: snapshot.clusters.length > 0,
    });
  }

  /**
   * Derived against filed against the sum of what is below, row by row: the nation beside its provinces, a province
   * beside its communes or (`byClusters`) its clusters, a commune beside its clusters.
   * @throws DomainError as consolidatedForm; RECONCILED_BY_STEPS for the nation by clusters
   */
  async reconciliation(
    uow: UnitOfWork,
    { byClusters = false, ...query }: Pick<ConsolidationQuery, 'form' | 'unit' | 'period'> & { byClusters?: boolean },
  ): Promise<Reconciliation> {
    const asked = this.read(query);
    const isNation = asked.unit === NATION;
    if (isNation && byClusters) throw consolidationError('RECONCILED_BY_STEPS', {}, 'byClusters');
    const level = byClusters || asked.definition.code === '03' ? 'cluster' : isNation ? 'province' : 'commune';
    if (level === 'cluster') {
      const { form, input } = await this.unitForm(uow, asked);
      return reconciled(form, level, clustersBelow(input));
    }
    const form = await this.consolidatedForm(uow, query);
    const sources = await everyFormSources(uow, { law: this.law, territory: this.territory }, asked.period);
    const below = everyForm(sources).filter(
      (p) =>
        p.form.form === (isNation ? '04' : '03') &&
        p.provinceCode !== null &&
        (isNation || p.provinceCode === asked.unit),
    );
    return reconciled(form, level, unitsBelow(below.map((p) => p.form)));
  }

  /**
   * The same figures as a statutory workbook (.xlsx).
   * @throws DomainError as consolidatedForm
   */
  async exportForm(uow: UnitOfWork, query: ConsolidationQuery): Promise<Uint8Array> {
    const form = await this.consolidatedForm(uow, query);
    const definition = this.law.definitionById(form.definitionId);
    if (definition === null) throw new Error(`schemas/ no longer has ${form.definitionId}`);
    return await exportWorkbook(definition, form);
  }

  /**
   * A form as an edition published it, with its text and hash.
   * @throws DomainError as consolidatedForm
   */
  async pinned(uow: UnitOfWork, query: ConsolidationQuery, edition: string): Promise<PinnedForm> {
    const asked = this.read(query);
    const otherMap = query.mapDay || (query.map && query.map !== 'as_filed');
    if (Object.keys(query.definitions ?? {}).length > 0 || query.asOf || query.asKnown || otherMap)
      throw consolidationError('EDITION_IS_FROZEN', { edition }, 'edition');
    return await pinnedForm(uow, { edition, form: asked.definition.code, unit: asked.unit, period: asked.period });
  }

  private read(query: ConsolidationQuery): Asked {
    const { form, unit, period, definitions = {}, asOf, asKnown } = query;
    if (form !== '03' && form !== '04') throw consolidationError('UNKNOWN_FORM', { form }, 'form');
    const code: FormCode = form;
    const definition = parsePeriod(period) === null ? null : this.law.definitionFor(code, period);
    const window = definition === null ? null : this.law.dataWindow(period);
    if (definition === null || window === null) throw consolidationError('UNKNOWN_PERIOD', { period }, 'period');
    const fits = code === '03' ? /^\d{5}$/.test(unit) : unit === NATION || /^\d{2}$/.test(unit);
    if (!fits) {
      const known = unit === NATION || /^(\d{2}|\d{5})$/.test(unit);
      const details = { form, unit, day: window.to };
      throw consolidationError(known ? 'FORM_UNIT_MISMATCH' : 'UNKNOWN_UNIT', details, 'unit');
    }
    if (definition.filerKind === 'district') throw consolidationError('FORM_OF_DISTRICTS', { period }, 'period');
    if (asOf && (asOf < window.from || asOf > window.to))
      throw consolidationError('DAY_OUTSIDE_PERIOD', { day: asOf, period, from: window.from, to: window.to }, 'asOf');
    const until = { from: window.from, to: asOf ?? window.to };
    const known = asKnown ? { knownAt: asKnown } : {};
    const days = { filedOn: window.to, mapDay: this.mapDay(query, window.to) };
    return { definition, unit, period, window: until, ...days, known, choices: readChoices(definitions) };
  }

  private mapDay({ map, mapDay, asOf }: ConsolidationQuery, cutOff: IsoDate): IsoDate {
    if ((map === 'as_of') !== Boolean(mapDay)) throw consolidationError('MAP_DAY_MISSING', {}, 'mapDay');
    if (mapDay) return mapDay;
    if (map === 'today') return vietnamDate(this.clock.now());
    return map === 'as_filed' ? cutOff : (asOf ?? cutOff);
  }

  /**
   * The national form 04 of many periods, from one reading of what is not kept yet.
   * @throws DomainError UNKNOWN_PERIOD, UNIT_NOT_YOURS
   */
  async nationalForms(uow: UnitOfWork, periods: readonly string[]): Promise<ConsolidatedForm[]> {
    const asked = periods.map((period) => this.read({ form: '04', unit: NATION, period }));
    for (const one of asked) mustSeeAll(uow, one);
    return await nationForms(uow, this.territory, asked);
  }

  private async nation(uow: UnitOfWork, asked: Asked): Promise<ConsolidatedForm> {
    mustSeeAll(uow, asked);
    const isPlain = Object.keys(asked.choices).length === 0 && asked.known.knownAt === undefined;
    if (isPlain && asked.window.to === asked.filedOn && asked.mapDay === asked.filedOn) {
      const [form] = await nationForms(uow, this.territory, [asked]);
      if (form !== undefined) return form;
    }
    const provinces = await this.territory.provinces(uow, { asOf: asked.filedOn });
    const known = await registerSnapshot(uow, {
      scope: { level: 'nation' },
      asOf: asked.window.to,
      withEnded: true,
      ...asked.known,
    });
    const snapshot = await this.otherMap.asFiled(uow, asked, known);
    const filings = { period: asked.period, unit: null, clusterIds: [], ...asked.known };
    const { definition, period, window, choices } = asked;
    return consolidateNation({
      definition,
      period,
      window,
      choices,
      provinces: provinces.map((p) => ({ code: p.code, name: p.name })),
      snapshot,
      accepted: await readAcceptedFigures(uow, filings),
      obligations: await readObligationStates(uow, filings),
      overrides: await readOverrides(uow, asked.period, asked.known.knownAt),
      ...(asked.mapDay === asked.filedOn ? {} : { groups: await this.otherMap.groups(uow, asked, provinces) }),
    });
  }

  /** The form of a commune or province, with what it is derived from. */
  private async unitForm(uow: UnitOfWork, asked: Asked): Promise<Derived> {
    return asked.definition.code === '03' ? await this.commune(uow, asked) : await this.province(uow, asked);
  }

  private async province(uow: UnitOfWork, asked: Asked): Promise<Derived> {
    const province = await this.territory.findProvince(uow, asked.unit, asked.window.to);
    if (province === null) throw unknown(asked);
    if (!(await this.otherMap.sees(uow, 'province', asked.unit, asked.filedOn))) throw notYours(asked);
    const scope = { level: 'province', code: asked.unit } as const;
    return await this.derive(uow, asked, province.fullName, scope, async (clusters) => clusters > 0);
  }

  private async commune(uow: UnitOfWork, asked: Asked): Promise<Derived> {
    const commune = await this.territory.findCommune(uow, asked.unit, asked.window.to);
    if (commune === null) throw unknown(asked);
    if (!(await this.otherMap.sees(uow, 'commune', asked.unit, asked.filedOn))) throw notYours(asked);
    const scope = { level: 'commune', code: asked.unit } as const;
    return await this.derive(
      uow,
      asked,
      commune.name,
      scope,
      async (clusters) =>
        clusters > 0 || (await registerCoversCommune(uow, commune, asked.period, asked.known.knownAt)),
    );
  }

  private async derive(
    uow: UnitOfWork,
    asked: Asked,
    unitName: string,
    scope: { readonly level: 'province' | 'commune'; readonly code: string },
    covered: (clusters: number) => Promise<boolean>,
  ): Promise<Derived> {
    const snapshot = await registerSnapshot(uow, { scope, asOf: asked.window.to, withEnded: true, ...asked.known });
    const clusterIds = snapshot.clusters.map((c) => c.id);
    const filings = { period: asked.period, unit: asked.unit, clusterIds, ...asked.known };
    const input: DerivationInput = {
      ...asked,
      unitName,
      snapshot,
      accepted: await readAcceptedFigures(uow, filings),
      obligations: await readObligationStates(uow, filings),
      covered: await covered(snapshot.clusters.length),
    };
    const overrides = await readOverrides(uow, asked.period, asked.known.knownAt);
    return { form: withOverrides(deriveForm(input), overrides), input };
  }
}

function mustSeeAll(uow: UnitOfWork, asked: Asked): void {
  if (uow.scope.level !== 'nation' && uow.scope.level !== 'system') throw notYours(asked);
}

/** A form with what it was derived from. */
interface Derived {
  readonly form: ConsolidatedForm;
  readonly input: DerivationInput;
}

/** A form in its three values. */
export interface Reconciliation {
  readonly form: string;
  readonly period: string;
  /** What stands below: provinces, communes or clusters. */
  readonly level: 'province' | 'commune' | 'cluster';
  readonly unit: string;
  readonly unitName: string;
  readonly rows: readonly ReconciledRow[];
}

function reconciled(whole: ConsolidatedForm, level: Reconciliation['level'], below: readonly Below[]): Reconciliation {
  const { form, period, unit, unitName } = whole;
  return { form, period, unit, unitName, level, rows: reconcile(whole, below) };
}

function readChoices(definitions: Readonly<Record<string, string>>): Partial<Choices> {
  for (const [point, name] of Object.entries(definitions)) {
    if (isChoice(point, name)) continue;
    const known = Object.keys(definitionPoints).flatMap((p) =>
      pointOf(p as keyof Choices).choices.map((c) => `${p}=${c.name}`),
    );
    const own = known.filter((k) => k.startsWith(`${point}=`));
    const listed = (own.length > 0 ? own : known).join(', ');
    throw consolidationError('UNKNOWN_DEFINITION', { point, name, known: listed }, `definitions.${point}`);
  }
  return definitions as Partial<Choices>;
}
