import type { Territory } from '#lib/law';
import { namedId, type UnitOfWork } from '#lib/persistence';
import { territoryRecords } from './rules/records.js';

/** How many rows a load added; all zero when everything was there already. */
export interface LoadedTerritory {
  readonly provinces: number;
  readonly communes: number;
  readonly lineage: number;
}

/**
 * Puts the law's territory rows into the tables: three statements, idempotent. Rows already there stay as they are;
 * only an open end of validity that has become known is closed. Needs scope system.
 */
export async function loadTerritoryRows(uow: UnitOfWork, territory: Territory): Promise<LoadedTerritory> {
  const records = territoryRecords(territory);
  const count = async (sql: string, rows: readonly object[]): Promise<number> => {
    const [result] = await uow.em.execute<{ n: number }[]>(sql, [JSON.stringify(rows)]);
    return result?.n ?? 0;
  };
  return {
    provinces: await count(INSERT_PROVINCES, records.provinces),
    communes: await count(INSERT_COMMUNES, records.communes),
    lineage: await count(
      INSERT_LINEAGE,
      records.lineage.map((s) => ({
        ...s,
        id: namedId('unit_lineage', s.level, s.onDate, s.fromCode, s.fromName, s.toCode),
      })),
    ),
  };
}

// Rows travel as one JSON document: one statement and one parameter, whatever the number of rows.
const INSERT_PROVINCES = `
with added as (
  insert into province (code, valid_from, valid_to, name, name_alt, full_name, name_en, type, region_code, region)
  select code, "validFrom", "validTo", name, "nameAlt", "fullName", "nameEn", type, "regionCode", region
  from jsonb_to_recordset(?::jsonb) as r(code text, "validFrom" date, "validTo" date, name text, "nameAlt" text,
    "fullName" text, "nameEn" text, type text, "regionCode" text, region text)
  on conflict (code, valid_from) do update set valid_to = excluded.valid_to
    where province.valid_to is null and excluded.valid_to is not null
  returning 1)
select count(*)::int as n from added`;

const INSERT_COMMUNES = `
with added as (
  insert into commune (code, valid_from, valid_to, name, name_alt, type, province_code, district_name)
  select code, "validFrom", "validTo", name, "nameAlt", type, "provinceCode", "districtName"
  from jsonb_to_recordset(?::jsonb) as r(code text, "validFrom" date, "validTo" date, name text, "nameAlt" text,
    type text, "provinceCode" text, "districtName" text)
  on conflict (code, valid_from) do update set valid_to = excluded.valid_to
    where commune.valid_to is null and excluded.valid_to is not null
  returning 1)
select count(*)::int as n from added`;

const INSERT_LINEAGE = `
with added as (
  insert into unit_lineage (id, level, on_date, from_code, from_name, to_code, to_name, divided, legal_basis)
  select id, level, "onDate", "fromCode", "fromName", "toCode", "toName", divided, "legalBasis"
  from jsonb_to_recordset(?::jsonb) as r(id uuid, level text, "onDate" date, "fromCode" text, "fromName" text,
    "toCode" text, "toName" text, divided boolean, "legalBasis" text)
  on conflict (id) do nothing
  returning 1)
select count(*)::int as n from added`;
