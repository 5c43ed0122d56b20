import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { graphql } from '../gql/index.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';

const clustersDocument = graphql(`
  query Clusters($search: String, $after: String) {
    clusters(filter: { search: $search }, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        code
        name
        province {
          name
        }
        communes {
          code
          name
        }
        planEntries {
          id
          listed
          plannedAreaHa
        }
        decisions {
          id
          kind
          number
          issuer
          signedOn
        }
        dataProblems {
          id
          severity
          message
        }
      }
    }
  }
`);

/** The register as a list: search without tone marks, plan, establishment decision, known data problems. */
export function ClustersPage() {
  const { t, language } = useWords();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery({
    queryKey: ['clusters', wanted],
    queryFn: async ({ pageParam }) =>
      (await ask(clustersDocument, { search: wanted === '' ? null : wanted, after: pageParam })).clusters,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className="lead">
        <h1>{t('clusters.title')}</h1>
        <div>
          <label htmlFor="search">{t('clusters.search')}</label>
          <input id="search" type="search" value={search} onChange={(e) => setSearch(e.target.value)} />
        </div>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="card">
          <p className="soft" role="status">
            {t('clusters.count', { n: query.data.pages[0]?.totalCount ?? 0 })}
          </p>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('clusters.code')}</th>
                  <th scope="col">{t('clusters.name')}</th>
                  <th scope="col">{t('clusters.place')}</th>
                  <th scope="col" className="num">
                    {t('clusters.planned')}
                  </th>
                  <th scope="col">{t('clusters.established')}</th>
                  <th scope="col">{t('clusters.problems')}</th>
                </tr>
              </thead>
              <tbody>
                {query.data.pages
                  .flatMap((page) => page.nodes)
                  .map((cluster) => {
                    const establishment = cluster.decisions.find((d) => d.kind === 'ESTABLISHMENT');
                    const planned = cluster.planEntries.find((p) => p.listed)?.plannedAreaHa ?? null;
                    return (
                      <tr key={cluster.id}>
                        <td className="nowrap">{cluster.code}</td>
                        <td>{cluster.name}</td>
                        <td>
                          {cluster.communes.map((c) => c.name).join(', ')}, {cluster.province?.name}
                        </td>
                        <td className="num">{printFigure(planned, language)}</td>
                        <td>
                          {establishment?.number}
                          {establishment?.signedOn && ` · ${printDay(establishment.signedOn, language)}`}
                        </td>
                        <td>
                          {cluster.dataProblems.length > 0 && (
                            <details>
                              <summary>{cluster.dataProblems.length}</summary>
                              <ul className="sources">
                                {cluster.dataProblems.map((p) => (
                                  <li key={p.id}>{p.message}</li>
                                ))}
                              </ul>
                            </details>
                          )}
                        </td>
                      </tr>
                    );
                  })}
              </tbody>
            </table>
          </div>
          {query.hasNextPage && (
            <button
              type="button"
              className="btn plain"
              onClick={() => void query.fetchNextPage()}
              disabled={query.isFetchingNextPage}
            >
              {t('app.more')}
            </button>
          )}
        </div>
      )}
    </>
  );
}
