import { cellAddress, parseAddress } from '../rules/address.js';
import type { ParsedCell } from '../sheet.js';
import type { ReadLimits } from './limits.js';
import { readRelations } from './package.js';
import { tooMuch } from './refusal.js';
import { cellText, streamXml } from './xml.js';
import type { ZipArchive } from './zip.js';

/** Comments (notes) of a worksheet by cell address, from its legacy comments part. */
export function readComments(zip: ZipArchive, sheetPart: string, limits: ReadLimits): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  for (const relation of readRelations(zip, sheetPart, limits)) {
    if (relation.type !== 'comments' || relation.external) continue;
    let address: string | null = null;
    let text = '';
    let inText = false;
    streamXml(
      zip,
      relation.target,
      {
        open(name, a) {
          if (name === 'comment') {
            const at = parseAddress(a['ref'] ?? '');
            address = at ? cellAddress(at.row, at.col) : null;
            text = '';
          } else if (name === 't') inText = true;
        },
        text(part) {
          if (inText && text.length < limits.cellCharacters) text += part;
        },
        close(name) {
          if (name === 't') inText = false;
          if (name !== 'comment' || address === null) return;
          comments.set(address, cellText(text));
          if (comments.size > limits.rows) throw tooMuch(comments.size, limits.rows, 'chú thích');
        },
      },
      limits,
    );
  }
  return comments;
}

/** Lays comments over cells; a comment on an empty cell makes no cell. */
export function withComments(
  cells: ReadonlyMap<string, ParsedCell>,
  comments: ReadonlyMap<string, string>,
): ReadonlyMap<string, ParsedCell> {
  if (comments.size === 0) return cells;
  return new Map([...cells].map(([address, cell]) => [address, { ...cell, comment: comments.get(address) ?? null }]));
}
