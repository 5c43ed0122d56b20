import { cellAddress, parseAddress, parseRange } from '../rules/address.js';
import type { CellRange } from '../sheet.js';
import { XmlPart } from './xml-part.js';
import { attributeAt, rawAttributes, Splices, type Tag, tagsOf } from './xml-text.js';

export interface CellPlace {
  readonly row: number;
  readonly col: number;
}

/** A cell as it stands in a worksheet part. */
interface FoundCell extends CellPlace {
  readonly tag: Tag;
  /** Behind the whole element. */
  readonly end: number;
  readonly hasContent: boolean;
}

interface FoundRow {
  readonly row: number;
  readonly tag: Tag;
  /** Before its closing tag. */
  innerEnd: number;
  end: number;
  readonly cells: FoundCell[];
  cellCount: number;
}

/**
 * What was there before a cell got a mark; kept with the mark. `styled`: a cell with a style; `none`: a
 * cell without; `blank`: no cell; `no-row`: not even a row.
 */
export const CELL_BEFORE = ['styled', 'none', 'blank', 'no-row'] as const;
export type CellBefore = (typeof CELL_BEFORE)[number];

export interface MarkedCell {
  /** Style number that the cell had, or would have had. */
  readonly style: number;
  readonly before: CellBefore;
}

/**
 * Edits a worksheet part cell by cell: style numbers, and empty cells where a mark needs one. Everything
 * else of the part stays as written. One pass over the part; cells are looked for only in the rows asked for.
 */
export class SheetEdit {
  readonly xml: XmlPart;
  readonly merged: CellRange[] = [];
  private readonly splices: Splices;
  private readonly rows: FoundRow[] = [];
  private readonly columnStyles: { min: number; max: number; style: number }[] = [];
  private data: { tag: Tag; innerEnd: number } | null = null;
  /** Cells made in this edit, by row: each is put in at one place, in order. */
  private readonly made = new Map<number, { col: number; style: number }[]>();
  /** Cells to be taken out, by row. */
  private readonly gone = new Map<FoundRow, { cell: FoundCell; before: CellBefore }[]>();

  constructor(bytes: Uint8Array, wanted: (row: number) => boolean) {
    this.xml = new XmlPart(bytes);
    this.splices = new Splices(this.xml.text);
    this.scan(wanted);
  }

  /** The cell that shows what stands at a place: the top left one of a merged range. */
  anchor(place: CellPlace): CellPlace {
    const { row, col } = place;
    const range = this.merged.find((m) => row >= m.top && row <= m.bottom && col >= m.left && col <= m.right);
    return range ? { row: range.top, col: range.left } : place;
  }

  /** Gives a cell another style; `restyle` gets the style it has. Makes the cell when it is not there. */
  restyle(place: CellPlace, restyle: (style: number) => number): MarkedCell {
    const cell = this.find(place);
    if (cell) {
      const written = attributeAt(this.xml.text, cell.tag, 's');
      const style = written ? Number(this.xml.text.slice(written.valueStart, written.valueEnd)) || 0 : 0;
      this.setStyle(cell, restyle(style));
      return { style, before: written ? 'styled' : 'none' };
    }
    const style = this.styleOfBlank(place);
    const cells = this.made.get(place.row) ?? [];
    cells.push({ col: place.col, style: restyle(style) });
    this.made.set(place.row, cells);
    return { style, before: this.rows.some((r) => r.row === place.row) ? 'blank' : 'no-row' };
  }

  /** Takes a mark back: the style it had, or no style attribute, or no cell where it was made and is still empty. */
  restore(place: CellPlace, style: number, before: CellBefore): void {
    const row = this.rows.find((r) => r.row === place.row);
    const cell = this.find(place);
    if (!row || !cell) return;
    if ((before === 'blank' || before === 'no-row') && !cell.hasContent) {
      this.gone.set(row, [...(this.gone.get(row) ?? []), { cell, before }]);
    } else if (before === 'none' && style === 0) {
      const written = attributeAt(this.xml.text, cell.tag, 's');
      if (written) this.splices.replace(written.start, written.end, '');
    } else this.setStyle(cell, style);
  }

  /** Style number of a cell; null when the cell is not there. */
  styleOf(place: CellPlace): number | null {
    const cell = this.find(place);
    return cell ? Number(rawAttributes(this.xml.text, cell.tag).get('s') ?? 0) : null;
  }

  /** For changes elsewhere in the part than in its cells. */
  get edits(): Splices {
    return this.splices;
  }

  /** The finished part. */
  finish(): Uint8Array {
    this.putMade();
    this.takeOut();
    return this.xml.encode(this.splices.apply());
  }

  private find({ row, col }: CellPlace): FoundCell | undefined {
    return this.rows.find((r) => r.row === row)?.cells.find((c) => c.col === col);
  }

  private tagText(tag: Tag): string {
    return this.xml.text.slice(tag.start, tag.end);
  }

  private setStyle(cell: FoundCell, style: number): void {
    const written = attributeAt(this.xml.text, cell.tag, 's');
    if (written) this.splices.replace(written.valueStart, written.valueEnd, String(style));
    else this.splices.insert(endOfAttributes(this.xml.text, cell.tag), ` s="${style}"`);
  }

  /** Style that a program gives a cell typed into a blank place: the row's, else the column's. */
  private styleOfBlank({ row, col }: CellPlace): number {
    const found = this.rows.find((r) => r.row === row);
    if (found) {
      const a = rawAttributes(this.xml.text, found.tag);
      if (a.get('customFormat') === '1' || a.get('customFormat') === 'true') return Number(a.get('s') ?? 0);
    }
    return this.columnStyles.find((c) => col >= c.min && col <= c.max)?.style ?? 0;
  }

  private takeOut(): void {
    for (const [row, cells] of this.gone) {
      const isOurs = cells.length === row.cellCount && cells.every((c) => c.before === 'no-row');
      const isPlain = /^<[^\s>]+(?:\s+(?:r|spans)="[\d:]+")*\s*>$/.test(this.tagText(row.tag));
      if (isOurs && isPlain) this.splices.replace(row.tag.start, row.end, '');
      else for (const { cell } of cells) this.splices.replace(cell.tag.start, cell.end, '');
    }
    this.gone.clear();
  }

  private putMade(): void {
    const p = this.xml.own;
    const newRows: { row: number; xml: string }[] = [];
    for (const [row, cells] of [...this.made].sort(([a], [b]) => a - b)) {
      cells.sort((a, b) => a.col - b.col);
      const xmlOf = (c: { col: number; style: number }): string =>
        `<${p}c r="${cellAddress(row, c.col)}" s="${c.style}"/>`;
      const all = cells.map(xmlOf).join('');
      const found = this.rows.find((r) => r.row === row);
      if (!found) newRows.push({ row, xml: `<${p}row r="${row}">${all}</${p}row>` });
      else if (found.tag.kind === 'empty') this.open(found.tag, all);
      else {
        for (const cell of cells) {
          const next = found.cells.find((c) => c.col > cell.col);
          this.splices.insert(next?.tag.start ?? found.innerEnd, xmlOf(cell));
        }
      }
    }
    this.made.clear();
    if (this.data?.tag.kind === 'empty') {
      if (newRows.length > 0) this.open(this.data.tag, newRows.map((r) => r.xml).join(''));
    } else for (const { row, xml } of newRows) this.putRow(row, xml);
  }

  /** Gives an element that was written as one empty tag its content. */
  private open(tag: Tag, inner: string): void {
    const name = /^<([^\s/>]+)/.exec(this.tagText(tag))?.[1] ?? '';
    this.splices.replace(tag.end - 2, tag.end, `>${inner}</${name}>`);
  }

  private putRow(row: number, xml: string): void {
    const next = this.rows.find((r) => r.row > row);
    if (this.data) this.splices.insert(next?.tag.start ?? this.data.innerEnd, xml);
  }

  private scan(wanted: (row: number) => boolean): void {
    let dataDepth: number | null = null;
    let row: FoundRow | null = null;
    let isWanted = false;
    let rowNumber = 0;
    let col = 0;
    let cell: { tag: Tag; row: number; col: number; hasContent: boolean } | null = null;
    for (const tag of tagsOf(this.xml.text)) {
      if (dataDepth === null) {
        if (tag.kind !== 'close') this.outside(tag);
        if (this.xml.is(tag, 'sheetData') && tag.kind !== 'close' && tag.depth === 1) {
          this.data = { tag, innerEnd: tag.end };
          if (tag.kind === 'open') dataDepth = tag.depth;
        }
        continue;
      }
      if (tag.depth === dataDepth && tag.kind === 'close') {
        if (this.data) this.data.innerEnd = tag.start;
        dataDepth = null;
      } else if (tag.depth === dataDepth + 1) {
        if (tag.kind === 'close') {
          if (row) Object.assign(row, { innerEnd: tag.start, end: tag.end });
          row = null;
          continue;
        }
        const r = rawAttributes(this.xml.text, tag).get('r');
        rowNumber = r === undefined ? this.impliedRow(tag, rowNumber) : Number(r);
        row = { row: rowNumber, tag, innerEnd: tag.end, end: tag.end, cells: [], cellCount: 0 };
        this.rows.push(row);
        isWanted = wanted(rowNumber);
        col = 0;
        if (tag.kind === 'empty') row = null;
      } else if (row && tag.depth === dataDepth + 2) {
        if (tag.kind === 'close') {
          if (cell) row.cells.push({ ...cell, end: tag.end });
          cell = null;
          continue;
        }
        row.cellCount++;
        if (!isWanted) continue;
        const at = parseAddress(rawAttributes(this.xml.text, tag).get('r') ?? '');
        col = at?.col ?? col + 1;
        const found = { tag, row: rowNumber, col, hasContent: false };
        if (tag.kind === 'empty') row.cells.push({ ...found, end: tag.end });
        else cell = found;
      } else if (cell && tag.depth > dataDepth + 2) cell.hasContent = true;
    }
  }

  /** A row without number follows the one before it, unless its first cell says where it is. */
  private impliedRow(tag: Tag, before: number): number {
    if (tag.kind === 'open') {
      for (const next of tagsOf(this.xml.text, tag.end)) {
        const at = next.kind === 'close' ? null : parseAddress(rawAttributes(this.xml.text, next).get('r') ?? '');
        if (at) return at.row;
        break;
      }
    }
    return before + 1;
  }

  private outside(tag: Tag): void {
    if (this.xml.is(tag, 'mergeCell')) {
      const range = parseRange(rawAttributes(this.xml.text, tag).get('ref') ?? '');
      if (range) this.merged.push(range);
    } else if (this.xml.is(tag, 'col')) {
      const a = rawAttributes(this.xml.text, tag);
      if (a.has('style'))
        this.columnStyles.push({ min: Number(a.get('min')), max: Number(a.get('max')), style: Number(a.get('style')) });
    }
  }
}

/** Where a further attribute of a tag goes. */
export function endOfAttributes(xml: string, tag: Tag): number {
  let at = tag.end - (tag.kind === 'empty' ? 2 : 1);
  while (at > tag.start && /\s/.test(xml.charAt(at - 1))) at--;
  return at;
}

/** Elements that come behind `legacyDrawing` in a worksheet part. */
const BEHIND_DRAWING = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
]);

/** Names the drawing of a sheet's comments in its part. */
export function addLegacyDrawing(xml: XmlPart, splices: Splices, id: string, officeNs: string): void {
  const root = xml.root;
  if (!root) return;
  const prefix = xml.prefixOf(officeNs);
  const link = prefix === null ? `xmlns:r="${officeNs}" r:id="${id}"` : `${prefix}id="${id}"`;
  const isBehind = (start: number, end: number, local: string): boolean => {
    if (BEHIND_DRAWING.has(local)) return true;
    // A choice between variants stands for what is in it.
    return (
      local === 'AlternateContent' && [...BEHIND_DRAWING].some((n) => xml.text.slice(start, end).includes(`${n} `))
    );
  };
  const next = xml.children(root).find((e) => isBehind(e.start, e.end, e.tag.local));
  splices.insert(next?.start ?? root.innerEnd, `<${xml.own}legacyDrawing ${link}/>`);
}
