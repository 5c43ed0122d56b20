import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { currentPeriod, periodChoices } from '../desk/periods.js';
import { graphql } from '../gql/index.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printForm, printPeriod } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { ReconciledRowView } from './reconciled-row.js';

const reconciliationDocument = graphql(`
  query Reconciliation($form: String!, $unit: String!, $period: String!, $byClusters: Boolean!) {
    reconciliation(form: $form, unit: $unit, period: $period, byClusters: $byClusters) {
      form
      unit
      unitName
      level
      rows {
        key
        tt
        label
        unit
        derived
        filed
        filingId
        childrenFiled
        filedLessDerived
        filedLessChildren
        unexplained
        childrenExpected
        childrenReported
        children {
          unit
          unitName
          derived
          filed
          difference
          why
          filings
        }
      }
    }
  }
`);

const LEVEL = { PROVINCES: 'provinces', COMMUNES: 'communes', CLUSTERS: 'clusters' } as const;

/** A form in its three values: derived, filed, summed over what is below; each row opens to the units behind the difference. */
export function ReconciliationPage() {
  const { t, language } = useWords();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const unit = params.get('unit') ?? session.unit ?? (session.officeKind === 'ministry' ? 'VN' : '');
  const form = unit.length === 5 ? '03' : '04';
  const period = params.get('period') ?? currentPeriod(new Date());
  const byClusters = form === '04' && unit !== 'VN' && params.get('by') === 'clusters';
  const onlyDifferent = params.get('all') === null;
  const choose = (key: string, value: string | null) => {
    if (value === null) params.delete(key);
    else params.set(key, value);
    setParams(params);
  };
  const query = useQuery({
    queryKey: ['reconciliation', form, unit, period, byClusters],
    queryFn: async () => (await ask(reconciliationDocument, { form, unit, period, byClusters })).reconciliation,
    enabled: unit !== '',
  });
  const rows = query.data?.rows ?? [];
  const shown = onlyDifferent ? rows.filter((row) => row.children.length > 0 || differs(row)) : rows;
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('reconcile.title', { form: printForm(form, language), period: printPeriod(period, language) })}</h1>
          <p className="soft">{query.data?.unitName}</p>
          <p>{t('reconcile.lead')}</p>
        </div>
        <div className="row">
          <div>
            <label htmlFor="period">{t('desk.period')}</label>
            <select id="period" value={period} onChange={(e) => choose('period', e.target.value)}>
              {periodChoices(new Date()).map((code) => (
                <option key={code} value={code}>
                  {printPeriod(code, language)}
                </option>
              ))}
            </select>
          </div>
          {form === '04' && unit !== 'VN' && (
            <div>
              <label htmlFor="below">{t('reconcile.below')}</label>
              <select
                id="below"
                value={byClusters ? 'clusters' : 'communes'}
                onChange={(e) => choose('by', e.target.value === 'clusters' ? 'clusters' : null)}
              >
                <option value="communes">{t('reconcile.level.communes')}</option>
                <option value="clusters">{t('reconcile.level.clusters')}</option>
              </select>
            </div>
          )}
          <label className="nowrap">
            <input
              type="checkbox"
              checked={onlyDifferent}
              onChange={(e) => choose('all', e.target.checked ? null : '1')}
            />{' '}
            {t('reconcile.onlyDifferent')}
          </label>
          <Link className="btn plain" to={`/tong-hop?unit=${unit}&period=${period}`}>
            {t('nav.consolidated')}
          </Link>
        </div>
      </div>
      <div className="card">
        {query.isPending && <Loading />}
        {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
        {query.data && (
          <Scroll>
            <table>
              <caption className="visually-hidden">{query.data.unitName}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('filing.tt')}</th>
                  <th scope="col">{t('filing.label')}</th>
                  <th scope="col">{t('filing.unit')}</th>
                  <th scope="col" className="num">
                    {t('reconcile.derived')}
                  </th>
                  <th scope="col" className="num">
                    {t('reconcile.filed')}
                  </th>
                  <th scope="col" className="num">
                    {t(`reconcile.sumOf.${LEVEL[query.data.level]}`)}
                  </th>
                  <th scope="col" className="num">
                    {t('reconcile.difference')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <ReconciledRowView key={row.key} row={row} level={LEVEL[query.data.level]} period={period} />
                ))}
              </tbody>
            </table>
            {shown.length === 0 && <p className="soft">{t('reconcile.none')}</p>}
          </Scroll>
        )}
      </div>
    </>
  );
}

const differs = (row: { readonly filedLessDerived: string | null; readonly filedLessChildren: string | null }) =>
  [row.filedLessDerived, row.filedLessChildren].some((d) => d !== null && d !== '0');
