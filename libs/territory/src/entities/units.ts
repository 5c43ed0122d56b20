import { defineEntity, p } from '@mikro-orm/core';

/** A provincial unit while it was the one this code meant. The key is code AND day: seven codes changed owner in 2025. */
export const ProvinceEntity = defineEntity({
  name: 'Province',
  tableName: 'province',
  properties: {
    code: p.text().primary(),
    validFrom: p.date().primary().name('valid_from'),
    validTo: p.date().nullable().name('valid_to'),
    name: p.text(),
    nameAlt: p.text().nullable().name('name_alt'),
    fullName: p.text().name('full_name'),
    nameEn: p.text().name('name_en'),
    type: p.text(),
    regionCode: p.text().nullable().name('region_code'),
    region: p.text().nullable(),
  },
});

/** A commune-level unit while it was the one this code meant; `districtName` only for units of before 2025-07-01. */
export const CommuneEntity = defineEntity({
  name: 'Commune',
  tableName: 'commune',
  properties: {
    code: p.text().primary(),
    validFrom: p.date().primary().name('valid_from'),
    validTo: p.date().nullable().name('valid_to'),
    name: p.text(),
    nameAlt: p.text().nullable().name('name_alt'),
    type: p.text(),
    provinceCode: p.text().name('province_code'),
    districtName: p.text().nullable().name('district_name'),
  },
});

/** One former unit going over, wholly or in part, into one later unit. */
export const UnitLineageEntity = defineEntity({
  name: 'UnitLineage',
  tableName: 'unit_lineage',
  properties: {
    id: p.uuid().primary(),
    level: p.text().$type<'province' | 'commune'>(),
    onDate: p.date().name('on_date'),
    fromCode: p.text().name('from_code'),
    fromName: p.text().name('from_name'),
    toCode: p.text().name('to_code'),
    toName: p.text().name('to_name'),
    divided: p.boolean(),
    legalBasis: p.text().nullable().name('legal_basis'),
  },
});

export const territoryEntities = [ProvinceEntity, CommuneEntity, UnitLineageEntity];
