type Given<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

/** A filter's conditions that were really given: left out and null mean the same in GraphQL, services know only left out. */
export function given<T extends object>(filter: T | null | undefined): Given<T> {
  const entries = Object.entries(filter ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}
