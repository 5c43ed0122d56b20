import { findUnit, readNumber, toStatutoryUnit, type WrittenUnit } from '#lib/forms';
import { searchKey } from '#lib/kernel';
import { labelKey } from '../../rules/label-key.js';
import { clusterIn, lastDayOf } from './context-words.js';
import { findingAt, type Line, readLine, type TableContext, type TableReader } from './line.js';
import { plainText } from './read-value.js';
import { AREA_UNITS, MONEY_UNITS } from './units.js';

/** Facts of the register by the words that tables of indicators use for them; the unit is the fact's own. */
const FACTS: readonly (readonly [fact: string, unit: string, ...words: string[]])[] = [
  ['clusters_count', 'cụm', 'Số cụm công nghiệp', 'Số lượng cụm công nghiệp', 'Tổng số cụm công nghiệp'],
  [
    'clusters_planned',
    'cụm',
    'Số cụm theo phương án phát triển',
    'Số lượng cụm công nghiệp theo phương án phát triển cụm công nghiệp',
    'Số cụm công nghiệp theo quy hoạch',
  ],
  [
    'planned_area',
    'ha',
    'Diện tích theo phương án phát triển',
    'Tổng diện tích các cụm công nghiệp theo phương án phát triển cụm công nghiệp',
    'Diện tích cụm công nghiệp theo quy hoạch',
  ],
  [
    'clusters_operating',
    'cụm',
    'Số cụm đang hoạt động',
    'Số cụm công nghiệp đang hoạt động',
    'Số lượng cụm công nghiệp đã hoạt động',
    'Số cụm công nghiệp đi vào hoạt động',
  ],
  ['operating_area', 'ha', 'Diện tích cụm đang hoạt động', 'Tổng diện tích các cụm công nghiệp đã hoạt động'],
  ['clusters_under_investment', 'cụm', 'Số cụm đang đầu tư', 'Số cụm công nghiệp đang đầu tư xây dựng hạ tầng'],
  ['cluster_area', 'ha', 'Diện tích cụm công nghiệp', 'Tổng diện tích cụm công nghiệp'],
  ['industrial_land', 'ha', 'Diện tích đất công nghiệp', 'Tổng diện tích đất công nghiệp'],
  [
    'leased_land',
    'ha',
    'Diện tích đã cho thuê',
    'Diện tích đất đã cho thuê',
    'Diện tích đất công nghiệp đã cho thuê',
    'Tổng diện tích đất công nghiệp đã cho thuê tại các cụm công nghiệp',
  ],
  [
    'occupancy_rate',
    '%',
    'Tỷ lệ lấp đầy',
    'Tỷ lệ lấp đầy bình quân',
    'Tỷ lệ lấp đầy bình quân của các cụm công nghiệp đã hoạt động',
  ],
  [
    'projects_total',
    'dự án',
    'Tổng số dự án',
    'Số dự án',
    'Tổng số dự án đầu tư sản xuất kinh doanh trong các cụm công nghiệp',
  ],
  [
    'projects_fdi',
    'dự án',
    'Số dự án có vốn nước ngoài',
    'Số dự án FDI',
    'Số dự án đầu tư sản xuất kinh doanh có vốn đầu tư nước ngoài trong các cụm công nghiệp',
  ],
  [
    'projects_operating',
    'dự án',
    'Số dự án hoạt động',
    'Số dự án đang hoạt động',
    'Số dự án đầu tư sản xuất kinh doanh đang hoạt động trong cụm công nghiệp',
  ],
  ['infra_total_investment', 'tỷ đồng', 'Tổng mức đầu tư hạ tầng', 'Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật'],
  ['infra_paid', 'tỷ đồng', 'Vốn đầu tư hạ tầng đã thực hiện', 'Vốn đầu tư hạ tầng lũy kế đã thực hiện'],
];
const foldLabel = (text: string): string => searchKey(labelKey(text.replace(/\([^()]*\)/g, ' '))).trim();
const BY_WORDS = new Map(
  FACTS.flatMap(([fact, unit, ...words]) => words.map((w) => [foldLabel(w), { fact, unit }] as const)),
);

/** Facts this reader writes; the register has to know each of them. */
export const INDICATOR_FACTS: readonly string[] = [...FACTS.map(([fact]) => fact), 'reported_indicator'];

const COUNT_UNITS = (unit: string): readonly WrittenUnit[] => [
  { unit, also: unit === 'cụm' ? ['CCN', 'cụm công nghiệp'] : unit === '%' ? ['phần trăm'] : ['DA'], factor: '1' },
];

/**
 * A table with one indicator in a row, for a period: each row is a statement of the province (or of a cluster it names)
 * about that period. It is no filing: a filing is made, checked and signed on its own form.
 */
export function provincialIndicators(context: TableContext): TableReader {
  const { found, stage, sheet, options } = context;
  const at = new Map(found.columns.map((c) => [c.column.key, c.col]));
  const col = (key: string): number => at.get(key) ?? at.get('indicator') ?? 1;
  const source = stage.source(
    'observations',
    sheet,
    new Map([
      ['clusterName', col('cluster')],
      ['fact', col('indicator')],
      ['value', col('amount')],
      ['unit', col('unit')],
      ['asWritten', col('indicator')],
      ['observedOn', col(at.has('period') ? 'period' : 'year')],
    ]),
  );
  // Values that a table writes once for the rows below (merged cells) hold until the next one.
  const held: Record<string, string | null> = { period: null, year: null, kind: null };

  return {
    row(line: Line) {
      const read = readLine(context, line, () => false);
      if (read === null) return;
      const { values } = read;
      let { isBad } = read;
      for (const key of Object.keys(held)) held[key] = values[key] ?? held[key] ?? null;
      const indicator = values['indicator'] ?? null;
      if (indicator === null) {
        findingAt(context, line.row, at.get('indicator'), 'REGISTER_ROW_IGNORED', {
          found: Object.values(values).filter(Boolean).join(' '),
        });
        return;
      }
      const observedOn = options.observedOn ?? lastDayOf(held['period'] ?? null, held['year'] ?? null);
      if (observedOn === null) {
        const said = `${held['period'] ?? ''} ${held['year'] ?? ''}`.trim();
        findingAt(context, line.row, at.get('period') ?? at.get('year'), 'REGISTER_DATE', {
          column: 'Kỳ báo cáo',
          found: said,
        });
        isBad = true;
      }
      const known = BY_WORDS.get(foldLabel(indicator));
      const writtenUnit = values['unit'] ?? '';
      const amountCell = line.cells.get(at.get('amount') ?? 0);
      const amount = amountOf(
        values['amount'] ?? null,
        amountCell?.kind === 'number' ? amountCell.number : null,
        options.writing,
      );
      if (amount.ambiguous !== null) {
        findingAt(context, line.row, at.get('amount'), 'REGISTER_NUMBER_AMBIGUOUS', amount.ambiguous);
        isBad = true;
      }
      const unit = known === undefined ? undefined : findUnit(writtenUnit || known.unit, unitsOf(known.unit));
      const isFact = known !== undefined && unit !== undefined && (amount.value !== null || values['amount'] == null);
      if (!isFact) findingAt(context, line.row, at.get('indicator'), 'REGISTER_INDICATOR_KEPT', { found: indicator });
      const words = [held['kind'], indicator, held['period'], held['year'], values['note']];
      const amountText = amountCell === undefined ? '' : plainText(amountCell);
      const asWritten = `${words.filter((w) => w != null && w !== '').join(' | ')}${amountText === '' ? '' : `: ${amountText} ${writtenUnit}`.trimEnd()}`;
      const row = {
        clusterName: clusterIn(values['cluster'] ?? '') ?? values['cluster'] ?? null,
        fact: isFact ? known.fact : 'reported_indicator',
        value: isFact && amount.value !== null ? toStatutoryUnit(amount.value, unit) : amount.value,
        unit: isFact ? known.unit : writtenUnit || 'không rõ',
        asWritten,
        observedOn,
      };
      stage.put(source, line.row, row, isBad);
    },
  };
}

function unitsOf(unit: string): readonly WrittenUnit[] {
  if (unit === 'ha') return AREA_UNITS;
  return unit === 'tỷ đồng' ? MONEY_UNITS : COUNT_UNITS(unit);
}

function amountOf(text: string | null, typed: string | null, writing: 'vi' | 'en' | null) {
  if (typed !== null) return { value: typed, ambiguous: null };
  if (text === null) return { value: null, ambiguous: null };
  const read = readNumber(text, { whole: false, units: [], ...(writing === null ? {} : { writing }) });
  if (read.kind === 'ambiguous')
    return { value: null, ambiguous: { found: text, first: read.first, second: read.second ?? 'chưa có số liệu' } };
  return { value: read.kind === 'value' ? read.value : null, ambiguous: null };
}
