import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Failure, failureText } from '../ui/states.js';
import { createFeedDocument, feedDocument, revokeFeedDocument } from './documents.js';

/** The secret address of the office's calendar: made, shown this once, ended. */
export function CalendarCard() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const feed = useQuery({
    queryKey: ['calendar-feed'],
    queryFn: async () => (await ask(feedDocument, {})).calendarFeed,
  });
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['calendar-feed'] }) };
  const create = useMutation({
    mutationFn: async () => {
      const { createCalendarFeed } = await ask(createFeedDocument, {});
      const [refused] = createCalendarFeed.errors;
      if (refused) throw new RequestFailure(refused.code, refused.message);
      return createCalendarFeed.url;
    },
    ...settled,
  });
  const revoke = useMutation({
    mutationFn: async () => {
      const { revokeCalendarFeed } = await ask(revokeFeedDocument, {});
      const [refused] = revokeCalendarFeed.errors;
      if (refused) throw new RequestFailure(refused.code, refused.message);
      create.reset();
    },
    ...settled,
  });
  const failure = create.error ?? revoke.error;
  return (
    <section className="card" aria-labelledby="calendar">
      <h2 id="calendar">{t('calendar.title')}</h2>
      <p>{t('calendar.lead')}</p>
      {feed.isError && <Failure failure={feed.error} retry={() => void feed.refetch()} />}
      <div aria-live="polite">
        {failure && <p className="note bad">{failureText(failure, t)}</p>}
        {create.data && (
          <div className="note good">
            <p>{t('calendar.once')}</p>
            <p>
              <output className="secret" aria-label={t('calendar.address')}>
                {create.data}
              </output>
            </p>
          </div>
        )}
      </div>
      {feed.data && (
        <p className="soft">
          {t('calendar.made', { at: printInstant(feed.data.createdAt, language) })}{' '}
          {feed.data.lastReadAt === null
            ? t('calendar.neverRead')
            : t('calendar.lastRead', { at: printInstant(feed.data.lastReadAt, language) })}
        </p>
      )}
      {feed.data !== undefined && (
        <p className="row">
          <button type="button" className="btn plain" disabled={create.isPending} onClick={() => create.mutate()}>
            {t(feed.data === null ? 'calendar.create' : 'calendar.renew')}
          </button>
          {feed.data !== null && (
            <button type="button" className="btn plain" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('calendar.revoke')}
            </button>
          )}
        </p>
      )}
    </section>
  );
}
