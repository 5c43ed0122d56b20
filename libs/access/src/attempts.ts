import { DomainError, vietnamInstant } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { WINDOW_MS, windowEnd, windowStart } from './rules/throttle.js';

/** One thing attempts are counted for, and how many one window of time allows. */
export interface AttemptKey {
  readonly key: string;
  readonly most: number;
}

/**
 * Counts an attempt before the password is looked at, so that many guesses at once cannot slip through. Needs scope system.
 * @throws DomainError SIGN_IN_THROTTLED
 */
export async function countAttempt(uow: UnitOfWork, keys: readonly AttemptKey[], now: Date): Promise<void> {
  const window = windowStart(now);
  await uow.em.execute(
    `delete from sign_in_attempt where ctid in
       (select ctid from sign_in_attempt where window_start < ?::timestamptz for update skip locked)`,
    [new Date(window.getTime() - WINDOW_MS)],
  );
  for (const { key, most } of keys) {
    const rows = await uow.em.execute<{ attempts: number }[]>(
      `insert into sign_in_attempt (key, window_start, attempts) values (?, ?::timestamptz, 1)
       on conflict (key, window_start) do update set attempts = sign_in_attempt.attempts + 1 returning attempts`,
      [key, window],
    );
    if ((rows[0]?.attempts ?? 0) > most) throw throttled(windowEnd(now));
  }
}

/** Forgets what was counted for a key. Needs scope system. */
export async function forgetAttempts(uow: UnitOfWork, key: string): Promise<void> {
  await uow.em.execute('delete from sign_in_attempt where key = ?', [key]);
}

function throttled(until: Date): DomainError {
  const [day, time] = vietnamInstant(until).split('T');
  return new DomainError({
    code: 'SIGN_IN_THROTTLED',
    message: `Đã thử mật khẩu quá nhiều lần. Hãy đợi đến ${time?.slice(0, 5)} ngày ${day?.split('-').reverse().join('/')} rồi thử lại.`,
    messageEn: `Too many attempts. Try again after ${vietnamInstant(until)}.`,
  });
}
