import { cellAddress } from '../rules/address.js';
import type { CellKind, CellRange, FileFormat, ParsedCell, ParsedSheet, ReadFinding, ReadResult } from '../sheet.js';

/** How a result crosses from the child: JSON with cells as short tuples, formats by number. */
type WireCell = [
  row: number,
  col: number,
  kind: number,
  text: string,
  number: string | null,
  format: number,
  flags: number,
  formula: string | null,
  comment: string | null,
];

interface WireSheet {
  name: string;
  hidden: boolean;
  rows: number;
  columns: number;
  merged: CellRange[];
  cells: WireCell[];
}

interface WireResult {
  ok: boolean;
  format: FileFormat;
  findings: ReadFinding[];
  formats: string[];
  sheets: WireSheet[];
}

const KINDS: readonly CellKind[] = ['text', 'number', 'boolean', 'date', 'error', 'blank'];
const CACHED = 1;
const HIDDEN_ROW = 2;
const HIDDEN_COLUMN = 4;

export function encodeResult(result: ReadResult): string {
  const formats: string[] = [];
  const numbers = new Map<string, number>();
  const formatNumber = (code: string): number => {
    let n = numbers.get(code);
    if (n === undefined) {
      n = formats.push(code) - 1;
      numbers.set(code, n);
    }
    return n;
  };
  const cellOf = (c: ParsedCell): WireCell => {
    const flags = (c.hasCachedValue ? CACHED : 0) | (c.hiddenRow ? HIDDEN_ROW : 0) | (c.hiddenCol ? HIDDEN_COLUMN : 0);
    return [
      c.row,
      c.col,
      KINDS.indexOf(c.kind),
      c.text,
      c.number,
      formatNumber(c.numberFormat),
      flags,
      c.formula,
      c.comment,
    ];
  };
  const sheets = (result.ok ? result.sheets : []).map(
    (s): WireSheet => ({
      name: s.name,
      hidden: s.hidden,
      rows: s.rowCount,
      columns: s.columnCount,
      merged: [...s.mergedRanges],
      cells: [...s.cells.values()].map(cellOf),
    }),
  );
  const wire: WireResult = { ok: result.ok, format: result.format, findings: [...result.findings], formats, sheets };
  return JSON.stringify(wire);
}

/** @throws SyntaxError when the text is no such result (a child that died while writing) */
export function decodeResult(text: string): ReadResult {
  const wire = JSON.parse(text) as WireResult;
  const [first, ...rest] = wire.findings;
  if (!wire.ok) {
    if (!first) throw new SyntaxError('a refusal without a finding');
    return { ok: false, format: wire.format, findings: [first, ...rest] };
  }
  const sheets = wire.sheets.map(
    (s): ParsedSheet => ({
      name: s.name,
      hidden: s.hidden,
      rowCount: s.rows,
      columnCount: s.columns,
      mergedRanges: s.merged,
      cells: new Map(s.cells.map((c) => [cellAddress(c[0], c[1]), cellFrom(c, wire.formats)])),
    }),
  );
  return { ok: true, format: 'xlsx', sheets, findings: wire.findings };
}

function cellFrom(wire: WireCell, formats: readonly string[]): ParsedCell {
  const [row, col, kind, text, number, format, flags, formula, comment] = wire;
  return {
    address: cellAddress(row, col),
    row,
    col,
    kind: KINDS[kind] ?? 'blank',
    text,
    number,
    formula,
    hasCachedValue: (flags & CACHED) !== 0,
    numberFormat: formats[format] ?? 'General',
    hiddenRow: (flags & HIDDEN_ROW) !== 0,
    hiddenCol: (flags & HIDDEN_COLUMN) !== 0,
    comment,
  };
}
