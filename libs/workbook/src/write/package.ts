import { strToU8, zipSync } from 'fflate';
import { columnName } from '../rules/address.js';
import { xmlText } from './xml-text.js';

/** One finished worksheet and what the workbook must know of it. */
export interface FinishedSheet {
  readonly name: string;
  readonly xml: string;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** Rows repeated on every printed page. */
  readonly headingRows: readonly [number, number];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Zips finished parts to an .xlsx package. The same input gives the same bytes: no clock is asked, the
 * parts carry the first date that a zip can hold.
 * @throws RangeError when a sheet name is taken twice or is not allowed
 */
export function zipPackage(sheets: readonly FinishedSheet[], styles: string, texts: string): Uint8Array {
  checkNames(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': workbookRelations(sheets.length),
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': texts,
  };
  sheets.forEach((sheet, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = sheet.xml;
  });
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}

function checkNames(sheets: readonly FinishedSheet[]): void {
  const seen = new Set<string>();
  for (const { name } of sheets) {
    const isAllowed = name.length > 0 && name.length <= 31 && !/[[\]:*?/\\]|^'|'$/.test(name);
    if (!isAllowed || seen.has(name.toLowerCase())) throw new RangeError(`sheet name not allowed or taken: ${name}`);
    seen.add(name.toLowerCase());
  }
}

function contentTypes(count: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${SHEET_ML}.${type}+xml"/>`;
  const sheets = Array.from({ length: count }, (_, i) => override(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet'));
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('/xl/workbook.xml', 'sheet.main') +
    sheets.join('') +
    override('/xl/styles.xml', 'styles') +
    override('/xl/sharedStrings.xml', 'sharedStrings') +
    '</Types>'
  );
}

function workbookXml(sheets: readonly FinishedSheet[]): string {
  const listed = sheets.map((s, i) => `<sheet name="${xmlText(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const names = sheets.flatMap((s, i) => {
    const quoted = xmlText(`'${s.name.replaceAll("'", "''")}'`);
    const [from, to] = s.headingRows;
    return [
      `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${quoted}!$A$1:$${columnName(s.lastColumn)}$${s.lastRow}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted}!$${from}:$${to}</definedName>`,
    ];
  });
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${listed.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  );
}

function workbookRelations(count: number): string {
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheets = Array.from({ length: count }, (_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return (
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}` +
    `${relation(count + 1, 'styles', 'styles.xml')}${relation(count + 2, 'sharedStrings', 'sharedStrings.xml')}</Relationships>`
  );
}
