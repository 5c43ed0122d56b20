import type { IsoDate } from '#lib/kernel';

/** Provincial unit in one stretch of time; `validTo` is half-open (the day the next stretch begins). */
export interface ProvinceUnit {
  readonly code: string;
  readonly name: string;
  /** The other spelling in use ("Khánh Hòa" beside "Khánh Hoà"). */
  readonly nameAlt: string | null;
  readonly fullName: string;
  readonly nameEn: string;
  readonly type: string;
  readonly regionCode: string | null;
  readonly region: string | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

/** Commune-level unit in one stretch of time. */
export interface CommuneUnit {
  readonly code: string;
  readonly name: string;
  readonly nameAlt: string | null;
  readonly type: string;
  readonly provinceCode: string;
  /** Only before 2025-07-01: the district level has no successor. */
  readonly districtName: string | null;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

export type UnitLevel = 'province' | 'commune';

/** A former unit went over into a later one. `fromCode` is empty where the former unit had no commune code (island districts). */
export interface LineageStep {
  readonly level: UnitLevel;
  readonly onDate: IsoDate;
  readonly fromCode: string;
  readonly fromName: string;
  readonly toCode: string;
  readonly toName: string;
  /** The former unit was split; each part has its own step. */
  readonly divided: boolean;
  readonly legalBasis: string | null;
}
