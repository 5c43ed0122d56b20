import { closingInWords, type IndicatorDefinition } from '#lib/forms';
import { sumKnown } from '#lib/kernel';
import { rowRules } from './all-rows.js';
import { type UnitContext, unitContext } from './context.js';
import { type Choices, chosenDefinition, type DefinitionPointName, defaultChoices, pointOf } from './definitions.js';
import { notCounted } from './precedence.js';
import { compareText, newestRevisions } from './record.js';
import type { RowResult, RowRule } from './rows.js';
import { filingSource, observationSource } from './sources.js';
import { provinceStatements } from './statement-labels.js';
import type {
  AcceptedFigure,
  AlternativeValue,
  ConsolidatedFigure,
  ConsolidatedForm,
  Coverage,
  DerivationInput,
  FigureNote,
  FigureSource,
  NationPart,
  OtherRate,
} from './types.js';

/**
 * Form 03 of a commune or form 04 of a province: every row of the definition, derived from the register at the
 * cut-off and from the accepted filings of the period. Pure: the same input gives the same form, in whatever
 * order its facts stand.
 *
 * Value rule: an accepted filing of this very form, unit and period is the lawful number and is the value, with
 * the derived one beside it; else the derived value; else null, never 0. Who names another definition than the
 * default asks another question than the form: then the derived value is the answer, the accepted one stands beside it.
 */
export const deriveForm = (input: DerivationInput): ConsolidatedForm => derive(input).form();

/** What can be asked of a unit's derivation; nothing is explained before it is asked for. */
export interface Derivation {
  readonly form: () => ConsolidatedForm;
  readonly part: () => NationPart;
}

/** Works out every row of a unit once. */
export function derive(input: DerivationInput): Derivation {
  const unit = unitContext(input);
  const own = newestRevisions(
    input.accepted.filter(
      (f) => f.form === input.definition.code && f.period === input.period && f.filerRef === input.unit,
    ),
  );
  const accepted = new Map(own.map((f) => [f.key, f]));
  const results = new Map<string, RowResult>();
  for (const row of input.definition.rows) {
    const rule = rowRules.get(row.key);
    if (rule !== undefined) results.set(row.key, rule.derive(unit.context));
  }
  const form = (figures: readonly ConsolidatedFigure[]): ConsolidatedForm => ({
    form: input.definition.code,
    unit: input.unit,
    unitName: input.unitName,
    period: input.period,
    definitionId: input.definition.id,
    window: input.window,
    figures,
  });
  const figures = <T>(make: (figure: RowFigure) => T): T[] =>
    input.definition.rows.map((row) => {
      const derived = results.get(row.key) ?? formulaResult(row, results);
      return make(figureOf(input, unit, row, derived, accepted.get(row.key)));
    });
  return {
    form: () => form(figures((f) => f.explained())),
    part: () => ({
      form: form(figures((f) => f.abridged())),
      others: new Map(
        input.definition.rows
          .filter((row) => row.valueType === 'percent')
          .map((row) => [row.key, otherRates(unit, rowRules.get(row.key))]),
      ),
    }),
  };
}

const NO_COVERAGE: Coverage = { expected: 0, reported: 0, accepted: 0 };
const NO_RULE: RowResult = { value: null, sources: () => [], coverage: () => NO_COVERAGE, notes: () => [] };

/** A figure with all that explains it, or with what the nation takes of it. */
interface RowFigure {
  readonly explained: () => ConsolidatedFigure;
  readonly abridged: () => ConsolidatedFigure;
}

function figureOf(
  input: DerivationInput,
  unit: UnitContext,
  row: IndicatorDefinition,
  derived: RowResult,
  accepted: AcceptedFigure | undefined,
): RowFigure {
  const rule = rowRules.get(row.key);
  const { definition, definitions } = definitionsOf(row.key, unit.context.choices);
  const acceptedValue = accepted?.value ?? null;
  const isAccepted = acceptedValue !== null && definitions.every((d) => d.isDefault);
  const own = accepted === undefined ? [] : [filingSource(accepted, row.unitVi, input.unitName)];
  const plain = {
    key: row.key,
    tt: row.tt,
    label: row.labelVi,
    value: isAccepted ? acceptedValue : derived.value,
    unit: row.unitVi,
    valueType: row.valueType,
    basis: isAccepted ? 'accepted' : derived.value !== null ? 'derived' : 'missing',
    derivedValue: derived.value,
    acceptedValue,
    definition,
    definitions,
    openPoint: row.openPoint,
    derivation: row.derivation,
    parts: derived.parts ?? null,
  } as const;
  return {
    explained: () => ({
      ...plain,
      sources: [...(isAccepted ? own : own.map(notCounted)), ...derived.sources(), ...publishedSources(input, row)],
      coverage: derived.coverage(),
      alternatives: input.withAlternatives === false ? [] : alternativesOf(unit, rule),
      notes: [...(isAccepted ? closingNotes(accepted) : []), ...derived.notes()],
    }),
    abridged: () => {
      const { land } = derived.coverage();
      const coverage = land === undefined ? NO_COVERAGE : { ...NO_COVERAGE, land };
      return { ...plain, sources: isAccepted ? own : [], coverage, alternatives: [], notes: [] };
    },
  };
}

/** The answers to open points that the row of a key is made under. */
export function definitionsOf(key: string, choices: Choices = defaultChoices) {
  const definitions = (rowRules.get(key)?.points ?? []).map((p) => chosenDefinition(p, choices));
  return { definition: definitions.length === 0 ? null : definitions.map((d) => d.name).join(' + '), definitions };
}

/** Why the filer's figure stands although it was doubted: printed beside it wherever it is shown. */
const closingNotes = (accepted: AcceptedFigure | undefined): FigureNote[] =>
  (accepted?.closings ?? []).map((c) => ({ code: 'CLOSED_DOUBT', message: `${closingInWords(c)}.` }));

/** A row of a later form version that is a sum by its own label needs no rule here. */
function formulaResult(row: IndicatorDefinition, results: ReadonlyMap<string, RowResult>): RowResult {
  const parts = (row.formulaKeys ?? []).flatMap((key) => results.get(key) ?? []);
  if (parts.length === 0) return NO_RULE;
  return { ...NO_RULE, value: sumKnown(parts.map((p) => p.value)), sources: () => parts.flatMap((p) => p.sources()) };
}

/** The row under every other answer to each open point that touches it, one point changed at a time. */
export function alternativesOf(
  unit: UnitContext,
  rule: RowRule | undefined,
  points: readonly DefinitionPointName[] = rule?.points ?? [],
): AlternativeValue[] {
  if (rule === undefined) return [];
  return points.flatMap((point) =>
    pointOf(point)
      .choices.filter((c) => c.name !== unit.context.choices[point])
      .map((c) => ({
        point,
        definition: c.name,
        labelVi: c.vi,
        legalStatus: c.legalStatus,
        value: rule.derive(unit.under(point, c.name)).value,
      })),
  );
}

/** A rate under every other answer, with what it is made of: the nation is worked out from its provinces' parts. */
function otherRates(unit: UnitContext, rule: RowRule | undefined): OtherRate[] {
  if (rule === undefined) return [];
  return rule.points.flatMap((point) =>
    pointOf(point)
      .choices.filter((c) => c.name !== unit.context.choices[point])
      .map((c) => {
        const { parts, mean = null } = rule.derive(unit.under(point, c.name));
        return { point, definition: c.name, numerator: null, denominator: null, ...parts, mean };
      }),
  );
}

/** What was published about the whole province, newest first: shown, never counted. */
function publishedSources(input: DerivationInput, row: IndicatorDefinition): FigureSource[] {
  const facts = provinceStatements[row.key] ?? [];
  if (input.definition.code !== '04' || facts.length === 0) return [];
  return input.snapshot.observations
    .filter((o) => o.clusterId === null && o.provinceCode === input.unit && facts.includes(o.fact))
    .filter((o) => o.observedOn <= input.window.to)
    .sort((a, b) => compareText(b.observedOn, a.observedOn) || compareText(b.id, a.id))
    .map((o) => ({ ...observationSource(input.unitName, o), counted: false }));
}
