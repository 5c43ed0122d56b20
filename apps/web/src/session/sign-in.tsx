import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import { rest } from './http.js';
import { sessionKey } from './session-key.js';

export function SignIn() {
  const { t } = useWords();
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (input: { email: string; password: string }) => rest('POST', '/api/session', input),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email') ?? ''), password: String(form.get('password') ?? '') });
  };
  return (
    <main id="main" className="sign">
      <div className="card">
        <h1>{t('sign.title')}</h1>
        <p className="soft">{t('sign.lead')}</p>
        <form onSubmit={submit}>
          <div className="field">
            <label htmlFor="email">{t('sign.email')}</label>
            <input id="email" name="email" type="email" autoComplete="username" required />
          </div>
          <div className="field">
            <label htmlFor="password">{t('sign.password')}</label>
            <input id="password" name="password" type="password" autoComplete="current-password" required />
          </div>
          <div aria-live="polite">{signIn.isError && <p className="note bad">{failureText(signIn.error, t)}</p>}</div>
          <button className="btn" type="submit" disabled={signIn.isPending}>
            {signIn.isPending ? t('sign.working') : t('sign.button')}
          </button>
        </form>
      </div>
      <p className="soft small">{t('sign.demo')}</p>
    </main>
  );
}
