import { DomainError } from '#lib/kernel';
import { problemOfReading } from '../problem-of-reading.js';
import { READ_LIMITS, type ReadLimits } from '../read/limits.js';
import { refuseByContent } from '../read/read-workbook.js';
import { ReadRefusal } from '../read/refusal.js';
import { clearPackage } from './clear-marks.js';
import type { MarkedProblem } from './index-sheet.js';
import { markPackage } from './marking.js';

export type { MarkedProblem } from './index-sheet.js';

export interface MarkOptions {
  readonly limits?: ReadLimits;
}

/**
 * The user's own workbook with a fill and a comment on each problem cell, and behind its sheets one
 * sheet "Lỗi cần sửa" that lists all problems with links to their cells. Everything else in the package
 * stays as it was: parts without a mark keep their very bytes, the others get only what the marks need.
 * Marks of an earlier answer are taken out first. Without problems the file comes back unmarked.
 *
 * To be called with bytes that `readInChild` has read: the work here has no limit of time.
 * @throws DomainError with the reader's code when the file is no sound .xlsx workbook
 */
export function markWorkbook(
  bytes: Uint8Array,
  problems: readonly MarkedProblem[],
  options: MarkOptions = {},
): Uint8Array {
  const limits = options.limits ?? READ_LIMITS;
  return refusedAsProblem(bytes, limits, () => markPackage(bytes, problems, limits).bytes);
}

/**
 * The file without the system's marks; the same bytes when it has none. Cells that the user has filled
 * or changed since keep what they hold.
 * @throws DomainError with the reader's code when the file is no sound .xlsx workbook
 */
export function clearMarks(bytes: Uint8Array, options: MarkOptions = {}): Uint8Array {
  const limits = options.limits ?? READ_LIMITS;
  return refusedAsProblem(bytes, limits, () => clearPackage(bytes, limits));
}

function refusedAsProblem(bytes: Uint8Array, limits: ReadLimits, work: () => Uint8Array): Uint8Array {
  const early = refuseByContent(bytes, limits);
  const said = (finding: ReadRefusal['finding']): DomainError => {
    const { code, message, messageEn } = problemOfReading(finding);
    return new DomainError({ code, message, ...(messageEn === undefined ? {} : { messageEn }) });
  };
  if (early && !early.ok) throw said(early.findings[0]);
  try {
    return work();
  } catch (error) {
    throw error instanceof ReadRefusal ? said(error.finding) : error;
  }
}
