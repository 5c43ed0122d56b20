import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { previewDocument } from './builder-query.js';
import { type Definition, inputOf } from './definition.js';

const NUMBERS = new Set(['decimal', 'integer', 'percent']);

/** The first rows of the table as the file will have them. */
export function Preview({ definition }: { definition: Definition }) {
  const { t, language } = useWords();
  const table = useDeferredValue(inputOf(definition));
  const query = useQuery({
    queryKey: ['export-preview', { ...table, format: '' }],
    queryFn: async () => (await ask(previewDocument, { table })).exportPreview,
    placeholderData: keepPreviousData,
    enabled: table.columns?.length !== 0,
    retry: false,
  });
  const shown = (type: string | undefined, cell: string): string => {
    if (cell === '') return '';
    if (type === 'percent') return `${printFigure(cell, language)} %`;
    if (type !== undefined && NUMBERS.has(type)) return printFigure(cell, language);
    if (type === 'boolean') return t(cell === 'true' ? 'export.yes' : 'export.no');
    return type === 'date' ? printDay(cell, language) : cell;
  };
  return (
    <section className="card" aria-labelledby="preview">
      <h2 id="preview">{t('export.preview')}</h2>
      {table.columns?.length === 0 && <p className="note warn">{t('export.noColumns')}</p>}
      {query.isPending && query.fetchStatus !== 'idle' && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <p className="soft" aria-live="polite">
            {t('export.rows', { n: query.data.rows.length, all: query.data.rowCount, provinces: query.data.provinces })}
          </p>
          <Scroll>
            <table className="preview">
              <caption className="visually-hidden">{t('export.preview')}</caption>
              <thead>
                <tr>
                  {query.data.columns.map((c) => (
                    <th key={c.key} scope="col" className={NUMBERS.has(c.type) ? 'num' : undefined}>
                      {c.label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {numbered(query.data.rows).map(({ row, key }) => (
                  <tr key={key}>
                    {row.cells.map((cell, at) => {
                      const column = query.data.columns[at];
                      const isNumber = column !== undefined && NUMBERS.has(column.type);
                      return (
                        <td key={column?.key} className={isNumber ? 'num' : undefined}>
                          {shown(column?.type, cell)}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </>
      )}
    </section>
  );
}

/** Two rows may say the same: each has its place for a name. */
const numbered = <R,>(rows: readonly R[]): { row: R; key: string }[] =>
  rows.map((row, i) => ({ row, key: `row ${i}` }));
