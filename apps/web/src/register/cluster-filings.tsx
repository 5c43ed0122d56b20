import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printDay, printFigure, printForm, printPeriod } from '../text/print.js';
import { DataTable } from '../ui/data-table.js';
import { Failure, Loading, StateChip } from '../ui/states.js';
import { type ClusterShown, clusterFilingsDocument } from './cluster-query.js';

/** Filings that speak of the cluster: its own form 02, and the forms of its commune and province that add it up. */
export function ClusterFilings({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  const session = useSession();
  const query = useQuery({
    queryKey: ['cluster-filings', cluster.code],
    queryFn: () =>
      ask(clusterFilingsDocument, {
        code: cluster.code,
        commune: cluster.leadCommuneCode,
        province: cluster.provinceCode,
      }),
    enabled: session.permissions.includes('filing.read'),
  });
  if (!session.permissions.includes('filing.read')) return null;
  const { own, commune, province, clusterHistory = [] } = query.data ?? {};
  const filings = [own, commune, province].flatMap((list) => list?.nodes ?? []);
  return (
    <section className="card" aria-labelledby="bao-cao">
      <h2 id="bao-cao">{t('cluster.filings')}</h2>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && filings.length === 0 && <p className="soft">{t('cluster.noFilings')}</p>}
      <ul className="plain-list">
        {filings.map((filing) => (
          <li key={filing.id}>
            <Link to={`/bao-cao/${filing.id}`}>
              {printForm(filing.form, language)}, {printPeriod(filing.period, language)}
            </Link>{' '}
            {filing.unitName} <StateChip state={filing.state.toLowerCase()} />
            {filing.submittedAt !== null && (
              <span className="small soft"> {printDay(filing.submittedAt, language)}</span>
            )}
          </li>
        ))}
      </ul>
      {clusterHistory.length > 0 && (
        <DataTable
          caption={t('cluster.history')}
          showCaption
          columns={[
            { head: t('desk.period') },
            { head: t('figure.landReady'), unit: 'ha', num: true },
            { head: t('figure.landLeased'), unit: 'ha', num: true },
            { head: t('figure.occupancy'), unit: '%', num: true },
            { head: t('figure.projects'), unit: t('unit.project'), num: true },
            { head: t('figure.labour'), unit: t('unit.person'), num: true },
          ]}
          groups={[
            {
              key: 'all',
              rows: clusterHistory.map((row) => ({
                key: row.period,
                cells: [
                  printPeriod(row.period, language),
                  ...[row.landReady, row.landLeased, row.occupancyRate, row.projects, row.labour].map((value) =>
                    printFigure(value, language),
                  ),
                ],
              })),
            },
          ]}
        />
      )}
    </section>
  );
}
