import { Link } from 'react-router';
import type { ConsolidatedQuery } from '../gql/graphql.js';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';

type Figure = ConsolidatedQuery['consolidatedForm']['figures'][number];
const SHOWN_SOURCES = 60;

export function ConsolidatedTable({ figures, title }: { figures: readonly Figure[]; title: string }) {
  const { t } = useWords();
  return (
    <Scroll>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('filing.tt')}</th>
            <th scope="col">{t('filing.label')}</th>
            <th scope="col" className="num">
              {t('filing.value')}
            </th>
            <th scope="col">{t('filing.unit')}</th>
            <th scope="col">{t('consolidated.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={figure.key} figure={figure} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const LEGAL = ['statutory', 'recommended', 'alternative', 'informal'] as const;
const legalOf = (status: string): (typeof LEGAL)[number] => LEGAL.find((l) => l === status) ?? 'informal';
const BASIS = { ACCEPTED: 'accepted', OVERRIDDEN: 'overridden', DERIVED: 'derived', MISSING: 'missing' } as const;

function FigureRow({ figure }: { figure: Figure }) {
  const { t, language } = useWords();
  const basis = BASIS[figure.basis];
  const differs = figure.basis !== 'DERIVED' && figure.derivedValue !== null && figure.derivedValue !== figure.value;
  return (
    <tr className={figure.tt.includes('.') ? 'child' : ''}>
      <td>{figure.tt}</td>
      <td>
        {figure.label}
        {figure.openPoint !== null && (
          <details className="small">
            <summary>{t('consolidated.open')}</summary>
            <p>{figure.openPoint}</p>
            <ul className="sources">
              {figure.definitions.map((d) => (
                <li key={d.point}>
                  {d.labelVi} · {t(`consolidated.legal.${legalOf(d.legalStatus)}`)} ·{' '}
                  {t('consolidated.since', { day: d.validFrom })}
                </li>
              ))}
            </ul>
          </details>
        )}
        {figure.notes
          .filter((n) => n.code !== 'OVERRIDDEN')
          .map((n) => (
            <p className="small" key={n.message}>
              {n.message}
            </p>
          ))}
        {figure.override && (
          <p className="small">
            {t('consolidated.override', {
              who: `${figure.override.officeName} (${figure.override.authorName}, ${figure.override.on})`,
              value: printFigure(figure.override.value, language),
              reason: figure.override.reason,
            })}
          </p>
        )}
        {figure.sources.length > 0 && (
          <details className="small">
            <summary>{t('consolidated.sources', { n: figure.sources.length })}</summary>
            <ul className="sources">
              {figure.sources.slice(0, SHOWN_SOURCES).map((s) => (
                <li key={`${s.kind}${s.id}${s.cell ?? ''}`}>
                  {s.kind === 'FILING' ? <Link to={`/bao-cao/${s.id}`}>{s.label}</Link> : s.label}
                  {s.value !== null && `: ${printFigure(s.value, language)} ${s.unit ?? ''}`}
                  {s.document && ` · ${s.document}`}
                  {s.date && ` · ${s.date}`}
                  {s.file && ` · ${s.file}`}
                  {s.cell && ` · ${s.sheet ?? ''} ${s.cell}`}
                  {!s.counted && <span className="soft"> · {t('consolidated.notCounted')}</span>}
                </li>
              ))}
              {figure.sources.length > SHOWN_SOURCES && <li>…</li>}
            </ul>
          </details>
        )}
      </td>
      <td className="num">
        {figure.value === null ? (
          <span className="soft small">{t('filing.missing')}</span>
        ) : (
          printFigure(figure.value, language)
        )}
        {differs && (
          <div className="small soft">
            {t('consolidated.derived', { value: printFigure(figure.derivedValue, language) })}
          </div>
        )}
      </td>
      <td className="nowrap unit">{figure.unit}</td>
      <td>
        <span className={`chip ${basis === 'accepted' ? 'good' : basis === 'derived' ? 'info' : ''}`}>
          {t(`consolidated.basis.${basis}`)}
        </span>
        <div className="small soft">
          {t('consolidated.coverageOf', {
            expected: figure.coverage.expected,
            reported: figure.coverage.reported,
            accepted: figure.coverage.accepted,
          })}
        </div>
        {figure.coverage.land?.share && (
          <div className="small soft">
            {t('consolidated.landOf', { share: printFigure(figure.coverage.land.share, language) })}
          </div>
        )}
      </td>
    </tr>
  );
}
