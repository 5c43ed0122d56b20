import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { RegisterImportQuery } from '../gql/graphql.js';
import { ask, RequestFailure, rest } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Failure, failureOrNull, Loading } from '../ui/states.js';
import { ChangeList, RegisterProblems } from './change-list.js';
import {
  applyRegisterDocument,
  importRegisterDocument,
  registerImportDocument,
  registerImportsDocument,
} from './import-query.js';

const ASK_EVERY_MS = 1_500;
export type Importing = NonNullable<RegisterImportQuery['registerImport']>;

/** A register workbook comes in: read without writing, looked at change by change, then written with a reason. */
export function RegisterImportPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const id = params.get('lan');
  return (
    <>
      <p className="back">
        <Link to="/cum">← {t('cluster.back')}</Link>
      </p>
      <h1>{t('registerImport.title')}</h1>
      <p className="soft">{t('registerImport.lead')}</p>
      <Upload done={(next) => setParams({ lan: next })} />
      {id !== null && <Run key={id} id={id} />}
      <Earlier current={id} />
    </>
  );
}

function Upload({ done }: { done: (id: string) => void }) {
  const { t } = useWords();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append('file', file);
      const { id: fileId } = await rest<{ id: string }>('POST', '/api/files', body);
      const { registerImport, errors } = (await ask(importRegisterDocument, { input: { fileId } })).importRegister;
      const [refusal] = errors;
      if (registerImport === null) throw new RequestFailure(refusal?.code ?? 'ERROR', refusal?.message ?? '');
      return registerImport.id;
    },
    onSuccess: done,
  });
  const [over, setOver] = useState(false);
  return (
    <section
      className={`card drop ${over ? 'over' : ''}`}
      aria-label={t('registerImport.choose')}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        const [file] = e.dataTransfer.files;
        if (file) upload.mutate(file);
      }}
    >
      <p>{t('registerImport.drop')}</p>
      <label htmlFor="register-file" className="btn">
        {t('registerImport.choose')}
      </label>
      <input
        id="register-file"
        type="file"
        className="visually-hidden"
        accept=".xlsx,.csv"
        onChange={(e) => {
          const [file] = e.target.files ?? [];
          if (file) upload.mutate(file);
          e.target.value = '';
        }}
      />
      <div aria-live="polite">
        {upload.isPending && <p>{t('upload.sending')}</p>}
        {failureOrNull(upload.error, t)}
      </div>
    </section>
  );
}

function Run({ id }: { id: string }) {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['register-import', id],
    queryFn: async () => (await ask(registerImportDocument, { id })).registerImport,
    refetchInterval: ({ state }) =>
      state.data?.state === 'QUEUED' || state.data?.state === 'RUNNING' ? ASK_EVERY_MS : false,
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failure failure={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <p className="note warn">{t('registerImport.unknown')}</p>;
  const { data } = query;
  const isBusy = data.state === 'QUEUED' || data.state === 'RUNNING';
  return (
    <section className="card" aria-labelledby="result">
      <h2 id="result">{data.fileName}</h2>
      <div aria-live="polite">
        {isBusy && (
          <p>
            {t('upload.reading')} <progress max={100} value={data.percent} aria-label={t('upload.reading')} />
          </p>
        )}
        {data.state === 'FAILED' && (
          <p className="note bad">{t('registerImport.failed', { code: data.errorCode ?? '' })}</p>
        )}
        {data.outcome !== null && (
          <p className={`note ${TONES[data.outcome]}`}>{t(`registerImport.${data.outcome}`)}</p>
        )}
      </div>
      {data.counts && (
        <dl className="facts">
          {(['insert', 'change', 'end', 'retract', 'same'] as const).map((kind) => (
            <div key={kind} className="fact">
              <dt>{t(`change.${kind}`)}</dt>
              <dd>
                <b>{t('registerImport.rows', { n: data.counts?.[kind] ?? 0 })}</b>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <RegisterProblems problems={data.problems} />
      <ChangeList changes={data.changes} />
      {data.outcome === 'READY' && <Apply importing={data} />}
    </section>
  );
}

const TONES = { READY: 'warn', SAME: 'good', REJECTED: 'bad', APPLIED: 'good' } as const;

/** Writes exactly the differences that were shown; the digest says which. */
function Apply({ importing }: { importing: Importing }) {
  const { t } = useWords();
  const client = useQueryClient();
  const apply = useMutation({
    mutationFn: async (reason: string) => {
      const input = { id: importing.id, digest: importing.digest ?? '', reason };
      const { errors } = (await ask(applyRegisterDocument, { input })).applyRegisterImport;
      const [refusal] = errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: () => client.invalidateQueries(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    apply.mutate(String(new FormData(event.currentTarget).get('reason') ?? ''));
  };
  return (
    <form onSubmit={submit}>
      <div className="field">
        <label htmlFor="reason">{t('registerImport.reason')}</label>
        <input id="reason" name="reason" required minLength={3} maxLength={1000} />
      </div>
      {failureOrNull(apply.error, t)}
      <button type="submit" className="btn" disabled={apply.isPending}>
        {t('registerImport.apply')}
      </button>
    </form>
  );
}

function Earlier({ current }: { current: string | null }) {
  const { t, language } = useWords();
  const query = useQuery({ queryKey: ['register-imports', current], queryFn: () => ask(registerImportsDocument, {}) });
  const list = query.data?.registerImports.nodes ?? [];
  if (list.length === 0) return null;
  return (
    <section className="card" aria-labelledby="earlier">
      <h2 id="earlier">{t('registerImport.earlier')}</h2>
      <ul className="plain-list">
        {list.map((one) => (
          <li key={one.id}>
            <Link to={`/cum/nhap-so?lan=${one.id}`}>{one.fileName}</Link>{' '}
            <span className="small soft">{printInstant(one.createdAt, language)}</span>{' '}
            {one.outcome !== null && <span className="chip">{t(`registerImport.short.${one.outcome}`)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
