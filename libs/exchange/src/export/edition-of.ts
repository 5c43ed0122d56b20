import { editionById } from '#lib/consolidation';
import type { UnitOfWork } from '#lib/persistence';
import { exchangeError } from '../errors.js';
import type { TableEdition } from './dataset.js';

/** The edition that a request names; null for the present state. @throws DomainError EXPORT_EDITION_UNKNOWN */
export async function editionOf(uow: UnitOfWork, name: string | undefined): Promise<TableEdition | null> {
  if (name === undefined) return null;
  const found = await editionById(uow, name);
  if (found === null) throw exchangeError('EXPORT_EDITION_UNKNOWN', { edition: name.slice(0, 40) }, 'edition');
  return found;
}
