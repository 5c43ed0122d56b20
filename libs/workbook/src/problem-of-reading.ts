import { type FilingProblem, problem } from '#lib/forms';
import { assertNever } from '#lib/kernel';
import type { ReadFinding } from './sheet.js';

/** The sentence for a finding of the reader. */
export function problemOfReading(finding: ReadFinding): FilingProblem {
  const { code, detail, limit, sheet, cell } = finding;
  switch (code) {
    case 'NOT_XLSX':
      return problem(code, { found: detail });
    case 'FILE_TOO_LARGE':
      return problem(code, { size: detail, limit });
    case 'FILE_HOSTILE':
    case 'UNREADABLE_FILE':
      return problem(code, { reason: detail });
    case 'READ_TIMEOUT':
      return problem(code, { seconds: detail });
    case 'BROKEN_TEXT':
      return problem(code, { sheet, cell, text: detail });
    case 'HIDDEN_CONTENT':
      return problem(code, { sheet, cell, what: detail });
    case 'FILE_EMPTY':
    case 'FILE_ENCRYPTED':
    case 'FILE_TRUNCATED':
    case 'LEGACY_XLS':
    case 'OPEN_DOCUMENT':
    case 'READ_MEMORY':
    case 'MACRO_IGNORED':
    case 'EXTERNAL_LINK_IGNORED':
      return problem(code, {});
    default:
      return assertNever(code);
  }
}
