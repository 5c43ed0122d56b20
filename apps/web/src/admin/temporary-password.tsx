import { useWords } from '../text/language.js';

/** An account and the password its owner gets from the administrator; held by the page only, until it is left. */
export interface Handover {
  readonly email: string;
  readonly password: string;
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
