import {
  CHECK_PLACEHOLDERS,
  type DataWindow,
  dataWindow,
  type FormCheck,
  type FormCode,
  type FormDefinition,
  inForceOn,
  type Regime,
  regimeFor,
  VALUE_TYPES,
  type ValueTypeRule,
  type ValueTypes,
} from '#lib/forms';
import { type IsoDate, type PeriodCode, parsePeriod, type ReportingPeriod } from '#lib/kernel';
import { lawFileBroken, SchemaFiles } from './schema-files.js';

/**
 * The law as data: every version of every form, the regimes, the value types. Loaded once per process
 * and then only asked. Territory is apart (territory.ts), because few commands need its fourteen
 * thousand rows.
 */
export interface Law {
  /** All versions of all forms, by form and then by date. */
  readonly definitions: readonly FormDefinition[];
  readonly regimes: readonly Regime[];
  readonly valueTypes: ValueTypes;
  /** Version of a form in force on the last day of the period's data window; null before the first. */
  definitionFor(form: FormCode, period: ReportingPeriod | PeriodCode): FormDefinition | null;
  /** The version a filing was made against ("form-04@2025-07-01"), for ever. */
  definitionById(id: string): FormDefinition | null;
  /** Regime of a period: the one in force on the last day of its data window. */
  regimeFor(period: ReportingPeriod | PeriodCode): Regime | null;
  /** First and last day that a filing of the period counts; null where no regime holds. */
  dataWindow(period: ReportingPeriod | PeriodCode): DataWindow | null;
}

/**
 * Reads and validates schemas/ (forms, checks, regimes, value types).
 * @throws DomainError LAW_FILE_BROKEN naming the file and the place in it.
 */
export function loadLaw(schemasDir?: string): Law {
  const files = new SchemaFiles(schemasDir);
  const valueTypes = loadValueTypes(files);
  const definitions = loadDefinitions(files);
  const regimes = loadRegimes(files);
  const read = (period: ReportingPeriod | PeriodCode) => (typeof period === 'string' ? parsePeriod(period) : period);
  const regime = (period: ReportingPeriod | PeriodCode) => {
    const p = read(period);
    return p === null ? null : regimeFor(regimes, p);
  };
  const window = (period: ReportingPeriod | PeriodCode) => {
    const p = read(period);
    const r = regime(period);
    return p === null || r === null ? null : dataWindow(r, p);
  };
  return {
    definitions,
    regimes,
    valueTypes,
    definitionFor(form, period) {
      const w = window(period);
      if (w === null) return null;
      return inForceOn(
        definitions.filter((d) => d.code === form),
        w.to,
      );
    },
    definitionById: (id) => definitions.find((d) => d.id === id) ?? null,
    regimeFor: regime,
    dataWindow: window,
  };
}

function loadValueTypes(files: SchemaFiles): ValueTypes {
  type Raw = { valueTypes: Record<keyof ValueTypes, Omit<ValueTypeRule, 'type'>> };
  const raw = files.json<Raw>('value-types.json', 'value-types').valueTypes;
  return Object.fromEntries(VALUE_TYPES.map((type) => [type, { type, ...raw[type] }])) as Record<
    keyof ValueTypes,
    ValueTypeRule
  >;
}

type Dated = 'id' | 'inForceFrom' | 'inForceTo';
type FormFile = Omit<FormDefinition, Dated | 'checks'>;
type ChecksFile = { checks: Partial<Record<FormCode, FormCheck[]>> };

/** A dated folder holds the forms that changed on that day; the others stay in force as they were. */
function loadDefinitions(files: SchemaFiles): FormDefinition[] {
  const found: FormDefinition[] = [];
  for (const day of files.dated('forms')) {
    const checks = files.json<ChecksFile>(`forms/${day}/checks.json`, 'checks').checks;
    for (const code of ['01', '02', '03', '04'] as const) {
      const path = `forms/${day}/form-${code}.json`;
      if (!files.has(path)) continue;
      const { $schema: _, ...form } = files.json<FormFile & { $schema?: string }>(path, 'form');
      const own = checks[code];
      if (own === undefined) throw lawFileBroken(`forms/${day}/checks.json`, '/checks', `form ${code} is not named`);
      const definition = { ...form, id: `form-${code}@${day}`, inForceFrom: day, inForceTo: null, checks: own };
      if (form.code !== code) throw lawFileBroken(path, '/code', `must be "${code}" as in the file's name`);
      refuseBrokenForm(definition, path, `forms/${day}/checks.json`);
      found.push(definition);
    }
  }
  return found
    .map((d) => ({
      ...d,
      inForceTo: successorDay(
        found.filter((o) => o.code === d.code),
        d.inForceFrom,
      ),
    }))
    .sort((a, b) => a.id.localeCompare(b.id));
}

function loadRegimes(files: SchemaFiles): Regime[] {
  const found = files.dated('regime', '.json').map((day): Regime => {
    const path = `regime/${day}.json`;
    const { $schema: _, ...regime } = files.json<Omit<Regime, Dated> & { $schema?: string }>(path, 'regime');
    refuseBrokenRegime(regime, path);
    return { ...regime, id: `regime@${day}`, inForceFrom: day, inForceTo: null };
  });
  return found.map((r) => ({ ...r, inForceTo: successorDay(found, r.inForceFrom) }));
}

/** First day of the next version: a version ends where its successor begins, so old files are never touched. */
function successorDay(versions: readonly { readonly inForceFrom: IsoDate }[], from: IsoDate): IsoDate | null {
  const later = versions.map((v) => v.inForceFrom).filter((day) => day > from);
  return later.sort()[0] ?? null;
}

/** What a JSON Schema cannot say: names that must meet within one form. */
function refuseBrokenForm(form: FormDefinition, path: string, checksPath: string): void {
  const keys = new Set<string>();
  const numbers = new Set<string>();
  const sections = new Set(form.sections.map((s) => s.code));
  form.rows.forEach((row, i) => {
    const bad = (field: string, what: string) => lawFileBroken(path, `/rows/${i}/${field}`, what);
    if (keys.has(row.key)) throw bad('key', `"${row.key}" stands twice`);
    if (numbers.has(row.tt)) throw bad('tt', `"${row.tt}" stands twice`);
    if (row.section !== null && !sections.has(row.section)) throw bad('section', `no section "${row.section}"`);
    keys.add(row.key);
    numbers.add(row.tt);
  });
  form.rows.forEach((row, i) => {
    const bad = (field: string, what: string) => lawFileBroken(path, `/rows/${i}/${field}`, what);
    if (row.parent !== null && !numbers.has(row.parent)) throw bad('parent', `no row numbered "${row.parent}"`);
    for (const key of row.formulaKeys ?? []) if (!keys.has(key)) throw bad('formulaKeys', `no row "${key}"`);
  });
  const codes = new Set<string>();
  form.checks.forEach((check, i) => {
    const bad = (field: string, what: string) => lawFileBroken(checksPath, `/checks/${form.code}/${i}/${field}`, what);
    if (codes.has(check.code)) throw bad('code', `"${check.code}" stands twice`);
    if (!check.code.startsWith(`F${form.code}_`)) throw bad('code', `must begin with F${form.code}_`);
    codes.add(check.code);
    const named = check.rule === 'sum' ? [check.total, ...check.parts] : [check.lesser, check.greater];
    for (const key of named) if (!keys.has(key)) throw bad('rule', `no row "${key}" in form ${form.code}`);
    for (const field of ['messageVi', 'messageEn'] as const) {
      for (const [, name] of check[field].matchAll(/\{(\w*)\}/g)) {
        if (!CHECK_PLACEHOLDERS.includes(name ?? '')) throw bad(field, `no placeholder {${name}}`);
      }
    }
  });
}

function refuseBrokenRegime(regime: Omit<Regime, Dated>, path: string): void {
  for (const kind of ['six_month', 'annual'] as const) {
    if (!regime.windows.some((w) => w.kind === kind)) throw lawFileBroken(path, '/windows', `${kind} is not named`);
    for (const { form } of regime.duties) {
      const rules = regime.due.filter((d) => d.form === form && d.kind === kind);
      if (rules.length !== 1) throw lawFileBroken(path, '/due', `form ${form} ${kind} must stand exactly once`);
    }
  }
  regime.openPoints.forEach((point, i) => {
    if (!point.options.some((o) => o.name === point.default)) {
      throw lawFileBroken(path, `/openPoints/${i}/default`, `"${point.default}" is none of its options`);
    }
  });
}
