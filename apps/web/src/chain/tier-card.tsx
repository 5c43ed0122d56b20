import { RemindButton } from '../reminders/remind-button.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printDay, printForm } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { StateChip } from '../ui/states.js';
import type { Tier } from './chain-query.js';

/** Days left or overdue in words; a colour is never the only sign. */
export function DaysChip({ days }: { days: number | null }) {
  const { t } = useWords();
  if (days === null) return null;
  const tone = days < 0 ? 'bad' : days <= 3 ? 'warn' : '';
  const text =
    days < 0 ? t('chain.past', { n: -days }) : days === 0 ? t('chain.leftToday') : t('chain.left', { n: days });
  return <span className={`chip ${tone}`}>{text}</span>;
}

/** One tier: its numbers, the slack it leaves to the tier above, and the units that hold that tier up. */
export function TierCard({ tier }: { tier: Tier }) {
  const { t, language } = useWords();
  const title = `${printForm(tier.form, language)} – ${t(`tier.${tier.filer.toLowerCase() as Lowercase<typeof tier.filer>}`)}`;
  const id = `tier-${tier.form}`;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="row">
        {tier.lastDueBefore !== null && (
          <span>
            {t('desk.due')} {printDay(tier.lastDueBefore, language)}
          </span>
        )}
        {tier.outstanding > 0 && <DaysChip days={tier.daysLeft} />}
      </p>
      <div className="facts">
        <Fact name={t('chain.expected')} value={tier.expected} />
        <Fact name={t('chain.received')} value={tier.received} />
        <Fact name={t('chain.late')} value={tier.late} />
        <Fact name={t('chain.returned')} value={tier.returned} />
        <Fact name={t('chain.accepted')} value={tier.accepted} />
        <Fact name={t('chain.outstanding')} value={tier.outstanding} />
        <Fact name={t('chain.overdue')} value={tier.overdue} />
      </div>
      {tier.slackDays !== null && (
        <p className={tier.slackDays < 0 ? 'note warn' : 'soft'}>
          {tier.slackDays < 0 ? t('chain.noSlack', { n: -tier.slackDays }) : t('chain.slack', { n: tier.slackDays })}
        </p>
      )}
      {tier.expected > 0 && tier.outstanding === 0 && <p className="soft">{t('chain.allIn')}</p>}
      {tier.blockers.length > 0 && <Blockers tier={tier} />}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: number }) {
  return (
    <div className="fact">
      <span className="small soft">{name}</span>
      <b>{value}</b>
    </div>
  );
}

/** Kinds of office that receive a form, and so may remind of it. */
const RECEIVERS: Readonly<Record<string, readonly string[]>> = {
  '01': ['commune'],
  '02': ['commune', 'department'],
  '03': ['department'],
  '04': ['ministry'],
};

function Blockers({ tier }: { tier: Tier }) {
  const { t, language } = useWords();
  const { permissions, officeKind } = useSession();
  const mayRemind = permissions.includes('filing.decide') && RECEIVERS[tier.form]?.includes(officeKind) === true;
  return (
    <details open={tier.overdue > 0}>
      <summary>{t('chain.blockers', { n: tier.blockers.length, all: tier.outstanding })}</summary>
      <Scroll>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('desk.filer')}</th>
              <th scope="col">{t('desk.state')}</th>
              <th scope="col">{t('desk.due')}</th>
              <th scope="col">{t('chain.days')}</th>
              <th scope="col">{t('chain.blocks')}</th>
              {mayRemind && <th scope="col">{t('remind.now')}</th>}
            </tr>
          </thead>
          <tbody>
            {tier.blockers.map((blocker) => (
              <tr key={blocker.obligationId}>
                <td>{blocker.unitName}</td>
                <td>
                  <StateChip state={blocker.answer.toLowerCase()} />
                </td>
                <td className="nowrap">{printDay(blocker.dueBefore, language)}</td>
                <td>
                  <DaysChip days={blocker.daysLeft} />
                </td>
                <td>
                  {blocker.blocks.map(({ form, unitName }) => `${printForm(form, language)} (${unitName})`).join(', ')}
                </td>
                {mayRemind && (
                  <td>
                    <RemindButton obligationId={blocker.obligationId} unitName={blocker.unitName} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
