import type { DecimalString } from '#lib/kernel';
import { cellAddress, columnName } from '../rules/address.js';
import type { SharedTexts } from '../write/sheet-writer.js';
import { cellXmlText, xmlText } from '../write/xml-text.js';
import type { TemplateLook, TemplateLooks } from './template-look.js';

/** What a cell holds. A formula comes with the value it has now; null is an empty text. */
export type TemplateCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: DecimalString }
  | { readonly kind: 'formula'; readonly formula: string; readonly value: DecimalString | null }
  | { readonly kind: 'blank' };

/** What may be typed into a cell, and the words that appear beside it. */
export interface CellRule {
  readonly cell: string;
  readonly type: 'whole' | 'decimal' | 'flag';
  readonly title: string;
  readonly prompt: string;
  readonly error: string;
}

/** Longest texts that Excel takes in a data validation; with a longer one it calls the file damaged. */
const LONGEST = { title: 32, prompt: 255, error: 225 };
const LINE_POINTS = 17;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Builds the XML of one worksheet of a template, row after row. */
export class TemplateSheet {
  private readonly rows: string[] = [];
  private readonly merged: string[] = [];
  private readonly rules: CellRule[] = [];
  private cells: string[] = [];
  private column = 0;
  private lines = 1;
  private lastColumn = 1;
  row = 1;

  constructor(
    private readonly looks: TemplateLooks,
    private readonly texts: SharedTexts,
    private readonly widths: readonly number[],
  ) {}

  /** Address of the cell that `put` fills next. */
  get next(): string {
    return cellAddress(this.row, this.column + 1);
  }

  put(content: TemplateCell, look: TemplateLook = {}): this {
    const at = `r="${this.next}" s="${this.looks.number(look)}"`;
    this.column++;
    this.lastColumn = Math.max(this.lastColumn, this.column);
    this.cells.push(this.cellXml(at, content));
    return this;
  }

  text(text: string, look: TemplateLook = {}): this {
    return this.put(text === '' ? { kind: 'blank' } : { kind: 'text', text }, look);
  }

  private cellXml(at: string, content: TemplateCell): string {
    switch (content.kind) {
      case 'blank':
        return `<c ${at}/>`;
      case 'text':
        return `<c ${at} t="s"><v>${this.texts.number(content.text)}</v></c>`;
      case 'number':
        return `<c ${at}><v>${content.value}</v></c>`;
      case 'formula': {
        const formula = `<f>${cellXmlText(content.formula)}</f>`;
        return content.value === null
          ? `<c ${at} t="str">${formula}<v></v></c>`
          : `<c ${at}>${formula}<v>${content.value}</v></c>`;
      }
    }
  }

  rule(rule: CellRule): this {
    this.rules.push(rule);
    return this;
  }

  /** Makes the row high enough for wrapped text: programs do not all work that out on opening. */
  tall(lines: number): this {
    this.lines = Math.max(this.lines, lines);
    return this;
  }

  /** Merges columns of the current row, from the cell put last; all of them look, and are locked or open, as it. */
  merge(last: number, look: TemplateLook): this {
    const first = this.column;
    while (this.column < last) this.put({ kind: 'blank' }, look);
    this.merged.push(`${cellAddress(this.row, first)}:${cellAddress(this.row, last)}`);
    return this;
  }

  /** One text over the first columns, on a row of its own. */
  line(text: string, columns: number, look: TemplateLook, lines = 1): this {
    const wrapped = { ...look, wrap: lines > 1 };
    this.text(text, wrapped);
    if (columns > 1) this.merge(columns, wrapped);
    return this.tall(lines).end();
  }

  /** Ends the current row. */
  end(): this {
    const height = this.lines === 1 ? '' : ` ht="${LINE_POINTS * this.lines}" customHeight="1"`;
    if (this.cells.length > 0) this.rows.push(`<row r="${this.row}"${height}>${this.cells.join('')}</row>`);
    this.cells = [];
    this.column = 0;
    this.lines = 1;
    this.row++;
    return this;
  }

  /** The worksheet part: one A4 page wide, protected without a password, open only where `answer` looks are. */
  xml(frozenRows: number, firstAnswer: string | null): string {
    const cols = this.widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`);
    const merged = this.merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    const pane =
      frozenRows === 0
        ? ''
        : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
    const chosen =
      firstAnswer === null
        ? ''
        : `<selection${pane === '' ? '' : ' pane="bottomLeft"'} activeCell="${firstAnswer}" sqref="${firstAnswer}"/>`;
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
      `<dimension ref="A1:${columnName(this.lastColumn)}${Math.max(1, this.row - 1)}"/>` +
      `<sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}${chosen}</sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="${LINE_POINTS}"/><cols>${cols.join('')}</cols>` +
      `<sheetData>${this.rows.join('')}</sheetData>` +
      '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>' +
      (merged === '' ? '' : `<mergeCells count="${this.merged.length}">${merged}</mergeCells>`) +
      this.validations() +
      '<pageMargins left="0.7" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>' +
      '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>'
    );
  }

  private validations(): string {
    if (this.rules.length === 0) return '';
    return `<dataValidations count="${this.rules.length}">${this.rules.map(validation).join('')}</dataValidations>`;
  }
}

function validation({ cell, type, title, prompt, error }: CellRule): string {
  const words =
    `errorTitle="Số liệu chưa đúng" error="${attribute(error, LONGEST.error)}" ` +
    `promptTitle="${attribute(title, LONGEST.title)}" prompt="${attribute(prompt, LONGEST.prompt)}"`;
  const open = 'allowBlank="1" showInputMessage="1" showErrorMessage="1"';
  if (type === 'flag')
    return `<dataValidation type="list" ${open} ${words} sqref="${cell}"><formula1>"0,1"</formula1></dataValidation>`;
  return (
    `<dataValidation type="${type}" operator="greaterThanOrEqual" ${open} ${words} sqref="${cell}">` +
    '<formula1>0</formula1></dataValidation>'
  );
}

function attribute(text: string, longest: number): string {
  const plain = text.normalize('NFC');
  return xmlText(plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain).replaceAll('\n', '&#10;');
}

/** The hidden sheet: two texts in each row, nothing else. */
export function keySheetXml(rows: readonly (readonly [string, string])[], texts: SharedTexts): string {
  const cell = (at: string, text: string): string => `<c r="${at}" t="s"><v>${texts.number(text)}</v></c>`;
  const lines = rows.map(
    ([name, content], i) => `<row r="${i + 1}">${cell(`A${i + 1}`, name)}${cell(`B${i + 1}`, content)}</row>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>` +
    '<sheetProtection sheet="1" objects="1" scenarios="1"/></worksheet>'
  );
}
