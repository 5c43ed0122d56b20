import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportProgressQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { failureText } from '../ui/states.js';

const answerDocument = graphql(`
  mutation AnswerImport($input: AnswerImportInput!) {
    answerImport(input: $input) {
      workbookImport {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export type Import = NonNullable<ImportProgressQuery['workbookImport']>;
type Question = Import['questions'][number];
/** What was picked: a choice of the question, or a value of one's own. */
interface Picked {
  readonly choice: string;
  readonly value?: string;
}

const OWN = 'value';

/** What only the sender can say: each doubtful cell and each cell changed on both sides, with its choices. */
export function Questions({ row }: { row: Import }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [picked, setPicked] = useState<Readonly<Record<string, Picked>>>({});
  const [remember, setRemember] = useState(true);
  const send = useMutation({
    mutationFn: async () => {
      const answers = Object.entries(picked).map(([question, { choice, value }]) => ({
        question,
        choice,
        value: choice === OWN ? plainDecimal(value ?? '') : null,
      }));
      const { answerImport } = await ask(answerDocument, { input: { id: row.id, answers, remember } });
      const refusal = answerImport.errors[0];
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: () => setPicked({}),
    onSettled: () => client.invalidateQueries({ queryKey: ['import', row.id] }),
  });
  const isWhole = row.questions.every((q) => picked[q.id] !== undefined);
  return (
    <section className="card" aria-labelledby="questions">
      <h2 id="questions">{t('ask.title', { n: row.questions.length })}</h2>
      <p className="soft">{t('ask.help')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        {row.questions.map((question) => (
          <Choices
            key={question.id}
            question={question}
            picked={picked[question.id]}
            pick={(choice) => setPicked({ ...picked, [question.id]: choice })}
          />
        ))}
        {row.questions.some((q) => q.kind !== 'conflict') && (
          <p>
            <label>
              <input type="checkbox" checked={remember} onChange={(e) => setRemember(e.target.checked)} />{' '}
              {t('ask.remember')}
            </label>
          </p>
        )}
        <div aria-live="polite">{send.isError && <p className="note bad">{failureText(send.error, t)}</p>}</div>
        <button type="submit" className="btn" disabled={send.isPending || !isWhole}>
          {t('ask.send')}
        </button>
      </form>
    </section>
  );
}

function Choices({
  question,
  picked,
  pick,
}: {
  question: Question;
  picked: Picked | undefined;
  pick: (choice: Picked) => void;
}) {
  const { t, language } = useWords();
  const { id, kind, sheet, cell, tt, label, raw, of } = question;
  const show = (value: string | null): string => {
    if (value === null) return t('ask.missing');
    return of === 'note' ? `“${value}”` : printFigure(value, language);
  };
  const isConflict = kind === 'conflict';
  const row = tt === null ? label : `${tt}. ${label}`;
  const place = cell === null ? row : `${sheet ?? ''} · ${cell} · ${row}`;
  return (
    <fieldset className="choices">
      <legend>
        {isConflict ? t('ask.conflict', { place, base: show(raw) }) : t('ask.doubt', { place, raw: raw ?? '' })}
      </legend>
      {question.choices.map(({ choice, value }) => (
        <label key={choice}>
          <input
            type="radio"
            name={id}
            value={choice}
            checked={picked?.choice === choice}
            onChange={() => pick({ choice })}
          />{' '}
          {choice === 'mine' && `${t('ask.mine')}: `}
          {choice === 'server' && `${t('ask.server')}: `}
          <b>{show(value)}</b>
        </label>
      ))}
      {isConflict && of === 'value' && (
        <span className="row">
          <label>
            <input
              type="radio"
              name={id}
              value={OWN}
              checked={picked?.choice === OWN}
              onChange={() => pick({ choice: OWN, value: '' })}
            />{' '}
            {t('ask.other')}
          </label>
          <input
            aria-label={t('ask.otherValue', { place })}
            inputMode="decimal"
            autoComplete="off"
            value={picked?.choice === OWN ? (picked.value ?? '') : ''}
            onChange={(e) => pick({ choice: OWN, value: e.target.value })}
          />
        </span>
      )}
    </fieldset>
  );
}

/** Digits with one decimal mark, as the server wants them; anything else goes as typed and is refused there. */
function plainDecimal(text: string): string {
  const tidy = text.trim();
  return /^\d+(,\d+)?$/.test(tidy) ? tidy.replace(',', '.') : tidy;
}
