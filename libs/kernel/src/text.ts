/**
 * Vietnamese text. Stored as NFC; matched on a folded form that ignores case, spaces, decomposition
 * and the placement of the tone mark (oà = òa, uỷ = ủy), and treats i/y after a consonant alike
 * (Tỉ lệ = Tỷ lệ). Tones and letters themselves still differ: "Bảo Hà" is not "Bắc Hà".
 */

/** NFC, non-breaking spaces to spaces, runs of white space to one, trimmed. */
export function tidy(text: string): string {
  // Invisible characters go first: one between a letter and its mark would keep NFC from joining them.
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Key for equality of Vietnamese names and labels. Not for display. */
export function matchKey(text: string): string {
  const words = tidy(text)
    .toLowerCase()
    .replace(/[\u00f0\u0256]/g, 'đ') // Icelandic ð and African ɖ, typed for đ by old fonts: same look, other letter
    .normalize('NFD')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((w) => w !== '');
  return words.map(foldWord).join(' ');
}

/** Moves the tone to the end of the word, so that its placement does not matter, and folds y to i. */
function foldWord(word: string): string {
  const tones = word.match(TONE)?.join('') ?? '';
  const letters = word.replace(TONE, '');
  return letters.replace(/(?<=[bcdđghklmnpqrstvx])y$/u, 'i') + tones;
}

/** Key for search by people who type no marks at all: "dong an" finds "Đông An". */
export function searchKey(text: string): string {
  return tidy(text)
    .toLowerCase()
    .replace(/[đ\u00f0\u0256]/g, 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC');
}
