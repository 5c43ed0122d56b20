import type { GraphQLResolveInfo } from 'graphql';
import { AGGREGATES, type AggregateName, type AnsweredGroup, type Bounds, type NamedQuestion } from '#lib/analysis';
import type { IsoDate } from '#lib/kernel';
import { given } from '../graphql/given.js';
import { ClusterTypeEnum } from '../register/register.enums.js';
import type { AggregateArgs, AggregateGroup, Count, KnownSum } from './analysis.types.js';
import { askedFields, asksFor } from './asks-for.js';
import { conditionOf } from './conditions.types.js';
import type { HavingInput } from './ranking.types.js';

/** What only some aggregates are asked. */
export type Particular = Pick<NamedQuestion, 'definition' | 'forms'> & {
  readonly having?: HavingInput | null | undefined;
  readonly rankBy?: string | null | undefined;
};

/** The question behind a field's arguments, in the room's words. @param info null: everything is wanted (a file) */
export function namedQuestion(
  name: AggregateName,
  { by, from, to, filter, andBy, province, region, compareWith, top, descending, byChange, map }: AggregateArgs,
  { having, rankBy, ...rest }: Particular,
  info: GraphQLResolveInfo | null,
  today: IsoDate,
): NamedQuestion {
  const bounds = Object.entries(having ?? {}).flatMap(([measure, range]) =>
    range ? [[measure, given(range) as Bounds] as const] : [],
  );
  return {
    name,
    by,
    from,
    to,
    ...given({ andBy, province, region, compareWith, top, rankBy, map }),
    ...rest,
    descending,
    byChange,
    ...(filter ? { filter: conditionOf(filter, today) } : {}),
    ...(bounds.length > 0 ? { having: Object.fromEntries(bounds) } : {}),
    ...(info === null ? {} : { measures: measuresOf(name, askedFields(info)) }),
    coverage: info === null || asksFor(info, 'coverage'),
  };
}

/** Numbers that are read for the fields asked for: those derived of others need them all. */
function measuresOf(name: AggregateName, fields: ReadonlySet<string>): ReadonlySet<string> {
  const measures = AGGREGATES[name];
  const isDerived = measures.some((m) => m.of === 'derived' && fields.has(m.name));
  return isDerived ? new Set(measures.map((m) => m.name)) : fields;
}

/** A group in the API's words, without its numbers. */
export function groupOf(row: AnsweredGroup): AggregateGroup {
  const { type, ...group } = row.group;
  const known = Object.values(ClusterTypeEnum).find((value) => value === type) ?? null;
  const { coverage, provinceName, regionName, rank } = row;
  return { ...group, clusterType: known, coverage, provinceName, regionName, rank };
}

const NOTHING: KnownSum = { value: null, known: 0, before: null, change: null };

export function sumsOf<N extends string>({ values }: AnsweredGroup, names: readonly N[]): Record<N, KnownSum> {
  const entries = names.map((name) => {
    const found = values[name];
    return [name, found === undefined ? NOTHING : { ...found, known: found.known ?? 0 }];
  });
  return Object.fromEntries(entries) as Record<N, KnownSum>;
}

export function countsOf<N extends string>({ values }: AnsweredGroup, names: readonly N[]): Record<N, Count> {
  const entries = names.map((name) => {
    const { value, before, change } = values[name] ?? NOTHING;
    return [name, { value, before, change }];
  });
  return Object.fromEntries(entries) as Record<N, Count>;
}
