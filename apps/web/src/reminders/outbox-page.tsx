import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutboundMailState } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { type OutboxMail, outboxDocument } from './documents.js';

const STATES = ['SENT', 'QUEUED', 'FAILED'] as const satisfies readonly OutboundMailState[];
const TONES = { SENT: 'good', QUEUED: 'info', FAILED: 'bad' } as const;

/** The mails that went out or could not, for administrators; each can be opened in a mail program. */
export function OutboxPage() {
  const { t } = useWords();
  const [state, setState] = useState<OutboundMailState | null>(null);
  const query = useInfiniteQuery({
    queryKey: ['outbox', state],
    queryFn: async ({ pageParam }) => (await ask(outboxDocument, { state, after: pageParam })).outbox,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const mails = query.data?.pages.flatMap((page) => page.nodes) ?? [];
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('outbox.title')}</h1>
          <p>{t('outbox.lead')}</p>
        </div>
        <div>
          <label htmlFor="mail-state">{t('outbox.state')}</label>
          <select
            id="mail-state"
            value={state ?? ''}
            onChange={(e) => setState(STATES.find((known) => known === e.target.value) ?? null)}
          >
            <option value="">{t('outbox.all')}</option>
            {STATES.map((known) => (
              <option key={known} value={known}>
                {t(`outbox.${known}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="card">
          <p className="soft" role="status">
            {t('outbox.count', { n: query.data.pages[0]?.totalCount ?? 0 })}
          </p>
          <Scroll>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('outbox.written')}</th>
                  <th scope="col">{t('outbox.to')}</th>
                  <th scope="col">{t('outbox.mail')}</th>
                  <th scope="col">{t('outbox.state')}</th>
                  <th scope="col">{t('outbox.file')}</th>
                </tr>
              </thead>
              <tbody>
                {mails.map((mail) => (
                  <MailRow key={mail.id} mail={mail} />
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
    </>
  );
}

function MailRow({ mail }: { mail: OutboxMail }) {
  const { t, language } = useWords();
  return (
    <tr>
      <td className="nowrap">{printInstant(mail.createdAt, language)}</td>
      <td>{mail.to.join(', ')}</td>
      <td>
        <details>
          <summary>{mail.subject}</summary>
          <p className="mail" lang="vi">
            {mail.body}
          </p>
        </details>
      </td>
      <td>
        <span className={`chip ${TONES[mail.state]}`}>{t(`outbox.${mail.state}`)}</span>
        {mail.reasonText !== null && (
          <p className="small">
            {mail.reasonText} {t('outbox.tries', { n: mail.attempts })}
          </p>
        )}
      </td>
      <td>
        <a href={`/api/outbox/${mail.id}.eml`} aria-label={t('outbox.downloadOf', { subject: mail.subject })}>
          .eml
        </a>
      </td>
    </tr>
  );
}
