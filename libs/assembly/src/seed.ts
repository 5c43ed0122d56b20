import type { PeriodCode } from '#lib/kernel';
import { loadTerritory } from '#lib/law';
import { systemScope } from '#lib/persistence';
import { loadSamples, seedRegister } from '#lib/register';
import { loadTerritoryRows } from '#lib/territory';
import type { Services } from './assemble.js';

/** Periods that are open in the demonstration: those of the year of the sample data. */
export const SEEDED_PERIODS: readonly PeriodCode[] = ['2026-H1', '2026-Y'];

/** What a run of the seed found to do; all zero when everything was there. */
export interface Seeded {
  readonly provinces: number;
  readonly communes: number;
  readonly periods: readonly { readonly period: PeriodCode; readonly owed: number }[];
}

/**
 * Fills a migrated database: territory, sample register, open periods. Idempotent: what is there stays. Each step is a
 * transaction of its own, so a run that was cut short is simply run again.
 */
export async function seed({ db, regime, territory, clock }: Services): Promise<Seeded> {
  const loaded = await db.transact(systemScope, (uow) => loadTerritoryRows(uow, loadTerritory()));
  await db.transact(systemScope, (uow) => seedRegister(uow, { samples: loadSamples(), territory, clock }));
  const periods: { period: PeriodCode; owed: number }[] = [];
  for (const code of SEEDED_PERIODS) {
    const { period, owed } = await db.transact(systemScope, (uow) => regime.openPeriod(uow, code));
    periods.push({ period, owed });
  }
  return { provinces: loaded.provinces, communes: loaded.communes, periods };
}
