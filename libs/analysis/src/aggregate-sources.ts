import { sqlArray } from '#lib/persistence';
import { ACCEPTED, latenessSql, RECEIVED, SETTLED } from '#lib/regime';
import { establishedSql } from '#lib/register';
import type { AggregateQuestion, RowFilter } from './aggregates.js';
import type { Dimension, RegisterCount } from './measures.js';

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
/** The cluster's state on the last day of the period's data window, as known now. */
const STATE = `join reporting_period rp on rp.code = x.period left join lateral (select s.type, s.status from cluster_state s where s.cluster_id = x.cluster_id
    and s.retracted_at is null and s.valid_from <= rp.window_to and (s.valid_to is null or s.valid_to > rp.window_to)
    order by s.recorded_at desc, s.id desc limit 1) st on true`;
/** Industrial land of the newest approved detailed plan then. */
const PLAN = `left join lateral (select d.industrial_land_ha as land from decision d where d.cluster_id = x.cluster_id and d.kind = 'detailed_plan'
    and d.retracted_at is null and d.signed_on <= (select window_to from reporting_period where code = x.period)
    order by d.signed_on desc, d.id desc limit 1) dp on true`;
const CLUSTERS = 'join cluster c on c.id = x.cluster_id';
const FIGURES = 'left join cluster_figure cf on cf.cluster_id = x.cluster_id and cf.period = x.period';

const isOfState = (dims: readonly Dimension[], { clusters }: RowFilter): boolean =>
  clusters?.state === true || dims.some((d) => d === 'type' || d === 'status');

/** Tables beside `x` that groups and conditions need. @param given those that are there already */
function joinsOf(dims: readonly Dimension[], filter: RowFilter, given: { state?: boolean } = {}): string {
  return [
    dims.includes('region') ? UNITS : '',
    given.state !== true && isOfState(dims, filter) ? STATE : '',
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

/** Accepted figures of form 02: the sums kept for provinces where they serve, else the clusters' own rows. */
export function figureSource(
  dims: readonly Dimension[],
  q: Pick<AggregateQuestion, 'figures' | 'occupancy'>,
  filter: RowFilter,
  wholeProvinces: boolean,
): Source {
  const kept =
    wholeProvinces && filter.clusters === null && !isOfState(dims, filter) && q.occupancy !== 'leased_over_industrial';
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
  const plan = q.occupancy === 'leased_over_industrial' ? PLAN : '';
  return grouped(
    dims,
    numbers,
    `${kept ? 'province_figure' : 'cluster_figure'} x ${joinsOf(dims, filter)} ${plan}`,
    filter,
  );
}

function partsOf(land: string): string {
  const both = `x.industrial_land_leased is not null and ${land} is not null`;
  return `sum(x.industrial_land_leased) filter (where ${both}) as occ_leased, sum(${land}) filter (where ${both}) as occ_land, count(*) filter (where ${both}) as occ_known`;
}

/** SQL about a cluster `c` on the last day of the window of the period of `x`. */
const REGISTER: Readonly<Record<Exclude<RegisterCount, 'clusters'>, string>> = {
  established: establishedSql({ asOf: '2000-01-01' })
    .sql.replace('?', 'x.window_to')
    .replaceAll('c.id', 'x.cluster_id'),
  planned: `exists (select 1 from plan_entry e where e.cluster_id = x.cluster_id and e.retracted_at is null and e.listed
    and e.valid_from <= x.window_to and (e.valid_to is null or e.valid_to > x.window_to))`,
  detailed: `exists (select 1 from decision e where e.cluster_id = x.cluster_id and e.retracted_at is null and e.kind = 'detailed_plan'
    and e.signed_on <= x.window_to)`,
  invested: `exists (select 1 from infrastructure_project e where e.cluster_id = x.cluster_id and e.retracted_at is null and e.investor_id is not null
    and (e.valid_from is null or e.valid_from <= x.window_to) and (e.valid_to is null or e.valid_to > x.window_to))`,
};

/** Clusters of the register on the last day of each period's data window: those with a state on that day. */
export function registerSource(
  dims: readonly Dimension[],
  counts: readonly RegisterCount[],
  filter: RowFilter,
): Source {
  const numbers = counts.flatMap((name) =>
    name === 'clusters' ? [] : [`count(*) filter (where ${REGISTER[name]}) as ${name}`],
  );
  const rows = `(select rp.code as period, rp.window_to, k.id as cluster_id, k.province_code from reporting_period rp cross join cluster k) x
    join lateral (select s.type, s.status from cluster_state s where s.cluster_id = x.cluster_id and s.retracted_at is null
      and s.valid_from <= x.window_to and (s.valid_to is null or s.valid_to > x.window_to) order by s.recorded_at desc, s.id desc limit 1) st on true`;
  return grouped(
    dims,
    ['count(*) as clusters', ...numbers],
    `${rows} ${joinsOf(dims, filter, { state: true })}`,
    filter,
  );
}

/** Duties in the groups. `coverage`: how many were expected, sent, accepted; `counts`: how they stand to their time. */
export function dutySource(
  dims: readonly Dimension[],
  { forms, now }: { readonly forms: readonly string[]; readonly now?: Date },
  filter: RowFilter,
  want: 'coverage' | 'counts',
): Source {
  const joins = joinsOf(dims, filter);
  if (want === 'coverage' || now === undefined) {
    const sent = (states: string) =>
      `exists (select 1 from filing f join filing_revision r on r.filing_id = f.id where f.obligation_id = x.id and r.state in (${states}))`;
    const numbers = [
      'count(*) as expected',
      `count(*) filter (where ${sent("'submitted', 'accepted'")}) as reported`,
      `count(*) filter (where ${sent("'accepted'")}) as accepted`,
    ];
    const owed = ` and x.form = '02' and x.state <> 'exempt' and not x.voluntary`;
    return grouped(dims, numbers, `obligation x ${joins}`, filter, [], owed);
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
