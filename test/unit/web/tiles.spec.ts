import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classesOf, classIn, nextTile, type Tile, tiles } from '../../../apps/web/src/dashboard/tiles.js';

const folder = join(import.meta.dirname, '../../../schemas/territory/2025-07-01');
const file = JSON.parse(readFileSync(join(folder, 'provinces.json'), 'utf8')) as { provinces: { code: string }[] };
const tile = (code: string): Tile => {
  const found = tiles.find((t) => t.code === code && !t.island);
  if (!found) throw new Error(code);
  return found;
};

describe('the tile map', () => {
  it('has one tile for each province of the territory file, and none lies on another', () => {
    const land = tiles.filter((t) => !t.island).map((t) => t.code);
    expect(land.toSorted()).toEqual(file.provinces.map((p) => p.code).toSorted());
    expect(new Set(tiles.map((t) => `${t.column} ${t.row}`)).size).toBe(tiles.length);
  });

  it('shows Hoàng Sa with Đà Nẵng and Trường Sa with Khánh Hòa', () => {
    expect(tiles.filter((t) => t.island).map((t) => [t.name, tile(t.code).name])).toEqual([
      ['Hoàng Sa', 'Đà Nẵng'],
      ['Trường Sa', 'Khánh Hòa'],
    ]);
  });

  it('reaches every province by the arrow keys from Hà Nội', () => {
    const seen = new Set(['01']);
    const open = [tile('01')];
    for (let now = open.pop(); now !== undefined; now = open.pop())
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
        const next = nextTile(now, key);
        if (next === null || seen.has(next.code)) continue;
        seen.add(next.code);
        open.push(next);
      }
    expect(seen.size).toBe(34);
    expect(nextTile(tile('01'), 'ArrowRight')?.name).toBe('Bắc Ninh');
    expect(nextTile(tile('96'), 'ArrowDown')).toBeNull();
    expect(nextTile(tile('01'), 'Enter')).toBeNull();
  });

  it('divides values into classes of about one size, equal values into one', () => {
    expect(classesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual([1, 3, 5, 7, 9]);
    expect(classesOf([4, 4, 4])).toEqual([4]);
    expect(classesOf([])).toEqual([]);
    expect([0, 1, 2, 3, 10].map((v) => classIn([1, 3, 5, 7, 9], v))).toEqual([1, 1, 1, 2, 5]);
  });
});
