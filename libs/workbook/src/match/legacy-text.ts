import { decodeLegacy, type LegacyEncoding } from '../rules/legacy-encoding.js';
import type { ParsedCell, ParsedSheet } from '../sheet.js';

export interface DecodedSheet {
  readonly sheet: ParsedSheet;
  /** The first label that could be read only this way. */
  readonly example: { readonly cell: string; readonly text: string; readonly encoding: LegacyEncoding };
}

/** Reads a sheet's texts in an old font encoding, if its labels make sense that way; null if they do not. */
export function decodeSheet(sheet: ParsedSheet, isLabel: (text: string) => boolean): DecodedSheet | null {
  let best: { encoding: LegacyEncoding; labels: ParsedCell[] } | null = null;
  for (const encoding of ['TCVN3', 'VNI'] as const) {
    const labels = [...sheet.cells.values()].filter((c) => {
      if (c.kind !== 'text' || c.text.length > 400) return false;
      const text = decodeLegacy(c.text, encoding);
      return text !== c.text && isLabel(text);
    });
    if (labels.length >= 2 && labels.length > (best?.labels.length ?? 0)) best = { encoding, labels };
  }
  const first = best?.labels[0];
  if (!best || !first) return null;
  const { encoding } = best;
  const decode = (text: string): string => decodeLegacy(text, encoding);
  const cells = new Map(
    [...sheet.cells].map(([at, c]) => [at, c.kind === 'text' ? { ...c, text: decode(c.text) } : c]),
  );
  return { sheet: { ...sheet, cells }, example: { cell: first.address, text: decode(first.text), encoding } };
}
