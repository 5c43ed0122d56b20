import { Field, InputType } from '@nestjs/graphql';
import { AGGREGATES, type AggregateName, type Measure } from '#lib/analysis';
import { DecimalRange, documentedEnum } from './conditions.types.js';

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What an aggregate may be ranked by: each of its numbers. */
function measureEnum(name: AggregateName) {
  const measures: readonly Measure[] = AGGREGATES[name];
  return documentedEnum(
    `${title(name)}Measure`,
    `A number of \`${name}\` (chỉ tiêu để xếp hạng).`,
    measures.map((m) => [m.name, m.name, `${m.label}${m.unit === null ? '' : `, ${m.unit}`}`]),
  );
}

/** Bounds on each number of an aggregate; groups outside of them are left out. */
function havingInput(name: AggregateName): new () => Readonly<Record<string, DecimalRange | null | undefined>> {
  @InputType(`${title(name)}Having`, {
    description: `Only groups of \`${name}\` whose numbers lie within these bounds (điều kiện trên kết quả), joined by "and".`,
  })
  class Having {
    [measure: string]: DecimalRange | null | undefined;
  }
  for (const measure of AGGREGATES[name] as readonly Measure[])
    Field(() => DecimalRange, {
      nullable: true,
      description: `${measure.label}${measure.unit === null ? '' : `, ${measure.unit}`}.`,
    })(Having.prototype, measure.name);
  return Having;
}

const made = <T>(of: (name: AggregateName) => T): Readonly<Record<AggregateName, T>> => ({
  occupancy: of('occupancy'),
  clusterCounts: of('clusterCounts'),
  land: of('land'),
  capital: of('capital'),
  projects: of('projects'),
  labour: of('labour'),
  wastewater: of('wastewater'),
  timeliness: of('timeliness'),
});

export const MEASURE_ENUMS = made(measureEnum);
export const HAVING_INPUTS = made(havingInput);
export type HavingInput = Readonly<Record<string, DecimalRange | null | undefined>>;
