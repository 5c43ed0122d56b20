/** Whether a duty stands: open, closed because the register no longer names it, or exempt by a person's decision. */
export const OBLIGATION_STATES = ['open', 'closed', 'exempt'] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];
