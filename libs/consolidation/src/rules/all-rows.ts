import { capitalRows } from './capital.js';
import { detailedPlanRows } from './detailed-plan.js';
import { establishedRows } from './established.js';
import { flowRows } from './flows.js';
import { investorRows } from './investor.js';
import { landRows } from './land.js';
import { operatingRows } from './operating.js';
import { plannedRows } from './planned.js';
import { projectRows } from './projects.js';
import type { RowRule } from './rows.js';
import { wastewaterRows } from './wastewater.js';

/** Every derivation by the key of its indicator. A row of a form version that has none here is missing, not wrong. */
export const rowRules: ReadonlyMap<string, RowRule> = new Map(
  [
    ...plannedRows,
    ...establishedRows,
    ...investorRows,
    ...detailedPlanRows,
    ...capitalRows,
    ...operatingRows,
    ...landRows,
    ...projectRows,
    ...flowRows,
    ...wastewaterRows,
  ].map((rule) => [rule.key, rule]),
);
