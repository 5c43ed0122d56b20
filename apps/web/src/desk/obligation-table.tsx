import { Link } from 'react-router';
import type { DeskQuery } from '../gql/graphql.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { daysToLastDay, lastDayOf, printDay, printForm } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { StateChip } from '../ui/states.js';
import { templatePath } from '../upload/template-path.js';
import { ExtensionForm } from './extension-form.js';
import { NilForm } from './nil-form.js';

type Row = DeskQuery['obligations']['nodes'][number];

/** Obligations with their deadline and the one next step; overdue first. */
export function ObligationTable({
  rows,
  total,
  mine,
  empty,
}: {
  rows: readonly Row[];
  total: number;
  mine: boolean;
  empty: string;
}) {
  const { t, language } = useWords();
  if (rows.length === 0) return <p className="soft">{empty}</p>;
  const received = rows.filter((r) => r.filing?.state === 'SUBMITTED' || r.filing?.state === 'ACCEPTED').length;
  const accepted = rows.filter((r) => r.filing?.state === 'ACCEPTED').length;
  return (
    <Scroll>
      <table className="stack">
        {!mine && (
          <caption className="soft">
            {printForm(rows[0]?.form ?? '', language)} · {t('desk.expected')} {total} · {t('desk.received')} {received}{' '}
            · {t('desk.accepted')} {accepted}
          </caption>
        )}
        <thead>
          <tr>
            <th scope="col">{t('desk.form')}</th>
            <th scope="col">{t('desk.filer')}</th>
            <th scope="col">{t('desk.due')}</th>
            <th scope="col">{t('desk.state')}</th>
            <th scope="col">{t('desk.next')}</th>
          </tr>
        </thead>
        <tbody>
          {[...rows].sort(byUrgency).map((row) => (
            <tr key={row.id}>
              <td className="nowrap">{printForm(row.form, language)}</td>
              <td>
                <strong className="filer">{row.unitName}</strong>
                {row.doubt !== null && (
                  <details className="small">
                    <summary>{t('desk.doubt')}</summary>
                    <p className="soft">{row.doubt}</p>
                  </details>
                )}
                <History row={row} />
              </td>
              <td data-label={t('desk.due')}>
                <div>
                  <span className="nowrap">{printDay(row.dueBefore, language)}</span>
                  <div className="small soft">
                    {t('desk.lastDay', { day: printDay(lastDayOf(row.dueBefore), language) })}
                  </div>
                  {row.extended && (
                    <div className="small">{t('desk.extended', { day: printDay(row.lawDueBefore, language) })}</div>
                  )}
                </div>
              </td>
              <td data-label={t('desk.state')}>
                <div>
                  <StateChip state={row.filing?.state.toLowerCase()} /> <Standing row={row} />
                  {row.filing?.nilNote && <div className="small">{t('nil.is', { note: row.filing.nilNote })}</div>}
                </div>
              </td>
              <td>
                <NextStep row={row} mine={mine} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const settled = (row: Row) => row.filing?.state === 'SUBMITTED' || row.filing?.state === 'ACCEPTED';
/** What waits for somebody to act comes first: submitted to me, then missing by deadline, then the settled. */
const byUrgency = (a: Row, b: Row) =>
  Number(a.filing?.state === 'ACCEPTED') - Number(b.filing?.state === 'ACCEPTED') ||
  Number(b.filing?.state === 'SUBMITTED') - Number(a.filing?.state === 'SUBMITTED') ||
  a.dueBefore.localeCompare(b.dueBefore);

/** Exempt, closed or voluntary where it is; otherwise the days left. */
function Standing({ row }: { row: Row }) {
  const { t } = useWords();
  if (row.state !== 'OPEN')
    return (
      <>
        <span className="chip">{t(row.state === 'EXEMPT' ? 'desk.exempt' : 'desk.closed')}</span>
        {row.stateReason !== null && <div className="small soft">{row.stateReason}</div>}
      </>
    );
  return row.voluntary ? <span className="chip">{t('desk.voluntary')}</span> : <DaysLeft row={row} />;
}

/** What happened to the duty since the period was opened: extensions with their reason, the register's changes. */
function History({ row }: { row: Row }) {
  const { t, language } = useWords();
  if (row.changes.length === 0) return null;
  return (
    <details className="small">
      <summary>
        {t('desk.history')} ({row.changes.length})
      </summary>
      <ul>
        {row.changes.map((change) => (
          <li key={`${change.kind} ${change.at}`}>
            {printDay(change.at, language)} ·{' '}
            {t(`change.${change.kind.toLowerCase() as Lowercase<typeof change.kind>}`)}
            {change.dueBefore !== null && `: ${t('desk.due')} ${printDay(change.dueBefore, language)}`}
            {change.officeName !== null && ` (${change.officeName})`} – {change.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function DaysLeft({ row }: { row: Row }) {
  const { t } = useWords();
  if (settled(row)) return null;
  const days = daysToLastDay(row.dueBefore, new Date());
  const tone = days < 0 ? 'bad' : days <= 7 ? 'warn' : '';
  const text =
    days < 0 ? t('desk.late', { n: -days }) : days === 0 ? t('desk.lastToday') : t('desk.daysLeft', { n: days });
  return <span className={`chip ${tone}`}>{text}</span>;
}

function NextStep({ row, mine }: { row: Row; mine: boolean }) {
  const { t } = useWords();
  const session = useSession();
  const canPrepare = mine && row.state === 'OPEN' && session.permissions.includes('filing.prepare');
  const canExtend =
    !mine &&
    !settled(row) &&
    session.permissions.includes('filing.decide') &&
    session.officeKind === (row.form === '04' ? 'ministry' : 'department');
  const blank = !row.filing || row.filing.state === 'RETURNED' || row.filing.state === 'DRAFT';
  return (
    <div className="row">
      {row.filing && (
        <Link className="btn plain" to={`/bao-cao/${row.filing.id}`}>
          {t('desk.open')}
        </Link>
      )}
      {canPrepare && blank && (
        <>
          <Link className="btn" to={`/soan/${row.form}/${row.period}/${row.unit}`}>
            {t('desk.edit')}
          </Link>
          <Link className="btn plain" to={`/nop/${row.form}/${row.period}/${row.unit}`}>
            {t('desk.upload')}
          </Link>
          <a className="btn plain" href={templatePath(row.form, row.period, row.unit)} download>
            {t('template.download')}
          </a>
        </>
      )}
      {canPrepare && row.nilOffered && (
        <NilForm
          target={{ form: row.form, period: row.period, unit: row.unit, version: row.filing?.version ?? null }}
          lead={t('nil.lead')}
        />
      )}
      {canExtend && <ExtensionForm id={row.id} unitName={row.unitName} dueBefore={row.dueBefore} />}
      {!mine && !row.filing && <span className="soft nowrap">{t('desk.wait')}</span>}
    </div>
  );
}
