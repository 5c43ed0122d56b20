import { useWords } from '../text/language.js';
import { rowHelp } from './row-help.js';

/** Help of one row behind a summary: what is counted, whether it runs on, and the place in the law. */
export function RowHelpLine({
  rowKey,
  tt,
  form,
  legalBasis,
  isCumulative,
  openPoint,
}: {
  rowKey: string;
  tt: string;
  form: string;
  /** Legal basis of the form, as its data names it. */
  legalBasis: string;
  isCumulative: boolean;
  openPoint: string | null;
}) {
  const { t, language } = useWords();
  const help = rowHelp[rowKey];
  return (
    <details className="small">
      <summary>
        {t('edit.help')} <span className="visually-hidden">{tt}</span>
      </summary>
      {help && <p>{language === 'vi' ? help.vi : help.en}</p>}
      <p>{t(isCumulative ? 'edit.cumulative' : 'edit.inPeriod')}</p>
      <p className="soft">
        {t('help.source')}: {t('help.ofForm', { form, tt })}
        {help?.law && `; ${help.law}`}. {t('help.basis')}: <span lang="en">{legalBasis}</span>
      </p>
      {openPoint !== null && (
        <p className="soft">
          <b>{t('consolidated.open')}:</b> <span lang="en">{openPoint}</span>
        </p>
      )}
    </details>
  );
}
