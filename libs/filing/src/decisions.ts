import type { UnitOfWork } from '#lib/persistence';
import { releaseInputs } from './children.js';
import { type Filing, type FilingRevision, FilingRevisionEntity } from './entities/index.js';
import { changed, type FilingChange } from './filing-change.js';
import type { FilingSheet } from './filing-sheet.js';
import { type MarkInput, placeMarks } from './marks.js';
import { postFigures } from './posting.js';
import { type Hand, recordTransition } from './transition-log.js';

type Decided = FilingSheet & { readonly filing: Filing; readonly latest: FilingRevision };

/** Carries an acceptance out: the revision accepted before is superseded, the figures of this one are the lawful ones. */
export async function takeIn(uow: UnitOfWork, sheet: Decided, reason: string | null, by: Hand): Promise<FilingChange> {
  const { filing, latest } = sheet;
  const before = await uow.em.findOne(FilingRevisionEntity, { filingId: filing.id, state: 'accepted' });
  if (before !== null) {
    before.state = 'superseded';
    before.version += 1;
    await uow.em.flush();
    await recordTransition(uow, before, 'accepted', by, latest.reason ?? null);
    await releaseInputs(uow, filing.id, before.revision, by.at);
  }
  await decide(uow, latest, 'accepted', by, reason);
  const figures = await postFigures(uow, filing, latest, by.at);
  return await changed(uow, 'filing.accept', filing, latest, by, { figures, supersedes: before?.revision ?? null });
}

/** Carries a return out: whole, or of the marked cells; what it was built on is free again. */
export async function sendBack(
  uow: UnitOfWork,
  action: 'filing.return' | 'filing.reopen',
  { filing, latest }: Decided,
  marks: readonly MarkInput[],
  reason: string | null,
  by: Hand,
): Promise<FilingChange> {
  await decide(uow, latest, 'returned', by, reason);
  await placeMarks(uow, latest, marks, by);
  await releaseInputs(uow, filing.id, latest.revision, by.at);
  return await changed(uow, action, filing, latest, by, { reason, marks: marks.map((mark) => mark.key) });
}

async function decide(
  uow: UnitOfWork,
  revision: FilingRevision,
  state: 'returned' | 'accepted',
  by: Hand,
  reason: string | null,
): Promise<void> {
  const from = revision.state;
  revision.state = state;
  revision.version += 1;
  revision.decidedBy = by.accountId;
  revision.decidedAt = by.at;
  revision.decisionReason = reason;
  await uow.em.flush();
  await recordTransition(uow, revision, from, by, reason);
}
