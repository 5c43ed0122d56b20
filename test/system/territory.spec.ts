import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTerritory } from '#lib/law';
import { createOrm, Database, type RowScope, systemScope, type UnitOfWork } from '#lib/persistence';
import { CommuneEntity, loadTerritoryRows, ProvinceEntity, TerritoryService, territoryEntities } from '#lib/territory';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const today = '2026-11-22';
const commune: RowScope = { ...systemScope, level: 'commune', units: ['04303'], canWrite: false };

describe('territory in PostgreSQL', () => {
  let db: TestDatabase;
  let database: Database;
  const territory = new TerritoryService();
  const ask = <T>(work: (uow: UnitOfWork) => Promise<T>) => database.transact(commune, work);

  beforeAll(async () => {
    db = await createTestDatabase();
    database = new Database(await createOrm({ connectionString: db.appUrl, entities: territoryEntities, poolMax: 4 }));
  });
  afterAll(async () => {
    await database?.close();
    await db?.drop();
  });

  it('loads every unit once: 63 former provinces, 34 and Đồng Nai twice; 10,036 former communes', async () => {
    const rows = loadTerritory();
    const first = await database.transact(systemScope, (uow) => loadTerritoryRows(uow, rows));
    expect(first).toEqual({ provinces: 63 + 34 + 1, communes: 10_036 - 1 + 3_321 + 10, lineage: 63 + 10_602 });
    const again = await database.transact(systemScope, (uow) => loadTerritoryRows(uow, rows));
    expect(again).toEqual({ provinces: 0, communes: 0, lineage: 0 });
  });

  it('is written by the system alone and read by everybody signed in', async () => {
    const rows = loadTerritory();
    const ministry: RowScope = { ...systemScope, level: 'nation' };
    const made = {
      ...rows,
      provinces: [],
      oldProvinces: [],
      communes: rows.communes.slice(0, 1).map((c) => ({ ...c, code: '99999' })),
      mergeMap: [],
    };
    await expect(database.transact(ministry, (uow) => loadTerritoryRows(uow, made))).rejects.toThrow();
    expect(await ask((uow) => territory.provinces(uow, { asOf: today }))).toHaveLength(34);
  });

  it('answers for a day', async () => {
    expect(await ask((uow) => territory.provinces(uow, { asOf: '2025-06-30' }))).toHaveLength(63);
    expect((await ask((uow) => territory.findProvince(uow, '15', '2025-06-30')))?.fullName).toBe('Tỉnh Yên Bái');
    expect((await ask((uow) => territory.findProvince(uow, '15', '2025-07-01')))?.fullName).toBe('Tỉnh Lào Cai');
    expect((await ask((uow) => territory.findProvince(uow, '75', '2026-04-29')))?.type).toBe('tinh');
    expect((await ask((uow) => territory.findProvince(uow, '75', '2026-04-30')))?.type).toBe(
      'thanh_pho_truc_thuoc_trung_uong',
    );
    expect(await ask((uow) => territory.findUnit(uow, '10', today))).toBeNull();
    expect((await ask((uow) => territory.findUnit(uow, '04303', today)))?.unit.name).toBe('Lục Yên');
    // The same commune code was another, smaller unit before.
    const before = await ask((uow) => territory.findCommune(uow, '04303', '2025-06-30'));
    expect(before?.districtName).toBe('Huyện Lục Yên');
  });

  it('pages communes by code and finds them without tone marks', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<TerritoryService['communes']>> = await ask((uow) =>
        territory.communes(uow, { asOf: today, province: '15' }, { first: 40, after }),
      );
      expect(page.totalCount).toBe(99);
      seen.push(...page.edges.map((e) => e.node.code));
      after = page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null;
    } while (after !== null);
    expect(seen).toHaveLength(99);
    expect([...new Set(seen)].sort()).toEqual(seen);
    const found = await ask((uow) =>
      territory.communes(uow, { asOf: today, province: '15', search: 'luc yen' }, { first: 10 }),
    );
    expect(found.edges.map((e) => e.node.name)).toEqual(['Lục Yên']);
    await expect(ask((uow) => territory.communes(uow, { asOf: today }, { first: 0 }))).rejects.toThrow('từ 1 đến 500');
    await expect(ask((uow) => territory.communes(uow, { asOf: today }, { first: 5, after: 'x' }))).rejects.toThrow(
      'con trỏ',
    );
  });

  it('tells where a unit came from and what became of it', async () => {
    const laoCai = await ask((uow) => territory.lineageOf(uow, 'province', '15', today));
    expect(laoCai.predecessors.map((s) => s.fromName).sort()).toEqual(['Lào Cai', 'Yên Bái']);
    expect(laoCai.successors).toEqual([]);
    const yenBai = await ask((uow) => territory.lineageOf(uow, 'province', '15', '2025-06-30'));
    expect(yenBai.predecessors).toEqual([]);
    expect(yenBai.successors.map((s) => [s.toCode, s.toName])).toEqual([['15', 'Lào Cai']]);
    // A change of type alone is one life: Đồng Nai of today still comes from Bình Phước and Đồng Nai.
    const dongNai = await ask((uow) => territory.lineageOf(uow, 'province', '75', today));
    expect(dongNai.predecessors.map((s) => s.fromName).sort()).toEqual(['Bình Phước', 'Đồng Nai']);
  });

  it('finds units by names old and new, every candidate', async () => {
    const byName = (name: string, asOf: string) => ask((uow) => territory.findByName(uow, 'province', name, { asOf }));
    expect((await byName('Yên Bái', today)).map((m) => [m.unit.name, m.via])).toEqual([['Lào Cai', 'former']]);
    expect((await byName('TỈNH YÊN BÁI', '2025-06-30')).map((m) => m.via)).toEqual(['name']);
    const communes = await ask((uow) => territory.findByName(uow, 'commune', 'Yên Bình', { asOf: today }));
    expect(communes.map((m) => m.unit.code)).toEqual(['02116', '04714', '06391']);
    const former = await ask((uow) =>
      territory.findByName(uow, 'commune', 'Thị trấn Yên Thế', { asOf: today, provinceCode: '15' }),
    );
    expect(former.map((m) => [m.unit.name, m.via, m.former?.districtName])).toEqual([
      ['Lục Yên', 'former', 'Huyện Lục Yên'],
    ]);
    expect(await byName('%', today)).toEqual([]);
  });

  it('its entities read the same rows', async () => {
    const rows = await ask(async ({ em }) => ({
      provinces: await em.find(ProvinceEntity, { code: '15' }, { orderBy: { validFrom: 'asc' } }),
      commune: await em.findOne(CommuneEntity, { code: '04303', validTo: null }),
    }));
    expect(rows.provinces.map((p) => [p.name, p.validTo])).toEqual([
      ['Yên Bái', '2025-07-01'],
      ['Lào Cai', null],
    ]);
    expect(rows.commune?.provinceCode).toBe('15');
  });
});
