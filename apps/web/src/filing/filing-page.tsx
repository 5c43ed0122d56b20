import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printForm, printInstant, printPeriod } from '../text/print.js';
import { Failure, Loading, StateChip } from '../ui/states.js';
import { ChangedCells } from './changed-cells.js';
import { useComparison } from './comparison.js';
import { Doubts } from './doubts.js';
import type { Review } from './figure-row.js';
import { FigureTable } from './figure-table.js';
import { FilingActions, isOwn, stepsFor } from './filing-actions.js';
import { definitionDocument, type Filing, filingDocument, marksInPlay } from './filing-query.js';
import { ChangedSince, MissingChildren } from './inputs-below.js';
import { MarkAnswers } from './mark-answers.js';
import { ProblemTable } from './problem-table.js';
import { receiptPath } from './receipt-path.js';
import { ReturnBanner } from './return-banner.js';
import { Thread } from './thread.js';

/** One filing in the statutory layout, with its findings, its history and the steps its reader may take. */
export function FilingPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['filing', id], queryFn: async () => (await ask(filingDocument, { id })).filing });
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failure failure={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <p>{t('app.empty')}</p>;
  // Doubts that are being written belong to the revision that is looked at.
  return <OneFiling key={`${query.data.id} ${query.data.revision} ${query.data.state}`} filing={query.data} />;
}

function OneFiling({ filing }: { filing: Filing }) {
  const { t, language } = useWords();
  const session = useSession();
  const [doubts, setDoubts] = useState<ReadonlyMap<string, string>>(new Map());
  const definition = useQuery({
    queryKey: ['definition', filing.form, filing.period],
    queryFn: async () => (await ask(definitionDocument, { form: filing.form, period: filing.period })).formDefinition,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const against = useComparison(filing);
  const mayReturn = stepsFor(filing, session).includes('return');
  const review: Review = {
    marks: doubts,
    mark: (key, comment) => {
      const next = new Map(doubts);
      if (comment === null) next.delete(key);
      else next.set(key, comment);
      setDoubts(next);
    },
  };
  const answering =
    isOwn(filing, session) && session.permissions.includes('filing.prepare') && filing.returned !== null;
  // The receiver looks at what was answered last time; the sender at what is still in play.
  const shown =
    filing.state === 'SUBMITTED'
      ? filing.marks.filter((mark) => mark.revision === filing.revision - 1)
      : marksInPlay(filing);
  return (
    <>
      <div className="lead">
        <div>
          <h1>
            {t('filing.title', {
              form: printForm(filing.form, language),
              period: printPeriod(filing.period, language),
            })}
          </h1>
          <p className="soft">
            {filing.unitName} · {t('filing.revision', { n: filing.revision })} ·{' '}
            {t('filing.definition', { id: filing.definitionId })}
          </p>
        </div>
        <p className="row">
          {!isOwn(filing, session) && session.permissions.includes('filing.review') && (
            <Link to="/duyet">{t('queue.back')}</Link>
          )}
          <StateChip state={filing.state.toLowerCase()} />
        </p>
      </div>
      <ReturnBanner filing={filing} />
      {filing.receiptNumber && (
        <p className="note good">
          {t('filing.receipt')}: <b>{filing.receiptNumber}</b>
          {filing.submittedAt && (
            <>
              {' '}
              · {t('filing.submittedAt')} {printInstant(filing.submittedAt, language)}
            </>
          )}{' '}
          · <Link to={receiptPath(filing.receiptNumber)}>{t('receipt.open')}</Link>
        </p>
      )}
      {answering && definition.data && <MarkAnswers filing={filing} definition={definition.data} />}
      {definition.data && against && <ChangedCells filing={filing} definition={definition.data} against={against} />}
      <ChangedSince filing={filing} />
      <MissingChildren filing={filing} />
      <FilingActions filing={filing} marks={doubts} />
      {filing.problems.nodes.length > 0 && (
        <section className="card" aria-labelledby="findings">
          <h2 id="findings">{t('filing.findings')}</h2>
          <ProblemTable problems={filing.problems.nodes} />
          <Doubts filing={filing} />
        </section>
      )}
      {filing.readings.map(({ sentence, cells }) => (
        <p key={sentence} className="note">
          {t('reading.lead')} {sentence} ({cells.join(', ')}).
        </p>
      ))}
      <section className="card">
        {definition.data ? (
          <FigureTable
            definition={definition.data}
            filing={filing}
            marks={shown}
            review={mayReturn ? review : null}
            against={against}
          />
        ) : (
          <Loading />
        )}
      </section>
      {definition.data && <Thread filing={filing} definition={definition.data} />}
      <History filing={filing} />
    </>
  );
}

function History({ filing }: { filing: Filing }) {
  const { t, language } = useWords();
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('filing.history')}</h2>
      <ul>
        {filing.transitions.map((step) => (
          <li key={`${step.at}${step.revision}${step.to}`}>
            {printInstant(step.at, language)} · {t('filing.revision', { n: step.revision })} ·{' '}
            {t(`state.${step.to.toLowerCase() as 'draft' | 'submitted' | 'returned' | 'accepted' | 'superseded'}`)}
            {step.actorName && ` · ${step.actorName}`}
            {step.reason && ` · ${step.reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
