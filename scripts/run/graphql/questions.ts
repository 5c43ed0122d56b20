/** The measured questions: as our API is asked, as PostGraphile is asked, and the one statement behind the plain server. */

/** What an answer says, whoever gives it: rows of texts, so that answers can be held against each other. */
type Rows = readonly (readonly (string | null)[])[];
type Json = Readonly<Record<string, unknown>>;

export interface Question {
  readonly name: string;
  readonly kind: 'list' | 'aggregate' | 'pinned';
  /** Ours. */
  readonly query: string;
  readonly variables: Json;
  /** PostGraphile's; null where it has nothing of the kind. */
  readonly peer: { readonly query: string; readonly rows: (data: never) => Rows } | null;
  /** One statement without parameters; its only column is the text of `data`. */
  readonly sql: string;
  readonly rows: (data: never) => Rows;
}

const FIELDS = [
  'code',
  'name',
  'province',
  'provinceName',
  'period',
  'totalInvestment',
  'paidCumulative',
  'landReady',
  'landLeased',
  'occupancyRate',
  'projects',
  'labour',
] as const;
const COLUMN: Readonly<Record<string, string>> = {
  code: 'x.code',
  name: 'x.name',
  province: 'x.province',
  provinceName: 'x.province_name',
  period: 'x.period',
  totalInvestment: 'trim_scale(x.total_investment)::text',
  paidCumulative: 'trim_scale(x.paid_cumulative)::text',
  landReady: 'trim_scale(x.land_ready)::text',
  landLeased: 'trim_scale(x.land_leased)::text',
  occupancyRate: 'trim_scale(x.occupancy_rate)::text',
  projects: 'trim_scale(x.projects)::text',
  labour: 'trim_scale(x.labour)::text',
};

/** A statement that gives rows as the text of `{"field":[…]}` or `{"field":{"nodes":[…]}}`. */
function asJson(field: string, fields: readonly string[], from: string, isConnection: boolean): string {
  const columns = fields.map((name) => `${COLUMN[name] ?? `x.${name}`} as "${name}"`).join(', ');
  const list = `coalesce(json_agg(row_to_json(y)), '[]')`;
  const [open, close] = isConnection ? [`{"${field}":{"nodes":`, '}}'] : [`{"${field}":`, '}'];
  return `select '${open}' || (select ${list} from (select ${columns} from (${from}) x) y)::text || '${close}' as data`;
}

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
/** Numbers by value: a peer may write 12.50 where we write 12.5. */
const plain = (value: unknown): string | null => {
  const it = text(value);
  return it !== null && /^-?\d+\.\d+$/.test(it) ? it.replace(/\.?0+$/, '') : it;
};
const rowsOf =
  (fields: readonly string[], find: (data: never) => readonly Json[]) =>
  (data: never): Rows =>
    find(data).map((row) => fields.map((name) => plain(row[name])));

type Nodes<F extends string> = Readonly<Record<F, { readonly nodes: readonly Json[] }>>;
interface Grouped {
  readonly clusterPeriods: {
    readonly groupedAggregates: readonly { readonly keys: readonly string[]; readonly sum: Json }[];
  };
}

const list = (name: string, args: string, peerArgs: string, peerField: string, from: string): Question => ({
  name,
  kind: 'list',
  query: `query Measured { clusterFigures(${args}) { nodes { ${FIELDS.join(' ')} } } }`,
  variables: {},
  rows: rowsOf(FIELDS, (data: Nodes<'clusterFigures'>) => data.clusterFigures.nodes),
  peer: {
    query: `query Measured { ${peerField}(${peerArgs}) { nodes { ${FIELDS.join(' ')} } } }`,
    rows: rowsOf(FIELDS, (data: Nodes<string>) => data[peerField]?.nodes ?? []),
  },
  sql: asJson('clusterFigures', FIELDS, from, true),
});

const GROUP = ['province', 'period', 'clusters', 'known', 'leased', 'land'] as const;

/** @param code of a cluster, @param edition of a closed period, with that period. */
export function questionsOf(code: string, from: string, to: string, edition: string, closed: string): Question[] {
  const history = FIELDS.slice(4);
  const shown = ['province', 'provinceName', 'period', 'rate', 'leased', 'land', 'known', 'clusters'];
  return [
    list(
      'danh sách 50 cụm',
      'first: 50',
      'first: 50, orderBy: [NAME_KEY_ASC, CLUSTER_ID_ASC]',
      'allClusterLatests',
      'select * from peer.cluster_latest order by name_key, cluster_id limit 50',
    ),
    {
      name: 'lấp đầy theo tỉnh và kỳ',
      kind: 'aggregate',
      query: `query Measured { occupancy(by: PROVINCE, andBy: PERIOD, from: "${from}", to: "${to}", definition: LEASED_OVER_READY) { ${shown.join(' ')} } }`,
      variables: {},
      rows: (data: { occupancy: readonly Json[] }) => data.occupancy.map((row) => GROUP.map((n) => plain(row[n]))),
      peer: {
        query:
          'query Measured { clusterPeriods: allClusterPeriods { groupedAggregates(groupBy: [PROVINCE, PERIOD]) { keys sum { one known leased land } } } }',
        rows: (data: Grouped) =>
          data.clusterPeriods.groupedAggregates
            .map(({ keys, sum }) => [keys[0], keys[1], sum['one'], sum['known'], sum['leased'], sum['land']].map(plain))
            .sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
      },
      sql: asJson(
        'occupancy',
        shown,
        `select province, province_name as "provinceName", period, trim_scale(round(100 * leased / nullif(land, 0), 2))::text as rate,
           trim_scale(leased)::text as leased, trim_scale(land)::text as land, known, clusters
         from peer.province_period order by province, period collate "C"`,
        false,
      ).replaceAll('x.province_name', 'x."provinceName"'),
    },
    {
      name: 'chuỗi số liệu của một cụm',
      kind: 'list',
      query: `query Measured($code: String!) { clusterHistory(code: $code) { ${history.join(' ')} } }`,
      variables: { code },
      rows: rowsOf(history, (data: { clusterHistory: readonly Json[] }) => data.clusterHistory),
      peer: {
        query: `query Measured { allClusterHistories(condition: { code: "${code}" }, orderBy: [PERIOD_ASC]) { nodes { ${history.join(' ')} } } }`,
        rows: rowsOf(history, (data: Nodes<'allClusterHistories'>) => data.allClusterHistories.nodes),
      },
      sql: asJson(
        'clusterHistory',
        history,
        `select * from peer.cluster_history where code = '${code}' order by period`,
        false,
      ),
    },
    list(
      'tìm theo tên, có lọc',
      'first: 50, filter: { search: "Sơn", landReady: { atLeast: "10" } }',
      'first: 50, search: "Sơn", landAtLeast: "10"',
      'clustersLike',
      `select * from peer.clusters_like('Sơn', 10) limit 50`,
    ),
    {
      name: 'ấn bản đã chốt, hỏi lại',
      kind: 'pinned',
      query: `query Measured { occupancy(by: PROVINCE, from: "${closed}", to: "${closed}", definition: LEASED_OVER_READY, edition: "${edition}") { province rate leased land known clusters } }`,
      variables: {},
      rows: (data: { occupancy: readonly Json[] }) =>
        data.occupancy.map((row) => ['province', 'clusters', 'known', 'leased', 'land'].map((n) => plain(row[n]))),
      peer: null,
      sql: asJson(
        'occupancy',
        ['province', 'rate', 'leased', 'land', 'known', 'clusters'],
        `select province, trim_scale(round(100 * leased / nullif(land, 0), 2))::text as rate, trim_scale(leased)::text as leased,
           trim_scale(land)::text as land, known, clusters
         from peer.as_known('${edition}')`,
        false,
      ),
    },
  ];
}
