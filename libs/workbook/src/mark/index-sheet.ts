import type { FilingProblem, Severity } from '#lib/forms';
import { cellAddress, parseAddress } from '../rules/address.js';
import type { ParsedSheet } from '../sheet.js';
import { type CellBefore, type CellPlace, type MarkedCell } from './sheet-edit.js';
import type { IndexLook, StylesBefore } from './styles-edit.js';
import { asciiCellXml, asciiXml } from './xml-part.js';

/** Name of the sheet that lists the findings; a number follows where the user has a sheet of that name. */
export const INDEX_SHEET = 'Lỗi cần sửa';
/** Begins the hidden cell by which the sheet is known again, whatever its name. */
const MARKER = 'CCN-MARKS 1 ';
/** Begins the hidden defined names that follow the marked cells when rows are put in or sheets renamed. */
export const NAME_STEM = '_CCN_LOI_';

export type MarkedProblem = Pick<FilingProblem, 'code' | 'severity' | 'sheet' | 'cell' | 'message'>;

/** What must be known to take the marks out again; stands in the hidden column of the index sheet. */
export interface MarksManifest {
  /** `made`: the workbook had no styles part. */
  readonly styles: StylesBefore | 'made';
  /** What the workbook had for a list of defined names: none, an empty one, or one with names. */
  readonly names: 'none' | 'empty' | 'some';
}

/** One marked cell. Its number names it: in the hidden defined name, and in the sample cell that keeps its style. */
export interface Mark {
  readonly number: number;
  readonly sheet: string;
  readonly place: CellPlace;
  readonly cell: MarkedCell;
}

/** One line of the list, and the mark it is about, if it has a cell. */
export interface IndexLine {
  readonly problem: MarkedProblem;
  readonly mark: Mark | null;
}

const HEADS = ['STT', 'Trang', 'Ô', 'Mức', 'Lỗi và cách sửa', 'Mã'];
const WIDTHS = [6, 20, 9, 12, 100, 26];
const SEVERITY: Readonly<Record<Severity, string>> = { error: 'Lỗi', warning: 'Cảnh báo' };
const HEAD_ROW = 5;
/** Columns of the sheet, its address and the hidden samples. */
const SHEET_COLUMN = 2;
const CELL_COLUMN = 3;
export const SAMPLE_COLUMN = HEADS.length + 1;
const LINE_POINTS = 16;

/** The part of the index sheet. Texts stand in the cells themselves: the user's shared strings stay as they are. */
export function indexSheetXml(
  lines: readonly IndexLine[],
  manifest: MarksManifest,
  look: (look: IndexLook) => number,
  mainNs: string,
): string {
  const rows = [
    row(1, [text(1, 1, INDEX_SHEET, look('title')), text(1, SAMPLE_COLUMN, MARKER + JSON.stringify(manifest), 0)]),
    row(2, [text(2, 1, summary(lines), look('note'))]),
    row(3, [text(3, 1, ADVICE, look('note'))]),
    row(
      HEAD_ROW,
      HEADS.map((head, i) => text(HEAD_ROW, i + 1, head, look('head'))),
    ),
  ];
  const links: string[] = [];
  const sampled = new Set<number>();
  lines.forEach(({ problem, mark }, i) => {
    const r = HEAD_ROW + 1 + i;
    const isFirst = mark !== null && !sampled.has(mark.number);
    if (mark) sampled.add(mark.number);
    const at = mark?.place ?? parseAddress(problem.cell ?? '');
    const address = at ? cellAddress(at.row, at.col) : '';
    const target = address === '' ? 'A1' : address;
    const sheet = mark?.sheet ?? problem.sheet;
    if (sheet !== null) links.push(link(cellAddress(r, CELL_COLUMN), sheet, target));
    const cells = [
      `<c r="${cellAddress(r, 1)}" s="${look('text')}"><v>${i + 1}</v></c>`,
      text(r, SHEET_COLUMN, sheet ?? '(cả tệp)', look('text')),
      text(r, CELL_COLUMN, sheet === null ? '' : address === '' ? '(cả trang)' : address, look('link')),
      text(r, 4, SEVERITY[problem.severity], look(problem.severity)),
      text(r, 5, problem.message, look('text')),
      text(r, 6, problem.code, look('text')),
    ];
    if (mark && isFirst) cells.push(text(r, SAMPLE_COLUMN, `${mark.number} ${mark.cell.before}`, mark.cell.style));
    const height = Math.max(
      1,
      Math.ceil(problem.message.length / (WIDTHS[4] ?? 1)),
      Math.ceil((sheet ?? '').length / 20),
    );
    rows.push(row(r, cells, height));
  });
  return sheetXml(rows, links, mainNs);
}

const ADVICE =
  'Bấm vào địa chỉ ở cột “Ô” để đến chỗ cần sửa. Sửa xong, hãy lưu và gửi lại chính tệp này: trang này và các dấu ' +
  'đã đánh không được đọc như số liệu và sẽ được xóa khi tệp hết lỗi.';

function summary(lines: readonly IndexLine[]): string {
  const errors = lines.filter((l) => l.problem.severity === 'error').length;
  const counted = `Hệ thống đã đọc tệp và thấy ${errors} lỗi phải sửa, ${lines.length - errors} cảnh báo cần kiểm tra.`;
  return `${counted} Ô có lỗi tô đỏ nhạt, ô có cảnh báo tô vàng nhạt, kèm chú thích.`;
}

function row(r: number, cells: readonly string[], lines = 1): string {
  const height = lines > 1 ? ` ht="${Math.min(400, lines * LINE_POINTS)}" customHeight="1"` : '';
  return `<row r="${r}"${height}>${cells.join('')}</row>`;
}

function text(r: number, col: number, words: string, style: number): string {
  const at = `r="${cellAddress(r, col)}" s="${style}"`;
  if (words === '') return `<c ${at}/>`;
  return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${asciiCellXml(words.slice(0, 32_000))}</t></is></c>`;
}

function link(ref: string, sheet: string, address: string): string {
  return `<hyperlink ref="${ref}" location="${asciiXml(`${quotedSheet(sheet)}!${address}`)}" display="${address}"/>`;
}

/** A sheet's name as formulas and links write it. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

function sheetXml(rows: readonly string[], links: readonly string[], mainNs: string): string {
  const cols = [...WIDTHS, 4].map(
    (w, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${w}"${i === WIDTHS.length ? ' hidden="1"' : ''} customWidth="1"/>`,
  );
  const below = HEAD_ROW + 1;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<worksheet xmlns="${mainNs}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="${HEAD_ROW}" topLeftCell="A${below}" ` +
    `activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${below}" sqref="A${below}"/>` +
    `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE_POINTS}"/><cols>${cols.join('')}</cols>` +
    `<sheetData>${rows.join('')}</sheetData>` +
    (links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`) +
    '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
  );
}

/** A cell of a worksheet part with its style number. */
export interface StyledCell extends CellPlace {
  readonly style: number;
  readonly text: string;
}

/** What an index sheet says about the marks; null when the sheet is none. */
export interface ReadIndex {
  readonly manifest: MarksManifest | null;
  readonly samples: ReadonlyMap<number, { style: number; before: CellBefore; sheet: string; address: string }>;
}

export function isMarker(words: string): boolean {
  return words.startsWith(MARKER);
}

/** True for the sheet that `markWorkbook` put into a file: it holds no figures, and readers pass it by. */
export function isIndexSheet(sheet: ParsedSheet): boolean {
  for (const cell of sheet.cells.values()) if (cell.row === 1 && isMarker(cell.text)) return true;
  return false;
}

/** Reads an index sheet again, also after another program has saved it or rows were sorted. */
export function readIndex(cells: readonly StyledCell[]): ReadIndex | null {
  const marker = cells.find((c) => c.row === 1 && isMarker(c.text));
  if (!marker) return null;
  const samples = new Map<number, { style: number; before: CellBefore; sheet: string; address: string }>();
  const at = (r: number, col: number): string => cells.find((c) => c.row === r && c.col === col)?.text ?? '';
  const shift = marker.col - SAMPLE_COLUMN;
  for (const cell of cells) {
    const m = cell.col === marker.col ? /^(\d{1,6}) (styled|none|blank|no-row)$/.exec(cell.text) : null;
    if (!m) continue;
    const sheet = at(cell.row, SHEET_COLUMN + shift);
    const address = at(cell.row, CELL_COLUMN + shift);
    samples.set(Number(m[1]), { style: cell.style, before: m[2] as CellBefore, sheet, address });
  }
  return { manifest: manifestOf(marker.text), samples };
}

function manifestOf(words: string): MarksManifest | null {
  try {
    return JSON.parse(words.slice(MARKER.length)) as MarksManifest;
  } catch {
    return null;
  }
}
