import { DomainError, type IsoDate, searchKey } from '#lib/kernel';
import { sqlArray } from '#lib/persistence';
import { type ClusterReading, clusterSource, establishedSql } from './cluster-sql.js';
import type { ClusterType } from './snapshot.js';

/** Which clusters; what stands beside each other is joined by "and". */
export interface ClusterFilter {
  readonly and?: readonly ClusterFilter[];
  /** At least one holds; an empty list holds for none. */
  readonly or?: readonly ClusterFilter[];
  readonly not?: ClusterFilter;
  /** Province code on the map of the day. */
  readonly province?: string;
  /** Any commune the cluster lies in. */
  readonly commune?: string;
  /** A unit by its code on a day; what it has become since is followed through the mergers. */
  readonly territory?: { readonly unit: string; readonly on: IsoDate };
  readonly type?: ClusterType;
  readonly established?: boolean;
  /** Status group as the source wrote it. */
  readonly status?: string;
  /** Part of a name, present or former, typed with or without tone marks. */
  readonly search?: string;
}

const MOST_CONDITIONS = 40;
const DEEPEST = 6;

/** A filter as SQL over `clusterSource`. Asks no database. @throws DomainError FILTER_TOO_LARGE */
export function clusterConditions(
  filter: ClusterFilter,
  reading: ClusterReading,
): { readonly sql: string; readonly params: readonly string[] } {
  const source = clusterSource(reading);
  const params: string[] = [];
  let parts = 0;

  const all = (x: ClusterFilter, depth: number): string => {
    if (depth > DEEPEST) throw tooLarge();
    const where: string[] = [];
    const and = (sql: string, ...values: readonly string[]) => {
      where.push(sql);
      params.push(...values);
    };
    if (x.province !== undefined) and(`${source.province} = ?`, x.province);
    if (x.commune !== undefined) and(`${source.communes} @> ?::text[]`, sqlArray([x.commune]));
    if (x.territory !== undefined)
      and('c.commune_codes && (select communes_of(?, ?::date))', x.territory.unit, x.territory.on);
    if (x.type !== undefined) and('coalesce(st.type = ?, false)', x.type);
    if (x.status !== undefined) and('coalesce(st.status = ?, false)', x.status);
    if (x.established !== undefined) {
      const established = establishedSql(reading);
      and(`${x.established ? '' : 'not '}${established.sql}`, ...established.params);
    }
    const search = searchKey(x.search ?? '');
    if (search !== '') {
      const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
      and(
        `(fold_vi(${source.name}) like ? or exists (select 1 from unnest(st.other_names) o where fold_vi(o) like ?))`,
        pattern,
        pattern,
      );
    }
    for (const each of x.and ?? []) where.push(all(each, depth + 1));
    if (x.or !== undefined)
      where.push(x.or.length === 0 ? 'false' : `(${x.or.map((each) => all(each, depth + 1)).join(' or ')})`);
    if (x.not !== undefined) where.push(`not ${all(x.not, depth + 1)}`);
    parts += where.length;
    if (parts > MOST_CONDITIONS) throw tooLarge();
    return where.length === 0 ? 'true' : `(${where.join(' and ')})`;
  };
  const sql = all(filter, 1);
  return { sql, params };
}

function tooLarge(): DomainError {
  return new DomainError({
    code: 'FILTER_TOO_LARGE',
    message: `Bộ lọc có quá nhiều điều kiện: nhiều nhất ${MOST_CONDITIONS} điều kiện, lồng nhau ${DEEPEST} tầng. Hãy viết gọn lại.`,
    messageEn: `The filter has too many conditions: at most ${MOST_CONDITIONS}, ${DEEPEST} levels deep. Make it smaller.`,
    path: 'filter',
  });
}
