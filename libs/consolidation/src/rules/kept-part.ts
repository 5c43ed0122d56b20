import type { DataWindow, FormDefinition } from '#lib/forms';
import type { DecimalString } from '#lib/kernel';
import { definitionsOf } from './derive-form.js';
import type { ConsolidatedFigure, FigureSource, NationPart } from './types.js';

/** A figure as it is kept: what the definition does not say by itself. */
type KeptFigure = readonly [
  key: string,
  value: DecimalString | null,
  derived: DecimalString | null,
  accepted: DecimalString | null,
  basis: ConsolidatedFigure['basis'],
  parts: readonly [DecimalString | null, DecimalString | null] | null,
  land: readonly [DecimalString | null, DecimalString | null, number] | null,
  source: FigureSource | null,
];

type KeptRate = readonly [
  point: string,
  definition: string,
  numerator: DecimalString | null,
  denominator: DecimalString | null,
  mean: readonly [units: string, count: number] | null,
];

/** A part as JSON. */
export interface KeptPart {
  readonly figures: readonly KeptFigure[];
  readonly others: readonly (readonly [key: string, rates: readonly KeptRate[]])[];
}

/** Without overrides: those are read each time. */
export function keepPart({ form, others }: NationPart): KeptPart {
  return {
    figures: form.figures.map(
      ({ key, value, derivedValue, acceptedValue, basis, parts, coverage: { land }, sources }) => [
        key,
        value,
        derivedValue,
        acceptedValue,
        basis,
        parts === null ? null : [parts.numerator, parts.denominator],
        land === undefined ? null : [land.expected, land.covered, land.unknown],
        sources[0] ?? null,
      ],
    ),
    others: [...others].map(([key, rates]) => [
      key,
      rates.map(({ point, definition, numerator, denominator, mean }) => [
        point,
        definition,
        numerator,
        denominator,
        mean === null ? null : [String(mean.units), mean.count],
      ]),
    ]),
  };
}

const usual = new Map<string, ReturnType<typeof definitionsOf>>();

/** The default answers of a row: the same for every province and period. */
function usualDefinitions(key: string): ReturnType<typeof definitionsOf> {
  const known = usual.get(key) ?? definitionsOf(key);
  usual.set(key, known);
  return known;
}

/** The part that was kept, of a unit under its present name. The definition is the one it was reckoned by. */
export function partOf(
  { figures, others }: KeptPart,
  of: {
    readonly definition: FormDefinition;
    readonly period: string;
    readonly window: DataWindow;
    readonly unit: string;
    readonly unitName: string;
  },
): NationPart {
  const { definition, ...unit } = of;
  const kept = new Map(figures.map((f) => [f[0], f]));
  return {
    form: {
      form: definition.code,
      ...unit,
      definitionId: definition.id,
      figures: definition.rows.map((row): ConsolidatedFigure => {
        const [
          ,
          value = null,
          derivedValue = null,
          acceptedValue = null,
          basis = 'missing',
          parts = null,
          land = null,
          source = null,
        ] = kept.get(row.key) ?? [];
        const none = { expected: 0, reported: 0, accepted: 0 };
        return {
          key: row.key,
          tt: row.tt,
          label: row.labelVi,
          value,
          unit: row.unitVi,
          valueType: row.valueType,
          basis,
          derivedValue,
          acceptedValue,
          ...usualDefinitions(row.key),
          openPoint: row.openPoint,
          derivation: row.derivation,
          parts: parts === null ? null : { numerator: parts[0], denominator: parts[1] },
          sources: source === null ? [] : [source],
          coverage: land === null ? none : { ...none, land: { expected: land[0], covered: land[1], unknown: land[2] } },
          alternatives: [],
          notes: [],
        };
      }),
    },
    others: new Map(
      others.map(([key, rates]) => [
        key,
        rates.map(([point, name, numerator, denominator, mean]) => ({
          point,
          definition: name,
          numerator,
          denominator,
          mean: mean === null ? null : { units: BigInt(mean[0]), count: mean[1] },
        })),
      ]),
    ),
  };
}
