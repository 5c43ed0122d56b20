import { Link } from 'react-router';
import type { ReconciliationQuery } from '../gql/graphql.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';

type Row = ReconciliationQuery['reconciliation']['rows'][number];
export type Level = 'provinces' | 'communes' | 'clusters';

const WHY = { DIFFERS: 'differs', NOT_FILED: 'notFiled', NOT_IN_REGISTER: 'notInRegister' } as const;
const MOST_LINKS = 5;

/** One row in its three values, and the units or clusters that make the difference. */
export function ReconciledRowView({ row, level, period }: { row: Row; level: Level; period: string }) {
  const { t, language } = useWords();
  const print = (value: string | null) =>
    value === null ? <span className="soft small">{t('filing.missing')}</span> : printFigure(value, language);
  return (
    <tr className={row.tt.includes('.') ? 'child' : ''}>
      <td>{row.tt}</td>
      <td>
        {row.label}
        {row.children.length > 0 && (
          <details className="small">
            <summary>{t('reconcile.contributors', { n: row.children.length })}</summary>
            <Contributors row={row} level={level} period={period} />
          </details>
        )}
      </td>
      <td className="nowrap unit">{row.unit}</td>
      <td className="num">{print(row.derived)}</td>
      <td className="num">
        {row.filingId === null ? print(row.filed) : <Link to={`/bao-cao/${row.filingId}`}>{print(row.filed)}</Link>}
      </td>
      <td className="num">
        {print(row.childrenFiled)}
        <div className="small soft">
          {t('reconcile.reported', { reported: row.childrenReported, expected: row.childrenExpected })}
        </div>
      </td>
      <td className="num">
        <Difference value={row.filedLessDerived} words="reconcile.lessDerived" />
        <Difference value={row.filedLessChildren} words="reconcile.lessChildren" />
        {row.unexplained !== null && row.unexplained !== '0' && (
          <div className="small soft">
            {t('reconcile.unexplained', { value: printFigure(row.unexplained, language) })}
          </div>
        )}
      </td>
    </tr>
  );
}

function Difference({
  value,
  words,
}: {
  value: string | null;
  words: 'reconcile.lessDerived' | 'reconcile.lessChildren';
}) {
  const { t, language } = useWords();
  if (value === null || value === '0') return null;
  const signed = value.startsWith('-') ? printFigure(value, language) : `+${printFigure(value, language)}`;
  return <div>{t(words, { value: signed })}</div>;
}

function Contributors({ row, level, period }: { row: Row; level: Level; period: string }) {
  const { t, language } = useWords();
  return (
    <table>
      <caption className="visually-hidden">{row.label}</caption>
      <thead>
        <tr>
          <th scope="col">{t(`reconcile.level.${level}`)}</th>
          <th scope="col" className="num">
            {t('reconcile.derived')} ({row.unit})
          </th>
          <th scope="col" className="num">
            {t('reconcile.filed')} ({row.unit})
          </th>
          <th scope="col" className="num">
            {t('reconcile.difference')} ({row.unit})
          </th>
          <th scope="col">{t('reconcile.why')}</th>
        </tr>
      </thead>
      <tbody>
        {row.children.map((child) => (
          <tr key={child.unit}>
            <td>
              {level === 'clusters' ? (
                child.unitName
              ) : (
                <Link to={`/doi-chieu?unit=${child.unit}&period=${period}`}>{child.unitName}</Link>
              )}
            </td>
            <td className="num">{printFigure(child.derived, language)}</td>
            <td className="num">{printFigure(child.filed, language)}</td>
            <td className="num">{printFigure(child.difference, language)}</td>
            <td>
              {t(`reconcile.because.${WHY[child.why]}`)}{' '}
              {child.filings.slice(0, MOST_LINKS).map((id, i) => (
                <Link key={id} to={`/bao-cao/${id}`}>
                  {t('reconcile.filing', { n: i + 1 })}{' '}
                </Link>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
