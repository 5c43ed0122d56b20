import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printForm, printInstant, printPeriod } from '../text/print.js';
import { failureText } from '../ui/states.js';
import { changeOfficeDocument, type OfficeListed } from './office-documents.js';

const FIELDS = ['name', 'address', 'phone', 'email'] as const;
const TYPES = { name: 'text', address: 'text', phone: 'tel', email: 'email' } as const;

/** One office: who is in it, how it is reached, what it sent last; and the form that changes what is kept of it. */
export function OfficeRow({ office }: { office: OfficeListed }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const { lastFiling } = office;
  return (
    <tr>
      <th scope="row">
        {office.name} <span className="chip">{t(`tier.${KIND[office.kind]}`)}</span>
        {office.closedAt !== null && <span className="chip bad">{t('office.closed')}</span>}
        <div className="small soft">{office.address ?? t('office.noAddress')}</div>
      </th>
      <td data-label={t('office.reach')}>
        <div>
          {office.phone ?? ''}
          {office.email !== null && <div className="mail">{office.email}</div>}
          {office.phone === null && office.email === null && <span className="soft small">{t('filing.missing')}</span>}
        </div>
      </td>
      <td data-label={t('office.people')} className="num">
        {office.people}
      </td>
      <td data-label={t('office.responsible')}>
        <div>
          {[...new Set(office.responsible)].map((name) => (
            <div key={name}>{name}</div>
          ))}
          {office.responsible.length === 0 && <span className="chip warn">{t('office.nobody')}</span>}
        </div>
      </td>
      <td data-label={t('office.lastFiling')}>
        {lastFiling === null ? (
          <span className="soft small">{t('office.neverFiled')}</span>
        ) : (
          <div>
            {printForm(lastFiling.form, language)} · {printPeriod(lastFiling.period, language)}
            <div className="small soft">{printInstant(lastFiling.submittedAt, language)}</div>
          </div>
        )}
      </td>
      <td>
        {office.closedAt === null && !open && (
          <button
            type="button"
            className="btn plain slim"
            aria-label={t('office.editOf', { name: office.name })}
            onClick={() => setOpen(true)}
          >
            {t('office.edit')}
          </button>
        )}
        {open && <OfficeForm office={office} done={() => setOpen(false)} />}
      </td>
    </tr>
  );
}

const KIND = {
  MINISTRY: 'ministry',
  DEPARTMENT: 'department',
  COMMUNE: 'commune',
  INVESTOR: 'investor',
  ENTERPRISE: 'enterprise',
} as const;

function OfficeForm({ office, done }: { office: OfficeListed; done: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const id = useId();
  const change = useMutation({
    mutationFn: async (typed: Record<(typeof FIELDS)[number], string>) => {
      const [refusal] = (await ask(changeOfficeDocument, { input: { id: office.id, ...typed } })).changeOffice.errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: async () => {
      done();
      await client.invalidateQueries({ queryKey: ['office-list'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const of = (field: string) => String(data.get(field) ?? '');
    change.mutate({ name: of('name'), address: of('address'), phone: of('phone'), email: of('email') });
  };
  return (
    <form onSubmit={submit} aria-label={t('office.editOf', { name: office.name })}>
      {FIELDS.map((field) => (
        <div className="field" key={field}>
          <label htmlFor={`${id}-${field}`}>{t(`office.${field}`)}</label>
          <input
            id={`${id}-${field}`}
            name={field}
            type={TYPES[field]}
            defaultValue={office[field] ?? ''}
            required={field === 'name'}
            autoComplete="off"
          />
        </div>
      ))}
      <div aria-live="polite">{change.isError && <p className="note bad">{failureText(change.error, t)}</p>}</div>
      <div className="row">
        <button type="submit" className="btn slim" disabled={change.isPending}>
          {t('office.save')}
        </button>
        <button type="button" className="btn plain slim" onClick={done}>
          {t('admin.cancel')}
        </button>
      </div>
    </form>
  );
}
