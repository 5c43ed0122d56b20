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

/** One statement of a fact. */
export interface Candidate {
  readonly tier: Tier;
  readonly value: DecimalString | null;
  readonly sources: readonly FigureSource[];
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

/**
 * Takes the first tier of `order` that knows a value. Candidates are given strongest first within a tier.
 * A candidate whose tier is not in `order` is never taken, only shown.
 */
export function pick(order: readonly Tier[], candidates: readonly Candidate[]): Picked {
  for (const tier of order) {
    const taken = candidates.find((c) => c.tier === tier && c.value !== null);
    if (taken === undefined) continue;
    const others = candidates.filter((c) => c !== taken).flatMap((c) => c.sources.map(notCounted));
    return {
      value: taken.value,
      tier,
      confirmed: (taken.confirmed ?? true) && CONFIRMED.has(tier),
      ...(taken.partial === true ? { partial: true } : {}),
      sources: [...taken.sources, ...others],
    };
  }
  return { value: null, tier: null, confirmed: false, sources: candidates.flatMap((c) => c.sources.map(notCounted)) };
}

export const notCounted = (source: FigureSource): FigureSource =>
  source.counted ? { ...source, counted: false } : source;
