import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printForm } from '../text/print.js';
import { failureText } from '../ui/states.js';
import { isClean } from './queue-table.js';
import { acceptSeveralDocument, type Queued } from './review-query.js';

/** What one acceptance may name; the server's own bound. */
const MOST_AT_ONCE = 100;

/** Ticks the clean filings and accepts them together; what became of each is told by itself. */
export function BulkAccept({
  rows,
  ticked,
  setTicked,
}: {
  rows: readonly Queued[];
  ticked: ReadonlySet<string>;
  setTicked: (ticked: ReadonlySet<string>) => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const help = useId();
  const clean = rows.filter(isClean).slice(0, MOST_AT_ONCE);
  const chosen = clean.filter((row) => ticked.has(row.id));
  const accept = useMutation({
    mutationFn: async () => {
      const filings = chosen.map(({ id, revision, version }) => ({ id, revision, version }));
      const { acceptFilings } = await ask(acceptSeveralDocument, { input: { filings } });
      const [refusal] = acceptFilings.errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
      const names = new Map(rows.map((row) => [row.id, `${printForm(row.form, language)} · ${row.unitName}`]));
      return acceptFilings.results.map(({ id, errors }) => ({ id, name: names.get(id) ?? id, refused: errors[0] }));
    },
    onSuccess: () => setTicked(new Set()),
    onSettled: () => client.invalidateQueries(),
  });
  const accepted = accept.data?.filter(({ refused }) => refused === undefined) ?? [];
  const refused = accept.data?.filter((one) => one.refused !== undefined) ?? [];
  return (
    <>
      {clean.length > 0 && (
        <>
          <p className="row">
            <button
              type="button"
              className="btn plain"
              onClick={() => setTicked(chosen.length === clean.length ? new Set() : new Set(clean.map((r) => r.id)))}
            >
              {t(chosen.length === clean.length ? 'queue.pickNone' : 'queue.pickAll', { n: clean.length })}
            </button>
            <button
              type="button"
              className="btn"
              aria-describedby={help}
              disabled={chosen.length === 0 || accept.isPending}
              onClick={() => accept.mutate()}
            >
              {t('queue.accept', { n: chosen.length })}
            </button>
          </p>
          <p className="soft small" id={help}>
            {t('queue.acceptHelp')}
          </p>
        </>
      )}
      <div aria-live="polite">
        {accept.isError && <p className="note bad">{failureText(accept.error, t)}</p>}
        {accepted.length > 0 && <p className="note good">{t('queue.accepted', { n: accepted.length })}</p>}
        {refused.length > 0 && (
          <div className="note bad">
            <p>{t('queue.refused', { n: refused.length })}</p>
            <ul>
              {refused.map((one) => (
                <li key={one.id}>
                  <b>{one.name}</b>: {one.refused?.message}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
}
