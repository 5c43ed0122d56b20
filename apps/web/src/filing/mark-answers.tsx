import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { failureText } from '../ui/states.js';
import { type Definition, type Filing, type Mark, marksInPlay } from './filing-query.js';

const saveDocument = graphql(`
  mutation AnswerMarks($input: SaveDraftInput!) {
    saveDraft(input: $input) {
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

interface Answer {
  readonly value?: string;
  readonly explanation?: string;
}

/** The marked cells, each with its doubt and room for a new value or an explanation. */
export function MarkAnswers({ filing, definition }: { filing: Filing; definition: Definition }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const notes = new Map(filing.figures.map((f) => [f.key, f.note]));
  const marks = marksInPlay(filing);
  const save = useMutation({
    mutationFn: async () => {
      const given = Object.entries(answers);
      const { saveDraft } = await ask(saveDocument, {
        input: {
          form: filing.form,
          period: filing.period,
          unit: filing.unit,
          version: filing.state === 'DRAFT' ? filing.version : null,
          figures: given.flatMap(([key, { value }]) =>
            value === undefined ? [] : [{ key, raw: value, note: notes.get(key) ?? null }],
          ),
          answers: given.flatMap(([key, { explanation }]) => (explanation === undefined ? [] : [{ key, explanation }])),
        },
      });
      const refusal = saveDraft.errors[0];
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: () => setAnswers({}),
    onSettled: () => client.invalidateQueries(),
  });
  const change = (key: string, part: Answer) => setAnswers({ ...answers, [key]: { ...answers[key], ...part } });
  if (marks.length === 0) return null;
  return (
    <section className="card" aria-labelledby="answers">
      <h2 id="answers">
        {t('mark.title')}{' '}
        <span className={`chip ${filing.openMarks === 0 ? 'good' : 'bad'}`}>
          {filing.openMarks === 0 ? t('return.answered') : t('return.open', { n: filing.openMarks })}
        </span>
      </h2>
      <p className="soft">{t('mark.help')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <ol className="marks">
          {marks.map((mark) => {
            const row = definition.rows.find((r) => r.key === mark.key);
            const shown = filing.figures.find((f) => f.key === mark.key);
            const inDraft = filing.state === 'DRAFT' ? (shown?.raw ?? shown?.value ?? null) : mark.filed;
            const printed = shown?.value ? printFigure(shown.value, language) : (inDraft ?? '');
            return (
              <li key={mark.id} className={mark.open ? 'open' : ''}>
                <p>
                  <b>
                    {row?.tt}. {language === 'vi' ? row?.labelVi : row?.labelEn}
                  </b>{' '}
                  <AnswerChip mark={mark} />
                </p>
                <p className="doubt">{mark.comment}</p>
                <p className="small soft">
                  {t('mark.filed', { value: printFigure(mark.filed, language) || t('filing.missing') })} {row?.unitVi}
                </p>
                <div className="row fields">
                  <div className="field">
                    <label htmlFor={`value-${mark.key}`}>{t('mark.newValue')}</label>
                    <input
                      id={`value-${mark.key}`}
                      inputMode="decimal"
                      autoComplete="off"
                      value={answers[mark.key]?.value ?? printed}
                      onChange={(e) => change(mark.key, { value: e.target.value })}
                    />
                  </div>
                  <div className="field">
                    <label htmlFor={`why-${mark.key}`}>{t('mark.explanation')}</label>
                    <textarea
                      id={`why-${mark.key}`}
                      rows={2}
                      value={answers[mark.key]?.explanation ?? mark.explanation ?? ''}
                      onChange={(e) => change(mark.key, { explanation: e.target.value })}
                    />
                  </div>
                </div>
              </li>
            );
          })}
        </ol>
        <div aria-live="polite">{save.isError && <p className="note bad">{failureText(save.error, t)}</p>}</div>
        <button type="submit" className="btn" disabled={save.isPending || Object.keys(answers).length === 0}>
          {t('mark.save')}
        </button>
      </form>
    </section>
  );
}

/** How a mark stands, in words. */
export function AnswerChip({ mark }: { mark: Mark }) {
  const { t } = useWords();
  if (mark.answer === null) return <span className="chip bad">{t('mark.open')}</span>;
  return <span className="chip good">{t(mark.answer === 'VALUE' ? 'mark.byValue' : 'mark.byExplanation')}</span>;
}
