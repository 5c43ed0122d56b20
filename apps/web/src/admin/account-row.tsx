import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, RequestFailure } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import {
  type AccountRow as Account,
  disableDocument,
  dropFactorDocument,
  enableDocument,
  inviteAgainDocument,
  resetDocument,
} from './documents.js';
import { roleText } from './role-text.js';
import type { Handover, Invited } from './temporary-password.js';

type Step = 'disable' | 'enable' | 'reset' | 'invite' | 'factor';

const SURE = {
  reset: 'admin.resetSure',
  disable: 'admin.disableSure',
  invite: 'invite.sure',
  factor: 'admin.factorSure',
  enable: 'admin.enable',
} as const;
const NAME = {
  reset: 'admin.reset',
  disable: 'admin.disable',
  invite: 'invite.again',
  factor: 'admin.factor',
  enable: 'admin.enable',
} as const;

/** Takes one step on an account. @returns the new temporary password or the invitation, where there is one */
async function take(step: Step, account: Account, reason: string): Promise<Handover | Invited | null> {
  const { id, email } = account;
  if (step === 'reset') {
    const { temporaryPassword, errors } = (await ask(resetDocument, { input: { id } })).resetPassword;
    refuse(errors);
    return { email, password: temporaryPassword ?? '' };
  }
  if (step === 'invite') {
    const { address, mailed, expiresAt, errors } = (await ask(inviteAgainDocument, { input: { id } })).inviteAgain;
    refuse(errors);
    return { email, address: address ?? '', mailed, expiresAt: expiresAt ?? '' };
  }
  if (step === 'disable') refuse((await ask(disableDocument, { input: { id, reason } })).disableAccount.errors);
  else if (step === 'factor')
    refuse((await ask(dropFactorDocument, { input: { id, reason } })).resetSecondFactor.errors);
  else refuse((await ask(enableDocument, { input: { id } })).enableAccount.errors);
  return null;
}

function refuse(errors: readonly { readonly code: string; readonly message: string }[]): void {
  const refusal = errors[0];
  if (refusal) throw new RequestFailure(refusal.code, refusal.message);
}

/** One account and what may be done to it; one's own is looked after by others. */
export function AccountRow({
  account,
  made,
  invited,
}: {
  account: Account;
  made: (handover: Handover) => void;
  invited: (invited: Invited) => void;
}) {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [asking, setAsking] = useState<Step | null>(null);
  const [reason, setReason] = useState('');
  const step = useMutation({
    mutationFn: (s: Step) => take(s, account, reason.trim()),
    onSuccess: async (handover) => {
      setAsking(null);
      setReason('');
      if (handover && 'password' in handover) made(handover);
      else if (handover) invited(handover);
      await client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const own = session.email === account.email;
  const shut = account.disabledAt !== null;
  return (
    <tr>
      <td>
        {account.name}
        <br />
        <span className="soft small">{account.email}</span>
      </td>
      <td>{account.office.name}</td>
      <td>{t(roleText[account.role])}</td>
      <td>
        <span className={`chip ${shut ? 'bad' : account.mustChangePassword ? 'warn' : 'good'}`}>
          {t(shut ? 'admin.shut' : account.mustChangePassword ? 'admin.temporary' : 'admin.open')}
        </span>{' '}
        {account.hasSecondFactor && <span className="chip info">{t('admin.guarded')}</span>}
      </td>
      <td>
        {own && <span className="soft small">{t('admin.own')}</span>}
        {!own && asking === null && (
          <div className="row">
            {shut ? (
              <button
                type="button"
                className="btn plain"
                disabled={step.isPending}
                onClick={() => step.mutate('enable')}
                aria-label={t('admin.enableOf', { email: account.email })}
              >
                {t('admin.enable')}
              </button>
            ) : (
              <>
                {account.mustChangePassword && (
                  <button
                    type="button"
                    className="btn plain"
                    onClick={() => setAsking('invite')}
                    aria-label={t('invite.againOf', { email: account.email })}
                  >
                    {t('invite.again')}
                  </button>
                )}
                <button
                  type="button"
                  className="btn plain"
                  onClick={() => setAsking('reset')}
                  aria-label={t('admin.resetOf', { email: account.email })}
                >
                  {t('admin.reset')}
                </button>
                {account.hasSecondFactor && (
                  <button
                    type="button"
                    className="btn plain"
                    onClick={() => setAsking('factor')}
                    aria-label={t('admin.factorOf', { email: account.email })}
                  >
                    {t('admin.factor')}
                  </button>
                )}
                <button
                  type="button"
                  className="btn bad"
                  onClick={() => setAsking('disable')}
                  aria-label={t('admin.disableOf', { email: account.email })}
                >
                  {t('admin.disable')}
                </button>
              </>
            )}
          </div>
        )}
        {asking !== null && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              step.mutate(asking);
            }}
          >
            <p className="small">{t(SURE[asking])}</p>
            {(asking === 'disable' || asking === 'factor') && (
              <div className="field">
                <label htmlFor={`why-${account.id}`}>{t('admin.reason')}</label>
                <input
                  id={`why-${account.id}`}
                  value={reason}
                  maxLength={500}
                  onChange={(e) => setReason(e.target.value)}
                  required
                />
              </div>
            )}
            <div className="row">
              <button type="submit" className="btn bad" disabled={step.isPending}>
                {t(NAME[asking])}
              </button>
              <button type="button" className="btn plain" onClick={() => setAsking(null)}>
                {t('admin.cancel')}
              </button>
            </div>
          </form>
        )}
        <div aria-live="polite">{step.isError && <p className="note bad">{failureText(step.error, t)}</p>}</div>
      </td>
    </tr>
  );
}
