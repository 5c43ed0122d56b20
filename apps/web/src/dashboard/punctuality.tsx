import { useQueries } from '@tanstack/react-query';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { ChartFrame, type Line } from './chart-frame.js';
import { ColumnsChart } from './columns-chart.js';
import { punctualityDocument } from './dashboard-query.js';
import { RankChart } from './rank-chart.js';

/** Whether filings came in time: every expected filing counts once, as on time, late or missing. */
export function Punctuality({
  by,
  periods,
  province,
}: {
  by: 'PERIOD' | 'PROVINCE';
  /** Those of the axis, oldest first; the last alone when provinces are compared. */
  periods: readonly string[];
  province: string;
}) {
  const { t, language } = useWords();
  const asked = by === 'PROVINCE' ? periods.slice(-1) : periods;
  const answers = useQueries({
    queries: asked.map((period) => ({
      queryKey: ['punctuality', period],
      queryFn: () => ask(punctualityDocument, { period, by: 'PROVINCE' as const }),
    })),
  });
  const failed = answers.find((a) => a.isError);
  if (failed) return <Failure failure={failed.error} retry={() => answers.forEach((a) => void a.refetch())} />;
  if (answers.some((a) => a.isPending)) return <Loading />;
  const rowsOf = (i: number) =>
    (answers[i]?.data?.seasonTimeliness ?? []).filter((row) => province === '' || row.key === province);
  const lines: Line[] =
    by === 'PROVINCE'
      ? rowsOf(0).map((r) => ({
          key: r.key,
          label: shortName(r.name),
          values: [r.onTime, r.late, r.missing].map(String),
        }))
      : asked.map((period, i) => {
          const sum = (of: 'onTime' | 'late' | 'missing') =>
            rowsOf(i).length === 0 ? null : String(rowsOf(i).reduce((n, row) => n + row[of], 0));
          return {
            key: period,
            label: printPeriod(period, language),
            values: [sum('onTime'), sum('late'), sum('missing')],
          };
        });
  const expected = asked.reduce((n, _, i) => n + rowsOf(i).reduce((m, row) => m + row.expected, 0), 0);
  const title = t('dashboard.timeliness');
  return (
    <ChartFrame
      title={title}
      unit={t('unit.filing')}
      definition={t('dashboard.definition.timeliness')}
      coverage={t('dashboard.coverageFilings', { expected })}
      axis={t(by === 'PROVINCE' ? 'clusters.province' : 'desk.period')}
      series={[t('chain.onTime'), t('chain.late'), t('chain.missing')]}
      lines={lines}
      exported={{
        table: {
          dataset: 'obligations',
          filters: [
            { column: 'period', operator: 'ANY_OF', values: [...asked] },
            ...(province === '' ? [] : [{ column: 'province_code', operator: 'ANY_OF' as const, values: [province] }]),
          ],
        },
      }}
    >
      {by === 'PROVINCE' ? <RankChart lines={lines} title={title} /> : <ColumnsChart lines={lines} title={title} />}
    </ChartFrame>
  );
}

/** "Tỉnh Lào Cai" and "Thành phố Hà Nội" as they are said. */
export const shortName = (name: string): string => name.replace(/^(Tỉnh|Thành phố) /, '');
