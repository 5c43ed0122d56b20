import {
  type Answers,
  type CheckedForm,
  type FormDefinition,
  type MergeChange,
  mergeFigures,
  mergeThreeWay,
  type ParsedEntry,
  type ParsedForm,
  sameFigure,
} from '#lib/forms';
import type { DecimalString } from '#lib/kernel';

/** A cell that was changed in the template and, to something else, on the server. */
export interface TemplateConflict {
  /** "conflict|value|planned_area", "conflict|note|planned_area". */
  readonly id: string;
  readonly key: string;
  readonly of: 'value' | 'note';
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly base: string | null;
  readonly mine: string | null;
  readonly server: string | null;
}

/** What the sender decided about a conflict; it holds while the server still has `server`. */
export interface ConflictAnswer {
  readonly choice: 'mine' | 'server' | 'value';
  /** With `value`: what holds instead of both. */
  readonly value: string | null;
  readonly server: string | null;
}

export interface MergedTemplate {
  readonly parsed: ParsedForm;
  readonly conflicts: readonly TemplateConflict[];
  /** Answers that the merge changes on the server, totals among them. */
  readonly changed: readonly MergeChange[];
}

export interface TemplateSides {
  readonly definition: FormDefinition;
  readonly base: { readonly values: Answers<DecimalString>; readonly notes: Answers };
  readonly file: CheckedForm['parsed'];
  /** Figures of the latest revision; empty when nothing is filed yet. */
  readonly server: ReadonlyMap<string, ParsedEntry>;
  readonly answers: ReadonlyMap<string, ConflictAnswer>;
}

/**
 * The form as it stands after a template came back: cells left alone follow the server, cells changed in the file are
 * taken, cells changed on both sides follow the answer, and wait on the server's figure until there is one.
 */
export function mergeTemplate({ definition, base, file, server, answers }: TemplateSides): MergedTemplate {
  const keys = definition.rows.map((row) => row.key);
  const serverSide = <T extends string>(of: (entry: ParsedEntry) => T | null): Record<string, T | null> =>
    Object.fromEntries(keys.map((key) => [key, ofEntry(server.get(key), of)]));
  const fileSide = <T extends string>(of: (entry: ParsedEntry) => T | null): Record<string, T | null> =>
    Object.fromEntries([...file.entries.values()].map((entry) => [entry.key, of(entry)]));
  const figures = settle(
    'value',
    { base: base.values, file: fileSide((e) => e.value), server: serverSide((e) => e.value) },
    answers,
    sameFigure,
  );
  const notes = settle(
    'note',
    { base: base.notes, file: fileSide((e) => e.note), server: serverSide((e) => e.note) },
    answers,
    (a, b) => a === b,
  );
  const merged = mergeFigures(definition, base.values, figures.file, figures.server);
  const mergedNotes = mergeThreeWay(base.notes, notes.file, notes.server);
  const entries = new Map(
    keys.map((key) => {
      const value = merged.values[key] ?? null;
      const note = mergedNotes.values[key] ?? null;
      return [key, entryOf(key, value, note, file.entries.get(key), server.get(key))];
    }),
  );
  const place = (key: string) => file.entries.get(key)?.at ?? { sheet: null, cell: null };
  const conflicts = [
    ...merged.conflicts.map((c) => ({ ...c, of: 'value' as const })),
    ...mergedNotes.conflicts.map((c) => ({ ...c, of: 'note' as const })),
  ].map(({ key, of, base: was, file: mine, server: now }) => {
    const { sheet, cell } = place(key);
    return { id: conflictId(of, key), key, of, sheet, cell, base: was, mine, server: now };
  });
  const changed = keys.flatMap((key) => {
    const value = change(
      key,
      ofEntry(server.get(key), (e) => e.value),
      merged.values[key] ?? null,
      sameFigure,
    );
    const note = change(
      `${key}.note`,
      ofEntry(server.get(key), (e) => e.note),
      mergedNotes.values[key] ?? null,
    );
    return [...value, ...note];
  });
  return { parsed: { ...file, entries }, conflicts, changed };
}

export function conflictId(of: 'value' | 'note', key: string): string {
  return `conflict|${of}|${key}`;
}

interface Sides<T extends string> {
  readonly base: Answers<T>;
  readonly file: Record<string, T | null>;
  readonly server: Record<string, T | null>;
}

/** Puts answered conflicts into the sides themselves, so that the merge and its totals follow from one rule. */
function settle<T extends string>(
  of: 'value' | 'note',
  { base, file, server }: Sides<T>,
  answers: ReadonlyMap<string, ConflictAnswer>,
  same: (a: T, b: T) => boolean,
): Sides<T> {
  const settled: Sides<T> = { base, file: { ...file }, server: { ...server } };
  for (const { key } of mergeThreeWay(base, file, server, same).conflicts) {
    const answer = answers.get(conflictId(of, key));
    const now = server[key] ?? null;
    const seen = answer?.server as T | null | undefined;
    if (answer === undefined || seen === undefined || !equal(seen, now, same)) continue;
    const was = base[key] ?? null;
    if (answer.choice === 'server') settled.file[key] = was;
    else {
      settled.server[key] = was;
      if (answer.choice === 'value') settled.file[key] = answer.value as T | null;
    }
  }
  return settled;
}

/** Where the file shows the figure, it is the source; otherwise the figure has no cell in it. */
function entryOf(
  key: string,
  value: DecimalString | null,
  note: string | null,
  inFile: ParsedEntry | undefined,
  onServer: ParsedEntry | undefined,
): ParsedEntry {
  const holds = (entry: ParsedEntry | undefined): entry is ParsedEntry =>
    entry !== undefined && equal(entry.value, value, sameFigure);
  if (holds(inFile)) return { ...inFile, value, note };
  if (holds(onServer)) return { ...onServer, value, note, at: null };
  return { key, value, raw: value, note, at: null, readAs: null };
}

function change<T extends string>(
  key: string,
  from: T | null,
  to: T | null,
  same: (a: T, b: T) => boolean = (a, b) => a === b,
): MergeChange<T>[] {
  return equal(from, to, same) ? [] : [{ key, from, to }];
}

function equal<T>(a: T | null, b: T | null, same: (a: T, b: T) => boolean): boolean {
  return a === null || b === null ? a === b : same(a, b);
}

function ofEntry<T>(entry: ParsedEntry | undefined, of: (entry: ParsedEntry) => T | null): T | null {
  return entry === undefined ? null : of(entry);
}
