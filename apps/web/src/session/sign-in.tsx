import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import { RequestFailure, rest } from './http.js';
import { sessionKey } from './session-key.js';

interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** E-mail and password; where the account has a second factor, its code as a second step. */
export function SignIn() {
  const { t } = useWords();
  const client = useQueryClient();
  // Kept by the page alone, between the two steps.
  const [first, setFirst] = useState<Credentials | null>(null);
  const signIn = useMutation({
    mutationFn: (input: Credentials) => rest('POST', '/api/session', input),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
    onError: (failure, { email, password }) => {
      if (failure instanceof RequestFailure && failure.code === 'SECOND_FACTOR_NEEDED') setFirst({ email, password });
    },
  });
  const isSecond = signIn.error instanceof RequestFailure && signIn.error.code === 'SECOND_FACTOR_NEEDED';
  const failed = signIn.isError && !isSecond && <p className="note bad">{failureText(signIn.error, t)}</p>;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    signIn.mutate(
      first === null ? { email: text('email'), password: text('password') } : { ...first, code: text('code') },
    );
  };
  return (
    <main id="main" className="sign">
      <div className="card">
        <h1>{t('sign.title')}</h1>
        <p className="soft">{t(first === null ? 'sign.lead' : 'sign.secondLead')}</p>
        <form onSubmit={submit} key={first === null ? 'password' : 'code'}>
          {first === null ? (
            <>
              <div className="field">
                <label htmlFor="email">{t('sign.email')}</label>
                <input id="email" name="email" type="email" autoComplete="username" required />
              </div>
              <div className="field">
                <label htmlFor="password">{t('sign.password')}</label>
                <input id="password" name="password" type="password" autoComplete="current-password" required />
              </div>
            </>
          ) : (
            <div className="field">
              <label htmlFor="code">{t('sign.code')}</label>
              <input
                id="code"
                name="code"
                autoComplete="one-time-code"
                maxLength={20}
                ref={(box) => box?.focus()}
                required
              />
            </div>
          )}
          <div aria-live="polite">{failed}</div>
          <p className="row">
            <button className="btn" type="submit" disabled={signIn.isPending}>
              {signIn.isPending ? t('sign.working') : t('sign.button')}
            </button>
            {first !== null && (
              <button
                className="btn plain"
                type="button"
                onClick={() => {
                  setFirst(null);
                  signIn.reset();
                }}
              >
                {t('sign.back')}
              </button>
            )}
          </p>
        </form>
      </div>
      <p className="soft small">{t('sign.demo')}</p>
    </main>
  );
}
