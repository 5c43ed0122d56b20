/**
 * Key for equality of names, letter for letter what the database's `match_vi` makes of a text: a workbook's rows bring
 * theirs along, so that twenty thousand names are not folded a second time where everybody waits for the same server.
 */
export function matchVi(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  // A copy: a piece cut out of a slice of XML would keep the whole slice in memory.
  const own = Buffer.from(text, 'utf16le').toString('utf16le');
  const key = fold(own);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(own, key);
  return key;
}

/** Names of projects come again and again. */
const MOST_REMEMBERED = 500;
const remembered = new Map<string, string>();

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const SIGNS = /(?:(?![\u0300-\u036f])[^a-z0-9đ])+/g;
const TONE_WITHIN = /([\u0300\u0301\u0303\u0309\u0323])([^ ]+)/g;
const LAST_Y = /([bcdđghklmnpqrstvx])y([\u0300\u0301\u0303\u0309\u0323]*)( |$)/g;

function fold(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[Đð]/g, 'đ')
    .replace(SIGNS, ' ')
    .replace(TONE_WITHIN, '$2$1')
    .replace(LAST_Y, '$1i$2$3')
    .replace(/^ +| +$/g, '');
}
