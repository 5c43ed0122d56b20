const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Identity of nothing: no row ever has it. */
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** An identity fit to be looked up. Text that is none finds nothing, like any identity that is unknown. */
export function asUuid(id: string): string {
  return UUID.test(id) ? id : NOTHING;
}
