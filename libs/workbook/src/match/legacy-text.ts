import { decodeLegacy, hasOldLetters, LEGACY_ENCODINGS, type LegacyEncoding } from '../rules/legacy-encoding.js';
import type { ParsedCell, ParsedSheet } from '../sheet.js';

export interface DecodedSheet {
  readonly sheet: ParsedSheet;
  /** The first label that could be read only this way. */
  readonly example: { readonly cell: string; readonly text: string; readonly encoding: LegacyEncoding };
}

const LONGEST_LABEL = 400;

/**
 * Reads a sheet's texts in an old font encoding, if labels of a form make sense only that way; null if none does.
 * @param isMixed the sheet has labels in Unicode too: then only what must be old is read anew, row by row, because
 * "Công" is a word in Unicode and another one in TCVN3
 */
export function decodeSheet(
  sheet: ParsedSheet,
  isLabel: (text: string) => boolean,
  isMixed: boolean,
): DecodedSheet | null {
  const found = LEGACY_ENCODINGS.map((encoding) => ({ encoding, labels: labelsIn(sheet, encoding, isLabel) }))
    .filter(({ labels }) => labels.length >= (isMixed ? 1 : 2))
    .sort((a, b) => b.labels.length - a.labels.length);
  const [best] = found;
  const first = best?.labels[0];
  if (!best || !first) return null;
  const { encoding } = best;
  const ofRow = new Map(found.reverse().flatMap(({ encoding: of, labels }) => labels.map((c) => [c.row, of] as const)));
  const decode = (cell: ParsedCell): string => {
    const inRow = ofRow.get(cell.row);
    if (!isMixed || inRow !== undefined) return decodeLegacy(cell.text, inRow ?? encoding);
    return hasOldLetters(cell.text) ? decodeLegacy(cell.text, encoding) : cell.text;
  };
  const cells = new Map([...sheet.cells].map(([at, c]) => [at, c.kind === 'text' ? { ...c, text: decode(c) } : c]));
  return {
    sheet: { ...sheet, cells },
    example: { cell: first.address, text: decodeLegacy(first.text, encoding), encoding },
  };
}

/** Cells that are labels in this encoding, and none as they stand. */
function labelsIn(sheet: ParsedSheet, encoding: LegacyEncoding, isLabel: (text: string) => boolean): ParsedCell[] {
  return [...sheet.cells.values()].filter((c) => {
    if (c.kind !== 'text' || c.text.length > LONGEST_LABEL) return false;
    const text = decodeLegacy(c.text, encoding);
    return text !== c.text && isLabel(text) && !isLabel(c.text);
  });
}
