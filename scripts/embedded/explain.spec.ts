import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainStart } from './explain.ts';
import { PlainFailure } from './plain-failure.ts';
import { assertReachable, blockedFolder } from './programs.ts';

const said = (text: string): string => explainStart(new Error('failed'), text, 5433, '.data/postgres').message;

describe('what PostgreSQL says becomes a sentence with the mend', () => {
  it.each([
    [
      'postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file',
      'thư viện libicuuc.so.60',
    ],
    ['LOG: could not bind IPv4 address "127.0.0.1": Address already in use', 'Cổng 5433'],
    ['initdb: error: could not create directory: Read-only file system', 'Không ghi được vào .data/postgres'],
    ['FATAL: could not write lock file: No space left on device', 'Ổ đĩa đã đầy'],
    ['FATAL: database files are incompatible with server', 'phiên bản PostgreSQL khác'],
  ])('%s', (text, sentence) => {
    expect(said(text)).toContain(sentence);
    expect(explainStart(new Error('failed'), text, 5433, 'x')).toBeInstanceOf(PlainFailure);
  });

  it('keeps a surprise whole', () => {
    expect(explainStart(new Error('failed'), 'PANIC: unheard of', 1, 'x')).not.toBeInstanceOf(PlainFailure);
    expect(said('PANIC: unheard of')).toContain('PANIC: unheard of');
  });
});

describe('a folder that other accounts cannot pass', () => {
  it('is found however deep the data lies, and named with the mend', () => {
    const top = mkdtempSync(join(tmpdir(), 'reach-'));
    try {
      chmodSync(top, 0o755);
      mkdirSync(join(top, 'closed', 'data'), { recursive: true });
      const path = join(top, 'closed', 'data', 'postgres');
      expect(blockedFolder(path)).toBeNull();
      chmodSync(join(top, 'closed'), 0o700);
      expect(blockedFolder(path)).toBe(join(top, 'closed'));
      expect(() => assertReachable(path)).toThrow(`chmod o+x '${join(top, 'closed')}'`);
    } finally {
      rmSync(top, { recursive: true, force: true });
    }
  });
});
