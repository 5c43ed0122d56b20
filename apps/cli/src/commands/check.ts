import { basename } from 'node:path';
import type { Command } from 'commander';
import type { CheckedForm, FormCode, FormHistory, ParsedForm } from '#lib/forms';
import type { CheckOptions } from '#lib/workbook';
import type { ListingDetails, PrintedReport } from '../listing.js';
import { Misuse } from '../misuse.js';
import { CannotOpen, readInput } from '../read-input.js';

interface CheckFlags {
  readonly form: string;
  readonly period: string;
  readonly unit?: string;
  readonly json?: true;
  readonly reading: readonly string[];
  readonly previous?: readonly string[];
}

/** `ccn check FILE`: reads, matches and checks a workbook without a database. Exit 1 when it is rejected. */
export function register(program: Command): void {
  program
    .command('check')
    .description('đọc và kiểm tra một tệp báo cáo, không cần cơ sở dữ liệu')
    .argument('<tệp>', 'tệp Excel .xlsx')
    .option('--form <biểu>', '01, 02, 03, 04 hoặc auto', 'auto')
    .option('--period <kỳ>', '2026-H1 (6 tháng), 2026-Y (năm) hoặc auto', 'auto')
    .option('--unit <mã>', 'mã đơn vị hành chính: tỉnh hai chữ số, xã năm chữ số')
    .option(
      '--reading <cách đọc>',
      'trả lời chỗ có hai cách hiểu: writing=vi|en, none=zero|missing, percent=percent|share, percent_sign=shown|typed, cross=one|missing; riêng một ô: "Biểu 04!D12=vi"; ghi được nhiều lần',
      (value: string, all: readonly string[]) => [...all, value],
      [],
    )
    .option('--previous <tệp...>', 'báo cáo các kỳ trước của cùng đơn vị, để so sánh')
    .option('--json', 'in một tài liệu JSON')
    .action(async (path: string, flags: CheckFlags) => {
      const { report, details } = await check(path, flags).catch((error: unknown) =>
        error instanceof CannotOpen ? cannotOpen(path, error.reason, flags) : Promise.reject(error),
      );
      if (flags.json) print(report);
      else process.stdout.write((await import('../listing.js')).listing(report, details));
      if (report.outcome === 'rejected') process.exitCode = 1;
    });
}

interface Checked {
  readonly report: PrintedReport;
  readonly details: ListingDetails;
}

async function check(path: string, flags: CheckFlags): Promise<Checked> {
  const form = formOf(flags.form);
  const { parsePeriod } = await import('#lib/kernel');
  const period = flags.period === 'auto' ? null : flags.period;
  if (period !== null && parsePeriod(period) === null) {
    throw new Misuse(`Kỳ “${period}” không hợp lệ. Hãy ghi 2026-H1 (6 tháng), 2026-Y (năm) hoặc auto.`);
  }
  const unit = flags.unit ?? null;
  if (unit !== null && !/^(\d{2}|\d{5})$/.test(unit)) {
    throw new Misuse(`Mã đơn vị “${unit}” không hợp lệ. Mã tỉnh có hai chữ số, mã xã có năm chữ số.`);
  }
  const { loadLaw, loadTerritory } = await import('#lib/law');
  const workbook = await import('#lib/workbook');
  const law = loadLaw();
  const units = workbook.unitDirectory(() => loadTerritory(), law);
  const readings = readingsOf(flags.reading, workbook.READING_CHOICES);
  const options = { law, name: basename(path), form, period, unit, units, readings };
  const rowsOf: ListingDetails['rowsOf'] = (code, of) => {
    const versions = law.definitions.filter((d) => d.code === code);
    const definition = versions.find((d) => of !== null && law.definitionFor(d.code, of)?.id === d.id) ?? versions[0];
    return new Map(definition?.rows.map((row) => [row.key, { tt: row.tt, label: row.labelVi }]));
  };
  const input = await readInput(path, workbook.READ_LIMITS);
  if (input.bytes !== null) {
    const earlier = await earlierForms(flags.previous ?? [], { law, units });
    const history = (parsed: ParsedForm): FormHistory => ({
      filed: earlier.flatMap(({ form: code, period: of, unit: filer, values }) =>
        code === parsed.form && of !== null && of !== parsed.period && filer === parsed.unit
          ? [{ period: of, values }]
          : [],
      ),
    });
    const { report, doubts } = await workbook.checkWorkbook(input.bytes, { ...options, history });
    return { report, details: { rowsOf, doubts } };
  }
  const refused = input.refused ?? workbook.refusal('UNREADABLE_FILE', 'unknown', 'không đọc được');
  const { report } = workbook.reportOn(refused, input.sha256 ?? '', options);
  return { report: { ...report, file: { ...report.file, sha256: input.sha256 } }, details: { rowsOf, doubts: [] } };
}

/** `writing=vi` settles a kind for the whole file; `Biểu 04!D12=vi` one cell, whatever is in doubt there. */
function readingsOf(
  given: readonly string[],
  known: Readonly<Record<string, readonly [string, string]>>,
): { settled: Record<string, string>; cells: Map<string, string> } {
  const settled: Record<string, string> = {};
  const cells = new Map<string, string>();
  for (const text of given) {
    const [, name = '', choice = ''] = /^(.*)=([a-z]+)$/.exec(text.normalize('NFC')) ?? [];
    const kinds = Object.entries(known).filter(([, choices]) => choices.includes(choice));
    if (known[name]?.includes(choice)) settled[name] = choice;
    else if (/^.+![A-Za-z]{1,3}\d+$/.test(name) && kinds.length > 0)
      for (const [kind] of kinds) cells.set(`${kind}|${placeOf(name)}`, choice);
    else throw new Misuse(`Không có cách đọc “${text}”. Hãy ghi như câu hỏi đã in, ví dụ: --reading writing=vi`);
  }
  return { settled, cells };
}

function placeOf(name: string): string {
  const at = name.lastIndexOf('!');
  return `${name.slice(0, at)}!${name.slice(at + 1).toUpperCase()}`;
}

/** The forms of earlier periods that the caller has at hand. @throws Misuse for a file that cannot be read as a report */
async function earlierForms(
  paths: readonly string[],
  about: Pick<CheckOptions, 'law' | 'units'>,
): Promise<CheckedForm[]> {
  const { checkWorkbook, READ_LIMITS } = await import('#lib/workbook');
  const found: CheckedForm[] = [];
  for (const path of paths) {
    const { bytes } = await readInput(path, READ_LIMITS).catch(() => ({ bytes: null }));
    const asked = { ...about, name: basename(path), form: null, period: null, unit: null };
    const forms = bytes === null ? [] : (await checkWorkbook(bytes, asked)).forms;
    if (forms.length === 0) {
      throw new Misuse(
        `Không đọc được báo cáo kỳ trước “${path}”. Hãy chọn tệp .xlsx của một biểu có ghi kỳ và đơn vị.`,
      );
    }
    found.push(...forms);
  }
  return found;
}

/** A path that is no file: said on stderr, and to programs in the same document as everything else. */
async function cannotOpen(path: string, reason: string, flags: CheckFlags): Promise<never> {
  if (flags.json) {
    const { loadLaw } = await import('#lib/law');
    const { refusal, reportOn } = await import('#lib/workbook');
    const { report } = reportOn(refusal('UNREADABLE_FILE', 'unknown', reason), '', {
      law: loadLaw(),
      name: basename(path),
    });
    print({ ...report, file: { ...report.file, sha256: null } });
  }
  throw new Misuse(`Không mở được “${path}” (${reason}). Hãy chọn một tệp .xlsx có thật mà bạn được quyền đọc.`);
}

function print(report: PrintedReport): void {
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

function formOf(text: string): FormCode | null {
  if (text === 'auto') return null;
  if (text === '01' || text === '02' || text === '03' || text === '04') return text;
  throw new Misuse(`Không có biểu “${text}”. Hãy ghi 01, 02, 03, 04 hoặc auto.`);
}
