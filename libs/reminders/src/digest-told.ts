import type { UnitOfWork } from '#lib/persistence';
import type { DueStep } from './due-steps.js';
import type { ReadyStep } from './runner-settings.js';

/** Steps that are told within a digest have been told with it: in the first of its channels that goes out. */
export async function markTold(
  uow: UnitOfWork,
  digests: readonly Pick<ReadyStep, 'step' | 'officeId'>[],
  now: Date,
): Promise<void> {
  const rows = digests.map(({ step, officeId }) => ({ id: step.id, tier: step.tier, unit: step.unit, officeId }));
  await uow.em.execute(
    `update reminder_step t set state = 'sent', sent_at = ?::timestamptz, settled_at = ?::timestamptz, told_in = x.id,
       office_id = x."officeId", attempts = attempts + 1
     from jsonb_to_recordset(?::jsonb) as x (id uuid, tier text, unit text, "officeId" uuid)
     where t.channel = 'digest' and t.state = 'planned' and t.recipient_tier = x.tier and t.recipient_unit = x.unit
       and t.send_not_before <= ?::timestamptz and t.send_not_after > ?::timestamptz`,
    [now, now, JSON.stringify(rows), now, now],
  );
}

/** A digest that reached nobody has not told its steps either. */
export async function failUntold(uow: UnitOfWork, digests: readonly DueStep[], now: Date): Promise<void> {
  if (digests.length === 0) return;
  await uow.em.execute(
    `update reminder_step t set state = 'failed', reason = 'NO_RECIPIENT', settled_at = ?::timestamptz
     from jsonb_to_recordset(?::jsonb) as x (tier text, unit text)
     where t.channel = 'digest' and t.state = 'planned' and t.recipient_tier = x.tier and t.recipient_unit = x.unit
       and t.send_not_before <= ?::timestamptz`,
    [now, JSON.stringify(digests.map(({ tier, unit }) => ({ tier, unit }))), now],
  );
}
