import {
  type DocumentNode,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  NoFragmentCyclesRule,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  typeFromAST,
  type ValueNode,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { DomainError } from '#lib/kernel';
import { MAX_ITEMS } from './bounded.js';
import { LARGEST_PAGE } from './connection.js';
import { LIMITS, measure, refuseBeyondLimits } from './limits.js';

/** One operation as it was sent. */
export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A document with its operation; null where it holds none of that name. */
export interface Judged {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | null;
}

/** Documents kept after parsing; beyond it the oldest go. */
const MOST_DOCUMENTS = 500;
const LONGEST_KEPT = 20_000;

/**
 * Judges operations before anything else is done with them: before the caller is looked up, so before any statement.
 * What it refuses says nothing of the schema; faults that a programmer has to see explained (an unknown field) are left
 * to the server behind it, which knows who asks.
 */
export class Judge {
  private readonly documents = new Map<string, DocumentNode>();
  /** Operations that passed with these very variables: judging them again would say the same. */
  private readonly passed = new Map<string, Judged>();

  /** @param schemaOf known only once the server is put together */
  constructor(private readonly schemaOf: () => GraphQLSchema) {}

  /**
   * @throws DomainError GRAPHQL_PARSE_FAILED, QUERY_FRAGMENT_CYCLE, QUERY_TOO_DEEP, QUERY_TOO_MANY_ALIASES, QUERY_TOO_WIDE,
   *   QUERY_TOO_COSTLY, PAGE_SIZE_INVALID, LIST_TOO_LONG, SEARCH_TOO_LONG, FILTER_TOO_LARGE
   * @returns the operation; null where the document holds none of that name
   */
  judge(asked: Asked): OperationDefinitionNode | null {
    const key = keyOf(asked);
    const known = key === null ? undefined : this.passed.get(key);
    if (known !== undefined) return known.operation;
    const judged = this.judged(asked);
    if (key !== null) keepOf(this.passed, key, judged);
    return judged.operation;
  }

  /** Document and operation of what was judged before. */
  documentOf(asked: Asked): Judged {
    const key = keyOf(asked);
    return (key === null ? undefined : this.passed.get(key)) ?? this.found(asked);
  }

  get schema(): GraphQLSchema {
    return this.schemaOf();
  }

  private found({ query, operationName }: Asked): Judged {
    const document = this.parsed(query);
    return { document, operation: getOperationAST(document, operationName) ?? null };
  }

  private judged(asked: Asked): Judged {
    const { variables } = asked;
    const schema = this.schemaOf();
    const found = this.found(asked);
    const { document, operation } = found;
    if (operation === null) return found;
    const measured = measure(schema, document, operation, variables);
    refuseBeyondLimits(measured);
    if (measured.largestPage > LARGEST_PAGE || measured.smallestPage < 1)
      throw pageInvalid(measured.largestPage > LARGEST_PAGE ? measured.largestPage : measured.smallestPage);
    refuseHugeInput(schema, document, operation, variables);
    return found;
  }

  private parsed(query: string): DocumentNode {
    const known = this.documents.get(query);
    if (known !== undefined) {
      // Put at the end: the first ones are those that were longest not asked.
      this.documents.delete(query);
      this.documents.set(query, known);
      return known;
    }
    const document = read(query);
    if (validate(this.schemaOf(), document, [NoFragmentCyclesRule]).length > 0) throw cycle();
    if (query.length <= LONGEST_KEPT) keepOf(this.documents, query, document);
    return document;
  }
}

/** What stands for an operation with its variables; null where that is too long to be worth it. */
function keyOf({ query, operationName, variables }: Asked): string | null {
  const given = JSON.stringify(variables);
  return query.length + given.length > LONGEST_KEPT ? null : `${operationName ?? ''} ${given} ${query}`;
}

function keepOf<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_DOCUMENTS) break;
    map.delete(oldest);
  }
}

function read(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new DomainError({
      code: 'GRAPHQL_PARSE_FAILED',
      message: `Không đọc được truy vấn GraphQL: ${error.message}`,
      messageEn: error.message,
    });
  }
}

/** Lists and search texts in literals and variables, against the bounds the schema documents. */
function refuseHugeInput(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Asked['variables'],
): void {
  const types = new TypeInfo(schema);
  let tally = new ConditionTally();
  let level = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: (node) => refuseSearch(node.name.value, node.value, variables),
      ObjectValue: {
        enter: () => {
          if (level === 0) tally = new ConditionTally();
          tally.level(++level);
        },
        leave: () => {
          level -= 1;
        },
      },
      ObjectField: (node) => {
        refuseSearch(node.name.value, node.value, variables);
        const parent = types.getParentInputType();
        const input = parent && getNamedType(parent);
        tally.field(input);
        if (node.value.kind !== Kind.LIST) return;
        const documented = isInputObjectType(input) ? input.getFields()[node.name.value]?.extensions[MAX_ITEMS] : null;
        const most = typeof documented === 'number' ? documented : LIMITS.list;
        if (node.value.values.length > most) throw listTooLong(node.name.value, node.value.values.length, most);
      },
    }),
  );
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const declared = typeFromAST(schema, type);
    if (declared !== undefined)
      walk(declared as GraphQLInputType, variables[name], {
        path: name,
        bound: LIMITS.list,
        level: 1,
        tally: new ConditionTally(),
      });
  }
}

function refuseSearch(name: string, value: ValueNode, variables: Asked['variables']): void {
  if (name !== 'search') return;
  const text =
    value.kind === Kind.STRING ? value.value : value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  if (typeof text === 'string' && text.length > LIMITS.search) throw searchTooLong(text.length);
}

/** Conditions of one filter, counted wherever they stand in it. */
class ConditionTally {
  private conditions = 0;

  /** A field that is given, of this input. Only what can be nested in itself is a condition. @throws DomainError FILTER_TOO_LARGE */
  field(input: unknown): void {
    if (!isInputObjectType(input) || input.getFields()['not'] === undefined) return;
    this.conditions += 1;
    if (this.conditions > LIMITS.conditions) throw filterTooLarge();
  }

  /** @throws DomainError FILTER_TOO_LARGE */
  level(level: number): void {
    if (level > LIMITS.inputLevels) throw filterTooLarge();
  }
}

interface Place {
  readonly path: string;
  /** Most items, where a list stands here. */
  readonly bound: number;
  /** Input objects around it, and itself. */
  readonly level: number;
  readonly tally: ConditionTally;
}

/** A variable's value by its type: no list beyond its documented bound, no endless search text, no filter without end. */
function walk(type: GraphQLInputType, value: unknown, at: Place): void {
  if (value === null || value === undefined) return;
  const { path, bound, level, tally } = at;
  if (isNonNullType(type)) walk(type.ofType, value, at);
  else if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (items.length > bound) throw listTooLong(path, items.length, bound);
    for (const [i, each] of items.entries())
      walk(type.ofType, each, { ...at, path: `${path}.${i}`, bound: LIMITS.list });
  } else if (isInputObjectType(type) && typeof value === 'object') {
    tally.level(level);
    const fields = type.getFields();
    for (const [name, inner] of Object.entries(value)) {
      const field = fields[name];
      if (field === undefined) continue;
      if (inner !== null) tally.field(type);
      if (name === 'search' && typeof inner === 'string' && inner.length > LIMITS.search)
        throw searchTooLong(inner.length);
      const most = field.extensions[MAX_ITEMS];
      const bounded = typeof most === 'number' ? most : LIMITS.list;
      walk(field.type, inner, { path: `${path}.${name}`, bound: bounded, level: level + 1, tally });
    }
  }
}

function filterTooLarge(): DomainError {
  return new DomainError({
    code: 'FILTER_TOO_LARGE',
    message: `Bộ lọc có quá nhiều điều kiện: nhiều nhất ${LIMITS.conditions} điều kiện, lồng nhau 6 tầng. Hãy viết gọn lại.`,
    messageEn: `The filter has too many conditions: at most ${LIMITS.conditions}, 6 levels deep. Make it smaller.`,
  });
}

function cycle(): DomainError {
  return new DomainError({
    code: 'QUERY_FRAGMENT_CYCLE',
    message: 'Truy vấn có các fragment gọi lẫn nhau thành vòng. Hãy bỏ vòng đó rồi gửi lại.',
    messageEn: 'Fragments of the query spread each other in a circle. Take the circle out and send it again.',
  });
}

function pageInvalid(first: number): DomainError {
  return new DomainError({
    code: 'PAGE_SIZE_INVALID',
    path: 'first',
    message: `Tham số first phải từ 1 đến ${LARGEST_PAGE} (đang là ${first}). Hãy lấy từng trang và dùng after cho trang sau.`,
    messageEn: `Argument first must be 1 to ${LARGEST_PAGE} (it is ${first}). Take pages, and use after for the next one.`,
  });
}

function listTooLong(path: string, length: number, most: number): DomainError {
  return new DomainError({
    code: 'LIST_TOO_LONG',
    ...(path === '' ? {} : { path }),
    message: `Danh sách gửi lên có ${length} mục, nhiều nhất là ${most}. Hãy chia thành nhiều lần.`,
    messageEn: `A list sent has ${length} items, at most ${most}. Split it.`,
  });
}

function searchTooLong(length: number): DomainError {
  return new DomainError({
    code: 'SEARCH_TOO_LONG',
    path: 'search',
    message: `Nội dung tìm kiếm dài ${length} ký tự, nhiều nhất là ${LIMITS.search}. Hãy rút ngắn lại.`,
    messageEn: `The search text has ${length} characters, at most ${LIMITS.search}. Shorten it.`,
  });
}
