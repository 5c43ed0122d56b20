import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import { DataTable } from '../ui/data-table.js';
import type { ClusterShown } from './cluster-query.js';

type Source = NonNullable<ClusterShown['decisions'][number]['source']>;

/** The papers and files the facts above come from, each once. */
export function DocumentList({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  const all = [
    ...cluster.planEntries,
    ...cluster.decisions,
    ...cluster.infrastructureProjects,
    ...cluster.tenants.nodes,
    ...cluster.observations.nodes,
  ].flatMap((fact): Source[] => (fact.source === null ? [] : [fact.source]));
  const sources = [...new Map(all.map((source) => [source.id, source])).values()];
  return (
    <section className="card" aria-labelledby="tai-lieu">
      <h2 id="tai-lieu">{t('cluster.documents')}</h2>
      {sources.length === 0 && <p className="soft">{t('cluster.noDocuments')}</p>}
      <ul className="plain-list">
        {sources.map((source) => (
          <li key={source.id}>
            {source.title}
            <span className="small soft">
              {source.asOf !== null && ` · ${printDay(source.asOf, language)}`}
              {source.fileName !== null && ` · ${t('cluster.file', { name: source.fileName })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES = { ERROR: 'bad', WARNING: 'warn', NOTE: '' } as const;

export function ProblemList({ cluster }: { cluster: ClusterShown }) {
  const { t } = useWords();
  return (
    <section className="card" aria-labelledby="van-de">
      <h2 id="van-de">
        {t('cluster.problems')} ({cluster.dataProblems.length})
      </h2>
      {cluster.dataProblems.length === 0 && <p className="soft">{t('cluster.noProblems')}</p>}
      <ul className="plain-list">
        {cluster.dataProblems.map((problem) => (
          <li key={problem.id}>
            <span className={`chip ${TONES[problem.severity]}`}>{t(`severity.${problem.severity}`)}</span>{' '}
            {problem.message} <span className="small soft">{t('problem.code', { code: problem.code })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What sources said, newest first; several statements of one fact stand side by side. */
export function ObservationTable({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  const { nodes, totalCount } = cluster.observations;
  return (
    <section className="card" aria-labelledby="ghi-nhan">
      <h2 id="ghi-nhan">
        {t('cluster.observations')} ({totalCount})
      </h2>
      {nodes.length > 0 && (
        <DataTable
          caption={t('cluster.observations')}
          columns={[
            { head: t('cluster.fact') },
            { head: t('cluster.value'), num: true },
            { head: t('cluster.unit'), isUnit: true },
            { head: t('cluster.day') },
            { head: t('cluster.asWritten') },
          ]}
          groups={[
            {
              key: 'all',
              rows: nodes.map((o) => ({
                key: o.id,
                cells: [
                  language === 'vi' ? o.label : o.labelEn,
                  printFigure(o.value, language),
                  o.unit,
                  printDay(o.observedOn, language),
                  <>
                    {o.asWritten}
                    {o.source !== null && <div className="small soft">{o.source.title}</div>}
                  </>,
                ],
              })),
            },
          ]}
        />
      )}
    </section>
  );
}
