import type { ConsolidatedFigure, ConsolidatedForm, FigureSource } from '#lib/consolidation';
import { type DecimalString, percentOf, printDecimal } from '#lib/kernel';

const BASIS = {
  accepted: 'số đã tiếp nhận',
  overridden: 'số do Sở thay',
  derived: 'số tổng hợp từ hệ thống',
  missing: 'chưa có số liệu',
} as const;
const STATUS: Readonly<Record<string, string>> = {
  statutory: 'theo văn bản',
  recommended: 'văn bản không nói rõ, cách hiểu mặc định',
  alternative: 'cách hiểu khác được phép',
  informal: 'dùng trong thực tế, không theo văn bản',
};
const PART = { numerator: 'tử số', denominator: 'mẫu số' } as const;

/** One figure for people: value, definitions, parts, completeness, remarks, other definitions, every source. */
export function explanation(form: ConsolidatedForm, figure: ConsolidatedFigure): string {
  const { coverage, parts } = figure;
  const lines = [
    `Biểu ${form.form}, ${form.unitName} (${form.unit}), kỳ ${form.period} (${form.window.from} đến ${form.window.to})`,
    `TT ${figure.tt}: ${figure.label}`,
    '',
    ...aligned([
      ['Giá trị', `${amount(figure.value, figure.unit)} (${BASIS[figure.basis]})`],
      ['Số tổng hợp', amount(figure.derivedValue, figure.unit)],
      ['Số đã tiếp nhận', amount(figure.acceptedValue, figure.unit)],
      ...(parts === null
        ? []
        : [['Tử số', amount(parts.numerator, 'ha')] as const, ['Mẫu số', amount(parts.denominator, 'ha')] as const]),
      ['Mức độ đầy đủ', `${coverage.expected} phải có, ${coverage.reported} đã có, ${coverage.accepted} đã xác nhận`],
      ...landLine(coverage),
    ]),
  ];
  const section = (title: string, body: readonly string[]) => {
    if (body.length > 0) lines.push('', title, ...body);
  };
  section(
    'Định nghĩa',
    figure.definitions.flatMap((d) => [
      `  ${d.questionVi}`,
      `    ${d.name}: ${d.labelVi} [${STATUS[d.legalStatus] ?? d.legalStatus}; ${stretch(d.validFrom, d.validTo)}]`,
      `    Căn cứ: ${d.basis}`,
    ]),
  );
  section(
    'Lưu ý',
    figure.notes.map((n) => `  ${n.code}: ${n.message}`),
  );
  section(
    'Theo cách tính khác',
    aligned(figure.alternatives.map((a) => [a.definition, `${amount(a.value, figure.unit)}  ${a.labelVi}`])),
  );
  const counted = figure.sources.filter((s) => s.counted);
  section(`Nguồn được tính (${counted.length})`, table(counted));
  const beside = figure.sources.filter((s) => !s.counted);
  section(`Nguồn để đối chiếu, không được tính (${beside.length})`, table(beside));
  return `${lines.join('\n')}\n`;
}

/** How much of the industrial land stands behind it, where any is known. */
function landLine({ land }: ConsolidatedFigure['coverage']): [string, string][] {
  const share = percentOf(land?.covered ?? null, land?.expected ?? null);
  if (land === undefined || share === null) return [];
  const without = land.unknown === 0 ? '' : `; ${land.unknown} cụm chưa rõ đất công nghiệp`;
  const of = `${amount(land.covered, null)} trên ${amount(land.expected, 'ha')} (${amount(share, '%')})${without}`;
  return [['Phủ đất công nghiệp', of]];
}

const amount = (value: DecimalString | null, unit: string | null): string =>
  value === null ? '–' : `${printDecimal(value, 'vi')}${unit === null ? '' : ` ${unit}`}`;

const stretch = (from: string, to: string | null): string =>
  to === null ? `từ ${from}` : `từ ${from} đến trước ${to}`;

/** Two columns, the first padded to its widest. */
function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}

function table(sources: readonly FigureSource[]): string[] {
  const rows = sources.map((s) => [
    s.part === null ? '' : PART[s.part],
    amount(s.value, s.unit),
    s.label,
    [s.document, s.date, placeOf(s)].filter((text) => text !== null && text !== '').join('; '),
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(0, ...rows.map((r) => (r[i] ?? '').length)));
  return rows.map(([part = '', value = '', label = '', from = '']) =>
    ['', part.padEnd(widths[0] ?? 0), value.padStart(widths[1] ?? 0), label.padEnd(widths[2] ?? 0), from]
      .join('  ')
      .trimEnd(),
  );
}

const placeOf = ({ file, sheet, cell }: FigureSource): string =>
  file === null
    ? ''
    : [file, ...(sheet === null ? [] : [`trang “${sheet}”`]), ...(cell === null ? [] : [`ô ${cell}`])].join(', ');
