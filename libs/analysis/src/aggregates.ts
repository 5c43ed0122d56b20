import { type DecimalString, DomainError, type PeriodCode, parsePeriod } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';

/** What an aggregate may be grouped by: one of these, or a pair. */
export const DIMENSIONS = ['province', 'region', 'type', 'status', 'period'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Figures of form 02 that may be added. */
export const SUMMED = [
  'infra_total_investment',
  'infra_paid_cumulative',
  'industrial_land_infra_ready',
  'industrial_land_leased',
  'projects_total',
  'projects_fdi',
  'projects_operating',
  'infra_revenue',
  'infra_budget_payment',
  'infra_labour',
  'wastewater_invested',
  'wastewater_compliant',
] as const;
export type SummedFigure = (typeof SUMMED)[number];

/**
 * The two parts of a rate of occupancy, by name as in libs/consolidation: leased land over land with infrastructure
 * ready (form 02), or over the industrial land of the approved detailed plan (Decree 32/2024 Art. 2.6).
 */
export type OccupancyParts = 'leased_over_ready' | 'leased_over_industrial';

export interface AggregateQuestion {
  readonly by: Dimension;
  readonly andBy?: Dimension;
  /** First and last period, both included; a period of the other kind (half year, year) between them counts as well. */
  readonly from: PeriodCode;
  readonly to: PeriodCode;
  readonly province?: string;
  readonly figures: readonly SummedFigure[];
  readonly occupancy?: OccupancyParts;
  /** Whether to count what was expected and sent; costs a second look at the obligations. */
  readonly coverage: boolean;
}

/** A sum with the number of clusters that gave it; null when none did. */
export interface KnownSum {
  readonly value: DecimalString | null;
  readonly known: number;
}

export interface AggregateRow {
  /** The group: codes, or the register's words; null where not grouped by it, and where the register says nothing. */
  readonly group: Readonly<Record<Dimension, string | null>>;
  /** Name of the province on today's map. */
  readonly provinceName: string | null;
  readonly regionName: string | null;
  /** Clusters with an accepted form 02. */
  readonly clusters: number;
  readonly sums: Readonly<Partial<Record<SummedFigure, KnownSum>>>;
  /** Hectares, of the clusters that gave both parts. */
  readonly occupancy: {
    readonly leased: DecimalString | null;
    readonly land: DecimalString | null;
    readonly known: number;
  } | null;
  /** Obligations of form 02 in the group: expected, sent, accepted. Null when not asked for. */
  readonly coverage: { readonly expected: number; readonly reported: number; readonly accepted: number } | null;
}

/** The most groups one answer holds. */
export const MOST_GROUPS = 2000;
/** The most periods one question spans. */
export const MOST_PERIODS = 40;

/**
 * Sums of the accepted forms 02 over the caller's sight, in one statement. Who sees whole provinces gets them from the
 * sums kept at posting; everybody else, and every grouping finer than a province, from the clusters' own rows.
 * Ordered by group. @throws DomainError PERIOD_INVALID, PERIOD_RANGE_INVALID, GROUP_TWICE, TOO_MANY_GROUPS
 */
export async function aggregate(uow: UnitOfWork, question: AggregateQuestion): Promise<AggregateRow[]> {
  check(question);
  const { sql, params } = statementOf(question, ['system', 'nation', 'province'].includes(uow.scope.level));
  const rows = await uow.em.execute<Record<string, string | number | null>[]>(sql, params);
  if (rows.length > MOST_GROUPS) throw tooMany();
  return rows.map((row) => rowOf(row, question));
}

function statementOf(q: AggregateQuestion, wholeProvinces: boolean): { sql: string; params: string[] } {
  const dims = q.andBy === undefined ? [q.by] : [q.by, q.andBy];
  const ofState = dims.some((d) => d === 'type' || d === 'status');
  const kept = wholeProvinces && !ofState && q.occupancy !== 'leased_over_industrial';
  const column: Readonly<Record<Dimension, string>> = {
    province: 'x.province_code',
    region: 'u.region_code',
    type: 'st.type',
    status: 'st.status',
    period: 'x.period',
  };
  const keys = dims.map((d) => `coalesce(${column[d]}, '') as ${d}`).join(', ');
  const names = dims.join(', ');
  const units = `join lateral (select region_code, region, full_name from province where code = x.province_code and valid_to is null limit 1) u on true`;
  // The cluster's state on the last day of the period's data window, as known now.
  const state = `join reporting_period rp on rp.code = x.period left join lateral (select s.type, s.status from cluster_state s where s.cluster_id = x.cluster_id
      and s.retracted_at is null and s.valid_from <= rp.window_to and (s.valid_to is null or s.valid_to > rp.window_to)
      order by s.recorded_at desc, s.id desc limit 1) st on true`;
  const plan = `left join lateral (select d.industrial_land_ha as land from decision d where d.cluster_id = x.cluster_id and d.kind = 'detailed_plan'
      and d.retracted_at is null and d.signed_on <= (select window_to from reporting_period where code = x.period)
      order by d.signed_on desc, d.id desc limit 1) dp on true`;
  const where = `x.period between ? and ?${q.province === undefined ? '' : ' and x.province_code = ?'}`;
  const params = [q.from, q.to, ...(q.province === undefined ? [] : [q.province])];
  const joins = [
    dims.includes('region') ? units : '',
    ofState ? state : '',
    q.occupancy === 'leased_over_industrial' ? plan : '',
  ].join(' ');
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
  const figures = `select ${[keys, `${kept ? 'sum(x.clusters)' : 'count(*)'} as clusters`, ...sums, ...occupancy].join(', ')}
    from ${kept ? 'province_figure' : 'cluster_figure'} x ${joins} where ${where} group by ${dims.map((_, i) => i + 1).join(', ')}`;
  const sent = (states: string) =>
    `exists (select 1 from filing f join filing_revision r on r.filing_id = f.id where f.obligation_id = x.id and r.state in (${states}))`;
  const duties = `select ${keys}, count(*) as expected, count(*) filter (where ${sent("'submitted', 'accepted'")}) as reported,
      count(*) filter (where ${sent("'accepted'")}) as accepted
    from obligation x ${dims.includes('region') ? units : ''} ${ofState ? state : ''}
    where x.form = '02' and x.state <> 'exempt' and not x.voluntary and ${where} group by ${dims.map((_, i) => i + 1).join(', ')}`;
  const label = `left join lateral (select full_name, region from province where ${dims.includes('province') ? 'code = g.province' : dims.includes('region') ? 'region_code = g.region' : 'false'} and valid_to is null limit 1) n on true`;
  const sql = `select g.*, n.full_name as province_name, n.region as region_name
    from (${q.coverage ? `select * from (${figures}) a full join (${duties}) b using (${names})` : figures}) g ${label}
    order by ${dims.map((d) => `g.${d} collate "C"`).join(', ')} limit ${MOST_GROUPS + 1}`;
  return { sql, params: q.coverage ? [...params, ...params] : params };
}

function partsOf(land: string): string {
  const both = `x.industrial_land_leased is not null and ${land} is not null`;
  return `sum(x.industrial_land_leased) filter (where ${both}) as occ_leased, sum(${land}) filter (where ${both}) as occ_land, count(*) filter (where ${both}) as occ_known`;
}

function rowOf(row: Record<string, string | number | null>, q: AggregateQuestion): AggregateRow {
  const text = (name: string): string | null =>
    row[name] === undefined || row[name] === null || row[name] === '' ? null : String(row[name]);
  const number = (name: string): number => Number(row[name] ?? 0);
  return {
    group: {
      province: text('province'),
      region: text('region'),
      type: text('type'),
      status: text('status'),
      period: text('period'),
    },
    provinceName: text('province_name'),
    regionName: q.by === 'region' || q.andBy === 'region' ? text('region_name') : null,
    clusters: number('clusters'),
    sums: Object.fromEntries(q.figures.map((f) => [f, { value: text(f), known: number(`${f}_known`) }])),
    occupancy:
      q.occupancy === undefined
        ? null
        : { leased: text('occ_leased'), land: text('occ_land'), known: number('occ_known') },
    coverage: q.coverage
      ? { expected: number('expected'), reported: number('reported'), accepted: number('accepted') }
      : null,
  };
}

function check(q: AggregateQuestion): void {
  const [from, to] = [parsePeriod(q.from), parsePeriod(q.to)];
  if (from === null || to === null)
    throw new DomainError({
      code: 'PERIOD_INVALID',
      message: `Kỳ báo cáo phải có dạng 2026-H1 hoặc 2026-Y (đang ghi ${q.from}, ${q.to}).`,
      messageEn: 'A period is written 2026-H1 or 2026-Y.',
      path: from === null ? 'from' : 'to',
    });
  if (q.from > q.to || 2 * (to.year - from.year) >= MOST_PERIODS)
    throw new DomainError({
      code: 'PERIOD_RANGE_INVALID',
      message: `Khoảng kỳ phải đi từ cũ đến mới và không quá ${MOST_PERIODS} kỳ. Hãy sửa from hoặc to.`,
      messageEn: `The periods must go from old to new and be at most ${MOST_PERIODS}.`,
      path: 'to',
    });
  if (q.by === q.andBy)
    throw new DomainError({
      code: 'GROUP_TWICE',
      message: 'by và andBy đang giống nhau. Hãy bỏ andBy hoặc chọn cách nhóm khác.',
      messageEn: 'by and andBy are the same. Leave andBy out or choose another.',
      path: 'andBy',
    });
}

function tooMany(): DomainError {
  return new DomainError({
    code: 'TOO_MANY_GROUPS',
    message: `Câu trả lời có hơn ${MOST_GROUPS} nhóm. Hãy hỏi ít kỳ hơn, hoặc một tỉnh (province).`,
    messageEn: `The answer has more than ${MOST_GROUPS} groups. Ask for fewer periods or one province.`,
    path: 'andBy',
  });
}
