import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ExportSchedule } from '../gql/graphql.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { Failure, failureText, Loading } from '../ui/states.js';
import { type Definition, inputOf } from './definition.js';
import { definitionOf, dropDocument, type Saved, saveDocument, savedDocument } from './saved-query.js';

const SCHEDULES: readonly ExportSchedule[] = ['NEVER', 'MONTHLY', 'AT_CLOSING'];

/** Definitions kept on the server: one's own, and those that colleagues of the office share. */
export function SavedDefinitions({ definition, load }: { definition: Definition; load: (saved: Definition) => void }) {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['saved-exports'],
    queryFn: async () => (await ask(savedDocument, {})).savedExports,
  });
  return (
    <section className="card" aria-labelledby="saved">
      <h2 id="saved">{t('export.saved')}</h2>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className="soft">{t('export.savedNone')}</p>}
      <ul className="plain-list">
        {query.data?.map((saved) => (
          <SavedLine key={saved.id} saved={saved} load={load} />
        ))}
      </ul>
      {query.data && <SaveForm definition={definition} own={query.data.filter(({ mine }) => mine)} />}
    </section>
  );
}

function SavedLine({ saved, load }: { saved: Saved; load: (saved: Definition) => void }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const drop = useMutation({
    mutationFn: async () => {
      const [refusal] = (await ask(dropDocument, { input: { id: saved.id } })).dropSavedExport.errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['saved-exports'] }),
  });
  const { name, lastRun } = saved;
  return (
    <li>
      <div className="row">
        <b>{name}</b>
        {!saved.mine && <span className="chip">{t('export.sharedBy', { name: saved.ownerName })}</span>}
        {saved.mine && saved.shared && <span className="chip info">{t('export.isShared')}</span>}
        {saved.schedule !== 'NEVER' && <span className="chip info">{t(`export.schedule.${saved.schedule}`)}</span>}
        <button
          type="button"
          className="btn plain slim"
          aria-label={`${t('export.load')}: ${name}`}
          onClick={() => load(definitionOf(saved))}
        >
          {t('export.load')}
        </button>
        {saved.mine && (
          <button
            type="button"
            className="btn plain slim"
            aria-label={`${t('export.drop')}: ${name}`}
            disabled={drop.isPending}
            onClick={() => drop.mutate()}
          >
            {t('export.drop')}
          </button>
        )}
      </div>
      {lastRun !== null && (
        <p className="small soft">
          {t('export.lastRun', { at: printInstant(lastRun.at, language) })}{' '}
          {lastRun.state === 'DONE' && lastRun.jobId !== null && (
            <a href={`/api/exports/${lastRun.jobId}`} download>
              {t('export.lastFile')}
            </a>
          )}
          {lastRun.state === 'FAILED' && t('export.lastFailed')}
        </p>
      )}
      <div aria-live="polite">{drop.isError && <p className="note bad">{failureText(drop.error, t)}</p>}</div>
    </li>
  );
}

/** Keeps what the builder holds; the name of one of one's own changes that one. */
function SaveForm({ definition, own }: { definition: Definition; own: readonly Saved[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [schedule, setSchedule] = useState<ExportSchedule>('NEVER');
  const same = own.find((one) => one.name === name.trim());
  const save = useMutation({
    mutationFn: async () => {
      const input = { id: same?.id ?? null, name, table: inputOf(definition), shared, schedule };
      const [refusal] = (await ask(saveDocument, { input })).saveExport.errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: () => setName(''),
    onSettled: () => client.invalidateQueries({ queryKey: ['saved-exports'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <div className="filters">
        <div className="field">
          <label htmlFor="definition-name">{t('export.saveAs')}</label>
          <input
            id="definition-name"
            value={name}
            maxLength={80}
            autoComplete="off"
            required
            onChange={(e) => setName(e.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="definition-schedule">{t('export.schedule')}</label>
          <select
            id="definition-schedule"
            value={schedule}
            onChange={(e) => setSchedule(SCHEDULES.find((s) => s === e.target.value) ?? 'NEVER')}
          >
            {SCHEDULES.map((s) => (
              <option key={s} value={s}>
                {t(`export.schedule.${s}`)}
              </option>
            ))}
          </select>
        </div>
        <label className="check">
          <input type="checkbox" checked={shared} onChange={(e) => setShared(e.target.checked)} />
          {t('export.share')}
        </label>
      </div>
      {schedule !== 'NEVER' && <p className="small soft">{t('export.scheduleHelp')}</p>}
      <div aria-live="polite">
        {save.isError && <p className="note bad">{failureText(save.error, t)}</p>}
        {save.isSuccess && name === '' && <p className="note good">{t('export.isSaved')}</p>}
      </div>
      <button type="submit" className="btn plain" disabled={save.isPending || definition.columns.length === 0}>
        {t(same === undefined ? 'export.save' : 'export.saveOver')}
      </button>
    </form>
  );
}
