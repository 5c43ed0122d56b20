import { type ClusterFacts, filed, statements } from './cluster-facts.js';
import { type Picked, pick, precedence } from './precedence.js';
import { type RowRule, sumFiled } from './rows.js';

type Flag = 'wastewater_invested' | 'wastewater_compliant';

/** Rows 26-27: the flag of form 02 (rows 13, 14) is 1 or 0, so its sum counts clusters; else a statement. */
const flag =
  (key: Flag) =>
  (facts: ClusterFacts): Picked =>
    pick(precedence.wastewater, [
      ...filed(facts.record, key, 'Cụm'),
      ...statements(facts.record, facts.reading.cutOff, [key], 'Cụm'),
    ]);

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
