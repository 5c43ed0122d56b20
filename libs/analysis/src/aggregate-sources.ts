import { sqlArray } from '#lib/persistence';
import { ACCEPTED, latenessSql, RECEIVED, SETTLED } from '#lib/regime';
import { establishedSql } from '#lib/register';
import type { AggregateQuestion, RowFilter } from './aggregates.js';
import type { Dimension, RegisterCount } from './measures.js';
import { dutyRows, figureRows, placeAsFiled, revisionsSql, type Seen, stateSql } from './seen.js';

/** Groups with their numbers, as a statement without order, and its parameters. */
interface Source {
  readonly sql: string;
  readonly params: readonly string[];
}

const COLUMN: Readonly<Record<Dimension, string>> = {
  province: 'x.province_code',
  region: 'u.region_code',
  type: 'st.type',
  status: 'st.status',
  period: 'x.period',
};

const UNITS = `join lateral (select region_code from province where code = x.province_code and valid_to is null limit 1) u on true`;
/** The cluster's state on the last day of the period's data window. */
const stateJoin = (seen: Seen) =>
  `join reporting_period rp on rp.code = x.period left join lateral
    ${stateSql(seen, 's.type, s.status', { cluster: 'x.cluster_id', day: 'rp.window_to' })} st on true`;
/** Industrial land of the newest approved detailed plan then. */
const planJoin = (seen: Seen) =>
  `left join lateral (select d.industrial_land_ha as land from ${seen.facts('decision')} d where d.cluster_id = x.cluster_id and d.kind = 'detailed_plan'
    and ${seen.live('d')} and d.signed_on <= (select window_to from reporting_period where code = x.period)
    order by d.signed_on desc, d.id desc limit 1) dp on true`;
const CLUSTERS = 'join cluster c on c.id = x.cluster_id';
const FIGURES = 'left join cluster_figure cf on cf.cluster_id = x.cluster_id and cf.period = x.period';

const isOfState = (dims: readonly Dimension[], { clusters }: RowFilter): boolean =>
  clusters?.state === true || dims.some((d) => d === 'type' || d === 'status');

/** Tables beside `x` that groups and conditions need. @param given those that are there already */
function joinsOf(dims: readonly Dimension[], filter: RowFilter, seen: Seen, given: { state?: boolean } = {}): string {
  return [
    dims.includes('region') ? UNITS : '',
    given.state !== true && isOfState(dims, filter) ? stateJoin(seen) : '',
    filter.clusters === null ? '' : `${CLUSTERS} ${filter.clusters.sql.includes('cf.') ? FIGURES : ''}`,
  ].join(' ');
}

/** Puts a statement together: keys, numbers, rows, conditions, groups. */
function grouped(
  dims: readonly Dimension[],
  numbers: readonly string[],
  from: string,
  filter: RowFilter,
  before: readonly string[] = [],
  and = '',
): Source {
  const keys = dims.map((d) => `coalesce(${COLUMN[d]}, '') as ${d}`);
  const clusters = filter.clusters === null ? '' : ` and ${filter.clusters.sql}`;
  return {
    sql: `select ${[...keys, ...numbers].join(', ')} from ${from} where ${filter.place}${clusters}${and}
      group by ${dims.map((_, i) => i + 1).join(', ')}`,
    params: [...before, ...filter.params, ...(filter.clusters?.params ?? [])],
  };
}

/** True where the sums kept for provinces answer, so that nobody need look at clusters. */
export function isOfKeptSums(
  dims: readonly Dimension[],
  q: Pick<AggregateQuestion, 'occupancy'>,
  filter: RowFilter,
  seen: Seen,
): boolean {
  return (
    !seen.asFiled && filter.clusters === null && !isOfState(dims, filter) && q.occupancy !== 'leased_over_industrial'
  );
}

/** Accepted figures of form 02: the sums kept for provinces where they serve, else the clusters' own rows. */
export function figureSource(
  dims: readonly Dimension[],
  q: Pick<AggregateQuestion, 'figures' | 'occupancy'>,
  filter: RowFilter,
  wholeProvinces: boolean,
  seen: Seen,
): Source {
  const kept = wholeProvinces && isOfKeptSums(dims, q, filter, seen);
  const sums = q.figures.map((f) =>
    kept ? `sum(x.${f}) as ${f}, sum(x.${f}_known) as ${f}_known` : `sum(x.${f}) as ${f}, count(x.${f}) as ${f}_known`,
  );
  const occupancy =
    q.occupancy === undefined
      ? []
      : kept
        ? [
            'sum(x.occupancy_leased) as occ_leased, sum(x.occupancy_ready) as occ_land, sum(x.occupancy_known) as occ_known',
          ]
        : [partsOf(q.occupancy === 'leased_over_ready' ? 'x.industrial_land_infra_ready' : 'dp.land')];
  const numbers = [`${kept ? 'sum(x.clusters)' : 'count(*)'} as clusters`, ...sums, ...occupancy];
  // The sums that are kept are of a province and a period each: asked for by both, there is nothing left to add.
  if (kept && dims.length === 2 && dims.includes('province') && dims.includes('period'))
    return {
      sql: `select x.province_code as province, x.period, ${[...numbers].map((sql) => sql.replace(/sum\((x\.\w+)\)/g, '$1')).join(', ')}
        from province_figure x where ${filter.place}`,
      params: filter.params,
    };
  const plan = q.occupancy === 'leased_over_industrial' ? planJoin(seen) : '';
  const joins = `${joinsOf(dims, filter, seen)} ${plan}`;
  if (!seen.asFiled) return grouped(dims, numbers, `${kept ? 'province_figure' : 'cluster_figure'} x ${joins}`, filter);
  const columns = [...q.figures, 'industrial_land_leased', 'industrial_land_infra_ready'];
  return grouped(dims, numbers, `${figureRows(seen, columns)} ${joins}`, filter, filter.params.slice(0, 1));
}

function partsOf(land: string): string {
  const both = `x.industrial_land_leased is not null and ${land} is not null`;
  return `sum(x.industrial_land_leased) filter (where ${both}) as occ_leased, sum(${land}) filter (where ${both}) as occ_land, count(*) filter (where ${both}) as occ_known`;
}

/** SQL about a cluster on the last day of the window of the period of `x`. */
function registerSql(seen: Seen): Readonly<Record<Exclude<RegisterCount, 'clusters'>, string>> {
  const day = 'x.window_to';
  const known = seen.knownAt === null ? {} : { knownAt: new Date(0) };
  return {
    established: establishedSql({ asOf: '2000-01-01', ...known })
      .sql.replace('?::timestamptz', seen.knownAt ?? '')
      .replace('?', day)
      .replaceAll('c.id', 'x.cluster_id'),
    planned: `exists (select 1 from ${seen.facts('plan_entry')} e where e.cluster_id = x.cluster_id and ${seen.live('e')} and e.listed
      and e.valid_from <= ${day} and (e.valid_to is null or e.valid_to > ${day}))`,
    detailed: `exists (select 1 from ${seen.facts('decision')} e where e.cluster_id = x.cluster_id and ${seen.live('e')} and e.kind = 'detailed_plan'
      and e.signed_on <= ${day})`,
    invested: `exists (select 1 from ${seen.facts('infrastructure_project')} e where e.cluster_id = x.cluster_id and ${seen.live('e')} and e.investor_id is not null
      and (e.valid_from is null or e.valid_from <= ${day}) and (e.valid_to is null or e.valid_to > ${day}))`,
  };
}

/** Clusters of the register on the last day of each period's data window: those with a state on that day. */
export function registerSource(
  dims: readonly Dimension[],
  counts: readonly RegisterCount[],
  filter: RowFilter,
  seen: Seen,
): Source {
  const register = registerSql(seen);
  const numbers = counts.flatMap((name) =>
    name === 'clusters' ? [] : [`count(*) filter (where ${register[name]}) as ${name}`],
  );
  const place = placeAsFiled(seen, 'k.id', 'rp.window_to');
  const clusters = seen.asFiled
    ? `select rp.code as period, rp.window_to, k.id as cluster_id, ${place.column} as province_code
       from reporting_period rp cross join cluster k ${place.joins} where ${seen.knownAt === null ? 'true' : `k.created_at <= ${seen.knownAt}`}`
    : 'select rp.code as period, rp.window_to, k.id as cluster_id, k.province_code from reporting_period rp cross join cluster k';
  const rows = `(${clusters}) x join lateral
    ${stateSql(seen, 's.type, s.status', { cluster: 'x.cluster_id', day: 'x.window_to' })} st on true`;
  return grouped(
    dims,
    ['count(*) as clusters', ...numbers],
    `${rows} ${joinsOf(dims, filter, seen, { state: true })}`,
    filter,
  );
}

/** Duties in the groups. `coverage`: how many were expected, sent, accepted; `counts`: how they stand to their time. */
export function dutySource(
  dims: readonly Dimension[],
  { forms, now }: { readonly forms: readonly string[]; readonly now?: Date },
  filter: RowFilter,
  want: 'coverage' | 'counts',
  seen: Seen,
): Source {
  const joins = joinsOf(dims, filter, seen);
  if (want === 'coverage' || now === undefined) {
    const sent = (states: string) =>
      `exists (select 1 from filing f join ${revisionsSql(seen)} r on r.filing_id = f.id where f.obligation_id = x.id and r.state in (${states}))`;
    const numbers = [
      'count(*) as expected',
      `count(*) filter (where ${sent("'submitted', 'accepted'")}) as reported`,
      `count(*) filter (where ${sent("'accepted'")}) as accepted`,
    ];
    const owed = ` and x.form = '02' and x.state <> 'exempt' and not x.voluntary`;
    const duties = seen.asFiled ? dutyRows(seen) : 'obligation x';
    return grouped(dims, numbers, `${duties} ${joins}`, filter, [], owed);
  }
  const rows = `(select o.period, o.province_code, o.cluster_id, d.received, ${ACCEPTED} as is_accepted, ${SETTLED} as settled,
      ${latenessSql('d.received', '?::timestamptz')} as lateness
    from obligation o left join filing f on f.obligation_id = o.id
      left join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision
      left join lateral (select ${RECEIVED} as received) d on true
    where o.state = 'open' and not o.voluntary and o.form = any (?::text[])) x`;
  const of = (condition: string, name: string) => `count(*) filter (where ${condition}) as ${name}`;
  const numbers = [
    'count(*) as clusters',
    'count(*) as expected',
    of('x.received is not null', 'received'),
    of('x.received is not null', 'reported'),
    of(`x.lateness = 'on_time'`, 'ontime'),
    of(`x.lateness = 'late'`, 'late'),
    of('x.is_accepted', 'accepted'),
    of('x.received is not null and not x.settled', 'returned'),
    of('x.received is null', 'missing'),
    of(`x.lateness in ('overdue', 'missed')`, 'overdue'),
  ];
  const at = now.toISOString();
  return grouped(dims, numbers, `${rows} ${joins}`, filter, [at, at, sqlArray(forms)]);
}
