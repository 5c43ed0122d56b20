import type { DataWindow, FormDefinition, IndicatorDefinition } from '#lib/forms';
import { type DecimalString, exact, percentOf, plain, sumKnown } from '#lib/kernel';
import type { RegisterSnapshot } from '#lib/register';
import { type Choices, type DefinitionPointName, pointOf } from './definitions.js';
import { type Derivation, derive } from './derive-form.js';
import { rateOfUnits } from './land.js';
import { landOfUnits } from './land-coverage.js';
import { type FigureOverride, withOverrides } from './overrides.js';
import { compareText } from './record.js';
import { coverageOf } from './rows.js';
import { unitSource } from './sources.js';
import { nothingOf, splitByProvince } from './split.js';
import type {
  AcceptedFigure,
  AlternativeValue,
  ConsolidatedFigure,
  ConsolidatedForm,
  Coverage,
  FigureNote,
  FigureSource,
  NamedUnit,
  NationPart,
  ObligationState,
  RateParts,
} from './types.js';

/** The code of the nation, in the layout of form 04. */
export const NATION = 'VN';

/** What the nation is made of: a national snapshot, the filings of the period, the provinces of the cut-off day. */
export interface NationSources {
  readonly definition: FormDefinition;
  readonly period: string;
  readonly window: DataWindow;
  readonly provinces: readonly { readonly code: string; readonly name: string }[];
  readonly snapshot: RegisterSnapshot;
  readonly accepted: readonly AcceptedFigure[];
  readonly obligations: readonly ObligationState[];
  readonly choices?: Partial<Choices>;
  /** Officers' values in place of derived ones, of any units. */
  readonly overrides?: readonly FigureOverride[];
  /**
   * The unit of another map that each province went over into whole: those of one unit are added before the nation is.
   * Absent: the provinces of the cut-off. The total is the same on every map.
   */
  readonly groups?: ReadonlyMap<string, NamedUnit>;
}

/**
 * The national form: form 04 of every province, then their sum. A province that the register knows and the list
 * of the day does not is kept under its code, so that no cluster is lost. The open answers to a rate are worked
 * out over all clusters of the nation at once.
 */
export function consolidateNation(sources: NationSources): ConsolidatedForm {
  const { groups } = sources;
  const both = ofProvinces(sources, (d) => ({ part: d.part(), form: groups === undefined ? null : d.form() }));
  return nationOfParts({
    ...sources,
    parts: both.map((b) => b.part),
    ...(groups === undefined
      ? {}
      : {
          forms: grouped(
            sources,
            groups,
            both.flatMap((b) => (b.form === null ? [] : [withOverrides(b.form, sources.overrides ?? [])])),
          ),
        }),
  });
}

/** What a province brings to the nation, for every province of the sources: listed ones, then those the list does not know. */
export const nationParts = (sources: NationSources): NationPart[] => ofProvinces(sources, (d) => d.part());

/** The national form of what its provinces bring, with the overrides of their officers. */
export function nationOfParts({
  parts,
  forms,
  ...sources
}: Omit<NationSources, 'snapshot' | 'accepted' | 'choices' | 'groups' | 'provinces'> & {
  readonly parts: readonly NationPart[];
  /** In place of the provinces' own: forms of wider units. */
  readonly forms?: readonly ConsolidatedForm[];
}): ConsolidatedForm {
  const { definition, period, window, obligations, overrides = [] } = sources;
  return nationalForm({
    definition,
    period,
    window,
    provinces: forms ?? parts.map((p) => withOverrides(p.form, overrides)),
    filers: parts.length,
    obligations: obligations.filter((o) => o.form === '04'),
    alternatives: new Map(
      definition.rows
        .filter((row) => row.valueType === 'percent')
        .map((row) => [row.key, otherAnswers(parts, row.key)]),
    ),
  });
}

/** A rate of the nation under every other answer, from the parts of its provinces. */
function otherAnswers(parts: readonly NationPart[], key: string): AlternativeValue[] {
  const others = Map.groupBy(
    parts.flatMap((p) => p.others.get(key) ?? []),
    (other) => `${other.point}=${other.definition}`,
  );
  return [...others.values()].flatMap((rates) => {
    const [first] = rates;
    const choice =
      first && pointOf(first.point as DefinitionPointName).choices.find((c) => c.name === first.definition);
    if (first === undefined || choice === undefined) return [];
    const { point, definition } = first;
    return [{ point, definition, labelVi: choice.vi, legalStatus: choice.legalStatus, value: rateOfUnits(rates) }];
  });
}

/** One province after the other: what was worked out for one is let go before the next. */
function ofProvinces<T>(sources: NationSources, take: (derivation: Derivation) => T): T[] {
  const { definition, period, window } = sources;
  const shares = splitByProvince(sources.snapshot, sources.accepted);
  const listed = new Set(sources.provinces.map((p) => p.code));
  const unlisted = [...shares].filter(([code, share]) => !listed.has(code) && share.snapshot.clusters.length > 0);
  const provinces = [...sources.provinces, ...unlisted.map(([code]) => ({ code, name: code }))];
  const shared = { definition, period, window, ...(sources.choices === undefined ? {} : { choices: sources.choices }) };
  const nothing = nothingOf(sources.snapshot);
  const obligations = obligationsByProvince(sources);
  return provinces.map(({ code, name }) => {
    const share = shares.get(code) ?? nothing;
    const derived = derive({
      ...shared,
      unit: code,
      unitName: name,
      snapshot: share.snapshot,
      accepted: share.accepted,
      obligations: obligations.get(code) ?? [],
      covered: share.snapshot.clusters.length > 0,
      withAlternatives: false,
    });
    return take(derived);
  });
}

/** Forms of provinces that went over into one unit, as one; ordered by code. */
function grouped(
  { definition, period, window }: NationSources,
  groups: ReadonlyMap<string, NamedUnit>,
  forms: readonly ConsolidatedForm[],
): ConsolidatedForm[] {
  const of = (form: ConsolidatedForm): NamedUnit => groups.get(form.unit) ?? { code: form.unit, name: form.unitName };
  return [...Map.groupBy(forms, (form) => of(form).code)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, parts]) => {
      const [first] = parts;
      if (first === undefined) return [];
      return [sumOfForms({ definition, period, window, unit: of(first), forms: parts })];
    });
}

export interface NationInput {
  readonly definition: FormDefinition;
  readonly period: string;
  readonly window: DataWindow;
  /** Form 04 of every province of the day, consolidated. */
  readonly provinces: readonly ConsolidatedForm[];
  /** How many units file; absent: one for each form. */
  readonly filers?: number;
  /** Form 04 obligations of the period. */
  readonly obligations: readonly ObligationState[];
  /** Rates of the whole nation under other definitions, by key. */
  readonly alternatives?: ReadonlyMap<string, readonly AlternativeValue[]>;
}

/**
 * The forms of units that make up one unit of another map, as one form: values added, rates recomputed from parts. What was
 * derived opens to its own sources, what was accepted to its cell; the coverage is the sum of theirs. One form alone is
 * itself under the unit's name.
 */
export function sumOfForms(given: {
  readonly definition: FormDefinition;
  readonly period: string;
  readonly window: DataWindow;
  readonly unit: NamedUnit;
  readonly forms: readonly ConsolidatedForm[];
}): ConsolidatedForm {
  const { definition, period, window, unit, forms } = given;
  const named = { unit: unit.code, unitName: unit.name };
  const [only, ...others] = forms;
  if (only !== undefined && others.length === 0) return { ...only, ...named };
  const whole = nationalForm({ definition, period, window, provinces: forms, obligations: [] });
  return {
    ...whole,
    ...named,
    figures: whole.figures.map((figure) => {
      const parts = contributions({ ...given, provinces: forms, obligations: [] }, figure.key);
      const sum = (of: (coverage: Coverage) => number) => parts.reduce((n, p) => n + of(p.figure.coverage), 0);
      return {
        ...figure,
        sources: parts.flatMap((p) => p.figure.sources),
        coverage: withLand(
          { expected: sum((c) => c.expected), reported: sum((c) => c.reported), accepted: sum((c) => c.accepted) },
          parts,
        ),
        notes: uniqueNotes([
          ...parts.flatMap((p) => p.figure.notes),
          ...figure.notes.filter((n) => n.code === 'PART_IMPLIED'),
        ]),
      };
    }),
  };
}

/** Remarks once each: two units may have the same. */
const uniqueNotes = (notes: readonly FigureNote[]): FigureNote[] => [
  ...new Map(notes.map((n) => [`${n.code}|${n.message}`, n])).values(),
];

/** Row that holds the denominator of a rate, for provinces of which only the accepted form is known. */
const WHOLE_OF_RATE: Readonly<Record<string, string>> = { occupancy_rate_avg: 'industrial_land_operating' };

/**
 * The national form: the sum of the provinces' values (accepted where accepted, else derived). A rate is
 * recomputed from the provinces' numerators and denominators, never averaged or added. A missing province
 * stays missing and shows in the coverage, which counts forms 04.
 */
export function nationalForm(input: NationInput): ConsolidatedForm {
  const { definition, period, window } = input;
  return {
    form: definition.code,
    unit: NATION,
    unitName: 'Cả nước',
    period,
    definitionId: definition.id,
    window,
    figures: definition.rows.map((row) =>
      row.valueType === 'percent' ? rateFigure(input, row) : sumFigure(input, row),
    ),
  };
}

interface Contribution {
  readonly province: ConsolidatedForm;
  readonly figure: ConsolidatedFigure;
}

function contributions(input: NationInput, key: string): Contribution[] {
  return input.provinces.flatMap((province) => {
    const figure = province.figures.find((f) => f.key === key);
    return figure === undefined ? [] : [{ province, figure }];
  });
}

function sumFigure(input: NationInput, row: IndicatorDefinition): ConsolidatedFigure {
  const all = contributions(input, row.key);
  return nationalFigure(input, row, all, {
    value: sumKnown(all.map((c) => c.figure.value)),
    derivedValue: sumKnown(all.map((c) => c.figure.derivedValue)),
    sources: all.filter((c) => c.figure.value !== null).map((c) => ownSource(c, c.figure.value)),
    notes: overriddenNotes(all),
  });
}

function rateFigure(input: NationInput, row: IndicatorDefinition): ConsolidatedFigure {
  const all = contributions(input, row.key).map((c) => ({ ...c, parts: partsOf(c) }));
  const usable = all.filter((c) => c.parts.numerator !== null && c.parts.denominator !== null);
  const numerator = sumKnown(usable.map((c) => c.parts.numerator));
  const denominator = sumKnown(usable.map((c) => c.parts.denominator));
  const derived = all.map((c) => c.figure.parts);
  const implied = usable.filter((c) => c.figure.basis === 'accepted');
  return nationalFigure(input, row, all, {
    value: percentOf(numerator, denominator),
    derivedValue: percentOf(
      sumKnown(derived.map((p) => p?.numerator ?? null)),
      sumKnown(derived.map((p) => p?.denominator ?? null)),
    ),
    sources: usable.flatMap((c) => [
      { ...ownSource(c, c.parts.numerator), part: 'numerator' as const, unit: 'ha' },
      { ...ownSource(c, c.parts.denominator), part: 'denominator' as const, unit: 'ha' },
    ]),
    parts: { numerator, denominator },
    notes:
      implied.length === 0
        ? []
        : [
            {
              code: 'PART_IMPLIED',
              message: `Tử số của ${implied.map((c) => c.province.unitName).join(', ')} tính từ tỷ lệ và đất công nghiệp đã được tiếp nhận.`,
            },
          ],
  });
}

/**
 * Both sides of a province's rate, in ha. Of an accepted rate the denominator is the accepted row 17 of the
 * same filing and the numerator what the two imply; without row 17 both are missing.
 */
function partsOf({ province, figure }: Contribution): RateParts {
  if (figure.basis !== 'accepted' || figure.acceptedValue === null)
    return figure.parts ?? { numerator: null, denominator: null };
  const whole = province.figures.find((f) => f.key === WHOLE_OF_RATE[figure.key])?.acceptedValue ?? null;
  if (whole === null) return { numerator: null, denominator: null };
  return {
    numerator: plain(exact(figure.acceptedValue).times(exact(whole)).dividedBy(100)),
    denominator: whole,
  };
}

/** Both values of every province whose officers replaced a derived one. */
function overriddenNotes(all: readonly Contribution[]): FigureNote[] {
  return all.flatMap(({ province, figure }) =>
    figure.notes
      .filter((n) => n.code === 'OVERRIDDEN')
      .map((n) => ({ ...n, message: `${province.unitName}: ${n.message}` })),
  );
}

interface Made {
  readonly value: DecimalString | null;
  readonly derivedValue: DecimalString | null;
  readonly sources: readonly FigureSource[];
  readonly parts?: RateParts;
  readonly notes?: readonly FigureNote[];
}

function nationalFigure(
  input: NationInput,
  row: IndicatorDefinition,
  all: readonly Contribution[],
  made: Made,
): ConsolidatedFigure {
  const known = all.filter((c) => c.figure.value !== null);
  const allAccepted = known.length > 0 && known.every((c) => c.figure.basis === 'accepted');
  const first = all[0]?.figure;
  return {
    key: row.key,
    tt: row.tt,
    label: row.labelVi,
    value: made.value,
    unit: row.unitVi,
    valueType: row.valueType,
    basis: made.value === null ? 'missing' : allAccepted ? 'accepted' : 'derived',
    derivedValue: made.derivedValue,
    acceptedValue: row.valueType === 'percent' ? null : sumKnown(all.map((c) => c.figure.acceptedValue)),
    definition: first?.definition ?? null,
    definitions: first?.definitions ?? [],
    openPoint: row.openPoint,
    derivation: row.derivation,
    sources: made.sources,
    coverage: withLand({ ...coverageOf(input.obligations), expected: input.filers ?? input.provinces.length }, all),
    alternatives: input.alternatives?.get(row.key) ?? [],
    parts: made.parts ?? null,
    notes: made.notes ?? [],
  };
}

/** What a province filed and had accepted speaks for all its land. */
function withLand(coverage: Coverage, all: readonly Contribution[]): Coverage {
  const land = landOfUnits(
    all.map(({ figure: { basis, coverage: own } }) =>
      own.land !== undefined && basis === 'accepted' ? { ...own.land, covered: own.land.expected } : own.land,
    ),
  );
  return land === undefined ? coverage : { ...coverage, land };
}

/** A province's contribution: the cell of its accepted form 04 where there is one, else its derived figure. */
function ownSource({ province, figure }: Contribution, value: DecimalString | null): FigureSource {
  const filing = figure.sources.find((s) => s.kind === 'filing');
  if (figure.basis === 'accepted' && filing !== undefined) return { ...filing, value, counted: true };
  return unitSource(province.unit, province.unitName, { value, unit: figure.unit });
}

/** Duties follow their cluster's province at the cut-off, like everything else of the cluster. */
function obligationsByProvince({ snapshot, obligations }: NationSources): Map<string, ObligationState[]> {
  const provinceOf = new Map(snapshot.clusters.map((c) => [c.id, c.provinceCode]));
  return Map.groupBy(obligations, (o) => provinceOf.get(o.clusterId ?? '') ?? o.provinceCode);
}
