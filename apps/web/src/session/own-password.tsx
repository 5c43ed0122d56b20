import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { graphql } from '../gql/index.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import { ask, RequestFailure, rememberCsrf, rest } from './http.js';
import { sessionKey } from './session-key.js';

const changeDocument = graphql(`
  mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {
    changeOwnPassword(input: $input) {
      changed
      errors {
        code
        message
      }
    }
  }
`);

/** Changes the password; every session ends with it, so the page signs in anew with the one just chosen. */
async function change(email: string, present: string, next: string): Promise<void> {
  const { errors } = (await ask(changeDocument, { input: { present, next } })).changeOwnPassword;
  const refusal = errors[0];
  if (refusal) throw new RequestFailure(refusal.code, refusal.message);
  try {
    const { csrfToken } = await rest<{ csrfToken: string }>('POST', '/api/session', { email, password: next });
    rememberCsrf(csrfToken);
  } catch (failure) {
    // With a second factor the sign-in page asks for its code.
    if (!(failure instanceof RequestFailure && failure.code === 'SECOND_FACTOR_NEEDED')) throw failure;
    rememberCsrf(null);
  }
}

/** One's own password; `forced` when a temporary one must be changed before anything else. */
export function OwnPassword({ email, forced }: { email: string; forced: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [differ, setDiffer] = useState(false);
  const changing = useMutation({
    mutationFn: ({ present, next }: { present: string; next: string }) => change(email, present, next),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [present, next, again] = ['present', 'next', 'again'].map((name) => String(data.get(name) ?? ''));
    setDiffer(next !== again);
    if (next !== again || present === undefined || next === undefined) return;
    changing.mutate({ present, next }, { onSuccess: () => form.reset() });
  };
  return (
    <div className="card narrow">
      {forced ? <h1>{t('password.title')}</h1> : <h2>{t('password.title')}</h2>}
      <p className="soft">{t(forced ? 'password.forced' : 'password.lead')}</p>
      <form onSubmit={submit}>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <div className="field">
          <label htmlFor="present">{t('password.present')}</label>
          <input id="present" name="present" type="password" autoComplete="current-password" required />
        </div>
        <div className="field">
          <label htmlFor="next">{t('password.next')}</label>
          <input
            id="next"
            name="next"
            type="password"
            autoComplete="new-password"
            minLength={12}
            aria-describedby="next-help"
            required
          />
          <p className="soft small" id="next-help">
            {t('password.help')}
          </p>
        </div>
        <div className="field">
          <label htmlFor="again">{t('password.again')}</label>
          <input id="again" name="again" type="password" autoComplete="new-password" required />
        </div>
        <div aria-live="polite">
          {differ && <p className="note bad">{t('password.differ')}</p>}
          {!differ && changing.isError && <p className="note bad">{failureText(changing.error, t)}</p>}
          {!differ && changing.isSuccess && <p className="note good">{t('password.done')}</p>}
        </div>
        <button className="btn" type="submit" disabled={changing.isPending}>
          {t('password.change')}
        </button>
      </form>
    </div>
  );
}
