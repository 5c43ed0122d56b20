import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** True when the answer's rows are asked for this field, directly or through a fragment. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  return fieldNodes.some((node) => fieldsOf(node.selectionSet, fragments).some((field) => field.name.value === name));
}

/** True when the rows of a connection are asked for this field. */
export function rowsAskFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const below = (set: SelectionSetNode | undefined, wrapper: string) =>
    fieldsOf(set, fragments)
      .filter((field) => field.name.value === wrapper)
      .map((field) => field.selectionSet);
  return fieldNodes
    .flatMap(({ selectionSet }) => [
      ...below(selectionSet, 'nodes'),
      ...below(selectionSet, 'edges').flatMap((set) => below(set, 'node')),
    ])
    .some((set) => fieldsOf(set, fragments).some((field) => field.name.value === name));
}

/** True when a field of the answer is asked for this field. */
export function fieldAsksFor({ fieldNodes, fragments }: GraphQLResolveInfo, field: string, name: string): boolean {
  return fieldNodes
    .flatMap((node) => fieldsOf(node.selectionSet, fragments))
    .filter((node) => node.name.value === field)
    .some((node) => fieldsOf(node.selectionSet, fragments).some((inner) => inner.name.value === name));
}

/** Names of the fields the answer's rows are asked for. */
export function askedFields({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  return new Set(fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, fragments).map((field) => field.name.value)));
}

/** Fields of a selection, those of its fragments among them. */
function fieldsOf(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): FieldNode[] {
  return (
    set?.selections.flatMap((s) =>
      s.kind === 'Field'
        ? [s]
        : fieldsOf(s.kind === 'InlineFragment' ? s.selectionSet : fragments[s.name.value]?.selectionSet, fragments),
    ) ?? []
  );
}
