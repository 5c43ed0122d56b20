import { graphql } from '../gql/index.js';
import { ask, askWithKey } from '../session/http.js';
import { done } from '../session/refusal.js';

const openDocument = graphql(`
  mutation OpenExplorer {
    openExplorer {
      secret
      expiresAt
      errors {
        code
        message
      }
    }
  }
`);

interface Answered {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/**
 * Sends questions of one's own with a key made for this page, because a browser's session asks the portal's own only.
 * The key stays in this closure: it is in no storage, and a page opened again asks for another.
 */
export function explorerDoor(): (body: object) => Promise<object> {
  let key: Promise<string> | null = null;
  const open = async () => done((await ask(openDocument, {})).openExplorer).secret ?? '';
  const send = async (body: object): Promise<object> => {
    key ??= open();
    const opened = key;
    try {
      return await askWithKey(await opened, body);
    } catch (error) {
      // A key that was never made is asked for anew the next time.
      if (key === opened) key = null;
      throw error;
    }
  };
  return async (body) => {
    const answer = await send(body);
    const hasEnded = (answer as Answered).errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
    if (hasEnded !== true) return answer;
    key = null;
    return await send(body);
  };
}
