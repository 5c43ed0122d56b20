import type { AggregateQuestion } from './aggregates.js';

/**
 * How a question looks at the tables: as they are, or as they were known at an instant; by today's provinces, or by those
 * of the cut-off. SQL texts; the instant comes of a Date, so it may stand in the text.
 */
export interface Seen {
  readonly knownAt: string | null;
  readonly asFiled: boolean;
  /** A table of facts as it was known then. */
  readonly facts: (table: string) => string;
  /** Condition: the row `alias` stands, among those that `facts` gives. */
  readonly live: (alias: string) => string;
}

export function seenBy({ asKnown, map }: Pick<AggregateQuestion, 'asKnown' | 'map'>): Seen {
  const knownAt = asKnown === undefined ? null : `'${asKnown.toISOString()}'::timestamptz`;
  return {
    knownAt,
    asFiled: map === 'as_filed' || knownAt !== null,
    facts: (table) => (knownAt === null ? table : `${table}_known_at(${knownAt})`),
    live: (alias) => (knownAt === null ? `${alias}.retracted_at is null` : 'true'),
  };
}

/** The state of a cluster on the last day of a period's data window. @param of SQL of the cluster's id and of that day */
export function stateSql(seen: Seen, columns: string, { cluster, day }: { cluster: string; day: string }): string {
  return `(select ${columns} from ${seen.facts('cluster_state')} s where s.cluster_id = ${cluster} and ${seen.live('s')}
    and s.valid_from <= ${day} and (s.valid_to is null or s.valid_to > ${day}) order by s.recorded_at desc, s.id desc limit 1)`;
}

/** Province of a row's cluster on the map of its period's cut-off, as joins behind `from`, and its column. */
export function placeAsFiled(
  seen: Seen,
  cluster: string,
  day: string,
): { readonly joins: string; readonly column: string } {
  return {
    joins: `left join lateral ${stateSql(seen, 's.lead_commune_code, s.province_code', { cluster, day })} cs on true
      left join commune pl on pl.code = cs.lead_commune_code and pl.valid_from <= ${day} and (pl.valid_to is null or pl.valid_to > ${day})`,
    column: 'coalesce(pl.province_code, cs.province_code)',
  };
}

/** Accepted forms 02 by cluster as rows `x`, for a view that is not the present one. One parameter: the period. */
export function figureRows(seen: Seen, columns: readonly string[]): string {
  const place = placeAsFiled(seen, 'p.cluster_id', 'rp.window_to');
  const wanted = [...new Set(columns)];
  const known = wanted.map((c) => `max(f.value) filter (where f.key = '${c}') as ${c}`);
  const rows =
    seen.knownAt === null
      ? `select ${['cluster_id', 'period', ...wanted].join(', ')} from cluster_figure where period = ?`
      : `select ${['f.cluster_id', 'f.period', ...known].join(', ')} from reported_figure f where f.form = '02' and f.period = ?
          and f.posted_at <= ${seen.knownAt} and (f.superseded_at is null or f.superseded_at > ${seen.knownAt}) group by 1, 2`;
  return `(select p.*, ${place.column} as province_code from (${rows}) p join reporting_period rp on rp.code = p.period ${place.joins}) x`;
}

/** Duties as rows `x`, by the provinces of the cut-off; at an instant of knowledge open as they stood then. */
export function dutyRows(seen: Seen): string {
  const place = placeAsFiled(seen, 'o.cluster_id', 'rp.window_to');
  const open = `coalesce((select s.kind in ('reopened', 'reinstatement') from (
      select kind, at, id from obligation_event where obligation_id = o.id and kind in ('closed', 'reopened')
      union all select kind, created_at, id from obligation_exception
        where obligation_id = o.id and kind in ('exemption', 'reinstatement')) s
    where s.at <= ${seen.knownAt} order by s.at desc, s.id desc limit 1), true)`;
  const state = seen.knownAt === null ? 'o.state' : `case when ${open} then 'open' else 'exempt' end`;
  const since = seen.knownAt === null ? 'true' : `o.created_at <= ${seen.knownAt}`;
  return `(select o.id, o.period, o.form, o.cluster_id, o.voluntary, ${state} as state,
      coalesce(${place.column}, o.province_code) as province_code
    from obligation o join reporting_period rp on rp.code = o.period ${place.joins} where ${since}) x`;
}

/** Revisions with the state they stood in. */
export function revisionsSql({ knownAt }: Seen): string {
  if (knownAt === null) return 'filing_revision';
  return `(select distinct on (s.filing_id, s.revision) s.filing_id, s.to_state as state from filing_transition s
    where s.at <= ${knownAt} order by s.filing_id, s.revision, s.at desc, s.id desc)`;
}
