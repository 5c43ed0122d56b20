import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SignedIn } from '../session/session.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import type { Filing } from './filing-query.js';
import { type FilingStep, take } from './filing-steps.js';

const ownKind: Record<string, string> = {
  department: 'PROVINCE',
  commune: 'COMMUNE',
  investor: 'CLUSTER',
  enterprise: 'PROJECT',
};

/** The reader's own unit files it; otherwise it comes to the reader. */
export function isOwn(filing: Filing, session: SignedIn): boolean {
  return ownKind[session.officeKind] === filing.filerKind;
}

/** Steps this reader may be able to take now; the server decides again. */
export function stepsFor(filing: Filing, session: SignedIn): readonly FilingStep[] {
  const may = (permission: string) => session.permissions.includes(permission);
  if (isOwn(filing, session)) {
    if (filing.state === 'DRAFT') return may('filing.submit') ? ['submit'] : [];
    return filing.state === 'ACCEPTED' && may('filing.prepare') ? ['amend'] : [];
  }
  if (!may('filing.decide')) return [];
  return filing.state === 'SUBMITTED' ? ['accept', 'return'] : filing.state === 'ACCEPTED' ? ['reopen'] : [];
}

/** The steps this reader may take now, with the reason where one is needed. */
export function FilingActions({ filing, marks }: { filing: Filing; marks: ReadonlyMap<string, string> }) {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const step = useMutation({
    mutationFn: (s: FilingStep) => take(s, filing, reason.trim(), marks),
    onSuccess: () => setReason(''),
    onSettled: () => client.invalidateQueries(),
  });
  const own = isOwn(filing, session);
  const steps = stepsFor(filing, session);
  const missing = filing.missingChildren.expected - filing.missingChildren.received;
  const lacksComment = [...marks.values()].some((comment) => comment.trim() === '');
  const needsReason = (s: FilingStep) => (s === 'submit' ? missing > 0 : s !== 'accept');
  const reasonLabel = steps.includes('submit')
    ? 'missing.reason'
    : steps.includes('amend')
      ? 'filing.amendReason'
      : 'filing.reason';
  const labelOf = (s: FilingStep) =>
    s === 'return' && marks.size > 0 ? t('filing.returnMarked', { n: marks.size }) : t(`filing.${s}`);
  return (
    <div className="card">
      <div aria-live="polite">{step.isError && <p className="note bad">{failureText(step.error, t)}</p>}</div>
      {filing.state === 'DRAFT' && own && steps.length === 0 && <p className="note">{t('filing.waitApprover')}</p>}
      {(filing.state === 'SUBMITTED' || filing.state === 'ACCEPTED') && own && (
        <p className="soft">{t('filing.readOnly')}</p>
      )}
      {steps.includes('return') && <p className="soft">{t('mark.howTo')}</p>}
      {steps.some(needsReason) && (
        <div className="field">
          <label htmlFor="reason">{t(reasonLabel)}</label>
          <textarea id="reason" rows={2} value={reason} onChange={(e) => setReason(e.target.value)} />
        </div>
      )}
      <div className="row">
        {steps.map((s) => {
          const waits = (needsReason(s) && reason.trim() === '') || (s === 'return' && lacksComment);
          return (
            <button
              key={s}
              type="button"
              className={`btn ${s === 'return' || s === 'reopen' ? 'bad' : ''} ${s === 'amend' ? 'plain' : ''}`}
              disabled={step.isPending || waits || (s === 'submit' && filing.openMarks > 0)}
              title={waits ? t('filing.reasonNeeded') : undefined}
              onClick={() => step.mutate(s)}
            >
              {labelOf(s)}
            </button>
          );
        })}
        {(filing.state === 'DRAFT' || filing.state === 'RETURNED') &&
          own &&
          session.permissions.includes('filing.prepare') && (
            <>
              <Link className="btn plain" to={`/soan/${filing.form}/${filing.period}/${filing.unit}`}>
                {t('desk.edit')}
              </Link>
              <Link className="btn plain" to={`/nop/${filing.form}/${filing.period}/${filing.unit}`}>
                {t('desk.upload')}
              </Link>
            </>
          )}
        {filing.fileId && (
          <a className="btn plain" href={`/api/files/${filing.fileId}`} download>
            {t('filing.download')}
          </a>
        )}
      </div>
    </div>
  );
}
