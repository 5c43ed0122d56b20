import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface RawWorkbook {
  /** Worksheet parts by sheet name. */
  readonly sheets: Readonly<Record<string, string>>;
  /** Relationships of each sheet, by its number. */
  readonly relations?: Readonly<Record<number, string>>;
  readonly styles?: string | null;
  /** Elements of the workbook part behind the list of sheets. */
  readonly behindSheets?: string;
  readonly bookViews?: string;
  readonly mainNs?: string;
  readonly officeNs?: string;
  /** Prefix of the main namespace in the workbook part, with colon. */
  readonly prefix?: string;
  /** Further parts by name. */
  readonly parts?: Readonly<Record<string, string>>;
}

export const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="10" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>' +
  '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0"><protection locked="0"/></xf>' +
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

/** A worksheet part around its inner XML. */
export function sheetXml(inner: string, attributes = ''): string {
  return `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"${attributes}>${inner}</worksheet>`;
}

/** A workbook written by hand. */
export function rawWorkbook(book: RawWorkbook): Uint8Array {
  const { mainNs = MAIN, officeNs = OFFICE, prefix = '', styles = STYLES } = book;
  const names = Object.keys(book.sheets);
  const p = prefix;
  const listed = names.map((name, i) => `<${p}sheet name="${name}" sheetId="${i + 4}" r:id="rId${i + 1}"/>`).join('');
  const bound = p === '' ? `xmlns="${mainNs}"` : `xmlns:${p.slice(0, -1)}="${mainNs}"`;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${officeNs}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<${p}workbook ${bound} xmlns:r="${officeNs}">${book.bookViews ?? ''}<${p}sheets>${listed}</${p}sheets>${book.behindSheets ?? ''}</${p}workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${PACKAGE}/relationships">` +
      names.map((_, i) => relation(`rId${i + 1}`, `${officeNs}/worksheet`, `worksheets/sheet${i + 1}.xml`)).join('') +
      (styles === null ? '' : relation('rId90', `${officeNs}/styles`, 'styles.xml')) +
      '</Relationships>',
    ...book.parts,
  };
  if (styles !== null) parts['xl/styles.xml'] = styles;
  Object.values(book.sheets).forEach((xml, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = xml;
    const own = book.relations?.[i + 1];
    if (own !== undefined)
      parts[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`] =
        `<Relationships xmlns="${PACKAGE}/relationships">${own}</Relationships>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

export function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

/** A drawing with one comment box at a cell (row and column from 0), as Excel writes it. */
export function vml(row: number, col: number, more = ''): string {
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office"\r\n xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"></v:shapetype>' +
    `<v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden" o:insetmode="auto"><v:fill color2="#ffffe1"/><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 2, 3, 15, 3, 16</x:Anchor><x:Row>${row}</x:Row><x:Column>${col}</x:Column></x:ClientData></v:shape>${more}</xml>`
  );
}
