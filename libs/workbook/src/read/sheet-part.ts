import { cellAddress, MAX_COLUMN, MAX_ROW, parseAddress, parseRange } from '../rules/address.js';
import { isDateFormat, serialDate } from '../rules/number-format.js';
import { storedDecimal } from '../rules/stored-number.js';
import type { CellKind, CellRange, ParsedCell, ParsedSheet } from '../sheet.js';
import type { ReadLimits } from './limits.js';
import { type PlainCell, readPlainCell } from './plain-cell.js';
import { broken, tooMuch } from './refusal.js';
import { checkLength } from './strings-and-styles.js';
import { type Attributes, cellText, flowXml, isTrue, raisedDigits, streamXml } from './xml.js';
import type { ZipArchive } from './zip.js';

/** What all sheets of a workbook share while they are read; the counts run over the whole file. */
export interface SheetContext {
  readonly zip: ZipArchive;
  readonly limits: ReadLimits;
  readonly sharedStrings: readonly string[];
  readonly formats: readonly string[];
  readonly epoch1904: boolean;
  readonly counts: { rows: number; cells: number; merged: number };
}

export interface Content {
  readonly kind: CellKind;
  readonly text: string;
  readonly number: string | null;
}

const MOST_DATES = 10_000;
const BLANK: Content = { kind: 'blank', text: '', number: null };

/** One cell as it passes by, for readers that keep no sheet in memory. */
export type CellSink = (row: number, col: number, cell: PassingCell) => void;

export interface PassingCell extends Content {
  readonly formula: string | null;
  readonly hasCachedValue: boolean;
  readonly numberFormat: string;
}

/** Hands the cells of one worksheet part to a sink, in the order of the file. @throws ReadRefusal */
export async function flowCells(context: SheetContext, sheet: { part: string }, sink: CellSink): Promise<void> {
  const reader = new SheetReader(context, sink);
  if (!(await flowXml(context.zip, sheet.part, reader, context.limits))) throw broken(sheet.part);
}

/** Reads one worksheet part. @throws ReadRefusal */
export function readSheet(context: SheetContext, sheet: { name: string; hidden: boolean; part: string }): ParsedSheet {
  const reader = new SheetReader(context);
  if (!streamXml(context.zip, sheet.part, reader, context.limits)) throw broken(sheet.part);
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    cells: reader.finished(),
    rowCount: reader.lastRow,
    columnCount: reader.lastColumn,
    mergedRanges: reader.merged,
  };
}

class SheetReader {
  lastRow = 0;
  lastColumn = 0;
  readonly merged: CellRange[] = [];
  private readonly cells = new Map<string, ParsedCell>();
  private readonly hiddenColumns = new Set<number>();
  private readonly context: SheetContext;
  private inData = false;
  private inCell = false;
  private columnDefinitions = 0;
  private row = 0;
  private column = 0;
  private rowHidden = false;
  private rowCounted = false;
  private type = 'n';
  private format = 'General';
  private value: string | null = null;
  private inline: string | null = null;
  private formula: string | null = null;
  private phonetic = 0;
  private raised = false;
  /** Names of the open elements below the cell: what an extension holds is not the cell's. */
  private readonly path: string[] = [];
  private taking: 'value' | 'inline' | 'formula' | null = null;

  private readonly plain: PlainCell = { row: 0, col: 0, type: 'n', style: 0, value: null, inline: null };
  private readonly sink: CellSink | null;
  /** What was worked out before: formats and days come again and again. */
  private readonly dateFormats = new Map<string, boolean>();
  private readonly dates = new Map<string, string>();

  constructor(context: SheetContext, sink: CellSink | null = null) {
    this.context = context;
    this.sink = sink;
  }

  /** Most cells are written in one way, and are taken at once. */
  shortcut(xml: string, at: number): number {
    if (!this.inData || this.inCell || xml.charCodeAt(at + 1) !== 0x63) return 0;
    const cell = this.plain;
    const end = readPlainCell(xml, at, cell);
    if (end === 0) return 0;
    const row = cell.row === 0 ? this.row : cell.row;
    const column = cell.row === 0 ? this.column + 1 : cell.col;
    if (row < 1 || column > MAX_COLUMN) return 0;
    this.beginCell(row, column, cell.type, cell.style);
    this.value = cell.value;
    this.inline = cell.inline;
    this.closeCell();
    return end;
  }

  open(name: string, a: Attributes): void {
    if (this.inCell) this.openInCell(name, a);
    else if (this.inData) {
      if (name === 'row') this.openRow(a);
      else if (name === 'c') this.openCell(a);
    } else if (name === 'sheetData') this.inData = true;
    else if (name === 'mergeCell') this.merge(a['ref'] ?? '');
    else if (name === 'col' && isTrue(a['hidden'])) this.hideColumns(Number(a['min']), Number(a['max']));
  }

  private openInCell(name: string, a: Attributes): void {
    const isOwn = this.path.length === 0;
    this.path.push(name);
    if (!isOwn && this.path[0] !== 'is') {
      this.taking = null;
      return;
    }
    if (name === 'v' && isOwn) {
      if (this.value !== null) throw broken('two values in one cell');
      this.taking = 'value';
      this.value = '';
    } else if (name === 'f' && isOwn) {
      this.taking = 'formula';
      this.formula = '';
    } else if (name === 'rPh') this.phonetic++;
    else if (name === 'r') this.raised = false;
    else if (name === 'vertAlign') this.raised = a['val'] === 'superscript';
    else if (name === 't') {
      this.taking = this.phonetic === 0 ? 'inline' : null;
      this.inline ??= '';
    }
  }

  text(text: string): void {
    if (this.taking === 'value') this.value = (this.value ?? '') + text;
    else if (this.taking === 'formula') this.formula = (this.formula ?? '') + text;
    else if (this.taking === 'inline') this.inline = (this.inline ?? '') + (this.raised ? raisedDigits(text) : text);
  }

  close(name: string): void {
    if (this.inCell) this.closeInCell(name);
    else if (name === 'sheetData') this.inData = false;
  }

  private closeInCell(name: string): void {
    if (this.path.pop() === undefined) {
      this.closeCell();
      this.inCell = false;
    } else if (name === 'rPh' && this.path[0] === 'is') this.phonetic--;
    else if (name === 'r') this.raised = false;
    else if (name === 'v' || name === 'f' || name === 't') this.taking = null;
  }

  /** Hidden columns may be declared anywhere in the part, so they are laid over the cells at the end. */
  finished(): ReadonlyMap<string, ParsedCell> {
    if (this.hiddenColumns.size === 0) return this.cells;
    for (const [address, cell] of this.cells) {
      const hiddenCol = this.hiddenColumns.has(cell.col);
      if (hiddenCol) this.cells.set(address, { ...cell, hiddenCol });
    }
    return this.cells;
  }

  private hideColumns(min: number, max: number): void {
    // Definitions do not overlap in a sound sheet; some programs repeat them, none a hundred times over.
    this.columnDefinitions += 1 + Math.max(0, max - min);
    if (!(min >= 1 && max <= MAX_COLUMN && this.columnDefinitions <= 100 * MAX_COLUMN)) throw broken('columns');
    for (let col = min; col <= max; col++) this.hiddenColumns.add(col);
  }

  private openRow(a: Attributes): void {
    this.row = a['r'] === undefined ? this.row + 1 : Number(a['r']);
    if (!Number.isInteger(this.row) || this.row < 1 || this.row > MAX_ROW) throw broken('row number');
    this.column = 0;
    this.rowHidden = isTrue(a['hidden']) || Number(a['ht'] ?? 1) === 0;
    this.rowCounted = false;
  }

  private openCell(a: Attributes): void {
    const at = a['r'] === undefined ? { row: this.row, col: this.column + 1 } : parseAddress(a['r']);
    if (!at || at.row < 1 || at.col > MAX_COLUMN) throw broken('cell address');
    this.inCell = true;
    this.beginCell(at.row, at.col, a['t'] ?? 'n', Number(a['s'] ?? 0));
  }

  private beginCell(row: number, column: number, type: string, style: number): void {
    this.row = row;
    this.column = column;
    this.type = type;
    this.format = this.context.formats[style] ?? 'General';
    this.value = null;
    this.inline = null;
    this.formula = null;
    this.taking = null;
    this.phonetic = 0;
    this.raised = false;
  }

  private closeCell(): void {
    const { limits, counts } = this.context;
    const content = this.content();
    if (content.kind === 'blank' && this.formula === null) return;
    if (!this.rowCounted) {
      this.rowCounted = true;
      if (++counts.rows > limits.rows) throw tooMuch(counts.rows, limits.rows, 'dòng');
    }
    if (++counts.cells > limits.cells) throw tooMuch(counts.cells, limits.cells, 'ô');
    checkLength(this.formula ?? '', limits);
    const hasCachedValue = this.value !== null && (this.value !== '' || this.type === 'str');
    if (this.sink !== null) {
      this.sink(this.row, this.column, {
        kind: content.kind,
        text: content.text,
        number: content.number,
        formula: this.formula,
        hasCachedValue,
        numberFormat: this.format,
      });
      return;
    }
    const address = cellAddress(this.row, this.column);
    if (this.cells.has(address)) throw broken(`cell ${address} stands twice`);
    this.cells.set(address, {
      address,
      row: this.row,
      col: this.column,
      ...content,
      formula: this.formula,
      hasCachedValue,
      numberFormat: this.format,
      hiddenRow: this.rowHidden,
      hiddenCol: false,
      comment: null,
    });
    this.lastRow = Math.max(this.lastRow, this.row);
    this.lastColumn = Math.max(this.lastColumn, this.column);
  }

  private content(): Content {
    const stored = this.value ?? '';
    if (this.type === 'inlineStr') return textContent(this.inline ?? stored, this.context.limits);
    if (this.type === 'str') return textContent(stored, this.context.limits);
    if (stored.trim() === '') return this.inline === null ? BLANK : textContent(this.inline, this.context.limits);
    switch (this.type) {
      case 's': {
        const shared = /^\s*\d+\s*$/.test(stored) ? this.context.sharedStrings[Number(stored)] : undefined;
        if (shared === undefined) throw broken('shared string');
        return shared === '' ? BLANK : { kind: 'text', text: shared, number: null };
      }
      case 'b':
        return { kind: 'boolean', text: isTrue(stored.trim()) ? 'TRUE' : 'FALSE', number: null };
      case 'e':
        return { kind: 'error', text: stored.trim().slice(0, 40), number: null };
      case 'd':
        return { kind: 'date', text: stored.trim().slice(0, 10), number: null };
      case 'n':
        return this.numeric(stored);
      default:
        throw broken(`cell type ${this.type}`);
    }
  }

  private numeric(stored: string): Content {
    const number = storedDecimal(stored);
    if (number === null) throw broken('number');
    if (!this.isDate(this.format)) return { kind: 'number', text: number, number };
    return { kind: 'date', text: this.dateOf(number), number };
  }

  private isDate(format: string): boolean {
    let known = this.dateFormats.get(format);
    if (known === undefined) {
      known = isDateFormat(format);
      this.dateFormats.set(format, known);
    }
    return known;
  }

  private dateOf(serial: string): string {
    let text = this.dates.get(serial);
    if (text === undefined) {
      text = serialDate(serial, this.context.epoch1904) || serial;
      if (this.dates.size < MOST_DATES) this.dates.set(serial, text);
    }
    return text;
  }

  private merge(ref: string): void {
    const range = parseRange(ref);
    if (!range) throw broken('merged range');
    const { limits, counts } = this.context;
    if (++counts.merged > limits.mergedRanges) throw tooMuch(counts.merged, limits.mergedRanges, 'vùng gộp ô');
    this.merged.push(range);
  }
}

function textContent(stored: string, limits: ReadLimits): Content {
  checkLength(stored, limits);
  const text = cellText(stored);
  return text === '' ? BLANK : { kind: 'text', text, number: null };
}
