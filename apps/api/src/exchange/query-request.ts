import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { type Caller, type Permission, requirePermission } from '#lib/access';
import { AGGREGATES, type AggregateName, type ClusterFigure, type ClusterFiguresKey } from '#lib/analysis';
import type { QueryRequest } from '#lib/exchange';
import { FORM_CODES } from '#lib/forms';
import { DomainError, type IsoDate } from '#lib/kernel';
import type { AggregateArgs } from '../analysis/analysis.types.js';
import { type ClusterConditionInput, conditionOf, FIGURES } from '../analysis/conditions.types.js';
import { namedQuestion, type Particular } from '../analysis/named-question.js';
import { LIMITS } from '../graphql/limits.js';
import type { QueryExportInput } from './export.types.js';

/** What is asked of whoever asks the field itself. */
const PERMISSION: Readonly<Partial<Record<string, Permission>>> = {
  clusterCounts: 'register.read',
  timeliness: 'obligation.read',
};

/**
 * A query of the API as an export: its one field with its arguments, as GraphQL itself reads them. Asks no database.
 * @throws DomainError QUERY_NOT_EXPORTABLE, FORBIDDEN
 */
export function queryRequest(
  schema: GraphQLSchema,
  { document, variables, format }: QueryExportInput,
  caller: Caller,
  today: IsoDate,
): QueryRequest {
  const { field, args, selected } = fieldOf(schema, document, variables ?? null);
  requirePermission(caller, PERMISSION[field] ?? 'filing.read');
  const about = { kind: 'query', format, document, variables: variables ?? null } as const;
  if (field === 'clusterFigures') {
    const { filter, orderBy, descending, asOf } = args as {
      filter?: (ClusterConditionInput & { period?: string | null }) | null;
      orderBy: ClusterFiguresKey;
      descending: boolean;
      asOf?: IsoDate | null;
    };
    const period = filter?.period;
    const asked = FIGURES.filter(([name]) => selected.has(name));
    const figures: ClusterFigure[] = (asked.length === 0 ? FIGURES : asked).map(([, key]) => key);
    const condition = { ...conditionOf(filter, today), ...(period ? { period } : {}) };
    const order = { by: orderBy, descending };
    return { ...about, ask: { list: { filter: condition, order, asOf: asOf ?? today, figures } } };
  }
  const { definition, form, having, rankBy, ...rest } = args as unknown as AggregateArgs &
    Particular & { form?: string | null };
  const particular: Particular = {
    having,
    rankBy,
    ...(definition === undefined ? {} : { definition }),
    ...(field === 'timeliness' ? { forms: FORM_CODES.filter((code) => !form || code === form) } : {}),
  };
  const name = field as AggregateName;
  const { measures: _, ...question } = namedQuestion(name, rest, particular, null, today);
  const measures = AGGREGATES[name].map((m) => m.name).filter((measure) => selected.has(measure));
  return { ...about, ask: { aggregate: { ...question, measures } } };
}

function fieldOf(schema: GraphQLSchema, text: string, variables: string | null) {
  try {
    const document = parse(text, { maxTokens: LIMITS.tokens });
    const [fault] = validate(schema, document);
    if (fault !== undefined) throw fault;
    const operation = getOperationAST(document, null);
    const [node, ...more] = operation?.selectionSet.selections ?? [];
    if (operation?.operation !== 'query' || node?.kind !== Kind.FIELD || more.length > 0) throw notExportable('');
    const field = schema.getQueryType()?.getFields()[node.name.value];
    if (field === undefined || !(node.name.value === 'clusterFigures' || node.name.value in AGGREGATES))
      throw notExportable('');
    const given: unknown = JSON.parse(variables ?? '{}');
    const inputs = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
    const read = getVariableValues(schema, operation.variableDefinitions ?? [], inputs);
    if (read.errors !== undefined) throw read.errors[0] ?? notExportable('');
    const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
    return {
      field: node.name.value,
      args: getArgumentValues(field, node, read.coerced),
      selected: namesBelow(node, fragments),
    };
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof SyntaxError) throw notExportable(error.message);
    throw error;
  }
}

/** Names of all fields below one, at any level: of a connection those of its rows among them. */
function namesBelow(node: FieldNode, fragments: readonly FragmentDefinitionNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const s of set?.selections ?? []) {
      if (s.kind === Kind.FIELD) names.add(s.name.value);
      if (s.kind === Kind.FRAGMENT_SPREAD) walk(fragments.find((f) => f.name.value === s.name.value)?.selectionSet);
      else walk(s.selectionSet);
    }
  };
  walk(node.selectionSet);
  return names;
}

function notExportable(why: string): DomainError {
  return new DomainError({
    code: 'QUERY_NOT_EXPORTABLE',
    path: 'query.document',
    message: `Truy vấn này không xuất ra tệp được. Hãy hỏi đúng một trường: clusterFigures hoặc một phép tổng hợp (${Object.keys(AGGREGATES).join(', ')}).${why === '' ? '' : ` ${why}`}`,
    messageEn: `This query makes no file. Ask exactly one field: clusterFigures or an aggregate (${Object.keys(AGGREGATES).join(', ')}).${why === '' ? '' : ` ${why}`}`,
  });
}
