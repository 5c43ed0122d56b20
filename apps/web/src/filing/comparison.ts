import { useQuery } from '@tanstack/react-query';
import type { DecimalString } from '#lib/kernel';
import { periodBefore, useDerived } from '../editor/editor-query.js';
import type { EditorDerivedQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask } from '../session/http.js';
import { difference } from './difference.js';
import type { Filing } from './filing-query.js';

const comparisonDocument = graphql(`
  query FilingComparison($id: ID!, $form: String!, $unit: String!, $last: String!) {
    last: filings(filter: { form: $form, period: $last, unit: $unit }, first: 1) {
      nodes {
        state
        unitName
        figures {
          key
          value
        }
      }
    }
    filing(id: $id) {
      revisions {
        revision
        state
        figures {
          key
          value
        }
      }
    }
  }
`);

type Figures = ReadonlyMap<string, DecimalString | null>;
export type Derived = EditorDerivedQuery['consolidatedForm']['figures'][number];

/** What a filing is read against, row by row. */
export interface Comparison {
  readonly lastPeriod: string;
  /** Same period a year before, same unit; null when it filed nothing then. */
  readonly last: Figures | null;
  /** What register and filings below give; null for forms that are nobody's sum. */
  readonly derived: ReadonlyMap<string, Derived> | null;
  /** The revision before, when this one answers a return or amends; null for the first. */
  readonly before: Figures | null;
}

const byKey = (rows: readonly { readonly key: string; readonly value: DecimalString | null }[]): Figures =>
  new Map(rows.map((row) => [row.key, row.value]));

/** Asks for what a filing is read against; undefined while that is on its way. */
export function useComparison(filing: Filing): Comparison | undefined {
  const { id, form, period, unit, revision, version } = filing;
  const lastPeriod = periodBefore(period);
  const derived = useDerived({ form, period, unit });
  const earlier = useQuery({
    queryKey: ['comparison', id, revision, version],
    queryFn: () => ask(comparisonDocument, { id, form, unit, last: lastPeriod }),
  });
  if (earlier.data === undefined) return undefined;
  const last = earlier.data.last.nodes[0];
  const before = earlier.data.filing?.revisions.find((r) => r.revision === revision - 1);
  return {
    lastPeriod,
    last: last === undefined ? null : byKey(last.figures),
    derived: derived.data === undefined ? null : new Map(derived.data.map((row) => [row.key, row])),
    before: before === undefined ? null : byKey(before.figures),
  };
}

/** True when a row deserves a second look: it differs from what is derived, or was changed since the return. */
export function standsOut(key: string, now: DecimalString | null, against: Comparison): boolean {
  const derived = against.derived?.get(key)?.derivedValue ?? null;
  if (difference(now, derived) !== null) return true;
  if (against.before !== null && against.before.get(key) !== now && against.before.has(key)) return true;
  return difference(now, against.last?.get(key) ?? null)?.isLarge === true;
}
