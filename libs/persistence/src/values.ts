/**
 * Values between raw SQL and code. `em.execute` writes an array parameter out as a list (right for `in (?)`), so an
 * array value goes as a literal; and raw SQL yields instants as text.
 */

/** A text for `?::text[]` or `?::uuid[]`. */
export function sqlArray(values: readonly string[]): string {
  return `{${values.map((v) => `"${v.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

/** The instant behind a timestamptz read by raw SQL ("2026-01-02 03:04:05.678+00"). */
export function instantOf(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not an instant: ${text.slice(0, 40)}`);
  return instant;
}
