import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { graphql } from '../gql/index.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant, zone } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import '../filing/review.css';
import { Scroll } from '../ui/scroll.js';

const auditDocument = graphql(`
  query AuditSearch($filter: AuditFilter!, $after: String) {
    auditEntries(filter: $filter, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        seq
        at
        actorName
        action
        subjectKind
        subjectId
        provinceCode
      }
    }
  }
`);

const AREAS = ['filing.', 'account.', 'session.', 'token.', 'office.', 'obligation.', 'register.', 'period.'] as const;

/** The record of who did what: searched by area, person and day; nothing in it can be changed. */
export function AuditPage() {
  const { t, language } = useWords();
  const [typed, setTyped] = useState({ area: '', actor: '', from: '', to: '' });
  const wanted = useDeferredValue(typed);
  const query = useInfiniteQuery({
    queryKey: ['audit', wanted],
    queryFn: async ({ pageParam }) => {
      const filter = {
        action: wanted.area || null,
        actor: wanted.actor.trim() || null,
        since: wanted.from === '' ? null : `${wanted.from}T00:00:00${zone}`,
        until: wanted.to === '' ? null : nextDay(wanted.to),
      };
      return (await ask(auditDocument, { filter, after: pageParam })).auditEntries;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const entries = query.data?.pages.flatMap((page) => page.nodes) ?? [];
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('audit.title')}</h1>
          <p className="soft">{t('audit.lead')}</p>
        </div>
      </div>
      <search className="filters">
        <div className="field">
          <label htmlFor="audit-area">{t('audit.area')}</label>
          <select id="audit-area" value={typed.area} onChange={(e) => setTyped({ ...typed, area: e.target.value })}>
            <option value="">{t('outbox.all')}</option>
            {AREAS.map((area) => (
              <option key={area} value={area}>
                {t(`audit.${area}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="audit-actor">{t('audit.actor')}</label>
          <input
            id="audit-actor"
            type="search"
            value={typed.actor}
            onChange={(e) => setTyped({ ...typed, actor: e.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="audit-from">{t('audit.from')}</label>
          <input
            id="audit-from"
            type="date"
            value={typed.from}
            onChange={(e) => setTyped({ ...typed, from: e.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="audit-to">{t('audit.to')}</label>
          <input
            id="audit-to"
            type="date"
            value={typed.to}
            onChange={(e) => setTyped({ ...typed, to: e.target.value })}
          />
        </div>
      </search>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <section className="card" aria-label={t('audit.title')}>
          <p className="soft" role="status">
            {t('audit.count', { n: query.data.pages[0]?.totalCount ?? 0 })}
          </p>
          <Scroll>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('audit.seq')}</th>
                  <th scope="col">{t('audit.at')}</th>
                  <th scope="col">{t('audit.actor')}</th>
                  <th scope="col">{t('audit.action')}</th>
                  <th scope="col">{t('audit.subject')}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.seq}>
                    <td className="nowrap">{entry.seq}</td>
                    <td className="nowrap">{printInstant(entry.at, language)}</td>
                    <td>{entry.actorName ?? t('audit.system')}</td>
                    <td>
                      <code>{entry.action}</code>
                    </td>
                    <td className="small">
                      {entry.subjectKind} {entry.subjectId}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {entries.length === 0 && <p>{t('app.empty')}</p>}
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

/** The end of a day in Vietnam. */
function nextDay(day: string): string {
  return new Date(new Date(`${day}T00:00:00${zone}`).getTime() + 86_400_000).toISOString();
}
