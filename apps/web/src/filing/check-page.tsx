import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { rest } from '../session/http.js';
import { useWords } from '../text/language.js';
import { Failure, Loading } from '../ui/states.js';

interface Standing {
  readonly result: 'genuine' | 'superseded' | 'unknown';
  readonly supersededBy: string | null;
}

const TONES = { genuine: 'good', superseded: 'warn', unknown: 'bad' } as const;

/** Where the QR code of a receipt leads: whether it was issued here and is still the latest. Nobody has to sign in. */
export function CheckPage() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const number = params.get('so') ?? '';
  const sha256 = params.get('sha256') ?? '';
  const [typed, setTyped] = useState({ number, sha256 });
  const query = new URLSearchParams({ number, sha256 });
  const check = useQuery({
    queryKey: ['receipt-check', number, sha256],
    queryFn: () => rest<Standing>('GET', `/api/receipt-check?${query.toString()}`),
    enabled: number !== '' && sha256 !== '',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setParams({ so: typed.number.trim(), sha256: typed.sha256.trim().toLowerCase() });
  };
  return (
    <main id="main" className="sign">
      <h1>{t('check.title')}</h1>
      <p className="soft">{t('check.lead')}</p>
      <div aria-live="polite">
        {check.isFetching && <Loading />}
        {check.isError && <Failure failure={check.error} retry={() => void check.refetch()} />}
        {check.data && (
          <p className={`note ${TONES[check.data.result]}`}>
            {t(`check.${check.data.result}`, { number, by: check.data.supersededBy ?? '' })}
          </p>
        )}
      </div>
      <form className="card" onSubmit={submit}>
        <div className="field">
          <label htmlFor="number">{t('filing.receipt')}</label>
          <input
            id="number"
            value={typed.number}
            onChange={(e) => setTyped({ ...typed, number: e.target.value })}
            required
          />
        </div>
        <div className="field">
          <label htmlFor="sha256">SHA-256</label>
          <input
            id="sha256"
            value={typed.sha256}
            onChange={(e) => setTyped({ ...typed, sha256: e.target.value })}
            pattern="[0-9a-fA-F]{64}"
            title={t('check.hash')}
            required
          />
        </div>
        <button type="submit" className="btn">
          {t('check.button')}
        </button>
      </form>
    </main>
  );
}
