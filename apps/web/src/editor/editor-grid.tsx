import { type ClipboardEvent, Fragment, type KeyboardEvent, useCallback } from 'react';
import { sumOfParts } from '#lib/forms';
import type { EditorDerivedQuery } from '../gql/graphql.js';
import { useWords } from '../text/language.js';
import { printPeriod } from '../text/print.js';
import { periodBefore, type SheetFiling } from './editor-query.js';
import { EditorRow } from './editor-row.js';
import type { Findings } from './findings.js';
import type { FormLaw } from './form-law.js';
import { pasted } from './paste.js';
import { asTyped } from './server-cells.js';
import { cellOf, type Sheet, typed, unsaved } from './sheet.js';

interface GridProps {
  readonly law: FormLaw;
  readonly sheet: Sheet;
  readonly change: (next: (sheet: Sheet) => Sheet) => void;
  readonly findings: Findings;
  /** Rows that may change; null: all. */
  readonly only: ReadonlySet<string> | null;
  readonly marks: SheetFiling['marks'];
  readonly derived: EditorDerivedQuery['consolidatedForm']['figures'];
  readonly last: readonly { readonly key: string; readonly value: string | null }[];
  readonly lastPeriod: string;
}

/** The statutory table with a box for each answer. Arrow keys and Enter walk through it as through a spreadsheet. */
export function EditorGrid(props: GridProps) {
  const { law, sheet, change, findings, only, marks, derived, last } = props;
  const { t, language } = useWords();
  const { definition } = law;
  const open = new Set(unsaved(sheet));
  const hasDerived = definition.code === '03' || definition.code === '04';
  const columns = hasDerived ? 7 : 6;
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLTableElement>) => walk(event), []);
  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLTableElement>) => {
      const from = (event.target as HTMLElement).dataset['value'];
      if (from === undefined) return;
      const texts = pasted(event.clipboardData.getData('text/plain'), definition, from);
      if (texts === null) return;
      event.preventDefault();
      const allowed = texts.filter(({ key }) => only === null || only.has(key));
      change((before) => allowed.reduce((next, { key, text }) => typed(next, key, { text }), before));
    },
    [definition, only, change],
  );
  const fillBlanks = () =>
    change((before) =>
      derived
        .filter(({ key }) => cellOf(before.cells, key).text === '' && (only === null || only.has(key)))
        .reduce(
          (next, { key, derivedValue }) =>
            derivedValue === null ? next : typed(next, key, { text: asTyped(derivedValue, language) }),
          before,
        ),
    );
  return (
    <div className="scroll">
      {derived.length > 0 && (
        <button type="button" className="btn plain" onClick={fillBlanks}>
          {t('edit.fillBlanks')}
        </button>
      )}
      <table className="sheet" onKeyDown={onKeyDown} onPaste={onPaste}>
        <caption>
          <b>{language === 'vi' ? definition.titleVi : definition.titleEn}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('filing.tt')}</th>
            <th scope="col">{t('filing.label')}</th>
            <th scope="col" className="num hide-small">
              {printPeriod(periodBefore(props.lastPeriod), language)}
            </th>
            {hasDerived && (
              <th scope="col" className="num hide-small">
                {t('edit.derived')}
              </th>
            )}
            <th scope="col" className="num">
              {t('filing.value')}
            </th>
            <th scope="col">{t('filing.unit')}</th>
            <th scope="col" className="hide-small">
              {t('filing.note')}
            </th>
          </tr>
        </thead>
        <tbody>
          {definition.rows.map((row, i) => {
            const section = definition.sections.find((s) => s.code === row.section);
            const isNew = row.section !== definition.rows[i - 1]?.section;
            return (
              <Fragment key={row.key}>
                {section && isNew && (
                  <tr className="section">
                    <th scope="rowgroup" colSpan={columns}>
                      {section.code}. {language === 'vi' ? section.labelVi : section.labelEn}
                    </th>
                  </tr>
                )}
                <EditorRow
                  form={definition.code}
                  legalBasis={definition.legalBasis}
                  row={row}
                  cell={cellOf(sheet.cells, row.key)}
                  isUnsaved={open.has(row.key)}
                  isLocked={only !== null && !only.has(row.key)}
                  mark={marks.find((m) => m.key === row.key)?.comment ?? null}
                  problems={findings.byKey.get(row.key) ?? NO_PROBLEMS}
                  value={findings.values[row.key] ?? null}
                  sum={sumOfParts(row, findings.values)}
                  last={last.find((f) => f.key === row.key)?.value ?? null}
                  derived={hasDerived ? (derived.find((f) => f.key === row.key) ?? null) : undefined}
                  change={change}
                />
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const NO_PROBLEMS: readonly never[] = [];

/** Enter and the arrows go to the box below or above in the same column; Tab goes on as in every page. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step =
    event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : event.key !== 'Enter' ? 0 : event.shiftKey ? -1 : 1;
  const box = event.target;
  if (step === 0 || event.ctrlKey || event.altKey || event.metaKey || !(box instanceof HTMLInputElement)) return;
  const kind = box.dataset['value'] === undefined ? '[data-note]' : '[data-value]';
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input${kind}:not(:disabled)`)];
  const next = boxes[boxes.indexOf(box) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.select();
}
