import type { ClosedDoubt, DataWindow, FormCode, FormDefinition, ValueType } from '#lib/forms';
import type { DecimalString, IsoDate, PeriodCode } from '#lib/kernel';
import type { RegisterSnapshot } from '#lib/register';
import type { Choices, ChosenDefinition } from './definitions.js';
import type { FigureOverride } from './overrides.js';

/** What a figure is made of. `unit`: a province's own figure within the national form. */
export type FigureSourceKind =
  | 'unit'
  | 'cluster'
  | 'filing'
  | 'decision'
  | 'observation'
  | 'plan_entry'
  | 'infrastructure_project'
  | 'tenant_project'
  | 'lease'
  | 'investment_paper';

/** One thing a figure opens to: a row of the register, or one cell of an accepted filing. */
export interface FigureSource {
  readonly kind: FigureSourceKind;
  /** Id of the row; of the filing for kind `filing`; the province code for kind `unit`. */
  readonly id: string;
  /** Vietnamese: which cluster or filer, and what it states. */
  readonly label: string;
  /** What it contributes (or, when not counted, what it states), in `unit`. */
  readonly value: DecimalString | null;
  readonly unit: string | null;
  /** False: another statement of the same fact, shown beside the one that was taken. */
  readonly counted: boolean;
  /** Which side of a rate it belongs to; null in every other row. */
  readonly part: 'numerator' | 'denominator' | null;
  readonly clusterId: string | null;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
  /** Number and issuer of a document, or title of the source. */
  readonly document: string | null;
  readonly date: IsoDate | null;
}

/**
 * How complete a figure is. Rows fed by filings count obligations: due, sent (submitted or accepted), accepted.
 * Rows fed by the register count clusters: those the row covers, those with a known fact, those whose fact
 * stands in a document (decision, plan, lease) rather than in a statement. National rows count forms 04.
 */
export interface Coverage {
  readonly expected: number;
  readonly reported: number;
  readonly accepted: number;
  /** How much of the industrial land they stand for; absent in what was published before it was reckoned. */
  readonly land?: LandCoverage;
}

/**
 * Industrial land (ha, by the detailed plan, else by statement) of the clusters a row expects, and of those whose fact is
 * known: ten reports of small clusters cover less than one of a large cluster.
 */
export interface LandCoverage {
  /** Null where the land of none is known. */
  readonly expected: DecimalString | null;
  readonly covered: DecimalString | null;
  /** Clusters expected whose industrial land nobody states: they stand in neither number. */
  readonly unknown: number;
}

/** A remark a reader must see beside the number. `code` is stable. */
export interface FigureNote {
  readonly code: FigureNoteCode;
  readonly message: string;
}

export type FigureNoteCode =
  | 'OCCUPANCY_ABOVE_100'
  | 'DENOMINATOR_UNCONFIRMED'
  | 'DENOMINATOR_MISSING'
  | 'NUMERATOR_MISSING'
  | 'VALUE_MISSING'
  | 'OPERATING_BY_STATEMENT'
  | 'UNDATED_DECISION'
  | 'LEASES_DISAGREE'
  | 'COMMUNE_ONLY_SOURCE'
  | 'CLOSED_DOUBT'
  | 'HALF_YEAR_FILING'
  | 'HALF_YEAR_ONLY'
  | 'PARTLY_KNOWN'
  | 'PART_IMPLIED'
  | 'MAP_DIVIDED'
  | 'MAP_UNPLACED'
  | 'OVERRIDDEN';

/** The same row under another answer to an open point. */
export interface AlternativeValue {
  readonly point: string;
  readonly definition: string;
  readonly labelVi: string;
  readonly legalStatus: string;
  readonly value: DecimalString | null;
}

/** Both sides of a rate, so that a wider territory is computed from parts and never from percentages. */
export interface RateParts {
  readonly numerator: DecimalString | null;
  readonly denominator: DecimalString | null;
}

/** Rates of single clusters, for a mean over a wider territory. */
export interface MeanParts {
  /** Their sum in units of 10^-40 per cent. */
  readonly units: bigint;
  readonly count: number;
}

/** What a rate is made of under another answer to an open point. */
export interface OtherRate extends RateParts {
  readonly point: string;
  readonly definition: string;
  /** Null where the answer is no mean. */
  readonly mean: MeanParts | null;
}

/**
 * What a province brings to the national form. Its form has no more than the nation looks at: of the sources those of
 * accepted values, of the coverage the land, no remarks and no other answers.
 */
export interface NationPart {
  readonly form: ConsolidatedForm;
  /** By key of a rate. */
  readonly others: ReadonlyMap<string, readonly OtherRate[]>;
}

export interface ConsolidatedFigure {
  readonly key: string;
  readonly tt: string;
  readonly label: string;
  readonly value: DecimalString | null;
  readonly unit: string;
  readonly valueType: ValueType;
  readonly basis: 'accepted' | 'overridden' | 'derived' | 'missing';
  readonly derivedValue: DecimalString | null;
  /** An officer's value in place of the derived one; absent where there is none. */
  readonly override?: FigureOverride;
  readonly acceptedValue: DecimalString | null;
  /** Names of the definitions the derived value was made under, joined by " + "; null where the law leaves nothing open. */
  readonly definition: string | null;
  readonly definitions: readonly ChosenDefinition[];
  /** What the law leaves open about this row, as the form definition words it. */
  readonly openPoint: string | null;
  readonly derivation: string | null;
  readonly sources: readonly FigureSource[];
  readonly coverage: Coverage;
  readonly alternatives: readonly AlternativeValue[];
  readonly parts: RateParts | null;
  readonly notes: readonly FigureNote[];
}

/** A consolidated form: every row of the definition is present, null where nothing is known. */
export interface ConsolidatedForm {
  readonly form: FormCode;
  /** Province code, commune code or "VN". */
  readonly unit: string;
  readonly unitName: string;
  readonly period: PeriodCode;
  readonly definitionId: string;
  readonly window: DataWindow;
  readonly figures: readonly ConsolidatedFigure[];
}

/** A unit with its name on one day. */
export interface NamedUnit {
  readonly code: string;
  readonly name: string;
}

/** One figure of a filing that was accepted and posted. */
export interface AcceptedFigure {
  readonly form: FormCode;
  readonly period: PeriodCode;
  /** Public code of the filer: project, cluster, commune or province. */
  readonly filerRef: string;
  readonly filerName: string | null;
  readonly key: string;
  readonly value: DecimalString | null;
  readonly filingId: string;
  readonly revision: number;
  readonly definitionId: string;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
  /** Day it was accepted. */
  readonly acceptedOn: IsoDate | null;
  readonly provinceCode: string;
  readonly communeCode: string | null;
  readonly clusterId: string | null;
  readonly projectId: string | null;
  /** Reasons its filer closed doubts about it with, oldest first; absent or null where nobody doubted it. */
  readonly closings?: readonly Pick<ClosedDoubt, 'reason' | 'text'>[] | null;
}

/** One duty to file, and how far it has been met. */
export interface ObligationState {
  readonly form: FormCode;
  readonly filerRef: string;
  readonly provinceCode: string;
  readonly communeCode: string | null;
  readonly clusterId: string | null;
  /** A revision is submitted or accepted. */
  readonly reported: boolean;
  readonly accepted: boolean;
}

/** Everything a derivation looks at; nothing else may influence a figure. */
export interface DerivationInput {
  readonly definition: FormDefinition;
  readonly unit: string;
  readonly unitName: string;
  readonly period: PeriodCode;
  /** Data window; its last day is the cut-off. */
  readonly window: DataWindow;
  readonly snapshot: RegisterSnapshot;
  /**
   * Accepted figures of any forms and units; the rules take those of this period, and of the six months within a year,
   * that concern the unit's clusters.
   */
  readonly accepted: readonly AcceptedFigure[];
  readonly obligations: readonly ObligationState[];
  /**
   * The register covers this unit: it holds clusters of the province. Then "no cluster" is knowledge (0);
   * without it everything is missing (null).
   */
  readonly covered: boolean;
  /** Answers to open points other than the defaults. */
  readonly choices?: Partial<Choices>;
  /** Compute the other answers of each open point too (default true). */
  readonly withAlternatives?: boolean;
}
