import { type ClusterFacts, filed, positive, statements } from './cluster-facts.js';
import { type Candidate, listed, type Picked, pick, precedence } from './precedence.js';
import { type RowRule, sumFiled } from './rows.js';

type Flag = 'wastewater_invested' | 'wastewater_compliant';

/** A cluster counts once: a statement of several treatment works is a yes like any other. */
function once(candidate: Candidate): Candidate {
  const value = candidate.value === null ? null : positive(candidate.value) ? '1' : '0';
  return { ...candidate, value, sources: () => listed(candidate.sources).map((s) => ({ ...s, value })) };
}

/** Rows 26-27: the flag of form 02 (rows 13, 14) is 1 or 0, so its sum counts clusters; else a statement. */
const flag =
  (key: Flag) =>
  (facts: ClusterFacts): Picked =>
    pick(
      precedence.wastewater,
      [...filed(facts.record, key, 'Cụm'), ...statements(facts.record, facts.reading.cutOff, [key], 'Cụm')].map(once),
    );

export const wastewaterRows: readonly RowRule[] = [
  {
    key: 'wastewater_invested_count',
    points: [],
    derive: (context) => sumFiled(context, 'wastewater_invested_count', 'Cụm', '02', flag('wastewater_invested')),
  },
  {
    key: 'wastewater_compliant_count',
    points: [],
    derive: (context) => sumFiled(context, 'wastewater_compliant_count', 'Cụm', '02', flag('wastewater_compliant')),
  },
];
