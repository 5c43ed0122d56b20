import type { FormCode, FormDefinition, IndicatorDefinition } from '#lib/forms';
import { matchKey } from '#lib/kernel';
import { labelKey, labelKeys, likeness, openings, splitLeadingNumber } from '../rules/label-key.js';
import type { Effort } from './effort.js';

/** What a label was found to be. `sure`: the words of the form; else near enough to ask or to warn. */
export interface LabelHit {
  readonly row: IndicatorDefinition;
  readonly likeness: number;
}

/** How many labels a book remembers, and of which length: some hundred kilobytes. */
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 300;

/** All wordings of the rows of one form version, with those that its other versions gave the same keys. */
export class LabelBook {
  private readonly byKey = new Map<string, IndicatorDefinition | null>();
  private readonly sectionKeys: ReadonlySet<string>;
  /** Labels asked for before: a sheet asks for each one several times, and most files carry the same ones. */
  private readonly known = new Map<string, IndicatorDefinition | null>();

  constructor(
    readonly definition: FormDefinition,
    versions: readonly FormDefinition[],
  ) {
    for (const row of definition.rows) {
      const older = versions
        .filter((v) => v.code === definition.code)
        .flatMap((v) => v.rows.filter((r) => r.key === row.key));
      for (const label of new Set([row, ...older].flatMap((r) => [r.labelVi, ...r.alsoLabelled]))) this.add(label, row);
    }
    this.sectionKeys = new Set(
      definition.sections.flatMap((s) => {
        const name = labelKey(s.labelVi);
        return [name, `${matchKey(s.code)} ${name}`];
      }),
    );
  }

  /** A key that two rows share (labels that differ only in brackets or tones) belongs to neither. */
  private add(label: string, row: IndicatorDefinition): void {
    for (const key of labelKeys(label)) {
      const taken = this.byKey.get(key);
      if (taken === undefined) this.byKey.set(key, row);
      else if (taken?.key !== row.key) this.byKey.set(key, null);
    }
  }

  /** The row whose words these are, or null. */
  find(label: string): IndicatorDefinition | null {
    const known = this.known.get(label);
    if (known !== undefined) return known;
    const found = this.search(label);
    if (label.length <= LONGEST_KNOWN) {
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(label, found);
    }
    return found;
  }

  private search(label: string): IndicatorDefinition | null {
    for (const key of labelKeys(label)) {
      const row = this.byKey.get(key);
      if (row) return row;
    }
    return null;
  }

  /** Every key that belongs to one row, with that row. */
  *entries(): Generator<[string, IndicatorDefinition]> {
    for (const [key, row] of this.byKey) if (row) yield [key, row];
  }

  /** Rows by likeness to a label, the nearest first. */
  nearest(label: string, effort: Effort): LabelHit[] {
    // Letters against letters, for each row of the form.
    effort.spend(this.definition.rows.length * Math.min(label.length, 300) * 20);
    const hits = this.definition.rows.map((row) => ({
      row,
      likeness: Math.max(...[row.labelVi, ...row.alsoLabelled].map((l) => likeness(l, label))),
    }));
    return hits.sort((a, b) => b.likeness - a.likeness);
  }

  byNumber(tt: string | null): IndicatorDefinition | null {
    return tt === null ? null : (this.definition.rows.find((row) => row.tt === tt) ?? null);
  }

  /** True for a heading of the form itself: a section's name or number. */
  isSection(label: string): boolean {
    const key = labelKey(label);
    return /^[ivx]{1,4}$/.test(key) || this.sectionKeys.has(key);
  }
}

/** Books by law and form version: the same for every file, and dear to make. */
const books = new WeakMap<readonly FormDefinition[], Map<FormDefinition, LabelBook>>();

/** The book of one form version among all versions of the law. */
export function labelBookOf(definition: FormDefinition, versions: readonly FormDefinition[]): LabelBook {
  const known = books.get(versions) ?? new Map<FormDefinition, LabelBook>();
  books.set(versions, known);
  const book = known.get(definition) ?? new LabelBook(definition, versions);
  known.set(definition, book);
  return book;
}

/** Keys of all labels of all forms, and the first words of them. */
interface LabelIndex {
  /** Key -> form -> indicator. */
  readonly byKey: ReadonlyMap<string, ReadonlyMap<FormCode, string>>;
  readonly openings: ReadonlySet<string>;
}

const indexes = new WeakMap<readonly FormDefinition[], LabelIndex>();

function labelIndexOf(definitions: readonly FormDefinition[]): LabelIndex {
  const known = indexes.get(definitions);
  if (known) return known;
  const byKey = new Map<string, Map<FormCode, string>>();
  const first = new Set<string>();
  for (const definition of definitions) {
    for (const [key, row] of new LabelBook(definition, [definition]).entries()) {
      byKey.set(key, (byKey.get(key) ?? new Map()).set(definition.code, row.key));
      for (const opening of openings(key)) first.add(opening);
    }
  }
  const index = { byKey, openings: first };
  indexes.set(definitions, index);
  return index;
}

const MOST_REMEMBERED = 50_000;
/** Texts that began like a label and were none; after so many the file is no filing but a trial of patience. */
const MOST_MISSES = 20_000;

/**
 * Finds row labels of any form while a sheet is scanned for tables. A workbook may hold half a million
 * texts, so most are put aside by their first words alone.
 */
export class LabelScanner {
  private readonly index: LabelIndex;
  private misses = 0;
  private readonly heads = new Map<string, boolean>();
  private readonly remembered = new Map<string, ReadonlyMap<FormCode, string> | null>();

  constructor(definitions: readonly FormDefinition[]) {
    this.index = labelIndexOf(definitions);
  }

  /** Form -> key of the indicator that a text names there; null when no form knows it. */
  find(text: string): ReadonlyMap<FormCode, string> | null {
    if (text.length < 8 || text.length > 400) return null;
    if (!this.opensLikeLabel(text)) return null;
    let hit = this.remembered.get(text);
    if (hit === undefined) {
      if (this.misses >= MOST_MISSES) return null;
      hit = this.search(text) ?? this.search(splitLeadingNumber(text)?.label ?? '');
      if (hit === null) this.misses++;
      this.remembered.set(text, hit);
    }
    return hit;
  }

  private opensLikeLabel(text: string): boolean {
    let end = -1;
    for (let words = 0; words < 6; words++) {
      const space = text.indexOf(' ', end + 1);
      if (space === -1) break;
      end = space;
    }
    // Odd spaces hold fewer words in as many pieces, so that two texts could share a head and not an opening.
    const isEven = end > 0 && !/\s\s|[^\S ]/.test(text.slice(0, end + 1));
    const head = isEven ? text.slice(0, end) : text;
    let known = this.heads.get(head);
    if (known === undefined) {
      known = openings(text).some((opening) => this.index.openings.has(opening));
      if (this.heads.size < MOST_REMEMBERED) this.heads.set(head, known);
    }
    return known;
  }

  private search(text: string): ReadonlyMap<FormCode, string> | null {
    if (text === '') return null;
    for (const key of labelKeys(text)) {
      const hit = this.index.byKey.get(key);
      if (hit) return hit;
    }
    return null;
  }
}
