import { addDays, type IsoDate } from '#lib/kernel';
import { lawFileBroken, SchemaFiles } from './schema-files.js';

/** Rows of schemas/territory, typed and dated. `validTo` is the first day a row no longer holds; null while it does. */
export interface Territory {
  /** Day from which the structure of this snapshot holds. */
  readonly inForceFrom: IsoDate;
  readonly provinces: readonly ProvinceRow[];
  readonly oldProvinces: readonly OldProvinceRow[];
  readonly communes: readonly CommuneRow[];
  readonly mergeMap: readonly CommuneMergeRow[];
}

export type ProvinceType = 'tinh' | 'thanh_pho_truc_thuoc_trung_uong';
export type CommuneType = 'xa' | 'phuong' | 'dac_khu';

interface Validity {
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

/** What a unit was from a day to a day: Đồng Nai is a province until 2026-04-29 and a municipality from then. */
export type TypeInTime<T extends string> = Validity & { readonly type: T };

export interface ProvinceRow extends Validity {
  readonly code: string;
  readonly name: string;
  /** The other placement of the tone mark, where the name has one ("Thanh Hóa"). */
  readonly nameAlt: string | null;
  readonly nameEn: string;
  readonly regionCode: string;
  readonly region: string;
  readonly regionEn: string;
  readonly communeCount: number;
  readonly types: readonly (TypeInTime<ProvinceType> & { readonly fullName: string; readonly fullNameEn: string })[];
  readonly mergedFrom: readonly { readonly code: string; readonly name: string; readonly type: ProvinceType }[];
  /** Name of the other province that bore this code before this snapshot; null where the code kept its owner. */
  readonly oldCodeMeaning: string | null;
}

export interface OldProvinceRow extends Validity {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly type: ProvinceType;
  readonly region: string;
  readonly successorCode: string;
}

export interface CommuneRow extends Validity {
  readonly code: string;
  readonly name: string;
  readonly nameAlt: string | null;
  readonly nameEn: string;
  readonly provinceCode: string;
  readonly types: readonly TypeInTime<CommuneType>[];
}

/** Former commune to current commune, on the day the snapshot came into force. */
export interface CommuneMergeRow {
  readonly oldProvinceCode: string;
  readonly oldDistrict: string;
  /** Null for the five island districts that had no commune. */
  readonly oldCommuneCode: string | null;
  readonly oldCommune: string | null;
  readonly newProvinceCode: string;
  readonly newCommuneCode: string;
  /** The former commune was split and has several rows. */
  readonly divided: boolean;
}

/**
 * Reads the newest snapshot of schemas/territory. Some fourteen thousand rows: load it where it is
 * needed and keep it.
 * @throws DomainError LAW_FILE_BROKEN naming the file and its line.
 */
export function loadTerritory(schemasDir?: string): Territory {
  const files = new SchemaFiles(schemasDir);
  const day = files.dated('territory').at(-1);
  if (day === undefined) throw lawFileBroken('territory', '', 'no dated folder');
  const folder = `territory/${day}`;
  const validity = files.json<ValidityFile>(`${folder}/validity.json`, 'territory-validity');
  const former = { validFrom: null, validTo: addDays(validity.formerLastDay, 1) };
  const current = { validFrom: validity.currentFrom, validTo: null };

  const territory: Territory = {
    inForceFrom: validity.currentFrom,
    provinces: files
      .json<{ provinces: RawProvince[] }>(`${folder}/provinces.json`, 'provinces')
      .provinces.map((raw) => provinceRow(raw, validity, current)),
    oldProvinces: files.csv<RawOldProvince>(`${folder}/old-provinces.csv`, 'old-provinces').map((raw) => ({
      ...former,
      code: raw.old_code,
      name: raw.old_name,
      nameEn: raw.old_name_en,
      type: raw.old_type,
      region: raw.old_region,
      successorCode: raw.new_code,
    })),
    communes: files
      .csv<RawCommune>(`${folder}/communes.csv`, 'communes')
      .map((raw) => communeRow(raw, validity, current)),
    mergeMap: files.csv<RawMerge>(`${folder}/commune-merge-map.csv`, 'commune-merge-map').map((raw) => ({
      oldProvinceCode: raw.old_province_code,
      oldDistrict: raw.old_district,
      oldCommuneCode: raw.old_commune_code || null,
      oldCommune: raw.old_commune || null,
      newProvinceCode: raw.new_province_code,
      newCommuneCode: raw.new_commune_code,
      divided: raw.divided === '1',
    })),
  };
  refuseLooseEnds(territory, folder);
  return territory;
}

/**
 * Which province a two-digit code means on a day. Seven codes changed owner on 2025-07-01, so there is
 * no reading without a date: 15 is Yên Bái on 2025-06-30 and Lào Cai on 2025-07-01.
 */
export function readProvinceCode(
  territory: Territory,
  code: string,
  day: IsoDate,
): ProvinceRow | OldProvinceRow | null {
  const units = day < territory.inForceFrom ? territory.oldProvinces : territory.provinces;
  return units.find((u) => u.code === code) ?? null;
}

/** What a unit was on a day; null before its first type. */
export function typeOn<T extends Validity>(types: readonly T[], day: IsoDate): T | null {
  return (
    types.find((t) => (t.validFrom === null || t.validFrom <= day) && (t.validTo === null || day < t.validTo)) ?? null
  );
}

interface ValidityFile {
  readonly currentFrom: IsoDate;
  readonly formerLastDay: IsoDate;
  readonly typeChanges: readonly {
    readonly on: IsoDate;
    readonly provinces: readonly {
      readonly code: string;
      readonly typeBefore: ProvinceType;
      readonly fullNameBefore: string;
      readonly fullNameEnBefore: string;
    }[];
    readonly communeColumn: 'type_before_2026_04_30';
  }[];
}

interface RawProvince {
  readonly code: string;
  readonly name: string;
  readonly name_alt: string | null;
  readonly full_name: string;
  readonly name_en: string;
  readonly full_name_en: string;
  readonly type: ProvinceType;
  readonly region_code: string;
  readonly region: string;
  readonly region_en: string;
  readonly commune_count: number;
  readonly merged_from: ProvinceRow['mergedFrom'];
  readonly old_code_meaning: string | null;
}

type RawOldProvince = Record<
  'old_code' | 'old_name' | 'old_name_en' | 'old_region' | 'new_code' | 'new_name',
  string
> & {
  readonly old_type: ProvinceType;
};

type RawCommune = Record<'code' | 'name' | 'province_code' | 'name_en' | 'name_alt', string> & {
  readonly type: CommuneType;
  /** Empty where the type never changed. */
  readonly type_before_2026_04_30: CommuneType | '';
};

type RawMerge = Record<
  | 'old_province_code'
  | 'old_district'
  | 'old_commune_code'
  | 'old_commune'
  | 'new_province_code'
  | 'new_commune_code'
  | 'divided',
  string
>;

function provinceRow(raw: RawProvince, file: ValidityFile, current: Validity): ProvinceRow {
  const change = file.typeChanges.find((c) => c.provinces.some((p) => p.code === raw.code));
  const before = change?.provinces.find((p) => p.code === raw.code);
  const now = { type: raw.type, fullName: raw.full_name, fullNameEn: raw.full_name_en };
  const types =
    change === undefined || before === undefined
      ? [{ ...current, ...now }]
      : [
          {
            validFrom: current.validFrom,
            validTo: change.on,
            type: before.typeBefore,
            fullName: before.fullNameBefore,
            fullNameEn: before.fullNameEnBefore,
          },
          { validFrom: change.on, validTo: null, ...now },
        ];
  return {
    ...current,
    code: raw.code,
    name: raw.name,
    nameAlt: raw.name_alt,
    nameEn: raw.name_en,
    regionCode: raw.region_code,
    region: raw.region,
    regionEn: raw.region_en,
    communeCount: raw.commune_count,
    types,
    mergedFrom: raw.merged_from,
    oldCodeMeaning: raw.old_code_meaning,
  };
}

function communeRow(raw: RawCommune, file: ValidityFile, current: Validity): CommuneRow {
  const change = file.typeChanges.find((c) => raw[c.communeColumn] !== '');
  const before = change === undefined ? '' : raw[change.communeColumn];
  const types: TypeInTime<CommuneType>[] =
    change === undefined || before === ''
      ? [{ ...current, type: raw.type }]
      : [
          { validFrom: current.validFrom, validTo: change.on, type: before },
          { validFrom: change.on, validTo: null, type: raw.type },
        ];
  return {
    ...current,
    code: raw.code,
    name: raw.name,
    nameAlt: raw.name_alt || null,
    nameEn: raw.name_en,
    provinceCode: raw.province_code,
    types,
  };
}

/** Every code that is referred to exists. */
function refuseLooseEnds(territory: Territory, folder: string): void {
  const provinces = new Set(territory.provinces.map((p) => p.code));
  const provinceOf = new Map(territory.communes.map((c) => [c.code, c.provinceCode]));
  const former = new Set(territory.oldProvinces.map((p) => p.code));
  const bad = (file: string, index: number, what: string) =>
    lawFileBroken(`${folder}/${file}`, `line ${index + 2}`, what);
  territory.communes.forEach((c, i) => {
    if (!provinces.has(c.provinceCode)) throw bad('communes.csv', i, `no province ${c.provinceCode}`);
  });
  territory.oldProvinces.forEach((p, i) => {
    if (!provinces.has(p.successorCode)) throw bad('old-provinces.csv', i, `no province ${p.successorCode}`);
  });
  territory.mergeMap.forEach((m, i) => {
    if (!former.has(m.oldProvinceCode))
      throw bad('commune-merge-map.csv', i, `no former province ${m.oldProvinceCode}`);
    if (provinceOf.get(m.newCommuneCode) !== m.newProvinceCode) {
      throw bad('commune-merge-map.csv', i, `commune ${m.newCommuneCode} is not in province ${m.newProvinceCode}`);
    }
  });
}
