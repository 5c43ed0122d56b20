import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sumKnown } from '#lib/kernel';
import type { ProvinceClustersQuery } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printFigure, printPeriod } from '../text/print.js';
import { DataTable } from '../ui/data-table.js';
import { byWord } from '../ui/sort-values.js';
import { Failure, Loading } from '../ui/states.js';
import { clusterFiguresDocument } from './dashboard-query.js';

/** The communes of a province that have clusters, each with its clusters and figures: from here one click to a cluster. */
export function ProvincePanel({ province, name, period }: { province: string; name: string; period: string }) {
  const { t, language } = useWords();
  const query = useQuery({
    queryKey: ['province-clusters', province, period],
    queryFn: () => ask(clusterFiguresDocument, { province, period, after: null }),
  });
  const communes = query.data ? communesOf(query.data) : [];
  const figures = query.data?.clusterFigures.nodes ?? [];
  const leased = sumKnown(figures.map((f) => f.landLeased));
  return (
    <section className="card" aria-labelledby="province-panel">
      <h2 id="province-panel">{t('dashboard.communes', { province: name, period: printPeriod(period, language) })}</h2>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <DataTable
          caption={t('dashboard.communes', { province: name, period: printPeriod(period, language) })}
          columns={[
            { head: t('clusters.commune') },
            { head: t('clusters.title') },
            { head: t('figure.landLeased'), unit: 'ha', num: true },
            { head: t('figure.projects'), unit: t('unit.project'), num: true },
            { head: t('figure.labour'), unit: t('unit.person'), num: true },
            { head: t('dashboard.known'), unit: t('unit.cluster'), num: true },
          ]}
          groups={[
            {
              key: 'all',
              rows: communes.map((c) => ({
                key: c.code,
                cells: [
                  <Link key="commune" to={`/cum?tinh=${province}&xa=${c.code}`}>
                    {c.name}
                  </Link>,
                  c.clusters.map((cluster) => (
                    <div key={cluster.code}>
                      <Link to={`/cum/${cluster.code}`}>{cluster.name}</Link>
                    </div>
                  )),
                  printFigure(c.leased, language),
                  printFigure(c.projects, language),
                  printFigure(c.labour, language),
                  `${c.known}/${c.clusters.length}`,
                ],
              })),
            },
          ]}
          foot={
            leased !== null && (
              <>
                {t('dashboard.sumLeased')} <b className="figure">{printFigure(leased, language)} ha</b>{' '}
                <span className="coverage soft small">
                  {t('coverage.known', {
                    n: figures.filter((f) => f.landLeased !== null).length,
                    all: query.data.clusters.totalCount,
                  })}
                </span>
              </>
            )
          }
        />
      )}
    </section>
  );
}

/** Clusters by their first commune, with sums of what is known; a cluster without figures stays in the list. */
function communesOf({ clusters, clusterFigures }: ProvinceClustersQuery) {
  const figures = new Map(clusterFigures.nodes.map((f) => [f.code, f]));
  const byCommune = Map.groupBy(clusters.nodes, (c) => c.communes[0]?.code ?? '');
  return [...byCommune]
    .map(([code, members]) => {
      const known = members.flatMap((m) => figures.get(m.code) ?? []);
      return {
        code,
        name: members[0]?.communes[0]?.name ?? code,
        clusters: members,
        known: known.length,
        leased: sumKnown(known.map((f) => f.landLeased)),
        projects: sumKnown(known.map((f) => f.projects)),
        labour: sumKnown(known.map((f) => f.labour)),
      };
    })
    .sort((a, b) => byWord(a.name, b.name));
}
