import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** LibreOffice on this machine, if there is one. */
export const libreOffice = (process.env['PATH'] ?? '')
  .split(':')
  .map((folder) => join(folder, 'soffice'))
  .find((path) => existsSync(path));

/** Opens a workbook in LibreOffice without a window and saves it as .xlsx again. */
export function savedByLibreOffice(program: string, bytes: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'ccn-office-'));
  try {
    const file = join(folder, 'in.xlsx');
    writeFileSync(file, bytes);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const to = ['--headless', '--convert-to', 'xlsx', '--outdir', join(folder, 'out'), file];
    execFileSync(program, [profile, ...to], { stdio: 'pipe', timeout: 100_000 });
    return readFileSync(join(folder, 'out', 'in.xlsx'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
