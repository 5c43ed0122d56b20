import type { FileFormat } from '../sheet.js';
import type { ReadLimits } from './limits.js';
import { broken, ReadRefusal, tooMuch } from './refusal.js';
import { attribute, isTrue, streamXml } from './xml.js';
import type { ZipArchive } from './zip.js';

/** A relationship of a part, its target resolved to a name in the package. */
export interface Relation {
  readonly id: string;
  /** Last word of the type: "worksheet", "sharedStrings". */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** Relationships by which a workbook has code: VBA, and the macro sheets of Excel 4. */
const MACRO_PARTS = new Set(['vbaProject', 'xlMacrosheet', 'xlIntlMacrosheet']);

export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** What workbook.xml and its relationships say. */
export interface WorkbookMap {
  readonly sheets: readonly SheetEntry[];
  readonly epoch1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  readonly hasMacros: boolean;
  readonly hasExternalLinks: boolean;
}

/** Which kind of document a zip holds, by its parts. @throws ReadRefusal for everything that is no workbook */
export function requireWorkbook(zip: ZipArchive): void {
  const names = zip.names().map((n) => n.toLowerCase());
  if (names.includes('mimetype') && !names.includes('[content_types].xml')) {
    let type = '';
    zip.stream('mimetype', (chunk) => {
      type = (type + new TextDecoder().decode(chunk)).slice(0, 200);
    });
    if (type.includes('opendocument.spreadsheet')) throw new ReadRefusal('OPEN_DOCUMENT', '', 'ods');
    throw notXlsx('zip', 'tệp nén');
  }
  const has = (start: string): boolean => names.some((n) => n.startsWith(start));
  if (has('xl/workbook.bin')) throw notXlsx('xlsb', 'Excel nhị phân .xlsb');
  if (has('word/')) throw notXlsx('docx', 'văn bản Word');
  if (has('ppt/')) throw notXlsx('pptx', 'bản trình chiếu PowerPoint');
  if (!has('xl/') && !names.includes('[content_types].xml')) throw notXlsx('zip', 'tệp nén');
}

function notXlsx(format: FileFormat, found: string): ReadRefusal {
  return new ReadRefusal('NOT_XLSX', found, format);
}

/** Relationships of a part; none when it has no relationship part. '' is the package itself. */
export function readRelations(zip: ZipArchive, part: string, limits: ReadLimits): Relation[] {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relations: Relation[] = [];
  streamXml(
    zip,
    `${folder}_rels/${part.slice(slash)}.rels`,
    {
      open(name, a) {
        if (name !== 'Relationship') return;
        const external = a['TargetMode'] === 'External';
        const target = a['Target'] ?? '';
        relations.push({
          id: a['Id'] ?? '',
          type: (a['Type'] ?? '').split('/').pop() ?? '',
          target: external ? target : partOf(zip, resolve(folder, target)),
          external,
        });
      },
    },
    limits,
  );
  return relations;
}

/** A target is a URI: a part whose name has other letters than ASCII may stand in it by their codes. */
function partOf(zip: ZipArchive, target: string): string {
  if (zip.has(target) || !target.includes('%')) return target;
  try {
    const decoded = decodeURIComponent(target);
    return zip.has(decoded) ? decoded : target;
  } catch {
    return target;
  }
}

/** Joins a relative target to its folder inside the package; `..` cannot leave the package. */
function resolve(folder: string, target: string): string {
  const path: string[] = [];
  const from = target.startsWith('/') ? target : `${folder}/${target}`;
  for (const step of from.replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** Reads the list of sheets. @throws ReadRefusal FILE_TRUNCATED when there is no workbook part or no sheet */
export function readWorkbookMap(zip: ZipArchive, limits: ReadLimits): WorkbookMap {
  const main = readRelations(zip, '', limits).find((r) => r.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = readRelations(zip, main, limits);
  const listed: { name: string; state: string; id: string }[] = [];
  let epoch1904 = false;
  let insideSheets = false;
  const found = streamXml(
    zip,
    main,
    {
      open(name, a) {
        if (name === 'workbookPr') epoch1904 = isTrue(a['date1904']);
        if (name === 'sheets') insideSheets = true;
        if (name !== 'sheet' || !insideSheets) return;
        listed.push({
          name: (a['name'] ?? '').normalize('NFC'),
          state: a['state'] ?? '',
          id: attribute(a, 'id') ?? '',
        });
        if (listed.length > limits.sheets) throw tooMuch(listed.length, limits.sheets, 'trang');
      },
      close(name) {
        if (name === 'sheets') insideSheets = false;
      },
    },
    limits,
  );
  if (!found) throw broken('workbook');
  const sheets = listed.flatMap((sheet): SheetEntry[] => {
    const relation = relations.find((r) => r.id === sheet.id);
    if (!relation || !zip.has(relation.target)) throw broken(`sheet ${sheet.name}`);
    if (relation.type !== 'worksheet') return [];
    return [
      { name: sheet.name, hidden: sheet.state === 'hidden' || sheet.state === 'veryHidden', part: relation.target },
    ];
  });
  const targetOf = (type: string): string | null => relations.find((r) => r.type === type)?.target ?? null;
  return {
    sheets,
    epoch1904,
    sharedStrings: targetOf('sharedStrings'),
    styles: targetOf('styles'),
    hasMacros: relations.some((r) => MACRO_PARTS.has(r.type)) || zip.has('xl/vbaProject.bin'),
    hasExternalLinks: relations.some((r) => r.type === 'externalLink' || r.type === 'connections'),
  };
}
