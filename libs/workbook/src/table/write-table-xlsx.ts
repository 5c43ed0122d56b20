import { rm } from 'node:fs/promises';
import { columnName } from '../rules/address.js';
import { xmlText } from '../write/xml-text.js';
import { aboutRows, aboutXml } from './about-sheet.js';
import { SheetStream } from './sheet-stream.js';
import type { TableAbout, TableSource } from './table.js';
import { TableStyles } from './table-styles.js';
import { ZipStream } from './zip-stream.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const LONGEST_NAME = 31;

interface WrittenSheet {
  readonly name: string;
  /** Last row of the filtered table; null for a sheet of words. */
  readonly lastRow: number | null;
  readonly columns: number;
}

/**
 * Writes tables as one workbook, a sheet each, and a sheet that says what they are. Only a few rows are in memory,
 * whatever their number; a table longer than a sheet goes on in the next. The same input gives the same bytes.
 * @returns rows written. @throws what reading the rows throws; then no file is left
 */
export async function writeTableXlsx(
  path: string,
  about: TableAbout,
  tables: readonly TableSource[],
  onRows: (rows: number) => Promise<void> | void = () => undefined,
): Promise<number> {
  const zip = new ZipStream(path);
  try {
    const styles = new TableStyles();
    const sheets: WrittenSheet[] = [];
    let rows = 0;
    for (const table of tables) {
      const told = rows;
      rows += await writeTable(zip, table, styles, sheets, (n) => onRows(told + n));
    }
    const words = aboutRows(about, tables);
    await zip.whole(partName(sheets.length + 1), aboutXml(words, styles));
    sheets.push({ name: freeName('Thông tin', sheets), lastRow: null, columns: 2 });
    await zip.whole('xl/styles.xml', styles.xml());
    await zip.whole('xl/workbook.xml', workbookXml(sheets));
    await zip.whole('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
    await zip.whole(
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    await zip.whole('[Content_Types].xml', contentTypes(sheets.length));
    await zip.finish();
    return rows;
  } catch (error) {
    zip.abandon();
    await rm(path, { force: true });
    throw error;
  }
}

async function writeTable(
  zip: ZipStream,
  table: TableSource,
  styles: TableStyles,
  sheets: WrittenSheet[],
  onRows: (rows: number) => Promise<void> | void,
): Promise<number> {
  const { columns, groups = 0, totals = columns.some((c) => c.total === true) } = table;
  const begin = async (): Promise<SheetStream> => {
    const part = await zip.part(partName(sheets.length + 1));
    const sheet = new SheetStream({ part, columns, styles, groups, totals });
    await sheet.head();
    return sheet;
  };
  const end = async (sheet: SheetStream): Promise<void> => {
    const name = freeName(table.name, sheets);
    sheets.push({ name, lastRow: await sheet.end(), columns: columns.length });
  };
  let sheet = await begin();
  let rows = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      if (sheet.full) {
        await end(sheet);
        sheet = await begin();
      }
      await sheet.put(row);
    }
    rows += batch.length;
    await onRows(rows);
  }
  await end(sheet);
  return rows;
}

const partName = (n: number): string => `xl/worksheets/sheet${n}.xml`;

/** A name Excel takes, used by no sheet yet: "Cụm công nghiệp", "Cụm công nghiệp (2)". */
function freeName(wanted: string, sheets: readonly WrittenSheet[]): string {
  const taken = new Set(sheets.map((s) => s.name.toLowerCase()));
  const clean =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim() || 'Bảng';
  for (let n = 1; ; n++) {
    const tail = n === 1 ? '' : ` (${n})`;
    const name = clean.slice(0, LONGEST_NAME - tail.length).trim() + tail;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function contentTypes(count: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${SHEET_ML}.${type}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, i) => override(`/${partName(i + 1)}`, 'worksheet'));
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${override('/xl/workbook.xml', 'sheet.main')}${sheets.join('')}${override('/xl/styles.xml', 'styles')}</Types>`
  );
}

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map((s, i) => `<sheet name="${xmlText(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const names = sheets.flatMap((s, i) => {
    if (s.lastRow === null) return [];
    const quoted = xmlText(`'${s.name.replaceAll("'", "''")}'`);
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${quoted}!$A$1:$${columnName(s.columns)}$${s.lastRow}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted}!$1:$1</definedName>`,
    ];
  });
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${listed.join('')}</sheets>${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}` +
    '<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>'
  );
}

function workbookRelations(count: number): string {
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheets = Array.from({ length: count }, (_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}${relation(count + 1, 'styles', 'styles.xml')}</Relationships>`;
}
