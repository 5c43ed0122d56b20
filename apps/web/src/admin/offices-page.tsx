import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { OfficeKind } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { AdminTabs } from './admin-tabs.js';
import { officeListDocument } from './office-documents.js';
import { OfficeRow } from './office-row.js';

const KINDS = [
  ['MINISTRY', 'tier.ministry'],
  ['DEPARTMENT', 'tier.department'],
  ['COMMUNE', 'tier.commune'],
  ['INVESTOR', 'tier.investor'],
  ['ENTERPRISE', 'tier.enterprise'],
] as const;

/** The offices of an administrator's branch: their people, how they are reached, what they sent last. */
export function OfficesPage() {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<OfficeKind | null>(null);
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery({
    queryKey: ['office-list', wanted, kind],
    queryFn: async ({ pageParam }) =>
      (await ask(officeListDocument, { search: wanted === '' ? null : wanted, kind, after: pageParam })).offices,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const offices = query.data?.pages.flatMap((page) => page.nodes) ?? [];
  return (
    <>
      <AdminTabs />
      <div className="lead">
        <div>
          <h1>{t('office.title')}</h1>
          <p className="soft">{t('office.lead')}</p>
        </div>
      </div>
      <search className="card filters">
        <div className="field">
          <label htmlFor="office-search">{t('office.search')}</label>
          <input id="office-search" type="search" value={search} onChange={(e) => setSearch(e.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="office-kind">{t('office.kind')}</label>
          <select
            id="office-kind"
            value={kind ?? ''}
            onChange={(e) => setKind(KINDS.find(([code]) => code === e.target.value)?.[0] ?? null)}
          >
            <option value="">{t('outbox.all')}</option>
            {KINDS.map(([code, text]) => (
              <option key={code} value={code}>
                {t(text)}
              </option>
            ))}
          </select>
        </div>
      </search>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <section className="card" aria-label={t('office.title')}>
          <p className="soft" role="status">
            {t('office.count', { n: query.data.pages[0]?.totalCount ?? 0 })}
          </p>
          {offices.length > 0 && (
            <Scroll>
              <table className="stack">
                <thead>
                  <tr>
                    <th scope="col">{t('admin.office')}</th>
                    <th scope="col">{t('office.reach')}</th>
                    <th scope="col" className="num">
                      {t('office.people')}
                    </th>
                    <th scope="col">{t('office.responsible')}</th>
                    <th scope="col">{t('office.lastFiling')}</th>
                    <th scope="col">{t('admin.steps')}</th>
                  </tr>
                </thead>
                <tbody>
                  {offices.map((office) => (
                    <OfficeRow key={office.id} office={office} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
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
        </section>
      )}
    </>
  );
}
