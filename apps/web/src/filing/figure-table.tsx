import { Fragment, useState } from 'react';
import { useWords } from '../text/language.js';
import { ComparedHeads, comparedColumns } from './compared-cells.js';
import { type Comparison, standsOut } from './comparison.js';
import { FigureRow, MarkComment, type Review, type Row } from './figure-row.js';
import type { Definition, Filing, Mark } from './filing-query.js';
import './review.css';
import { Scroll } from '../ui/scroll.js';

/** The statutory table: sections, TT, label, unit, result, note; beside it what the figures are read against. */
export function FigureTable({
  definition,
  filing,
  marks,
  review,
  against,
}: {
  definition: Definition;
  filing: Filing;
  /** Marks to show beside their rows. */
  marks: readonly Mark[];
  /** Given to a reader who may mark cells now. */
  review: Review | null;
  /** Undefined while it is on its way. */
  against: Comparison | undefined;
}) {
  const { t, language } = useWords();
  const [onlyOdd, setOnlyOdd] = useState(false);
  const figures = new Map(filing.figures.map((f) => [f.key, f]));
  const marked = new Map(marks.map((mark) => [mark.key, mark]));
  const worst = worstByKey(filing);
  const label = (x: { labelVi: string; labelEn: string }) => (language === 'vi' ? x.labelVi : x.labelEn);
  const columns = (review === null ? 5 : 6) + (against === undefined ? 0 : comparedColumns(against));
  const toneOf = ({ key }: Row) => {
    const mark = marked.get(key);
    if (review?.marks.has(key)) return 'is-marked';
    return mark === undefined ? (worst.get(key) ?? '') : mark.open ? 'is-marked' : 'is-answered';
  };
  const isOdd = (row: Row) =>
    toneOf(row) !== '' || (against !== undefined && standsOut(row.key, figures.get(row.key)?.value ?? null, against));
  const rows = onlyOdd ? definition.rows.filter(isOdd) : definition.rows;
  return (
    <Scroll>
      {against !== undefined && (
        <div className="legend">
          <p className="soft small">
            {t(against.derived === null ? 'compare.legendShort' : 'compare.legend')}{' '}
            {against.last === null && t('compare.noLast')}
          </p>
          <label className="check small">
            <input type="checkbox" checked={onlyOdd} onChange={(e) => setOnlyOdd(e.target.checked)} />
            {t('compare.onlyOdd', { n: definition.rows.filter(isOdd).length })}
          </label>
        </div>
      )}
      <table className="stacked">
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
            {against !== undefined && <ComparedHeads against={against} />}
            <th scope="col">{t('filing.note')}</th>
            {review !== null && <th scope="col">{t('mark.column')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => {
            const section =
              row.section !== rows[i - 1]?.section
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
                <FigureRow
                  definition={definition}
                  row={row}
                  figure={figures.get(row.key)}
                  mark={marked.get(row.key)}
                  tone={toneOf(row)}
                  review={review}
                  against={against}
                />
                {review?.marks.has(row.key) && <MarkComment row={row} review={review} columns={columns} />}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function worstByKey(filing: Filing): ReadonlyMap<string, string> {
  const worst = new Map<string, string>();
  for (const p of filing.problems.nodes)
    if (p.key !== null && worst.get(p.key) !== 'has-error')
      worst.set(p.key, p.severity === 'ERROR' ? 'has-error' : 'has-warning');
  return worst;
}
