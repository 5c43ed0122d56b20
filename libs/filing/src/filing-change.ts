import { audit } from '#lib/audit';
import { announce, type UnitOfWork } from '#lib/persistence';
import type { Filing, FilingRevision } from './entities/index.js';
import type { Hand } from './transition-log.js';

/** The filing after a change. */
export interface FilingChange {
  readonly filingId: string;
  readonly revision: number;
  readonly version: number;
}

/** The audit entry of a change, last in its transaction, what is told of it, and the answer. */
export async function changed(
  uow: UnitOfWork,
  action: string,
  filing: Filing,
  revision: FilingRevision,
  by: Hand,
  detail: Readonly<Record<string, unknown>>,
): Promise<FilingChange> {
  const { form, period, filerRef: unit } = filing;
  const about = { form, period, unit, revision: revision.revision, ...detail };
  const subject = { subjectKind: 'filing', subjectId: filing.id, provinceCode: filing.provinceCode };
  await audit(uow, { action, ...subject, detail: about }, by.at);
  announce(uow, { kind: 'filing', id: filing.id, period, place: filing });
  announce(uow, { kind: 'obligation', id: filing.obligationId, period, place: filing });
  return { filingId: filing.id, revision: revision.revision, version: revision.version };
}
