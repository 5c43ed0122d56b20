import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addDays, vietnamDate } from '#lib/kernel';
import type { PolicyInput } from '../gql/graphql.js';
import { ask, RequestFailure } from '../session/http.js';
import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import { daysOf, setPolicyDocument } from './policy-query.js';

const NUMBERS = ['lastStepWorkingDays', 'digestFromDays', 'digestWorkingDays'] as const;

/** A new policy: changed fields show in the preview at once, and hold from the chosen day when saved. */
export function PolicyForm({ wanted, change }: { wanted: PolicyInput; change: (next: PolicyInput) => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const tomorrow = addDays(vietnamDate(new Date()), 1);
  const [from, setFrom] = useState(tomorrow);
  const [reason, setReason] = useState('');
  const [texts, setTexts] = useState({
    filer: textOf(wanted, 'FILER'),
    superior: textOf(wanted, 'SUPERIOR'),
    returned: wanted.returnedDays.join('; '),
  });
  const set = useMutation({
    mutationFn: async () => {
      const input = { policy: wanted, inForceFrom: from, reason };
      const [refusal] = (await ask(setPolicyDocument, { input })).setReminderPolicy.errors;
      if (refusal) throw new RequestFailure(refusal.code, refusal.message);
    },
    onSuccess: () => setReason(''),
    onSettled: () => client.invalidateQueries({ queryKey: ['reminder-policies'] }),
  });
  const type = (field: keyof typeof texts, text: string) => {
    const next = { ...texts, [field]: text };
    setTexts(next);
    change({
      ...wanted,
      deadlineSteps: [
        ...daysOf(next.filer).map((days) => ({ days, to: 'FILER' as const })),
        ...daysOf(next.superior).map((days) => ({ days, to: 'SUPERIOR' as const })),
      ],
      returnedDays: daysOf(next.returned),
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <form className="card" onSubmit={submit} aria-labelledby="new-policy">
      <h2 id="new-policy">{t('policy.new')}</h2>
      <p className="soft">{t('policy.newHelp')}</p>
      <div className="filters">
        {(['filer', 'superior', 'returned'] as const).map((field) => (
          <div className="field" key={field}>
            <label htmlFor={`policy-${field}`}>{t(`policy.${field}Days`)}</label>
            <input
              id={`policy-${field}`}
              value={texts[field]}
              autoComplete="off"
              onChange={(e) => type(field, e.target.value)}
            />
          </div>
        ))}
        {(['sendingFrom', 'sendingTo'] as const).map((field) => (
          <div className="field" key={field}>
            <label htmlFor={`policy-${field}`}>{t(`policy.${field}`)}</label>
            <input
              id={`policy-${field}`}
              type="time"
              value={wanted[field]}
              required
              onChange={(e) => change({ ...wanted, [field]: e.target.value })}
            />
          </div>
        ))}
        {NUMBERS.map((field) => (
          <div className="field" key={field}>
            <label htmlFor={`policy-${field}`}>{t(`policy.${field}`)}</label>
            <input
              id={`policy-${field}`}
              type="number"
              min={1}
              max={30}
              value={wanted[field]}
              onChange={(e) => change({ ...wanted, [field]: Math.trunc(Number(e.target.value)) })}
            />
          </div>
        ))}
        <div className="field">
          <label htmlFor="policy-from">{t('policy.inForceFrom')}</label>
          <input
            id="policy-from"
            type="date"
            min={tomorrow}
            value={from}
            required
            onChange={(e) => setFrom(e.target.value)}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor="policy-reason">{t('admin.reason')}</label>
        <textarea id="policy-reason" rows={2} value={reason} required onChange={(e) => setReason(e.target.value)} />
      </div>
      <div aria-live="polite">
        {set.isError && <p className="note bad">{failureText(set.error, t)}</p>}
        {set.isSuccess && reason === '' && <p className="note good">{t('policy.isSet')}</p>}
      </div>
      <button type="submit" className="btn" disabled={set.isPending}>
        {t('policy.set')}
      </button>
    </form>
  );
}

const textOf = (wanted: PolicyInput, to: 'FILER' | 'SUPERIOR'): string =>
  wanted.deadlineSteps
    .filter((step) => step.to === to)
    .map(({ days }) => days)
    .join('; ');
