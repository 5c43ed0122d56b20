import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueueReportQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, failureText, Loading } from '../ui/states.js';
import { AdminTabs } from './admin-tabs.js';

const reportDocument = graphql(`
  query QueueReport {
    queueReport {
      backend
      at
      queues {
        queue
        waiting
        active
        delayed
        failed
        oldestWaitingSince
        failures {
          id
          job
          failedAt
          attempts
          why
        }
      }
    }
  }
`);

const retryDocument = graphql(`
  mutation RetryJob($input: RetryJobInput!) {
    retryJob(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

type Queue = QueueReportQuery['queueReport']['queues'][number];

const ASK_EVERY_MS = 10_000;
const NUMBERS = ['waiting', 'active', 'delayed', 'failed'] as const;

/** The background work: how many jobs wait, run, are put off or have failed; a failed one can be run again. */
export function QueuesPage() {
  const { t, language } = useWords();
  const query = useQuery({
    queryKey: ['queues'],
    queryFn: async () => (await ask(reportDocument, {})).queueReport,
    refetchInterval: ASK_EVERY_MS,
  });
  const failures = query.data?.queues.flatMap((queue) => queue.failures.map((failure) => ({ queue, failure }))) ?? [];
  return (
    <>
      <AdminTabs />
      <div className="lead">
        <div>
          <h1>{t('queues.title')}</h1>
          <p className="soft">{t('queues.lead')}</p>
        </div>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <section className="card" aria-label={t('queues.title')}>
            <p className="soft" role="status">
              {t(`queues.backend.${query.data.backend}`)} · {printInstant(query.data.at, language)}
            </p>
            <Scroll>
              <table className="stack">
                <caption className="soft small">{t('queues.unit')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('queues.queue')}</th>
                    {NUMBERS.map((number) => (
                      <th key={number} scope="col" className="num">
                        {t(`queues.${number}`)}
                      </th>
                    ))}
                    <th scope="col">{t('queues.oldest')}</th>
                  </tr>
                </thead>
                <tbody>
                  {query.data.queues.map((queue) => (
                    <tr key={queue.queue}>
                      <th scope="row">{t(`queues.name.${queue.queue}`)}</th>
                      {NUMBERS.map((number) => (
                        <td key={number} className="num" data-label={t(`queues.${number}`)}>
                          {number === 'failed' && queue.failed > 0 ? (
                            <span className="chip bad">{queue.failed}</span>
                          ) : (
                            queue[number]
                          )}
                        </td>
                      ))}
                      <td data-label={t('queues.oldest')}>
                        {queue.oldestWaitingSince === null
                          ? t('queues.nobodyWaits')
                          : printInstant(queue.oldestWaitingSince, language)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </section>
          <section className="card" aria-labelledby="failures">
            <h2 id="failures">{t('queues.failures')}</h2>
            {failures.length === 0 && <p className="soft">{t('queues.noFailures')}</p>}
            <ul className="plain-list">
              {failures.map(({ queue, failure }) => (
                <FailureLine key={`${queue.queue} ${failure.id}`} queue={queue} failure={failure} />
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}

function FailureLine({ queue, failure }: { queue: Queue; failure: Queue['failures'][number] }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: async () => {
      const [refusal] = (await ask(retryDocument, { input: { queue: queue.queue, id: failure.id } })).retryJob.errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['queues'] }),
  });
  return (
    <li>
      <p>
        <b>{t(`queues.name.${queue.queue}`)}</b> · {failure.job}
        {failure.failedAt !== null && <> · {printInstant(failure.failedAt, language)}</>} ·{' '}
        {t('queues.attempts', { n: failure.attempts })}
      </p>
      <p>{failure.why}</p>
      <div aria-live="polite">{retry.isError && <p className="note bad">{failureText(retry.error, t)}</p>}</div>
      <button
        type="button"
        className="btn plain slim"
        disabled={retry.isPending}
        aria-label={t('queues.retryOf', { job: failure.job })}
        onClick={() => retry.mutate()}
      >
        {t('queues.retry')}
      </button>
    </li>
  );
}
