import type { FormDefinition, IndicatorDefinition, ValueType } from '#lib/forms';

/** Figures of these kinds add up, so that of nothing there is 0; an average, a rate or a yes/no of nothing is not known. */
const ADDITIVE: ReadonlySet<ValueType> = new Set(['count', 'persons', 'area_ha', 'billion_vnd']);

/**
 * What a nil filing writes (open point NIL_FILING). "Nothing occurred in the period" makes the flows of the period 0. It
 * says nothing about what stands at the cut-off, so cumulative figures stay blank, unless the unit has nothing that could
 * be counted (a commune without a cluster): then they are 0 as well. Averages, rates and flags stay blank. Missing is
 * never zero.
 * @returns keys of the figures that are 0, in the order of the form
 */
export function nilFigures(
  definition: Pick<FormDefinition, 'rows'>,
  unit: { readonly hasNothing: boolean },
): readonly string[] {
  const isZero = (row: IndicatorDefinition) =>
    ADDITIVE.has(row.valueType) && (row.accumulation === 'in_period' || unit.hasNothing);
  return definition.rows.filter(isZero).map((row) => row.key);
}
