import { type PeriodCode, printDecimal, tidy } from '#lib/kernel';
import type { FormDefinition, IndicatorDefinition, ValueTypes } from './definition.js';
import { problem } from './problem.js';
import { type NumberReading, type NumberWriting, readNumber } from './rules/read-number.js';
import type { FilingProblem, ParsedEntry, ParsedForm } from './stations.js';

/** One figure as typed in the portal. Null or empty raw: not answered. */
export interface TypedFigure {
  readonly key: string;
  readonly raw?: string | null;
  readonly note?: string | null;
}

const MOST_TEXT = 2000;

/**
 * What was typed in the portal, as the same ParsedForm a workbook gives (without cells), so that the checks are the
 * same, and the same in the browser while one types as on the server that decides. Figures left out are not answered;
 * those of no row of the form are left aside (the server refuses them before it comes here).
 */
export function typedForm(
  definition: FormDefinition,
  valueTypes: ValueTypes,
  about: { readonly period: PeriodCode; readonly unit: string; readonly writing: NumberWriting },
  figures: readonly TypedFigure[],
): ParsedForm {
  const rows = new Map(definition.rows.map((row) => [row.key, row]));
  const entries = new Map<string, ParsedEntry>();
  const problems: FilingProblem[] = [];
  for (const figure of figures) {
    const row = rows.get(figure.key);
    if (row === undefined) continue;
    const read = readTyped(figure, row, definition, valueTypes, about.writing);
    entries.set(figure.key, read.entry);
    problems.push(...read.problems);
  }
  return {
    form: definition.code,
    definitionId: definition.id,
    period: about.period,
    unit: about.unit,
    header: {},
    entries,
    problems,
    sheet: null,
  };
}

function readTyped(
  figure: TypedFigure,
  row: IndicatorDefinition,
  definition: FormDefinition,
  valueTypes: ValueTypes,
  writing: NumberWriting,
): { entry: ParsedEntry; problems: FilingProblem[] } {
  const raw = tidy(figure.raw ?? '').slice(0, MOST_TEXT);
  const note = tidy(figure.note ?? '').slice(0, MOST_TEXT);
  const blank: ParsedEntry = {
    key: row.key,
    value: null,
    raw: raw === '' ? null : raw,
    note: note === '' ? null : note,
    at: null,
    readAs: null,
  };
  const rule = valueTypes[row.valueType];
  const where = { vi: `Biểu số ${definition.code}, dòng ${row.tt}`, en: `Form ${definition.code}, row ${row.tt}` };
  const place = { key: row.key, where };
  const failed = (finding: FilingProblem) => ({ entry: blank, problems: [finding] });
  // The portal names the statutory unit beside the box: another one is a doubt, not something to convert silently.
  const reading = readInWriting(raw, { whole: rule.storeDecimals === 0, units: rule.units.slice(0, 1) }, writing);
  switch (reading.kind) {
    case 'blank':
    case 'mark':
      return { entry: blank, problems: [] };
    case 'ambiguous': {
      const second = reading.second === null ? { vi: 'chưa có số liệu', en: 'no figure' } : { decimal: reading.second };
      return failed(problem('AMBIGUOUS_NUMBER', { ...place, raw, first: { decimal: reading.first }, second }));
    }
    case 'unit_unclear':
      return failed(problem('UNIT_UNCLEAR', { ...place, found: reading.found, expected: row.unitVi }));
    case 'not_a_number':
      return failed(problem(reading.mixed ? 'TEXT_IN_NUMBER_CELL' : 'NOT_A_NUMBER', { ...place, raw }));
    case 'value': {
      const readAs = reading.asWritten ? null : printDecimal(reading.value, 'vi');
      return { entry: { ...blank, value: reading.value, readAs }, problems: [] };
    }
  }
}

/**
 * Where a text has two meanings, the decimal mark of the portal's language settles it ("203,759" in the Vietnamese
 * portal is 203.759). The grouping mark settles nothing: "203.759" stays a question for the sender.
 */
function readInWriting(raw: string, context: Parameters<typeof readNumber>[1], writing: NumberWriting): NumberReading {
  const reading = readNumber(raw, context);
  const [mark, other] = writing === 'vi' ? [',', '.'] : ['.', ','];
  const isSettled = reading.kind === 'ambiguous' && raw.includes(mark) && !raw.includes(other);
  return isSettled ? readNumber(raw, { ...context, writing }) : reading;
}
