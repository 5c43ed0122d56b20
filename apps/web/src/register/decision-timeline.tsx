import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import { DecisionEdit, Retract } from './cluster-editing.js';
import type { ClusterShown } from './cluster-query.js';

/** Legal acts about the cluster, oldest first, with the steps of the dossier below. */
export function DecisionTimeline({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  return (
    <section className="card" aria-labelledby="quyet-dinh">
      <h2 id="quyet-dinh">{t('cluster.decisions')}</h2>
      {cluster.decisions.length === 0 && <p className="soft">{t('cluster.noDecisions')}</p>}
      <ol className="timeline">
        {cluster.decisions.map((d) => (
          <li key={d.id}>
            <div className="soft small">
              {d.signedOn === null ? t('cluster.noDay') : printDay(d.signedOn, language)}
              {d.effectiveOn !== null &&
                d.effectiveOn !== d.signedOn &&
                ` · ${t('cluster.effective', { day: printDay(d.effectiveOn, language) })}`}
            </div>
            <b>{t(`decision.${d.kind}`)}</b>
            <div>
              {[d.number, d.issuer].filter(Boolean).join(' · ')}
              {d.fileId !== null && (
                <>
                  {' '}
                  <a href={`/api/files/${d.fileId}`} download>
                    {t('cluster.openFile')}
                  </a>
                </>
              )}
            </div>
            <div className="small">
              {d.areaHa !== null && <span className="fact-bit">{printFigure(d.areaHa, language)} ha</span>}
              {d.investmentBvnd !== null && (
                <span className="fact-bit">
                  {printFigure(d.investmentBvnd, language)} {t('unit.bvnd')}
                </span>
              )}
              {d.clusterType !== null && <span className="fact-bit">{t(`clusterType.${d.clusterType}`)}</span>}
            </div>
            {d.note !== null && <div className="small soft">{d.note}</div>}
            {d.source !== null && <div className="small soft">{d.source.title}</div>}
            <div className="row">
              <DecisionEdit cluster={cluster.code} decision={d} />
              <Retract cluster={cluster.code} kind="DECISION" id={d.id} label={d.number ?? t(`decision.${d.kind}`)} />
            </div>
          </li>
        ))}
      </ol>
      <DecisionEdit cluster={cluster.code} />
      {cluster.procedureSteps.length > 0 && (
        <details>
          <summary>
            {t('cluster.dossier')} ({cluster.procedureSteps.length})
          </summary>
          <ol className="timeline">
            {cluster.procedureSteps.map((step) => (
              <li key={step.id}>
                <div className="soft small">
                  {step.happenedOn === null ? t('cluster.noDay') : printDay(step.happenedOn, language)}
                </div>
                {step.document}
                {step.note !== null && <div className="small soft">{step.note}</div>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
