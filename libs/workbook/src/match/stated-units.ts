import { findUnit, type WrittenUnit } from '#lib/forms';
import { compare, tidy } from '#lib/kernel';
import { cellsAbove } from './heading.js';
import type { FoundTable } from './tables.js';

/** Rows above the headings in which a unit for the whole table may stand. */
const ROWS_ABOVE = 6;
const UNIT_LINE = /^\(?\s*(?:đơn\s+vị\s+tính|đv\s+tính|đvt|đơn\s+vị(?=\s*:))\s*[:.]?\s*/iu;

/**
 * Units that a table states once for all rows, as written: in the heading of the answers ("Kết quả (triệu đồng)")
 * or in a line above the table ("ĐVT: triệu đồng"). Empty when it states none.
 */
export function statedUnits(table: FoundTable, valueCol: number | null, firstRow: number): string[] {
  const stated: string[] = [];
  const { grid, headerRow } = table;
  if (headerRow !== null && valueCol !== null) {
    for (let row = headerRow; row < Math.min(firstRow, headerRow + 3); row++) {
      const cell = grid.seen(row, valueCol);
      if (cell?.kind !== 'text' || cell.text.length > 200) continue;
      for (const m of cell.text.matchAll(/\(([^()]*)\)|[,:–-]([^(),:–-]+)$/gu)) stated.push(m[1] ?? m[2] ?? '');
    }
  }
  const last = headerRow ?? table.firstRow;
  const above = cellsAbove(table).filter(
    (c) => c.kind === 'text' && c.row >= last - ROWS_ABOVE && c.text.length <= 200,
  );
  for (const cell of above) {
    const m = UNIT_LINE.exec(tidy(cell.text));
    if (!m) continue;
    const answer = tidy(cell.text).slice(m[0].length).replace(/\)$/, '');
    const right = above.filter((c) => c.row === cell.row && c.col > cell.col).map((c) => c.text);
    stated.push(answer === '' ? (right[0] ?? '') : answer);
  }
  return [
    ...new Set(stated.flatMap((s) => s.split(/[,;]|\s+và\s+/u)).map((s) => tidy(s).replace(UNIT_LINE, ''))),
  ].filter((s) => s !== '');
}

/** What the statement means for rows of one kind: null for nothing, `unclear` when it names two units of the kind. */
export function statedUnitFor(
  stated: readonly string[],
  units: readonly WrittenUnit[],
): { readonly written: string; readonly unit: WrittenUnit | 'unclear' } | null {
  const found = stated.flatMap((written) => {
    const unit = findUnit(written, units);
    return unit ? [{ written, unit }] : [];
  });
  const [first] = found;
  if (!first) return null;
  const isOne = found.every((f) => compare(f.unit.factor, first.unit.factor) === 0);
  return isOne ? first : { written: found.map((f) => f.written).join(', '), unit: 'unclear' };
}
