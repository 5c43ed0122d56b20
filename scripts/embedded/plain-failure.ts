/** A failure whose message is one plain sentence for the operator: what is wrong and what to do. Printed without a stack. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

/** The message to show for anything thrown: the sentence itself, or the stack of a surprise. */
export function sentenceOf(error: unknown): string {
  if (error instanceof PlainFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The `code` of a system error (ENOENT, EADDRINUSE, …) or of a PostgreSQL error (28P01, …); null otherwise. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
