import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { graphql } from '../gql/index.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printForm, printInstant, printPeriod } from '../text/print.js';
import { Failure, Loading, StateChip } from '../ui/states.js';
import { FigureTable } from './figure-table.js';
import { FilingActions } from './filing-actions.js';
import { ProblemTable } from './problem-table.js';

const filingDocument = graphql(`
  query FilingPage($id: ID!) {
    filing(id: $id) {
      id
      form
      period
      unit
      unitName
      filerKind
      state
      revision
      version
      definitionId
      receiptNumber
      submittedAt
      decidedAt
      decisionReason
      fileId
      figures {
        key
        value
        note
        raw
        readAs
        sheet
        cell
      }
      problems(first: 200) {
        nodes {
          code
          severity
          sheet
          cell
          key
          message
        }
      }
      transitions {
        from
        to
        at
        actorName
        reason
        revision
      }
    }
  }
`);

const definitionDocument = graphql(`
  query FilingDefinition($form: String!, $period: String!) {
    formDefinition(form: $form, period: $period) {
      id
      titleVi
      titleEn
      sections {
        code
        labelVi
        labelEn
      }
      rows {
        key
        tt
        section
        labelVi
        labelEn
        unitVi
        parent
      }
    }
  }
`);

/** One filing in the statutory layout, with its findings, its history and the steps its reader may take. */
export function FilingPage() {
  const { t, language } = useWords();
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['filing', id], queryFn: async () => (await ask(filingDocument, { id })).filing });
  const filing = query.data;
  const definition = useQuery({
    queryKey: ['definition', filing?.form, filing?.period],
    queryFn: async () =>
      (await ask(definitionDocument, { form: filing?.form ?? '', period: filing?.period ?? '' })).formDefinition,
    enabled: Boolean(filing),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failure failure={query.error} retry={() => void query.refetch()} />;
  if (!filing) return <p>{t('app.empty')}</p>;
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
        <StateChip state={filing.state.toLowerCase()} />
      </div>
      {filing.state === 'RETURNED' && (
        <p className="note bad" role="alert">
          {t('filing.returnedBecause', { reason: filing.decisionReason ?? '' })}
          {filing.decidedAt && <span className="small"> ({printInstant(filing.decidedAt, language)})</span>}
        </p>
      )}
      {filing.receiptNumber && (
        <p className="note good">
          {t('filing.receipt')}: <b>{filing.receiptNumber}</b>
          {filing.submittedAt && (
            <>
              {' '}
              · {t('filing.submittedAt')} {printInstant(filing.submittedAt, language)}
            </>
          )}
        </p>
      )}
      <FilingActions filing={filing} />
      {filing.problems.nodes.length > 0 && (
        <section className="card" aria-labelledby="findings">
          <h2 id="findings">{t('filing.findings')}</h2>
          <ProblemTable problems={filing.problems.nodes} />
        </section>
      )}
      <section className="card">
        {definition.data ? <FigureTable definition={definition.data} filing={filing} /> : <Loading />}
      </section>
      <section className="card" aria-labelledby="history">
        <h2 id="history">{t('filing.history')}</h2>
        <ul>
          {filing.transitions.map((step) => (
            <li key={`${step.at}${step.to}`}>
              {printInstant(step.at, language)} · {t('filing.revision', { n: step.revision })} ·{' '}
              {t(`state.${step.to.toLowerCase() as 'draft' | 'submitted' | 'returned' | 'accepted' | 'superseded'}`)}
              {step.actorName && ` · ${step.actorName}`}
              {step.reason && ` · ${step.reason}`}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
