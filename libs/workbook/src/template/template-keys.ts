import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Answers, FormDefinition, ParsedForm } from '#lib/forms';
import type { DecimalString, PeriodCode } from '#lib/kernel';
import { isIndexSheet } from '../mark/index-sheet.js';
import { readWorkbook } from '../read/read-workbook.js';
import type { ParsedSheet } from '../sheet.js';

/** What a template showed when it was written: the base of the three-way merge. */
export interface TemplateBase {
  readonly values: Answers<DecimalString>;
  readonly notes: Answers;
  readonly header: Answers;
}

/** What a template carries in its hidden sheet. */
export interface TemplateIdentity {
  /** Form definition: "form-04@2025-07-01". */
  readonly definitionId: string;
  readonly period: PeriodCode;
  /** Public code of the unit the form speaks for. */
  readonly unitCode: string;
  /** Revision of the filing that the template was filled from; 0 when there was none. */
  readonly baseRevision: number;
  readonly base: TemplateBase;
}

/** Why a workbook is taken for an ordinary file, and the sentence for the sender. */
export interface Stranger {
  readonly kind: 'stranger';
  readonly reason: 'unreadable' | 'no_keys' | 'several_keys' | 'other_version' | 'broken_mac';
  readonly message: string;
  readonly messageEn: string;
}

export type TemplateReading =
  | (TemplateIdentity & {
      readonly kind: 'ours';
      /** The sheets to be matched: without keys, guide, marks and the column of the last period. */
      readonly sheets: readonly ParsedSheet[];
    })
  | Stranger;

/** Name of the hidden sheet; it is known again by its first cell, whatever its name. */
export const KEY_SHEET = 'CCN';
export const GUIDE_SHEET = 'Hướng dẫn';
/** Begins the heading of the column beside the form. */
export const LAST_PERIOD = 'Kỳ trước (tham khảo)';
const MAGIC = 'CCN-TEMPLATE';
const VERSION = '1';
const MAC = 'mac';
const SHORTEST_KEY = 16;

type KeyRow = readonly [name: string, content: string];

/**
 * Rows of the hidden sheet, the last one a keyed MAC (HMAC-SHA256) over all others in their order.
 * Answers stand as JSON, so that no program can take them for numbers or trim them.
 * @throws RangeError for a key under 16 bytes
 */
export function keyRows(identity: TemplateIdentity, key: Uint8Array): readonly KeyRow[] {
  const { base } = identity;
  const answers = (kind: string, all: Answers): KeyRow[] =>
    Object.entries(all).map(([name, answer]) => [`${kind}:${name}`, JSON.stringify(answer?.normalize('NFC') ?? null)]);
  const rows: KeyRow[] = [
    [MAGIC, VERSION],
    ['form', identity.definitionId],
    ['period', identity.period],
    ['unit', identity.unitCode],
    ['revision', String(identity.baseRevision)],
    ...answers('value', base.values),
    ...answers('note', base.notes),
    ...answers('header', base.header),
  ];
  return [...rows, [MAC, macOf(rows, key)]];
}

function macOf(rows: readonly KeyRow[], key: Uint8Array): string {
  if (key.length < SHORTEST_KEY) throw new RangeError('the key of templates must have at least 16 bytes');
  return createHmac('sha256', key)
    .update(`${MAGIC}\n${JSON.stringify(rows)}`)
    .digest('hex');
}

/**
 * Tells one of our templates from any other workbook. A file whose keys were changed in any way is a
 * stranger's: it is read as every other file, and merges with nothing.
 * Bytes are read in this process; for bytes from outside give the sheets that `readInChild` has read.
 */
export function readTemplateKeys(file: Uint8Array | readonly ParsedSheet[], key: Uint8Array): TemplateReading {
  const sheets = file instanceof Uint8Array ? sheetsOf(file) : file;
  if (sheets === null) return stranger('unreadable', 'Không đọc được tệp.', 'The file cannot be read.');
  const keySheets = sheets.filter(isKeySheet);
  const [keySheet, another] = keySheets;
  if (!keySheet) {
    const message = 'Tệp không phải là mẫu tải từ hệ thống; số liệu được đọc như tệp thường.';
    return stranger('no_keys', message, 'The file is no template of the system and is read as any other.');
  }
  if (another) return stranger('several_keys', `${CHANGED} ${AS_STRANGER}`, CHANGED_EN);
  if (keySheet.cells.get('B1')?.text !== VERSION) {
    const message = `Mẫu thuộc phiên bản khác của hệ thống. ${AS_STRANGER}`;
    return stranger(
      'other_version',
      message,
      'The template is of another version of the system and is read as any file.',
    );
  }
  const rows = rowsOf(keySheet);
  const identity = rows && verified(rows, key);
  if (!identity) return stranger('broken_mac', `${CHANGED} ${AS_STRANGER}`, CHANGED_EN);
  return { kind: 'ours', ...identity, sheets: answerSheets(sheets) };
}

const CHANGED_EN =
  'The hidden identity of the template was changed; it is read as any other file: all its figures count as new.';
const CHANGED = 'Phần nhận dạng ẩn của mẫu đã bị thay đổi.';
const AS_STRANGER = 'Tệp được đọc như tệp thường: toàn bộ số liệu trong tệp được coi là mới.';

function stranger(reason: Stranger['reason'], message: string, messageEn: string): Stranger {
  return { kind: 'stranger', reason, message, messageEn };
}

function sheetsOf(bytes: Uint8Array): readonly ParsedSheet[] | null {
  const result = readWorkbook(bytes);
  return result.ok ? result.sheets : null;
}

/** Rows of the hidden sheet; null when it holds anything but two texts in each. */
function rowsOf(sheet: ParsedSheet): KeyRow[] | null {
  const rows: KeyRow[] = [];
  for (let row = 1; row <= sheet.rowCount; row++) {
    const name = sheet.cells.get(`A${row}`);
    const content = sheet.cells.get(`B${row}`);
    if (name?.kind !== 'text' || content?.kind !== 'text') return null;
    if (name.formula !== null || content.formula !== null) return null;
    rows.push([name.text, content.text]);
  }
  return sheet.cells.size === rows.length * 2 ? rows : null;
}

function verified(rows: readonly KeyRow[], key: Uint8Array): TemplateIdentity | null {
  const last = rows[rows.length - 1];
  if (last?.[0] !== MAC) return null;
  const expected = Buffer.from(macOf(rows.slice(0, -1), key));
  const found = Buffer.from(last[1]);
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) return null;
  const named = new Map(rows);
  const answers = (kind: string): Record<string, string | null> =>
    Object.fromEntries(
      rows
        .filter(([name]) => name.startsWith(`${kind}:`))
        .map(([name, content]) => [name.slice(kind.length + 1), JSON.parse(content) as string | null]),
    );
  return {
    definitionId: named.get('form') ?? '',
    period: named.get('period') ?? '',
    unitCode: named.get('unit') ?? '',
    baseRevision: Number(named.get('revision')),
    base: { values: answers('value'), notes: answers('note'), header: answers('header') },
  };
}

/**
 * The sheets in which answers may stand: the keys, the guide, the column of the last period and a list of marks are the
 * system's own words to the clerk. Sheets of any other file are given as they are.
 */
export function answerSheets(sheets: readonly ParsedSheet[]): readonly ParsedSheet[] {
  const isTemplate = sheets.some(isKeySheet);
  return sheets
    .filter((sheet) => !isKeySheet(sheet) && !isIndexSheet(sheet) && !(isTemplate && sheet.name === GUIDE_SHEET))
    .map((sheet) => {
      const heading = [...sheet.cells.values()].find((c) => c.kind === 'text' && c.text.startsWith(LAST_PERIOD));
      if (!heading) return sheet;
      const cells = [...sheet.cells].filter(([, c]) => c.col !== heading.col || c.row < heading.row);
      return { ...sheet, cells: new Map(cells) };
    });
}

function isKeySheet(sheet: ParsedSheet): boolean {
  return sheet.cells.get('A1')?.text === MAGIC;
}

/** What a form read from a file answers, in the shape of the merge: null where a cell is empty. */
export function answersOf(parsed: ParsedForm, definition: FormDefinition): TemplateBase {
  const entries = [...parsed.entries.values()];
  const inputs = answeredHeaders(definition);
  return {
    values: Object.fromEntries(entries.map((e) => [e.key, e.value])),
    notes: Object.fromEntries(entries.map((e) => [e.key, e.note])),
    header: Object.fromEntries(inputs.map((name) => [name, parsed.header[name] ?? null])),
  };
}

/** Header fields that the sender answers; the period is the template's own. */
export function answeredHeaders(definition: FormDefinition): string[] {
  return definition.headerFields.filter((f) => f.input && f.key !== 'period').map((f) => f.key);
}
