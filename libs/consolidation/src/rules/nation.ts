import type { DataWindow, FormDefinition, IndicatorDefinition } from '#lib/forms';
import { type DecimalString, exact, percentOf, plain, sumKnown } from '#lib/kernel';
import { coverageOf } from './rows.js';
import { unitSource } from './sources.js';
import type {
  AlternativeValue,
  ConsolidatedFigure,
  ConsolidatedForm,
  FigureNote,
  FigureSource,
  ObligationState,
  RateParts,
} from './types.js';

/** The code of the nation, in the layout of form 04. */
export const NATION = 'VN';

export interface NationInput {
  readonly definition: FormDefinition;
  readonly period: string;
  readonly window: DataWindow;
  /** Form 04 of every province of the day, consolidated. */
  readonly provinces: readonly ConsolidatedForm[];
  /** Form 04 obligations of the period. */
  readonly obligations: readonly ObligationState[];
  /** Rates of the whole nation under other definitions, by key. */
  readonly alternatives?: ReadonlyMap<string, readonly AlternativeValue[]>;
}

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
  if (figure.acceptedValue === null) return figure.parts ?? { numerator: null, denominator: null };
  const whole = province.figures.find((f) => f.key === WHOLE_OF_RATE[figure.key])?.acceptedValue ?? null;
  if (whole === null) return { numerator: null, denominator: null };
  return {
    numerator: plain(exact(figure.acceptedValue).times(exact(whole)).dividedBy(100)),
    denominator: whole,
  };
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
    coverage: { ...coverageOf(input.obligations), expected: input.provinces.length },
    alternatives: input.alternatives?.get(row.key) ?? [],
    parts: made.parts ?? null,
    notes: made.notes ?? [],
  };
}

/** A province's contribution: the cell of its accepted form 04 where there is one, else its derived figure. */
function ownSource({ province, figure }: Contribution, value: DecimalString | null): FigureSource {
  const filing = figure.sources.find((s) => s.kind === 'filing');
  if (figure.basis === 'accepted' && filing !== undefined) return { ...filing, value, counted: true };
  return unitSource(province.unit, province.unitName, { value, unit: figure.unit });
}
