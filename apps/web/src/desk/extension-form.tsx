import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { vietnamDate } from '#lib/kernel';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { zone } from '../text/print.js';
import { failureText } from '../ui/states.js';

const extendDocument = graphql(`
  mutation ExtendObligation($input: ExtendObligationInput!) {
    extendObligation(input: $input) {
      obligation {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

/** Gives one unit more time, with a reason it will read; never less than it has. */
export function ExtensionForm({ id, unitName, dueBefore }: { id: string; unitName: string; dueBefore: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const field = useId();
  const now = vietnamDate(new Date(dueBefore));
  const [day, setDay] = useState(now);
  const [reason, setReason] = useState('');
  const extend = useMutation({
    mutationFn: async () => {
      const input = { id, dueBefore: `${day}T00:00:00${zone}`, reason };
      const [refused] = (await ask(extendDocument, { input })).extendObligation.errors;
      if (refused) throw new RequestFailure(refused.code, refused.message);
    },
    onSuccess: () => setReason(''),
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <details className="small">
      <summary aria-label={`${t('desk.extend')}: ${unitName}`}>{t('desk.extend')}</summary>
      <div aria-live="polite">{extend.isError && <p className="note bad">{failureText(extend.error, t)}</p>}</div>
      <div className="field">
        <label htmlFor={`${field}-day`}>{t('desk.extendUntil')}</label>
        <input id={`${field}-day`} type="date" min={now} value={day} onChange={(e) => setDay(e.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${field}-why`}>{t('desk.extendReason')}</label>
        <textarea id={`${field}-why`} rows={2} value={reason} onChange={(e) => setReason(e.target.value)} />
      </div>
      <button
        type="button"
        className="btn plain"
        disabled={extend.isPending || reason.trim() === '' || day <= now}
        onClick={() => extend.mutate()}
      >
        {t('desk.extendSave')}
      </button>
    </details>
  );
}
