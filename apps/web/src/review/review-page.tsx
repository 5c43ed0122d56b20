import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { currentPeriod, duties, periodChoices } from '../desk/periods.js';
import type { ReviewQueueFilter } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printForm, printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { BulkAccept } from './bulk-accept.js';
import { QueueTable } from './queue-table.js';
import { queueDocument } from './review-query.js';
import '../filing/review.css';

const STATES = ['SUBMITTED', 'RETURNED', 'ACCEPTED'] as const;

/** What came to this office from below: the longest waiting first, with filters, and the clean ones accepted together. */
export function ReviewPage() {
  const { t } = useWords();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const filter = filterOf(params);
  const query = useInfiniteQuery({
    queryKey: ['review-queue', filter],
    queryFn: async ({ pageParam }) => (await ask(queueDocument, { filter, after: pageParam })).reviewQueue,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.nodes) ?? [];
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    next.set(name, value);
    setParams(next, { replace: true });
    setTicked(new Set());
  };
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('nav.review')}</h1>
          <p className="soft">{t('queue.lead')}</p>
        </div>
      </div>
      <Filters params={params} choose={choose} />
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <section className="card" aria-label={t('nav.review')}>
          <p className="soft" role="status">
            {t('queue.count', { n: query.data.pages[0]?.totalCount ?? 0 })}
          </p>
          {session.permissions.includes('filing.decide') && (
            <BulkAccept rows={rows} ticked={ticked} setTicked={setTicked} />
          )}
          {rows.length === 0 ? (
            <p>{t('queue.empty')}</p>
          ) : (
            <QueueTable rows={rows} ticked={ticked} setTicked={setTicked} />
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

function Filters({ params, choose }: { params: URLSearchParams; choose: (name: string, value: string) => void }) {
  const { t, language } = useWords();
  const { receives } = duties[useSession().officeKind];
  const all = t('outbox.all');
  const select = (name: string, label: string, fallback: string, options: readonly (readonly [string, string])[]) => (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} value={params.get(name) ?? fallback} onChange={(e) => choose(name, e.target.value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  const now = new Date();
  return (
    <search className="filters" aria-label={t('queue.filters')}>
      {select('period', t('desk.period'), currentPeriod(now), [
        ...periodChoices(now).map((code) => [code, printPeriod(code, language)] as const),
        ['', all],
      ])}
      {receives.length > 1 &&
        select('form', t('desk.form'), '', [['', all], ...receives.map((f) => [f, printForm(f, language)] as const)])}
      {select('state', t('desk.state'), 'SUBMITTED', [
        ...STATES.map((s) => [s, t(`state.${s.toLowerCase() as 'submitted' | 'returned' | 'accepted'}`)] as const),
        ['', all],
      ])}
      {select('late', t('queue.late'), '', [
        ['', all],
        ['yes', t('queue.isLate')],
        ['no', t('queue.onTime')],
      ])}
      {select('clean', t('queue.findings'), '', [
        ['', all],
        ['yes', t('queue.clean')],
        ['no', t('queue.toRead')],
      ])}
      <div className="field">
        <label htmlFor="filter-unit">{t('queue.unit')}</label>
        <input
          id="filter-unit"
          type="search"
          value={params.get('unit') ?? ''}
          onChange={(e) => choose('unit', e.target.value)}
        />
      </div>
    </search>
  );
}

/** The address of the page says what is listed, so that a list can be sent to a colleague. */
function filterOf(params: URLSearchParams): ReviewQueueFilter {
  const period = params.get('period') ?? currentPeriod(new Date());
  const state = STATES.find((s) => s === (params.get('state') ?? 'SUBMITTED')) ?? null;
  const flag = (name: string) => (params.get(name) ? params.get(name) === 'yes' : null);
  return {
    form: params.get('form') || null,
    period: period || null,
    state,
    late: flag('late'),
    clean: flag('clean'),
    search: params.get('unit')?.trim() || null,
  };
}
