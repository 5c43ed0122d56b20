import type { Severity } from '#lib/forms';
import type { ReadLimits } from '../read/limits.js';
import { readWorkbookMap, requireWorkbook, type SheetEntry } from '../read/package.js';
import { cellAddress, parseAddress } from '../rules/address.js';
import { clearPackage } from './clear-marks.js';
import { type CellNote, writeComments } from './comments-edit.js';
import { writeBoxes } from './drawing-edit.js';
import { EditablePackage } from './edit-package.js';
import { type IndexLine, indexSheetXml, type Mark, type MarkedProblem, NAME_STEM, quotedSheet } from './index-sheet.js';
import {
  addDefault,
  addOverride,
  addRelation,
  freeName,
  officeNamespace,
  relationsOf,
  workbookPart,
} from './package-links.js';
import { type CellPlace, SheetEdit } from './sheet-edit.js';
import { type StylesBefore, StylesEdit } from './styles-edit.js';
import { addSheetAndNames, indexSheetName, namesBefore } from './workbook-edit.js';
import { XmlPart } from './xml-part.js';

/** A workbook with its marks. */
export interface MarkedPackage {
  readonly bytes: Uint8Array;
  /** Marked cells; 0 when the file is without marks. */
  readonly marks: number;
}

/** Takes old marks out of a package and puts new ones in. Nothing but the reader's rooms is needed here, so that a child can run it. @throws ReadRefusal */
export function markPackage(bytes: Uint8Array, problems: readonly MarkedProblem[], limits: ReadLimits): MarkedPackage {
  const clean = clearPackage(bytes, limits);
  return problems.length === 0 ? { bytes: clean, marks: 0 } : new Marking(clean, limits).mark(problems);
}

/** Beyond this many cells only the index sheet grows; no person works through more comments than that. */
const MOST_MARKS = 2000;
const TYPES = 'application/vnd.openxmlformats-officedocument.';

/** Problems of one cell. */
interface CellProblems {
  readonly place: CellPlace;
  readonly problems: MarkedProblem[];
}

class Marking {
  private readonly pkg: EditablePackage;
  private readonly limits: ReadLimits;
  private readonly sheets: readonly SheetEntry[];
  private readonly workbook: string;
  private readonly folder: string;
  private readonly isStrict: boolean;
  private readonly officeNs: string;
  private readonly mainNs: string;
  private readonly stylesPart: string | null;
  private readonly styles: StylesEdit;
  private readonly marks = new Map<MarkedProblem, Mark>();
  private count = 0;

  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.limits = limits;
    this.pkg = new EditablePackage(bytes, limits);
    requireWorkbook(this.pkg.zip);
    const map = readWorkbookMap(this.pkg.zip, limits);
    this.sheets = map.sheets;
    this.workbook = workbookPart(this.pkg, limits);
    this.folder = this.workbook.slice(0, this.workbook.lastIndexOf('/') + 1);
    this.isStrict = new XmlPart(this.read(this.workbook)).isStrict;
    this.officeNs = officeNamespace(this.isStrict);
    this.mainNs = this.isStrict
      ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
      : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    this.stylesPart = map.styles !== null && this.pkg.has(map.styles) ? map.styles : null;
    this.styles = new StylesEdit(this.stylesPart === null ? null : this.read(this.stylesPart), this.mainNs);
  }

  mark(problems: readonly MarkedProblem[]): MarkedPackage {
    this.sheets.forEach((sheet, i) => {
      const own = problems.filter((p) => p.sheet?.normalize('NFC') === sheet.name);
      if (own.length > 0) this.markSheet(sheet, i + 1, own);
    });
    this.addIndex(this.sorted(problems));
    return { bytes: this.pkg.toBytes(), marks: this.count };
  }

  private markSheet(sheet: SheetEntry, number: number, problems: readonly MarkedProblem[]): void {
    const found = problems.flatMap((problem) => {
      const at = parseAddress(problem.cell ?? '');
      return at ? [{ problem, at }] : [];
    });
    if (found.length === 0) return;
    const edit = this.openSheet(
      sheet.part,
      found.map((f) => f.at),
    );

    const cells = new Map<string, CellProblems>();
    for (const { problem, at } of found) {
      const place = edit.anchor(at);
      const address = cellAddress(place.row, place.col);
      const known = cells.get(address);
      if (known) known.problems.push(problem);
      else if (this.count + cells.size < MOST_MARKS) cells.set(address, { place, problems: [problem] });
    }
    for (const { place, problems: own } of cells.values()) {
      const severity: Severity = own.some((p) => p.severity === 'error') ? 'error' : 'warning';
      const cell = edit.restyle(place, (style) => this.styles.marked(style, severity));
      const mark: Mark = { number: ++this.count, sheet: sheet.name, place, cell };
      for (const problem of own) this.marks.set(problem, mark);
    }
    const notes = [...cells.values()].map((c): CellNote => ({ place: c.place, text: noteText(c.problems) }));
    this.addNotes(sheet.part, number, edit, notes);
    this.pkg.write(sheet.part, edit.finish());
  }

  /** Merged ranges are known only after the part was scanned: where an anchor stands in another row, it is scanned anew. */
  private openSheet(part: string, places: readonly CellPlace[]): SheetEdit {
    const rows = new Set(places.map((p) => p.row));
    const edit = new SheetEdit(this.read(part), (row) => rows.has(row));
    const anchors = new Set(places.map((p) => edit.anchor(p).row));
    return [...anchors].every((row) => rows.has(row))
      ? edit
      : new SheetEdit(this.read(part), (row) => anchors.has(row));
  }

  /** Comments, their boxes, and what links both to the sheet. */
  private addNotes(part: string, number: number, edit: SheetEdit, notes: readonly CellNote[]): void {
    const relations = relationsOf(this.pkg, part, this.limits).filter((r) => !r.external && this.pkg.has(r.target));
    const known = relations.find((r) => r.type === 'comments')?.target ?? null;
    const written = writeComments(known === null ? null : this.read(known), notes, this.mainNs);
    const comments = known ?? freeName(this.pkg, this.folder, 'comments', 'xml');
    this.pkg.write(comments, written.bytes);
    if (known === null) {
      addOverride(this.pkg, comments, `${TYPES}spreadsheetml.comments+xml`);
      addRelation(this.pkg, part, `${this.officeNs}/comments`, comments);
    }
    if (written.added.length === 0) return;
    const legacy = edit.legacyDrawing;
    const id = legacy ? edit.xml.attribute(legacy.tag, 'id') : null;
    const drawing = relations.find((r) => r.id === id && r.type === 'vmlDrawing')?.target ?? null;
    const boxes = writeBoxes(drawing === null ? null : this.read(drawing), written.added, number);
    const target = drawing ?? freeName(this.pkg, `${this.folder}drawings/`, 'vmlDrawing', 'vml');
    this.pkg.write(target, boxes);
    if (drawing !== null) return;
    addDefault(this.pkg, 'vml', `${TYPES}vmlDrawing`);
    const relation = addRelation(this.pkg, part, `${this.officeNs}/vmlDrawing`, target);
    edit.dropLegacyDrawing();
    edit.addLegacyDrawing(relation, this.officeNs);
  }

  private addIndex(lines: readonly IndexLine[]): void {
    const workbook = this.read(this.workbook);
    const looks = new Map<string, number>();
    // Formats are numbered before the part is finished, and the part is finished before the sheet can name it.
    for (const look of ['title', 'note', 'head', 'text', 'link', 'error', 'warning'] as const)
      looks.set(look, this.styles.index(look));
    const styles = this.styles.finish();
    const before = this.writeStyles(styles.bytes, styles.before);
    const manifest = { styles: before, names: namesBefore(workbook) };
    const part = freeName(this.pkg, `${this.folder}worksheets/`, 'sheet', 'xml');
    const xml = indexSheetXml(lines, manifest, (look) => looks.get(look) ?? 0, this.mainNs);
    this.pkg.write(part, Buffer.from(xml));
    addOverride(this.pkg, part, `${TYPES}spreadsheetml.worksheet+xml`);
    const relation = addRelation(this.pkg, this.workbook, `${this.officeNs}/worksheet`, part);
    const names = [...new Set(this.marks.values())].map((mark) => ({
      name: `${NAME_STEM}${mark.number}`,
      refersTo: `${quotedSheet(mark.sheet)}!${absolute(mark.place)}`,
    }));
    const sheet = { name: indexSheetName(workbook), relation };
    this.pkg.write(this.workbook, addSheetAndNames(workbook, sheet, names, this.officeNs));
  }

  private writeStyles(bytes: Uint8Array, before: StylesBefore): StylesBefore | 'made' {
    if (this.stylesPart !== null) {
      this.pkg.write(this.stylesPart, bytes);
      return before;
    }
    const part = `${this.folder}styles.xml`;
    this.pkg.write(part, bytes);
    addOverride(this.pkg, part, `${TYPES}spreadsheetml.styles+xml`);
    addRelation(this.pkg, this.workbook, `${this.officeNs}/styles`, part);
    return 'made';
  }

  /** Findings about the file first, then sheet by sheet from top to bottom. */
  private sorted(problems: readonly MarkedProblem[]): IndexLine[] {
    const order = new Map(this.sheets.map((s, i) => [s.name, i + 1]));
    const keyed = problems.map((problem) => {
      const mark = this.marks.get(problem) ?? null;
      const at = mark?.place ?? parseAddress(problem.cell ?? '');
      const sheet = problem.sheet === null ? 0 : (order.get(problem.sheet.normalize('NFC')) ?? 0);
      return { line: { problem, mark }, sheet, row: at?.row ?? 0, col: at?.col ?? 0 };
    });
    keyed.sort((a, b) => a.sheet - b.sheet || a.row - b.row || a.col - b.col);
    return keyed.map((k) => k.line);
  }

  private read(part: string): Uint8Array {
    return this.pkg.read(part) ?? new Uint8Array(0);
  }
}

function noteText(problems: readonly MarkedProblem[]): string {
  const lines = problems.map((p) => `${p.severity === 'error' ? 'Lỗi' : 'Cảnh báo'} ${p.code}: ${p.message}`);
  return [...new Set(lines)].join('\n\n');
}

function absolute({ row, col }: CellPlace): string {
  return cellAddress(row, col).replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
}
