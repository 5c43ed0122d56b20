import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { rest } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { failureText, Loading } from '../ui/states.js';

interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly officeName: string;
  readonly expiresAt: string;
}

/** Where an invitation's mail leads: the invited person chooses a password. Nobody is signed in yet. */
export function InvitationPage() {
  const { t, language } = useWords();
  // Behind the sign #: it is sent to no server with the address.
  const [secret] = useState(() => window.location.hash.slice(1));
  const [differ, setDiffer] = useState(false);
  const invitation = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => rest<Invitation>('POST', '/api/invitations/open', { secret }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const accept = useMutation({
    mutationFn: (password: string) => rest<{ email: string }>('POST', '/api/invitations/accept', { secret, password }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const password = String(data.get('next') ?? '');
    setDiffer(password !== data.get('again'));
    if (password === data.get('again')) accept.mutate(password);
  };
  return (
    <main id="main" className="sign">
      <div className="card">
        <h1>{t('invite.title')}</h1>
        {invitation.isPending && <Loading />}
        {invitation.isError && (
          <p className="note bad" role="alert">
            {failureText(invitation.error, t)}
          </p>
        )}
        {accept.isSuccess && (
          <div className="note good" role="status">
            <p>{t('invite.done', { email: accept.data.email })}</p>
            <a className="btn" href="/">
              {t('sign.title')}
            </a>
          </div>
        )}
        {invitation.data && !accept.isSuccess && (
          <>
            <p>
              {t('invite.lead', { name: invitation.data.name, office: invitation.data.officeName })}{' '}
              <span className="soft">
                {t('invite.until', { at: printInstant(invitation.data.expiresAt, language) })}
              </span>
            </p>
            <form onSubmit={submit}>
              <div className="field">
                <label htmlFor="invited">{t('sign.email')}</label>
                <input id="invited" name="username" autoComplete="username" value={invitation.data.email} readOnly />
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
                {!differ && accept.isError && <p className="note bad">{failureText(accept.error, t)}</p>}
              </div>
              <button type="submit" className="btn" disabled={accept.isPending}>
                {t('invite.choose')}
              </button>
            </form>
          </>
        )}
      </div>
    </main>
  );
}
