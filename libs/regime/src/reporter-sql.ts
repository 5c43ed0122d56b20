/** The newest answer to one question about a cluster `c` that holds on a day (two parameters). */
const inForce = (question: string, alias: string): string => `left join lateral (
    select a.* from cluster_reporter a where a.cluster_id = c.id and a.question = '${question}' and a.retracted_at is null
      and a.valid_from <= ? and (a.valid_to is null or a.valid_to > ?)
    order by a.valid_from desc, a.recorded_at desc limit 1) ${alias} on true`;

/** Joins a cluster `c` to what was decided about it: `lead` (its lead commune) and `without` (who reports it without an investor). */
export const REPORTERS_IN_FORCE = `${inForce('lead_commune', 'lead')}
     ${inForce('without_investor', 'without')}`;
