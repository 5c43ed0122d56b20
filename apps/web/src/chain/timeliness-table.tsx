import { useQuery } from '@tanstack/react-query';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printForm } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { timelinessDocument } from './chain-query.js';

/** Punctuality by province or by form; every expected filing is counted once as on time, late or missing. */
export function TimelinessTable({ period, by }: { period: string; by: 'PROVINCE' | 'FORM' }) {
  const { t, language } = useWords();
  const query = useQuery({
    queryKey: ['timeliness', period, by],
    queryFn: async () => (await ask(timelinessDocument, { period, by })).seasonTimeliness,
  });
  return (
    <section className="card" aria-labelledby="timeliness">
      <h2 id="timeliness">{t('chain.timeliness')}</h2>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <Scroll>
          <table>
            <caption className="soft small">{t('chain.unit')}</caption>
            <thead>
              <tr>
                <th scope="col">{by === 'FORM' ? t('desk.form') : t('chain.who')}</th>
                <th scope="col" className="num">
                  {t('chain.expected')}
                </th>
                <th scope="col" className="num">
                  {t('chain.onTime')}
                </th>
                <th scope="col" className="num">
                  {t('chain.late')}
                </th>
                <th scope="col" className="num">
                  {t('chain.missing')}
                </th>
                <th scope="col" className="num">
                  {t('chain.overdue')}
                </th>
                <th scope="col" className="num">
                  {t('chain.returned')}
                </th>
                <th scope="col" className="num">
                  {t('chain.accepted')}
                </th>
              </tr>
            </thead>
            <tbody>
              {query.data.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{by === 'FORM' ? printForm(row.key, language) : row.name}</th>
                  <td className="num">{row.expected}</td>
                  <td className="num">{row.onTime}</td>
                  <td className="num">{row.late}</td>
                  <td className="num">{row.missing}</td>
                  <td className="num">{row.overdue}</td>
                  <td className="num">{row.returned}</td>
                  <td className="num">{row.accepted}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
