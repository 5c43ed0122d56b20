import { RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import type { TextKey } from '../text/vi.js';

type T = (key: TextKey, places?: Record<string, string | number>) => string;

/** The sentence for a failure: the server's own, or what can be said without it. */
export function failureText(failure: unknown, t: T): string {
  if (failure instanceof RequestFailure) return failure.code === 'OFFLINE' ? t('app.offline') : failure.message;
  return t('app.failed');
}

export function Loading() {
  const { t } = useWords();
  return (
    <p className="soft" role="status">
      {t('app.loading')}
    </p>
  );
}

export function Failure({ failure, retry }: { failure: unknown; retry: () => void }) {
  const { t } = useWords();
  return (
    <div className="note bad" role="alert">
      <p>{failureText(failure, t)}</p>
      <button type="button" className="btn plain" onClick={retry}>
        {t('app.retry')}
      </button>
    </div>
  );
}

const tones: Record<string, string> = {
  draft: 'info',
  submitted: 'warn',
  returned: 'bad',
  accepted: 'good',
  superseded: '',
  none: '',
};

/** A filing's state in words, with a colour that is never the only sign. */
export function StateChip({ state }: { state: string | null | undefined }) {
  const { t } = useWords();
  const known = state && state in tones ? state : 'none';
  return <span className={`chip ${tones[known] ?? ''}`}>{t(`state.${known}` as TextKey)}</span>;
}

/** A note with the sentence of a failure; nothing where there is none. */
export function failureOrNull(failure: unknown, t: T) {
  return failure === null || failure === undefined ? null : <p className="note bad">{failureText(failure, t)}</p>;
}
