import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';
import type { Role } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { done } from '../session/refusal.js';
import { useWords } from '../text/language.js';
import { Failure, failureText } from '../ui/states.js';
import { createDocument, inviteDocument, officesDocument } from './documents.js';
import { roleText } from './role-text.js';
import type { Handover, Invited } from './temporary-password.js';

interface Wanted {
  readonly officeId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

async function invite(input: Wanted): Promise<Invited> {
  const made = done((await ask(inviteDocument, { input })).inviteAccount);
  const { address, mailed, expiresAt } = made;
  return { email: made.account?.email ?? input.email, address: address ?? '', mailed, expiresAt: expiresAt ?? '' };
}

async function create(input: Wanted): Promise<Handover> {
  const { createAccount } = await ask(createDocument, { input });
  done(createAccount);
  return { email: createAccount.account?.email ?? input.email, password: createAccount.temporaryPassword ?? '' };
}

/** Office, person, role: invited by mail, or with a temporary password of the server's. */
export function NewAccount({
  made,
  invited,
}: {
  made: (handover: Handover) => void;
  invited: (invited: Invited) => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [officeId, setOfficeId] = useState('');
  const sought = useDeferredValue(search.trim());
  const offices = useQuery({
    queryKey: ['offices', sought],
    queryFn: async () => (await ask(officesDocument, { search: sought === '' ? null : sought })).offices,
    placeholderData: keepPreviousData,
  });
  const open = (offices.data?.nodes ?? []).filter((office) => office.closedAt === null);
  const office = open.find(({ id }) => id === officeId) ?? open[0];
  const creation = useMutation({
    mutationFn: create,
    onSuccess: async (handover) => {
      made(handover);
      await client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const invitation = useMutation({
    mutationFn: invite,
    onSuccess: async (sent) => {
      invited(sent);
      await client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const isPending = creation.isPending || invitation.isPending;
  const failure = creation.error ?? invitation.error;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const text = (name: string) => String(typed.get(name) ?? '');
    if (!office) return;
    const wanted = { officeId: office.id, email: text('email'), name: text('name'), role: text('role') as Role };
    const { submitter } = event.nativeEvent as SubmitEvent;
    const byMail = submitter?.getAttribute('value') !== 'password';
    creation.reset();
    invitation.reset();
    (byMail ? invitation : creation).mutate(wanted, { onSuccess: () => form.reset() });
  };
  if (offices.isError) return <Failure failure={offices.error} retry={() => void offices.refetch()} />;
  return (
    <form className="card" onSubmit={submit}>
      <h2>{t('admin.new')}</h2>
      <div className="row fields">
        <div className="field">
          <label htmlFor="office-search">{t('admin.officeSearch')}</label>
          <input id="office-search" type="search" value={search} onChange={(e) => setSearch(e.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="office">{t('admin.office')}</label>
          <select id="office" value={office?.id ?? ''} onChange={(e) => setOfficeId(e.target.value)} required>
            {open.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="role">{t('admin.role')}</label>
          <select id="role" name="role" required>
            {(office?.roles ?? []).map((role) => (
              <option key={role} value={role}>
                {t(roleText[role])}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="new-name">{t('admin.name')}</label>
          <input id="new-name" name="name" maxLength={200} autoComplete="off" required />
        </div>
        <div className="field">
          <label htmlFor="new-email">{t('sign.email')}</label>
          <input id="new-email" name="email" type="email" autoComplete="off" required />
        </div>
      </div>
      <p className="soft small" role="status">
        {offices.data &&
          offices.data.totalCount > open.length &&
          t('admin.officesMore', { n: offices.data.totalCount })}
      </p>
      <div aria-live="polite">{failure && <p className="note bad">{failureText(failure, t)}</p>}</div>
      <div className="row">
        <button type="submit" className="btn" disabled={isPending || !office}>
          {t('invite.send')}
        </button>
        <button type="submit" value="password" className="btn plain" disabled={isPending || !office}>
          {t('invite.orPassword')}
        </button>
      </div>
    </form>
  );
}
