import { useMutation, useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { Link, useParams } from 'react-router';
import { ProblemTable } from '../filing/problem-table.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure, rest } from '../session/http.js';
import { useLive } from '../session/live.js';
import { useWords } from '../text/language.js';
import { printFigure, printForm, printPeriod } from '../text/print.js';
import { failureText, Loading } from '../ui/states.js';
import { type Import, Questions } from './questions.js';
import { templatePath } from './template-path.js';

const importDocument = graphql(`
  mutation ImportWorkbook($input: ImportWorkbookInput!) {
    importWorkbook(input: $input) {
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

const progressDocument = graphql(`
  query ImportProgress($id: ID!) {
    workbookImport(id: $id) {
      id
      state
      percent
      outcome
      filingId
      errorCode
      file {
        name
      }
      markedFile {
        path
        marks
      }
      questions {
        id
        kind
        sheet
        cell
        tt
        label
        of
        raw
        choices {
          choice
          value
        }
      }
      readings {
        sentence
      }
      template {
        changed {
          key
          tt
          label
          of
          from
          to
        }
      }
      problems(first: 200) {
        totalCount
        nodes {
          code
          severity
          sheet
          cell
          key
          message
        }
      }
    }
  }
`);

const stepsDocument = graphql(`
  subscription ImportSteps($id: ID!) {
    importProgress(id: $id) {
      id
      state
      percent
    }
  }
`);

/** How often to ask by oneself: often when nobody tells of the steps, else only in case one was lost. */
const ASK_EVERY_MS = 700;
const ASK_ANYWAY_EVERY_MS = 5_000;

/** States in which the worker has said what it can. */
const RESTING: readonly string[] = ['ASKING', 'DONE', 'FAILED'];

/** Drop a workbook, watch it being read, see every problem with its cell, go on to the draft. */
export function UploadPage() {
  const { t, language } = useWords();
  const { form = '', period = '', unit = '' } = useParams();
  const [importId, setImportId] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file);
      const stored = await rest<{ id: string }>('POST', '/api/files', body);
      const { importWorkbook } = await ask(importDocument, { input: { fileId: stored.id, form, period, unit } });
      const refusal = importWorkbook.errors[0];
      if (refusal || !importWorkbook.workbookImport)
        throw new RequestFailure(refusal?.code ?? 'ERROR', refusal?.message ?? t('app.failed'));
      return importWorkbook.workbookImport.id;
    },
    onSuccess: setImportId,
  });
  const heard = useLive(stepsDocument, importId === null ? null : { id: importId }, () => void progress.refetch());
  const progress = useQuery({
    queryKey: ['import', importId],
    queryFn: async () => (await ask(progressDocument, { id: importId ?? '' })).workbookImport,
    enabled: importId !== null,
    refetchInterval: (q) => {
      if (RESTING.includes(q.state.data?.state ?? '')) return false;
      return heard ? ASK_ANYWAY_EVERY_MS : ASK_EVERY_MS;
    },
  });
  const done = progress.data && RESTING.includes(progress.data.state);
  const step = done ? 3 : send.isPending || importId ? 2 : 1;
  const restart = () => {
    setImportId(null);
    send.reset();
  };
  return (
    <>
      <h1>{t('upload.title', { form: printForm(form, language), period: printPeriod(period, language) })}</h1>
      <ol className="steps">
        {([1, 2, 3] as const).map((n) => (
          <li key={n} aria-current={n === step ? 'step' : undefined}>
            {t(`upload.step${n}`)}
          </li>
        ))}
      </ol>
      {step === 1 && (
        <>
          <Drop onFile={(file) => send.mutate(file)} />
          <p>
            <a className="btn plain" href={templatePath(form, period, unit)} download>
              {t('template.download')}
            </a>{' '}
            <span className="soft small">{t('template.help')}</span>
          </p>
          <p>
            <Link to="/cach-doc">{t('readings.title')}</Link>
          </p>
        </>
      )}
      {send.isError && (
        <p className="note bad" role="alert">
          {failureText(send.error, t)}
        </p>
      )}
      {step === 2 && (
        <div className="card" role="status">
          <p>{send.isPending ? t('upload.sending') : t('upload.reading')}</p>
          <progress max={100} value={progress.data?.percent ?? 5} aria-label={t('upload.reading')} />
          {progress.isError && <p className="note bad">{failureText(progress.error, t)}</p>}
        </div>
      )}
      {step === 3 && progress.data && (
        <>
          <div className="card">
            <p className="soft">{progress.data.file?.name}</p>
            <Verdict row={progress.data} />
            {progress.data.template && <Changed changed={progress.data.template.changed} />}
            {progress.data.readings.map(({ sentence }) => (
              <p key={sentence} className="small">
                {t('reading.lead')} {sentence}.
              </p>
            ))}
            <div className="row">
              {progress.data.filingId && (
                <Link className="btn" to={`/bao-cao/${progress.data.filingId}`}>
                  {t('upload.toFiling')}
                </Link>
              )}
              {progress.data.markedFile && (
                <a className="btn plain" href={progress.data.markedFile.path} download>
                  {progress.data.markedFile.marks > 0
                    ? t('upload.marked', { n: progress.data.markedFile.marks })
                    : t('upload.unmarked')}
                </a>
              )}
              <button type="button" className="btn plain" onClick={restart}>
                {t('upload.again')}
              </button>
            </div>
          </div>
          {progress.data.questions.length > 0 && <Questions row={progress.data} />}
          {progress.data.problems.totalCount > 0 && (
            <div className="card">
              <ProblemTable problems={progress.data.problems.nodes} />
            </div>
          )}
        </>
      )}
      {step === 3 && !progress.data && <Loading />}
    </>
  );
}

function Verdict({ row }: { row: Import }) {
  const { t } = useWords();
  const problems = row.problems.totalCount;
  if (row.state === 'ASKING') return <p className="note warn">{t('upload.asking')}</p>;
  if (!row.filingId) return <p className="note bad">{t('upload.rejected')}</p>;
  if (problems > 0) return <p className="note warn">{t('upload.warned', { n: problems })}</p>;
  return <p className="note good">{t('upload.clean')}</p>;
}

/** What a template changed on the server. */
function Changed({ changed }: { changed: NonNullable<Import['template']>['changed'] }) {
  const { t, language } = useWords();
  if (changed.length === 0) return <p>{t('template.same')}</p>;
  const show = (of: string, value: string | null) =>
    value === null ? t('ask.missing') : of === 'note' ? `“${value}”` : printFigure(value, language);
  return (
    <details>
      <summary>{t('template.changed', { n: changed.length })}</summary>
      <ul>
        {changed.map(({ key, tt, label, of, from, to }) => (
          <li key={key}>
            {tt}. {label}
            {of === 'note' && ` (${t('template.note')})`}: {show(of, from)} → <b>{show(of, to)}</b>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Drop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <fieldset
      className={over ? 'drop over' : 'drop'}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{t('upload.drop')}</p>
      <label htmlFor="file">{t('upload.choose')}</label>
      <input
        id="file"
        type="file"
        accept=".xlsx,.xlsm,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(e) => {
          const file = e.target.files?.[0];
          if (file) onFile(file);
        }}
      />
      <p className="soft small">{t('upload.help')}</p>
    </fieldset>
  );
}
