import { scaleLinear } from 'd3-scale';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { byDecimal } from '../ui/sort-values.js';
import type { Line } from './chart-frame.js';
import { describe } from './columns-chart.js';
import { useWidth } from './use-width.js';

const ROW = 24;
const LABEL = 118;
const VALUE = 84;

/** Provinces one below the other, the largest first, series as a thick and thinner bars over one another. */
export function RankChart({ lines, title }: { lines: readonly Line[]; title: string }) {
  const { t, language } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>();
  const sorted = [...lines].sort((a, b) => byDecimal(b.values[0] ?? null, a.values[0] ?? null));
  const most = Math.max(1, ...lines.flatMap((l) => l.values.map((v) => Number(v ?? 0))));
  const x = scaleLinear()
    .domain([0, most])
    .range([0, Math.max(40, width - LABEL - VALUE)]);
  return (
    <div ref={ref} className="drawing">
      <svg
        width={width}
        height={sorted.length * ROW}
        role="img"
        aria-label={describe(title, sorted, t('filing.missing'))}
      >
        {sorted.map((line, row) => (
          <g key={line.key} transform={`translate(0 ${row * ROW})`}>
            <text className="axis" x={LABEL - 6} y={16} textAnchor="end">
              {line.label}
            </text>
            {line.values.map((value, i) =>
              value === null ? null : (
                <rect
                  key={NAMES[i]}
                  className={`s${i + 1}`}
                  x={LABEL}
                  y={4 + i * 4}
                  width={Math.max(1, x(Number(value)))}
                  height={Math.max(3, 16 - i * 8)}
                />
              ),
            )}
            <text className="value" x={LABEL + x(Number(line.values[0] ?? 0)) + 6} y={16}>
              {line.values[0] === null || line.values[0] === undefined
                ? t('filing.missing')
                : printFigure(line.values[0], language)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

const NAMES = ['first', 'second', 'third', 'fourth'];
