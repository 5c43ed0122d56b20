import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';

/** An account and the password its owner gets from the administrator; held by the page only, until it is left. */
export interface Handover {
  readonly email: string;
  readonly password: string;
}

/** An invitation that was made: its mail went out, or its address has to be handed over. */
export interface Invited {
  readonly email: string;
  readonly address: string;
  readonly mailed: boolean;
  readonly expiresAt: string;
}

/** What became of an invitation; the address shows this once, and only where the mail did not go out. */
export function InvitationSent({ invited, done }: { invited: Invited; done: () => void }) {
  const { t, language } = useWords();
  const { email, address, mailed, expiresAt } = invited;
  return (
    <div className={`note ${mailed ? 'good' : 'warn'}`} role="status">
      <p>{t(mailed ? 'invite.mailed' : 'invite.notMailed', { email, at: printInstant(expiresAt, language) })}</p>
      {!mailed && (
        <p>
          <output className="secret mail" aria-label={t('invite.address')}>
            {address}
          </output>
        </p>
      )}
      <button type="button" className="btn plain" onClick={done}>
        {t('admin.handedOver')}
      </button>
    </div>
  );
}

/** Shows a temporary password this once. */
export function TemporaryPassword({ handover, done }: { handover: Handover; done: () => void }) {
  const { t } = useWords();
  return (
    <div className="note good" role="status">
      <p>{t('admin.passwordOnce', { email: handover.email })}</p>
      <p>
        <output className="secret" aria-label={t('admin.temporaryPassword')}>
          {handover.password}
        </output>
      </p>
      <div className="row">
        <button
          type="button"
          className="btn plain"
          onClick={() => void navigator.clipboard?.writeText(handover.password)}
        >
          {t('admin.copy')}
        </button>
        <button type="button" className="btn plain" onClick={done}>
          {t('admin.handedOver')}
        </button>
      </div>
    </div>
  );
}
