/** The values of a GraphQL enum's object: what services and the database say. */
export type ValueOf<T> = T[keyof T];
