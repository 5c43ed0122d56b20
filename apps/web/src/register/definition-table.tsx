import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { currentPeriod, periodChoices } from '../desk/periods.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printFigure, printPeriod } from '../text/print.js';
import type { TextKey } from '../text/vi.js';
import { DataTable } from '../ui/data-table.js';
import { Failure, Loading } from '../ui/states.js';
import { clusterDefinitionsDocument, type DefinedFigure } from './cluster-query.js';
import { legalTones } from './register-words.js';

/** Land and occupancy of the cluster, each figure once for every named way of counting it. */
export function DefinitionTable({ code }: { code: string }) {
  const { t, language } = useWords();
  const [period, setPeriod] = useState(() => currentPeriod(new Date()));
  const query = useQuery({
    queryKey: ['cluster-definitions', code, period],
    queryFn: () => ask(clusterDefinitionsDocument, { code, period }),
  });
  const figures = query.data?.clusterForm.figures.filter(isOfLand) ?? [];
  return (
    <section className="card" aria-labelledby="dinh-nghia">
      <div className="lead">
        <h2 id="dinh-nghia">{t('cluster.definitions')}</h2>
        <div className="row">
          <label htmlFor="definition-period">{t('desk.period')}</label>
          <select id="definition-period" value={period} onChange={(e) => setPeriod(e.target.value)}>
            {periodChoices(new Date()).map((choice) => (
              <option key={choice} value={choice}>
                {printPeriod(choice, language)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p className="soft">{t('cluster.definitionsLead', { period: printPeriod(period, language) })}</p>
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && <Definitions figures={figures.filter((f) => isCore(f))} caption={t('cluster.definitions')} />}
      {query.data && (
        <details>
          <summary>{t('cluster.otherRows')}</summary>
          <Definitions figures={figures.filter((f) => !isCore(f))} caption={t('cluster.otherRows')} />
        </details>
      )}
    </section>
  );
}

function Definitions({ figures, caption }: { figures: readonly DefinedFigure[]; caption: string }) {
  const { t, language } = useWords();
  const rowOf = (key: string, words: ReactNode, value: string | null, unit: string, legal: string) => ({
    key,
    cells: [
      words,
      value === null ? t('filing.missing') : printFigure(value, language),
      unit,
      <span key="legal" className={`chip ${legalTones[legal] ?? ''}`}>
        {t(`legal.${legal}` as TextKey)}
      </span>,
    ],
  });
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: t('cluster.definition') },
        { head: t('cluster.value'), num: true },
        { head: t('cluster.unit'), isUnit: true },
        { head: t('cluster.legal') },
      ]}
      groups={figures.map((figure) => ({
        key: figure.key,
        title: `${figure.tt}. ${figure.label}`,
        rows: [
          rowOf('applied', <Applied figure={figure} />, figure.derivedValue, figure.unit, weakest(figure)),
          ...figure.alternatives.map((other) =>
            rowOf(`${other.point} ${other.definition}`, other.labelVi, other.value, figure.unit, other.legalStatus),
          ),
        ],
      }))}
    />
  );
}

/** The definitions that hold unless another is asked for, and what has to be known about the figure. */
function Applied({ figure }: { figure: DefinedFigure }) {
  const { t } = useWords();
  return (
    <>
      {figure.definitions.map((d) => d.labelVi).join('; ')} <span className="chip info">{t('cluster.applied')}</span>
      {figure.notes.map((note) => (
        <div key={note.code} className="small soft">
          {note.message}
        </div>
      ))}
    </>
  );
}

/** Rows of land and rates the law leaves a choice about. */
const isOfLand = (figure: DefinedFigure): boolean =>
  figure.definitions.length > 0 && (figure.unit.startsWith('ha') || figure.unit.includes('%') || figure.unit === 'Ha');

/** Industrial land, leased land and the rate itself; the other areas are opened by a click. */
const isCore = (figure: DefinedFigure): boolean => ['17', '18', '19'].includes(figure.tt);

const ORDER = ['informal', 'alternative', 'recommended', 'statutory'];
/** A figure made under several definitions stands as firm as the weakest of them. */
const weakest = (figure: DefinedFigure): string =>
  ORDER.find((status) => figure.definitions.some((d) => d.legalStatus === status)) ?? 'recommended';
