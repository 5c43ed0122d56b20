import type { IsoDate } from '#lib/kernel';
import { factsKnown } from './fact-readers.js';

/** How clusters are read: on which day, as known when, on which day's map. */
export interface ClusterReading {
  readonly asOf: IsoDate;
  readonly knownAt?: Date;
  readonly map?: 'as_of' | 'today';
}

/**
 * FROM clause that puts beside each cluster the state valid on a day, with the SQL of the columns that depend
 * on the map. A state names its communes by the codes of its own time, and its province is the lead commune's
 * province on that day; a row's province_code is today's (it carries row-level security), so it serves only
 * where the map has no such commune.
 */
export function clusterSource({ asOf, knownAt, map = 'as_of' }: ClusterReading) {
  const today = map === 'today';
  const known = factsKnown('cluster_state', knownAt === undefined ? {} : { knownAt });
  const state = `lateral (select f.* from ${known.from} f
      where f.cluster_id = c.id and f.valid_from <= ? and (f.valid_to is null or f.valid_to > ?)
        and ${known.where} order by f.recorded_at desc, f.id desc limit 1) st on true`;
  // On today's map a cluster needs no state, so that it was not known yet has to be asked of the cluster itself.
  const cluster = knownAt === undefined ? 'cluster c' : '(select * from cluster where created_at <= ?::timestamptz) c';
  const stateParams = [...(knownAt === undefined ? [] : [knownAt.toISOString()]), ...known.params, asOf, asOf];
  const place = `left join commune place on place.code = st.lead_commune_code and place.valid_from <= ?
      and (place.valid_to is null or place.valid_to > ?)`;
  return {
    from: today ? `${cluster} left join ${state}` : `${cluster} join ${state} ${place}`,
    params: today ? stateParams : [...stateParams, asOf, asOf],
    name: today ? 'coalesce(st.name, c.name)' : 'st.name',
    province: today ? 'c.province_code' : 'coalesce(place.province_code, st.province_code)',
    lead: today ? 'c.commune_code' : 'st.lead_commune_code',
    communes: today ? 'c.commune_codes' : 'st.commune_codes',
  };
}

/**
 * SQL condition: an establishment decision in force on a day, known now or at an instant; the rule `establishmentInForce`
 * in SQL. The last day that bears only establishments or only revocations decides: a day that bears both changes
 * nothing, for it either revokes and establishes anew, or establishes and revokes.
 */
export function establishedSql({ asOf, knownAt }: ClusterReading): { readonly sql: string; readonly params: string[] } {
  const known = factsKnown('decision', knownAt === undefined ? {} : { knownAt });
  return {
    sql: `coalesce((select bool_or(e.kind = 'establishment') from ${known.from} e where e.cluster_id = c.id
        and e.kind in ('establishment', 'revocation') and e.signed_on <= ? and ${known.where}
        group by e.signed_on having count(distinct e.kind) = 1 order by e.signed_on desc limit 1), false)`,
    params: [...known.params, asOf],
  };
}
