import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import { registerSnapshot } from '#lib/register';
import type { TerritoryService } from '#lib/territory';
import { consolidationError } from '../errors.js';
import { readAcceptedFigures, readObligationStates } from '../filing-facts.js';
import { readOverrides } from '../override-service.js';
import { communesConcerned, type EveryFormSources } from '../rules/every-form.js';

/**
 * Everything the forms of a period are made of; a fixed number of statements, whatever the number of units.
 * @throws DomainError UNKNOWN_PERIOD
 */
export async function everyFormSources(
  uow: UnitOfWork,
  { law, territory }: { readonly law: Law; readonly territory: TerritoryService },
  period: string,
): Promise<EveryFormSources> {
  const definition = law.definitionFor('04', period);
  const window = law.dataWindow(period);
  if (definition === null || window === null) throw consolidationError('UNKNOWN_PERIOD', { period }, 'period');
  const filings = { period, unit: null, clusterIds: [] };
  const snapshot = await registerSnapshot(uow, { scope: { level: 'nation' }, asOf: window.to, withEnded: true });
  const accepted = await readAcceptedFigures(uow, filings);
  const obligations = await readObligationStates(uow, filings);
  const provinces = await territory.provinces(uow, { asOf: window.to });
  const form03 = law.definitionFor('03', period);
  const communes = await territory.communesByCodes(uow, communesConcerned(snapshot, accepted, obligations), window.to);
  return {
    definition,
    communeDefinition: form03 === null || form03.filerKind === 'district' ? null : form03,
    period,
    window,
    provinces: provinces.map(({ code, name }) => ({ code, name })),
    fullNames: new Map(provinces.map((p) => [p.code, p.fullName])),
    communes: [...communes.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    snapshot,
    accepted,
    obligations,
    overrides: await readOverrides(uow, period),
  };
}
