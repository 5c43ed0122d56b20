import { Link } from 'react-router';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printForm, printInstant, printPeriod } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { StateChip } from '../ui/states.js';
import type { Queued } from './review-query.js';

/** May be accepted together with others: it waits, and nothing in it asks to be read. */
export function isClean(row: Queued): boolean {
  return row.state === 'SUBMITTED' && row.attention.length === 0;
}

/** The received filings, each with why it should be read; the clean ones can be ticked. */
export function QueueTable({
  rows,
  ticked,
  setTicked,
}: {
  rows: readonly Queued[];
  ticked: ReadonlySet<string>;
  setTicked: (ticked: ReadonlySet<string>) => void;
}) {
  const { t, language } = useWords();
  const mayDecide = useSession().permissions.includes('filing.decide');
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  return (
    <Scroll>
      <table className="stacked">
        <thead>
          <tr>
            {mayDecide && (
              <th scope="col">
                <span className="visually-hidden">{t('queue.pick')}</span>
              </th>
            )}
            <th scope="col">{t('queue.unit')}</th>
            <th scope="col">{t('desk.form')}</th>
            <th scope="col">{t('filing.submittedAt')}</th>
            <th scope="col">{t('desk.state')}</th>
            <th scope="col">{t('queue.findings')}</th>
            <th scope="col">{t('desk.next')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const name = `${printForm(row.form, language)} · ${row.unitName}`;
            return (
              <tr key={row.id}>
                {mayDecide && (
                  <td className="pick">
                    {isClean(row) && (
                      <input
                        type="checkbox"
                        aria-label={t('queue.pickOf', { name })}
                        checked={ticked.has(row.id)}
                        onChange={(e) => tick(row.id, e.target.checked)}
                      />
                    )}
                  </td>
                )}
                <td>
                  <b>{row.unitName}</b>
                </td>
                <td>
                  {printForm(row.form, language)} · {printPeriod(row.period, language)} ·{' '}
                  {t('filing.revision', { n: row.revision })}
                </td>
                <td>
                  {row.submittedAt && printInstant(row.submittedAt, language)}{' '}
                  {row.late && <span className="chip bad">{t('queue.isLate')}</span>}
                </td>
                <td>
                  <StateChip state={row.state.toLowerCase()} />
                </td>
                <td>
                  {isClean(row) && <span className="chip good">{t('queue.clean')}</span>}
                  {row.attention.map((why) => (
                    <span key={why} className="chip warn">
                      {t(`attention.${why}`)}
                    </span>
                  ))}
                </td>
                <td>
                  <Link className="btn plain slim" to={`/bao-cao/${row.id}`} aria-label={t('queue.openOf', { name })}>
                    {t(row.state === 'SUBMITTED' ? 'queue.review' : 'desk.open')}
                  </Link>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
