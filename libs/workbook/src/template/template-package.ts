import { strToU8, zipSync } from 'fflate';
import { columnName } from '../rules/address.js';
import { xmlText } from '../write/xml-text.js';

export interface TemplatePart {
  readonly name: string;
  readonly xml: string;
  /** `veryHidden`: not listed under "Unhide" either. */
  readonly state: 'visible' | 'veryHidden';
  /** What is printed, and the rows repeated on every page. */
  readonly print?: {
    readonly lastColumn: number;
    readonly lastRow: number;
    readonly headingRows: readonly [number, number];
  };
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Zips the parts of a template. The same input gives the same bytes: no clock is asked. */
export function zipTemplate(sheets: readonly TemplatePart[], styles: string, texts: string): Uint8Array {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${SHEET_ML}.${type}+xml"/>`;
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const count = sheets.length;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}` +
      sheets.map((_, i) => override(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet')).join('') +
      `${override('/xl/styles.xml', 'styles')}${override('/xl/sharedStrings.xml', 'sharedStrings')}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels':
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
      `${relation(count + 1, 'styles', 'styles.xml')}${relation(count + 2, 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': texts,
  };
  sheets.forEach((sheet, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = sheet.xml;
  });
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}

function workbookXml(sheets: readonly TemplatePart[]): string {
  const listed = sheets.map((s, i) => {
    const state = s.state === 'visible' ? '' : ` state="${s.state}"`;
    return `<sheet name="${xmlText(s.name)}" sheetId="${i + 1}"${state} r:id="rId${i + 1}"/>`;
  });
  const names = sheets.flatMap((s, i) => {
    if (!s.print) return [];
    const quoted = xmlText(`'${s.name.replaceAll("'", "''")}'`);
    const { lastColumn, lastRow, headingRows } = s.print;
    return [
      `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${quoted}!$A$1:$${columnName(lastColumn)}$${lastRow}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted}!$${headingRows[0]}:$${headingRows[1]}</definedName>`,
    ];
  });
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${listed.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  );
}
