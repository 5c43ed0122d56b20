import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { isChanged } from './compared-cells.js';
import type { Comparison } from './comparison.js';
import type { Definition, Filing } from './filing-query.js';

/** What a submission that answers a return, or amends, changed: each figure before and now. */
export function ChangedCells({
  filing,
  definition,
  against,
}: {
  filing: Filing;
  definition: Definition;
  against: Comparison;
}) {
  const { t, language } = useWords();
  if (against.before === null || filing.state !== 'SUBMITTED') return null;
  const { before } = against;
  const now = new Map(filing.figures.map((f) => [f.key, f.value]));
  const rows = definition.rows.filter(({ key }) => isChanged(key, now.get(key) ?? null, against));
  if (rows.length === 0) return <p className="note">{t('changes.nothing')}</p>;
  const marked = new Set(filing.marks.filter((m) => m.revision === filing.revision - 1).map((m) => m.key));
  const shown = (value: string | null | undefined) => printFigure(value, language) || t('filing.missing');
  return (
    <section className="card" aria-labelledby="changes">
      <h2 id="changes">{t('changes.title', { n: rows.length })}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            {row.tt}. {language === 'vi' ? row.labelVi : row.labelEn}:{' '}
            <b>{t('changes.fromTo', { before: shown(before.get(row.key)), now: shown(now.get(row.key)) })}</b>{' '}
            {row.unitVi} {marked.has(row.key) && <span className="chip info">{t('changes.marked')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
