import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DomainError } from '#lib/kernel';
import { MAX_ITEMS } from './bounded.js';
import { DEFAULT_PAGE } from './connection.js';

/** What one operation may ask for; judged before anything runs. */
export const LIMITS = {
  /** Characters of the request's body, documents and variables together. */
  bodyBytes: 256 * 1024,
  /** Words of the document; keeps parsing and validation themselves cheap. */
  tokens: 2500,
  depth: 12,
  aliases: 30,
  /** Fields of Query or Mutation in one operation. */
  rootFields: 20,
  /** Rows the answer could hold at most, by the pages asked for. */
  rows: 20_000,
  /** Items of a list that is sent, where no smaller bound is documented. */
  list: 2_000,
  /** Conditions of one filter, and input objects inside each other. */
  conditions: 40,
  inputLevels: 8,
  /** Characters of a search text. */
  search: 100,
  /** Longest time of one SQL statement that a request may cause. */
  statementMs: 30_000,
} as const;

/** How much a short list counts as: its bound is a guard, its usual length is this. */
const SHORT_LIST = 10;

export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly rows: number;
  /** Of all pages asked for; 1 where none is. */
  readonly largestPage: number;
  readonly smallestPage: number;
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Measures an operation that passed validation (so fragments exist and have no cycles).
 * Introspection is left out: it reads no rows, and only signed-in callers get here.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Measure {
  const fragments = new Map(
    document.definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  );
  // Each fragment is measured once: a document that spreads fragments in fragments grows only linearly.
  const seen = new Map<string, Part>();
  const rootType = schema.getRootType(operation.operation);
  const pages: number[] = [];

  const ofSelections = (selections: SelectionSetNode, parent: GraphQLCompositeType): Part => {
    let part = NOTHING;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) part = beside(part, ofField(selection, parent));
      else if (selection.kind === Kind.FRAGMENT_SPREAD) part = beside(part, ofFragment(selection.name.value));
      else {
        const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
        if (type && isCompositeType(type)) part = beside(part, ofSelections(selection.selectionSet, type));
      }
    }
    return part;
  };

  const ofFragment = (name: string): Part => {
    const known = seen.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const part = fragment && type && isCompositeType(type) ? ofSelections(fragment.selectionSet, type) : NOTHING;
    seen.set(name, part);
    return part;
  };

  const ofField = (node: FieldNode, parent: GraphQLCompositeType): Part => {
    if (node.name.value.startsWith('__')) return NOTHING;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    const inner = node.selectionSet && type && isCompositeType(type) ? ofSelections(node.selectionSet, type) : NOTHING;
    const many = field ? multiplicity(field, node, variables, pages) : 1;
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      fields: 1,
      rows: node.selectionSet ? capped(many * (inner.rows + (isRow(type?.name) ? 1 : 0))) : 0,
    };
  };

  const whole = rootType ? ofSelections(operation.selectionSet, rootType) : NOTHING;
  return {
    depth: whole.depth,
    aliases: whole.aliases,
    rootFields: whole.fields,
    rows: whole.rows,
    largestPage: Math.max(1, ...pages),
    smallestPage: Math.min(1, ...pages),
  };
}

interface Part {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly rows: number;
}
const NOTHING: Part = { depth: 0, aliases: 0, fields: 0, rows: 0 };

function beside(a: Part, b: Part): Part {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: capped(a.aliases + b.aliases),
    fields: capped(a.fields + b.fields),
    rows: capped(a.rows + b.rows),
  };
}

/** Beyond this nothing is counted, so that nested fragments cannot overflow a number. */
function capped(n: number): number {
  return Math.min(n, 1_000_000_000);
}

/** The wrappers of a connection are no rows of their own. */
function isRow(name: string | undefined): boolean {
  return name !== undefined && !name.endsWith('Connection') && !name.endsWith('Edge') && name !== 'PageInfo';
}

/** @param pages takes up the pages asked for */
function multiplicity(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
  pages: number[],
): number {
  if (field.args.some((a) => a.name === 'first')) {
    const page = pageAskedFor(node, variables);
    pages.push(page);
    return Math.max(1, page);
  }
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!isListType(type) || field.name === 'nodes' || field.name === 'edges') return 1;
  const bound = field.extensions[MAX_ITEMS];
  return typeof bound === 'number' ? Math.min(bound, SHORT_LIST) : SHORT_LIST;
}

function pageAskedFor(node: FieldNode, variables: Variables): number {
  const value = node.arguments?.find((a) => a.name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind === Kind.VARIABLE) {
    const given = variables[value.name.value];
    if (typeof given === 'number') return given;
  }
  return DEFAULT_PAGE;
}

/** @throws DomainError QUERY_TOO_DEEP, QUERY_TOO_MANY_ALIASES, QUERY_TOO_WIDE or QUERY_TOO_COSTLY */
export function refuseBeyondLimits(m: Measure): void {
  refuse(m.depth, LIMITS.depth, 'QUERY_TOO_DEEP', 'lồng quá sâu', 'is nested too deeply', 'tầng', 'levels');
  refuse(
    m.aliases,
    LIMITS.aliases,
    'QUERY_TOO_MANY_ALIASES',
    'có quá nhiều bí danh',
    'has too many aliases',
    'bí danh',
    'aliases',
  );
  refuse(
    m.rootFields,
    LIMITS.rootFields,
    'QUERY_TOO_WIDE',
    'hỏi quá nhiều mục một lần',
    'asks for too many things at once',
    'mục',
    'fields',
  );
  refuse(
    m.rows,
    LIMITS.rows,
    'QUERY_TOO_COSTLY',
    'có thể trả về quá nhiều dòng',
    'could answer with too many rows',
    'dòng',
    'rows',
  );
}

function refuse(n: number, most: number, code: string, vi: string, en: string, unitVi: string, unitEn: string): void {
  if (n <= most) return;
  throw new DomainError({
    code,
    message: `Truy vấn ${vi}: ${n} ${unitVi}, nhiều nhất là ${most}. Hãy chia thành nhiều truy vấn nhỏ hơn hoặc lấy trang ngắn hơn (first).`,
    messageEn: `The query ${en}: ${n} ${unitEn}, at most ${most}. Split it, or take shorter pages (first).`,
  });
}
