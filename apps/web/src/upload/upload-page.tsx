import { useMutation, useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { Link, useParams } from 'react-router';
import { ProblemTable } from '../filing/problem-table.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure, rest } from '../session/http.js';
import { useLive } from '../session/live.js';
import { useWords } from '../text/language.js';
import { printForm, printPeriod } from '../text/print.js';
import { failureText, Loading } from '../ui/states.js';

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
      {step === 1 && <Drop onFile={(file) => send.mutate(file)} />}
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
            <Verdict filingId={progress.data.filingId} problems={progress.data.problems.totalCount} />
            <div className="row">
              {progress.data.filingId && (
                <Link className="btn" to={`/bao-cao/${progress.data.filingId}`}>
                  {t('upload.toFiling')}
                </Link>
              )}
              <button type="button" className="btn plain" onClick={restart}>
                {t('upload.again')}
              </button>
            </div>
          </div>
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

function Verdict({ filingId, problems }: { filingId: string | null; problems: number }) {
  const { t } = useWords();
  if (!filingId) return <p className="note bad">{t('upload.rejected')}</p>;
  if (problems > 0) return <p className="note warn">{t('upload.warned', { n: problems })}</p>;
  return <p className="note good">{t('upload.clean')}</p>;
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
