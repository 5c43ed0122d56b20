import { newId, type UnitOfWork } from '#lib/persistence';
import { type FilingRevision, FilingTransitionEntity } from './entities/index.js';
import type { FilingState } from './rules/transitions.js';

/** Who acts, and when. */
export interface Hand {
  readonly accountId: string;
  readonly at: Date;
}

/** Appends the step that brought a revision to its present state. */
export async function recordTransition(
  uow: UnitOfWork,
  revision: FilingRevision,
  from: FilingState | null,
  by: Hand,
  reason: string | null,
): Promise<void> {
  const { provinceCode, communeCode, clusterId, projectId } = revision;
  uow.em.create(FilingTransitionEntity, {
    id: newId(),
    filingId: revision.filingId,
    revision: revision.revision,
    fromState: from,
    toState: revision.state,
    actorId: by.accountId,
    at: by.at,
    reason,
    provinceCode,
    communeCode,
    clusterId,
    projectId,
  });
  await uow.em.flush();
}
