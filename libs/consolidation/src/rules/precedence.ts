import type { DecimalString } from '#lib/kernel';
import type { FigureSource } from './types.js';

/**
 * Which of several statements of one fact is taken: rule as data. Tiers from the strongest; within a tier
 * the rules take the newest. What is not taken stays visible among the sources.
 */
export const precedence = {
  /** Decree 32/2024 Art. 2.6: what the approved detailed plan fixes. A statement is unconfirmed. */
  industrialLand: ['detailed_plan', 'statement', 'implied'],
  /** Circular 14/2024: form 02 row 4, else the leases of the register; the six months' form 02 before any statement. */
  leasedLand: ['filing', 'register', 'half_year', 'statement'],
  projects: ['filing', 'register', 'half_year', 'statement'],
  /** "theo dự án được phê duyệt": the approval before the register's note of the project. */
  infraInvestment: ['filing', 'half_year', 'decision', 'register', 'statement'],
  /** Where the cluster is neither established nor has an approved project, an interested firm's figure is no investment. */
  interestOnly: ['filing', 'half_year', 'decision'],
  infraPaid: ['filing', 'half_year', 'statement'],
  wastewater: ['filing', 'half_year', 'statement'],
  readyLand: ['filing', 'half_year'],
  labour: ['filing', 'half_year'],
  unestablishedArea: ['detailed_plan', 'plan', 'withdrawn_plan', 'statement'],
  plannedArea: ['plan', 'withdrawn_plan', 'statement'],
} as const satisfies Record<string, readonly Tier[]>;

/**
 * `filing`: accepted for the period itself. `half_year`: accepted for the six months within a year whose own filing
 * has not come. `older_filing`: the same where it has; a newer accepted filing beats it, so no order names it.
 */
export type Tier =
  | 'filing'
  | 'half_year'
  | 'older_filing'
  | 'detailed_plan'
  | 'decision'
  | 'register'
  | 'plan'
  | 'withdrawn_plan'
  | 'statement'
  | 'implied';

/** Tiers that a document stands behind; the others are statements that somebody still has to confirm. */
const CONFIRMED: ReadonlySet<Tier> = new Set(['filing', 'detailed_plan', 'decision', 'register', 'plan']);

/** What a statement stands on. A function is asked only where somebody looks: a national total never does. */
export type Sources = readonly FigureSource[] | (() => readonly FigureSource[]);

export const listed = (sources: Sources): readonly FigureSource[] =>
  typeof sources === 'function' ? sources() : sources;

/** One statement of a fact. */
export interface Candidate {
  readonly tier: Tier;
  readonly value: DecimalString | null;
  readonly sources: Sources;
  /** False: the document exists but leaves something open (an investment of a project not yet approved). */
  readonly confirmed?: boolean;
  /** True: some of what it is made of is not known, so it is at least this much. */
  readonly partial?: boolean;
}

/** The fact as taken. `value` null: nobody knows. */
export interface Picked {
  readonly value: DecimalString | null;
  readonly tier: Tier | null;
  readonly confirmed: boolean;
  readonly partial?: boolean;
  /** Counted sources of the value, then the other statements, not counted. */
  readonly sources: readonly FigureSource[];
}

/** A fact as taken, whose sources are listed when they are asked for. */
class Taken implements Picked {
  constructor(
    readonly value: DecimalString | null,
    readonly tier: Tier | null,
    readonly confirmed: boolean,
    readonly partial: boolean,
    readonly explain: Sources,
  ) {}

  get sources(): readonly FigureSource[] {
    return listed(this.explain);
  }
}

/** A fact that no order of tiers decides: a sum, a count. */
export const taken = (fact: Omit<Picked, 'sources'>, sources: Sources): Picked =>
  new Taken(fact.value, fact.tier, fact.confirmed, fact.partial === true, sources);

/**
 * Takes the first tier of `order` that knows a value. Candidates are given strongest first within a tier.
 * A candidate whose tier is not in `order` is never taken, only shown.
 */
export function pick(order: readonly Tier[], candidates: readonly Candidate[]): Picked {
  for (const tier of order) {
    for (const candidate of candidates) {
      if (candidate.tier !== tier || candidate.value === null) continue;
      const { value, confirmed = true, partial = false } = candidate;
      return new Taken(value, tier, confirmed && CONFIRMED.has(tier), partial, () => [
        ...listed(candidate.sources),
        ...shown(candidates.filter((c) => c !== candidate)),
      ]);
    }
  }
  return new Taken(null, null, false, false, () => shown(candidates));
}

const shown = (candidates: readonly Candidate[]): FigureSource[] =>
  candidates.flatMap((c) => listed(c.sources).map(notCounted));

export const notCounted = (source: FigureSource): FigureSource =>
  source.counted ? { ...source, counted: false } : source;
