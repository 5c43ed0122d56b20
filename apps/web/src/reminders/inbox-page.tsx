import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Failure, failureText, Loading } from '../ui/states.js';
import { CalendarCard } from './calendar-card.js';
import { inboxDocument, type Message, markReadDocument } from './documents.js';

/** What the system has told the office, the newest first, and the calendar of its deadlines. */
export function InboxPage() {
  const { t } = useWords();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['inbox', unreadOnly],
    queryFn: ({ pageParam }) => ask(inboxDocument, { unreadOnly, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ inbox }) => (inbox.pageInfo.hasNextPage ? inbox.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const read = useMarkRead();
  const unread = query.data?.pages[0]?.unreadMessages ?? 0;
  const messages = query.data?.pages.flatMap((page) => page.inbox.nodes) ?? [];
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('inbox.title')}</h1>
          <p className="soft" role="status">
            {query.data && t('inbox.unread', { n: unread })}
          </p>
        </div>
        <p className="row">
          <label className="row small">
            <input type="checkbox" checked={unreadOnly} onChange={(e) => setUnreadOnly(e.target.checked)} />{' '}
            {t('inbox.unreadOnly')}
          </label>
          <button
            type="button"
            className="btn plain"
            disabled={unread === 0 || read.isPending}
            onClick={() => read.mutate(null)}
          >
            {t('inbox.readAll')}
          </button>
        </p>
      </div>
      <div aria-live="polite">{read.isError && <p className="note bad">{failureText(read.error, t)}</p>}</div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <section className="card" aria-label={t('inbox.title')}>
          {messages.length === 0 && <p className="soft">{t('app.empty')}</p>}
          <ul className="thread">
            {messages.map((message) => (
              <MessageItem key={message.id} message={message} read={() => read.mutate(message.id)} />
            ))}
          </ul>
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
      <CalendarCard />
    </>
  );
}

/** Marks one message, or all (null), as read. */
function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (messageId: string | null) => {
      const { markRead } = await ask(markReadDocument, { input: { messageId } });
      const [refused] = markRead.errors;
      if (refused) throw new RequestFailure(refused.code, refused.message);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['inbox'] }),
        client.invalidateQueries({ queryKey: ['unread-messages'] }),
      ]),
  });
}

function MessageItem({ message, read }: { message: Message; read: () => void }) {
  const { t, language } = useWords();
  return (
    <li>
      <details>
        <summary>
          {message.readAt === null && (
            <>
              <span className="chip info">{t('inbox.new')}</span>{' '}
            </>
          )}
          {message.subject} <span className="small soft">{printInstant(message.createdAt, language)}</span>
        </summary>
        <p className="mail" lang="vi">
          {message.body}
        </p>
        <p className="row">
          {message.link !== null && (
            <a className="btn" href={message.link}>
              {t('inbox.open')}
            </a>
          )}
          {message.readAt === null && (
            <button type="button" className="btn plain" onClick={read}>
              {t('inbox.read')}
            </button>
          )}
        </p>
      </details>
    </li>
  );
}
