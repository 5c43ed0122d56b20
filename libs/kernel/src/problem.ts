/**
 * Base of every expected failure: a stable code, a Vietnamese sentence that says where, what and what
 * to do, and typed details. Expected failures are values or DomainError; anything else is a surprise,
 * logged with an id and shown as that id only.
 */
export interface Problem {
  /** Stable code, UPPER_SNAKE_CASE; never reused for another meaning. */
  readonly code: string;
  /** Vietnamese sentence for the person who has to act. */
  readonly message: string;
  /** English sentence, where the caller asked for English. */
  readonly messageEn?: string;
  /** Where in the input, if anywhere ("unit", "figures.5"). */
  readonly path?: string;
}

/** A Problem in flight. Thrown by services, caught at the borders (resolver, REST door, CLI, job). */
export class DomainError extends Error {
  readonly code: string;
  readonly path: string | undefined;
  readonly messageEn: string | undefined;

  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'DomainError';
    this.code = problem.code;
    this.path = problem.path;
    this.messageEn = problem.messageEn;
  }
}

/** Ends a switch over a union: does not compile when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
