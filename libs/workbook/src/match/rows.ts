import type { FilingProblem, IndicatorDefinition } from '#lib/forms';
import { problem } from '#lib/forms';
import { searchKey } from '#lib/kernel';
import { cellAddress } from '../rules/address.js';
import {
  isBrokenOff,
  isShortened,
  isTypingError,
  labelKey,
  rowNumber,
  splitLeadingNumber,
} from '../rules/label-key.js';
import type { ParsedCell } from '../sheet.js';
import { COLUMN_NAMES, type TableColumns } from './columns.js';
import type { Effort } from './effort.js';
import type { LabelBook } from './label-book.js';
import { type FoundTable, LABEL_HEADINGS } from './tables.js';

/** One row of the sheet that was recognised as an indicator. */
export interface MatchedRow {
  readonly row: number;
  readonly indicator: IndicatorDefinition;
  readonly label: ParsedCell | null;
}

export interface MatchedRows {
  readonly rows: readonly MatchedRow[];
  readonly problems: readonly FilingProblem[];
}

/** Labels as near as this to one of the form are asked about; less is another row. */
const NEAR = 0.8;
/** No label is longer; a cell with a whole book in it must not cost time. */
const LONGEST_LABEL = 400;
const MOST_DOUBTFUL_ROWS = 200;

type Resolution =
  | { readonly kind: 'row'; readonly indicator: IndicatorDefinition; readonly numberDiffers: boolean }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly IndicatorDefinition[] }
  | { readonly kind: 'unknown' };

/**
 * Recognises the rows of a table: by label first, the printed number as help. A row that answers
 * something nobody asked is an error with its cell, so that no figure is lost in silence.
 */
export function matchRows(table: FoundTable, columns: TableColumns, book: LabelBook): MatchedRows {
  const rows: MatchedRow[] = [];
  const problems: FilingProblem[] = [];
  const { grid } = table;
  let doubtful = 0;
  for (const row of grid.rowsBetween(table.firstRow, table.lastRow)) {
    if (row > table.lastHit && endsTable(table, row)) break;
    const label = labelCell(table, row);
    const number = numberCell(table, columns, row);
    if (isHeadingRow(table, row, label, book)) continue;
    const answer = columns.value === null ? null : grid.at(row, columns.value);
    const found =
      doubtful < MOST_DOUBTFUL_ROWS ? resolve(label, number, book, grid.effort) : ({ kind: 'unknown' } as const);
    const place = {
      sheet: grid.sheet.name,
      cell: (label ?? number ?? answer)?.address ?? cellAddress(row, columns.label),
    };
    const isBelowMergedLabel = label !== null && label.row < row && answer === null;
    if (isBelowMergedLabel) continue;
    if (answer === null && label !== null && answersBelow(table, columns, label)) continue;
    if (found.kind === 'row') {
      rows.push({ row, indicator: found.indicator, label });
      if (found.numberDiffers && number) {
        const { tt, labelVi, key } = found.indicator;
        problems.push(
          problem('ROW_NUMBER_DIFFERS', {
            ...place,
            cell: number.address,
            key,
            found: shownNumber(number),
            tt,
            label: labelVi,
          }),
        );
      }
      continue;
    }
    doubtful++;
    if (found.kind === 'ambiguous') {
      const candidates = found.candidates.map((c) => c.tt).join(', ');
      problems.push(problem('ROW_AMBIGUOUS', { ...place, label: label?.text ?? '', candidates }));
    } else if (label || number || (rows.length > 0 && row < table.lastHit && isFigure(answer))) {
      const finding = unknownRow(table, columns, row, label, number, answer);
      if (finding) problems.push(finding);
    }
  }
  return { rows, problems };
}

/** True when a label that is merged over several rows is answered in a lower one of them. */
function answersBelow(table: FoundTable, columns: TableColumns, label: ParsedCell): boolean {
  const merged = columns.value === null ? null : table.grid.mergedAt(label.row, label.col);
  if (!merged || columns.value === null) return false;
  for (const row of table.grid.rowsBetween(label.row + 1, Math.min(merged.bottom, label.row + 10))) {
    const cell = table.grid.at(row, columns.value);
    if (cell && (cell.kind !== 'blank' || cell.formula !== null)) return true;
  }
  return false;
}

/** The label, also when it stands in the number column because the two were merged. */
function labelCell(table: FoundTable, row: number): ParsedCell | null {
  const cell = table.grid.seen(row, table.labelCol);
  return cell && cell.kind !== 'blank' && cell.text.trim() !== '' ? cell : null;
}

function numberCell(table: FoundTable, columns: TableColumns, row: number): ParsedCell | null {
  const cell = columns.tt === null ? null : table.grid.at(row, columns.tt);
  return cell && cell.kind !== 'blank' ? cell : null;
}

function shownNumber(cell: ParsedCell): string {
  return rowNumber(cell.text, cell.kind === 'date') ?? cell.text;
}

function resolve(
  labelCell: ParsedCell | null,
  numberCell: ParsedCell | null,
  book: LabelBook,
  effort: Effort,
): Resolution {
  const typed = labelCell?.kind === 'text' ? labelCell.text.slice(0, LONGEST_LABEL) : '';
  const split = book.find(typed) ? null : splitLeadingNumber(typed);
  const label = split?.label ?? typed;
  const tt = (numberCell ? rowNumber(numberCell.text, numberCell.kind === 'date') : null) ?? split?.number ?? null;
  const numbered = book.byNumber(tt);
  const sure = book.find(label);
  if (sure) return { kind: 'row', indicator: sure, numberDiffers: numbered !== null && numbered.key !== sure.key };
  if (label.trim() === '')
    return numbered ? { kind: 'row', indicator: numbered, numberDiffers: false } : { kind: 'unknown' };

  const wordings = (row: IndicatorDefinition): readonly string[] => [row.labelVi, ...row.alsoLabelled];
  const nearest = book.nearest(label, effort);
  const slips = nearest.filter((hit) => wordings(hit.row).some((l) => isTypingError(label, l))).map((hit) => hit.row);
  const slip = slips.length === 1 ? slips[0] : slips.find((row) => row.key === numbered?.key);
  if (slip) return { kind: 'row', indicator: slip, numberDiffers: numbered !== null && numbered.key !== slip.key };
  const isNumberedShort =
    numbered !== null && wordings(numbered).some((l) => isShortened(label, l) || isBrokenOff(label, l));
  if (numbered && isNumberedShort) return { kind: 'row', indicator: numbered, numberDiffers: false };

  const candidates = nearest
    .filter((hit) => hit.likeness >= NEAR)
    .slice(0, 3)
    .map((hit) => hit.row);
  if (numbered && nearest.some((hit) => hit.row.key === numbered.key && hit.likeness >= NEAR / 2)) {
    if (!candidates.some((c) => c.key === numbered.key)) candidates.push(numbered);
  }
  return candidates.length === 0 ? { kind: 'unknown' } : { kind: 'ambiguous', candidates };
}

/** Row of column numbers "(1) (2) …", a section's heading, or nothing at all. */
function isHeadingRow(table: FoundTable, row: number, label: ParsedCell | null, book: LabelBook): boolean {
  const cells = table.grid.row(row).filter((c) => c.col >= table.leftCol && c.col <= table.rightCol);
  if (cells.every((c) => c.kind === 'blank' || /^\(?[1-9A-E]\)?$/.test(c.text.trim())) && cells.length > 1) {
    const isCounting = cells.filter((c) => c.kind !== 'blank').every((c, i, all) => i === 0 || c.text !== all[0]?.text);
    if (isCounting && /^\(?[1-9A-E]\)?$/.test(label?.text.trim() ?? '')) return true;
  }
  if (label?.kind !== 'text') return false;
  return book.isSection(label.text) || LABEL_HEADINGS.has(table.grid.key(label));
}

/** True for a cell that answers with a number, also one typed as text. */
function isFigure(cell: ParsedCell | null): boolean {
  if (cell === null || cell.kind === 'blank') return false;
  return cell.kind !== 'text' || /^[\s(]*[-+]?\d/.test(cell.text);
}

/** Signature, footnote, or the head of the next form or of another table: here the table is over. */
function endsTable(table: FoundTable, row: number): boolean {
  if (isHeadOfOther(table, row)) return true;
  return table.grid.row(row).some((cell) => {
    if (cell.kind !== 'text') return false;
    const key = searchKey(cell.text.slice(0, 150));
    return /^(ghi chu|noi nhan|nguoi lap|lap bieu|nguoi bao cao|can bo|chuyen vien|ke toan|nguoi dai dien|nguoi ky|thu truong|thu ky|lanh dao|truong phong|pho truong phong|giam doc|chu tich|pho chu tich|pho giam doc|xac nhan|dien thoai|dt ?:|email|tm\.|kt\.|tl\.|q\.)|ngay .*thang .*nam|^bieu( mau)?( so)? ?0?\d|^ky bao cao|^don vi (gui|nhan) bao cao|^\(?chu ky|^\(?ky,|^tong hop tinh hinh|^tinh hinh hoat dong/.test(
      key,
    );
  });
}

/** A row that begins with "TT" and names more columns is the head of a table of its own. */
function isHeadOfOther(table: FoundTable, row: number): boolean {
  const [first, ...others] = table.grid.row(row).filter((c) => c.kind !== 'blank');
  const isNumberHead = first?.kind === 'text' && COLUMN_NAMES.tt.has(table.grid.key(first));
  return isNumberHead && others.length >= 2 && others.every((c) => c.kind === 'text');
}

function unknownRow(
  table: FoundTable,
  columns: TableColumns,
  row: number,
  label: ParsedCell | null,
  number: ParsedCell | null,
  answer: ParsedCell | null,
): FilingProblem | null {
  const sheet = table.grid.sheet.name;
  const shown = label?.text ?? number?.text ?? '';
  if (answer && answer.kind !== 'blank' && answer.address !== label?.address) {
    const nameless = { vi: 'không có tên chỉ tiêu', en: 'without a label' };
    return problem('ROW_UNKNOWN', { sheet, cell: answer.address, label: shown === '' ? nameless : shown });
  }
  const unit = columns.unit === null ? null : table.grid.at(row, columns.unit);
  const looksLikeRow = label !== null && labelKey(label.text).length > 3 && (unit !== null || number !== null);
  return looksLikeRow && row <= table.lastHit
    ? problem('ROW_UNKNOWN', { sheet, cell: label.address, label: shown, severity: 'warning' })
    : null;
}
