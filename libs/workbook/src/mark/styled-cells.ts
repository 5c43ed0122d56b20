import { parseAddress } from '../rules/address.js';
import type { StyledCell } from './index-sheet.js';
import { XmlPart } from './xml-part.js';
import { rawAttributes, type Tag, tagsOf } from './xml-text.js';

/** Cells of a worksheet part with their style numbers and texts, up to a row. */
export function readStyledCells(part: Uint8Array, shared: readonly string[], lastRow = 1_048_576): StyledCell[] {
  const xml = new XmlPart(part);
  const found: StyledCell[] = [];
  let open: Tag | null = null;
  let depth = -1;
  for (const tag of tagsOf(xml.text)) {
    if (tag.kind === 'open' && xml.is(tag, 'sheetData') && tag.depth === 1) depth = tag.depth + 2;
    if (depth === -1 || tag.depth !== depth || tag.local !== 'c') continue;
    const cellTag = tag.kind === 'close' ? open : tag;
    if (tag.kind === 'open') open = tag;
    if (tag.kind === 'open' || !cellTag) continue;
    const a = rawAttributes(xml.text, cellTag);
    const at = parseAddress(a.get('r') ?? '');
    if (at && at.row > lastRow) break;
    if (!at) continue;
    const written = tag.kind === 'close' ? xml.plainText(cellTag.end, tag.start) : '';
    const text = a.get('t') === 's' ? (shared[Number(written)] ?? '') : written;
    found.push({ ...at, style: Number(a.get('s') ?? 0), text });
  }
  return found;
}
