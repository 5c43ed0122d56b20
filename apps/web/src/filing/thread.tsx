import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { failureText } from '../ui/states.js';
import type { Definition, Filing } from './filing-query.js';

const commentDocument = graphql(`
  mutation AddFilingComment($input: AddFilingCommentInput!) {
    addFilingComment(input: $input) {
      filing {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

const KINDS = { MARK: 'thread.mark', EXPLANATION: 'thread.explanation', COMMENT: 'thread.comment' } as const;
const TONES = { MARK: 'warn', EXPLANATION: 'info', COMMENT: '' } as const;

/** Everything that was said about the filing, by both sides; nothing is taken out again. */
export function Thread({ filing, definition }: { filing: Filing; definition: Definition }) {
  const { t, language } = useWords();
  const { permissions } = useSession();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: async () => {
      const { addFilingComment } = await ask(commentDocument, { input: { id: filing.id, comment: text } });
      const refusal = addFilingComment.errors[0];
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: () => setText(''),
    onSettled: () => client.invalidateQueries(),
  });
  const maySay = ['filing.prepare', 'filing.submit', 'filing.review'].some((p) => permissions.includes(p));
  if (filing.thread.length === 0 && !maySay) return null;
  return (
    <section className="card" aria-labelledby="thread">
      <h2 id="thread">{t('thread.title')}</h2>
      <ul className="thread">
        {filing.thread.map((said) => (
          <li key={`${said.at}${said.kind}${said.key}${said.text}`}>
            <p className="small soft">
              {t(said.side === 'FILER' ? 'thread.filer' : 'thread.receiver')}
              {said.authorName && ` · ${said.authorName}`} · {printInstant(said.at, language)} ·{' '}
              {t('filing.revision', { n: said.revision })}
              {said.key && ` · TT ${definition.rows.find((row) => row.key === said.key)?.tt ?? said.key}`}
            </p>
            <p>
              <span className={`chip ${TONES[said.kind]}`}>{t(KINDS[said.kind])}</span> {said.text}
            </p>
          </li>
        ))}
      </ul>
      {maySay && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            say.mutate();
          }}
        >
          <div className="field">
            <label htmlFor="say">{t('thread.say')}</label>
            <textarea id="say" rows={2} value={text} onChange={(e) => setText(e.target.value)} />
          </div>
          <div aria-live="polite">{say.isError && <p className="note bad">{failureText(say.error, t)}</p>}</div>
          <button type="submit" className="btn plain" disabled={say.isPending || text.trim() === ''}>
            {t('thread.send')}
          </button>
        </form>
      )}
    </section>
  );
}
