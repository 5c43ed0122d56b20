import type { IsoDate } from '#lib/kernel';
import type { CommuneMergeRow, CommuneRow, OldProvinceRow, ProvinceRow, Territory } from '#lib/law';
import type { CommuneUnit, LineageStep, ProvinceUnit } from '../units.js';
import { splitCommuneName } from './names.js';
import { BEFORE_RECORDS } from './validity.js';

/** What the tables hold: every stretch of every unit, and who went over into whom. */
export interface TerritoryRecords {
  readonly provinces: readonly ProvinceUnit[];
  readonly communes: readonly CommuneUnit[];
  readonly lineage: readonly LineageStep[];
}

/** Legal act behind the changes of a day, where we know it. */
const LEGAL_BASIS: Readonly<Record<IsoDate, { readonly province: string; readonly commune: string }>> = {
  '2025-07-01': {
    province: 'Nghị quyết 202/2025/QH15; Quyết định 19/2025/QĐ-TTg',
    commune: 'Quyết định 19/2025/QĐ-TTg (mã đơn vị hành chính)',
  },
};

const FULL_NAME = { tinh: 'Tỉnh', thanh_pho_truc_thuoc_trung_uong: 'Thành phố' } as const;

/**
 * The law's territory rows as dated records. A unit whose type changed (Đồng Nai and ten of its communes on
 * 2026-04-30) has one stretch per type, under the same code; former units begin on BEFORE_RECORDS.
 */
export function territoryRecords(territory: Territory): TerritoryRecords {
  const onDate = territory.inForceFrom;
  return {
    provinces: [
      ...territory.oldProvinces.map((p) => formerProvince(p, onDate)),
      ...territory.provinces.flatMap(province),
    ],
    communes: [...formerCommunes(territory.mergeMap, onDate), ...territory.communes.flatMap(commune)],
    lineage: [...provinceLineage(territory), ...communeLineage(territory)],
  };
}

function province(row: ProvinceRow): ProvinceUnit[] {
  return row.types.map((t) => ({
    code: row.code,
    name: row.name,
    nameAlt: row.nameAlt,
    fullName: t.fullName,
    nameEn: row.nameEn,
    type: t.type,
    regionCode: row.regionCode,
    region: row.region,
    validFrom: t.validFrom ?? row.validFrom ?? BEFORE_RECORDS,
    validTo: t.validTo ?? row.validTo,
  }));
}

function formerProvince(row: OldProvinceRow, onDate: IsoDate): ProvinceUnit {
  return {
    code: row.code,
    name: row.name,
    nameAlt: null,
    fullName: `${FULL_NAME[row.type]} ${row.name}`,
    nameEn: row.nameEn,
    type: row.type,
    regionCode: null,
    region: row.region,
    validFrom: row.validFrom ?? BEFORE_RECORDS,
    validTo: row.validTo ?? onDate,
  };
}

function commune(row: CommuneRow): CommuneUnit[] {
  return row.types.map((t) => ({
    code: row.code,
    name: row.name,
    nameAlt: row.nameAlt,
    type: t.type,
    provinceCode: row.provinceCode,
    districtName: null,
    validFrom: t.validFrom ?? row.validFrom ?? BEFORE_RECORDS,
    validTo: t.validTo ?? row.validTo,
  }));
}

/** One record per former commune; those that were split stand in the map several times. */
function formerCommunes(map: readonly CommuneMergeRow[], onDate: IsoDate): CommuneUnit[] {
  const byCode = new Map<string, CommuneUnit>();
  for (const row of map) {
    if (row.oldCommuneCode === null || row.oldCommune === null || byCode.has(row.oldCommuneCode)) continue;
    const { type, name } = splitCommuneName(row.oldCommune);
    byCode.set(row.oldCommuneCode, {
      code: row.oldCommuneCode,
      name,
      nameAlt: null,
      type,
      provinceCode: row.oldProvinceCode,
      districtName: row.oldDistrict === '' ? null : row.oldDistrict,
      validFrom: BEFORE_RECORDS,
      validTo: onDate,
    });
  }
  return [...byCode.values()];
}

function provinceLineage(territory: Territory): LineageStep[] {
  const onDate = territory.inForceFrom;
  const names = new Map(territory.provinces.map((p) => [p.code, p.name]));
  return territory.oldProvinces.map((old) => ({
    level: 'province',
    onDate,
    fromCode: old.code,
    fromName: old.name,
    toCode: old.successorCode,
    toName: names.get(old.successorCode) ?? old.successorCode,
    divided: false,
    legalBasis: LEGAL_BASIS[onDate]?.province ?? null,
  }));
}

/** Five island districts had no commune: the step starts from the district's name, without a code. */
function communeLineage(territory: Territory): LineageStep[] {
  const onDate = territory.inForceFrom;
  const names = new Map(territory.communes.map((c) => [c.code, c.name]));
  return territory.mergeMap.map((row) => ({
    level: 'commune',
    onDate,
    fromCode: row.oldCommuneCode ?? '',
    fromName: row.oldCommune ?? row.oldDistrict,
    toCode: row.newCommuneCode,
    toName: names.get(row.newCommuneCode) ?? row.newCommuneCode,
    divided: row.divided,
    legalBasis: LEGAL_BASIS[onDate]?.commune ?? null,
  }));
}
