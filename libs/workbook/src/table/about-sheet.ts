import { textXml } from './cell-xml.js';
import { headingOf, type TableAbout, type TableSource } from './table.js';
import type { TableStyles } from './table-styles.js';

/** One line of explanation: label and text; a heading has no text. */
export type AboutRow = readonly [label: string, text: string | null];

/** Title, facts, and what each column means, as lines for a sheet or the head of a file. */
export function aboutRows(about: TableAbout, tables: readonly Pick<TableSource, 'name' | 'columns'>[]): AboutRow[] {
  const rows: AboutRow[] = [[about.title, null], ...about.facts];
  for (const table of tables) {
    rows.push([tables.length === 1 ? 'Ý nghĩa các cột' : `Ý nghĩa các cột: ${table.name}`, null]);
    for (const column of table.columns) rows.push([headingOf(column), column.definition ?? column.key]);
  }
  return rows;
}

/** The sheet of explanations. */
export function aboutXml(rows: readonly AboutRow[], styles: TableStyles): string {
  const lines = rows.map(([label, text], i) => {
    const r = i + 1;
    const head = textXml(`A${r}`, label, styles, { kind: text === null ? 'title' : 'wrap' });
    const tall = Math.max(1, Math.ceil(label.length / 34), Math.ceil((text ?? '').length / 90));
    const height = ` ht="${text === null ? 24 : 15 * Math.min(tall, 20) + 2}" customHeight="1"`;
    return `<row r="${r}"${height}>${head}${text === null ? '' : textXml(`B${r}`, text, styles, { kind: 'wrap' })}</row>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>' +
    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="36" customWidth="1"/><col min="2" max="2" width="96" customWidth="1"/></cols>' +
    `<sheetData>${lines.join('')}</sheetData>` +
    '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
  );
}
