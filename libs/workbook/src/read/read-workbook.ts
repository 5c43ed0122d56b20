import type { FileFormat, ParsedSheet, ReadCode, ReadFinding, ReadResult } from '../sheet.js';
import { readComments, withComments } from './comments.js';
import { READ_LIMITS, type ReadLimits } from './limits.js';
import { readWorkbookMap, requireWorkbook } from './package.js';
import { ReadRefusal } from './refusal.js';
import { readSheet, type SheetContext } from './sheet-part.js';
import { type Sniffed, sniff } from './sniff.js';
import { readCellFormats, readSharedStrings } from './strings-and-styles.js';
import { ZipArchive } from './zip.js';

/**
 * Bytes -> sheets, in this process. Never throws: every failure is a result with a finding. Bytes
 * from outside go through `readInChild`, which adds limits of time and memory.
 */
export function readWorkbook(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): ReadResult {
  const early = refuseByContent(bytes, limits);
  if (early) return early;
  try {
    return readPackage(new ZipArchive(bytes, limits), limits);
  } catch (error) {
    if (error instanceof ReadRefusal)
      return refusal(error.finding.code, error.format, error.finding.detail, error.finding.limit);
    // Whatever a hostile file makes the libraries throw costs one refusal, not the process.
    return refusal('UNREADABLE_FILE', 'xlsx', 'cấu trúc tệp không đúng');
  }
}

const NOT_A_WORKBOOK: Partial<Record<Sniffed, string>> = {
  csv: 'văn bản CSV',
  html: 'trang web HTML',
  xml: 'XML',
  pdf: 'PDF',
  image: 'ảnh',
  archive: 'tệp nén',
  unknown: 'không rõ loại',
};

/** Refuses by the first bytes and the size alone; null when the file is a zip of fair size. */
export function refuseByContent(bytes: Uint8Array, limits: ReadLimits): ReadResult | null {
  const kind = sniff(bytes);
  if (kind === 'empty') return refusal('FILE_EMPTY', 'empty');
  if (bytes.length > limits.fileBytes) return tooLarge(bytes.length, limits, kind === 'zip' ? 'xlsx' : kind);
  if (kind === 'zip') return null;
  if (kind === 'xls') return refusal('LEGACY_XLS', 'xls');
  if (kind === 'encrypted') return refusal('FILE_ENCRYPTED', 'encrypted');
  return refusal('NOT_XLSX', kind, NOT_A_WORKBOOK[kind] ?? 'không rõ loại');
}

/** The refusal of a file that is too big to be looked at. */
export function tooLarge(size: number, limits: ReadLimits, format: FileFormat): ReadResult {
  const mb = (n: number): string => `${Math.ceil(n / 1_000_000)} MB`;
  return refusal('FILE_TOO_LARGE', format, mb(size), mb(limits.fileBytes));
}

export function refusal(code: ReadCode, format: FileFormat, detail = '', limit = ''): ReadResult {
  return { ok: false, format, findings: [{ code, detail, limit, sheet: null, cell: null }] };
}

function readPackage(zip: ZipArchive, limits: ReadLimits): ReadResult {
  requireWorkbook(zip);
  const map = readWorkbookMap(zip, limits);
  const context: SheetContext = {
    zip,
    limits,
    sharedStrings: map.sharedStrings ? readSharedStrings(zip, map.sharedStrings, limits) : [],
    formats: map.styles ? readCellFormats(zip, map.styles, limits) : [],
    epoch1904: map.epoch1904,
    counts: { rows: 0, cells: 0, merged: 0 },
  };
  const sheets = map.sheets.map((entry): ParsedSheet => {
    const sheet = readSheet(context, entry);
    return { ...sheet, cells: withComments(sheet.cells, readComments(zip, entry.part, limits)) };
  });
  const findings: ReadFinding[] = [];
  const say = (code: ReadCode): void => void findings.push({ code, detail: '', limit: '', sheet: null, cell: null });
  if (map.hasMacros) say('MACRO_IGNORED');
  if (map.hasExternalLinks) say('EXTERNAL_LINK_IGNORED');
  findings.push(...brokenTexts(sheets));
  return { ok: true, format: 'xlsx', sheets, findings };
}

/** A letter that some program lost on the way (U+FFFD) is refused where it stands, not passed on. */
function brokenTexts(sheets: readonly ParsedSheet[]): ReadFinding[] {
  const findings: ReadFinding[] = [];
  for (const sheet of sheets) {
    for (const cell of sheet.cells.values()) {
      if (findings.length < 50 && cell.text.includes('\ufffd')) {
        findings.push({
          code: 'BROKEN_TEXT',
          detail: cell.text.slice(0, 80),
          limit: '',
          sheet: sheet.name,
          cell: cell.address,
        });
      }
    }
  }
  return findings;
}
