import type { FormDefinition } from '#lib/forms';
import { matchKey } from '#lib/kernel';

/** One text for one row. */
export interface PastedText {
  readonly key: string;
  readonly text: string;
}

/**
 * What a block copied from a spreadsheet means for the form. A block with a column of TT or of labels goes to the rows
 * it names, wherever it was dropped; a bare column goes downwards from the row where the cursor stands.
 * @param clip the clipboard's text: lines, and tabs between columns
 * @param from key of the row it was dropped on
 * @returns null for a single value, which the browser pastes by itself
 */
export function pasted(clip: string, definition: FormDefinition, from: string): PastedText[] | null {
  const lines = clip.replace(/\r/g, '').replace(/\n+$/, '').split('\n');
  const block = lines.map((line) => line.split('\t').map(unquoted));
  if (block.length === 1 && block[0]?.length === 1) return null;
  return named(block, definition) ?? downwards(block, definition, from);
}

/** A cell with a line break or a quotation mark is copied in quotation marks. */
function unquoted(text: string): string {
  const inner = /^"([\s\S]*)"$/.exec(text)?.[1];
  return (inner === undefined ? text : inner.replaceAll('""', '"')).trim();
}

function named(block: readonly string[][], definition: FormDefinition): PastedText[] | null {
  const byName = new Map<string, string>();
  for (const row of definition.rows) {
    byName.set(matchKey(row.labelVi), row.key);
    byName.set(matchKey(row.labelEn), row.key);
  }
  const byNumber = new Map(definition.rows.map((row) => [row.tt, row.key]));
  const found: PastedText[] = [];
  for (const cells of block) {
    const label = cells.map((cell) => byName.get(matchKey(cell))).find((key) => key !== undefined);
    const key = label ?? (cells.length > 1 ? byNumber.get(cells[0] ?? '') : undefined);
    const row = definition.rows.find((r) => r.key === key);
    if (row === undefined) continue;
    // What is left of a row when number, label and unit are taken away is its answer.
    const rest = cells.filter((cell) => {
      const folded = matchKey(cell);
      return cell !== row.tt && !byName.has(folded) && folded !== matchKey(row.unitVi);
    });
    found.push({ key: row.key, text: rest.find((cell) => cell !== '') ?? '' });
  }
  const isNamed = found.length > 1 && new Set(found.map((f) => f.key)).size === found.length;
  return isNamed ? found : null;
}

function downwards(block: readonly string[][], definition: FormDefinition, from: string): PastedText[] {
  const start = definition.rows.findIndex((row) => row.key === from);
  const rows = definition.rows.slice(Math.max(start, 0));
  return block
    .slice(0, rows.length)
    .map((cells, i) => ({ key: rows[i]?.key ?? '', text: cells.find((c) => c !== '') ?? '' }));
}
