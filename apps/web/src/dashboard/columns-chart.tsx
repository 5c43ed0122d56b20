import { scaleBand, scaleLinear } from 'd3-scale';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import type { Line } from './chart-frame.js';
import { useWidth } from './use-width.js';

const HEIGHT = 220;
const TOP = 18;
const BOTTOM = 26;

/** Columns over periods, series side by side, each with its figure above. A missing figure is a word, never a column of nothing. */
export function ColumnsChart({ lines, title }: { lines: readonly Line[]; title: string }) {
  const { t } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>();
  const most = Math.max(1, ...lines.flatMap((l) => l.values.map((v) => Number(v ?? 0))));
  const x = scaleBand<string>()
    .domain(lines.map((l) => l.key))
    .range([0, Math.max(width, 120)])
    .paddingInner(0.25)
    .paddingOuter(0.1);
  const y = scaleLinear()
    .domain([0, most])
    .nice()
    .range([HEIGHT - BOTTOM, TOP]);
  const series = lines[0]?.values.length ?? 1;
  const bar = Math.min(56, x.bandwidth() / series);
  return (
    <div ref={ref} className="drawing">
      <svg width={width} height={HEIGHT} role="img" aria-label={describe(title, lines, t('filing.missing'))}>
        {y.ticks(4).map((tick) => (
          <line key={tick} className="grid" x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
        ))}
        {lines.map((line) => {
          const left = (x(line.key) ?? 0) + (x.bandwidth() - bar * series) / 2;
          return (
            <g key={line.key}>
              {line.values.map((value, i) => (
                <Bar key={NAMES[i]} value={value} index={i} left={left + bar * i} width={bar} top={y} />
              ))}
              <text className="axis" x={(x(line.key) ?? 0) + x.bandwidth() / 2} y={HEIGHT - 6} textAnchor="middle">
                {line.label}
              </text>
            </g>
          );
        })}
        <line className="base" x1={0} x2={width} y1={y(0)} y2={y(0)} />
      </svg>
    </div>
  );
}

const NAMES = ['first', 'second', 'third', 'fourth'];

function Bar(props: { value: string | null; index: number; left: number; width: number; top: (n: number) => number }) {
  const { language } = useWords();
  const { value, index, left, width } = props;
  const base = props.top(0);
  const top = value === null ? base : props.top(Number(value));
  return (
    <>
      {value !== null && (
        <rect
          className={`s${index + 1}`}
          x={left + 1}
          y={top}
          width={Math.max(1, width - 2)}
          height={Math.max(1, base - top)}
        />
      )}
      <text className="value" x={left + width / 2} y={top - 4} textAnchor="middle">
        {value === null ? '–' : printFigure(value, language)}
      </text>
    </>
  );
}

/** The chart in one sentence, for who does not see it; the table behind it says the same at length. */
export function describe(title: string, lines: readonly Line[], missing: string): string {
  const said = lines.slice(0, 40).map((l) => `${l.label}: ${l.values.map((v) => v ?? missing).join(', ')}`);
  return `${title}. ${said.join('; ')}`;
}
