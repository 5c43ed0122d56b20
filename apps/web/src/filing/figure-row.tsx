import { RowHelpLine } from '../help/row-help-line.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { ComparedCells, ComparedLines } from './compared-cells.js';
import type { Comparison } from './comparison.js';
import type { Definition, Filing, Mark } from './filing-query.js';
import { AnswerChip } from './mark-answers.js';

/** Doubts that a reviewer is writing down; null: the cell is not marked. */
export interface Review {
  readonly marks: ReadonlyMap<string, string>;
  readonly mark: (key: string, comment: string | null) => void;
}

export type Row = Definition['rows'][number];

/** One row of the statutory table. A missing figure is said, never shown as 0. */
export function FigureRow({
  definition,
  row,
  figure,
  mark,
  tone,
  review,
  against,
}: {
  definition: Definition;
  row: Row;
  figure: Filing['figures'][number] | undefined;
  mark: Mark | undefined;
  tone: string;
  review: Review | null;
  against: Comparison | undefined;
}) {
  const { t, language } = useWords();
  const value = figure?.value ?? null;
  return (
    <tr className={`${row.parent === null ? '' : 'child'} ${tone}`}>
      <td>{row.tt}</td>
      <td>
        {language === 'vi' ? row.labelVi : row.labelEn}
        <RowHelpLine
          rowKey={row.key}
          tt={row.tt}
          form={definition.code}
          legalBasis={definition.legalBasis}
          isCumulative={row.accumulation === 'CUMULATIVE'}
          openPoint={row.openPoint}
        />
        {mark && (
          <p className="doubt small">
            {mark.comment} <AnswerChip mark={mark} />
          </p>
        )}
      </td>
      <td className="nowrap hide-small">{row.unitVi}</td>
      <td className="num value">
        {value === null ? (
          <span className="soft small">{figure?.raw ?? t('filing.missing')}</span>
        ) : (
          <>
            {printFigure(value, language)} <span className="only-small-inline small">{row.unitVi}</span>
          </>
        )}
        {figure?.readAs && <div className="small soft">{figure.readAs}</div>}
        {against !== undefined && <ComparedLines rowKey={row.key} value={value} against={against} unit={row.unitVi} />}
      </td>
      {against !== undefined && <ComparedCells rowKey={row.key} value={value} against={against} />}
      <td>
        {figure?.note}
        {figure?.cell && (
          <div className="soft small hide-small nowrap">
            {t('filing.cell')}: {`${figure.sheet ?? ''} ${figure.cell}`}
          </div>
        )}
      </td>
      {review !== null && (
        <td>
          <MarkButton row={row} review={review} />
        </td>
      )}
    </tr>
  );
}

/** Room for the doubt about a marked row. */
export function MarkComment({ row, review, columns }: { row: Row; review: Review; columns: number }) {
  const { t } = useWords();
  return (
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
