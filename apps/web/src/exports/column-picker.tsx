import { useWords } from '../text/language.js';
import type { Dataset } from './builder-query.js';

/** The columns of the table in their printed order; those that are ticked stand in the file, moved by their arrows. */
export function ColumnPicker({
  dataset,
  chosen,
  change,
}: {
  dataset: Dataset;
  chosen: readonly string[];
  change: (chosen: string[]) => void;
}) {
  const { t } = useWords();
  const move = (key: string, by: number) => {
    const next = [...chosen];
    const from = next.indexOf(key);
    const to = from + by;
    if (to < 0 || to >= next.length) return;
    next.splice(from, 1);
    next.splice(to, 0, key);
    change(next);
  };
  const inOrder = chosen.flatMap((key) => dataset.columns.find((c) => c.key === key) ?? []);
  const rest = dataset.columns.filter((c) => !chosen.includes(c.key));
  return (
    <section className="card" aria-labelledby="columns">
      <h2 id="columns">
        {t('export.columns')} ({chosen.length}/{dataset.columns.length})
      </h2>
      <ol className="columns">
        {inOrder.map((column, i) => (
          <li key={column.key}>
            <label>
              <input type="checkbox" checked onChange={() => change(chosen.filter((key) => key !== column.key))} />{' '}
              {column.label}
            </label>
            <span className="nowrap">
              <button
                type="button"
                className="btn plain slim"
                disabled={i === 0}
                aria-label={t('export.earlier', { column: column.label })}
                onClick={() => move(column.key, -1)}
              >
                ↑
              </button>{' '}
              <button
                type="button"
                className="btn plain slim"
                disabled={i === inOrder.length - 1}
                aria-label={t('export.later', { column: column.label })}
                onClick={() => move(column.key, 1)}
              >
                ↓
              </button>
            </span>
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{t('export.moreColumns', { n: rest.length })}</summary>
          <ul className="columns">
            {rest.map((column) => (
              <li key={column.key}>
                <label>
                  <input type="checkbox" checked={false} onChange={() => change([...chosen, column.key])} />{' '}
                  {column.label}
                  {column.definition !== null && <span className="small soft"> {column.definition}</span>}
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
