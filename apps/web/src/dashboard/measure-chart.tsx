import type { RequestExportInput } from '../gql/graphql.js';
import { useWords } from '../text/language.js';
import { ChartFrame, type Line } from './chart-frame.js';
import { ColumnsChart } from './columns-chart.js';
import type { Measure } from './measures.js';
import { RankChart } from './rank-chart.js';

/** An edition that the charts are pinned to. */
export interface Pinned {
  readonly id: string;
  readonly period: string;
  /** As the captions name it. */
  readonly text: string;
}

/** One measure in its frame: columns over periods, or provinces by size. */
export function MeasureChart(props: {
  measure: Measure;
  lines: readonly Line[];
  by: 'PERIOD' | 'PROVINCE';
  coverage: { accepted: number; expected: number; clusters: number };
  periods: readonly string[];
  province: string;
  edition: Pinned | null;
}) {
  const { t } = useWords();
  const { measure, lines, by, coverage, periods, province, edition } = props;
  const title = t(measure.title);
  return (
    <ChartFrame
      title={title}
      unit={t(measure.unit)}
      definition={t(measure.definition)}
      coverage={t('dashboard.coverageForms', coverage)}
      axis={t(by === 'PROVINCE' ? 'clusters.province' : 'desk.period')}
      series={measure.series.map((key) => t(key))}
      lines={lines}
      edition={edition?.text ?? null}
      exported={exportOf(measure.keys, periods, province, edition)}
    >
      {by === 'PROVINCE' ? <RankChart lines={lines} title={title} /> : <ColumnsChart lines={lines} title={title} />}
    </ChartFrame>
  );
}

/** The accepted figures behind a chart, cluster by cluster. */
export function exportOf(
  keys: readonly string[],
  periods: readonly string[],
  province: string,
  edition: Pinned | null,
): RequestExportInput {
  return {
    table: {
      dataset: 'reported_figures',
      ...(edition === null ? {} : { edition: edition.id }),
      columns: ['period', 'province_code', 'unit', 'unit_name', 'tt', 'indicator', 'value', 'measure'],
      filters: [
        { column: 'form', operator: 'ANY_OF', values: ['02'] },
        { column: 'key', operator: 'ANY_OF', values: [...keys] },
        { column: 'period', operator: 'ANY_OF', values: [...periods] },
        ...(province === '' ? [] : [{ column: 'province_code', operator: 'ANY_OF' as const, values: [province] }]),
      ],
    },
  };
}
