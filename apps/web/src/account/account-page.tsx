import { useQuery } from '@tanstack/react-query';
import { ask } from '../session/http.js';
import { OwnPassword } from '../session/own-password.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { Failure, Loading } from '../ui/states.js';
import { keysDocument } from './documents.js';
import { SecondFactorCard } from './second-factor-card.js';
import { SessionsCard } from './sessions-card.js';
import { TokensCard } from './tokens-card.js';

/** One's own account: password, second factor, signed-in browsers, tokens for programs. */
export function AccountPage() {
  const { t } = useWords();
  const session = useSession();
  const keys = useQuery({ queryKey: ['own-keys'], queryFn: async () => (await ask(keysDocument, {})).me });
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('nav.password')}</h1>
          <p className="soft">
            {session.name} · {session.email} · {session.officeName}
          </p>
        </div>
      </div>
      {keys.isPending && <Loading />}
      {keys.isError && <Failure failure={keys.error} retry={() => void keys.refetch()} />}
      {keys.data && (
        <>
          <SecondFactorCard factor={keys.data.secondFactor} />
          <SessionsCard sessions={keys.data.sessions} />
          {keys.data.permissions.includes('token.manage') && (
            <TokensCard tokens={keys.data.tokens} permissions={keys.data.permissions} />
          )}
        </>
      )}
      <OwnPassword email={session.email} forced={false} />
    </>
  );
}
