import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';
import type { Caller } from '#lib/access';

/** Fields of Query whose answer is for ever the same once an edition is named. */
const OF_EDITIONS: ReadonlySet<string> = new Set([
  'occupancy',
  'clusterCounts',
  'land',
  'capital',
  'projects',
  'labour',
  'wastewater',
  'consolidatedForm',
]);

/** True when every field of the first level asks for an edition, so that the whole answer never changes. */
export function isPinned(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (operation.operation !== 'query' || document.definitions.some((d) => d.kind === Kind.FRAGMENT_DEFINITION))
    return false;
  return operation.selectionSet.selections.every((node) => {
    if (node.kind !== Kind.FIELD || !OF_EDITIONS.has(node.name.value)) return false;
    const value = node.arguments?.find((a) => a.name.value === 'edition')?.value;
    if (value?.kind === Kind.STRING) return true;
    return value?.kind === Kind.VARIABLE && typeof variables[value.name.value] === 'string';
  });
}

/**
 * Whose answer to what: an answer is given again only to callers who see the same rows and may do the same. Everything of
 * the caller that an answer can depend on is part of it, so that two provinces never share one.
 */
export function keyOfAnswer(
  { scope, permissions, via }: Caller,
  asked: { readonly query: string; readonly operationName: string | null; readonly variables: unknown },
  language: string,
): string {
  const { level, units, clusters } = scope;
  const whose = [level, [...units].sort(), [...clusters].sort(), [...permissions].sort(), via === 'link', language];
  const text = JSON.stringify([whose, asked.query, asked.operationName, asked.variables]);
  return createHash('sha256').update(text).digest('base64url');
}
