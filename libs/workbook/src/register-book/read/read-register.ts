import type { ReadLimits } from '../../read/limits.js';
import { readWorkbookMap, requireWorkbook } from '../../read/package.js';
import { refuseByContent } from '../../read/read-workbook.js';
import { ReadRefusal, tooMuch } from '../../read/refusal.js';
import { flowCells, type PassingCell, type SheetContext } from '../../read/sheet-part.js';
import { sniff } from '../../read/sniff.js';
import { flowSharedStrings, readCellFormats } from '../../read/strings-and-styles.js';
import { ZipArchive } from '../../read/zip.js';
import type { ReadCode, ReadFinding } from '../../sheet.js';
import { csvLines, isCsv } from './csv-lines.js';
import { RegisterReader } from './register-reader.js';
import { StageWriter } from './stage-writer.js';
import type { RegisterMessage, RegisterReadOptions } from './staged.js';

/**
 * Reads a register workbook or its CSV in this process and sends what it says, piece by piece. Never throws on what the
 * file holds: a refusal is a message. Bytes from outside go through `readRegisterInChild`.
 */
export async function readRegister(
  bytes: Uint8Array,
  limits: ReadLimits,
  options: RegisterReadOptions,
  send: (message: RegisterMessage) => void,
): Promise<void> {
  const kind = sniff(bytes);
  const asCsv = (kind === 'csv' || kind === 'unknown') && bytes.length <= limits.fileBytes && isCsv(bytes);
  const early = asCsv ? null : refuseByContent(bytes, limits);
  if (early?.ok === false) {
    send({ kind: 'reading', finding: early.findings[0], refused: true });
    return;
  }
  const reader = new RegisterReader(new StageWriter(send), options);
  const note = (code: ReadCode): void => send({ kind: 'reading', finding: findingOf(code), refused: false });
  try {
    if (asCsv) readCsv(bytes, limits, reader);
    else await readSheets(new ZipArchive(bytes, limits), limits, reader, note);
    reader.end();
  } catch (error) {
    // Whatever a hostile file makes the libraries throw costs one refusal, not the process.
    const finding =
      error instanceof ReadRefusal
        ? error.finding
        : { ...findingOf('UNREADABLE_FILE'), detail: 'cấu trúc tệp không đúng' };
    send({ kind: 'reading', finding, refused: true });
  }
}

function findingOf(code: ReadCode): ReadFinding {
  return { code, detail: '', limit: '', sheet: null, cell: null };
}

async function readSheets(
  zip: ZipArchive,
  limits: ReadLimits,
  reader: RegisterReader,
  note: (code: ReadCode) => void,
): Promise<void> {
  requireWorkbook(zip);
  const map = readWorkbookMap(zip, limits);
  const context: SheetContext = {
    zip,
    limits,
    sharedStrings: map.sharedStrings ? await flowSharedStrings(zip, map.sharedStrings, limits) : [],
    formats: map.styles ? readCellFormats(zip, map.styles, limits) : [],
    epoch1904: map.epoch1904,
    counts: { rows: 0, cells: 0, merged: 0 },
  };
  for (const sheet of map.sheets) {
    reader.beginSheet(sheet.name);
    let row = 0;
    let cells = new Map<number, PassingCell>();
    await flowCells(context, sheet, (at, col, cell) => {
      if (at !== row) {
        if (cells.size > 0) reader.line(row, cells);
        row = at;
        cells = new Map();
      }
      cells.set(col, cell);
    });
    if (cells.size > 0) reader.line(row, cells);
  }
  if (map.hasMacros) note('MACRO_IGNORED');
  if (map.hasExternalLinks) note('EXTERNAL_LINK_IGNORED');
}

function readCsv(bytes: Uint8Array, limits: ReadLimits, reader: RegisterReader): void {
  reader.beginSheet('CSV');
  let rows = 0;
  for (const { row, texts } of csvLines(bytes)) {
    if (++rows > limits.rows) throw tooMuch(rows, limits.rows, 'dòng');
    const cells = new Map<number, PassingCell>();
    for (const [i, text] of texts.entries()) if (text !== '') cells.set(i + 1, csvCell(text));
    if (cells.size > 0) reader.line(row, cells);
  }
}

/** A CSV knows texts only; an apostrophe that keeps a text from being a formula is no part of it. */
function csvCell(stored: string): PassingCell {
  const text = /^'\s*[=+\-@\t\r]/.test(stored) ? stored.slice(1) : stored;
  return {
    kind: 'text',
    text: text.normalize('NFC'),
    number: null,
    formula: null,
    hasCachedValue: true,
    numberFormat: 'General',
  };
}
