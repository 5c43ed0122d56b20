import { rm } from 'node:fs/promises';
import type { SchemaElement } from 'hyparquet-writer';
import { exact, round } from '#lib/kernel';
import { aboutRows } from './about-sheet.js';
import { headingOf, type TableAbout, type TableCell, type TableColumn, type TableSource } from './table.js';

/** A decimal of Parquet keeps 38 digits; 12 of them behind the point hold one đồng in tỷ đồng and more. */
export const PARQUET_SCALE = 12;
const PRECISION = 38;
const ROWS_IN_GROUP = 20_000;

/**
 * Writes a table as Parquet. Figures are DECIMAL(38, 12), never a float; days are DATE, unknowns null. Columns are
 * named by their keys; headings, definitions and what the file is stand in its metadata (`ccn.about`, `ccn.columns`).
 * @returns rows written
 */
export async function writeTableParquet(
  path: string,
  about: TableAbout,
  table: TableSource,
  onRows: (rows: number) => Promise<void> | void = () => undefined,
): Promise<number> {
  const { columns } = table;
  const words = columns.map((c) => ({ key: c.key, label: headingOf(c), definition: c.definition ?? null }));
  const lines = aboutRows(about, []).map(([label, text]) => (text === null ? label : `${label}: ${text}`));
  // Asked for by few exports: whoever reads workbooks need not hold it.
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  try {
    const writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
      kvMetadata: [
        { key: 'ccn.about', value: lines.join('\n') },
        { key: 'ccn.columns', value: JSON.stringify(words) },
      ],
      createdBy: 'ccn',
    });
    let gathered: unknown[][] = columns.map(() => []);
    const write = async (): Promise<void> => {
      const rows = gathered[0]?.length ?? 0;
      if (rows > 0)
        await writer.write({
          columnData: columns.map((c, i) => ({ name: c.key, data: gathered[i] ?? [] })),
          rowGroupSize: rows,
        });
      gathered = columns.map(() => []);
    };
    let rows = 0;
    for await (const batch of table.batches) {
      for (const row of batch) {
        columns.forEach((column, i) => void gathered[i]?.push(parquetValue(row[i] ?? null, column)));
        if ((gathered[0]?.length ?? 0) >= ROWS_IN_GROUP) await write();
      }
      rows += batch.length;
      await onRows(rows);
    }
    await write();
    await writer.finish();
    return rows;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function elementOf({ key: name, type }: TableColumn): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'boolean':
      return { ...optional, type: 'BOOLEAN' };
    case 'date':
      return { ...optional, type: 'INT32', converted_type: 'DATE' };
    case 'integer':
      return { ...optional, type: 'INT64' };
    case 'text':
      return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    default:
      return {
        ...optional,
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: 16,
        converted_type: 'DECIMAL',
        scale: PARQUET_SCALE,
        precision: PRECISION,
      };
  }
}

function parquetValue(value: TableCell, { type }: TableColumn): unknown {
  if (value === null || value === '') return null;
  switch (type) {
    case 'boolean':
      return value === 'true';
    case 'date':
      return new Date(`${value}T00:00:00Z`);
    case 'integer':
      return BigInt(value);
    case 'text':
      return value;
    default:
      return unscaled(value);
  }
}

/** The digits of a decimal without its point. */
function unscaled(value: string): bigint {
  const [whole = '0', fraction = ''] = exact(round(value, PARQUET_SCALE)).toFixed(PARQUET_SCALE).split('.');
  return BigInt(whole + fraction);
}
