import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  validate,
} from 'graphql';
import type { Caller, Permission } from '#lib/access';
import type { Statement } from '#lib/persistence';

/** A field of an answer's rows that is asked for. */
export interface Selected {
  /** Name in the answer. */
  readonly as: string;
  readonly name: string;
  readonly below: readonly Selected[];
}

/** What one field of the first level needs, and what it makes of it. */
export interface Direct {
  readonly permission: Permission;
  /** Its rows are one. */
  readonly statement: Statement;
  /** JSON text of the field; null where the ordinary way has to answer. */
  readonly text: (row: readonly (string | null)[]) => string | null;
  /**
   * One text that stays the same while the answer does, to callers of the same sight; asked before the rows. Null: the rows
   * have to be read each time.
   */
  readonly version: Statement | null;
}

/** Answers a field of Query straight from the database. Null: the ordinary way has to. */
export type DirectField = (
  args: Readonly<Record<string, unknown>>,
  selected: readonly Selected[],
  context: { readonly caller: Caller; readonly now: Date },
) => Direct | null;

interface PlannedField {
  readonly as: string;
  readonly name: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly selected: readonly Selected[];
}

/** A query whose every field of the first level has a short way. */
export interface QuickPlan {
  readonly fields: readonly PlannedField[];
  /** Arguments of each field, by its place; null where the variables do not fit. */
  argumentsOf(variables: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] | null;
}

/**
 * Looks at a document once. @returns null where the operation is no query, is not valid, carries directives, asks for what is
 * not listed in `names`, or names one thing twice
 */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  names: ReadonlySet<string>,
): QuickPlan | null {
  const query = schema.getQueryType();
  if (operation.operation !== 'query' || !query || (operation.directives?.length ?? 0) > 0) return null;
  const fragments = new Map(
    document.definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  );
  const nodes = flat(operation.selectionSet, fragments);
  if (nodes === null || new Set(nodes.map(nameIn)).size !== nodes.length) return null;
  const fields: PlannedField[] = [];
  for (const node of nodes) {
    const name = node.name.value;
    const field = query.getFields()[name];
    const selected = node.selectionSet ? selectedIn(node.selectionSet, fragments) : null;
    if (field === undefined || selected === null || !names.has(name)) return null;
    fields.push({ as: nameIn(node), name, node, field, selected });
  }
  // Last, because it takes longest.
  if (fields.length === 0 || validate(schema, document).length > 0) return null;
  const definitions = operation.variableDefinitions ?? [];
  const argumentsOf: QuickPlan['argumentsOf'] = (variables) => {
    const { coerced } = getVariableValues(schema, definitions, variables);
    if (coerced === undefined) return null;
    try {
      return fields.map(({ field, node }) => getArgumentValues(field, node, coerced));
    } catch {
      return null;
    }
  };
  const fixed = definitions.length === 0 ? argumentsOf({}) : null;
  return { fields, argumentsOf: fixed === null ? argumentsOf : () => fixed };
}

const nameIn = (node: FieldNode): string => (node.alias ?? node.name).value;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Fields of a selection, those of its fragments among them; null where a directive decides. */
function flat(set: SelectionSetNode, fragments: Fragments): FieldNode[] | null {
  const found: FieldNode[] = [];
  for (const each of set.selections) {
    if ((each.directives?.length ?? 0) > 0) return null;
    if (each.kind === Kind.FIELD) {
      found.push(each);
      continue;
    }
    const inner = each.kind === Kind.INLINE_FRAGMENT ? each : fragments.get(each.name.value);
    const below =
      inner === undefined || (inner.directives?.length ?? 0) > 0 ? null : flat(inner.selectionSet, fragments);
    if (below === null) return null;
    found.push(...below);
  }
  return found;
}

/** The tree of what is asked for; null where arguments or directives are in it, or one name stands for two things. */
function selectedIn(set: SelectionSetNode, fragments: Fragments): Selected[] | null {
  const found = new Map<string, Selected>();
  for (const node of flat(set, fragments) ?? [null]) {
    if (node === null || (node.arguments?.length ?? 0) > 0) return null;
    const below = node.selectionSet ? selectedIn(node.selectionSet, fragments) : [];
    const as = nameIn(node);
    // Two selections of one name would have to be merged.
    if (below === null || (found.has(as) && below.length > 0)) return null;
    found.set(as, { as, name: node.name.value, below });
  }
  return [...found.values()];
}
