import type { IsoDate } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import type { UnitLevel } from './units.js';

/** What a unit of one day is on the map of another. */
export interface OnMap {
  /** Codes on the other day; the same one where the map did not change for it. */
  readonly codes: readonly string[];
  /** The unit lies in one unit of the other day and was never divided on the way. */
  readonly whole: boolean;
}

/**
 * Units of one day on the map of another, earlier or later, followed through every merger and split between the days.
 * One statement. A unit without any step between the days stays itself.
 * @param codes codes as they are meant on `from`
 */
export async function unitsOnMap(
  uow: UnitOfWork,
  level: UnitLevel,
  codes: readonly string[],
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<ReadonlyMap<string, OnMap>> {
  const forward = from <= to;
  const [here, there] = forward ? ['from_code', 'to_code'] : ['to_code', 'from_code'];
  // A step happens at the beginning of its day: going back, the unit was the former one until the day before.
  const between = forward ? 's.on_date > w.day and s.on_date <= ?::date' : 's.on_date <= w.day and s.on_date > ?::date';
  const nearest = forward ? 'min' : 'max';
  const rows = await uow.em.execute<{ origin: string; code: string; divided: boolean }[]>(
    `with recursive walk as (
       select o.code as origin, o.code, ?::date as day, false as divided from unnest(?::text[]) o(code)
       union
       select w.origin, s.${there}, case when ${forward} then s.on_date else s.on_date - 1 end, w.divided or s.divided
       from walk w join unit_lineage s on s.level = ? and s.${here} = w.code and s.${there} <> '' and ${between}
         and s.on_date = (select ${nearest}(m.on_date) from unit_lineage m where m.level = s.level and m.${here} = w.code
           and ${between.replaceAll('s.', 'm.')}))
     select origin, code, bool_or(divided) as divided from walk w
     where not exists (select 1 from unit_lineage s where s.level = ? and s.${here} = w.code and s.${there} <> '' and ${between})
     group by origin, code order by origin, code`,
    [from, sqlArray(codes), level, to, to, level, to],
  );
  const found = Map.groupBy(rows, (row) => row.origin);
  return new Map(
    codes.map((code) => {
      const of = found.get(code) ?? [{ origin: code, code, divided: false }];
      return [code, { codes: of.map((row) => row.code), whole: of.length === 1 && of.every((row) => !row.divided) }];
    }),
  );
}
