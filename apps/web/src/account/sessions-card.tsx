import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../session/http.js';
import { done } from '../session/refusal.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { failureText } from '../ui/states.js';
import { endOthersDocument, endSessionDocument, type OwnKeys } from './documents.js';

/** Browsers that are signed in; one may be ended, or all but this. */
export function SessionsCard({ sessions }: { sessions: OwnKeys['sessions'] }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const again = { onSettled: () => client.invalidateQueries({ queryKey: ['own-keys'] }) };
  const end = useMutation({
    mutationFn: async (id: string) => done((await ask(endSessionDocument, { input: { id } })).endSession),
    ...again,
  });
  const endOthers = useMutation({
    mutationFn: async () => done((await ask(endOthersDocument, {})).endOtherSessions),
    ...again,
  });
  const failure = end.error ?? endOthers.error;
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      <Scroll>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('sessions.browser')}</th>
              <th scope="col" className="hide-small">
                {t('sessions.since')}
              </th>
              <th scope="col" className="hide-small">
                {t('sessions.seen')}
              </th>
              <th scope="col">{t('admin.steps')}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <td>
                  {browserName(session.userAgent) ?? t('sessions.unknown')}{' '}
                  {session.address && <span className="soft small">({session.address})</span>}
                </td>
                <td className="hide-small">{printInstant(session.createdAt, language)}</td>
                <td className="hide-small">{printInstant(session.lastSeenAt, language)}</td>
                <td>
                  {session.current ? (
                    <span className="chip good">{t('sessions.this')}</span>
                  ) : (
                    <button
                      type="button"
                      className="btn plain slim"
                      aria-label={t('sessions.endOf', { at: printInstant(session.createdAt, language) })}
                      disabled={end.isPending}
                      onClick={() => end.mutate(session.id)}
                    >
                      {t('sessions.end')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div aria-live="polite">
        {failure && <p className="note bad">{failureText(failure, t)}</p>}
        {endOthers.data && <p className="note good">{t('sessions.ended', { n: endOthers.data.count })}</p>}
      </div>
      {sessions.length > 1 && (
        <button type="button" className="btn plain" disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('sessions.endOthers')}
        </button>
      )}
    </section>
  );
}

/** "Chrome, Windows" from what a browser says of itself; null when it says nothing known. */
function browserName(agent: string | null): string | null {
  if (agent === null) return null;
  const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? agent.slice(0, 40);
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0];
  return system === undefined ? browser : `${browser.replace('Edg', 'Edge').replace('OPR', 'Opera')}, ${system}`;
}
