import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { Failure, Loading } from '../ui/states.js';
import { AreaTable } from './area-table.js';
import { ClusterEdit } from './cluster-editing.js';
import { ClusterFilings } from './cluster-filings.js';
import { DocumentList, ObservationTable, ProblemList } from './cluster-lists.js';
import { type ClusterShown, clusterDocument } from './cluster-query.js';
import { DecisionTimeline } from './decision-timeline.js';
import { DefinitionTable } from './definition-table.js';
import { statusText } from './status-text.js';
import { InfrastructureList, TenantTable } from './tenant-table.js';

const PARTS = [
  ['quyet-dinh', 'cluster.decisions'],
  ['dien-tich', 'cluster.areas'],
  ['dinh-nghia', 'cluster.definitions'],
  ['ha-tang', 'cluster.infrastructure'],
  ['du-an', 'cluster.tenants'],
  ['bao-cao', 'cluster.filings'],
  ['tai-lieu', 'cluster.documents'],
  ['van-de', 'cluster.problems'],
  ['ghi-nhan', 'cluster.observations'],
] as const;

/** Everything the register knows of one cluster, each fact with its day and its source. */
export function ClusterPage() {
  const { t } = useWords();
  const { code = '' } = useParams();
  const query = useQuery({ queryKey: ['cluster', code], queryFn: () => ask(clusterDocument, { code }) });
  return (
    <>
      <p className="back">
        <Link to="/cum">← {t('cluster.back')}</Link>
      </p>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data?.cluster === null && <p className="note warn">{t('cluster.unknown', { code })}</p>}
      {query.data?.cluster && <Whole cluster={query.data.cluster} />}
    </>
  );
}

function Whole({ cluster }: { cluster: ClusterShown }) {
  const { t } = useWords();
  return (
    <>
      <Head cluster={cluster} />
      <nav className="parts" aria-label={t('cluster.parts')}>
        {PARTS.map(([id, text]) => (
          <a key={id} href={`#${id}`}>
            {t(text)}
          </a>
        ))}
      </nav>
      <DecisionTimeline cluster={cluster} />
      <AreaTable cluster={cluster} />
      <DefinitionTable code={cluster.code} />
      <InfrastructureList cluster={cluster} />
      <TenantTable cluster={cluster} />
      <ClusterFilings cluster={cluster} />
      <DocumentList cluster={cluster} />
      <ProblemList cluster={cluster} />
      <ObservationTable cluster={cluster} />
    </>
  );
}

function Head({ cluster }: { cluster: ClusterShown }) {
  const { t } = useWords();
  return (
    <div className="lead">
      <div>
        <h1>{cluster.name}</h1>
        <p className="soft">
          {cluster.code} · {[...cluster.communes.map((c) => c.name), cluster.province?.name].join(', ')}
        </p>
        <div className="row">
          <span className={`chip ${cluster.established ? 'good' : ''}`}>
            {t(cluster.established ? 'clusters.isEstablished' : 'clusters.notEstablished')}
          </span>
          {cluster.status !== null && <span className="chip info">{statusText(cluster.status, t)}</span>}
          <span className="chip">{cluster.type === null ? t('cluster.noType') : t(`clusterType.${cluster.type}`)}</span>
        </div>
        {cluster.otherNames.length > 0 && (
          <p className="soft small">{t('cluster.otherNames', { names: cluster.otherNames.join('; ') })}</p>
        )}
        {cluster.note !== null && <p className="small">{cluster.note}</p>}
        <ClusterEdit cluster={cluster} />
      </div>
    </div>
  );
}
