import type { FileFormat, ReadCode, ReadFinding } from '../sheet.js';

/** Thrown inside the reader to end it with one refusal; `readWorkbook` turns it into its result. */
export class ReadRefusal extends Error {
  readonly finding: ReadFinding;
  readonly format: FileFormat;

  constructor(code: ReadCode, detail = '', format: FileFormat = 'xlsx', limit = '') {
    super(`${code} ${detail}`);
    this.name = 'ReadRefusal';
    this.finding = { code, detail, limit, sheet: null, cell: null };
    this.format = format;
  }
}

/** The package is cut off or damaged. `part` is for the developer who looks at the error, not for the sentence. */
export function broken(part: string): ReadRefusal {
  return new ReadRefusal('FILE_TRUNCATED', part);
}

/** The package is built to do harm, or as if. */
export function hostile(reason: string): ReadRefusal {
  return new ReadRefusal('FILE_HOSTILE', reason);
}

/** More of something than any filing needs: "250.000 dòng". */
export function tooMuch(size: number, limit: number, what: string): ReadRefusal {
  return new ReadRefusal('FILE_TOO_LARGE', `${grouped(size)} ${what}`, 'xlsx', `${grouped(limit)} ${what}`);
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}
