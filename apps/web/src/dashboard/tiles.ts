/**
 * The country as tiles: one for each of the 34 provinces since 1 July 2025, laid out by hand after where they lie, so no
 * boundary data and no licence is needed. The two archipelagos are drawn in the sea and belong to their province's tile:
 * Hoàng Sa to Đà Nẵng, Trường Sa to Khánh Hòa.
 */
export interface Tile {
  readonly code: string;
  /** Name that fits on a tile. */
  readonly name: string;
  readonly column: number;
  readonly row: number;
  /** Part of the province out in the sea. */
  readonly island?: true;
}

const at = (code: string, name: string, column: number, row: number): Tile => ({ code, name, column, row });

export const tiles: readonly Tile[] = [
  at('12', 'Lai Châu', 1, 1),
  at('15', 'Lào Cai', 2, 1),
  at('08', 'Tuyên Quang', 3, 1),
  at('04', 'Cao Bằng', 4, 1),
  at('11', 'Điện Biên', 1, 2),
  at('14', 'Sơn La', 2, 2),
  at('25', 'Phú Thọ', 3, 2),
  at('19', 'Thái Nguyên', 4, 2),
  at('20', 'Lạng Sơn', 5, 2),
  at('01', 'Hà Nội', 3, 3),
  at('24', 'Bắc Ninh', 4, 3),
  at('22', 'Quảng Ninh', 5, 3),
  at('37', 'Ninh Bình', 3, 4),
  at('33', 'Hưng Yên', 4, 4),
  at('31', 'Hải Phòng', 5, 4),
  at('38', 'Thanh Hóa', 3, 5),
  at('40', 'Nghệ An', 3, 6),
  at('42', 'Hà Tĩnh', 3, 7),
  at('44', 'Quảng Trị', 4, 8),
  at('46', 'Huế', 4, 9),
  at('48', 'Đà Nẵng', 5, 9),
  { ...at('48', 'Hoàng Sa', 7, 9), island: true },
  at('51', 'Quảng Ngãi', 5, 10),
  at('52', 'Gia Lai', 5, 11),
  at('66', 'Đắk Lắk', 5, 12),
  at('80', 'Tây Ninh', 2, 13),
  at('75', 'Đồng Nai', 3, 13),
  at('68', 'Lâm Đồng', 4, 13),
  at('56', 'Khánh Hòa', 5, 13),
  at('82', 'Đồng Tháp', 2, 14),
  at('79', 'TP. Hồ Chí Minh', 3, 14),
  { ...at('56', 'Trường Sa', 7, 14), island: true },
  at('91', 'An Giang', 1, 15),
  at('92', 'Cần Thơ', 2, 15),
  at('86', 'Vĩnh Long', 3, 15),
  at('96', 'Cà Mau', 1, 16),
];

/** The next tile from one in a direction: the nearest that lies that way, those straight ahead first. */
export function nextTile(from: Tile, key: string): Tile | null {
  const way = WAYS[key];
  if (way === undefined) return null;
  const [x, y] = way;
  let best: Tile | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    if (tile.island) continue;
    const ahead = (tile.column - from.column) * x + (tile.row - from.row) * y;
    const aside = Math.abs((tile.column - from.column) * y) + Math.abs((tile.row - from.row) * x);
    if (ahead <= 0) continue;
    const far = ahead + aside * 2;
    if (far < least) [best, least] = [tile, far];
  }
  return best;
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Bounds of at most five classes with about as many values in each; each class begins at its bound. */
export function classesOf(values: readonly number[]): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const count = Math.min(5, sorted.length);
  return Array.from({ length: count }, (_, i) => sorted[Math.floor((i * sorted.length) / count)] ?? 0);
}

/** Class of a value, from 1; the last bound not above it. */
export function classIn(bounds: readonly number[], value: number): number {
  return Math.max(1, bounds.filter((bound) => bound <= value).length);
}
