/** Sending workbooks through the doors and waiting for what the worker says. */
import { expect } from 'vitest';
import type { Client } from './client.js';

export interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly percent: number;
  readonly outcome: string | null;
  readonly filing: { id: string; state: string; version: number; problems: { totalCount: number } } | null;
  readonly markedFile: { path: string; name: string; marks: number; findings: number } | null;
  readonly problems: {
    readonly totalCount: number;
    readonly nodes: readonly { code: string; cell: string | null; key: string | null; message: string }[];
  };
}

const FIELDS = `id state percent outcome filing { id state version problems { totalCount } }
  markedFile { path name marks findings } problems(first: 200) { totalCount nodes { code cell key message } }`;

export async function importOf<T extends ImportAnswer = ImportAnswer>(
  client: Client,
  id: string,
  more = '',
): Promise<T | null> {
  const { workbookImport } = await client.data<{ workbookImport: T | null }>(
    `query ($id: ID!) { workbookImport(id: $id) { ${FIELDS} ${more} } }`,
    { id },
  );
  return workbookImport;
}

/** Waits until the worker has said what it can. */
export async function settled<T extends ImportAnswer = ImportAnswer>(
  client: Client,
  id: string,
  more = '',
): Promise<T> {
  await expect
    .poll(async () => (await importOf(client, id))?.state, { timeout: 60_000, interval: 100 })
    .toMatch(/^(ASKING|DONE|FAILED)$/);
  return (await importOf<T>(client, id, more))!;
}

/** Uploads a workbook for a duty, has it imported and waits. */
export async function sent<T extends ImportAnswer = ImportAnswer>(
  client: Client,
  duty: { form: string; period: string; unit: string },
  name: string,
  bytes: Uint8Array,
  more = '',
): Promise<T> {
  const response = await client.upload(name, bytes);
  expect(response.status).toBe(201);
  const { id: fileId } = (await response.json()) as { id: string };
  const { importWorkbook } = await client.data<{
    importWorkbook: { workbookImport: { id: string } | null; errors: unknown[] };
  }>(
    'mutation ($input: ImportWorkbookInput!) { importWorkbook(input: $input) { workbookImport { id } errors { code message } } }',
    { input: { ...duty, fileId } },
  );
  expect(importWorkbook.errors).toEqual([]);
  return await settled<T>(client, importWorkbook.workbookImport?.id ?? '', more);
}
