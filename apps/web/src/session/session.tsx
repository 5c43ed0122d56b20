import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { Failure, Loading } from '../ui/states.js';
import { RequestFailure, rememberCsrf, rest } from './http.js';
import { OwnPassword } from './own-password.js';
import { sessionKey } from './session-key.js';
import { SignIn } from './sign-in.js';

/** Who is signed in, as GET /api/session answers. */
export interface SignedIn {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly officeKind: 'ministry' | 'department' | 'commune' | 'investor' | 'enterprise';
  readonly officeName: string;
  readonly permissions: readonly string[];
  readonly unit: string | null;
  /** He signed in with a temporary password; every other door stays shut until he has chosen his own. */
  readonly mustChangePassword: boolean;
  readonly csrfToken: string;
}

const Context = createContext<SignedIn | null>(null);

async function load(): Promise<SignedIn | null> {
  try {
    const session = await rest<SignedIn>('GET', '/api/session');
    rememberCsrf(session.csrfToken);
    return session;
  } catch (failure) {
    if (failure instanceof RequestFailure && (failure.code === 'UNAUTHENTICATED' || failure.code === '401'))
      return null;
    throw failure;
  }
}

/** Shows the sign-in page until somebody is signed in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({ queryKey: sessionKey, queryFn: load, retry: false, staleTime: 60_000 });
  if (session.isPending) return <Loading />;
  if (session.isError) return <Failure failure={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <SignIn />;
  if (session.data.mustChangePassword)
    return (
      <main id="main" className="sign">
        <OwnPassword email={session.data.email} forced />
      </main>
    );
  return <Context.Provider value={session.data}>{children}</Context.Provider>;
}

export function useSession(): SignedIn {
  const session = useContext(Context);
  if (!session) throw new Error('used outside SessionGate');
  return session;
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await rest('DELETE', '/api/session');
    rememberCsrf(null);
    client.clear();
    await client.invalidateQueries();
    window.location.assign('/');
  };
}
