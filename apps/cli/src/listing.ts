import { printDecimal } from '#lib/kernel';
import type { CheckDocument, CheckReport, PrintedProblem, ReadingDoubt } from '#lib/workbook';

/** As the contract says; the hash is null for what could not be read to its end. */
export type PrintedReport = Omit<CheckReport, 'file'> & {
  readonly file: Omit<CheckReport['file'], 'sha256'> & { readonly sha256: string | null };
};

const OUTCOME = {
  accepted: 'ĐẠT',
  accepted_with_warnings: 'ĐẠT, có lưu ý',
  rejected: 'CHƯA ĐẠT',
} as const;

/** What the listing says beside the report: names of the rows, and what only the sender can say. */
export interface ListingDetails {
  /** Rows of a form in its order: TT and label, by indicator key. */
  readonly rowsOf: (form: string, period: string | null) => ReadonlyMap<string, { tt: string; label: string }>;
  readonly doubts: readonly ReadingDoubt[];
}

/** A check report for people: outcome, then each finding, what is asked, then the figures that were read. */
export function listing(report: PrintedReport, details: ListingDetails): string {
  const lines = [`${report.file.name}: ${OUTCOME[report.outcome]}`, ...report.problems.map(problemLine)];
  lines.push(...questionLines(details.doubts));
  for (const document of report.documents) lines.push('', ...documentLines(document, details));
  return `${lines.join('\n')}\n`;
}

function questionLines(doubts: readonly ReadingDoubt[]): string[] {
  const open = doubts.filter((d) => d.chosen === null);
  if (open.length === 0) return [];
  const asked = open.map(({ kind, sheet, cell, raw, choices }) => {
    const meanings = choices.map(({ choice, value }) => {
      const shown = value === null ? 'chưa có số liệu' : printDecimal(value, 'vi');
      return `${shown} (--reading ${kind}=${choice})`;
    });
    return `  HỎI   Trang “${sheet}”, ô ${cell}: “${raw}” là ${meanings.join(' hay ')}?`;
  });
  return ['', 'Chỉ người gửi mới biết:', ...asked, '  Trả lời riêng một ô: --reading "Trang!Ô=lựa chọn".'];
}

function documentLines(document: CheckDocument, { rowsOf }: ListingDetails): string[] {
  const of = [document.period ?? 'chưa rõ kỳ', ...(document.unit === null ? [] : [`đơn vị ${document.unit}`])].join(
    ', ',
  );
  const read = Object.values(document.values).filter((v) => v !== null).length;
  const rows = rowsOf(document.form, document.period);
  const figures = Object.entries(document.values).map(([key, value]) => {
    const row = rows.get(key);
    return `  ${row === undefined ? key : `${row.tt} ${row.label}`}: ${value === null ? '–' : printDecimal(value, 'vi')}`;
  });
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
