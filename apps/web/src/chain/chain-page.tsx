import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { dutyDocument } from '../desk/desk-query.js';
import { currentPeriod, periodChoices } from '../desk/periods.js';
import { ask } from '../session/http.js';
import { useLive, useSeldom } from '../session/live.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printDay, printForm, printPeriod } from '../text/print.js';
import { Failure, Loading, StateChip } from '../ui/states.js';
import { chainDocument } from './chain-query.js';
import { DaysChip, TierCard } from './tier-card.js';
import { TimelinessTable } from './timeliness-table.js';

/** Who blocks whom below an office: for each tier what is missing, how long there is, and what waits above. */
export function ChainPage() {
  const { t, language } = useWords();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const unit = params.get('unit') ?? (session.officeKind === 'ministry' ? 'VN' : (session.unit ?? ''));
  const period = params.get('period') ?? currentPeriod(new Date());
  const again = useSeldom(() => void chain.refetch());
  const heard = useLive(dutyDocument, { period }, again);
  const chain = useQuery({
    queryKey: ['chain', unit, period],
    queryFn: async () => (await ask(chainDocument, { unit, period })).deadlineChain,
    enabled: unit !== '',
    refetchInterval: heard ? 180_000 : 60_000,
  });
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('chain.title', { period: printPeriod(period, language) })}</h1>
          <p className="soft">{chain.data?.unitName ?? session.officeName}</p>
          <p>{t('chain.lead')}</p>
        </div>
        <div>
          <label htmlFor="period">{t('desk.period')}</label>
          <select
            id="period"
            value={period}
            onChange={(e) => {
              params.set('period', e.target.value);
              setParams(params);
            }}
          >
            {periodChoices(new Date()).map((code) => (
              <option key={code} value={code}>
                {printPeriod(code, language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {chain.isPending && <Loading />}
      {chain.isError && <Failure failure={chain.error} retry={() => void chain.refetch()} />}
      {chain.data?.own && (
        <section className="card" aria-labelledby="own">
          <h2 id="own">{t('chain.own')}</h2>
          <p className="row">
            {t('chain.ownDue', {
              form: printForm(chain.data.own.form, language),
              day: printDay(chain.data.own.dueBefore, language),
            })}
            <StateChip state={chain.data.own.answer.toLowerCase()} />
            <DaysChip days={chain.data.ownDaysLeft} />
          </p>
        </section>
      )}
      {chain.data?.tiers.length === 0 && <p className="soft">{t('chain.nothingBelow')}</p>}
      {chain.data?.tiers.map((tier) => (
        <TierCard key={tier.form} tier={tier} />
      ))}
      {session.officeKind === 'department' && session.permissions.includes('export.create') && (
        <p>
          <a
            className="btn plain"
            href={`/api/dunning?province=${encodeURIComponent(unit)}&period=${encodeURIComponent(period)}`}
          >
            {t('remind.dunning')}
          </a>
        </p>
      )}
      <TimelinessTable period={period} by={session.officeKind === 'ministry' ? 'PROVINCE' : 'FORM'} />
    </>
  );
}
