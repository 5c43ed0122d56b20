import { matchKey } from '#lib/kernel';

/** Words that say what kind of unit a name is of; longest first, as "Thành phố" contains none of the others. */
const KINDS = [
  'tỉnh',
  'thành phố',
  'thành phố trực thuộc trung ương',
  'thị trấn',
  'đặc khu',
  'phường',
  'xã',
  'tp',
  'tt',
  'p',
  'x',
]
  .map((kind) => matchKey(kind))
  .sort((a, b) => b.length - a.length);

/**
 * Key under which unit names are equal: without the word for the kind of unit, and blind to case, spaces,
 * composition, placement of the tone mark and i/y (kernel matchKey). "Phường Yên Hoà" = "YÊN HÒA".
 */
export function unitNameKey(name: string): string {
  const key = matchKey(name);
  const kind = KINDS.find((k) => key.startsWith(`${k} `) && key.length > k.length + 1);
  return kind === undefined ? key : key.slice(kind.length + 1);
}

/** "Phường Phúc Xá" -> { type: 'phuong', name: 'Phúc Xá' }; a name without such a word keeps type 'khac'. */
export function splitCommuneName(written: string): { readonly type: string; readonly name: string } {
  const kinds = [
    ['Phường ', 'phuong'],
    ['Xã ', 'xa'],
    ['Thị trấn ', 'thi_tran'],
    ['Đặc khu ', 'dac_khu'],
  ] as const;
  const found = kinds.find(([prefix]) => written.startsWith(prefix));
  return found === undefined
    ? { type: 'khac', name: written }
    : { type: found[1], name: written.slice(found[0].length) };
}
