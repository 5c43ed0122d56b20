import type { FormDefinition, IndicatorDefinition } from '#lib/forms';
import {
  compare,
  type DecimalString,
  decimalsOf,
  exact,
  type PeriodCode,
  parsePeriod,
  periodLabel,
  plain,
  sumKnown,
} from '#lib/kernel';
import { cellAddress } from '../rules/address.js';
import { senderName } from '../rules/sender-name.js';
import { aboutFormSheet } from '../table/about-form-sheet.js';
import type { TableAbout } from '../table/table.js';
import { type FinishedSheet, zipPackage } from './package.js';
import { type CellContent, SharedTexts, SheetWriter } from './sheet-writer.js';
import { type CellLook, StyleBook } from './style-book.js';

/** One statutory form to be written out. */
export interface WrittenForm {
  readonly definition: FormDefinition;
  readonly period: PeriodCode;
  /** Name of the unit the form speaks for ("tỉnh Lào Cai"). */
  readonly unitName: string;
  /** Sender as it is to be printed; the form's own words and the unit's name when left out. */
  readonly senderLine?: string;
  /** By indicator key, statutory unit; null is an empty cell. */
  readonly values: Readonly<Record<string, DecimalString | null>>;
  readonly notes?: Readonly<Record<string, string>>;
  /** Answers to further header fields by key (project_name, industry). */
  readonly header?: Readonly<Record<string, string>>;
  /** "Lào Cai, ngày 20 tháng 12 năm 2026"; the form's dots when left out. */
  readonly signPlaceDate?: string;
  /** Name of the sheet; "Biểu 04" when left out. */
  readonly sheetName?: string;
}

const WIDTHS = [7, 62, 14, 19, 24];
const RESULT_COLUMN = 4;
const HEADING: CellLook = { font: 'bold', across: 'center', border: true, wrap: true };
/** Digits that a spreadsheet number keeps; longer figures are written as text so that none is lost. */
const SAFE_DIGITS = 15;

/** A workbook with one form in its statutory layout. Every figure reads back as it was given. */
export function writeForm(form: WrittenForm): Uint8Array {
  return writeForms([form]);
}

/**
 * A workbook with one sheet for each form, and one that says what they are, where `about` is given.
 * Sheet names must differ. @throws RangeError when they do not
 */
export function writeForms(forms: readonly WrittenForm[], about?: TableAbout): Uint8Array {
  const styles = new StyleBook();
  const texts = new SharedTexts();
  const sheets: FinishedSheet[] = forms.map((form) => writeSheet(form, styles, texts));
  if (about !== undefined) sheets.push(aboutFormSheet(about, styles, texts));
  return zipPackage(sheets, styles.xml(), texts.xml());
}

function writeSheet(form: WrittenForm, styles: StyleBook, texts: SharedTexts) {
  const { definition } = form;
  const sheet = new SheetWriter(styles, texts, WIDTHS);
  writeHead(sheet, form);
  const headingRow = sheet.row;
  for (const column of definition.columns) sheet.put({ kind: 'text', text: column.vi }, HEADING);
  sheet.tall(Math.max(...definition.columns.map((column, i) => linesOf(column.vi, i)))).next();
  for (const column of definition.columns)
    sheet.put({ kind: 'text', text: column.no }, { across: 'center', border: true });
  sheet.next();
  const frozenRows = sheet.row - 1;
  writeRows(sheet, form);
  writeFoot(sheet, form);
  return {
    name: form.sheetName ?? `Biểu ${definition.code}`,
    xml: sheet.xml(frozenRows),
    lastRow: sheet.row - 1,
    headingRows: [headingRow, headingRow + 1] as const,
    lastColumn: WIDTHS.length,
  };
}

function writeHead(sheet: SheetWriter, form: WrittenForm): void {
  const { definition } = form;
  sheet.line(definition.printedCode, { font: 'bold', across: 'right' });
  sheet.line(definition.titleVi.toLocaleUpperCase('vi'), { font: 'title', across: 'center' }, 2);
  for (const field of definition.headerFields) {
    const isNote = field.labelVi.startsWith('(');
    if (isNote) sheet.line(field.labelVi, { font: 'italic', across: 'left' }, 2);
    else {
      const text = `${field.labelVi}: ${headerAnswer(form, field.key, field.printedValue)}`;
      sheet.line(text, { across: 'left' }, text.length > 105 ? 2 : 1);
    }
  }
  sheet.next();
}

function headerAnswer(form: WrittenForm, key: string, printed: string | null): string {
  const given = form.header?.[key];
  if (given !== undefined) return given;
  if (key === 'sender') return form.senderLine ?? senderName(printed, form.unitName);
  const period = parsePeriod(form.period);
  if (key === 'period' && period) return periodLabel(period);
  return printed ?? '';
}

function writeRows(sheet: SheetWriter, form: WrittenForm): void {
  const { definition } = form;
  const cellOf = resultCells(sheet.row, definition);
  let section: string | null = null;
  for (const row of definition.rows) {
    if (row.section !== null && row.section !== section) {
      section = row.section;
      const name = definition.sections.find((s) => s.code === section)?.labelVi ?? '';
      sheet
        .put({ kind: 'text', text: section }, HEADING)
        .put({ kind: 'text', text: name }, { ...HEADING, across: 'left' });
      for (let i = 2; i < WIDTHS.length; i++) sheet.put({ kind: 'blank' }, HEADING);
      sheet.next();
    }
    const note = form.notes?.[row.key] ?? '';
    sheet
      .put({ kind: 'text', text: row.tt }, { across: 'center', border: true })
      .put({ kind: 'text', text: row.labelVi }, { border: true, wrap: true })
      .put({ kind: 'text', text: row.unitVi }, { across: 'center', border: true, wrap: true })
      .put(result(row, form, cellOf), {
        across: 'right',
        border: true,
        format: formatOf(row, form.values[row.key] ?? null),
      })
      .put({ kind: 'text', text: note }, { border: true, wrap: true })
      .tall(Math.max(linesOf(row.labelVi, 1), linesOf(row.unitVi, 2), linesOf(note, 4)))
      .next();
  }
}

/** Lines that a text takes in a column, by its width in characters; generous, because letters differ. */
function linesOf(text: string, column: number): number {
  return Math.min(12, Math.max(1, Math.ceil(text.length / ((WIDTHS[column] ?? 10) * 0.95))));
}

/** Cell of each row's result, known before the rows are written because each takes one line. */
function resultCells(firstRow: number, definition: FormDefinition): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  let row = firstRow;
  let section: string | null = null;
  for (const indicator of definition.rows) {
    if (indicator.section !== null && indicator.section !== section) {
      section = indicator.section;
      row++;
    }
    cells.set(indicator.key, cellAddress(row++, RESULT_COLUMN));
  }
  return cells;
}

/** A sum of other rows is written as a formula, but only where the formula gives the very figure. */
function result(row: IndicatorDefinition, form: WrittenForm, cellOf: ReadonlyMap<string, string>): CellContent {
  const given = form.values[row.key] ?? null;
  if (given === null) return { kind: 'blank' };
  const value = plain(exact(given));
  if (value.replace(/^-?0*\.?0*|[-.]/g, '').replace(/0+$/, '').length > SAFE_DIGITS) {
    return { kind: 'text', text: `${value.replace('.', ',')}${row.valueType === 'percent' ? '%' : ''}` };
  }
  const parts = (row.formulaKeys ?? []).map((key) => form.values[key] ?? null);
  const sum = parts.length === 0 || parts.includes(null) ? null : sumKnown(parts);
  if (sum === null || compare(sum, value) !== 0) return { kind: 'number', value };
  const formula = (row.formulaKeys ?? []).map((key) => cellOf.get(key) ?? '').join('+');
  return { kind: 'number', value, formula };
}

/**
 * Format with the decimals the form prints, or more where the figure has more. A per cent prints its
 * sign, so that 0.5 can never be taken for a half.
 */
function formatOf(row: IndicatorDefinition, value: DecimalString | null): string {
  const decimals = Math.max(row.decimals, value === null ? 0 : decimalsOf(value));
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  return row.valueType === 'percent' ? `${number}"%"` : number;
}

function writeFoot(sheet: SheetWriter, form: WrittenForm): void {
  const { definition } = form;
  for (const note of definition.notesVi) sheet.line(note, { font: 'italic', across: 'left' }, 2);
  sheet.next();
  const place = form.signPlaceDate ?? definition.signature.placeDateVi;
  const lines: readonly [string, CellLook][] = [
    [place, { font: 'italic', across: 'center' }],
    [definition.signature.titleVi, { font: 'bold', across: 'center', wrap: true }],
    [definition.signature.instructionVi, { font: 'italic', across: 'center' }],
  ];
  for (const [text, look] of lines) {
    sheet
      .put({ kind: 'blank' })
      .put({ kind: 'blank' })
      .put({ kind: 'text', text }, look)
      .merge(3, WIDTHS.length)
      .next();
  }
}
