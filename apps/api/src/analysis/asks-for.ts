import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** True when the answer's rows are asked for this field, directly or through a fragment. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const inside = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((s) =>
      s.kind === 'Field'
        ? s.name.value === name
        : inside(s.kind === 'InlineFragment' ? s.selectionSet : fragments[s.name.value]?.selectionSet),
    ) ?? false;
  return fieldNodes.some((node) => inside(node.selectionSet));
}
