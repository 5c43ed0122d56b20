import { type IsoDate, searchKey } from '#lib/kernel';
import {
  decodeCursor,
  type Page,
  type PageRequest,
  pageSize,
  sqlArray,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { matchUnits, type NamedUnit, type UnitMatch } from './rules/matching.js';
import { unitNameKey } from './rules/names.js';
import type { CommuneUnit, LineageStep, ProvinceUnit, UnitLevel } from './units.js';

export interface CommuneFilter {
  /** The day on which codes and names are meant. */
  readonly asOf: IsoDate;
  /** Province code of that day. */
  readonly province?: string;
  /** Part of a name, typed with or without tone marks. */
  readonly search?: string;
}

/** Where a unit came from and what became of it. */
export interface UnitLineage {
  readonly predecessors: readonly LineageStep[];
  readonly successors: readonly LineageStep[];
}

/** Provinces and communes in time. Every question carries a day; a code without one has no meaning. */
export class TerritoryService {
  /** All provinces of a day, by code: 63 before 2025-07-01, 34 from then. */
  async provinces(uow: UnitOfWork, { asOf }: { readonly asOf: IsoDate }): Promise<ProvinceUnit[]> {
    return await uow.em.execute<ProvinceUnit[]>(
      `select ${PROVINCE_COLUMNS} from province where ${VALID} order by code collate "C"`,
      [asOf, asOf],
    );
  }

  /** Communes of a day under a filter, by code. */
  async communes(uow: UnitOfWork, filter: CommuneFilter, page: PageRequest): Promise<Page<CommuneUnit>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 1);
    const where = [VALID];
    const params: string[] = [filter.asOf, filter.asOf];
    if (filter.province !== undefined) {
      where.push('province_code = ?');
      params.push(filter.province);
    }
    if (filter.search !== undefined && searchKey(filter.search) !== '') {
      where.push('(fold_vi(name) like ? or fold_vi(name_alt) like ?)');
      const pattern = `%${likeText(searchKey(filter.search))}%`;
      params.push(pattern, pattern);
    }
    const total = await uow.em.execute<{ n: number }[]>(
      `select count(*)::int as n from commune where ${where.join(' and ')}`,
      params,
    );
    if (after !== null) {
      where.push('code collate "C" > ?');
      params.push(after[0] ?? '');
    }
    const rows = await uow.em.execute<CommuneUnit[]>(
      `select ${COMMUNE_COLUMNS} from commune where ${where.join(' and ')} order by code collate "C" limit ${first + 1}`,
      params,
    );
    return toPage(rows, first, total[0]?.n ?? 0, (c) => [c.code]);
  }

  /** The province a code means on a day; null where it means none. 15 is Yên Bái until 2025-06-30, Lào Cai from then. */
  async findProvince(uow: UnitOfWork, code: string, asOf: IsoDate): Promise<ProvinceUnit | null> {
    return (await this.provincesByCodes(uow, [code], asOf)).get(code) ?? null;
  }

  /** The commune a code means on a day; null where it means none. */
  async findCommune(uow: UnitOfWork, code: string, asOf: IsoDate): Promise<CommuneUnit | null> {
    return (await this.communesByCodes(uow, [code], asOf)).get(code) ?? null;
  }

  /** A province (two digits) or commune (five digits) by its code of a day. */
  async findUnit(uow: UnitOfWork, code: string, asOf: IsoDate): Promise<FoundUnit | null> {
    if (code.length === 2) {
      const unit = await this.findProvince(uow, code, asOf);
      return unit === null ? null : { level: 'province', unit };
    }
    const unit = await this.findCommune(uow, code, asOf);
    return unit === null ? null : { level: 'commune', unit };
  }

  /** Many provinces in one statement, keyed by code. */
  async provincesByCodes(
    uow: UnitOfWork,
    codes: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, ProvinceUnit>> {
    const rows = await uow.em.execute<ProvinceUnit[]>(
      `select ${PROVINCE_COLUMNS} from province where ${VALID} and code = any (?::text[])`,
      [asOf, asOf, sqlArray(codes)],
    );
    return new Map(rows.map((r) => [r.code, r]));
  }

  /** Many communes in one statement, keyed by code. */
  async communesByCodes(
    uow: UnitOfWork,
    codes: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, CommuneUnit>> {
    const rows = await uow.em.execute<CommuneUnit[]>(
      `select ${COMMUNE_COLUMNS} from commune where ${VALID} and code = any (?::text[])`,
      [asOf, asOf, sqlArray(codes)],
    );
    return new Map(rows.map((r) => [r.code, r]));
  }

  /**
   * Steps that made, and steps that ended, the unit a code means on a day. A code that meant another unit before
   * does not mix: only steps at the two ends of this unit's own life count.
   */
  async lineageOf(uow: UnitOfWork, level: UnitLevel, code: string, asOf: IsoDate): Promise<UnitLineage> {
    const table = level === 'province' ? 'province' : 'commune';
    const steps = await uow.em.execute<(LineageStep & { side: 'before' | 'after' })[]>(
      `with recursive life as (
         select code, name, valid_from, valid_to from ${table} where code = ? and ${VALID}
         union
         -- a change of type alone splits a unit's life into stretches; the name stays and no lineage step stands between
         select u.code, u.name, u.valid_from, u.valid_to from ${table} u join life l on u.code = l.code
           and (u.valid_to = l.valid_from or u.valid_from = l.valid_to)
           and not exists (select 1 from unit_lineage s where s.level = ? and s.to_code = u.code
             and s.on_date = greatest(u.valid_from, l.valid_from))
       ), span as (select min(valid_from) as born, max(coalesce(valid_to, 'infinity'::date)) as ended from life)
       select ${LINEAGE}, case when to_code = ? and on_date = born then 'before' else 'after' end as side
       from unit_lineage, span
       where level = ? and ((to_code = ? and on_date = born) or (from_code = ? and on_date = ended))
       order by side, on_date, from_code collate "C", to_code collate "C", from_name`,
      [code, asOf, asOf, level, code, level, code, code],
    );
    const take = (side: 'before' | 'after') => steps.filter((s) => s.side === side).map(({ side: _, ...step }) => step);
    return { predecessors: take('before'), successors: take('after') };
  }

  /**
   * Units a written name can mean on a day, old names followed through mergers; every candidate, never a guess.
   * @param provinceCode communes only: the province, coded as on `asOf`
   */
  async findByName(
    uow: UnitOfWork,
    level: 'province',
    written: string,
    question: { readonly asOf: IsoDate },
  ): Promise<UnitMatch<ProvinceUnit>[]>;
  async findByName(
    uow: UnitOfWork,
    level: 'commune',
    written: string,
    question: { readonly asOf: IsoDate; readonly provinceCode?: string },
  ): Promise<UnitMatch<CommuneUnit>[]>;
  async findByName(
    uow: UnitOfWork,
    level: UnitLevel,
    written: string,
    question: { readonly asOf: IsoDate; readonly provinceCode?: string },
  ): Promise<UnitMatch<NamedUnit>[]> {
    const key = searchKey(unitNameKey(written));
    if (key === '') return [];
    const [table, columns] = level === 'province' ? ['province', PROVINCE_COLUMNS] : ['commune', COMMUNE_COLUMNS];
    // A net that holds every spelling the rule can accept (i for y, any tone, any sign between words); the rule decides.
    const pattern = `%${likeText(key).replace(/[iy]/g, '_').replace(/ /g, '%')}%`;
    const lineage = await uow.em.execute<LineageStep[]>(
      `with recursive steps as (
         select * from unit_lineage where level = ? and from_code in
           (select code from ${table} where valid_to is not null and fold_vi(name) like ?)
         union
         select n.* from unit_lineage n join steps s on n.level = s.level and n.from_code = s.to_code and n.on_date > s.on_date)
       select ${LINEAGE} from steps`,
      [level, pattern],
    );
    const units = await uow.em.execute<NamedUnit[]>(
      `select ${columns} from ${table} where fold_vi(name) like ? or fold_vi(name_alt) like ? or code = any (?::text[])`,
      [pattern, pattern, sqlArray(lineage.map((s) => s.toCode))],
    );
    return matchUnits(level, units, lineage, written, question);
  }
}

export type FoundUnit =
  | { readonly level: 'province'; readonly unit: ProvinceUnit }
  | { readonly level: 'commune'; readonly unit: CommuneUnit };

/** Text as it stands inside a LIKE pattern. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const VALID = '(valid_from <= ? and (valid_to is null or valid_to > ?))';
/** Columns of a province as `ProvinceUnit`. */
export const PROVINCE_COLUMNS = `code, name, name_alt as "nameAlt", full_name as "fullName", name_en as "nameEn", type,
  region_code as "regionCode", region, valid_from::text as "validFrom", valid_to::text as "validTo"`;
/** Columns of a commune as `CommuneUnit`. */
export const COMMUNE_COLUMNS = `code, name, name_alt as "nameAlt", type, province_code as "provinceCode",
  district_name as "districtName", valid_from::text as "validFrom", valid_to::text as "validTo"`;
const LINEAGE = `level, on_date::text as "onDate", from_code as "fromCode", from_name as "fromName",
  to_code as "toCode", to_name as "toName", divided, legal_basis as "legalBasis"`;
