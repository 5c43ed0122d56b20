import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { vietnamDate } from '#lib/kernel';
import { currentPeriod, periodChoices } from '../desk/periods.js';
import type { OccupancyDefinition } from '../gql/graphql.js';
import { Choice } from '../register/register-filters.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printInstant, printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { type Line } from './chart-frame.js';
import { dashboardDocument, periodsDocument } from './dashboard-query.js';
import { MapCard } from './map-card.js';
import { MeasureChart, type Pinned } from './measure-chart.js';
import { coverageOf, measuresOf, occupancyDefinitions } from './measures.js';
import { ProvincePanel } from './province-panel.js';
import { Punctuality, shortName } from './punctuality.js';

/** Most periods on one axis. */
const MOST_PERIODS = 8;

/** Occupancy, land, projects, labour, waste water and punctuality over periods and provinces. */
export function DashboardPage() {
  const { t, language } = useWords();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const known = useQuery({
    queryKey: ['dashboard-periods'],
    queryFn: () => ask(periodsDocument, {}),
    staleTime: 600_000,
  });
  const codes = useMemo(() => periodsOf(known.data?.reportingPeriods ?? []), [known.data]);
  const today = vietnamDate(new Date());
  const ended = known.data?.reportingPeriods.find((p) => p.windowTo < today)?.code;
  const closed = known.data?.editions.nodes.find(({ id }) => id === params.get('an'));
  const edition: Pinned | null = closed
    ? {
        id: closed.id,
        period: closed.period,
        text: t('dashboard.editionOf', {
          period: printPeriod(closed.period, language),
          n: closed.revision,
          at: printInstant(closed.closedAt, language),
        }),
      }
    : null;
  // An edition is of one period.
  const period = edition?.period ?? params.get('ky') ?? ended ?? currentPeriod(new Date());
  const province = params.get('tinh') ?? '';
  const by = params.get('theo') === 'tinh' && province === '' ? 'PROVINCE' : 'PERIOD';
  const definition: OccupancyDefinition =
    occupancyDefinitions.find((d) => d === params.get('cach')) ?? 'LEASED_OVER_READY';
  const upTo = edition ? [edition.period] : codes.filter((code) => code <= period).slice(0, MOST_PERIODS);
  const from = by === 'PROVINCE' ? period : (upTo.at(-1) ?? period);
  const asked = {
    by,
    from,
    to: period,
    province: province === '' ? null : province,
    definition,
    edition: edition?.id ?? null,
  } as const;
  const query = useQuery({
    queryKey: ['dashboard', asked],
    queryFn: () => ask(dashboardDocument, asked),
    enabled: known.isSuccess,
  });
  const choose = (key: string, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(key);
        else after.set(key, value);
        return after;
      },
      { replace: true },
    );
  const names = new Map((known.data?.provinces.nodes ?? []).map((p) => [p.code, shortName(p.name)]));
  const labelOf = (key: string) =>
    by === 'PROVINCE' ? (names.get(key) ?? (key === '' ? t('filing.missing') : key)) : printPeriod(key, language);
  const coverage = query.data ? coverageOf(query.data) : { accepted: 0, expected: 0, clusters: 0 };
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('dashboard.title')}</h1>
          <p className="soft">{t('dashboard.lead')}</p>
        </div>
      </div>
      <search className="card filters">
        <div className="field">
          <label htmlFor="ky">{t('dashboard.upTo')}</label>
          <select id="ky" value={period} disabled={edition !== null} onChange={(e) => choose('ky', e.target.value)}>
            {[...new Set([period, ...codes])]
              .sort()
              .reverse()
              .map((code) => (
                <option key={code} value={code}>
                  {printPeriod(code, language)}
                </option>
              ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="an">{t('dashboard.edition')}</label>
          <select id="an" value={edition?.id ?? ''} onChange={(e) => choose('an', e.target.value)}>
            <option value="">{t('export.present')}</option>
            {(known.data?.editions.nodes ?? []).map(({ id, period: of, revision }) => (
              <option key={id} value={id}>
                {t('export.editionOf', { period: printPeriod(of, language), n: revision })}
              </option>
            ))}
          </select>
        </div>
        <Choice
          id="tinh"
          label={t('clusters.province')}
          value={province}
          options={[...names]}
          onChange={(value) => choose('tinh', value)}
        />
        <div className="field">
          <label htmlFor="theo">{t('dashboard.compare')}</label>
          <select
            id="theo"
            value={by === 'PROVINCE' ? 'tinh' : ''}
            disabled={province !== ''}
            onChange={(e) => choose('theo', e.target.value)}
          >
            <option value="">{t('dashboard.byPeriod')}</option>
            <option value="tinh">{t('dashboard.byProvince')}</option>
          </select>
        </div>
        <div className="field">
          <label htmlFor="cach">{t('dashboard.occupancyBy')}</label>
          <select id="cach" value={definition} onChange={(e) => choose('cach', e.target.value)}>
            {occupancyDefinitions.map((name) => (
              <option key={name} value={name}>
                {t(`dashboard.short.${name}`)}
              </option>
            ))}
          </select>
        </div>
      </search>
      {(known.isPending || query.isPending) && !known.isError && <Loading />}
      {known.isError && <Failure failure={known.error} retry={() => void known.refetch()} />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {['ministry', 'department'].includes(session.officeKind) && known.isSuccess && (
        <MapCard
          period={period}
          definition={definition}
          edition={edition}
          chosen={province}
          choose={(code) => choose('tinh', code === province ? '' : code)}
        />
      )}
      {edition !== null && <p className="note">{t('dashboard.pinned')}</p>}
      {province !== '' && <ProvincePanel province={province} name={names.get(province) ?? province} period={period} />}
      {query.data && (
        <div className="charts">
          {measuresOf(definition).map((measure) => {
            const data = measure.read(query.data, (row) => (by === 'PROVINCE' ? row.province : row.period) ?? '');
            const lines: Line[] = data.map(({ key, values }) => ({ key, label: labelOf(key), values }));
            return (
              <MeasureChart
                key={measure.key}
                measure={measure}
                lines={lines}
                by={by}
                coverage={coverage}
                periods={by === 'PROVINCE' ? [period] : [...upTo].reverse()}
                province={province}
                edition={edition}
              />
            );
          })}
          <Punctuality by={by} periods={[...upTo].reverse()} province={province} />
        </div>
      )}
    </>
  );
}

/** Opened periods and those of this year, newest first. */
function periodsOf(opened: readonly { readonly code: string }[]): string[] {
  return [...new Set([...opened.map((p) => p.code), ...periodChoices(new Date())])].sort().reverse();
}
