import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import type { Filing } from './filing-query.js';

const submitDocument = graphql(`
  mutation SubmitFiling($input: SubmitFilingInput!) {
    submitFiling(input: $input) {
      filing {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);
const returnDocument = graphql(`
  mutation ReturnFiling($input: ReturnFilingInput!) {
    returnFiling(input: $input) {
      filing {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);
const acceptDocument = graphql(`
  mutation AcceptFiling($input: AcceptFilingInput!) {
    acceptFiling(input: $input) {
      filing {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);
const reopenDocument = graphql(`
  mutation ReopenFiling($input: ReopenFilingInput!) {
    reopenFiling(input: $input) {
      filing {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);
const amendDocument = graphql(`
  mutation AmendFiling($input: AmendFilingInput!) {
    amendFiling(input: $input) {
      filing {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export type FilingStep = 'submit' | 'accept' | 'return' | 'reopen' | 'amend';

interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Takes one step with a filing as it is seen here. @throws RequestFailure with the server's code and sentence */
export async function take(
  step: FilingStep,
  filing: Filing,
  reason: string,
  marks: ReadonlyMap<string, string>,
): Promise<void> {
  const { id, version, revision } = filing;
  const seen = { id, revision, version };
  const send: Record<FilingStep, () => Promise<readonly Refusal[]>> = {
    submit: async () =>
      (await ask(submitDocument, { input: { ...seen, reason: reason === '' ? null : reason } })).submitFiling.errors,
    accept: async () => (await ask(acceptDocument, { input: seen })).acceptFiling.errors,
    return: async () => {
      const doubts = [...marks].map(([key, comment]) => ({ key, comment }));
      return (await ask(returnDocument, { input: { ...seen, reason, marks: doubts } })).returnFiling.errors;
    },
    reopen: async () => (await ask(reopenDocument, { input: { ...seen, reason } })).reopenFiling.errors,
    amend: async () => (await ask(amendDocument, { input: { id, version, reason } })).amendFiling.errors,
  };
  const [refusal] = await send[step]();
  if (refusal) throw new RequestFailure(refusal.code, refusal.message);
}
