import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { FirstUse } from '../help/first-use.js';
import { ask } from '../session/http.js';
import { useLive, useSeldom } from '../session/live.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { deskDocument, dutyDocument } from './desk-query.js';
import { NilForm } from './nil-form.js';
import { ObligationTable } from './obligation-table.js';
import { currentPeriod, duties, periodChoices } from './periods.js';

/** How often to ask by oneself: seldom when changes are told. */
const ASK_EVERY_MS = 30_000;
const ASK_ANYWAY_EVERY_MS = 120_000;

/** First page of every role: what I owe, what is owed to me, what to do next. */
export function DeskPage() {
  const { t, language } = useWords();
  const session = useSession();
  const [period, setPeriod] = useState(() => currentPeriod(new Date()));
  const duty = duties[session.officeKind];
  const queries = useQueryClient();
  const again = useSeldom(() => void queries.invalidateQueries({ queryKey: ['desk', period] }));
  const heard = useLive(dutyDocument, { period }, again);
  const owe = useQuery({
    queryKey: ['desk', period, duty.owes],
    queryFn: () => ask(deskDocument, { period, form: duty.owes, state: null }),
    enabled: duty.owes !== null,
  });
  const owed = useQuery({
    queryKey: ['desk', period, 'below', duty.receives],
    queryFn: async () =>
      (await Promise.all(duty.receives.map((form) => ask(deskDocument, { period, form, state: 'OPEN' })))).map(
        (r) => r.obligations,
      ),
    enabled: duty.receives.length > 0,
    refetchInterval: heard ? ASK_ANYWAY_EVERY_MS : ASK_EVERY_MS,
  });
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('desk.title')}</h1>
          <p className="soft">{session.officeName}</p>
        </div>
        <div className="row">
          {(duty.receives.length > 0 || session.officeKind === 'commune') && (
            <Link className="btn plain" to={`/chuoi?period=${period}`}>
              {t('desk.chain')}
            </Link>
          )}
          <label htmlFor="period">{t('desk.period')}</label>
          <select id="period" value={period} onChange={(e) => setPeriod(e.target.value)}>
            {periodChoices(new Date()).map((code) => (
              <option key={code} value={code}>
                {printPeriod(code, language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <FirstUse />
      {duty.owes !== null && (
        <section className="card" aria-labelledby="owe">
          <h2 id="owe">{t('desk.owe')}</h2>
          {owe.isPending && <Loading />}
          {owe.isError && <Failure failure={owe.error} retry={() => void owe.refetch()} />}
          {owe.data && (
            <ObligationTable
              rows={owe.data.obligations.nodes}
              total={owe.data.obligations.totalCount}
              mine
              empty={t('desk.nothingOwed')}
            />
          )}
          {owe.data?.obligations.totalCount === 0 &&
            session.officeKind === 'commune' &&
            session.unit !== null &&
            session.permissions.includes('filing.prepare') && (
              <NilForm target={{ form: '03', period, unit: session.unit, version: null }} lead={t('nil.leadCommune')} />
            )}
        </section>
      )}
      {duty.receives.length > 0 && (
        <section aria-labelledby="owed">
          <h2 id="owed">{t('desk.owed')}</h2>
          {owed.isPending && <Loading />}
          {owed.isError && <Failure failure={owed.error} retry={() => void owed.refetch()} />}
          {owed.data?.every((list) => list.totalCount === 0) && <p className="soft">{t('desk.nothingBelow')}</p>}
          {owed.data
            ?.filter((list) => list.totalCount > 0)
            .map((list) => (
              <div className="card" key={list.nodes[0]?.form ?? ''}>
                <ObligationTable
                  rows={list.nodes}
                  total={list.totalCount}
                  mine={false}
                  empty={t('desk.nothingBelow')}
                />
              </div>
            ))}
        </section>
      )}
    </>
  );
}
