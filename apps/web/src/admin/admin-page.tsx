import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { AccountRow } from './account-row.js';
import { AdminTabs } from './admin-tabs.js';
import { accountsDocument } from './documents.js';
import { NewAccount } from './new-account.js';
import { type Handover, InvitationSent, type Invited, TemporaryPassword } from './temporary-password.js';

/** The people of an administrator's offices: list, make, shut, open again, new password. */
export function AdminPage() {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [handover, setHandover] = useState<Handover | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery({
    queryKey: ['accounts', wanted],
    queryFn: async ({ pageParam }) =>
      (await ask(accountsDocument, { search: wanted === '' ? null : wanted, after: pageParam })).accounts,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <AdminTabs />
      <div className="lead">
        <h1>{t('admin.title')}</h1>
        <div>
          <label htmlFor="search">{t('admin.search')}</label>
          <input id="search" type="search" value={search} onChange={(e) => setSearch(e.target.value)} />
        </div>
      </div>
      {handover && <TemporaryPassword handover={handover} done={() => setHandover(null)} />}
      {invited && <InvitationSent invited={invited} done={() => setInvited(null)} />}
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="card">
          <p className="soft" role="status">
            {t('admin.count', { n: query.data.pages[0]?.totalCount ?? 0 })}
          </p>
          <Scroll>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('admin.person')}</th>
                  <th scope="col">{t('admin.office')}</th>
                  <th scope="col">{t('admin.role')}</th>
                  <th scope="col">{t('admin.state')}</th>
                  <th scope="col">{t('admin.steps')}</th>
                </tr>
              </thead>
              <tbody>
                {query.data.pages
                  .flatMap((page) => page.nodes)
                  .map((account) => (
                    <AccountRow key={account.id} account={account} made={setHandover} invited={setInvited} />
                  ))}
              </tbody>
            </table>
          </Scroll>
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
      <NewAccount made={setHandover} invited={setInvited} />
    </>
  );
}
