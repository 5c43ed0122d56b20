import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FilingPageQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';

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

type Filing = NonNullable<FilingPageQuery['filing']>;
type Step = 'submit' | 'return' | 'accept';
const ownKind: Record<string, string> = {
  department: 'PROVINCE',
  commune: 'COMMUNE',
  investor: 'CLUSTER',
  enterprise: 'PROJECT',
};

async function take(step: Step, filing: Filing, reason: string): Promise<void> {
  const base = { id: filing.id, revision: filing.revision, version: filing.version };
  const { errors } =
    step === 'submit'
      ? (await ask(submitDocument, { input: base })).submitFiling
      : step === 'return'
        ? (await ask(returnDocument, { input: { ...base, reason } })).returnFiling
        : (await ask(acceptDocument, { input: base })).acceptFiling;
  const refusal = errors[0];
  if (refusal) throw new RequestFailure(refusal.code, refusal.message);
}

/** The steps this reader may take now; the server decides again. */
export function FilingActions({ filing }: { filing: Filing }) {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const step = useMutation({
    mutationFn: (s: Step) => take(s, filing, reason.trim()),
    onSettled: () => client.invalidateQueries(),
  });
  const own = ownKind[session.officeKind] === filing.filerKind;
  const may = (permission: string) => session.permissions.includes(permission);
  return (
    <div className="card">
      <div aria-live="polite">{step.isError && <p className="note bad">{failureText(step.error, t)}</p>}</div>
      {filing.state === 'DRAFT' && own && !may('filing.submit') && <p className="note">{t('filing.waitApprover')}</p>}
      {(filing.state === 'SUBMITTED' || filing.state === 'ACCEPTED') && own && (
        <p className="soft">{t('filing.readOnly')}</p>
      )}
      {filing.state === 'SUBMITTED' && !own && may('filing.decide') && (
        <div className="field">
          <label htmlFor="reason">{t('filing.reason')}</label>
          <textarea id="reason" rows={2} value={reason} onChange={(e) => setReason(e.target.value)} />
        </div>
      )}
      <div className="row">
        {filing.state === 'DRAFT' && own && may('filing.submit') && (
          <button type="button" className="btn" disabled={step.isPending} onClick={() => step.mutate('submit')}>
            {t('filing.submit')}
          </button>
        )}
        {(filing.state === 'DRAFT' || filing.state === 'RETURNED') && own && may('filing.prepare') && (
          <Link className="btn plain" to={`/nop/${filing.form}/${filing.period}/${filing.unit}`}>
            {t('desk.upload')}
          </Link>
        )}
        {filing.state === 'SUBMITTED' && !own && may('filing.decide') && (
          <>
            <button type="button" className="btn" disabled={step.isPending} onClick={() => step.mutate('accept')}>
              {t('filing.accept')}
            </button>
            <button
              type="button"
              className="btn bad"
              disabled={step.isPending || reason.trim() === ''}
              title={reason.trim() === '' ? t('filing.reasonNeeded') : undefined}
              onClick={() => step.mutate('return')}
            >
              {t('filing.return')}
            </button>
          </>
        )}
        {filing.fileId && (
          <a className="btn plain" href={`/api/files/${filing.fileId}`} download>
            {t('filing.download')}
          </a>
        )}
      </div>
    </div>
  );
}
