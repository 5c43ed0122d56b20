import { describe, expect, it } from 'vitest';
import type { Caller } from '#lib/access';
import { ManualClock } from '#lib/kernel';
import type { Services } from '../services.js';
import { createLoaders } from './loaders.js';

/** Services that only remember what they were asked in one statement. */
function recording() {
  const asked: { what: string; ids: readonly string[]; asOf: string | undefined }[] = [];
  const transactions: unknown[] = [];
  const answer =
    (what: string, value: (id: string) => unknown) => async (_uow: unknown, ids: readonly string[], time?: unknown) => {
      asked.push({ what, ids, asOf: typeof time === 'string' ? time : (time as { asOf?: string } | undefined)?.asOf });
      return new Map(ids.filter((id) => id !== 'hidden').map((id) => [id, value(id)]));
    };
  const services = {
    clock: new ManualClock(new Date('2026-11-22T20:00:00+07:00')),
    db: {
      transact: async (scope: unknown, work: (uow: object) => Promise<unknown>) => {
        transactions.push(scope);
        return await work({});
      },
    },
    territory: {
      provincesByCodes: answer('provinces', (code) => ({ code })),
      communesByCodes: answer('communes', (code) => ({ code })),
    },
    register: {
      decisions: answer('decisions', (id) => [{ id: `d-${id}` }]),
      planEntries: answer('planEntries', () => []),
    },
  } as unknown as Services;
  return { services, asked, transactions };
}
const caller = { scope: { level: 'province', units: ['15'] } } as unknown as Caller;

describe('the loaders of one request', () => {
  it('fetch what 50 rows ask for in one statement, each thing once, under the caller’s scope', async () => {
    const { services, asked, transactions } = recording();
    const loaders = createLoaders(services, caller);
    const ids = Array.from({ length: 50 }, (_, i) => `c${i}`);
    const [decisions, provinces] = await Promise.all([
      Promise.all(ids.map((id) => loaders.decisions(id))),
      Promise.all(ids.map(() => loaders.province('15'))),
    ]);
    expect(decisions[7]).toEqual([{ id: 'd-c7' }]);
    expect(provinces.every((p) => p?.code === '15')).toBe(true);
    expect(asked.map(({ what, ids: wanted }) => [what, wanted.length])).toEqual([
      ['decisions', 50],
      ['provinces', 1],
    ]);
    expect(transactions).toEqual([caller.scope, caller.scope]);
  });

  it('keep days apart: today on today’s map, a past day on its own', async () => {
    const { services, asked } = recording();
    const loaders = createLoaders(services, caller);
    await Promise.all([
      loaders.province('15'),
      loaders.province('15', '2025-06-30'),
      loaders.decisions('c1', '2025-06-30'),
    ]);
    expect(asked.map(({ what, asOf }) => [what, asOf])).toEqual([
      ['provinces', '2026-11-22'],
      ['provinces', '2025-06-30'],
      ['decisions', '2025-06-30'],
    ]);
  });

  it('answer null, or an empty list, for what the caller may not see', async () => {
    const loaders = createLoaders(recording().services, caller);
    expect(await Promise.all([loaders.province('hidden'), loaders.decisions('hidden')])).toEqual([null, []]);
  });
});
