import type { Detail, FilingProblem, ParsedEntry, ValueTypeRule } from '#lib/forms';
import {
  findUnit,
  type NumberReading,
  type NumberWriting,
  problem,
  readNumber,
  toStatutoryUnit,
  type WrittenUnit,
} from '#lib/forms';
import { compare, type DecimalString, matchKey, multiply, printDecimal, tidy } from '#lib/kernel';
import { cellAddress } from '../rules/address.js';
import { formatWords, isPercentFormat } from '../rules/number-format.js';
import type { ParsedCell } from '../sheet.js';
import type { TableColumns } from './columns.js';
import { chosenValue, doubtOf, type ReadingDoubt, type Readings } from './doubt.js';
import type { MatchedRow } from './rows.js';
import { statedUnitFor } from './stated-units.js';
import type { FoundTable } from './tables.js';

export interface FigureReading {
  readonly entry: ParsedEntry;
  readonly problems: readonly FilingProblem[];
  readonly doubts: readonly ReadingDoubt[];
}

/** What holds for all rows of a table. */
export interface TableReading {
  /** What the sender has settled about doubtful figures. */
  readonly readings: Readings;
  /** Sheet rows of all indicators. */
  readonly otherRows: ReadonlySet<number>;
  /** Units stated once for the whole table. */
  readonly stated: readonly string[];
}

interface Place {
  readonly sheet: string;
  readonly cell: string;
  readonly key: string;
}

/** What a cell was understood to say, before its unit is applied. */
interface Understood {
  readonly value: DecimalString | null;
  /** Unit written in the cell itself; null when the row's unit holds. */
  readonly unit: WrittenUnit | null;
  readonly raw: string | null;
  /** True when the reading needed thought and the sender should see it. */
  readonly toSay: boolean;
  readonly problems: readonly FilingProblem[];
  readonly doubts?: readonly ReadingDoubt[];
}

/** Reads the answer of one row. Value in the statutory unit, exact; null with a problem where it cannot be read. */
export function readFigure(
  table: FoundTable,
  columns: TableColumns,
  matched: MatchedRow,
  rule: ValueTypeRule,
  { readings, otherRows, stated }: TableReading,
): FigureReading {
  const { grid } = table;
  const col = columns.value ?? columns.label;
  const place: Place = { sheet: grid.sheet.name, cell: cellAddress(matched.row, col), key: matched.indicator.key };
  const note = columns.note === null ? null : grid.at(matched.row, columns.note);
  const blank = {
    key: place.key,
    value: null,
    raw: null,
    note: noteText(note),
    at: { sheet: place.sheet, cell: place.cell },
    readAs: null,
  };
  const cell = columns.value === null ? null : grid.at(matched.row, columns.value);
  if (!cell) return { entry: blank, problems: [], doubts: [] };

  const units = rule.units;
  const said = understand(cell, rule, place, readings);
  const hidden = hiddenWarning(cell, place);
  const shared = sharedCell(table, cell, matched.row, otherRows, place);
  const problems = [...said.problems, ...hidden, ...shared];
  const doubts = said.doubts ?? [];
  if (said.value === null || shared.length > 0) return { entry: { ...blank, raw: said.raw }, problems, doubts };

  const outside =
    said.unit === null ? unitOutside(table, columns, matched, rule, place, stated) : { unit: said.unit, problems: [] };
  problems.push(...outside.problems);
  if (outside.problems.some((p) => p.severity === 'error'))
    return { entry: { ...blank, raw: said.raw }, problems, doubts };
  const value = toStatutoryUnit(said.value, outside.unit);
  const statutory = units[0]?.unit ?? '';
  let readAs: string | null = null;
  if (outside.unit !== null && compare(outside.unit.factor, '1') !== 0) {
    const from = inWords(said.value, outside.unit.unit);
    const to = inWords(value, matched.indicator.unitVi || statutory);
    problems.push(problem('UNIT_CONVERTED', { ...place, from, to }));
    readAs = `${from.vi} → ${to.vi}`;
  } else if (said.toSay) {
    problems.push(problem('NUMBER_AS_TEXT', { ...place, raw: said.raw ?? '', readAs: { decimal: value } }));
    readAs = printDecimal(value, 'vi');
  }
  return { entry: { ...blank, value, raw: said.raw, readAs }, problems, doubts };
}

function understand(cell: ParsedCell, rule: ValueTypeRule, place: Place, readings: Readings): Understood {
  const raw = cell.text === '' ? null : cell.text;
  const failed = (finding: FilingProblem): Understood => ({
    value: null,
    unit: null,
    raw,
    toSay: false,
    problems: [finding],
  });
  switch (cell.kind) {
    case 'blank':
      return cell.formula !== null && !cell.hasCachedValue
        ? failed(problem('FORMULA_WITHOUT_VALUE', place))
        : { value: null, unit: null, raw, toSay: false, problems: [] };
    case 'error':
      return failed(problem('FORMULA_ERROR', { ...place, error: cell.text }));
    case 'date':
      return failed(problem('DATE_INSTEAD_OF_NUMBER', { ...place, raw: shownDate(cell.text) }));
    case 'boolean':
      return rule.allowed === null
        ? failed(problem('NOT_A_NUMBER', { ...place, raw: cell.text }))
        : { value: cell.text === 'TRUE' ? '1' : '0', unit: null, raw, toSay: true, problems: [] };
    case 'number':
      return understandNumber(cell, rule, place, raw, readings);
    case 'text':
      return understandText(cell.text, rule, place, readings);
  }
}

function understandNumber(
  cell: ParsedCell,
  rule: ValueTypeRule,
  place: Place,
  raw: string | null,
  readings: Readings,
): Understood {
  const value = cell.number ?? '0';
  const read = (v: DecimalString, unit: WrittenUnit | null = null): Understood => ({
    value: v,
    unit,
    raw,
    toSay: false,
    problems: [],
  });
  if (isPercentFormat(cell.numberFormat)) {
    // Above ten times the whole the sign is doubted: somebody typed 30.49 into a cell that makes it 3049 %.
    if (rule.type === 'percent' && compare(value, '10') > 0)
      return unclearPercent('percent_sign', multiply(value, '100'), value, place, raw, readings);
    if (rule.type === 'percent') return read(multiply(value, '100'));
    const unclear = problem('UNIT_UNCLEAR', { ...place, found: '%', expected: rule.units[0]?.unit ?? '' });
    return { value: null, unit: null, raw, toSay: false, problems: [unclear] };
  }
  const words = formatWords(cell.numberFormat);
  if (rule.type === 'percent' && !words.includes('%')) return percentOrShare(value, place, raw, false, readings);
  return read(value, words === '' ? null : (findUnit(words, rule.units) ?? null));
}

/**
 * A bare number up to 1 in a row of per cents: 0.29 %, or 29 % whose cell lost its format? Only the
 * sender knows. "0,29%" and cells whose format prints a per cent sign are no such doubt.
 */
function percentOrShare(
  value: DecimalString,
  place: Place,
  raw: string | null,
  toSay: boolean,
  readings: Readings,
): Understood {
  const isDoubtful = compare(value, '0') > 0 && compare(value, '1') <= 0;
  if (!isDoubtful) return { value, unit: null, raw, toSay, problems: [] };
  return unclearPercent('percent', value, multiply(value, '100'), place, raw, readings);
}

function unclearPercent(
  kind: 'percent' | 'percent_sign',
  first: DecimalString,
  second: DecimalString,
  place: Place,
  raw: string | null,
  readings: Readings,
): Understood {
  const doubt = doubtOf(kind, place, raw ?? first, [first, second], readings);
  if (doubt.chosen !== null) return settled(doubt, raw);
  const asked = { first: { decimal: first }, second: { decimal: second } };
  const problems = [problem('PERCENT_UNCLEAR', { ...place, raw: raw ?? first, ...asked })];
  return { value: null, unit: null, raw, toSay: false, problems, doubts: [doubt] };
}

/** A doubtful figure as the sender has settled it. */
function settled(doubt: ReadingDoubt, raw: string | null): Understood {
  const value = chosenValue(doubt);
  return { value, unit: null, raw, toSay: value !== null, problems: [], doubts: [doubt] };
}

const YES = new Set(['có', 'đã', 'đang', 'đã có', 'đã đầu tư', 'đang đầu tư', 'đạt'].map(matchKey));
const NO = new Set(['không', 'chưa', 'chưa có', 'không có', 'chưa đầu tư', 'không đạt', 'chưa đạt'].map(matchKey));
const ERROR_WORDS = /^#(?:DIV\/0!|N\/A|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/iu;
const NO_FIGURE: Detail = { vi: 'chưa có số liệu', en: 'no figure' };

function understandText(text: string, rule: ValueTypeRule, place: Place, readings: Readings): Understood {
  const raw = tidy(text);
  const none: Understood = { value: null, unit: null, raw, toSay: false, problems: [] };
  const failed = (finding: FilingProblem): Understood => ({ ...none, problems: [finding] });
  // Pasted as values: the error of a formula that is no formula any more.
  if (ERROR_WORDS.test(raw)) return failed(problem('FORMULA_ERROR', { ...place, error: raw }));
  if (rule.allowed !== null) {
    // The rows of the form say it themselves: "có ghi 1, không ghi 0".
    const key = matchKey(raw);
    if (YES.has(key)) return { ...none, value: '1', toSay: true };
    if (NO.has(key)) return { ...none, value: '0', toSay: true };
    if (key === 'x' || key === 'v' || /^[✓✔☑☒✗✘√]$/u.test(raw)) {
      const finding = failed(problem('AMBIGUOUS_NUMBER', { ...place, raw, first: '1', second: NO_FIGURE }));
      // A crossed box beside ticked ones says the contrary: that is no habit to be settled once.
      if (/^[☒✗✘]$/u.test(raw)) return finding;
      const doubt = doubtOf('cross', place, raw, ['1', null], readings);
      return doubt.chosen === null ? { ...finding, doubts: [doubt] } : settled(doubt, raw);
    }
  }
  const context = { whole: rule.storeDecimals === 0, units: withShortForms(rule) };
  const reading = readNumber(raw, context);
  switch (reading.kind) {
    case 'blank':
    case 'mark':
      return none;
    case 'ambiguous': {
      const { first } = reading;
      if (reading.second === null) {
        const doubt = doubtOf('none', place, raw, ['0', null], readings);
        if (doubt.chosen !== null) return settled(doubt, raw);
        const finding = problem('AMBIGUOUS_NUMBER', { ...place, raw, first: { decimal: first }, second: NO_FIGURE });
        return { ...failed(finding), doubts: [doubt] };
      }
      const written = (writing: NumberWriting): DecimalString | null => {
        const one = readNumber(raw, { ...context, writing });
        return one.kind === 'value' ? one.value : null;
      };
      const doubt = doubtOf('writing', place, raw, [written('vi'), written('en')], readings);
      const settledReading =
        doubt.chosen === null ? null : readNumber(raw, { ...context, writing: doubt.chosen === 'vi' ? 'vi' : 'en' });
      if (settledReading?.kind === 'value') {
        const said = textValue(settledReading, rule, place, raw, readings);
        return { ...said, toSay: true, doubts: [doubt, ...(said.doubts ?? [])] };
      }
      const second = { decimal: reading.second };
      const finding = problem('AMBIGUOUS_NUMBER', { ...place, raw, first: { decimal: first }, second });
      return { ...failed(finding), doubts: [doubt] };
    }
    case 'unit_unclear':
      return failed(problem('UNIT_UNCLEAR', { ...place, found: reading.found, expected: rule.units[0]?.unit ?? '' }));
    case 'not_a_number':
      return failed(problem(reading.mixed ? 'TEXT_IN_NUMBER_CELL' : 'NOT_A_NUMBER', { ...place, raw }));
    case 'value':
      return textValue(reading, rule, place, raw, readings);
  }
}

function textValue(
  reading: Extract<NumberReading, { kind: 'value' }>,
  rule: ValueTypeRule,
  place: Place,
  raw: string,
  readings: Readings,
): Understood {
  if (rule.type === 'percent' && reading.unit === null)
    return percentOrShare(reading.value, place, raw, !reading.asWritten, readings);
  return { value: reading.value, unit: reading.unit, raw, toSay: !reading.asWritten, problems: [] };
}

/** In the cell itself people shorten "triệu đồng/người/tháng" to "triệu"; a form with "/" must be whole. */
function withShortForms(rule: ValueTypeRule): readonly WrittenUnit[] {
  return rule.units.map((u) => ({
    ...u,
    also: [...u.also, ...[u.unit, ...u.also].map((name) => name.split('/')[0] ?? name)],
  }));
}

interface OutsideUnit {
  /** Null for the statutory one. */
  readonly unit: WrittenUnit | null;
  /** True when the row itself names its unit. */
  readonly isNamed: boolean;
  readonly problems: readonly FilingProblem[];
}

/** The unit of a row as the row names it, else as the table states it; where the two differ only the sender knows. */
function unitOutside(
  table: FoundTable,
  columns: TableColumns,
  matched: MatchedRow,
  rule: ValueTypeRule,
  place: Place,
  stated: readonly string[],
): OutsideUnit {
  const own = unitOfRow(table, columns, matched, rule, place);
  const general = statedUnitFor(stated, rule.units);
  if (own.problems.length > 0 || general === null) return own;
  const differs =
    general.unit === 'unclear' || (own.isNamed && compare(own.unit?.factor ?? '1', general.unit.factor) !== 0);
  if (differs) {
    const expected = matched.indicator.unitVi;
    return { ...own, problems: [problem('UNIT_UNCLEAR', { ...place, found: general.written, expected })] };
  }
  return own.isNamed ? own : { ...own, unit: general.unit };
}

/** "The same as above", as people write it in a column of units. */
const DITTO = /^(?:["″”“〃]+|''|-?\s*(?:["″”“]|nt|như trên)\s*-?|n\.?t\.?)$/iu;
const MOST_DITTOS = 60;

/** The cell that names the unit of a row: its own, or for a ditto mark the nearest one above that says more. */
function unitCell(table: FoundTable, col: number, row: number): ParsedCell | null {
  const own = table.grid.seen(row, col);
  let cell = own;
  for (let at = row - 1; cell?.kind === 'text' && DITTO.test(tidy(cell.text)); at--) {
    if (at < table.firstRow || row - at > MOST_DITTOS) return null;
    cell = table.grid.seen(at, col) ?? cell;
  }
  return cell;
}

/** The unit of a row: from its unit cell, or from brackets or a comma at the end of its label. */
function unitOfRow(
  table: FoundTable,
  columns: TableColumns,
  matched: MatchedRow,
  rule: ValueTypeRule,
  place: Place,
): OutsideUnit {
  const cell = columns.unit === null ? null : unitCell(table, columns.unit, matched.row);
  const written = cell?.kind === 'text' ? tidy(cell.text).replace(/^\((.*)\)$/, '$1') : '';
  if (written === '' || /^[-–.…]+$/.test(written)) {
    const tail = /(?:\(([^()]{1,30})\)|,\s*([^(),]{1,30}))\s*$/.exec(matched.label?.text ?? '');
    const named = tail ? findUnit(tail[1] ?? tail[2] ?? '', rule.units) : undefined;
    return { unit: named ?? null, isNamed: named !== undefined, problems: [] };
  }
  const isStatutory = matchKey(written) === matchKey(matched.indicator.unitVi) && written !== '%';
  if (isStatutory) return { unit: null, isNamed: true, problems: [] };
  const unit = findUnit(written, withShortForms(rule));
  if (unit) return { unit, isNamed: true, problems: [] };
  // A count cannot be scaled by its noun ("CCN", "công ty"), so an odd one is only said.
  const isCount =
    rule.units.every((u) => compare(u.factor, '1') === 0) &&
    !/ngh[iì]n|ng[aà]n|tri[eệ]u|t[iyỷỉ]|ch[uụ]c|tr[aă]m|\d/iu.test(written);
  const place2 = { ...place, cell: cell?.address ?? place.cell };
  const finding = problem('UNIT_UNCLEAR', {
    ...place2,
    found: written,
    expected: matched.indicator.unitVi,
    ...(isCount ? { severity: 'warning' as const } : {}),
  });
  return { unit: null, isNamed: true, problems: [finding] };
}

/** One answer merged over several rows belongs to none of them for sure. */
function sharedCell(
  table: FoundTable,
  cell: ParsedCell,
  row: number,
  rows: ReadonlySet<number>,
  place: Place,
): FilingProblem[] {
  const merged = table.grid.mergedAt(row, cell.col);
  if (!merged || cell.kind === 'blank') return [];
  const isShared = [...rows].some((other) => other !== row && other >= merged.top && other <= merged.bottom);
  if (!isShared) return [];
  const range = `${cellAddress(merged.top, merged.left)}:${cellAddress(merged.bottom, merged.right)}`;
  const first = { vi: `số của riêng dòng ${row}`, en: `the figure of row ${row} alone` };
  const second = { vi: `số chung của vùng gộp ${range}`, en: `one figure for the merged range ${range}` };
  return [problem('AMBIGUOUS_NUMBER', { ...place, raw: cell.text, first, second })];
}

function hiddenWarning(cell: ParsedCell, place: Place): FilingProblem[] {
  if (cell.kind === 'blank' || (!cell.hiddenRow && !cell.hiddenCol)) return [];
  const what = cell.hiddenRow
    ? { vi: `hàng ${cell.row}`, en: `row ${cell.row}` }
    : { vi: 'cột số liệu', en: 'the results column' };
  return [problem('HIDDEN_CONTENT', { ...place, what })];
}

function noteText(cell: ParsedCell | null): string | null {
  const text = cell ? tidy(cell.text) : '';
  return text === '' ? null : text;
}

function shownDate(text: string): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return m ? `${m[3]}/${m[2]}/${m[1]}` : text;
}

function inWords(value: DecimalString, unit: string): { vi: string; en: string } {
  return { vi: `${printDecimal(value, 'vi')} ${unit}`, en: `${printDecimal(value, 'en')} ${unit}` };
}
