import { type PeriodCode, vietnamDate } from '#lib/kernel';
import { addToOutbox, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { RegimeOf } from './rules/deadlines.js';
import { periodsToKeep } from './rules/opening.js';

/** The job that opens a period, or brings its obligations up to the register (libs/jobs JobMap). */
const JOB = 'period.open';

/**
 * Promises one run a day for every period that stands open or is to be opened: the rows decide, not the queue, so a
 * lost schedule only delays, and whichever process comes first promises for all. Needs the system's scope.
 * @returns periods promised by this call; none when today's runs were promised already
 */
export async function promiseDailyRuns(uow: UnitOfWork, regimeOf: RegimeOf, now: Date): Promise<readonly PeriodCode[]> {
  const periods = periodsToKeep(regimeOf, now);
  if (periods.length === 0) return [];
  const promised = await uow.em.execute<{ period: PeriodCode }[]>(
    `insert into period_run (period, day, promised_at) select x, ?::date, ?::timestamptz from unnest(?::text[]) x
     on conflict do nothing returning period`,
    [vietnamDate(now), now, sqlArray(periods)],
  );
  for (const { period } of promised) await addToOutbox(uow, JOB, { period });
  return promised.map((p) => p.period).sort();
}

/**
 * Promises a run for every opened period that still takes filings, in the transaction that changed the register: the
 * obligations follow after commit. To be called by whatever changes who owes what.
 * @returns periods promised
 */
export async function promiseRefresh(uow: UnitOfWork, now: Date): Promise<readonly PeriodCode[]> {
  const open = await uow.em.execute<{ code: PeriodCode }[]>(
    `select p.code from reporting_period p
     where exists (select 1 from obligation o where o.period = p.code and o.lock_at > ?::timestamptz) order by p.code`,
    [now],
  );
  for (const { code } of open) await addToOutbox(uow, JOB, { period: code });
  return open.map((p) => p.code);
}
