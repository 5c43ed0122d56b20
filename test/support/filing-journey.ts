/** What a clerk's program asks of the api on the way of a workbook: upload, import, step by step. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Client } from './client.js';

export const EXAMPLES = join(import.meta.dirname, '../../schemas/forms/2025-07-01/examples');

export interface UserError {
  readonly code: string;
  readonly path: string | null;
  readonly message: string;
}
export interface FilingView {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly version: number;
  readonly outcome: string;
  readonly receiptNumber: string | null;
  readonly figures: readonly { key: string; value: string | null; sheet: string | null; cell: string | null }[];
}
export interface ImportView {
  readonly state: string;
  readonly outcome: string | null;
  readonly percent: number;
  readonly problems: {
    readonly nodes: readonly {
      code: string;
      severity: string;
      sheet: string;
      cell: string;
      key: string;
      message: string;
    }[];
  };
  readonly filing: FilingView | null;
}

const FILING = 'id state revision version outcome receiptNumber figures { key value sheet cell }';

/** Sends an example workbook; @returns the id of the kept file. */
export async function upload(client: Client, name: string): Promise<string> {
  const response = await client.upload(name, readFileSync(join(EXAMPLES, name)));
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** Asks for the import of a kept file. */
export async function request(
  client: Client,
  input: object,
): Promise<{ id: string | null; errors: readonly UserError[] }> {
  const { importWorkbook } = await client.data<{
    importWorkbook: { workbookImport: { id: string } | null; errors: UserError[] };
  }>(
    'mutation ($input: ImportWorkbookInput!) { importWorkbook(input: $input) { workbookImport { id } errors { code path message } } }',
    { input },
  );
  return { id: importWorkbook.workbookImport?.id ?? null, errors: importWorkbook.errors };
}

/** Waits until an import is done and shows it. */
export async function finished(client: Client, id: string | null): Promise<ImportView> {
  const look = async (): Promise<ImportView> =>
    (
      await client.data<{ workbookImport: ImportView }>(
        `query ($id: ID!) { workbookImport(id: $id) { state outcome percent problems { nodes { code severity sheet cell key message } } filing { ${FILING} } } }`,
        { id },
      )
    ).workbookImport;
  await expect.poll(async () => (await look()).state, { timeout: 60_000, interval: 200 }).toMatch(/DONE|FAILED/);
  return await look();
}

/** Takes a filing one step further. */
export async function change(
  client: Client,
  mutation: string,
  input: object,
): Promise<{ filing: FilingView | null; errors: readonly UserError[] }> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await client.data<Record<string, { filing: FilingView | null; errors: UserError[] }>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { filing { ${FILING} } errors { code path message } } }`,
    { input },
  );
  return answer[mutation] ?? { filing: null, errors: [] };
}
