import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkForm, type FormCode, type FormDefinition, type ParsedEntry, type ParsedForm } from '#lib/forms';
import { exact, plain } from '#lib/kernel';
import { findSchemasDir, loadLaw } from '#lib/law';

/**
 * The example workbooks beside the forms hold what expected.json says. The XML of these well-behaved
 * files is read here by hand, on purpose not by libs/workbook, which is itself tested on them.
 */
const law = loadLaw();
const formsDir = join(findSchemasDir(), 'forms');

interface Expected {
  readonly form: FormCode;
  readonly period: string;
  readonly definitionId: string;
  readonly outcome: string;
  readonly values: Record<string, string>;
  readonly notes: Record<string, string>;
  readonly problems: { code: string; severity: string; sheet: string; cell: string; key: string }[];
}

/** openpyxl writes text in the cell itself, with numeric entities. */
const plainText = (xml: string) =>
  xml
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function readCells(file: string): Map<string, string> {
  const sheet = strFromU8(unzipSync(readFileSync(file))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const cells = new Map<string, string>();
  for (const [, address, text, number] of sheet.matchAll(
    /<c r="([A-Z]+\d+)"[^>]*>(?:<is><t[^>]*>([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/g,
  )) {
    cells.set(address ?? '', number ?? plainText(text ?? ''));
  }
  return cells;
}

/** A stored binary number as Excel shows it, in 15 significant digits: 86.40000000000001 is 86.4. */
const asShown = (stored: string) => plain(exact(String(Number(Number(stored).toPrecision(15)))));

function parse(file: string, definition: FormDefinition, period: string): ParsedForm {
  const cells = readCells(file);
  const sheet = `Biểu ${definition.code}`;
  const entries = new Map<string, ParsedEntry>();
  for (const [address, text] of cells) {
    const row = definition.rows.find((r) => r.labelVi === text);
    const line = address.slice(1);
    if (row === undefined || cells.get(`A${line}`) !== row.tt) continue;
    expect(cells.get(`C${line}`)).toBe(row.unitVi);
    const raw = cells.get(`D${line}`) ?? null;
    const value = raw === null ? null : asShown(raw);
    const at = { sheet, cell: `D${line}` };
    entries.set(row.key, { key: row.key, value, raw, note: cells.get(`E${line}`) ?? null, at, readAs: null });
  }
  const header = Object.fromEntries(
    definition.headerFields.map((h) => [h.key, [...cells.values()].find((t) => t.startsWith(h.labelVi)) ?? '']),
  );
  return {
    form: definition.code,
    definitionId: definition.id,
    period,
    unit: null,
    header,
    entries,
    problems: [],
    sheet,
  };
}

const folders = readdirSync(formsDir).filter((name) => existsSync(join(formsDir, name, 'examples')));

describe.each(folders)('example workbooks of %s', (day) => {
  const dir = join(formsDir, day, 'examples');
  const expected = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) as Record<string, Expected>;

  it('has one workbook without fault and at least one with a fault for each form, and no other', () => {
    const workbooks = readdirSync(dir).filter((name) => name.endsWith('.xlsx'));
    expect(workbooks.sort()).toEqual(Object.keys(expected).sort());
    for (const code of ['01', '02', '03', '04']) {
      expect(workbooks).toContain(`ok-form-${code}.xlsx`);
      expect(workbooks.some((name) => name.startsWith(`not-ok-form-${code}-`))).toBe(true);
    }
  });

  it.each(Object.keys(expected))('%s is found to be what it is', (name) => {
    const want = expected[name]!;
    const definition = law.definitionFor(want.form, want.period)!;
    expect(definition.id).toBe(want.definitionId);

    const parsed = parse(join(dir, name), definition, want.period);
    expect(parsed.entries.size).toBe(definition.rows.length);
    for (const field of definition.headerFields) expect(parsed.header[field.key], field.key).not.toBe('');

    const checked = checkForm(parsed, definition, law.valueTypes);
    expect(checked.values).toEqual(want.values);
    expect(checked.notes).toEqual(want.notes);
    expect(checked.outcome).toBe(want.outcome);
    expect(
      checked.problems.map(({ code, severity, sheet, cell, key }) => ({ code, severity, sheet, cell, key })),
    ).toEqual(want.problems);
  });
});
