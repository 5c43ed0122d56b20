import type { NumberWriting } from '#lib/forms';
import type { Cells } from './sheet.js';

/** A figure as one would type it: without marks between thousands, so that it can be read in one way only. */
export function asTyped(value: string, writing: NumberWriting): string {
  return writing === 'vi' ? value.replace('.', ',') : value;
}

interface ServerSheet {
  readonly state: string;
  readonly version: number;
  readonly figures: readonly {
    readonly key: string;
    readonly value: string | null;
    readonly raw: string | null;
    readonly note: string | null;
  }[];
}

/** What the server has, as texts. A text that was no number stands as it was typed. */
export function cellsOf(filing: ServerSheet | undefined, writing: NumberWriting): Cells {
  if (filing === undefined) return {};
  return Object.fromEntries(
    filing.figures
      .map(({ key, value, raw, note }) => {
        const text = value === null ? (raw ?? '') : asTyped(value, writing);
        return [key, { text, note: note ?? '' }] as const;
      })
      .filter(([, cell]) => cell.text !== '' || cell.note !== ''),
  );
}

/** Version of the draft; null when what the server has is no draft. */
export function versionOf(filing: ServerSheet | undefined): number | null {
  return filing?.state === 'DRAFT' ? filing.version : null;
}
