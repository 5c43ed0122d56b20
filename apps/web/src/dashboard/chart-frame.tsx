import { type ReactNode, useId, useState } from 'react';
import { ExportState } from '../exports/export-state.js';
import { useExport } from '../exports/use-export.js';
import type { RequestExportInput } from '../gql/graphql.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { DataTable } from '../ui/data-table.js';

export interface Line {
  readonly key: string;
  readonly label: string;
  readonly values: readonly (string | null)[];
}

/**
 * What stands around every chart: title, unit, definition, coverage and edition printed on it; the table behind it; an
 * export of the figures behind it.
 */
export function ChartFrame(props: {
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
  readonly coverage: string;
  readonly axis: string;
  readonly series: readonly string[];
  readonly lines: readonly Line[];
  /** Drawn without any figure, too: the map still leads to the provinces. */
  readonly always?: boolean;
  /** The edition the figures are of, in words; null: the present state. */
  readonly edition?: string | null;
  readonly exported: RequestExportInput;
  readonly children: ReactNode;
}) {
  const { t, language } = useWords();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const id = useId();
  const exporting = useExport();
  const { title, unit, definition, coverage, axis, series, lines, exported, children } = props;
  const hasData = lines.some((line) => line.values.some((value) => value !== null));
  return (
    <figure className="card chart">
      <figcaption>
        <h2>
          {title}{' '}
          <span className="chart-unit" data-part="unit">
            ({unit})
          </span>
        </h2>
        {series.length > 1 && (
          <ul className="legend">
            {series.map((name, i) => (
              <li key={name}>
                <span className={`swatch s${i + 1}`} aria-hidden="true" /> {name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      {!hasData && <p className="soft nothing">{t('dashboard.nothing')}</p>}
      {(hasData || props.always === true) && children}
      <dl className="chart-notes small soft">
        <div>
          <dt>{t('dashboard.coverage')}</dt>
          <dd data-part="coverage">{coverage}</dd>
        </div>
        <div>
          <dt>{t('cluster.definition')}</dt>
          <dd data-part="definition">{definition}</dd>
        </div>
        <div>
          <dt>{t('dashboard.edition')}</dt>
          <dd data-part="edition">{props.edition ?? t('dashboard.present')}</dd>
        </div>
      </dl>
      <div className="row no-print">
        <button
          type="button"
          className="btn plain slim"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`${t(open ? 'dashboard.hideTable' : 'dashboard.showTable')}: ${title}`}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'dashboard.hideTable' : 'dashboard.showTable')}
        </button>
        {session.permissions.includes('export.create') && (
          <button
            type="button"
            className="btn plain slim"
            data-export
            disabled={exporting.isBusy}
            aria-label={`${t('export.make')}: ${title}`}
            onClick={() => exporting.start(exported)}
          >
            {t('export.make')}
          </button>
        )}
      </div>
      <ExportState exporting={exporting} />
      <div id={id} hidden={!open}>
        {open && (
          <DataTable
            caption={title}
            columns={[{ head: axis }, ...series.map((head) => ({ head, unit, num: true }))]}
            groups={[
              {
                key: 'all',
                rows: lines.map((line) => ({
                  key: line.key,
                  cells: [
                    line.label,
                    ...line.values.map((value) =>
                      value === null ? t('filing.missing') : printFigure(value, language),
                    ),
                  ],
                })),
              },
            ]}
          />
        )}
      </div>
    </figure>
  );
}
