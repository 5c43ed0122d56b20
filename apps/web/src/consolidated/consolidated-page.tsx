import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { currentPeriod, periodChoices } from '../desk/periods.js';
import { graphql } from '../gql/index.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printForm, printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { ConsolidatedTable } from './consolidated-table.js';

const consolidatedDocument = graphql(`
  query Consolidated($form: String!, $unit: String!, $period: String!) {
    consolidatedForm(form: $form, unit: $unit, period: $period) {
      form
      unit
      unitName
      period
      definitionId
      figures {
        key
        tt
        label
        value
        unit
        basis
        derivedValue
        override {
          value
          reason
          authorName
          officeName
          on
        }
        acceptedValue
        definition
        openPoint
        coverage {
          expected
          reported
          accepted
          land {
            share
            unknown
          }
        }
        definitions {
          point
          labelVi
          legalStatus
          validFrom
        }
        notes {
          code
          message
        }
        sources {
          kind
          id
          label
          value
          unit
          file
          sheet
          cell
          document
          date
          counted
        }
      }
    }
  }
`);

const provincesDocument = graphql(`
  query ProvinceChoices {
    provinces(first: 100) {
      nodes {
        code
        name
      }
    }
  }
`);

/** A consolidated form: every figure with its basis, its coverage and the rows it comes from. */
export function ConsolidatedPage() {
  const { t, language } = useWords();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const national = session.officeKind === 'ministry';
  const form = session.officeKind === 'commune' ? '03' : '04';
  const unit = params.get('unit') ?? session.unit ?? (national ? 'VN' : '');
  const period = params.get('period') ?? currentPeriod(new Date());
  const choose = (key: string, value: string) => {
    params.set(key, value);
    setParams(params);
  };
  const provinces = useQuery({
    queryKey: ['provinces'],
    queryFn: () => ask(provincesDocument, {}),
    enabled: national,
    staleTime: 3_600_000,
  });
  const query = useQuery({
    queryKey: ['consolidated', form, unit, period],
    queryFn: async () => (await ask(consolidatedDocument, { form, unit, period })).consolidatedForm,
    enabled: unit !== '',
  });
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('consolidated.title', { form: printForm(form, language), period: printPeriod(period, language) })}</h1>
          <p className="soft">{query.data?.unitName}</p>
        </div>
        <div className="row">
          {national && (
            <div>
              <label htmlFor="unit">{t('consolidated.unit')}</label>
              <select id="unit" value={unit} onChange={(e) => choose('unit', e.target.value)}>
                <option value="VN">{t('consolidated.national')}</option>
                {provinces.data?.provinces.nodes.map((p) => (
                  <option key={p.code} value={p.code}>
                    {p.name}
                  </option>
                ))}
              </select>
            </div>
          )}
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
          <Link className="btn plain" to={`/doi-chieu?unit=${unit}&period=${period}`}>
            {t('nav.reconciliation')}
          </Link>
          <a className="btn plain" href={`/api/export?form=${form}&unit=${unit}&period=${period}`} download>
            {t('consolidated.download')}
          </a>
        </div>
      </div>
      <div className="card">
        {query.isPending && <Loading />}
        {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
        {query.data && <ConsolidatedTable figures={query.data.figures} title={query.data.unitName} />}
      </div>
    </>
  );
}
