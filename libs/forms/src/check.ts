import {
  compare,
  type DecimalString,
  decimalsOf,
  exact,
  isDecimalString,
  plain,
  round,
  subtract,
  sumKnown,
} from '#lib/kernel';
import type { FormCheck, FormDefinition, IndicatorDefinition, ValueTypeRule, ValueTypes } from './definition.js';
import { type Detail, fill, type ProblemPlace, placeInWords, problem } from './problem.js';
import { answerTo, isDoubt } from './rules/closing.js';
import { type FormHistory, historyFindings } from './rules/history.js';
import { type CheckedForm, type FilingProblem, outcomeOf, type ParsedEntry, type ParsedForm } from './stations.js';

const NO_HISTORY: FormHistory = { filed: [] };

/**
 * The check station: value types, relations between rows, and the unit's own history as far as it is given; the same
 * in browser, CLI and server. All findings come in one pass: first what the reader found, then figure by figure in the
 * order of the form, then the relations, then the history. Pure; nothing is guessed, and a missing figure stays null.
 */
export function checkForm(
  parsed: ParsedForm,
  definition: FormDefinition,
  valueTypes: ValueTypes,
  history: FormHistory = NO_HISTORY,
): CheckedForm {
  const problems: FilingProblem[] = [...parsed.problems];
  const values: Record<string, DecimalString | null> = {};
  const notes: Record<string, string> = {};
  const answeredFor = new Set(parsed.problems.filter((p) => p.severity === 'error').map((p) => p.key));
  const missing: FilingProblem[] = [];

  for (const row of definition.rows) {
    const entry = parsed.entries.get(row.key) ?? null;
    if (entry?.note) notes[row.key] = entry.note;
    const place = placeOf(parsed, row, entry);
    const { value, found } = checkFigure(entry, row, valueTypes[row.valueType], place);
    values[row.key] = value;
    problems.push(...found);
    if (value === null && found.length === 0 && !answeredFor.has(row.key)) {
      missing.push(problem('MISSING_FIGURE', { ...place, row: rowInWords(row) }));
    }
  }

  if (missing.length === definition.rows.length) {
    problems.push(problem('EMPTY_FORM', { ...formPlace(parsed), form: definition.code }));
  } else {
    problems.push(...missing);
  }

  for (const check of definition.checks) {
    const finding = checkRelation(check, parsed, definition, values);
    if (finding !== null) problems.push(finding);
  }
  if (parsed.period !== null) {
    const place = (row: IndicatorDefinition) => ({
      ...placeOf(parsed, row, parsed.entries.get(row.key) ?? null),
      row: rowInWords(row),
    });
    problems.push(...historyFindings(definition, parsed.period, values, history.filed, place));
  }
  const closed = problems.filter(isDoubt).flatMap((d) => answerTo(d, history.closed ?? []) ?? []);

  return {
    form: parsed.form,
    definitionId: definition.id,
    period: parsed.period,
    unit: parsed.unit,
    outcome: outcomeOf(problems),
    values,
    notes,
    parsed,
    problems,
    closed,
  };
}

interface FigureFinding {
  readonly value: DecimalString | null;
  readonly found: readonly FilingProblem[];
}

/**
 * One figure against its value type. A figure refused here keeps its value, so that the sender sees
 * what was read and relations are still judged; only a text that is no number becomes null.
 */
function checkFigure(
  entry: ParsedEntry | null,
  row: IndicatorDefinition,
  rule: ValueTypeRule,
  place: ProblemPlace,
): FigureFinding {
  if (entry === null || entry.value === null) return { value: null, found: [] };
  if (!isDecimalString(entry.value)) {
    return { value: null, found: [problem('NOT_A_NUMBER', { ...place, raw: entry.raw ?? entry.value })] };
  }
  const value = plain(exact(entry.value));
  const said = { ...place, row: rowInWords(row), value: { decimal: value } };

  if (rule.allowed !== null) {
    return { value, found: rule.allowed.includes(value) ? [] : [problem('FLAG_NOT_0_1', said)] };
  }
  if (compare(value, rule.min) < 0) return { value, found: [problem('NEGATIVE', said)] };
  if (compare(value, rule.max) > 0) {
    return { value, found: [problem('TOO_LARGE', { ...said, max: { decimal: rule.max }, unit: row.unitVi })] };
  }
  const used = decimalsOf(value);
  if (used > rule.storeDecimals) return tooManyDecimals(value, used, rule, said);
  return { value, found: aboveUsual(value, rule, said) };
}

type SaidFigure = ProblemPlace & { readonly row: Detail; readonly value: Detail };

function tooManyDecimals(value: DecimalString, used: number, rule: ValueTypeRule, said: SaidFigure): FigureFinding {
  if (rule.storeDecimals === 0) return { value, found: [problem('NOT_WHOLE', said)] };
  if (rule.excess === 'error') {
    const decimals = { found: String(used), allowed: String(rule.storeDecimals) };
    return { value, found: [problem('TOO_MANY_DECIMALS', { ...said, ...decimals })] };
  }
  const rounded = round(value, rule.storeDecimals);
  const told = problem('DECIMALS_ROUNDED', { ...said, rounded: { decimal: rounded } });
  return { value: rounded, found: [told, ...aboveUsual(rounded, rule, said)] };
}

function aboveUsual(value: DecimalString, rule: ValueTypeRule, said: SaidFigure): FilingProblem[] {
  if (rule.warnAbove === null || compare(value, rule.warnAbove) <= 0) return [];
  return [
    { ...problem('PERCENT_OVER_100', said), doubt: { reference: null, magnitude: subtract(value, rule.warnAbove) } },
  ];
}

/** A relation with a missing part is not judged: null is not zero. The finding stands at the total, or the lesser row. */
function checkRelation(
  check: FormCheck,
  parsed: ParsedForm,
  definition: FormDefinition,
  values: Readonly<Record<string, DecimalString | null>>,
): FilingProblem | null {
  const at = check.rule === 'sum' ? check.total : check.lesser;
  const others = check.rule === 'sum' ? check.parts : [check.greater];
  const [total, other, ...more] = [at, ...others].flatMap((key) => definition.rows.find((r) => r.key === key) ?? []);
  if (total === undefined || other === undefined) return null;
  const parts = [other, ...more];
  const value = values[at] ?? null;
  const otherValues = others.map((key) => values[key] ?? null);
  if (value === null || otherValues.some((v) => v === null)) return null;
  const compared = sumKnown(otherValues);
  if (compared === null) return null;
  const order = compare(value, compared);
  if (check.rule === 'sum' ? order === 0 : order <= 0) return null;

  const cellOf = (row: IndicatorDefinition) => parsed.entries.get(row.key)?.at?.cell;
  const cells = [total, ...parts].map((row) => cellOf(row) ?? `dòng ${row.tt}`);
  const cellsEn = [total, ...parts].map((row) => cellOf(row) ?? `row ${row.tt}`);
  const place = placeOf(parsed, total, parsed.entries.get(at) ?? null);
  const details: Record<string, Detail> = {
    where: place.where ?? placeInWords(place.sheet ?? null, place.cell ?? null),
    tt: total.tt,
    label: total.labelVi,
    value: { decimal: value },
    parts: parts.map((row) => row.tt).join(' + '),
    sum: { decimal: compared },
    otherTt: other.tt,
    otherLabel: other.labelVi,
    otherValue: { decimal: compared },
    cells: { vi: cells.join(', '), en: cellsEn.join(', ') },
  };
  return {
    code: check.code,
    severity: check.severity,
    sheet: place.sheet ?? null,
    cell: place.cell ?? null,
    key: at,
    message: fill(check.messageVi, details, 'vi'),
    messageEn: fill(check.messageEn, details, 'en'),
    ...(check.severity === 'warning' ? { doubt: { reference: null, magnitude: distance(value, compared) } } : {}),
  };
}

/** How far apart two figures are, whichever is the greater. */
const distance = (a: DecimalString, b: DecimalString): DecimalString => plain(exact(a).minus(exact(b)).abs());

/** Names every placeholder a relation's message may use; the loader refuses any other. */
export const CHECK_PLACEHOLDERS: readonly string[] = [
  'where',
  'tt',
  'label',
  'value',
  'parts',
  'sum',
  'otherTt',
  'otherLabel',
  'otherValue',
  'cells',
];

function rowInWords(row: IndicatorDefinition): Detail {
  return { vi: `dòng ${row.tt} (${row.labelVi})`, en: `row ${row.tt} (${row.labelEn})` };
}

function placeOf(parsed: ParsedForm, row: IndicatorDefinition, entry: ParsedEntry | null): ProblemPlace {
  if (entry?.at) return { sheet: entry.at.sheet, cell: entry.at.cell, key: row.key };
  const words = { vi: `Biểu số ${parsed.form}, dòng ${row.tt}`, en: `Form ${parsed.form}, row ${row.tt}` };
  return { sheet: parsed.sheet, key: row.key, where: words };
}

function formPlace(parsed: ParsedForm): ProblemPlace {
  const words = { vi: `Biểu số ${parsed.form}`, en: `Form ${parsed.form}` };
  return parsed.sheet === null ? { where: words } : { sheet: parsed.sheet };
}
