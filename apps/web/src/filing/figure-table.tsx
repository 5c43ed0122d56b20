import { Fragment } from 'react';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import type { Definition, Filing, Mark } from './filing-query.js';
import { AnswerChip } from './mark-answers.js';

/** Doubts that a reviewer is writing down; null: the cell is not marked. */
export interface Review {
  readonly marks: ReadonlyMap<string, string>;
  readonly mark: (key: string, comment: string | null) => void;
}

type Row = Definition['rows'][number];

/** The statutory table: sections, TT, label, unit, result, note. A missing figure is said, never shown as 0. */
export function FigureTable({
  definition,
  filing,
  marks,
  review,
}: {
  definition: Definition;
  filing: Filing;
  /** Marks to show beside their rows. */
  marks: readonly Mark[];
  /** Given to a reader who may mark cells now. */
  review: Review | null;
}) {
  const { t, language } = useWords();
  const figures = new Map(filing.figures.map((f) => [f.key, f]));
  const marked = new Map(marks.map((mark) => [mark.key, mark]));
  const worst = new Map<string, string>();
  for (const p of filing.problems.nodes)
    if (p.key !== null && worst.get(p.key) !== 'has-error')
      worst.set(p.key, p.severity === 'ERROR' ? 'has-error' : 'has-warning');
  const label = (x: { labelVi: string; labelEn: string }) => (language === 'vi' ? x.labelVi : x.labelEn);
  const columns = review === null ? 6 : 7;
  const toneOf = (row: Row) => {
    const mark = marked.get(row.key);
    if (review?.marks.has(row.key)) return 'is-marked';
    return mark === undefined ? (worst.get(row.key) ?? '') : mark.open ? 'is-marked' : 'is-answered';
  };
  return (
    <div className="scroll">
      <table>
        <caption>
          <b>{language === 'vi' ? definition.titleVi : definition.titleEn}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('filing.tt')}</th>
            <th scope="col">{t('filing.label')}</th>
            <th scope="col">{t('filing.unit')}</th>
            <th scope="col" className="num">
              {t('filing.value')}
            </th>
            <th scope="col">{t('filing.note')}</th>
            <th scope="col" className="hide-small">
              {t('filing.cell')}
            </th>
            {review !== null && <th scope="col">{t('mark.column')}</th>}
          </tr>
        </thead>
        <tbody>
          {definition.rows.map((row, i) => {
            const figure = figures.get(row.key);
            const mark = marked.get(row.key);
            const section =
              row.section !== definition.rows[i - 1]?.section
                ? definition.sections.find((s) => s.code === row.section)
                : undefined;
            return (
              <Fragment key={row.key}>
                {section && (
                  <tr className="section">
                    <th scope="rowgroup" colSpan={columns}>
                      {section.code}. {label(section)}
                    </th>
                  </tr>
                )}
                <tr className={`${row.parent === null ? '' : 'child'} ${toneOf(row)}`}>
                  <td>{row.tt}</td>
                  <td>
                    {label(row)}
                    {mark && (
                      <p className="doubt small">
                        {mark.comment} <AnswerChip mark={mark} />
                      </p>
                    )}
                  </td>
                  <td className="nowrap">{row.unitVi}</td>
                  <td className="num">
                    {figure?.value === null || figure === undefined ? (
                      <span className="soft small">{figure?.raw ?? t('filing.missing')}</span>
                    ) : (
                      printFigure(figure.value, language)
                    )}
                    {figure?.readAs && <div className="small soft">{figure.readAs}</div>}
                  </td>
                  <td>{figure?.note}</td>
                  <td className="soft small hide-small nowrap">
                    {figure?.cell && `${figure.sheet ?? ''} ${figure.cell}`}
                  </td>
                  {review !== null && (
                    <td>
                      <MarkButton row={row} review={review} />
                    </td>
                  )}
                </tr>
                {review?.marks.has(row.key) && (
                  <tr className="is-marked">
                    <td />
                    <td colSpan={columns - 1}>
                      <label htmlFor={`doubt-${row.key}`}>{t('mark.comment', { tt: row.tt })}</label>
                      <textarea
                        id={`doubt-${row.key}`}
                        rows={2}
                        className="wide"
                        value={review.marks.get(row.key) ?? ''}
                        onChange={(e) => review.mark(row.key, e.target.value)}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function MarkButton({ row, review }: { row: Row; review: Review }) {
  const { t } = useWords();
  const isMarked = review.marks.has(row.key);
  return (
    <button
      type="button"
      className="btn plain slim"
      aria-pressed={isMarked}
      aria-label={t('mark.button', { tt: row.tt })}
      onClick={() => review.mark(row.key, isMarked ? null : '')}
    >
      {t(isMarked ? 'mark.unmark' : 'mark.mark')}
    </button>
  );
}
