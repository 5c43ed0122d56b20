import { describe, expect, it } from 'vitest';
import { loadTerritory } from '#lib/law';
import { matchUnits, successors } from './matching.js';
import { splitCommuneName, unitNameKey } from './names.js';
import { territoryRecords } from './records.js';
import { BEFORE_RECORDS, unitOn, validOn } from './validity.js';

const { provinces, communes, lineage } = territoryRecords(loadTerritory());
const findProvince = (name: string, asOf: string) => matchUnits('province', provinces, lineage, name, { asOf });
const findCommune = (name: string, asOf: string, provinceCode?: string) =>
  matchUnits('commune', communes, lineage, name, { asOf, ...(provinceCode === undefined ? {} : { provinceCode }) });

describe('units in time', () => {
  it('a code means another unit before and after 2025-07-01', () => {
    expect(unitOn(provinces, '15', '2025-06-30')?.name).toBe('Yên Bái');
    expect(unitOn(provinces, '15', '2025-07-01')?.name).toBe('Lào Cai');
    expect(unitOn(provinces, '10', '2025-06-30')?.name).toBe('Lào Cai');
    expect(unitOn(provinces, '10', '2025-07-01')).toBeNull();
  });

  it('seven codes changed owner', () => {
    const changed = provinces
      .filter((p) => validOn(p, '2025-06-30'))
      .map((p) => p.code)
      .filter((code) => {
        const now = unitOn(provinces, code, '2025-07-01');
        return now !== null && unitNameKey(now.name) !== unitNameKey(unitOn(provinces, code, '2025-06-30')?.name ?? '');
      });
    expect(changed.sort()).toEqual(['15', '24', '44', '52', '80', '82', '91']);
  });

  it('63 provinces before, 34 after, 3,321 communes now', () => {
    expect(provinces.filter((p) => validOn(p, '2025-06-30'))).toHaveLength(63);
    expect(provinces.filter((p) => validOn(p, '2025-07-01'))).toHaveLength(34);
    expect(communes.filter((c) => validOn(c, '2025-07-01'))).toHaveLength(3321);
    expect(communes.filter((c) => validOn(c, '2026-11-22'))).toHaveLength(3321);
    expect(provinces.find((p) => p.name === 'Yên Bái')?.validFrom).toBe(BEFORE_RECORDS);
  });

  it('Đồng Nai is a province until 2026-04-29 and a municipality from then, under one code', () => {
    expect(unitOn(provinces, '75', '2026-04-29')?.fullName).toBe('Tỉnh Đồng Nai');
    expect(unitOn(provinces, '75', '2026-04-30')?.fullName).toBe('Thành phố Đồng Nai');
    const changed = communes.filter((c) => c.validTo === '2026-04-30');
    expect(changed).toHaveLength(10);
    expect(changed.every((c) => c.type === 'xa' && unitOn(communes, c.code, '2026-04-30')?.type === 'phuong')).toBe(
      true,
    );
  });

  it('the stretches of one code never overlap', () => {
    for (const units of [provinces, communes]) {
      const stretches = units.map(({ code, validFrom, validTo }) => ({ code, validFrom, validTo }));
      for (const own of Map.groupBy(stretches, (s) => s.code).values()) {
        const sorted = own.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
        sorted.slice(1).forEach((s, i) => {
          expect((sorted[i]?.validTo ?? '9999-12-31') <= s.validFrom, s.code).toBe(true);
        });
      }
    }
  });
});

describe('names old and new', () => {
  it('ignores the word for the kind of unit, the place of the tone mark, case and composition', () => {
    expect(unitNameKey('Phường Yên Hoà')).toBe(unitNameKey('YÊN HÒA'));
    expect(unitNameKey('TP. Hà Nội')).toBe(unitNameKey('Thành phố Hà Nội'));
    expect(unitNameKey('Xã Mỹ Lý'.normalize('NFD'))).toBe(unitNameKey('Mĩ Lí'));
    expect(unitNameKey('Bảo Hà')).not.toBe(unitNameKey('Bắc Hà'));
    // The word alone is a name, not a kind.
    expect(unitNameKey('Xã')).not.toBe('');
    expect(splitCommuneName('Thị trấn Phố Lu')).toEqual({ type: 'thi_tran', name: 'Phố Lu' });
  });

  it('finds a province by its present name, its other spelling and a former name', () => {
    expect(findProvince('tỉnh lào cai', '2026-11-22').map((m) => [m.unit.code, m.via])).toEqual([['15', 'name']]);
    expect(findProvince('Thanh Hóa', '2026-11-22').map((m) => m.unit.code)).toEqual(['38']);
    expect(findProvince('Yên Bái', '2026-11-22').map((m) => [m.unit.name, m.via, m.former?.code])).toEqual([
      ['Lào Cai', 'former', '15'],
    ]);
    expect(findProvince('Yên Bái', '2025-06-30').map((m) => [m.unit.name, m.via])).toEqual([['Yên Bái', 'name']]);
    expect(findProvince('Atlantis', '2026-11-22')).toEqual([]);
  });

  it('gives every candidate of a name that several provinces have, and one when the province is known', () => {
    const all = findCommune('xã Yên Bình', '2026-11-22');
    expect(all.map((m) => m.unit.code)).toEqual(['02116', '04714', '06391']);
    expect(all.map((m) => m.unit.provinceCode)).toEqual(['19', '15', '20']);
    expect(findCommune('yen binh', '2026-11-22')).toEqual([]);
    expect(findCommune('Yên Bình', '2026-11-22', '15').map((m) => m.unit.code)).toEqual(['04714']);
  });

  it('follows a former commune into its successors and says when it was split', () => {
    const divided = lineage.find((s) => s.level === 'commune' && s.divided);
    const parts = lineage.filter((s) => s.level === 'commune' && s.fromCode === divided?.fromCode);
    expect(parts.length).toBeGreaterThan(1);
    const former = communes.find((c) => c.code === divided?.fromCode && c.validTo === '2025-07-01');
    const found = former === undefined ? [] : successors('commune', lineage, former, '2026-11-22');
    expect(found.map((f) => f.code).sort()).toEqual(parts.map((p) => p.toCode).sort());
    expect(found.every((f) => f.divided)).toBe(true);
  });

  it('does not follow a code into the life of another unit that bore it later', () => {
    const yenBai = provinces.find((p) => p.name === 'Yên Bái');
    const laoCai = unitOn(provinces, '15', '2025-07-01');
    if (yenBai === undefined || laoCai === null) expect.fail('both units are there');
    expect(successors('province', lineage, yenBai, '2025-06-30')).toEqual([{ code: '15', divided: false }]);
    expect(successors('province', lineage, yenBai, '2026-11-22')).toEqual([{ code: '15', divided: false }]);
    const hoaBinh = provinces.find((p) => p.name === 'Hoà Bình' || p.name === 'Hòa Bình');
    if (hoaBinh === undefined) expect.fail('Hòa Bình is there');
    expect(
      successors('province', lineage, hoaBinh, '2026-11-22').map((s) => unitOn(provinces, s.code, '2026-11-22')?.name),
    ).toEqual(['Phú Thọ']);
    expect(successors('province', lineage, laoCai, '2026-11-22')).toEqual([{ code: '15', divided: false }]);
  });

  it('five island districts without a commune begin their lineage without a code', () => {
    const islands = lineage.filter((s) => s.fromCode === '');
    expect(islands.map((s) => s.fromName).sort()).toEqual(
      ['Huyện Bạch Long Vĩ', 'Huyện Cồn Cỏ', 'Huyện Hoàng Sa', 'Huyện Lý Sơn', 'Huyện Côn Đảo'].sort(),
    );
  });
});
