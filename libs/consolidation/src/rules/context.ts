import type { FormCode } from '#lib/forms';
import { type ClusterFacts, clusterFacts } from './cluster-facts.js';
import { type Choices, type DefinitionPointName, defaultChoices } from './definitions.js';
import { clusterRecords, newestRevisions } from './record.js';
import type { RowContext } from './rows.js';
import type { AcceptedFigure, DerivationInput, ObligationState } from './types.js';

/** Points that change what is established about a cluster; the others only change how rows use it. */
const REWORKED: ReadonlySet<DefinitionPointName> = new Set([
  'establishment_day',
  'undated_decision',
  'unestablished_area',
]);

/** The context of a unit, and how it looks under another answer to one open point. */
export interface UnitContext {
  readonly context: RowContext;
  readonly under: (point: DefinitionPointName, name: string) => RowContext;
}

/** Works out the facts of every cluster once; other answers are worked out when asked for, each once. */
export function unitContext(input: DerivationInput): UnitContext {
  const records = clusterRecords(input.snapshot, input.accepted, input.period);
  const ids = new Set(records.map((r) => r.cluster.id));
  const duties = obligationsByForm(input.obligations.filter((o) => o.clusterId !== null && ids.has(o.clusterId)));
  const communeFigures = communeFiguresOf(input);
  const choices: Choices = { ...defaultChoices, ...input.choices };
  const make = (chosen: Choices, clusters: readonly ClusterFacts[]): RowContext => ({
    input,
    choices: chosen,
    clusters,
    obligations: (form) => duties.get(form) ?? [],
    communeFigures,
  });
  const facts = records.map((r) => clusterFacts(r, input.window.to, choices));
  const others = new Map<string, RowContext>();
  return {
    context: make(choices, facts),
    under: (point, name) => {
      const key = `${point}=${name}`;
      const known = others.get(key);
      if (known !== undefined) return known;
      const chosen = { ...choices, [point]: name } as Choices;
      const clusters = REWORKED.has(point)
        ? records.map((r) => clusterFacts(r, input.window.to, chosen))
        : facts.map((f) => ({ ...f, choices: chosen }));
      const made = make(chosen, clusters);
      others.set(key, made);
      return made;
    },
  };
}

function obligationsByForm(obligations: readonly ObligationState[]): Map<FormCode, ObligationState[]> {
  const byForm = new Map<FormCode, ObligationState[]>();
  for (const o of obligations) byForm.set(o.form, [...(byForm.get(o.form) ?? []), o]);
  return byForm;
}

/** Forms 03 feed form 04 only; in a commune's own form 03 its filing is the accepted value, not a source. */
function communeFiguresOf(input: DerivationInput): Map<string, AcceptedFigure[]> {
  const byKey = new Map<string, AcceptedFigure[]>();
  if (input.definition.code !== '04') return byKey;
  const figures = input.accepted.filter(
    (f) => f.form === '03' && f.period === input.period && f.provinceCode === input.unit,
  );
  for (const f of newestRevisions(figures)) byKey.set(f.key, [...(byKey.get(f.key) ?? []), f]);
  return byKey;
}
