import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { vietnamDate } from '#lib/kernel';
import { currentPeriod, periodChoices } from '../desk/periods.js';
import type { PolicyInput } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printDay, printForm, printPeriod } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { AdminTabs } from './admin-tabs.js';
import { PolicyForm } from './policy-form.js';
import { type Policy, policiesDocument, previewDocument, wantedOf } from './policy-query.js';

/** When offices are reminded: the policies in their order, whom each day of a period concerns, and setting a new one. */
export function PolicyPage() {
  const { t } = useWords();
  const { permissions } = useSession();
  const [wanted, setWanted] = useState<PolicyInput | null>(null);
  const query = useQuery({
    queryKey: ['reminder-policies'],
    queryFn: async () => (await ask(policiesDocument, {})).reminderPolicies,
  });
  const today = vietnamDate(new Date());
  const present = query.data?.findLast(({ inForceFrom }) => inForceFrom <= today);
  return (
    <>
      <AdminTabs />
      <div className="lead">
        <div>
          <h1>{t('policy.title')}</h1>
          <p className="soft">{t('policy.lead')}</p>
        </div>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data?.map((policy) => (
        <PolicyCard key={policy.inForceFrom} policy={policy} today={today} />
      ))}
      {present && permissions.includes('system.manage') && wanted === null && (
        <p>
          <button type="button" className="btn plain" onClick={() => setWanted(wantedOf(present))}>
            {t('policy.begin')}
          </button>
        </p>
      )}
      {wanted !== null && <PolicyForm wanted={wanted} change={setWanted} />}
      {query.data && <Preview wanted={wanted} />}
    </>
  );
}

function PolicyCard({ policy, today }: { policy: Policy; today: string }) {
  const { t, language } = useWords();
  const isPast = policy.inForceTo !== null && policy.inForceTo <= today;
  const tone = isPast ? '' : policy.inForceFrom > today ? 'info' : 'good';
  const state = isPast ? 'policy.past' : policy.inForceFrom > today ? 'policy.coming' : 'policy.present';
  const to = (wanted: string) => policy.deadlineSteps.filter((step) => step.to === wanted).map(({ days }) => days);
  const relative = (days: number) =>
    days === 0 ? t('policy.onDay') : days < 0 ? t('policy.before', { n: -days }) : t('policy.after', { n: days });
  const facts: readonly (readonly [string, string])[] = [
    [t('policy.filerDays'), to('FILER').map(relative).join('; ')],
    [t('policy.superiorDays'), to('SUPERIOR').map(relative).join('; ')],
    [
      t('policy.returnedDays'),
      policy.returnedDays.map((n) => (n === 0 ? t('policy.atOnce') : t('policy.later', { n }))).join('; '),
    ],
    [t('policy.hours'), t('policy.hoursOf', { from: policy.sendingFrom, to: policy.sendingTo })],
    [t('policy.channels'), policy.channels.map((channel) => t(`channel.${channel}`)).join(', ')],
    [t('policy.digest'), t('policy.digestOf', { from: policy.digestFromDays, n: policy.digestWorkingDays })],
  ];
  return (
    <section className="card" aria-labelledby={`policy-${policy.inForceFrom}`}>
      <h2 id={`policy-${policy.inForceFrom}`}>
        {t('policy.from', { day: printDay(policy.inForceFrom, language) })}{' '}
        <span className={`chip ${tone}`}>{t(state)}</span>
      </h2>
      <dl className="pairs">
        {facts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        <div>
          <dt>{t('policy.by')}</dt>
          <dd>{policy.setBy === null ? t('policy.given') : `${policy.setBy}: ${policy.reason ?? ''}`}</dd>
        </div>
      </dl>
    </section>
  );
}

/** Whom the policy of the period, or the one that is being written, would remind on which days. */
function Preview({ wanted }: { wanted: PolicyInput | null }) {
  const { t, language } = useWords();
  const [period, setPeriod] = useState(() => currentPeriod(new Date()));
  const policy = useDeferredValue(wanted);
  const query = useQuery({
    queryKey: ['reminder-preview', period, policy],
    queryFn: async () => (await ask(previewDocument, { period, policy })).reminderPreview,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className="card" aria-labelledby="preview">
      <div className="lead">
        <h2 id="preview">{t(wanted === null ? 'policy.preview' : 'policy.previewNew')}</h2>
        <div className="row">
          <label htmlFor="preview-period">{t('desk.period')}</label>
          <select id="preview-period" value={period} onChange={(e) => setPeriod(e.target.value)}>
            {periodChoices(new Date()).map((code) => (
              <option key={code} value={code}>
                {printPeriod(code, language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className="soft">{t('policy.nobody')}</p>}
      {query.data && query.data.length > 0 && (
        <Scroll>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('policy.day')}</th>
                <th scope="col">{t('desk.form')}</th>
                <th scope="col">{t('policy.whom')}</th>
                <th scope="col">{t('policy.channels')}</th>
                <th scope="col" className="num">
                  {t('policy.duties')}
                </th>
              </tr>
            </thead>
            <tbody>
              {query.data.map((line) => (
                <tr key={`${line.day} ${line.form} ${line.recipientTier} ${line.duties} ${line.channels.join()}`}>
                  <th scope="row">{printDay(line.day, language)}</th>
                  <td data-label={t('desk.form')}>{printForm(line.form, language)}</td>
                  <td data-label={t('policy.whom')}>{t(TIER[line.recipientTier])}</td>
                  <td data-label={t('policy.channels')}>
                    {line.channels.map((channel) => t(`channel.${channel}`)).join(', ')}
                  </td>
                  <td data-label={t('policy.duties')} className="num">
                    {line.duties}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

const TIER = {
  MINISTRY: 'tier.ministry',
  DEPARTMENT: 'tier.department',
  COMMUNE: 'tier.commune',
  INVESTOR: 'tier.investor',
  ENTERPRISE: 'tier.enterprise',
} as const;
