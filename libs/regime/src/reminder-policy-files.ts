import { lawFileBroken, SchemaFiles } from '#lib/law';
import type { ReminderPolicy } from './rules/reminder-policy.js';

type PolicyFile = Omit<ReminderPolicy, 'id' | 'inForceFrom' | 'inForceTo'>;

const FOLDER = 'regime/reminders';

/**
 * All versions of the reminder policy, oldest first. A period keeps the one in force on the last day of its
 * data window: `inForceOn(policies, window.to)`.
 * @throws DomainError LAW_FILE_BROKEN naming the file and the place in it.
 */
export function loadReminderPolicies(schemasDir?: string): readonly ReminderPolicy[] {
  const files = new SchemaFiles(schemasDir);
  const days = files.dated(FOLDER, '.json');
  return days.map((day, i): ReminderPolicy => {
    const path = `${FOLDER}/${day}.json`;
    const { $schema: _, ...policy } = files.json<PolicyFile & { $schema?: string }>(path, 'reminders');
    refuseBroken(policy, path);
    return { ...policy, id: `reminders@${day}`, inForceFrom: day, inForceTo: days[i + 1] ?? null };
  });
}

/** What a JSON Schema cannot say: a window that opens before it closes, steps in order, each named once. */
function refuseBroken(policy: PolicyFile, path: string): void {
  if (policy.sending.from >= policy.sending.to) throw lawFileBroken(path, '/sending', 'must open before it closes');
  for (const list of ['deadlineSteps', 'returnedSteps'] as const) {
    policy[list].forEach((step, i) => {
      const earlier = policy[list].slice(0, i);
      if (earlier.some((s) => s.key === step.key)) {
        throw lawFileBroken(path, `/${list}/${i}/key`, `"${step.key}" stands twice`);
      }
      if (earlier.some((s) => s.days >= step.days)) {
        throw lawFileBroken(path, `/${list}/${i}/days`, 'must come after the step before it');
      }
    });
  }
}
