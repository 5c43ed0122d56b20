import { sumKnown } from '#lib/kernel';
import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import { DataTable } from '../ui/data-table.js';
import type { ClusterShown } from './cluster-query.js';

/** Who builds the infrastructure, and for how much. */
export function InfrastructureList({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  return (
    <section className="card" aria-labelledby="ha-tang">
      <h2 id="ha-tang">{t('cluster.infrastructure')}</h2>
      {cluster.infrastructureProjects.length === 0 ? (
        <p className="soft">{t('cluster.noInvestor')}</p>
      ) : (
        <DataTable
          caption={t('cluster.infrastructure')}
          columns={[
            { head: t('cluster.investor') },
            { head: t('cluster.projectName') },
            { head: t('cluster.investment'), num: true },
            { head: t('cluster.since') },
          ]}
          groups={[
            {
              key: 'all',
              rows: cluster.infrastructureProjects.map((p) => ({
                key: p.id,
                cells: [
                  p.investor?.name ?? t('filing.missing'),
                  <>
                    {p.name}
                    {p.note !== null && <div className="small soft">{p.note}</div>}
                    {p.source !== null && <div className="small soft">{p.source.title}</div>}
                  </>,
                  p.totalInvestmentBvnd === null ? t('filing.missing') : printFigure(p.totalInvestmentBvnd, language),
                  p.validFrom !== null && printDay(p.validFrom, language),
                ],
              })),
            },
          ]}
        />
      )}
    </section>
  );
}

type Tenant = ClusterShown['tenants']['nodes'][number];
const leasedBy = (tenant: Tenant): string | null => sumKnown(tenant.leases.map((l) => l.areaHa));

/** Tenant projects with what they lease. */
export function TenantTable({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  const { nodes, totalCount } = cluster.tenants;
  const leased = nodes.map(leasedBy);
  return (
    <section className="card" aria-labelledby="du-an">
      <h2 id="du-an">
        {t('cluster.tenants')} ({totalCount})
      </h2>
      {totalCount === 0 ? (
        <p className="soft">{t('cluster.noTenants')}</p>
      ) : (
        <DataTable
          caption={t('cluster.tenants')}
          columns={[
            { head: t('cluster.enterprise') },
            { head: t('cluster.industry') },
            { head: t('cluster.tenantState') },
            { head: t('cluster.leased'), num: true },
            { head: t('cluster.lease') },
          ]}
          groups={[
            {
              key: 'all',
              rows: nodes.map((tenant) => ({
                key: tenant.id,
                cells: [
                  <>
                    {tenant.enterpriseName}
                    <div className="small soft">
                      {[tenant.code, tenant.projectName, tenant.foreignCapital === true ? t('cluster.foreign') : null]
                        .filter(Boolean)
                        .join(' · ')}
                    </div>
                  </>,
                  tenant.industry,
                  <>
                    {t(`tenant.${tenant.state}`)}
                    {tenant.stateAsWritten !== null && <div className="small soft">{tenant.stateAsWritten}</div>}
                  </>,
                  printFigure(leasedBy(tenant), language),
                  tenant.leases.map((lease) => (
                    <div key={lease.id} className="small">
                      {lease.document} {lease.signedOn !== null && printDay(lease.signedOn, language)}
                    </div>
                  )),
                ],
              })),
            },
          ]}
          foot={
            leased.some((area) => area !== null) && (
              <>
                {t('cluster.sumLeased')} <b className="figure">{printFigure(sumKnown(leased), language)} ha</b>{' '}
                <span className="coverage soft small">
                  {t('cluster.tenantCoverage', { n: leased.filter((a) => a !== null).length, all: totalCount })}
                </span>
              </>
            )
          }
        />
      )}
    </section>
  );
}
