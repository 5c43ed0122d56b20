import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';

const nilDocument = graphql(`
  mutation FileNil($input: FileNilInput!) {
    fileNil(input: $input) {
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

interface Target {
  readonly form: string;
  readonly period: string;
  readonly unit: string;
  /** Version of the draft it would replace; null when there is none. */
  readonly version: number | null;
}

/** Offers a nil filing: says what it means, asks why, makes the draft and opens it. */
export function NilForm({ target, lead }: { target: Target; lead: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const id = useId();
  const [note, setNote] = useState('');
  const make = useMutation({
    mutationFn: async () => {
      const { fileNil } = await ask(nilDocument, { input: { ...target, note } });
      const [refused] = fileNil.errors;
      if (refused) throw new RequestFailure(refused.code, refused.message);
      return fileNil.filing?.id ?? null;
    },
    onSuccess: (filing) => filing !== null && navigate(`/bao-cao/${filing}`),
  });
  return (
    <details className="small">
      <summary>{t('nil.offer')}</summary>
      <p className="soft">{lead}</p>
      <div aria-live="polite">{make.isError && <p className="note bad">{failureText(make.error, t)}</p>}</div>
      <div className="field">
        <label htmlFor={id}>{t('nil.note')}</label>
        <textarea id={id} rows={2} value={note} onChange={(e) => setNote(e.target.value)} />
      </div>
      <button
        type="button"
        className="btn plain"
        disabled={make.isPending || note.trim() === ''}
        onClick={() => make.mutate()}
      >
        {t('nil.make')}
      </button>
    </details>
  );
}
