/**
 * The derived rows of the national form for every period, by "period row", and how long they took from the first
 * statement on. Run by itself (CCN_APP_URL in the environment, periods as arguments) it is a process that knows nothing.
 */
import { allEntities, assemble, type Services } from '#lib/assembly';
import { loadConfig } from '#lib/config';
import { systemClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { createOrm, systemScope } from '#lib/persistence';

export interface NationFigures {
  /** Milliseconds. */
  readonly took: number;
  readonly figures: readonly (readonly [row: string, value: string | null])[];
}

export async function servicesOn(appUrl: string): Promise<Services> {
  const orm = await createOrm({ connectionString: appUrl, entities: allEntities, poolMax: 2 });
  return assemble({ orm, clock: systemClock, law: loadLaw(), config: loadConfig({ CCN_APP_URL: appUrl }, []) });
}

export async function nationFigures(services: Services, periods: readonly string[]): Promise<NationFigures> {
  const began = performance.now();
  const forms = await services.db.transact(systemScope, (uow) => services.consolidation.nationalForms(uow, periods));
  const took = performance.now() - began;
  return {
    took,
    figures: forms.flatMap((form) => form.figures.map((f) => [`${form.period} ${f.tt}`, f.derivedValue] as const)),
  };
}

if (import.meta.main) {
  const services = await servicesOn(process.env['CCN_APP_URL'] ?? '');
  process.stdout.write(JSON.stringify(await nationFigures(services, process.argv.slice(2))));
  await services.db.close();
}
