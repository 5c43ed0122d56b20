import type { DecimalString } from '#lib/kernel';

/**
 * What only the sender knows about a figure, and what there is to choose from:
 * `writing` "1.250" (vi: the dot groups thousands; en: it is the decimal mark), `none` "không" (zero or no figure),
 * `percent` 0.29 in a row of per cents (as it stands, or a share of one), `percent_sign` 3049 % (as shown, or typed as
 * 30.49), `cross` an "x" where 1 or 0 is asked (yes, or no figure).
 */
export const READING_CHOICES = {
  writing: ['vi', 'en'],
  none: ['zero', 'missing'],
  percent: ['percent', 'share'],
  percent_sign: ['shown', 'typed'],
  cross: ['one', 'missing'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type ReadingKind = keyof typeof READING_CHOICES;

/** One doubtful figure: a question while nothing is chosen, and afterwards the reason for its value. */
export interface ReadingDoubt {
  /** Names the doubt within its file: "writing|Biểu 04!D12". */
  readonly id: string;
  readonly kind: ReadingKind;
  readonly sheet: string;
  readonly cell: string;
  readonly key: string;
  /** As typed. */
  readonly raw: string;
  /** What each choice would make of it, in the unit it is written in; null for no figure. */
  readonly choices: readonly { readonly choice: string; readonly value: DecimalString | null }[];
  readonly chosen: string | null;
}

/** What the sender has settled: for all cells of the file, and for single ones, by id of the doubt. */
export interface Readings {
  readonly settled: Readonly<Partial<Record<ReadingKind, string>>>;
  readonly cells: ReadonlyMap<string, string>;
}

export const NOTHING_SETTLED: Readings = { settled: {}, cells: new Map() };

/** The doubt about one cell, with the choice that settles it, if one was made. */
export function doubtOf(
  kind: ReadingKind,
  place: { readonly sheet: string; readonly cell: string; readonly key: string },
  raw: string,
  values: readonly [DecimalString | null, DecimalString | null],
  readings: Readings,
): ReadingDoubt {
  const { sheet, cell, key } = place;
  const id = `${kind}|${sheet}!${cell}`;
  const choices = READING_CHOICES[kind].map((choice, i) => ({ choice, value: values[i] ?? null }));
  const said = readings.cells.get(id) ?? readings.settled[kind];
  const chosen = choices.find((c) => c.choice === said)?.choice ?? null;
  return { id, kind, sheet, cell, key, raw, choices, chosen };
}

/** What the choice makes of the figure. */
export function chosenValue({ choices, chosen }: ReadingDoubt): DecimalString | null {
  return choices.find((c) => c.choice === chosen)?.value ?? null;
}
