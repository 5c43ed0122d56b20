import { cellAddress } from '../rules/address.js';
import { type FoundCell, type FoundRow, type SheetMap, scanSheet } from './sheet-scan.js';
import { XmlPart } from './xml-part.js';
import { attributeAt, rawAttributes, Splices, type Tag, type XmlElement } from './xml-text.js';

export interface CellPlace {
  readonly row: number;
  readonly col: number;
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
  private readonly map: SheetMap;
  /** By number; a careless program may write one row in two pieces. */
  private readonly rows = new Map<number, FoundRow[]>();
  private readonly splices: Splices;
  /** Cells made in this edit, by row: each is put in at one place, in order. */
  private readonly made = new Map<number, { col: number; style: number }[]>();
  /** Cells to be taken out, by row. */
  private readonly gone = new Map<FoundRow, { cell: FoundCell; before: CellBefore }[]>();

  constructor(bytes: Uint8Array, wanted: (row: number) => boolean) {
    this.xml = new XmlPart(bytes);
    this.splices = new Splices(this.xml.text);
    this.map = scanSheet(this.xml, wanted);
    for (const row of this.map.rows) this.rows.set(row.row, [...(this.rows.get(row.row) ?? []), row]);
  }

  /** The cell that shows what stands at a place: the top left one of a merged range. */
  anchor(place: CellPlace): CellPlace {
    const { row, col } = place;
    const range = this.map.merged.find((m) => row >= m.top && row <= m.bottom && col >= m.left && col <= m.right);
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
    return { style, before: this.rows.has(place.row) ? 'blank' : 'no-row' };
  }

  /** Takes a mark back: the style it had, or no style attribute, or no cell where it was made and is still empty. */
  restore(place: CellPlace, style: number, before: CellBefore): void {
    const row = this.rowWith(place);
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

  /** The finished part. */
  finish(): Uint8Array {
    this.putMade();
    this.takeOut();
    return this.xml.encode(this.splices.apply());
  }

  private rowWith({ row, col }: CellPlace): FoundRow | undefined {
    return this.rows.get(row)?.find((r) => r.cells.some((c) => c.col === col));
  }

  private find(place: CellPlace): FoundCell | undefined {
    return this.rowWith(place)?.cells.find((c) => c.col === place.col);
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
    const found = this.rows.get(row)?.[0];
    if (found) {
      const a = rawAttributes(this.xml.text, found.tag);
      if (a.get('customFormat') === '1' || a.get('customFormat') === 'true') return Number(a.get('s') ?? 0);
    }
    return this.map.columnStyles.find((c) => col >= c.min && col <= c.max)?.style ?? 0;
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
      const found = this.rows.get(row)?.[0];
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
    const { data } = this.map;
    if (data?.tag.kind === 'empty') {
      if (newRows.length > 0) this.open(data.tag, newRows.map((r) => r.xml).join(''));
    } else for (const { row, xml } of newRows) this.putRow(row, xml);
  }

  /** Gives an element that was written as one empty tag its content. */
  private open(tag: Tag, inner: string): void {
    const name = /^<([^\s/>]+)/.exec(this.tagText(tag))?.[1] ?? '';
    this.splices.replace(tag.end - 2, tag.end, `>${inner}</${name}>`);
  }

  private putRow(row: number, xml: string): void {
    const { data, rows } = this.map;
    const next = rows.find((r) => r.row > row);
    if (data) this.splices.insert(next?.tag.start ?? data.innerEnd, xml);
  }

  /** The element that names the drawing of the sheet's comments. */
  get legacyDrawing(): XmlElement | null {
    return this.map.children.find((e) => this.xml.is(e.tag, 'legacyDrawing')) ?? null;
  }

  /** Takes the link to the drawing of comments out. */
  dropLegacyDrawing(): void {
    const { legacyDrawing } = this;
    if (legacyDrawing) this.splices.replace(legacyDrawing.start, legacyDrawing.end, '');
  }

  /** Names the drawing of the sheet's comments, in the place that the schema gives it. */
  addLegacyDrawing(id: string, officeNs: string): void {
    const { xml } = this;
    const prefix = xml.prefixOf(officeNs);
    const link = prefix === null ? `xmlns:r="${officeNs}" r:id="${id}"` : `${prefix}id="${id}"`;
    const isBehind = ({ start, end, tag }: XmlElement): boolean => {
      if (BEHIND_DRAWING.has(tag.local)) return true;
      // A choice between variants stands for what is in it.
      const names = tag.local === 'AlternateContent' ? [...BEHIND_DRAWING] : [];
      return names.some((name) => xml.text.slice(start, end).includes(`${name} `));
    };
    const next = this.map.children.find(isBehind);
    this.splices.insert(next?.start ?? this.map.innerEnd, `<${xml.own}legacyDrawing ${link}/>`);
  }
}

/** Where a further attribute of a tag goes. */
function endOfAttributes(xml: string, tag: Tag): number {
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
