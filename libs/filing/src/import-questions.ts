import type { ReadingDoubt, ReadingKind, Readings } from '#lib/workbook';
import type { ConflictAnswer, TemplateConflict } from './rules/template-merge.js';

/** One thing about an imported file that only its sender can say. */
export interface ImportQuestion {
  readonly id: string;
  readonly kind: ReadingKind | 'conflict';
  readonly sheet: string | null;
  readonly cell: string | null;
  /** Indicator of the form it is about. */
  readonly key: string;
  /** `note`: the remark beside the figure. */
  readonly of: 'value' | 'note';
  /** As typed; for a conflict what the template showed. */
  readonly raw: string | null;
  readonly choices: readonly { readonly choice: string; readonly value: string | null }[];
}

/** What one person answered at one time; later rounds count before earlier ones. */
export interface AnswerRound {
  /** Settled for the whole file. */
  readonly settled: Readonly<Partial<Record<ReadingKind, string>>>;
  /** Settled for single cells, by id of the question. */
  readonly cells: Readonly<Record<string, string>>;
  readonly conflicts: Readonly<Record<string, ConflictAnswer>>;
  readonly by: string;
  readonly byName: string;
  readonly at: string;
}

/** A settled reading on which figures of an import rest. */
export interface AppliedReading {
  readonly kind: ReadingKind;
  readonly choice: string;
  /** "Biểu 04!D12". */
  readonly cells: readonly string[];
  readonly chosenByName: string;
  /** ISO instant. */
  readonly chosenAt: string;
  /** From the office's own list of choices, not answered for this file. */
  readonly remembered: boolean;
}

/** A choice an office made once for a form, to be used until dropped. */
export interface RememberedReading {
  readonly kind: ReadingKind;
  readonly choice: string;
  readonly chosenByName: string;
  readonly chosenAt: Date;
}

export function questionOfDoubt({ id, kind, sheet, cell, key, raw, choices }: ReadingDoubt): ImportQuestion {
  return { id, kind, sheet, cell, key, of: 'value', raw, choices };
}

export function questionOfConflict(conflict: TemplateConflict): ImportQuestion {
  const { id, key, of, sheet, cell, base, mine, server } = conflict;
  const choices = [
    { choice: 'mine', value: mine },
    { choice: 'server', value: server },
  ];
  return { id, kind: 'conflict', sheet, cell, key, of, raw: base, choices };
}

/** What the reader takes as settled: the office's own choices, and over them what was answered for this file. */
export function readingsOf(remembered: readonly RememberedReading[], rounds: readonly AnswerRound[]): Readings {
  const own = remembered.map((r): [string, string] => [r.kind, r.choice]);
  const settled = Object.fromEntries([...own, ...rounds.flatMap((round) => Object.entries(round.settled))]);
  return { settled, cells: new Map(rounds.flatMap((round) => Object.entries(round.cells))) };
}

/** On whose choices the settled doubts of a file rest; one line for each kind, choice and person. */
export function appliedReadings(
  doubts: readonly ReadingDoubt[],
  remembered: readonly RememberedReading[],
  rounds: readonly AnswerRound[],
): AppliedReading[] {
  const newest = [...rounds].reverse();
  const lines = new Map<string, AppliedReading>();
  for (const { id, kind, choices, chosen, sheet, cell } of doubts) {
    if (chosen === null || !choices.some((c) => c.choice === chosen)) continue;
    const round = newest.find((r) => r.cells[id] === chosen) ?? newest.find((r) => r.settled[kind] === chosen);
    const own = remembered.find((r) => r.kind === kind && r.choice === chosen);
    const source = round
      ? { chosenByName: round.byName, chosenAt: round.at, remembered: false }
      : own && { chosenByName: own.chosenByName, chosenAt: own.chosenAt.toISOString(), remembered: true };
    if (!source) continue;
    const line = `${kind}|${chosen}|${source.chosenByName}|${source.chosenAt}`;
    const cells = [...(lines.get(line)?.cells ?? []), `${sheet}!${cell}`];
    lines.set(line, { kind, choice: chosen, cells, ...source });
  }
  return [...lines.values()];
}

/** Answers to conflicts, the newest of each. */
export function conflictAnswers(rounds: readonly AnswerRound[]): ReadonlyMap<string, ConflictAnswer> {
  return new Map(rounds.flatMap((round) => Object.entries(round.conflicts)));
}
