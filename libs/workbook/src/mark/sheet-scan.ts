import { parseAddress, parseRange } from '../rules/address.js';
import type { CellRange } from '../sheet.js';
import type { XmlPart } from './xml-part.js';
import { rawAttributes, type Tag, tagsOf, type XmlElement } from './xml-text.js';

/** A cell as it stands in a worksheet part. */
export interface FoundCell {
  readonly row: number;
  readonly col: number;
  readonly tag: Tag;
  /** Behind the whole element. */
  end: number;
  hasContent: boolean;
}

export interface FoundRow {
  readonly row: number;
  readonly tag: Tag;
  /** Before its closing tag. */
  innerEnd: number;
  end: number;
  /** Only where the row was asked for. */
  readonly cells: FoundCell[];
  cellCount: number;
}

/** Where everything stands in a worksheet part that marks have to do with. */
export interface SheetMap {
  /** In the order of the part. */
  readonly rows: readonly FoundRow[];
  readonly merged: readonly CellRange[];
  readonly columnStyles: readonly { min: number; max: number; style: number }[];
  /** Children of the root, the sheet data among them. */
  readonly children: readonly XmlElement[];
  readonly data: XmlElement | null;
  /** Before the closing tag of the root. */
  readonly innerEnd: number;
}

/** Depths of a worksheet part: the root is 0, what it holds is 1. */
const PART = 1;
const ROW = 2;
const CELL = 3;

/** Goes over a worksheet part once. Cells are looked at only in the rows asked for. */
export function scanSheet(xml: XmlPart, wanted: (row: number) => boolean): SheetMap {
  const scan = new Scan(xml, wanted);
  for (const tag of tagsOf(xml.text)) scan.take(tag);
  return scan;
}

class Scan implements SheetMap {
  readonly rows: FoundRow[] = [];
  readonly merged: CellRange[] = [];
  readonly columnStyles: { min: number; max: number; style: number }[] = [];
  readonly children: XmlElement[] = [];
  data: XmlElement | null = null;
  innerEnd = 0;
  private part: Tag | null = null;
  private row: FoundRow | null = null;
  private cell: FoundCell | null = null;
  private rowNumber = 0;
  private column = 0;
  private isWanted = false;

  constructor(
    private readonly xml: XmlPart,
    private readonly wanted: (row: number) => boolean,
  ) {}

  take(tag: Tag): void {
    const isData = this.part !== null && this.xml.is(this.part, 'sheetData');
    if (tag.depth === PART) this.takePart(tag);
    else if (tag.depth === 0) {
      if (tag.kind === 'close') this.innerEnd = tag.start;
    } else if (!isData) this.takeAside(tag);
    else if (tag.depth === ROW) this.takeRow(tag);
    else if (tag.depth === CELL) this.takeCell(tag);
    else if (this.cell) this.cell.hasContent = true;
  }

  private takePart(tag: Tag): void {
    if (tag.kind === 'open') {
      this.part = tag;
      return;
    }
    const open = this.part ?? tag;
    const inner = tag.kind === 'empty' ? tag.end : tag.start;
    const element = { tag: open, start: open.start, end: tag.end, innerStart: open.end, innerEnd: inner };
    this.children.push(element);
    if (this.xml.is(open, 'sheetData')) this.data ??= element;
    this.part = null;
  }

  /** Merged ranges and column styles stand outside the sheet data. */
  private takeAside(tag: Tag): void {
    if (tag.kind === 'close') return;
    if (this.xml.is(tag, 'mergeCell')) {
      const range = parseRange(rawAttributes(this.xml.text, tag).get('ref') ?? '');
      if (range) this.merged.push(range);
    } else if (this.xml.is(tag, 'col')) {
      const a = rawAttributes(this.xml.text, tag);
      if (a.has('style'))
        this.columnStyles.push({ min: Number(a.get('min')), max: Number(a.get('max')), style: Number(a.get('style')) });
    }
  }

  private takeRow(tag: Tag): void {
    if (tag.kind === 'close') {
      if (this.row) Object.assign(this.row, { innerEnd: tag.start, end: tag.end });
      this.row = null;
      return;
    }
    const written = rawAttributes(this.xml.text, tag).get('r');
    this.rowNumber = written === undefined ? this.impliedRow(tag) : Number(written);
    const row = { row: this.rowNumber, tag, innerEnd: tag.end, end: tag.end, cells: [], cellCount: 0 };
    this.rows.push(row);
    this.isWanted = this.wanted(this.rowNumber);
    this.column = 0;
    this.row = tag.kind === 'open' ? row : null;
  }

  private takeCell(tag: Tag): void {
    if (tag.kind === 'close') {
      if (this.cell) this.cell.end = tag.end;
      this.cell = null;
      return;
    }
    if (!this.row) return;
    this.row.cellCount++;
    if (!this.isWanted) return;
    const at = parseAddress(rawAttributes(this.xml.text, tag).get('r') ?? '');
    this.column = at?.col ?? this.column + 1;
    const cell = { row: this.rowNumber, col: this.column, tag, end: tag.end, hasContent: false };
    this.row.cells.push(cell);
    this.cell = tag.kind === 'open' ? cell : null;
  }

  /** A row without number follows the one before it, unless its first cell says where it is. */
  private impliedRow(tag: Tag): number {
    const first = tag.kind === 'open' ? tagsOf(this.xml.text, tag.end).next().value : undefined;
    const at = first && first.kind !== 'close' ? rawAttributes(this.xml.text, first).get('r') : undefined;
    return parseAddress(at ?? '')?.row ?? this.rowNumber + 1;
  }
}
