import type { ReadLimits } from '../read/limits.js';
import { readWorkbookMap, requireWorkbook, type SheetEntry } from '../read/package.js';
import { readSharedStrings } from '../read/strings-and-styles.js';
import { cellAddress, parseAddress } from '../rules/address.js';
import { clearComments } from './comments-edit.js';
import { clearBoxes } from './drawing-edit.js';
import { EditablePackage } from './edit-package.js';
import { type ReadIndex, readIndex } from './index-sheet.js';
import { dropPart, relationsOf, relationsPart, removeRelation, workbookPart } from './package-links.js';
import { type CellBefore, type CellPlace, SheetEdit } from './sheet-edit.js';
import { readStyledCells } from './styled-cells.js';
import { StylesEdit, stylesWithout } from './styles-edit.js';
import { markNames, removeSheetsAndNames } from './workbook-edit.js';

/** A cell to be given back; `before` null: its own style is not known any more. */
interface Restored {
  readonly place: CellPlace;
  readonly style: number;
  readonly before: CellBefore | null;
}

/** Takes the system's marks out of a package. Returns the same bytes when there are none. @throws ReadRefusal */
export function clearPackage(bytes: Uint8Array, limits: ReadLimits): Uint8Array {
  const pkg = new EditablePackage(bytes, limits);
  requireWorkbook(pkg.zip);
  return new Clearing(pkg, limits).clear();
}

class Clearing {
  private readonly sheets: readonly SheetEntry[];
  private readonly workbook: string;
  private readonly stylesPart: string | null;
  private readonly shared: readonly string[];

  constructor(
    private readonly pkg: EditablePackage,
    private readonly limits: ReadLimits,
  ) {
    const map = readWorkbookMap(pkg.zip, limits);
    this.sheets = map.sheets;
    this.workbook = workbookPart(pkg, limits);
    this.stylesPart = map.styles;
    this.shared = map.sharedStrings === null ? [] : readSharedStrings(pkg.zip, map.sharedStrings, limits);
  }

  clear(): Uint8Array {
    const indexes = this.sheets.flatMap((sheet) => {
      const index = this.indexOn(sheet);
      return index ? [{ sheet, index }] : [];
    });
    const kept = this.sheets.filter((s) => !indexes.some((i) => i.sheet === s));
    const restored = this.restoredBySheet(indexes.map((i) => i.index));
    const styles = new LostStyles(this.stylesPart === null ? null : this.pkg.read(this.stylesPart));
    for (const sheet of kept) this.clearSheet(sheet, restored.get(sheet.name) ?? [], styles);
    if (styles.changed !== null && this.stylesPart !== null) this.pkg.write(this.stylesPart, styles.changed);

    const manifest = indexes[0]?.index.manifest ?? null;
    const relations = relationsOf(this.pkg, this.workbook, this.limits);
    const gone = relations.filter((r) => indexes.some((i) => i.sheet.part === r.target));
    const workbook = this.read(this.workbook);
    const cleared = removeSheetsAndNames(
      workbook,
      gone.map((r) => r.id),
      manifest?.names ?? null,
    );
    if (cleared !== workbook) this.pkg.write(this.workbook, cleared);
    for (const relation of gone) {
      removeRelation(this.pkg, this.workbook, relation.id);
      this.dropSheet(relation.target);
    }
    if (manifest) this.restoreStyles(manifest.styles, kept);
    return this.pkg.toBytes();
  }

  private indexOn(sheet: SheetEntry): ReadIndex | null {
    const bytes = this.read(sheet.part);
    const head = readStyledCells(bytes, this.shared, 1);
    return readIndex(head) && readIndex(readStyledCells(bytes, this.shared));
  }

  /**
   * Marked cells with what they had. The hidden name of a mark follows its cell when rows are put in or
   * the sheet is renamed; where a program has dropped the names, the listed address must do.
   */
  private restoredBySheet(indexes: readonly ReadIndex[]): Map<string, Restored[]> {
    const names = markNames(this.read(this.workbook));
    const samples = new Map(indexes.flatMap((i) => [...i.samples]));
    const bySheet = new Map<string, Restored[]>();
    const add = (sheet: string, place: CellPlace | null, style: number, before: CellBefore | null): void => {
      if (place) bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), { place, style, before }]);
    };
    for (const [number, sample] of samples) {
      const named = names.get(number);
      const at = named === undefined ? null : parseReference(named);
      if (named !== undefined && !at) continue; // the cell is gone
      add(at?.sheet ?? sample.sheet, at?.place ?? parseAddress(sample.address), sample.style, sample.before);
    }
    for (const [number, named] of names) {
      const at = samples.has(number) ? null : parseReference(named);
      if (at) add(at.sheet, at.place, 0, null);
    }
    return bySheet;
  }

  private clearSheet(sheet: SheetEntry, restored: readonly Restored[], styles: LostStyles): void {
    const comments = this.clearNotes(sheet.part);
    if (restored.length === 0 && comments === null) return;
    const cells = new Map(restored.map((r) => [cellAddress(r.place.row, r.place.col), r]));
    for (const place of comments?.places ?? []) {
      const address = cellAddress(place.row, place.col);
      if (!cells.has(address)) cells.set(address, { place, style: 0, before: null });
    }
    const rows = new Set([...cells.values()].map((c) => c.place.row));
    const edit = new SheetEdit(this.read(sheet.part), (row) => rows.has(row));
    for (const { place, style, before } of cells.values()) {
      const now = edit.styleOf(place);
      if (now === null) continue;
      if (before !== null) edit.restore(place, style, before);
      else {
        const plain = styles.without(now);
        if (plain !== now) edit.restore(place, plain, 'styled');
      }
    }
    if (comments?.drawing === 'gone') edit.dropLegacyDrawing();
    const bytes = edit.finish();
    if (!Buffer.from(bytes).equals(this.read(sheet.part))) this.pkg.write(sheet.part, bytes);
  }

  /** Takes our comments of a sheet out; null when it has none. */
  private clearNotes(part: string): { places: readonly CellPlace[]; drawing: 'kept' | 'gone' } | null {
    const relations = relationsOf(this.pkg, part, this.limits).filter((r) => !r.external && this.pkg.has(r.target));
    const comments = relations.find((r) => r.type === 'comments');
    const cleared = comments ? clearComments(this.read(comments.target)) : null;
    if (!comments || !cleared) return null;
    if (cleared.bytes !== null) this.pkg.write(comments.target, cleared.bytes);
    else {
      removeRelation(this.pkg, part, comments.id);
      dropPart(this.pkg, comments.target);
    }
    let drawing: 'kept' | 'gone' = 'kept';
    const places = cleared.removed;
    for (const relation of places.length === 0 ? [] : relations.filter((r) => r.type === 'vmlDrawing')) {
      const before = this.read(relation.target);
      const left = clearBoxes(before, places);
      if (left === null) {
        removeRelation(this.pkg, part, relation.id);
        dropPart(this.pkg, relation.target);
        drawing = 'gone';
      } else if (!Buffer.from(left).equals(before)) this.pkg.write(relation.target, left);
    }
    return { places, drawing };
  }

  private dropSheet(part: string): void {
    for (const relation of relationsOf(this.pkg, part, this.limits))
      if (!relation.external && /^(?:printerSettings|comments|vmlDrawing)$/.test(relation.type))
        dropPart(this.pkg, relation.target);
    this.pkg.remove(relationsPart(part));
    dropPart(this.pkg, part);
  }

  /** Cuts the added formats off, where the part is still as it was left and no cell has taken one of them up. */
  private restoreStyles(before: NonNullable<ReadIndex['manifest']>['styles'], sheets: readonly SheetEntry[]): void {
    const part = this.stylesPart;
    const bytes = part === null ? null : this.pkg.read(part);
    if (part === null || bytes === null || before === null) return;
    const isMade = before === 'made';
    const old = isMade ? null : stylesWithout(bytes, before);
    if (!isMade && old === null) return;
    const first = isMade ? 1 : (before.xfs ?? 1);
    if (sheets.some((s) => usesStyleFrom(this.read(s.part), first))) return;
    if (old !== null) {
      this.pkg.write(part, old);
      return;
    }
    const relation = relationsOf(this.pkg, this.workbook, this.limits).find((r) => r.target === part);
    if (relation) removeRelation(this.pkg, this.workbook, relation.id);
    dropPart(this.pkg, part);
  }

  private read(part: string): Uint8Array {
    return this.pkg.read(part) ?? new Uint8Array(0);
  }
}

/** Gives marked cells a format without fill where the sample of their own is lost (the index sheet was deleted). */
class LostStyles {
  private edit: StylesEdit | null = null;

  constructor(private readonly bytes: Uint8Array | null) {}

  without(style: number): number {
    if (this.bytes === null) return style;
    this.edit ??= new StylesEdit(this.bytes);
    return this.edit.unmarked(style);
  }

  /** The styles part with formats added; null when none was needed. */
  get changed(): Uint8Array | null {
    return this.edit?.hasGrown ? this.edit.finish().bytes : null;
  }
}

/** "'Biểu 04'!$D$21" -> sheet and cell; null for a reference that has lost its cell. */
function parseReference(text: string): { sheet: string; place: CellPlace } | null {
  const m = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?\d{1,7})$/.exec(text.trim());
  const place = m?.[3] ? parseAddress(m[3]) : null;
  const sheet = m?.[1]?.replaceAll("''", "'") ?? m?.[2];
  return place && sheet !== undefined ? { sheet: sheet.normalize('NFC'), place } : null;
}

/** True when a cell, row or column of a worksheet part has one of the formats from a number on. */
function usesStyleFrom(part: Uint8Array, first: number): boolean {
  const text = Buffer.from(part).toString('latin1').replaceAll('\0', '');
  for (const m of text.matchAll(/\s(?:s|style)\s*=\s*["'](\d+)["']/g)) if (Number(m[1]) >= first) return true;
  return false;
}
