import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { AlteredPart, Receipt, Verification } from '#lib/filing';
import { Misuse } from '../misuse.js';

interface Flags {
  readonly key?: string;
  readonly newer?: readonly string[];
  readonly json?: true;
}

/** The answer as one JSON document. */
interface Answer {
  readonly result: 'genuine' | 'altered' | 'superseded';
  /** What was changed; empty unless altered. */
  readonly altered: readonly AlteredPart[];
  readonly supersededBy: string | null;
  /** Of the receipt as it says of itself; null where the file is no receipt. */
  readonly number: string | null;
  readonly fingerprint: string | null;
  /** True: signed by the key given or by that of this installation; false: by another; null: none known to compare. */
  readonly keyKnown: boolean | null;
  /** Whether the original file was held against the receipt. */
  readonly fileChecked: boolean;
}

/** `ccn verify-receipt RECEIPT.json [FILE]`: needs no database and no network. Exit 0 only when genuine. */
export function register(program: Command): void {
  program
    .command('verify-receipt')
    .description('kiểm tra giấy biên nhận (và tệp gốc đã gửi), không cần mạng')
    .argument('<biên-nhận>', 'tệp giấy biên nhận .json, nguyên như hệ thống đã cấp')
    .argument('[tệp]', 'tệp báo cáo gốc, để đối chiếu với giấy biên nhận')
    .option('--key <khóa>', 'dấu vân tay (64 chữ số hệ 16) hoặc tệp khóa công khai .pem của hệ thống đã cấp')
    .option('--newer <biên-nhận...>', 'các giấy biên nhận cấp sau, để biết giấy này đã được thay thế chưa')
    .option('--json', 'in một tài liệu JSON')
    .action(async (path: string, file: string | undefined, flags: Flags) => {
      const { answer, receipt } = await examine(path, file, flags);
      process.stdout.write(flags.json ? `${JSON.stringify(answer, null, 2)}\n` : printed(answer, receipt));
      if (answer.result !== 'genuine') process.exitCode = 1;
    });
}

async function examine(
  path: string,
  filePath: string | undefined,
  flags: Flags,
): Promise<{ answer: Answer; receipt: Receipt | null }> {
  const bytes = await bytesOf(path);
  const file = filePath === undefined ? undefined : await bytesOf(filePath);
  const newerBytes = await Promise.all((flags.newer ?? []).map(bytesOf));
  const filing = await import('#lib/filing');
  const given = flags.key === undefined ? null : await fingerprintGiven(flags.key);
  const folder = await dataFolder();
  const expected = given ?? (await filing.installationFingerprint(folder));

  const options = {
    ...(file === undefined ? {} : { file }),
    // Only a key that was asked for can condemn a receipt: this machine may hold another installation's data.
    ...(given === null ? {} : { knownKeys: [given] }),
  };
  const receipt = filing.readReceipt(bytes);
  let found: Verification = filing.verifyReceiptFile(bytes, options);
  if (found.outcome === 'genuine' && receipt !== null) {
    const later = [...(await filing.notedSuccessors(folder, receipt)), ...newerBytes.map(filing.readReceipt)];
    const by = filing.successorOf(receipt, later)?.number ?? null;
    found = filing.verifyReceiptFile(bytes, { ...options, supersededBy: by });
  }
  const fingerprint = receipt?.signedBy.fingerprint ?? null;
  const answer: Answer = {
    result: found.outcome,
    altered: found.outcome === 'altered' ? found.what : [],
    supersededBy: found.outcome === 'superseded' ? found.by : null,
    number: receipt?.number ?? null,
    fingerprint,
    keyKnown: expected === null || fingerprint === null ? null : expected === fingerprint,
    fileChecked: file !== undefined,
  };
  return { answer, receipt };
}

const ALTERED: Readonly<Record<AlteredPart, string>> = {
  not_a_receipt: 'tệp không đọc được như một giấy biên nhận của hệ thống',
  layout:
    'nội dung và chữ ký còn khớp nhưng tệp không còn đúng từng byte như đã cấp (thường do mở rồi lưu lại); hãy tải lại giấy biên nhận từ hệ thống',
  content: 'nội dung không khớp với mã băm đã ký',
  sha256: 'mã băm ghi trong giấy đã bị đổi',
  signature: 'chữ ký không khớp',
  key: 'giấy không được ký bằng khóa đã cho',
  file: 'tệp gửi kèm không phải là tệp gốc ghi trong giấy biên nhận',
};

function printed(answer: Answer, receipt: Receipt | null): string {
  const lines = [headline(answer), ...answer.altered.map((part) => `  - ${ALTERED[part]}`)];
  if (answer.result !== 'altered' && receipt !== null) {
    lines.push(
      `  Biểu ${receipt.form}, kỳ ${receipt.period}, ${receipt.filer.name} (${receipt.filer.ref}), bản ${receipt.revision}`,
      `  Hệ thống nhận lúc ${receipt.submittedAt}`,
      `  Tệp gốc: ${fileLine(answer, receipt)}`,
      `  Khóa ký: ${receipt.signedBy.fingerprint}${keyLine(answer)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function headline(answer: Answer): string {
  const number = answer.number === null ? '' : ` ${answer.number}`;
  if (answer.result === 'genuine') return `HỢP LỆ (genuine): giấy biên nhận${number} còn nguyên vẹn.`;
  if (answer.result === 'altered')
    return `ĐÃ BỊ THAY ĐỔI (altered): không dùng được giấy biên nhận${number} làm căn cứ.`;
  return `ĐÃ ĐƯỢC THAY THẾ (superseded by ${answer.supersededBy}): giấy biên nhận${number} là thật nhưng đã có bản sau.`;
}

function fileLine(answer: Answer, receipt: Receipt): string {
  if (answer.fileChecked) return `khớp (${receipt.file?.name ?? ''})`;
  return receipt.file === null ? 'không có (nhập trực tiếp trên hệ thống)' : `${receipt.file.name}, chưa đối chiếu`;
}

function keyLine(answer: Answer): string {
  if (answer.keyKnown === true) return '';
  return answer.keyKnown === null
    ? ' – hãy so với dấu vân tay do hệ thống công bố, hoặc dùng --key'
    : ' – KHÁC khóa của hệ thống trên máy này; hãy hỏi nơi cấp dấu vân tay và dùng --key';
}

async function fingerprintGiven(text: string): Promise<string> {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase();
  const { fingerprintOfPem } = await import('#lib/filing');
  const found = fingerprintOfPem((await bytesOf(text)).toString('utf8'));
  if (found === null)
    throw new Misuse(`“${text}” không phải là khóa công khai Ed25519 dạng PEM. Hãy kiểm tra lại tệp khóa.`);
  return found;
}

/** CCN_DATA, or `.data` of the project wherever the command is called from. */
async function dataFolder(): Promise<string> {
  const named = process.env['CCN_DATA'];
  if (named) return named;
  const { findSchemasDir } = await import('#lib/law');
  return join(dirname(findSchemasDir()), '.data');
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'lỗi';
    const why = { ENOENT: 'không có tệp này', EISDIR: 'đây là thư mục', EACCES: 'không có quyền đọc' }[code] ?? code;
    throw new Misuse(`Không mở được “${path}” (${why}). Hãy kiểm tra lại đường dẫn.`);
  }
}
