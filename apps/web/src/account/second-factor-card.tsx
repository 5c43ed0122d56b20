import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { QrCode } from '../filing/qr-code.js';
import { ask } from '../session/http.js';
import { done } from '../session/refusal.js';
import { useWords } from '../text/language.js';
import { printInstant } from '../text/print.js';
import { failureText } from '../ui/states.js';
import { beginFactorDocument, confirmFactorDocument, type OwnKeys, removeFactorDocument } from './documents.js';

/** The second factor: a QR code drawn here, the first code, recovery codes shown once; off again with the password. */
export function SecondFactorCard({ factor }: { factor: OwnKeys['secondFactor'] }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const again = () => client.invalidateQueries({ queryKey: ['own-keys'] });
  const begin = useMutation({
    mutationFn: async () => done((await ask(beginFactorDocument, {})).beginSecondFactor),
  });
  const confirm = useMutation({
    mutationFn: async (code: string) =>
      done((await ask(confirmFactorDocument, { input: { code } })).confirmSecondFactor).recoveryCodes,
    onSuccess: (recovery) => {
      setCodes(recovery);
      begin.reset();
      return again();
    },
  });
  const isOn = factor.since !== null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get('code') ?? ''));
  };
  const address = begin.data?.address;
  return (
    <section className="card" aria-labelledby="factor">
      <h2 id="factor">
        {t('factor.title')} <span className={`chip ${isOn ? 'good' : ''}`}>{t(isOn ? 'factor.on' : 'factor.off')}</span>
      </h2>
      <p className="soft">{t('factor.lead')}</p>
      {factor.since !== null && (
        <p>
          {t('factor.since', { at: printInstant(factor.since, language) })}{' '}
          {t('factor.left', { n: factor.recoveryCodesLeft })}
        </p>
      )}
      <div aria-live="polite">
        {begin.isError && <p className="note bad">{failureText(begin.error, t)}</p>}
        {codes.length > 0 && (
          <div className="note good">
            <p>{t('factor.codes')}</p>
            <ul className="codes">
              {codes.map((code) => (
                <li key={code} className="secret">
                  {code}
                </li>
              ))}
            </ul>
            <div className="row">
              <button
                type="button"
                className="btn plain"
                onClick={() => void navigator.clipboard?.writeText(codes.join('\n'))}
              >
                {t('admin.copy')}
              </button>
              <button type="button" className="btn plain" onClick={() => setCodes([])}>
                {t('factor.kept')}
              </button>
            </div>
          </div>
        )}
      </div>
      {!isOn && !address && (
        <button type="button" className="btn" disabled={begin.isPending} onClick={() => begin.mutate()}>
          {t('factor.begin')}
        </button>
      )}
      {!isOn && address && (
        <form onSubmit={submit}>
          <ol>
            <li>{t('factor.step1')}</li>
            <li>
              {t('factor.step2')}
              <div>
                <QrCode text={address} label={t('factor.qr')} />
              </div>
              <p className="small">
                {t('factor.byHand')} <code className="secret small">{begin.data?.secret}</code>
              </p>
            </li>
            <li>
              <label htmlFor="factor-code">{t('factor.code')}</label>
              <input
                id="factor-code"
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={12}
                required
              />
            </li>
          </ol>
          <div aria-live="polite">{confirm.isError && <p className="note bad">{failureText(confirm.error, t)}</p>}</div>
          <button type="submit" className="btn" disabled={confirm.isPending}>
            {t('factor.confirm')}
          </button>
        </form>
      )}
      {isOn && <TurnOff onDone={again} />}
    </section>
  );
}

function TurnOff({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useWords();
  const remove = useMutation({
    mutationFn: async (password: string) =>
      done((await ask(removeFactorDocument, { input: { password } })).removeSecondFactor),
    onSuccess: onDone,
  });
  return (
    <details>
      <summary>{t('factor.remove')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate(String(new FormData(event.currentTarget).get('password') ?? ''));
        }}
      >
        <div className="field narrow">
          <label htmlFor="factor-password">{t('factor.password')}</label>
          <input id="factor-password" name="password" type="password" autoComplete="current-password" required />
        </div>
        <div aria-live="polite">{remove.isError && <p className="note bad">{failureText(remove.error, t)}</p>}</div>
        <button type="submit" className="btn bad" disabled={remove.isPending}>
          {t('factor.remove')}
        </button>
      </form>
    </details>
  );
}
