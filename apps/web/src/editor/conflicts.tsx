import type { FormDefinition } from '#lib/forms';
import { useWords } from '../text/language.js';
import { type Cell, chosen, type Sheet } from './sheet.js';

/** Cells that were changed here and by somebody else meanwhile: both answers are shown, the person chooses. */
export function Conflicts({
  sheet,
  definition,
  change,
}: {
  sheet: Sheet;
  definition: FormDefinition;
  change: (next: (sheet: Sheet) => Sheet) => void;
}) {
  const { t, language } = useWords();
  if (sheet.conflicts.length === 0) return null;
  return (
    <section className="note warn" aria-labelledby="conflicts" role="alert">
      <h2 id="conflicts">{t('edit.conflicts', { n: sheet.conflicts.length })}</h2>
      <p>{t('edit.conflictsHelp')}</p>
      <ul>
        {sheet.conflicts.map(({ key, mine, theirs }) => {
          const row = definition.rows.find((r) => r.key === key);
          const label = `${row?.tt ?? ''}. ${(language === 'vi' ? row?.labelVi : row?.labelEn) ?? key}`;
          return (
            <li key={key}>
              <fieldset className="row">
                <legend>{label}</legend>
                <button type="button" className="btn plain" onClick={() => change((s) => chosen(s, key, 'mine'))}>
                  {t('edit.mine')}: {said(mine, t('filing.missing'))}
                </button>
                <button type="button" className="btn plain" onClick={() => change((s) => chosen(s, key, 'theirs'))}>
                  {t('edit.theirs')}: {said(theirs, t('filing.missing'))}
                </button>
              </fieldset>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function said({ text, note }: Cell, missing: string): string {
  return `${text || missing}${note ? ` (${note})` : ''}`;
}
