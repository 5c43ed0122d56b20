import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../session/http.js';
import { done } from '../session/refusal.js';
import { useWords } from '../text/language.js';
import { printDay, printInstant } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { failureText } from '../ui/states.js';
import { createTokenDocument, type OwnKeys, revokeTokenDocument } from './documents.js';

const DAYS = [7, 30, 90, 366] as const;

/** Tokens for programs: made with a part of one's own rights and an end, shown once, revoked. */
export function TokensCard({ tokens, permissions }: { tokens: OwnKeys['tokens']; permissions: readonly string[] }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const again = () => client.invalidateQueries({ queryKey: ['own-keys'] });
  const create = useMutation({
    mutationFn: async (input: { name: string; scopes: string[]; days: number }) =>
      done((await ask(createTokenDocument, { input })).createToken).secret ?? null,
    onSuccess: (made) => {
      setSecret(made);
      return again();
    },
  });
  const revoke = useMutation({
    mutationFn: async (id: string) => done((await ask(revokeTokenDocument, { input: { id } })).revokeToken),
    onSettled: again,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const input = {
      name: String(data.get('name') ?? ''),
      scopes: data.getAll('scope').map(String),
      days: Number(data.get('days')),
    };
    create.mutate(input, { onSuccess: () => form.reset() });
  };
  const now = new Date().toISOString();
  const stands = (token: OwnKeys['tokens'][number]) => token.revokedAt === null && token.expiresAt > now;
  return (
    <section className="card" aria-labelledby="tokens">
      <h2 id="tokens">{t('tokens.title')}</h2>
      <p className="soft">{t('tokens.lead')}</p>
      {tokens.length > 0 && (
        <Scroll>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('tokens.name')}</th>
                <th scope="col" className="hide-small">
                  {t('tokens.scopes')}
                </th>
                <th scope="col">{t('tokens.until')}</th>
                <th scope="col" className="hide-small">
                  {t('tokens.used')}
                </th>
                <th scope="col">{t('admin.steps')}</th>
              </tr>
            </thead>
            <tbody>
              {tokens.map((token) => (
                <tr key={token.id}>
                  <td>{token.name}</td>
                  <td className="small hide-small">{token.scopes.join(', ')}</td>
                  <td>{printDay(token.expiresAt, language)}</td>
                  <td className="hide-small">
                    {token.lastUsedAt === null ? t('tokens.never') : printInstant(token.lastUsedAt, language)}
                  </td>
                  <td>
                    {stands(token) ? (
                      <button
                        type="button"
                        className="btn plain slim"
                        aria-label={t('tokens.revokeOf', { name: token.name })}
                        disabled={revoke.isPending}
                        onClick={() => revoke.mutate(token.id)}
                      >
                        {t('tokens.revoke')}
                      </button>
                    ) : (
                      <span className="chip">{t('tokens.ended')}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <div aria-live="polite">
        {revoke.isError && <p className="note bad">{failureText(revoke.error, t)}</p>}
        {create.isError && <p className="note bad">{failureText(create.error, t)}</p>}
        {secret !== null && (
          <div className="note good">
            <p>{t('tokens.once')}</p>
            <p>
              <output className="secret" aria-label={t('tokens.secret')}>
                {secret}
              </output>
            </p>
            <button type="button" className="btn plain" onClick={() => setSecret(null)}>
              {t('tokens.kept')}
            </button>
          </div>
        )}
      </div>
      <details>
        <summary>{t('tokens.new')}</summary>
        <form onSubmit={submit}>
          <div className="row fields">
            <div className="field">
              <label htmlFor="token-name">{t('tokens.name')}</label>
              <input id="token-name" name="name" maxLength={100} autoComplete="off" required />
            </div>
            <div className="field">
              <label htmlFor="token-days">{t('tokens.days')}</label>
              <select id="token-days" name="days" defaultValue="30">
                {DAYS.map((n) => (
                  <option key={n} value={n}>
                    {t('tokens.nDays', { n })}
                  </option>
                ))}
              </select>
            </div>
          </div>
          <fieldset>
            <legend>{t('tokens.scopes')}</legend>
            {permissions
              .filter((permission) => permission !== 'token.manage')
              .map((permission) => (
                <label key={permission} className="check">
                  <input type="checkbox" name="scope" value={permission} /> {permission}
                </label>
              ))}
          </fieldset>
          <button type="submit" className="btn" disabled={create.isPending}>
            {t('tokens.create')}
          </button>
        </form>
      </details>
    </section>
  );
}
