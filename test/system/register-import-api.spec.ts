/** Register workbooks over HTTP, queue, worker and command line: who may, what survives, what is written once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, signIn } from '../support/client.js';
import { bookOf } from '../support/register-book.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { testServer } from '../support/worker.js';

interface Import {
  readonly id: string;
  readonly state: string;
  readonly percent: number;
  readonly outcome: string | null;
  readonly digest: string | null;
  readonly errorCode: string | null;
  readonly counts: { insert: number; change: number; end: number; retract: number; same: number } | null;
}

const FIELDS = 'id state percent outcome digest errorCode counts { insert change end retract same }';
let system: TestSystem;
let officer: Client;

beforeAll(async () => {
  system = await startSystem();
  officer = await signIn(system, 'department', 'officer', '15');
});
afterAll(async () => await system?.stop());

const project = (name: string, area: number): Uint8Array =>
  bookOf({
    'Dự án thứ cấp': [
      ['Tên cụm', 'Tên doanh nghiệp', 'Diện tích đăng ký (ha)', 'Tình trạng'],
      ['Bắc Duyên Hải', name, area, 'Đang hoạt động'],
    ],
  });

async function uploaded(client: Client, bytes: Uint8Array, name = 'so.xlsx'): Promise<string> {
  const response = await client.upload(name, bytes);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function ask(client: Client, fileId: string): Promise<{ job: Import | null; codes: string[] }> {
  const { importRegister } = await client.data<{
    importRegister: { registerImport: Import | null; errors: { code: string }[] };
  }>(
    `mutation ($input: ImportRegisterInput!) { importRegister(input: $input) { registerImport { ${FIELDS} } errors { code } } }`,
    { input: { fileId } },
  );
  return { job: importRegister.registerImport, codes: importRegister.errors.map((e) => e.code) };
}

async function apply(client: Client, id: string, digest: string, reason = 'Theo văn bản của xã') {
  const { applyRegisterImport } = await client.data<{
    applyRegisterImport: { registerImport: Import | null; errors: { code: string }[] };
  }>(
    `mutation ($input: ApplyRegisterImportInput!) { applyRegisterImport(input: $input) { registerImport { ${FIELDS} } errors { code } } }`,
    { input: { id, digest, reason } },
  );
  return { job: applyRegisterImport.registerImport, codes: applyRegisterImport.errors.map((e) => e.code) };
}

async function ended(id: string): Promise<Import> {
  for (let i = 0; i < 400; i++) {
    const { registerImport } = await officer.data<{ registerImport: Import }>(
      `query ($id: ID!) { registerImport(id: $id) { ${FIELDS} } }`,
      { id },
    );
    if (registerImport.state === 'DONE' || registerImport.state === 'FAILED') return registerImport;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the import did not end');
}

async function dryRun(bytes: Uint8Array, name?: string): Promise<Import> {
  const { job, codes } = await ask(officer, await uploaded(officer, bytes, name));
  if (job === null) throw new Error(codes.join());
  return await ended(job.id);
}

const projects = async (name: string): Promise<number> => {
  const { data } = await officer.ask<{ registerImports: unknown }>('{ registerImports(first: 1) { totalCount } }');
  expect(data).not.toBeNull();
  const run = await system.ccn(
    'register-export',
    '--province',
    '15',
    '--out',
    join(testServer().scratch, 'count.xlsx'),
  );
  expect(run.code).toBe(0);
  const { readFileSync } = await import('node:fs');
  const { readWorkbook } = await import('#lib/workbook');
  const read = readWorkbook(readFileSync(join(testServer().scratch, 'count.xlsx')));
  const sheet = read.ok ? read.sheets.find((s) => s.name === 'Dự án thứ cấp') : undefined;
  return [...(sheet?.cells.values() ?? [])].filter((c) => c.text === name).length;
};

describe('an import of a register', () => {
  it('shows its differences, is applied by its digest only, once, and survives the death of the worker', async () => {
    const ready = await dryRun(project('Công ty Một', 1.5));
    expect(ready).toMatchObject({
      state: 'DONE',
      percent: 100,
      outcome: 'READY',
      counts: { insert: 1, change: 0, end: 0, retract: 0 },
    });
    const { registerImport } = await officer.data<{
      registerImport: { changes: { totalCount: number; nodes: unknown[] }; problems: { totalCount: number } };
    }>(
      `query ($id: ID!) { registerImport(id: $id) { problems { totalCount }
         changes(first: 5) { totalCount nodes { position table kind rowKey label sheet cell values { label before after } } } } }`,
      { id: ready.id },
    );
    expect(registerImport).toEqual({
      problems: { totalCount: 0 },
      changes: {
        totalCount: 1,
        nodes: [
          {
            position: 1,
            table: 'tenant_projects',
            kind: 'INSERT',
            rowKey: null,
            label: 'Bắc Duyên Hải – Công ty Một',
            sheet: 'Dự án thứ cấp',
            cell: 'A2',
            values: [
              { label: 'Tên doanh nghiệp', before: null, after: 'Công ty Một' },
              { label: 'Diện tích đăng ký (ha)', before: null, after: '1.5' },
              { label: 'Tình trạng', before: null, after: 'Đang hoạt động' },
            ],
          },
        ],
      },
    });
    const digest = ready.digest ?? '';
    expect((await apply(officer, ready.id, 'x')).codes).toEqual(['DIGEST_DIFFERS']);
    expect((await apply(officer, ready.id, digest, ' ')).codes).toEqual(['REASON_NEEDED']);
    expect(await projects('Công ty Một')).toBe(0);

    await system.worker.crash();
    expect((await apply(officer, ready.id, digest)).codes).toEqual([]);
    expect((await apply(officer, ready.id, digest)).codes).toEqual([]);
    await system.worker.start();
    expect(await ended(ready.id)).toMatchObject({ outcome: 'APPLIED' });
    expect(await projects('Công ty Một')).toBe(1);
    expect(await dryRun(project('Công ty Một', 1.5))).toMatchObject({ outcome: 'SAME' });
  });

  it('is refused when the register has changed since its dry run; nothing of it is written', async () => {
    const [first, second] = [
      await dryRun(project('Công ty Hai', 2)),
      await dryRun(project('CÔNG TY  HAI', 3), 'khac.xlsx'),
    ];
    await apply(officer, first.id, first.digest ?? '');
    expect(await ended(first.id)).toMatchObject({ outcome: 'APPLIED' });
    await apply(officer, second.id, second.digest ?? '');
    expect(await ended(second.id)).toMatchObject({ outcome: 'REJECTED', errorCode: 'REGISTER_CHANGED' });
    expect([await projects('Công ty Hai'), await projects('CÔNG TY  HAI')]).toEqual([1, 0]);
  });

  it('is for officers of a department: others are refused, and no other province sees it', async () => {
    const { id, digest } = await dryRun(project('Công ty Ba', 1));
    const other = await signIn(system, 'department', 'officer', '80');
    const seen = await other.data<{ registerImport: Import | null }>(
      'query ($id: ID!) { registerImport(id: $id) { id } }',
      { id },
    );
    expect(seen.registerImport).toBeNull();
    expect((await apply(other, id, digest ?? '')).codes).toEqual(['REGISTER_IMPORT_UNKNOWN']);
    const file = await uploaded(officer, project('Công ty Ba', 1), 'ba.xlsx');
    expect((await ask(other, file)).codes).toEqual(['IMPORT_FILE_UNKNOWN']);
    for (const [kind, role, unit] of [
      ['department', 'planner', '15'],
      ['ministry', 'officer', undefined],
    ] as const) {
      const reader = await signIn(system, kind, role, unit);
      const answer = await reader.ask(
        'mutation ($input: ImportRegisterInput!) { importRegister(input: $input) { errors { code } } }',
        { input: { fileId: file } },
      );
      expect(answer.errors[0]?.extensions.code, role).toBe('FORBIDDEN');
    }
  });
});

describe('ccn register-import', () => {
  it('lists the differences, and writes them with --apply', async () => {
    const path = join(testServer().scratch, 'cli-so.xlsx');
    writeFileSync(path, project('Công ty Dòng Lệnh', 4));
    const dry = await system.ccn('register-import', path);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.stdout).toContain('Thêm 1, sửa 0, kết thúc 0, gỡ bỏ 0, không đổi 0.');
    expect(dry.stdout).toContain('THÊM Dự án thứ cấp, Bắc Duyên Hải – Công ty Dòng Lệnh (Dự án thứ cấp!A2)');
    expect((await system.ccn('register-import', path, '--apply')).code).toBe(2);
    const done = await system.ccn('register-import', path, '--apply', '--reason', 'Bổ sung dự án');
    expect(done.stdout).toContain('ĐÃ GHI vào sổ');
    expect((await system.ccn('register-import', path)).stdout).toContain('không có thay đổi');
    expect((await system.ccn('register-import', 'khong-co.xlsx')).code).toBe(2);
  });
});
