import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant, printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { type Dataset, datasetsDocument, jobsDocument } from './builder-query.js';
import { ColumnPicker } from './column-picker.js';
import { type Definition, formats, inputOf, usualOf } from './definition.js';
import { ExportState } from './export-state.js';
import { FilterLines } from './filter-lines.js';
import { Preview } from './preview.js';
import { SavedDefinitions } from './saved-definitions.js';
import { useExport } from './use-export.js';

/** A planner's own table: which rows, which columns, in what order, as of when; looked at first, then taken home. */
export function ExportPage() {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['export-datasets'],
    queryFn: () => ask(datasetsDocument, {}),
    staleTime: 600_000,
  });
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('export.title')}</h1>
          <p className="soft">{t('export.lead')}</p>
        </div>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && <Builder datasets={query.data.exportDatasets} editions={query.data.editions.nodes} />}
      <Recent />
    </>
  );
}

function Builder({
  datasets,
  editions,
}: {
  datasets: readonly Dataset[];
  editions: readonly { id: string; period: string; revision: number }[];
}) {
  const { t, language } = useWords();
  const exporting = useExport();
  const [first] = datasets;
  const [definition, setDefinition] = useState<Definition | null>(first ? usualOf(first) : null);
  const dataset = datasets.find((d) => d.key === definition?.dataset);
  const editionNeeded = dataset?.edition === 'MUST';
  const [latest] = editions;
  // A table that only an edition can give begins with the newest.
  useEffect(() => {
    if (editionNeeded && latest)
      setDefinition((now) => (now && now.edition === '' ? { ...now, edition: latest.id } : now));
  }, [editionNeeded, latest]);
  if (!definition || !dataset) return null;
  const change = (next: Partial<Definition>) => setDefinition({ ...definition, ...next });
  const columns = dataset.columns.map((c): [string, string] => [c.key, c.label]);
  return (
    <>
      <section className="card" aria-labelledby="which">
        <h2 id="which">{t('export.which')}</h2>
        <div className="filters">
          <div className="field">
            <label htmlFor="dataset">{t('export.table')}</label>
            <select
              id="dataset"
              value={dataset.key}
              onChange={(e) => {
                const next = datasets.find((d) => d.key === e.target.value);
                if (next) setDefinition(usualOf(next));
              }}
            >
              {datasets.map((d) => (
                <option key={d.key} value={d.key}>
                  {language === 'vi' ? d.label : d.labelEn}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="edition">{t('export.edition')}</label>
            <select
              id="edition"
              value={definition.edition}
              disabled={dataset.edition === 'NEVER'}
              onChange={(e) => change({ edition: e.target.value })}
            >
              {!editionNeeded && <option value="">{t('export.present')}</option>}
              {editions.map((edition) => (
                <option key={edition.id} value={edition.id}>
                  {t('export.editionOf', { period: printPeriod(edition.period, language), n: edition.revision })}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="as-of">{t('export.asOf')}</label>
            <input id="as-of" type="date" value={definition.asOf} onChange={(e) => change({ asOf: e.target.value })} />
          </div>
        </div>
      </section>
      <SavedDefinitions definition={definition} load={setDefinition} />
      <ColumnPicker dataset={dataset} chosen={definition.columns} change={(next) => change({ columns: next })} />
      <FilterLines dataset={dataset} filters={definition.filters} change={(filters) => change({ filters })} />
      <section className="card" aria-labelledby="order">
        <h2 id="order">{t('export.order')}</h2>
        <div className="filters">
          {[0, 1].map((level) => (
            <Pick
              key={level}
              id={`group-${level}`}
              label={t(level === 0 ? 'export.groupBy' : 'export.thenBy')}
              value={definition.groupBy[level] ?? ''}
              options={columns}
              onChange={(key) => {
                const groupBy = [...definition.groupBy];
                groupBy[level] = key;
                change({ groupBy: groupBy.filter((k) => k !== '' && k !== undefined) });
              }}
            />
          ))}
          <Pick
            id="order-by"
            label={t('export.orderBy')}
            value={definition.orderBy}
            options={columns}
            onChange={(orderBy) => change({ orderBy })}
          />
          <div className="field">
            <label htmlFor="descending">{t('export.direction')}</label>
            <select
              id="descending"
              value={definition.descending ? '1' : ''}
              onChange={(e) => change({ descending: e.target.value === '1' })}
            >
              <option value="">{t('export.ascending')}</option>
              <option value="1">{t('export.descending')}</option>
            </select>
          </div>
        </div>
      </section>
      <Preview definition={definition} />
      <section className="card" aria-labelledby="take">
        <h2 id="take">{t('export.take')}</h2>
        <div className="row">
          <label htmlFor="format">{t('export.format')}</label>
          <select
            id="format"
            value={definition.format}
            onChange={(e) => change({ format: formats.find((f) => f === e.target.value) ?? 'XLSX' })}
          >
            {formats.map((format) => (
              <option key={format} value={format}>
                {t(`export.format.${format}`)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="btn"
            disabled={exporting.isBusy || definition.columns.length === 0}
            onClick={() => exporting.start({ table: inputOf(definition) })}
          >
            {t('export.make')}
          </button>
        </div>
        <ExportState exporting={exporting} />
      </section>
    </>
  );
}

function Pick(props: {
  id: string;
  label: string;
  value: string;
  options: readonly [string, string][];
  onChange: (value: string) => void;
}) {
  const { t } = useWords();
  return (
    <div className="field">
      <label htmlFor={props.id}>{props.label}</label>
      <select id={props.id} value={props.value} onChange={(e) => props.onChange(e.target.value)}>
        <option value="">{t('export.none')}</option>
        {props.options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Exports made before; their files are kept for some days. */
function Recent() {
  const { t, language } = useWords();
  const query = useQuery({ queryKey: ['export-jobs'], queryFn: () => ask(jobsDocument, {}), refetchInterval: 10_000 });
  const jobs = query.data?.exportJobs.nodes.filter((job) => job.state === 'DONE') ?? [];
  if (jobs.length === 0) return null;
  return (
    <section className="card" aria-labelledby="recent">
      <h2 id="recent">{t('export.recent')}</h2>
      <ul className="plain-list">
        {jobs.map((job) => (
          <li key={job.id}>
            <a href={`/api/exports/${job.id}`} download>
              {job.fileName}
            </a>{' '}
            <span className="small soft">
              {printInstant(job.createdAt, language)}
              {job.expiresAt !== null && ` · ${t('export.keptUntil', { at: printInstant(job.expiresAt, language) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
