import {
  AGGREGATES,
  type AggregateName,
  aggregateText,
  CLUSTER_FIGURES,
  type ClusterFiguresKey,
  clusterFiguresText,
  clusterHistoryText,
  holdsAllGroups,
  LONGEST_NAME,
  PROVINCE_NAME,
  pageTold,
  type ShownColumn,
} from '#lib/analysis';
import { type IsoDate, vietnamDate } from '#lib/kernel';
import { given } from '../graphql/given.js';
import type { Direct, DirectField, Selected } from '../quick/plan.js';
import type { AggregateArgs } from './analysis.types.js';
import type { ClusterFiguresFilterInput } from './cluster-figures.types.js';
import { conditionOf, FIGURES } from './conditions.types.js';
import { namedQuestion } from './named-question.js';

/** Fields of a row of clusterFigures as SQL; type and status only where they are text in the API as in the table. */
const CLUSTER_COLUMNS: Readonly<Record<string, string>> = {
  clusterId: 'c.id',
  code: 'c.code',
  name: 'c.name',
  province: 'c.province_code',
  provinceName: 'p.full_name',
  period: 'f.period',
  __typename: `'ClusterFigures'`,
  ...Object.fromEntries(
    FIGURES.filter(([, key]) => CLUSTER_FIGURES.includes(key)).map(([field, key]) => [
      field,
      `trim_scale(f.${key})::text`,
    ]),
  ),
};

/** Columns of leaves; null where one is not known here, or its name too long for PostgreSQL. */
function columnsOf(selected: readonly Selected[], known: Readonly<Record<string, string>>): ShownColumn[] | null {
  const found: ShownColumn[] = [];
  for (const { as, name, below } of selected) {
    const sql = Object.hasOwn(known, name) ? known[name] : undefined;
    if (sql === undefined || below.length > 0 || as.length > LONGEST_NAME) return null;
    found.push({ as, sql });
  }
  return found;
}

const PAGE_INFO = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'] as const;

/** `nodes`, `pageInfo` and `totalCount`; edges are rare and go the ordinary way. */
const clusterFigures: DirectField = (args, selected, { now }) => {
  const filter = args['filter'] as ClusterFiguresFilterInput | null | undefined;
  const by = args['orderBy'] as ClusterFiguresKey;
  const today = vietnamDate(now);
  const wanted = new Map(selected.map((each) => [each.name, each]));
  const [nodes, info] = [wanted.get('nodes'), wanted.get('pageInfo')];
  if (wanted.size !== selected.length || nodes === undefined || by === 'type' || by === 'status') return null;
  const columns = columnsOf(nodes.below, CLUSTER_COLUMNS);
  const told = info?.below ?? [];
  if (columns === null || !told.every(({ name }) => PAGE_INFO.some((known) => known === name))) return null;
  if (!selected.every(({ name }) => ['nodes', 'pageInfo', 'totalCount'].includes(name))) return null;
  const after = args['after'] as string | null | undefined;
  const first = args['first'] as number;
  const count = wanted.has('totalCount');
  const statement = clusterFiguresText(
    { ...conditionOf(filter, today), ...given({ period: filter?.period }) },
    { by, descending: args['descending'] === true },
    { first, after: after ?? null, asOf: (args['asOf'] as IsoDate | null | undefined) ?? today, state: false },
    columns,
    { tell: info !== undefined, count },
  );
  const text = (row: readonly (string | null)[]): string => {
    const page = pageTold(row);
    const facts = {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: Boolean(after),
      startCursor: page.startCursor,
      endCursor: page.endCursor,
    };
    const parts = selected.map(({ as, name }) =>
      name === 'nodes'
        ? `"${as}":${page.nodes}`
        : name === 'totalCount'
          ? `"${as}":${page.totalCount}`
          : `"${as}":${JSON.stringify(Object.fromEntries(told.map((each) => [each.as, facts[each.name as keyof typeof facts]])))}`,
    );
    return `{${parts.join(',')}}`;
  };
  return { permission: 'filing.read', statement, text, version: null };
};

const clusterHistory: DirectField = (args, selected) => {
  const columns = columnsOf(selected, CLUSTER_COLUMNS);
  if (columns === null || columns.length === 0) return null;
  return {
    permission: 'filing.read',
    statement: clusterHistoryText(args['code'] as string, columns),
    text: (row) => row[0] ?? null,
    version: null,
  };
};

const GROUP_COLUMNS: Readonly<Record<string, string>> = {
  province: `nullif(g.province, '')`,
  provinceName: PROVINCE_NAME,
  period: `nullif(g.period, '')`,
  clusters: 'g.clusters',
};
const OCCUPANCY_COLUMNS: Readonly<Record<string, string>> = {
  ...GROUP_COLUMNS,
  __typename: `'OccupancyAggregate'`,
  rate: 'trim_scale(round(100 * g.occ_leased / nullif(g.occ_land, 0), 2))::text',
  leased: 'g.occ_leased::text',
  land: 'g.occ_land::text',
  unleased: 'trim_scale(g.occ_land - g.occ_leased)::text',
  known: 'g.occ_known',
};
/** What an aggregate is asked that only the ordinary way answers. */
const PARTICULAR = ['having', 'rankBy', 'compareWith', 'edition', 'top', 'map'] as const;

/** Sums by province, period or both, without ranking, comparison or coverage. */
const aggregate =
  (name: AggregateName): DirectField =>
  (args, selected, { caller, now }): Direct | null => {
    const asked = args as unknown as AggregateArgs & {
      readonly definition?: 'leased_over_ready' | 'leased_over_industrial';
    };
    const dimensions = [asked.by, ...(asked.andBy ? [asked.andBy] : [])];
    if (PARTICULAR.some((each) => args[each] !== undefined && args[each] !== null)) return null;
    if (!dimensions.every((d) => d === 'province' || d === 'period')) return null;
    const columns = aggregateColumns(name, selected, dimensions);
    if (columns === null || columns.length === 0) return null;
    const question = namedQuestion(
      name,
      { ...asked },
      asked.definition === undefined ? {} : { definition: asked.definition },
      null,
      vietnamDate(now),
    );
    const fields = new Set(selected.map((each) => each.name));
    const { statement, version } = aggregateText(
      { ...question, coverage: false, ...(name === 'occupancy' ? {} : { measures: fields }) },
      caller.scope,
      now,
      columns,
    );
    const text: Direct['text'] = (row) => (holdsAllGroups(row) ? (row[0] ?? null) : null);
    return { permission: 'filing.read', statement, text, version };
  };

function aggregateColumns(
  name: AggregateName,
  selected: readonly Selected[],
  dimensions: readonly string[],
): ShownColumn[] | null {
  const groups: Readonly<Record<string, string>> = {
    ...(name === 'occupancy' ? OCCUPANCY_COLUMNS : GROUP_COLUMNS),
    ...(dimensions.includes('province') ? {} : { province: 'null', provinceName: 'null' }),
    ...(dimensions.includes('period') ? {} : { period: 'null' }),
  };
  if (name === 'occupancy') return columnsOf(selected, groups);
  const found: ShownColumn[] = [];
  for (const each of selected) {
    const measure = AGGREGATES[name].find((m) => m.name === each.name);
    if (each.below.length === 0) {
      const [column] = columnsOf([each], groups) ?? [];
      if (column === undefined) return null;
      found.push(column);
    } else if (
      measure !== undefined &&
      measure.of !== 'derived' &&
      'figure' in measure.of &&
      each.as.length <= LONGEST_NAME
    ) {
      const { figure } = measure.of;
      const parts = each.below.map(({ as, name: part }) =>
        part === 'value' ? `'${as}', g.${figure}::text` : part === 'known' ? `'${as}', g.${figure}_known` : null,
      );
      if (parts.includes(null)) return null;
      found.push({ as: each.as, sql: `json_build_object(${parts.join(', ')})` });
    } else return null;
  }
  return found;
}

/** Questions of the analysts that have a short way. */
export const ANALYSIS_DIRECT: Readonly<Record<string, DirectField>> = {
  clusterFigures,
  clusterHistory,
  occupancy: aggregate('occupancy'),
  land: aggregate('land'),
  capital: aggregate('capital'),
  projects: aggregate('projects'),
  labour: aggregate('labour'),
  wastewater: aggregate('wastewater'),
};
