import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ClosingReason } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import type { Filing } from './filing-query.js';

const closeDocument = graphql(`
  mutation CloseDoubt($input: CloseDoubtInput!) {
    closeDoubt(input: $input) {
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

const REASONS: readonly ClosingReason[] = [
  'CHECKED_CORRECT',
  'REAL_CHANGE',
  'EARLIER_WRONG',
  'SCOPE_CHANGED',
  'STANDING_SITUATION',
  'OTHER',
];

type Doubt = Filing['problems']['nodes'][number];

/** Warnings that a reason has to close before the report is sent; those that have one show it to both sides. */
export function Doubts({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const { permissions } = useSession();
  const doubts = filing.problems.nodes.filter((p) => p.needsReason);
  if (doubts.length === 0) return null;
  const open = doubts.filter((p) => p.closing === null);
  const mayClose = filing.state === 'DRAFT' && permissions.includes('filing.prepare');
  return (
    <section aria-labelledby="doubts">
      <h3 id="doubts">{t('doubt.title')}</h3>
      <p className="soft">{open.length === 0 ? t('doubt.done') : t('doubt.lead', { n: open.length })}</p>
      <ul>
        {doubts.map((doubt) => (
          <li key={`${doubt.code}|${doubt.key}|${doubt.message}`}>
            <p>{doubt.message}</p>
            {doubt.closing !== null && (
              <p>
                <span className="chip good">{t(`doubt.${doubt.closing.reason}`)}</span> {doubt.closing.text}
                {doubt.closing.authorName && <span className="soft small"> · {doubt.closing.authorName}</span>}
              </p>
            )}
            {doubt.closing === null && mayClose && <CloseForm filing={filing} doubt={doubt} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CloseForm({ filing, doubt }: { filing: Filing; doubt: Doubt }) {
  const { t } = useWords();
  const client = useQueryClient();
  const id = useId();
  const [reason, setReason] = useState<ClosingReason>('CHECKED_CORRECT');
  const [text, setText] = useState('');
  const close = useMutation({
    mutationFn: async () => {
      const about = { id: filing.id, version: filing.version, code: doubt.code, key: doubt.key ?? '' };
      const { closeDoubt } = await ask(closeDocument, { input: { ...about, reason, text } });
      const refusal = closeDoubt.errors[0];
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate();
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-reason`}>{t('doubt.reason')}</label>
        <select
          id={`${id}-reason`}
          value={reason}
          onChange={(e) => setReason(REASONS.find((r) => r === e.target.value) ?? reason)}
        >
          {REASONS.map((r) => (
            <option key={r} value={r}>
              {t(`doubt.${r}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('doubt.text')}</label>
        <input id={`${id}-text`} value={text} onChange={(e) => setText(e.target.value)} />
      </div>
      <div aria-live="polite">{close.isError && <p className="note bad">{failureText(close.error, t)}</p>}</div>
      <button type="submit" className="btn plain" disabled={close.isPending || text.trim().length < 5}>
        {t('doubt.close')}
      </button>
    </form>
  );
}
