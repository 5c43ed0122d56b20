import { Link } from 'react-router';
import { useWords } from '../text/language.js';
import type { Findings } from './findings.js';
import type { SavingState, useSheetSaving } from './use-sheet-saving.js';

const tones: Record<SavingState, string> = {
  saved: 'good',
  waiting: 'info',
  saving: 'info',
  kept: 'warn',
  refused: 'bad',
};

/** How the sheet stands: saved or not, what is still wrong or missing, and the way on. */
export function SavingLine({ saving, findings }: { saving: ReturnType<typeof useSheetSaving>; findings: Findings }) {
  const { t } = useWords();
  const { state, refusal, filingId } = saving;
  return (
    <div className="row saving">
      <span role="status" className={`chip ${tones[state]}`}>
        {t(`edit.${state}`)}
      </span>
      {findings.errors > 0 && <span className="chip bad">{t('edit.errors', { n: findings.errors })}</span>}
      {findings.warnings > 0 && <span className="chip warn">{t('edit.warnings', { n: findings.warnings })}</span>}
      {findings.missing > 0 && <span className="chip">{t('edit.missing', { n: findings.missing })}</span>}
      {(state === 'kept' || state === 'refused') && (
        <button type="button" className="btn plain slim" onClick={saving.saveNow}>
          {t('edit.saveAgain')}
        </button>
      )}
      {filingId !== null && state === 'saved' && (
        <Link className="btn" to={`/bao-cao/${filingId}`}>
          {t('edit.review')}
        </Link>
      )}
      {refusal !== null && state === 'refused' && <p className="note bad wide">{refusal}</p>}
    </div>
  );
}
