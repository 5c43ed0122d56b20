import type { FormCode, FormDefinition, IndicatorDefinition } from '#lib/forms';
import { matchKey } from '#lib/kernel';
import { labelKey, labelKeys, likeness, splitLeadingNumber } from '../rules/label-key.js';

/** What a label was found to be. `sure`: the words of the form; else near enough to ask or to warn. */
export interface LabelHit {
  readonly row: IndicatorDefinition;
  readonly likeness: number;
}

/** All wordings of the rows of one form version, with those that its other versions gave the same keys. */
export class LabelBook {
  private readonly byKey = new Map<string, IndicatorDefinition | null>();

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
    for (const key of labelKeys(label)) {
      const row = this.byKey.get(key);
      if (row) return row;
    }
    return null;
  }

  /** Rows by likeness to a label, the nearest first. */
  nearest(label: string): LabelHit[] {
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
    return (
      /^[ivx]{1,4}$/.test(key) ||
      this.definition.sections.some((s) => {
        const name = labelKey(s.labelVi);
        return key === name || key === `${matchKey(s.code)} ${name}`;
      })
    );
  }
}

/** Finds row labels of any form while a sheet is scanned for tables. */
export class LabelScanner {
  private readonly books: ReadonlyMap<FormCode, readonly LabelBook[]>;
  private readonly remembered = new Map<string, ReadonlyMap<FormCode, string> | null>();

  constructor(definitions: readonly FormDefinition[]) {
    const books = new Map<FormCode, LabelBook[]>();
    for (const d of definitions) books.set(d.code, [...(books.get(d.code) ?? []), new LabelBook(d, [d])]);
    this.books = books;
  }

  /** Form -> key of the indicator that a text names there; null when no form knows it. */
  find(text: string): ReadonlyMap<FormCode, string> | null {
    if (text.length < 8 || text.length > 400) return null;
    let hit = this.remembered.get(text);
    if (hit === undefined) {
      hit = this.search(text) ?? this.search(splitLeadingNumber(text)?.label ?? '');
      this.remembered.set(text, hit);
    }
    return hit;
  }

  private search(text: string): ReadonlyMap<FormCode, string> | null {
    const hits = new Map<FormCode, string>();
    if (text === '') return null;
    for (const [form, books] of this.books) {
      for (const book of books) {
        const row = book.find(text);
        if (row) hits.set(form, row.key);
      }
    }
    return hits.size === 0 ? null : hits;
  }
}
