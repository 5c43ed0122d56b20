import { describe, expect, it } from 'vitest';
import { matchKey } from '#lib/kernel';
import { loadTerritory, readProvinceCode, typeOn } from '#lib/law';

const territory = loadTerritory();

describe('administrative units', () => {
  it('has every row of the official lists', () => {
    expect(territory.provinces).toHaveLength(34);
    expect(territory.oldProvinces).toHaveLength(63);
    expect(territory.communes).toHaveLength(3321);
    expect(territory.mergeMap).toHaveLength(10602);
  });

  it('counts the communes of each province as the list of provinces does', () => {
    for (const p of territory.provinces) {
      expect(territory.communes.filter((c) => c.provinceCode === p.code).length, p.name).toBe(p.communeCount);
    }
  });

  it('dates the rows: former units end on 2025-06-30, current ones begin the day after', () => {
    expect(new Set(territory.oldProvinces.map((p) => p.validTo))).toEqual(new Set(['2025-07-01']));
    expect(new Set([...territory.provinces, ...territory.communes].map((u) => u.validFrom))).toEqual(
      new Set(['2025-07-01']),
    );
  });

  it.each([
    ['15', 'Yên Bái', 'Lào Cai'],
    ['24', 'Bắc Giang', 'Bắc Ninh'],
    ['44', 'Quảng Bình', 'Quảng Trị'],
    ['52', 'Bình Định', 'Gia Lai'],
    ['80', 'Long An', 'Tây Ninh'],
    ['82', 'Tiền Giang', 'Đồng Tháp'],
    ['91', 'Kiên Giang', 'An Giang'],
  ])('reads code %s with its date: %s before, %s after', (code, before, after) => {
    expect(readProvinceCode(territory, code, '2025-06-30')?.name).toBe(before);
    expect(readProvinceCode(territory, code, '2025-07-01')?.name).toBe(after);
  });

  it('has exactly seven codes that changed owner, and says which', () => {
    const changed = territory.provinces.filter((p) => {
      const old = readProvinceCode(territory, p.code, '2025-06-30');
      return old !== null && matchKey(old.name) !== matchKey(p.name); // "Thanh Hóa" and "Thanh Hoá" are one name
    });
    expect(changed.map((p) => p.code)).toEqual(['15', '24', '44', '52', '80', '82', '91']);
    expect(territory.provinces.filter((p) => p.oldCodeMeaning !== null)).toEqual(changed);
  });

  it('does not know a former code after its end, nor a new one before its beginning', () => {
    expect(readProvinceCode(territory, '10', '2025-06-30')?.name).toBe('Lào Cai');
    expect(readProvinceCode(territory, '10', '2025-07-01')).toBeNull();
  });

  it('knows Đồng Nai as a province until 2026-04-29 and a municipality from then, with ten wards', () => {
    const dongNai = territory.provinces.find((p) => p.code === '75');
    expect(typeOn(dongNai?.types ?? [], '2026-04-29')).toMatchObject({ type: 'tinh', fullName: 'Tỉnh Đồng Nai' });
    expect(typeOn(dongNai?.types ?? [], '2026-04-30')).toMatchObject({
      type: 'thanh_pho_truc_thuoc_trung_uong',
      fullName: 'Thành phố Đồng Nai',
    });
    const changed = territory.communes.filter((c) => c.types.length > 1);
    expect(changed).toHaveLength(10);
    for (const c of changed) {
      expect(c.provinceCode).toBe('75');
      expect([typeOn(c.types, '2026-04-29')?.type, typeOn(c.types, '2026-04-30')?.type]).toEqual(['xa', 'phuong']);
    }
    expect(typeOn(dongNai?.types ?? [], '2025-06-30')).toBeNull();
  });

  it('keeps the five island districts without a commune apart', () => {
    const islands = territory.mergeMap.filter((m) => m.oldCommuneCode === null).map((m) => m.oldDistrict);
    expect(islands).toEqual(['Huyện Bạch Long Vĩ', 'Huyện Cồn Cỏ', 'Huyện Hoàng Sa', 'Huyện Lý Sơn', 'Huyện Côn Đảo']);
  });

  it('has several rows only for a former commune that was divided', () => {
    const rows = new Map<string, boolean[]>();
    for (const m of territory.mergeMap) {
      if (m.oldCommuneCode === null) continue;
      rows.set(m.oldCommuneCode, [...(rows.get(m.oldCommuneCode) ?? []), m.divided]);
    }
    for (const [code, divided] of rows) expect(divided.length === 1 || divided.every(Boolean), code).toBe(true);
  });
});
