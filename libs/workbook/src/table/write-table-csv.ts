import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { aboutRows } from './about-sheet.js';
import {
  headingOf,
  looksLikeFormula,
  type TableAbout,
  type TableCell,
  type TableColumn,
  type TableSource,
  yesNo,
} from './table.js';

const BOM = '\ufeff';
const LINE = '\r\n';

/**
 * Writes a table as CSV: UTF-8 with byte order mark, commas, CRLF (RFC 4180), numbers with a dot and without grouping,
 * days as YYYY-MM-DD, nothing where nothing is known. The lines before the headings begin with `#` and say what it is.
 * Text that a spreadsheet could take for a formula gets an apostrophe in front; a negative number stays a number.
 * @returns rows written
 */
export async function writeTableCsv(
  path: string,
  about: TableAbout,
  table: TableSource,
  onRows: (rows: number) => Promise<void> | void = () => undefined,
): Promise<number> {
  const file = createWriteStream(path);
  file.on('error', () => undefined);
  const put = async (text: string): Promise<void> => {
    if (file.errored !== null) throw file.errored;
    if (!file.write(text)) await once(file, 'drain');
  };
  try {
    const notes = aboutRows(about, [table]).map(([label, text]) =>
      quoted(`# ${text === null ? label : `${label}: ${text}`}`),
    );
    const heads = table.columns.map((column) => csvText(headingOf(column))).join(',');
    await put(`${BOM}${notes.join(LINE)}${LINE}${heads}${LINE}`);
    let rows = 0;
    for await (const batch of table.batches) {
      const lines = batch.map((row) => table.columns.map((column, i) => csvCell(row[i] ?? null, column)).join(','));
      if (lines.length > 0) await put(lines.join(LINE) + LINE);
      rows += batch.length;
      await onRows(rows);
    }
    file.end();
    await finished(file);
    return rows;
  } catch (error) {
    file.destroy();
    await rm(path, { force: true });
    throw error;
  }
}

function csvCell(value: TableCell, column: TableColumn): string {
  if (value === null || value === '') return '';
  if (column.type === 'text') return csvText(value);
  return column.type === 'boolean' ? yesNo(value) : value;
}

function csvText(text: string): string {
  return quoted(looksLikeFormula(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
