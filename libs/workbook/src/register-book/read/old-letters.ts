import type { PassingCell } from '../../read/sheet-part.js';
import { cellAddress } from '../../rules/address.js';
import { decodeLegacy, hasOldLetters, isUnicodeVietnamese, type LegacyEncoding } from '../../rules/legacy-encoding.js';
import { oldEncodingOf } from '../../rules/syllables.js';
import type { StageWriter } from './stage-writer.js';

const MOST_BROKEN = 50;

/**
 * Reads the texts of a sheet that were typed in the fonts of before Unicode, line by line: a list is often put together
 * from several files. What was read so is said once for a sheet, with an example; a letter that some program lost is an
 * error where it stands.
 */
export class OldLetters {
  private encoding: LegacyEncoding | null = null;
  private broken = 0;

  constructor(
    private readonly stage: StageWriter,
    private readonly sheet: string,
  ) {}

  line(row: number, cells: ReadonlyMap<number, PassingCell>): ReadonlyMap<number, PassingCell> {
    let isOld = this.encoding !== null;
    for (const [col, cell] of cells) {
      if (cell.kind !== 'text') continue;
      isOld ||= hasOldLetters(cell.text);
      if (cell.text.includes('\ufffd')) this.sayBroken(row, col, cell.text);
    }
    return isOld ? this.decoded(row, cells) : cells;
  }

  private decoded(row: number, cells: ReadonlyMap<number, PassingCell>): ReadonlyMap<number, PassingCell> {
    const texts = [...cells.values()].filter((cell) => cell.kind === 'text').map((cell) => cell.text);
    const encoding = oldEncodingOf(texts, this.encoding !== null);
    if (encoding === null) return cells;
    // Beside texts in Unicode only what cannot be Unicode is old.
    const isMixed = texts.some(isUnicodeVietnamese);
    const read = new Map<number, PassingCell>();
    for (const [col, cell] of cells) {
      const isAsked = cell.kind === 'text' && (!isMixed || hasOldLetters(cell.text));
      const text = isAsked ? decodeLegacy(cell.text, encoding) : cell.text;
      read.set(col, text === cell.text ? cell : { ...cell, text });
      if (text !== cell.text && this.encoding === null) this.say(row, col, text, encoding);
    }
    return read;
  }

  private say(row: number, col: number, text: string, encoding: LegacyEncoding): void {
    this.encoding = encoding;
    this.stage.finding({
      code: 'REGISTER_OLD_LETTERS',
      sheet: this.sheet,
      cell: cellAddress(row, col),
      details: { encoding, found: text },
    });
  }

  private sayBroken(row: number, col: number, text: string): void {
    if (++this.broken > MOST_BROKEN) return;
    const cell = cellAddress(row, col);
    this.stage.finding({ code: 'REGISTER_LETTER_LOST', sheet: this.sheet, cell, details: { found: text } });
  }
}
