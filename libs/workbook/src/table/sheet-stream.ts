import { add, type DecimalString, printDecimal } from '#lib/kernel';
import { cellAddress, columnName, MAX_ROW } from '../rules/address.js';
import { type CellWriter, cellWriter, textXml, totalXml } from './cell-xml.js';
import { headingOf, type TableColumn, type TableRow } from './table.js';
import type { TableStyles } from './table-styles.js';
import type { ZipPart } from './zip-stream.js';

/** Rows kept free at the end of a sheet for the totals of every open group. */
const TAIL_ROWS = 16;
export const ROWS_IN_SHEET = MAX_ROW - TAIL_ROWS;

/** A group that is open: where it began and what its columns add up to; null where nothing is known. */
interface Open {
  readonly from: number;
  readonly sums: (DecimalString | null)[];
  readonly name: string;
  rows: number;
}

export interface SheetStreamOptions {
  readonly part: ZipPart;
  readonly columns: readonly TableColumn[];
  readonly styles: TableStyles;
  readonly groups: number;
  readonly totals: boolean;
}

/** Writes one worksheet row after row: frozen and filtered head, groups with their totals, total at the end. */
export class SheetStream {
  private readonly names: readonly string[];
  private readonly writers: readonly CellWriter[];
  private readonly open: Open[] = [];
  private readonly all: Open;
  private last: TableRow | null = null;
  /** Last row written, from 1; the head is 1. */
  row = 1;

  constructor(private readonly options: SheetStreamOptions) {
    this.names = options.columns.map((_, i) => columnName(i + 1));
    this.writers = options.columns.map((column) => cellWriter(column, options.styles));
    this.all = this.begin('');
  }

  async head(): Promise<void> {
    const { columns, styles, part, groups } = this.options;
    const widths = columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(c)}" customWidth="1"/>`);
    const cells = columns.map((c, i) => textXml(`${this.names[i]}1`, headingOf(c), styles, { kind: 'heading' }));
    const lines = Math.max(1, ...columns.map((c) => Math.ceil(headingOf(c).length / (widthOf(c) * 0.9))));
    await part.write(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
        '<sheetPr><outlinePr summaryBelow="1"/><pageSetUpPr fitToPage="1"/></sheetPr>' +
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>' +
        `<sheetFormatPr defaultRowHeight="15"${groups > 0 ? ` outlineLevelRow="${groups}"` : ''}/><cols>${widths.join('')}</cols>` +
        `<sheetData><row r="1" ht="${15 * lines + 3}" customHeight="1">${cells.join('')}</row>`,
    );
  }

  get full(): boolean {
    return this.row >= ROWS_IN_SHEET;
  }

  async put(row: TableRow): Promise<void> {
    const { groups, part } = this.options;
    const same = this.last === null ? groups : sharedGroups(this.last, row, groups);
    await this.close(same);
    for (let level = this.open.length; level < groups; level++) this.open.push(this.begin(row[level] ?? '(không rõ)'));
    this.row++;
    let cells = '';
    for (const [i, write] of this.writers.entries()) cells += write(`${this.names[i]}${this.row}`, row[i] ?? null);
    await part.write(`<row r="${this.row}"${groups > 0 ? ` outlineLevel="${groups}"` : ''}>${cells}</row>`);
    for (const group of [this.all, ...this.open]) this.count(group, row);
    this.last = row;
  }

  /** Closes the open groups, writes the total and the end of the part. @returns the last row of the table itself */
  async end(): Promise<number> {
    const { columns, part, totals } = this.options;
    await this.close(0);
    const lastOfTable = this.row;
    if (totals && this.row > 1) await this.total(this.all, 'Tổng cộng', 0);
    await part.write(
      `</sheetData><autoFilter ref="A1:${cellAddress(lastOfTable, columns.length)}"/>` +
        '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
        '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>',
    );
    await part.end();
    return lastOfTable;
  }

  private begin(name: string): Open {
    return { from: this.row + 1, sums: this.options.columns.map(() => null), name, rows: 0 };
  }

  private count(group: Open, row: TableRow): void {
    group.rows++;
    this.options.columns.forEach((column, i) => {
      const value = row[i];
      if (!column.total || value === null || value === undefined) return;
      const sum = group.sums[i];
      group.sums[i] = sum === null || sum === undefined ? value : add(sum, value);
    });
  }

  /** Closes groups from the innermost out, until `keep` are open. */
  private async close(keep: number): Promise<void> {
    while (this.open.length > keep) {
      const group = this.open.pop();
      if (group !== undefined) await this.total(group, `Cộng ${group.name}`, this.open.length);
    }
  }

  /** SUBTOTAL leaves other subtotals out, and follows the filter that a reader sets. A column of unknowns has no total. */
  private async total(group: Open, name: string, level: number): Promise<void> {
    const { columns, styles, part, groups } = this.options;
    const to = this.row;
    this.row++;
    const at = Math.max(
      0,
      columns.findIndex((column, i) => i >= level && !column.total),
    );
    const cells = columns.map((column, i) => {
      const address = `${this.names[i]}${this.row}`;
      const sum = group.sums[i] ?? null;
      if (sum !== null && i !== at)
        return totalXml(
          address,
          `SUBTOTAL(109,${this.names[i]}${group.from}:${this.names[i]}${to})`,
          sum,
          column,
          styles,
        );
      return textXml(address, i === at ? `${name} (${printDecimal(String(group.rows), 'vi')} dòng)` : '', styles, {
        kind: 'text',
        total: true,
      });
    });
    const outline = groups > 0 && level > 0 ? ` outlineLevel="${level}"` : '';
    await part.write(`<row r="${this.row}"${outline}>${cells.join('')}</row>`);
  }
}

/** How many group columns, from the first on, are the same in both rows. */
function sharedGroups(a: TableRow, b: TableRow, groups: number): number {
  let n = 0;
  while (n < groups && a[n] === b[n]) n++;
  return n;
}

const BY_TYPE = { text: 28, decimal: 15, integer: 12, percent: 12, date: 12, boolean: 10 } as const;

function widthOf(column: TableColumn): number {
  return column.width ?? Math.max(BY_TYPE[column.type], Math.min(24, Math.ceil(headingOf(column).length / 2)));
}
