import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OccupancyDefinition } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { ChartFrame } from './chart-frame.js';
import { dashboardDocument } from './dashboard-query.js';
import { exportOf, type Pinned } from './measure-chart.js';
import { coverageOf, measuresOf } from './measures.js';
import { TileMap } from './tile-map.js';
import { tiles } from './tiles.js';

/** The map with the choice of the figure that colours it. */
export function MapCard({
  period,
  definition,
  edition,
  chosen,
  choose,
}: {
  period: string;
  definition: OccupancyDefinition;
  edition: Pinned | null;
  chosen: string;
  choose: (code: string) => void;
}) {
  const { t, language } = useWords();
  const [which, setWhich] = useState('occupancy 0');
  const asked = {
    by: 'PROVINCE',
    from: period,
    to: period,
    province: null,
    definition,
    edition: edition?.id ?? null,
  } as const;
  const query = useQuery({ queryKey: ['dashboard', asked], queryFn: () => ask(dashboardDocument, asked) });
  const choices = measuresOf(definition).flatMap((measure) =>
    measure.series.map((text, i) => ({ id: `${measure.key} ${i}`, measure, text, i })),
  );
  const picked = choices.find((c) => c.id === which) ?? choices[0];
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failure failure={query.error} retry={() => void query.refetch()} />;
  if (picked === undefined) return null;
  const data = picked.measure.read(query.data, (row) => row.province ?? '');
  const values = new Map(data.map((d) => [d.key, d.values[picked.i] ?? null]));
  const land = tiles.filter((tile) => !tile.island);
  const title = t('dashboard.map', { figure: t(picked.text), period: printPeriod(period, language) });
  return (
    <ChartFrame
      title={title}
      unit={t(picked.measure.unit)}
      definition={t(picked.measure.definition)}
      coverage={`${t('dashboard.coverageForms', coverageOf(query.data))} ${t('dashboard.provincesKnown', {
        n: land.filter((tile) => (values.get(tile.code) ?? null) !== null).length,
        all: land.length,
      })}`}
      axis={t('clusters.province')}
      series={[t(picked.text)]}
      lines={land.map((tile) => ({ key: tile.code, label: tile.name, values: [values.get(tile.code) ?? null] }))}
      edition={edition?.text ?? null}
      exported={exportOf(picked.measure.keys, [period], '', edition)}
      always
    >
      <div className="field map-choice">
        <label htmlFor="map-figure">{t('dashboard.colour')}</label>
        <select id="map-figure" value={picked.id} onChange={(e) => setWhich(e.target.value)}>
          {choices.map((c) => (
            <option key={c.id} value={c.id}>
              {t(c.text)} ({t(c.measure.unit)})
            </option>
          ))}
        </select>
      </div>
      <TileMap title={title} unit={t(picked.measure.unit)} values={values} chosen={chosen} choose={choose} />
    </ChartFrame>
  );
}
