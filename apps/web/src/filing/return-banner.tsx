import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { type Filing, marksInPlay } from './filing-query.js';

/** Why and when the filing came back, and what is still to be answered; stays until it is sent again. */
export function ReturnBanner({ filing }: { filing: Filing }) {
  const { t, language } = useWords();
  const { returned } = filing;
  if (returned === null) return null;
  const marked = marksInPlay(filing).length;
  return (
    <div className="note bad" role="alert">
      <p>
        <b>{t('return.title', { at: printInstant(returned.at, language) })}</b>
        {returned.byName && <span className="small"> · {returned.byName}</span>}
      </p>
      <p>{returned.reason}</p>
      <p>
        {marked === 0 ? (
          t('return.whole')
        ) : (
          <>
            {t('return.marked', { n: marked })}{' '}
            <span className={`chip ${filing.state === 'DRAFT' && filing.openMarks === 0 ? 'good' : 'bad'}`}>
              {filing.openMarks === 0 ? t('return.answered') : t('return.open', { n: filing.openMarks })}
            </span>
          </>
        )}
      </p>
    </div>
  );
}
