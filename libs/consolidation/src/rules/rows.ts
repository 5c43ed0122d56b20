import type { FormCode } from '#lib/forms';
import { type DecimalString, sumKnown } from '#lib/kernel';
import type { ClusterFacts } from './cluster-facts.js';
import type { Choices, DefinitionPointName } from './definitions.js';
import { landCoverage } from './land-coverage.js';
import { notCounted, type Picked } from './precedence.js';
import { compareText } from './record.js';
import { filingSource } from './sources.js';
import type {
  AcceptedFigure,
  Coverage,
  DerivationInput,
  FigureNote,
  FigureSource,
  MeanParts,
  ObligationState,
  RateParts,
} from './types.js';

/** What the rule of a row looks at: the clusters of the unit under one set of definitions. */
export interface RowContext {
  readonly input: DerivationInput;
  readonly choices: Choices;
  readonly clusters: readonly ClusterFacts[];
  /** Form 02, for coverage and so on: duties of the unit's clusters and projects in this period. */
  readonly obligations: (form: FormCode) => readonly ObligationState[];
  /** Accepted form 03 figures of the unit's communes by key; none when the unit is itself a commune. */
  readonly communeFigures: ReadonlyMap<string, readonly AcceptedFigure[]>;
}

/** What a row comes to. What explains it is worked out when it is asked for: a total of many units needs the value alone. */
export interface RowResult {
  readonly value: DecimalString | null;
  readonly sources: () => readonly FigureSource[];
  readonly coverage: () => Coverage;
  readonly notes: () => readonly FigureNote[];
  readonly parts?: RateParts;
  /** Of a mean of rates: the rates. */
  readonly mean?: MeanParts | null;
}

/** How one indicator of forms 03/04 comes from the register and from accepted filings. */
export interface RowRule {
  readonly key: string;
  /** Open points that touch it. */
  readonly points: readonly DefinitionPointName[];
  readonly derive: (context: RowContext) => RowResult;
}

type Notes = () => readonly FigureNote[];
const none: Notes = () => [];

/** A cluster that belongs to a row, with what proves it. */
export interface Member {
  readonly facts: ClusterFacts;
  readonly sources: () => readonly FigureSource[];
  /** False: only a statement says so. */
  readonly confirmed: boolean;
}

/**
 * Number of clusters in a row, "Cụm". A number wherever the register covers the unit (0 included); null where
 * the register holds nothing of it.
 */
export function countMembers(context: RowContext, members: readonly Member[], notes: Notes = none): RowResult {
  const total = context.clusters.length;
  return {
    value: total === 0 && !context.input.covered ? null : String(members.length),
    sources: () => members.flatMap((m) => m.sources()),
    coverage: () => ({
      expected: total,
      reported: total,
      accepted: total - members.filter((m) => !m.confirmed).length,
      land: landCoverage(context.clusters, context.clusters),
    }),
    notes,
  };
}

/**
 * Sum of a fact over the clusters of a row. Clusters whose fact is unknown are left out and counted in the
 * coverage; when none is known the sum is null. Over no cluster at all the sum is 0 (we know there is none).
 */
export function sumMembers(
  context: RowContext,
  members: readonly Pick<Member, 'facts'>[],
  amount: (facts: ClusterFacts) => Picked,
  notes: Notes = none,
): RowResult {
  const picked = members.map((m) => ({ facts: m.facts, fact: amount(m.facts) }));
  const factsWhere = (test: (fact: Picked) => boolean) => picked.filter((p) => test(p.fact)).map((p) => p.facts);
  return {
    value: members.length === 0 ? nothing(context) : sumKnown(picked.map((p) => p.fact.value)),
    sources: () => picked.flatMap((p) => p.fact.sources),
    coverage: () => {
      const present = factsWhere((fact) => fact.value !== null);
      return {
        expected: members.length,
        reported: present.length,
        accepted: factsWhere((fact) => fact.value !== null && fact.confirmed).length,
        land: landCoverage(
          picked.map((p) => p.facts),
          present,
        ),
      };
    },
    notes: () => [
      ...notes(),
      ...missingNote(
        'VALUE_MISSING',
        'chưa có số liệu',
        factsWhere((fact) => fact.value === null),
      ),
      ...weakNotes(picked),
    ],
  };
}

/**
 * Sum over all clusters of a row that filings feed: per cluster the strongest statement, and where no cluster
 * of a commune has any, the commune's own accepted form 03. Coverage counts the obligations of `form`.
 */
export function sumFiled(
  context: RowContext,
  key: string,
  unit: string,
  form: FormCode,
  amount: (facts: ClusterFacts) => Picked,
  notes: Notes = none,
): RowResult {
  const picked = context.clusters.map((facts) => ({ facts, fact: amount(facts) }));
  const known = new Set(picked.filter((p) => p.fact.value !== null).map((p) => p.facts.cluster.leadCommuneCode));
  const filed = (context.communeFigures.get(key) ?? []).filter((f) => f.value !== null);
  const communes = filed.filter((f) => !known.has(f.filerRef));
  const values = [...picked.map((p) => p.fact.value), ...communes.map((f) => f.value)];
  return {
    value: values.length === 0 ? nothing(context) : sumKnown(values),
    sources: () => [
      ...picked.flatMap((p) => p.fact.sources),
      ...filed.map((f) => (known.has(f.filerRef) ? notCounted(filingSource(f, unit)) : filingSource(f, unit))),
    ],
    coverage: () => ({
      ...coverageOf(context.obligations(form)),
      land: landCoverage(
        context.clusters,
        picked.filter((p) => p.fact.value !== null).map((p) => p.facts),
      ),
    }),
    notes: () => [...notes(), ...communeNote(communes), ...weakNotes(picked)],
  };
}

/** What a reader must know of values that are there but weak. */
function weakNotes(picked: readonly { readonly facts: ClusterFacts; readonly fact: Picked }[]): FigureNote[] {
  const where = (test: (fact: Picked) => boolean) => picked.filter((p) => test(p.fact)).map((p) => p.facts);
  return [
    ...missingNote(
      'HALF_YEAR_FILING',
      'chưa có Biểu 02 cả năm, lấy theo Biểu 02 sáu tháng',
      where((f) => f.tier === 'half_year'),
    ),
    ...missingNote(
      'PARTLY_KNOWN',
      'mới biết một phần, số thực có thể lớn hơn',
      where((f) => f.partial === true),
    ),
  ];
}

/** The sum of nothing: 0 where the register covers the unit, else null. */
const nothing = (context: RowContext): DecimalString | null => (context.input.covered ? '0' : null);

/** Obligations due, sent, accepted. */
export function coverageOf(obligations: readonly ObligationState[]): Coverage {
  return {
    expected: obligations.length,
    reported: obligations.filter((o) => o.reported).length,
    accepted: obligations.filter((o) => o.accepted).length,
  };
}

/** One note that names the clusters, in order of name; none when there are none. */
export function missingNote(code: FigureNote['code'], what: string, clusters: readonly ClusterFacts[]): FigureNote[] {
  if (clusters.length === 0) return [];
  const names = clusters.map((f) => f.cluster.name).sort(compareText);
  const shown = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
  return [{ code, message: `${names.length} cụm ${what}: ${shown}.` }];
}

function communeNote(communes: readonly AcceptedFigure[]): FigureNote[] {
  if (communes.length === 0) return [];
  const names = communes.map((f) => f.filerName ?? f.filerRef).join(', ');
  return [
    {
      code: 'COMMUNE_ONLY_SOURCE',
      message: `Lấy theo Biểu 03 của ${names} vì các cụm ở đó chưa có nguồn nào khác.`,
    },
  ];
}

/** Clusters a test holds for, with what proves it. */
export function membersWhere(
  context: RowContext,
  proof: (facts: ClusterFacts) => { sources: () => readonly FigureSource[]; confirmed?: boolean } | null,
): Member[] {
  const members: Member[] = [];
  for (const facts of context.clusters) {
    const found = proof(facts);
    if (found !== null) members.push({ facts, sources: found.sources, confirmed: found.confirmed ?? true });
  }
  return members;
}
