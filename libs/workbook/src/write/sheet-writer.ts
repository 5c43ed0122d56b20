import type { DecimalString } from '#lib/kernel';
import { cellAddress, columnName } from '../rules/address.js';
import type { CellLook, StyleBook } from './style-book.js';
import { cellXmlText } from './xml-text.js';

/** What is put into one cell. */
export type CellContent =
  | { readonly kind: 'text'; readonly text: string }
  /** Exact: the decimal's own digits stand in the file. */
  | { readonly kind: 'number'; readonly value: DecimalString; readonly formula?: string }
  | { readonly kind: 'blank' };

/** Collects the texts of a workbook once each. */
export class SharedTexts {
  private readonly numbers = new Map<string, number>();
  private uses = 0;

  number(text: string): number {
    this.uses++;
    let n = this.numbers.get(text);
    if (n === undefined) {
      n = this.numbers.size;
      this.numbers.set(text, n);
    }
    return n;
  }

  xml(): string {
    const items = [...this.numbers.keys()].map((t) => `<si><t xml:space="preserve">${cellXmlText(t)}</t></si>`);
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.uses}" uniqueCount="${items.length}">` +
      `${items.join('')}</sst>`
    );
  }
}

const LINE_POINTS = 17;

/** Builds the XML of one worksheet, row after row. */
export class SheetWriter {
  private readonly rows: string[] = [];
  private readonly merged: string[] = [];
  private cells: string[] = [];
  private column = 0;
  private height: number | null = null;
  /** Row that is being written, from 1. */
  row = 1;

  constructor(
    private readonly styles: StyleBook,
    private readonly texts: SharedTexts,
    private readonly widths: readonly number[],
  ) {}

  /** Puts the next cell of the current row. */
  put(content: CellContent, look: CellLook = {}): this {
    this.column++;
    const at = `r="${cellAddress(this.row, this.column)}" s="${this.styles.number(look)}"`;
    if (content.kind === 'blank' || (content.kind === 'text' && content.text === '')) this.cells.push(`<c ${at}/>`);
    else if (content.kind === 'text') this.cells.push(`<c ${at} t="s"><v>${this.texts.number(content.text)}</v></c>`);
    else {
      const formula = content.formula === undefined ? '' : `<f>${cellXmlText(content.formula)}</f>`;
      this.cells.push(`<c ${at}>${formula}<v>${content.value}</v></c>`);
    }
    return this;
  }

  /** One text over all columns, on a row of its own; height in points where the text needs more than one line. */
  line(text: string, look: CellLook, lines = 1): this {
    this.put({ kind: 'text', text }, { ...look, wrap: lines > 1 });
    this.tall(lines);
    this.merged.push(`A${this.row}:${columnName(this.widths.length)}${this.row}`);
    return this.next();
  }

  /** Makes the current row high enough for wrapped text: programs do not all work that out on opening. */
  tall(lines: number): this {
    if (lines > 1) this.height = LINE_POINTS * lines;
    return this;
  }

  /** Merges columns of the current row. */
  merge(first: number, last: number): this {
    this.merged.push(`${cellAddress(this.row, first)}:${cellAddress(this.row, last)}`);
    return this;
  }

  /** Ends the current row. */
  next(): this {
    const height = this.height === null ? '' : ` ht="${this.height}" customHeight="1"`;
    if (this.cells.length > 0) this.rows.push(`<row r="${this.row}"${height}>${this.cells.join('')}</row>`);
    this.cells = [];
    this.column = 0;
    this.height = null;
    this.row++;
    return this;
  }

  /** The worksheet part: frozen below `frozenRows`, one A4 page wide. */
  xml(frozenRows: number, orientation: 'portrait' | 'landscape' = 'portrait'): string {
    const last = `${columnName(this.widths.length)}${Math.max(1, this.row - 1)}`;
    const cols = this.widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`);
    const merged = this.merged.map((ref) => `<mergeCell ref="${ref}"/>`);
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
      `<dimension ref="A1:${last}"/>` +
      '<sheetViews><sheetView showGridLines="0" workbookViewId="0">' +
      `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>` +
      `<selection pane="bottomLeft" activeCell="D${frozenRows + 1}" sqref="D${frozenRows + 1}"/>` +
      '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="17"/>' +
      `<cols>${cols.join('')}</cols><sheetData>${this.rows.join('')}</sheetData>` +
      (merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`) +
      '<pageMargins left="0.7" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
      `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>` +
      '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>'
    );
  }
}
