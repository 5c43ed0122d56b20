import { memo } from 'react';
import type { FilingProblem, IndicatorDefinition } from '#lib/forms';
import type { EditorDerivedQuery } from '../gql/graphql.js';
import { RowHelpLine } from '../help/row-help-line.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { asTyped } from './server-cells.js';
import { type Cell, type Sheet, typed } from './sheet.js';

type Derived = EditorDerivedQuery['consolidatedForm']['figures'][number];

interface RowProps {
  readonly form: string;
  readonly legalBasis: string;
  readonly row: IndicatorDefinition;
  readonly cell: Cell;
  readonly isUnsaved: boolean;
  readonly isLocked: boolean;
  /** What the reviewer doubts about this row. */
  readonly mark: string | null;
  readonly problems: readonly FilingProblem[];
  /** How the text is understood. */
  readonly value: string | null;
  /** Sum of the row's parts, where it is one by its own label and all parts are known. */
  readonly sum: string | null;
  readonly last: string | null;
  /** What the register gives; null while that is not known, undefined in forms that have no such column. */
  readonly derived: Derived | null | undefined;
  readonly change: (next: (sheet: Sheet) => Sheet) => void;
}

/** One row of the law with the box for its answer; what is found about it stands under the box. */
export const EditorRow = memo(function EditorRow(props: RowProps) {
  const { form, legalBasis, row, cell, isUnsaved, isLocked, mark, problems, value, sum, last, derived, change } = props;
  const { t, language } = useWords();
  const id = row.key;
  const worst = problems.some((p) => p.severity === 'error') ? 'has-error' : problems.length > 0 ? 'has-warning' : '';
  const put = (text: string) => change((sheet) => typed(sheet, id, { text }));
  const printed = printFigure(value, language);
  const offer = (figure: string, words: string) => (
    <button type="button" className="btn plain slim" onClick={() => put(asTyped(figure, language))}>
      {words} <span className="visually-hidden">({row.tt})</span>
    </button>
  );
  const isOther = (figure: string | null): figure is string => figure !== null && figure !== value && !isLocked;
  return (
    <tr className={`${row.parent === null ? '' : 'child'} ${mark === null ? worst : 'is-marked'}`}>
      <td>{row.tt}</td>
      <td>
        <span id={`label-${id}`}>{language === 'vi' ? row.labelVi : row.labelEn}</span>
        <RowHelpLine
          rowKey={row.key}
          tt={row.tt}
          form={form}
          legalBasis={legalBasis}
          isCumulative={row.accumulation === 'cumulative'}
          openPoint={row.openPoint}
        />
        {mark !== null && <p className="doubt small">{mark}</p>}
      </td>
      <td className="num hide-small">{printFigure(last, language)}</td>
      {derived !== undefined && (
        <td className="num hide-small">
          {printFigure(derived?.derivedValue, language)}
          {derived && isOther(derived.derivedValue) && <div>{offer(derived.derivedValue, t('edit.take'))}</div>}
        </td>
      )}
      <td className="num answer">
        <input
          data-value={id}
          id={`value-${id}`}
          className={isUnsaved ? 'unsaved' : ''}
          inputMode="decimal"
          autoComplete="off"
          value={cell.text}
          disabled={isLocked}
          aria-labelledby={`label-${id}`}
          aria-describedby={`unit-${id} said-${id}`}
          aria-invalid={worst === 'has-error'}
          onChange={(e) => put(e.target.value)}
        />
        <div id={`said-${id}`} className="small said">
          {value !== null && printed !== cell.text && <p className="soft">{t('edit.readAs', { value: printed })}</p>}
          {isOther(sum) && (
            <p>
              {t('edit.sum', { value: printFigure(sum, language) })} {offer(sum, t('edit.take'))}
            </p>
          )}
          {problems.map((p) => (
            <p key={p.code}>{language === 'vi' ? p.message : (p.messageEn ?? p.message)}</p>
          ))}
        </div>
      </td>
      <td id={`unit-${id}`} className="unit">
        {row.unitVi}
      </td>
      <td className="hide-small">
        <input
          data-note={id}
          autoComplete="off"
          value={cell.note}
          disabled={isLocked}
          aria-label={`${t('filing.note')} ${row.tt}`}
          onChange={(e) => change((sheet) => typed(sheet, id, { note: e.target.value }))}
        />
      </td>
    </tr>
  );
});
