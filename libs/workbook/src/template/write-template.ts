import type { FormDefinition, IndicatorDefinition } from '#lib/forms';
import { type Answers, isComputed, sumOfParts } from '#lib/forms';
import {
  compare,
  type DecimalString,
  decimalsOf,
  exact,
  multiply,
  type PeriodCode,
  parsePeriod,
  periodLabel,
  plain,
  tidy,
} from '#lib/kernel';
import { cellAddress } from '../rules/address.js';
import { senderName } from '../rules/sender-name.js';
import { SharedTexts } from '../write/sheet-writer.js';
import { guideLines, ruleOf } from './guide.js';
import { answeredHeaders, GUIDE_SHEET, KEY_SHEET, keyRows, LAST_PERIOD, type TemplateBase } from './template-keys.js';
import { type TemplateLook, TemplateLooks } from './template-look.js';
import { zipTemplate } from './template-package.js';
import { keySheetXml, type TemplateCell, TemplateSheet } from './template-sheet.js';

export interface TemplateInput {
  readonly definition: FormDefinition;
  readonly period: PeriodCode;
  /** Public code of the unit the form speaks for (province, commune, cluster, project). */
  readonly unitCode: string;
  /** Its name as the sender line prints it ("tỉnh Lào Cai"). */
  readonly unitName: string;
  /** Revision of the filing whose figures are `currentValues`; 0 when nothing is filed yet. */
  readonly baseRevision: number;
  /** Figures the system knows for this period, by indicator key, statutory unit. */
  readonly currentValues?: Answers<DecimalString>;
  readonly currentNotes?: Answers;
  /** Answers to header fields that the sender fills in (project_name, industry). */
  readonly currentHeader?: Answers;
  /** Sender as it is to be printed; the form's own words and the unit's name when left out. */
  readonly senderLine?: string;
  /** Figures of the period before, shown beside the form and not printed; no such column when left out. */
  readonly lastPeriodValues?: Answers<DecimalString>;
  readonly lastPeriod?: PeriodCode;
  /** Key of the MAC, at least 16 bytes; the server's own, never sent out. */
  readonly key: Uint8Array;
}

const WIDTHS = [7, 62, 14, 19, 24];
const FORM_COLUMNS = WIDTHS.length;
const LAST_PERIOD_WIDTH = 19;
const RESULT_COLUMN = 4;
/** Capitals that fit into the columns of the signature. */
const SIGN_LETTERS = 42;
/** Digits that a spreadsheet number keeps; longer figures are written as text so that none is lost. */
const SAFE_DIGITS = 15;
/** Decimals that a stored number is read with; a share has two more than its per cent. */
const SAFE_DECIMALS = 20;
const BOXED: TemplateLook = { border: true, wrap: true };
const HEADING: TemplateLook = { ...BOXED, font: 'bold', across: 'center' };

/**
 * A workbook of one form for one unit and period, in the statutory layout on A4: figures the system
 * knows filled in, rows that are sums as formulas, checks and words of the form at each answer cell,
 * everything but the answers locked (without a password), the period before beside the printed area.
 * A hidden sheet carries what the template was made from, under a keyed MAC.
 * The same input gives the same bytes.
 * @throws RangeError for a key under 16 bytes, or a revision that is no whole number
 */
export function writeTemplate(input: TemplateInput): Uint8Array {
  const { definition, period, unitCode, baseRevision, key } = input;
  if (!Number.isInteger(baseRevision) || baseRevision < 0) throw new RangeError('the base revision is a whole number');
  const base = baseOf(input);
  const looks = new TemplateLooks();
  const texts = new SharedTexts();
  const form = new FormSheet(input, base, looks, texts).write();
  const guide = new TemplateSheet(looks, texts, [86]);
  for (const [text, look] of guideLines(definition, period, input.unitName, input.lastPeriodValues !== undefined))
    guide.line(text, 1, look, Math.max(1, Math.ceil(text.length / 82)));
  const identity = { definitionId: definition.id, period, unitCode, baseRevision, base };
  return zipTemplate(
    [
      form,
      { name: GUIDE_SHEET, xml: guide.xml(0, null), state: 'visible' },
      { name: KEY_SHEET, xml: keySheetXml(keyRows(identity, key), texts), state: 'veryHidden' },
    ],
    looks.xml(),
    texts.xml(),
  );
}

/** What the template shows, answer by answer; every answer of the form is in it. */
function baseOf({ definition, currentValues, currentNotes, currentHeader }: TemplateInput): TemplateBase {
  const known = (value: DecimalString | null | undefined): DecimalString | null =>
    value === null || value === undefined ? null : plain(exact(value));
  const words = (text: string | null | undefined): string | null => {
    const tidied = tidy(text ?? '');
    return tidied === '' ? null : tidied;
  };
  return {
    values: Object.fromEntries(definition.rows.map((row) => [row.key, known(currentValues?.[row.key])])),
    notes: Object.fromEntries(definition.rows.map((row) => [row.key, words(currentNotes?.[row.key])])),
    header: Object.fromEntries(answeredHeaders(definition).map((name) => [name, words(currentHeader?.[name])])),
  };
}

class FormSheet {
  private readonly sheet: TemplateSheet;
  private readonly definition: FormDefinition;
  private readonly cellOf = new Map<string, string>();

  constructor(
    private readonly input: TemplateInput,
    private readonly base: TemplateBase,
    looks: TemplateLooks,
    texts: SharedTexts,
  ) {
    this.definition = input.definition;
    const widths = input.lastPeriodValues === undefined ? WIDTHS : [...WIDTHS, LAST_PERIOD_WIDTH];
    this.sheet = new TemplateSheet(looks, texts, widths);
  }

  write() {
    const { sheet, definition } = this;
    this.head();
    const headingRow = sheet.row;
    for (const column of definition.columns) sheet.text(column.vi, HEADING);
    if (this.input.lastPeriodValues) sheet.text(this.lastPeriodHeading(), { ...BOXED, font: 'grey', across: 'center' });
    sheet.tall(Math.max(...definition.columns.map((column, i) => linesOf(column.vi, i)), 3)).end();
    for (const column of definition.columns) sheet.text(column.no, { border: true, across: 'center' });
    sheet.end();
    const frozenRows = sheet.row - 1;
    this.place();
    this.rows();
    this.foot();
    return {
      name: `Biểu ${definition.code}`,
      xml: sheet.xml(frozenRows, this.cellOf.get(definition.rows[0]?.key ?? '') ?? null),
      state: 'visible' as const,
      print: {
        lastColumn: FORM_COLUMNS,
        lastRow: sheet.row - 1,
        headingRows: [headingRow, headingRow + 1] as const,
      },
    };
  }

  private head(): void {
    const { sheet, definition, input } = this;
    sheet.line(definition.printedCode, FORM_COLUMNS, { font: 'bold', across: 'right' });
    sheet.line(definition.titleVi.toLocaleUpperCase('vi'), FORM_COLUMNS, { font: 'title', across: 'center' }, 2);
    for (const field of definition.headerFields) {
      if (field.labelVi.startsWith('(')) {
        sheet.line(field.labelVi, FORM_COLUMNS, { font: 'italic', across: 'left' }, 2);
        continue;
      }
      const period = parsePeriod(input.period);
      const printed = field.printedValue ?? '';
      const answers: Partial<Record<string, string>> = {
        sender: input.senderLine ?? senderName(printed, input.unitName),
        ...(period ? { period: periodLabel(period) } : {}),
      };
      const isAnswer = field.key in this.base.header;
      const answer = isAnswer ? (this.base.header[field.key] ?? '') : (answers[field.key] ?? printed);
      const text = `${field.labelVi}: ${answer}`;
      const look: TemplateLook = { across: 'left', ...(isAnswer ? { answer: true } : {}) };
      sheet.line(text, FORM_COLUMNS, look, text.length > 105 ? 2 : 1);
    }
    sheet.end();
  }

  private lastPeriodHeading(): string {
    const period = this.input.lastPeriod === undefined ? null : parsePeriod(this.input.lastPeriod);
    return period ? `${LAST_PERIOD}: ${periodLabel(period)}` : LAST_PERIOD;
  }

  /** Results are placed before they are written: formulas point at rows below them. */
  private place(): void {
    let row = this.sheet.row;
    let section: string | null = null;
    for (const indicator of this.definition.rows) {
      if (indicator.section !== null && indicator.section !== section) {
        section = indicator.section;
        row++;
      }
      this.cellOf.set(indicator.key, cellAddress(row++, RESULT_COLUMN));
    }
  }

  private rows(): void {
    const { sheet, definition } = this;
    let section: string | null = null;
    for (const row of definition.rows) {
      if (row.section !== null && row.section !== section) {
        section = row.section;
        const name = definition.sections.find((s) => s.code === section)?.labelVi ?? '';
        sheet.text(section, HEADING).text(name, { ...HEADING, across: 'left' });
        for (let i = 2; i < FORM_COLUMNS; i++) sheet.text('', HEADING);
        sheet.end();
      }
      this.row(row);
    }
  }

  private row(row: IndicatorDefinition): void {
    const { sheet, base, input } = this;
    const note = base.notes[row.key] ?? '';
    const value = base.values[row.key] ?? null;
    const formula = isComputed(row, base.values) && this.areNumbers(row);
    sheet
      .text(row.tt, { border: true, across: 'center' })
      .text(row.labelVi, BOXED)
      .text(row.unitVi, { ...BOXED, across: 'center' });
    const look: TemplateLook = { border: true, across: 'right', format: formatOf(row, value) };
    if (formula) sheet.put(this.formula(row), look);
    else sheet.rule(ruleOf(row, sheet.next)).put(cellOf(row, value), { ...look, answer: true });
    sheet.text(note, { ...BOXED, answer: true });
    const last = input.lastPeriodValues?.[row.key] ?? null;
    if (input.lastPeriodValues)
      sheet.put(cellOf(row, last), { border: true, across: 'right', font: 'grey', format: formatOf(row, last) });
    sheet.tall(Math.max(linesOf(row.labelVi, 1), linesOf(row.unitVi, 2), linesOf(note, 4))).end();
  }

  /** A formula can add up only what stands as numbers in its cells. */
  private areNumbers(row: IndicatorDefinition): boolean {
    const keys = [row.key, ...(row.formulaKeys ?? [])];
    return keys.every((key) => {
      const value = this.base.values[key] ?? null;
      return value === null || isSafeNumber(value);
    });
  }

  /** The sum that the row's label states; empty until every part is known, because missing is not zero. */
  private formula(row: IndicatorDefinition): TemplateCell {
    const cells = (row.formulaKeys ?? []).map((key) => this.cellOf.get(key) ?? '');
    const formula = `IF(COUNT(${cells.join(',')})=${cells.length},${cells.join('+')},"")`;
    return { kind: 'formula', formula, value: sumOfParts(row, this.base.values) };
  }

  private foot(): void {
    const { sheet, definition } = this;
    for (const note of definition.notesVi) sheet.line(note, FORM_COLUMNS, { font: 'italic', across: 'left' }, 2);
    sheet.end();
    const { placeDateVi, titleVi, instructionVi } = definition.signature;
    const lines: readonly [string, TemplateLook][] = [
      [placeDateVi, { font: 'italic', across: 'center', answer: true }],
      [titleVi, { font: 'bold', across: 'center', wrap: true }],
      [instructionVi, { font: 'italic', across: 'center' }],
    ];
    for (const [text, look] of lines)
      sheet
        .text('')
        .text('')
        .text(text, look)
        .merge(FORM_COLUMNS, look)
        .tall(Math.ceil(text.length / SIGN_LETTERS))
        .end();
  }
}

function isSafeNumber(value: DecimalString): boolean {
  return (
    value.replace(/^-?0*\.?0*|[-.]/g, '').replace(/0+$/, '').length <= SAFE_DIGITS &&
    decimalsOf(value) < SAFE_DECIMALS - 1
  );
}

/** A figure as a cell holds it: per cents as shares under a per cent format, so that "30" and "30%" typed mean the same. */
function cellOf(row: IndicatorDefinition, value: DecimalString | null): TemplateCell {
  if (value === null) return { kind: 'blank' };
  const isPercent = row.valueType === 'percent';
  const figure = plain(exact(value));
  // Above ten times the whole a reader doubts a per cent format; with the sign in the text there is no doubt.
  const isDoubtful = isPercent && compare(figure, '1000') > 0;
  if (isDoubtful || !isSafeNumber(figure))
    return { kind: 'text', text: `${figure.replace('.', ',')}${isPercent ? '%' : ''}` };
  return { kind: 'number', value: isPercent ? multiply(figure, '0.01') : figure };
}

/** Format with the decimals the form prints, or more where the figure has more. */
function formatOf(row: IndicatorDefinition, value: DecimalString | null): string {
  const decimals = Math.max(row.decimals, value === null ? 0 : decimalsOf(value));
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  return row.valueType === 'percent' ? `${number}%` : number;
}

/** Lines that a text takes in a column, by its width in characters; generous, because letters differ. */
function linesOf(text: string, column: number): number {
  return Math.min(12, Math.max(1, Math.ceil(text.length / ((WIDTHS[column] ?? 10) * 0.95))));
}
