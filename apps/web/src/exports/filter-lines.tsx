import { useWords } from '../text/language.js';
import type { Dataset } from './builder-query.js';
import { type FilterLine, operatorsOf, wantsValue } from './definition.js';

const MOST = 20;

/** Conditions on columns, joined by "and". */
export function FilterLines({
  dataset,
  filters,
  change,
}: {
  dataset: Dataset;
  filters: readonly FilterLine[];
  change: (filters: FilterLine[]) => void;
}) {
  const { t } = useWords();
  const [first] = dataset.columns;
  const put = (at: number, next: Partial<FilterLine>) =>
    change(filters.map((f, i) => (i === at ? { ...f, ...next } : f)));
  return (
    <section className="card" aria-labelledby="filters">
      <h2 id="filters">{t('export.filters')}</h2>
      {filters.length === 0 && <p className="soft">{t('export.noFilters')}</p>}
      {filters.map((filter, i) => {
        const column = dataset.columns.find((c) => c.key === filter.column);
        const operators = column ? operatorsOf(column) : [];
        const n = i + 1;
        return (
          <fieldset key={filter.id} className="row filter-line">
            <legend className="visually-hidden">{t('export.filter', { n })}</legend>
            <select
              aria-label={t('export.filterColumn', { n })}
              value={filter.column}
              onChange={(e) => {
                const next = dataset.columns.find((c) => c.key === e.target.value);
                const [operator = 'ANY_OF'] = next ? operatorsOf(next) : [];
                put(i, { column: e.target.value, operator, text: '' });
              }}
            >
              {dataset.columns.map((c) => (
                <option key={c.key} value={c.key}>
                  {c.label}
                </option>
              ))}
            </select>
            <select
              aria-label={t('export.filterOperator', { n })}
              value={filter.operator}
              onChange={(e) => put(i, { operator: operators.find((o) => o === e.target.value) ?? 'ANY_OF' })}
            >
              {operators.map((operator) => (
                <option key={operator} value={operator}>
                  {t(`export.operator.${operator}`)}
                </option>
              ))}
            </select>
            {wantsValue(filter.operator) && (
              <input
                aria-label={t('export.filterValue', { n })}
                type={column?.type === 'date' && filter.operator !== 'ANY_OF' ? 'date' : 'text'}
                value={filter.text}
                placeholder={filter.operator === 'ANY_OF' ? t('export.several') : undefined}
                onChange={(e) => put(i, { text: e.target.value })}
              />
            )}
            <button
              type="button"
              className="btn plain slim"
              aria-label={t('export.dropFilter', { n })}
              onClick={() => change(filters.filter((_, at) => at !== i))}
            >
              ✕
            </button>
          </fieldset>
        );
      })}
      {filters.length < MOST && first && (
        <button
          type="button"
          className="btn plain"
          onClick={() =>
            change([
              ...filters,
              { id: crypto.randomUUID(), column: first.key, operator: operatorsOf(first)[0] ?? 'ANY_OF', text: '' },
            ])
          }
        >
          {t('export.addFilter')}
        </button>
      )}
    </section>
  );
}
