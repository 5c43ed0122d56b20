import { printDecimal } from '#lib/kernel';
import type { CheckDocument, CheckReport, PrintedProblem } from '#lib/workbook';

/** As the contract says; the hash is null for what could not be read to its end. */
export type PrintedReport = Omit<CheckReport, 'file'> & {
  readonly file: Omit<CheckReport['file'], 'sha256'> & { readonly sha256: string | null };
};

const OUTCOME = {
  accepted: 'ĐẠT',
  accepted_with_warnings: 'ĐẠT, có lưu ý',
  rejected: 'CHƯA ĐẠT',
} as const;

/** A check report for people: outcome, then each finding, then the figures that were read. */
export function listing(report: PrintedReport): string {
  const lines = [`${report.file.name}: ${OUTCOME[report.outcome]}`, ...report.problems.map(problemLine)];
  for (const document of report.documents) lines.push('', ...documentLines(document));
  return `${lines.join('\n')}\n`;
}

function documentLines(document: CheckDocument): string[] {
  const of = [document.period ?? 'chưa rõ kỳ', ...(document.unit === null ? [] : [`đơn vị ${document.unit}`])].join(
    ', ',
  );
  const read = Object.values(document.values).filter((v) => v !== null).length;
  const figures = Object.entries(document.values).map(
    ([key, value]) => `  ${key}: ${value === null ? '–' : printDecimal(value, 'vi')}`,
  );
  return [
    `Biểu số ${document.form} (${of}): ${OUTCOME[document.outcome]}`,
    ...document.problems.map(problemLine),
    `Đã đọc ${read}/${Object.keys(document.values).length} số liệu:`,
    ...figures,
  ];
}

function problemLine(problem: PrintedProblem): string {
  return `  ${problem.severity === 'error' ? 'LỖI  ' : 'LƯU Ý'} ${problem.code}: ${problem.message}`;
}
