import type { FormDefinition } from '#lib/forms';
import type { UnitOfWork } from '#lib/persistence';
import {
  type ChildrenView,
  childrenOf,
  holdChildren,
  isConsolidating,
  recordInputs,
  standingAbove,
} from './children.js';
import { doubtsOpen } from './doubts.js';
import type { Filing, FilingRevision } from './entities/index.js';
import { filingError } from './errors.js';
import { type FilingSheet, words } from './filing-sheet.js';
import { marksInPlay, rowsInWords } from './marks.js';
import type { InstallationKey } from './receipt/installation-key.js';
import { issueReceipt } from './receipt/receipt-store.js';
import { type FilingMove, unmetNeed } from './rules/transitions.js';
import { type Hand, recordTransition } from './transition-log.js';

/** How many missing filings a sentence names. */
const NAMED = 5;

/**
 * Looks at what a submission needs besides its state. What comes from below is held as it is until the transaction ends.
 * @returns what has come from below; null for a form that nothing goes into
 * @throws DomainError MARKS_OPEN, DOUBTS_OPEN, MISSING_CHILDREN_REASON
 */
export async function submissionNeeds(
  uow: UnitOfWork,
  step: FilingMove,
  sheet: FilingSheet,
  definition: FormDefinition,
  reason: string | null,
): Promise<ChildrenView | null> {
  const open = ((await marksInPlay(uow, sheet))?.marks ?? []).filter((mark) => !mark.answer);
  const children = await childrenAbove(uow, sheet);
  const missing = children === null ? 0 : children.expected - children.received;
  const doubts = sheet.latest === null ? [] : await doubtsOpen(uow, sheet.latest);
  const now = { openMarks: open.length, openDoubts: doubts.length, missingChildren: missing, standingAbove: 0 };
  const about = words(sheet.obligation);
  switch (unmetNeed(step, now, reason)) {
    case 'MARKS_OPEN': {
      const keys = open.map((mark) => mark.key);
      throw filingError('MARKS_OPEN', { ...about, count: open.length, cells: rowsInWords(definition, keys) });
    }
    case 'DOUBTS_OPEN': {
      const keys = [...new Set(doubts.map((doubt) => doubt.key))];
      throw filingError('DOUBTS_OPEN', { ...about, count: doubts.length, cells: rowsInWords(definition, keys) });
    }
    case 'MISSING_CHILDREN_REASON': {
      const named = (children?.missing ?? []).slice(0, NAMED).map((c) => `Biểu ${c.form} ${c.unitName}`);
      const names = missing > NAMED ? [...named, '…'].join('; ') : named.join('; ');
      throw filingError('MISSING_CHILDREN_REASON', { ...about, count: missing, names }, 'reason');
    }
    default:
      return children;
  }
}

async function childrenAbove(uow: UnitOfWork, { obligation }: FilingSheet): Promise<ChildrenView | null> {
  if (!isConsolidating(obligation.form)) return null;
  await holdChildren(uow, obligation.id);
  return (await childrenOf(uow, [obligation.id])).get(obligation.id) ?? null;
}

/** Freezes the draft under the next running number, with its receipt and what it was built on. */
export async function sendOff(
  uow: UnitOfWork,
  filing: Filing,
  draft: FilingRevision,
  children: ChildrenView | null,
  reason: string | null,
  by: Hand,
  key: InstallationKey,
): Promise<void> {
  const [next] = await uow.em.execute<{ n: string }[]>(`select nextval('receipt_number')::text as n`);
  draft.state = 'submitted';
  draft.version += 1;
  draft.submittedBy = by.accountId;
  draft.submittedAt = by.at;
  draft.receiptNumber = [filing.period, filing.form, filing.filerRef, (next?.n ?? '').padStart(6, '0')].join('/');
  if (children !== null && children.missing.length > 0) {
    draft.missingReason = reason;
    draft.missingChildren = children.missing.map(({ form, unit, unitName }) => ({ form, unit, unitName }));
  }
  await uow.em.flush();
  await recordTransition(uow, draft, 'draft', by, reason);
  if (children !== null) await recordInputs(uow, filing.id, draft.revision);
  await issueReceipt(uow, filing, draft, key);
}

/** Undo goes from the top down. @throws DomainError UNDO_ABOVE_FIRST naming the filings above */
export async function refuseBuiltUpon(uow: UnitOfWork, step: FilingMove, sheet: FilingSheet): Promise<void> {
  const above = await standingAbove(uow, sheet.filing?.id ?? '');
  const now = { openMarks: 0, openDoubts: 0, missingChildren: 0, standingAbove: above.length };
  const unmet = unmetNeed(step, now, null);
  if (unmet === null) return;
  const names = above.map(({ form, filerName }) => `Biểu ${form} ${filerName}`).join('; ');
  throw filingError(unmet, { ...words(sheet.obligation), names });
}
