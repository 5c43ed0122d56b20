import type { Caller } from '#lib/access';
import type { UnitOfWork } from '#lib/persistence';
import { formFiledBy, type ObligationView, obligationsByIds, receiversOf } from '#lib/regime';
import { type Filing, FilingEntity, type FilingRevision, FilingRevisionEntity } from './entities/index.js';
import { filingError } from './errors.js';
import type { Actor, FilingAction, FilingMove, Matter } from './rules/transitions.js';
import { judge } from './rules/transitions.js';

/** What stands on one obligation's sheet: the filing and its latest revision, if anything was begun. */
export interface FilingSheet {
  readonly obligation: ObligationView;
  readonly filing: Filing | null;
  readonly latest: FilingRevision | null;
}

/**
 * Reads the sheet and keeps others from changing it until the transaction ends: every change of a filing begins
 * here, so changes of one obligation happen one after the other.
 * @throws DomainError FILING_UNKNOWN when the obligation is not in sight
 */
export async function lockSheet(uow: UnitOfWork, obligationId: string): Promise<FilingSheet> {
  // Not "for update" on the obligation: row-level security would quietly lock nothing for who may not change it.
  await uow.em.execute('select pg_advisory_xact_lock(hashtextextended(?::text, 0))', [obligationId]);
  const obligation = (await obligationsByIds(uow, [obligationId])).get(obligationId);
  if (obligation === undefined) throw filingError('FILING_UNKNOWN');
  const filing = await uow.em.findOne(FilingEntity, { obligationId });
  if (filing === null) return { obligation, filing, latest: null };
  const latest = await uow.em.findOne(FilingRevisionEntity, { filingId: filing.id, revision: filing.currentRevision });
  return { obligation, filing, latest };
}

/** The sheet of a filing. @throws DomainError FILING_UNKNOWN */
export async function lockSheetOf(
  uow: UnitOfWork,
  filingId: string,
): Promise<FilingSheet & { filing: Filing; latest: FilingRevision }> {
  const seen = await uow.em.findOne(FilingEntity, { id: filingId });
  if (seen === null) throw filingError('FILING_UNKNOWN', {}, 'id');
  const sheet = await lockSheet(uow, seen.obligationId);
  // The filing may have moved on while this transaction waited for the lock.
  await uow.em.refresh(seen);
  const latest = await uow.em.findOne(FilingRevisionEntity, { filingId, revision: seen.currentRevision });
  if (latest === null) throw filingError('FILING_UNKNOWN', {}, 'id');
  return { ...sheet, filing: seen, latest };
}

/** What a person looked at when deciding on a change. */
export interface Seen {
  readonly version: number | null;
  readonly revision?: number | null;
}

/** The step, if this person may take it now. @throws DomainError with the refusal's code */
export function allow(
  action: FilingAction,
  sheet: FilingSheet,
  caller: Caller,
  reason: string | null,
  decidedByOffice: string | null = null,
): FilingMove {
  const matter = { ...matterOf(sheet), decidedByOffice };
  const verdict = judge(action, matter, actorOf(caller, sheet.obligation), reason);
  if (verdict.allowed !== undefined) return verdict.allowed;
  throw filingError(
    verdict.refused,
    words(sheet.obligation),
    verdict.refused === 'REASON_REQUIRED' ? 'reason' : undefined,
  );
}

/** @throws DomainError STALE_REVISION when somebody changed the filing after it was looked at */
export function refuseStale(sheet: FilingSheet, seen: Seen): void {
  const { latest, obligation } = sheet;
  const current = latest === null ? '—' : `${latest.revision}.${latest.version}`;
  const sameRevision = seen.revision === undefined || seen.revision === null || seen.revision === latest?.revision;
  if (sameRevision && (latest === null ? seen.version === null : seen.version === latest.version)) return;
  const given = `${seen.revision ?? latest?.revision ?? '—'}.${seen.version ?? '—'}`;
  throw filingError('STALE_REVISION', { ...words(obligation), current, given }, 'version');
}

/** @throws DomainError OBLIGATION_CLOSED */
export function refuseClosed(obligation: ObligationView): void {
  if (obligation.state === 'open') return;
  throw filingError('OBLIGATION_CLOSED', { ...words(obligation), reason: obligation.stateReason ?? obligation.state });
}

/** The names every sentence of this room may use. */
export function words(obligation: ObligationView): Record<string, string> {
  return { form: obligation.form, period: obligation.period, unit: obligation.filerName };
}

export function actorOf(caller: Caller, obligation: Pick<ObligationView, 'form'>): Actor {
  return {
    accountId: caller.accountId,
    officeId: caller.officeId,
    officeKind: caller.officeKind,
    permissions: caller.permissions,
    files: formFiledBy(caller.officeKind) === obligation.form,
    receives: receiversOf(obligation.form).includes(caller.officeKind),
  };
}

function matterOf({ latest }: FilingSheet): Omit<Matter, 'decidedByOffice'> {
  return {
    state: latest?.state ?? null,
    preparedBy: latest?.createdBy ?? null,
    submittedBy: latest?.submittedBy ?? null,
  };
}
