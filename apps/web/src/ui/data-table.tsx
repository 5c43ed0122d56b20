import { Fragment, type ReactNode } from 'react';
import { useWords } from '../text/language.js';
import { Scroll } from './scroll.js';

export interface Column {
  readonly head: string;
  /** Unit of every figure in the column; printed behind the heading. */
  readonly unit?: string;
  /** Figures: to the right, digits below digits. */
  readonly num?: boolean;
  /** The column that holds the unit of each row. */
  readonly isUnit?: boolean;
}

export interface Row {
  readonly key: string;
  /** One for each column; the first is the row's heading. */
  readonly cells: readonly ReactNode[];
}

export interface Group {
  readonly key: string;
  /** Heading across the table; left out for a table without groups. */
  readonly title?: string;
  readonly rows: readonly Row[];
}

/** A short table that becomes a list of cards on a phone: each cell then says its heading itself. */
export function DataTable({
  caption,
  showCaption = false,
  columns,
  groups,
  foot,
}: {
  caption: string;
  showCaption?: boolean;
  columns: readonly Column[];
  groups: readonly Group[];
  foot?: ReactNode;
}) {
  const { t } = useWords();
  const labels = columns.map((c) => (c.unit === undefined ? c.head : `${c.head} (${c.unit})`));
  const isEmpty = groups.every((group) => group.rows.length === 0);
  return (
    <Scroll>
      <table className="stack">
        <caption className={showCaption ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={column.head} scope="col" className={classOf(column)}>
                {labels[i]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.key}>
              {group.title !== undefined && (
                <tr className="section">
                  <th scope="rowgroup" colSpan={columns.length}>
                    {group.title}
                  </th>
                </tr>
              )}
              {group.rows.map((row) => (
                <tr key={row.key}>
                  {row.cells.map((cell, i) => {
                    const column = columns[i];
                    if (column === undefined) return null;
                    if (i === 0)
                      return (
                        <th key={column.head} scope="row">
                          {cell}
                        </th>
                      );
                    return (
                      <td key={column.head} className={classOf(column)} data-label={labels[i]}>
                        {cell}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </Fragment>
          ))}
          {isEmpty && (
            <tr>
              <td colSpan={columns.length} className="soft">
                {t('app.empty')}
              </td>
            </tr>
          )}
        </tbody>
        {Boolean(foot) && (
          <tfoot>
            <tr className="total" data-total>
              <th scope="row" colSpan={columns.length}>
                {foot}
              </th>
            </tr>
          </tfoot>
        )}
      </table>
    </Scroll>
  );
}

const classOf = ({ num, isUnit }: Column): string | undefined => (num ? 'num' : isUnit ? 'unit' : undefined);
