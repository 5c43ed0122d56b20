import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { FormDefinition, ValueType } from '#lib/forms';
import { isComputed, mergeFigures, mergeThreeWay, sumOfParts } from '#lib/forms';
import { type DecimalString, multiply } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import {
  answersOf,
  markWorkbook,
  matchWorkbook,
  type ParsedSheet,
  readTemplateKeys,
  readWorkbook,
  reportOn,
  type TemplateInput,
  writeTemplate,
} from '#lib/workbook';

const law = loadLaw();
const key = Buffer.from('a key for tests, 32 bytes long..');
const form04 = law.definitionFor('04', '2026-Y') as FormDefinition;
const SHEET = 'xl/worksheets/sheet1.xml';

/** A decimal of up to `digits` whole digits and `decimals` places. */
function decimal(digits: number, decimals: number): fc.Arbitrary<DecimalString> {
  const whole = fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) });
  const places = fc.bigInt({ min: 0n, max: 10n ** BigInt(decimals) - 1n });
  return fc.tuple(whole, places).map(([w, p]) => {
    const fraction = decimals === 0 ? '' : p.toString().padStart(decimals, '0').replace(/0+$/, '');
    return fraction === '' ? `${w}` : `${w}.${fraction}`;
  });
}

const SHAPES: Record<ValueType, fc.Arbitrary<DecimalString>> = {
  count: decimal(5, 0),
  persons: decimal(8, 0),
  area_ha: decimal(6, 4),
  billion_vnd: fc.oneof(decimal(4, 3), decimal(8, 6), decimal(12, 6)),
  million_vnd_per_month: decimal(3, 6),
  percent: fc.oneof(decimal(0, 4), decimal(3, 2), decimal(3, 4), decimal(1, 18)),
  flag: fc.constantFrom('0', '1'),
};
const WORDS = fc.constantFrom('Quyết định số 5/QĐ-UBND & 6', '=1+1', 'số "tạm", <chưa duyệt>', '_x0041_', '12', '-');

type Values = Record<string, DecimalString | null>;

function valuesOf(definition: FormDefinition): fc.Arbitrary<Values> {
  const rows = definition.rows.map((r) => [r.key, fc.option(SHAPES[r.valueType], { nil: null })] as const);
  return fc.record(Object.fromEntries(rows)).chain((values) =>
    // Totals as the label states them, or unknown, or stated apart from their parts.
    fc.boolean().map((isSum) => {
      const out: Values = { ...values };
      for (const row of definition.rows) if (isSum && row.formulaKeys) out[row.key] = sumOfParts(row, values);
      return out;
    }),
  );
}

const inputs = fc.constantFrom(...law.definitions).chain((definition) =>
  fc.record({
    definition: fc.constant(definition),
    currentValues: valuesOf(definition),
    lastPeriodValues: fc.option(valuesOf(definition), { nil: undefined }),
    notes: fc.dictionary(fc.constantFrom(...definition.rows.map((r) => r.key)), WORDS, { maxKeys: 4 }),
    header: fc.record({ project_name: fc.option(WORDS, { nil: null }), industry: fc.constant('Dệt may') }),
  }),
);

function written(i: {
  definition: FormDefinition;
  currentValues?: Values;
  lastPeriodValues?: Values | undefined;
  notes?: Record<string, string>;
  header?: Record<string, string | null>;
}): { bytes: Uint8Array; period: string } {
  const period = i.definition.inForceTo === null ? '2026-Y' : '2025-H1';
  const input: TemplateInput = {
    definition: i.definition,
    period,
    unitCode: '15',
    unitName: 'tỉnh Lào Cai',
    baseRevision: 3,
    key,
    ...(i.currentValues ? { currentValues: i.currentValues } : {}),
    ...(i.notes ? { currentNotes: i.notes } : {}),
    ...(i.header ? { currentHeader: i.header } : {}),
    ...(i.lastPeriodValues ? { lastPeriodValues: i.lastPeriodValues, lastPeriod: '2025-Y' } : {}),
  };
  return { bytes: writeTemplate(input), period };
}

function ours(bytes: Uint8Array) {
  const keys = readTemplateKeys(bytes, key);
  if (keys.kind !== 'ours') throw new Error(keys.reason);
  return keys;
}

/** Template file -> what it answers, the way an upload goes. */
function answersIn(bytes: Uint8Array, definition: FormDefinition, period: string) {
  const { forms, problems } = matchWorkbook(ours(bytes).sheets, law, { form: definition.code, period });
  const [form] = forms;
  if (!form || forms.length > 1) throw new Error(`${forms.length} forms`);
  return { answers: answersOf(form.parsed, definition), parsed: form.parsed, problems };
}

/** What a program stores when a figure is typed into an answer cell. */
function stored(type: ValueType, value: DecimalString | null): string {
  if (value === null) return '';
  const isLong = value.replace(/^0*\.?0*|[-.]/g, '').length > 15;
  if (isLong || (type === 'percent' && Number(value) > 1000))
    return ` t="inlineStr"><is><t>${value.replace('.', ',')}${type === 'percent' ? '%' : ''}</t></is>`;
  return `><v>${type === 'percent' ? multiply(value, '0.01') : value}</v>`;
}

/** The template after a clerk has typed into it, formulas calculated as a spreadsheet program does. */
function typedInto(bytes: Uint8Array, definition: FormDefinition, period: string, typed: Values): Uint8Array {
  const { parsed } = answersIn(bytes, definition, period);
  const { base } = ours(bytes);
  const now: Values = { ...base.values, ...typed };
  const all: Values = { ...typed };
  const formulas = definition.rows.filter((row) => isComputed(row, base.values));
  for (const row of formulas) all[row.key] = sumOfParts(row, now);
  const parts = unzipSync(bytes);
  let xml = Buffer.from(parts[SHEET]!).toString();
  for (const row of definition.rows) {
    if (!(row.key in all)) continue;
    const at = parsed.entries.get(row.key)?.at?.cell;
    const cell = new RegExp(`<c r="${at}" s="(\\d+)"(?: t="\\w+")?(?:/>|>(<f>[^<]*</f>)?(?:<v>[^<]*</v>)?</c>)`);
    expect(xml).toMatch(cell);
    xml = xml.replace(cell, (_, s: string, f: string | undefined) => {
      const value = all[row.key] ?? null;
      if (f !== undefined)
        return value === null
          ? `<c r="${at}" s="${s}" t="str">${f}<v></v></c>`
          : `<c r="${at}" s="${s}">${f}<v>${value}</v></c>`;
      const content = stored(row.valueType, value);
      return content === '' ? `<c r="${at}" s="${s}"/>` : `<c r="${at}" s="${s}"${content}</c>`;
    });
  }
  return zipSync({ ...parts, [SHEET]: Buffer.from(xml) });
}

describe('a template', () => {
  it('reads back as the same figures, notes and header answers, for any values of any form', () => {
    fc.assert(
      fc.property(inputs, (i) => {
        const { bytes, period } = written(i);
        const keys = ours(bytes);
        const { answers, parsed, problems } = answersIn(bytes, i.definition, period);
        expect(keys).toMatchObject({ definitionId: i.definition.id, period, unitCode: '15', baseRevision: 3 });
        expect(answers.values).toEqual(i.currentValues);
        expect(answers).toEqual(keys.base);
        expect(problems).toEqual([]);
        expect(parsed.problems.filter((p) => p.code !== 'NUMBER_AS_TEXT')).toEqual([]);
        expect(parsed.period).toBe(period);
      }),
      { numRuns: 40 },
    );
  });

  it('changed at random in any subset of cells merges to exactly those changes, and a second time to none', () => {
    const cases = inputs.chain((i) =>
      fc.record({
        input: fc.constant(i),
        subset: fc.subarray([...i.definition.rows]),
        changes: valuesOf(i.definition),
        meanwhile: valuesOf(i.definition),
        elsewhere: fc.subarray([...i.definition.rows]),
      }),
    );
    fc.assert(
      fc.property(cases, ({ input, subset, changes, meanwhile, elsewhere }) => {
        const { definition } = input;
        const { bytes, period } = written(input);
        const { base } = ours(bytes);
        const free = definition.rows.filter((row) => !isComputed(row, base.values)).map((row) => row.key);
        const typed: Values = {};
        for (const { key: k } of subset) if (free.includes(k)) typed[k] = changes[k] ?? null;
        const file = typedInto(bytes, definition, period, typed);
        const keys = ours(file);
        const { answers } = answersIn(file, definition, period);

        const still = mergeFigures(definition, keys.base.values, answers.values, base.values);
        const really = Object.keys(typed).filter((k) => typed[k] !== base.values[k]);
        expect(still.changed.map((c) => c.key).sort()).toEqual(really.sort());
        expect(still.conflicts).toEqual([]);
        const expected: Values = { ...base.values, ...typed };
        for (const row of definition.rows) if (!free.includes(row.key)) expected[row.key] = sumOfParts(row, expected);
        expect(still.values).toEqual(expected);
        const again = mergeFigures(definition, keys.base.values, answers.values, still.values);
        expect([again.values, again.changed, again.recomputed]).toEqual([still.values, [], []]);

        const server: Values = { ...base.values };
        for (const { key: k } of elsewhere) server[k] = meanwhile[k] ?? null;
        const merged = mergeFigures(definition, keys.base.values, answers.values, server);
        for (const k of free) {
          const isMine = really.includes(k);
          const isTheirs = server[k] !== base.values[k];
          const isConflict = isMine && isTheirs && typed[k] !== server[k];
          expect(merged.values[k]).toBe(isMine && !isTheirs ? typed[k] : server[k]);
          expect(merged.conflicts.some((c) => c.key === k)).toBe(isConflict);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is a stranger after any change to its keys', () => {
    const values = Object.fromEntries(form04.rows.map((row, i) => [row.key, String(i)]));
    const { bytes } = written({ definition: form04, currentValues: values, notes: { planned_count: 'tạm tính' } });
    const result = readWorkbook(bytes);
    const sheets = result.ok ? result.sheets : [];
    const keySheet = sheets.find((s) => s.name === 'CCN')!;
    const withKeys = (cells: ParsedSheet['cells']): readonly ParsedSheet[] =>
      sheets.map((s) =>
        s === keySheet ? { ...s, cells, rowCount: Math.max(...[...cells.values()].map((c) => c.row)) } : s,
      );
    expect(keySheet.hidden).toBe(true);
    expect(readTemplateKeys(sheets, key).kind).toBe('ours');

    const addresses = [...keySheet.cells.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...addresses), fc.nat(), fc.integer({ min: 1, max: 0xffff }), (at, n, flip) => {
        const cell = keySheet.cells.get(at)!;
        const place = n % cell.text.length;
        const letter = String.fromCharCode(cell.text.charCodeAt(place) ^ flip);
        const text = cell.text.slice(0, place) + letter + cell.text.slice(place + 1);
        expect(readTemplateKeys(withKeys(new Map(keySheet.cells).set(at, { ...cell, text })), key).kind).toBe(
          'stranger',
        );
        const shorter = new Map(keySheet.cells);
        shorter.delete(at);
        expect(readTemplateKeys(withKeys(shorter), key).kind).toBe('stranger');
      }),
      { numRuns: 300 },
    );
    const extra = { ...keySheet.cells.get('A2')!, address: 'C2', col: 3 };
    expect(readTemplateKeys(withKeys(new Map(keySheet.cells).set('C2', extra)), key)).toMatchObject({
      reason: 'broken_mac',
    });
    expect(readTemplateKeys(bytes, Buffer.from('another key, 32 bytes long......'))).toMatchObject({
      reason: 'broken_mac',
    });
    expect(readTemplateKeys([...sheets, keySheet], key)).toMatchObject({ reason: 'several_keys' });
    expect(
      readTemplateKeys(
        sheets.filter((s) => s !== keySheet),
        key,
      ),
    ).toMatchObject({ reason: 'no_keys' });
    expect(readTemplateKeys(Buffer.from('no workbook'), key)).toMatchObject({ reason: 'unreadable' });
    expect(readTemplateKeys(withKeys(new Map([['A1', keySheet.cells.get('A1')!]])), key).kind).toBe('stranger');
  });

  it('is read as any other file when it is a stranger: same figures, the column of the last period left out', () => {
    const currentValues = { planned_count: '54', planned_area: '2927.81' };
    const { bytes } = written({ definition: form04, currentValues, lastPeriodValues: { planned_count: '50' } });
    const { report, forms } = reportOn(readWorkbook(bytes), '', { law, name: 't.xlsx', period: '2026-Y', unit: '15' });
    expect(forms).toHaveLength(1);
    expect(forms[0]?.values).toMatchObject({ ...currentValues, established_count: null });
    expect(report.documents[0]?.problems.filter((p) => p.code !== 'MISSING_FIGURE')).toEqual([]);
  });

  it('stays ours when it comes back with marks and is sent again', () => {
    const { bytes, period } = written({
      definition: form04,
      currentValues: { planned_count: '54', planned_area: '9' },
    });
    const wrong = typedInto(bytes, form04, period, { planned_count: '1.5' });
    const { parsed } = answersIn(wrong, form04, period);
    const cell = parsed.entries.get('planned_count')?.at?.cell ?? null;
    const finding = {
      code: 'NOT_WHOLE',
      severity: 'error' as const,
      sheet: parsed.sheet,
      cell,
      message: 'Phải là số nguyên.',
    };
    const marked = markWorkbook(wrong, [finding]);
    expect(ours(marked).sheets.map((s) => s.name)).toEqual(['Biểu 04']);
    const mended = typedInto(marked, form04, period, { planned_count: '55' });
    const { base } = ours(mended);
    const { answers } = answersIn(mended, form04, period);
    expect(mergeFigures(form04, base.values, answers.values, base.values).changed).toEqual([
      { key: 'planned_count', from: '54', to: '55' },
    ]);
  });

  it('merges notes and header answers by the same rule', () => {
    const base = { planned_count: 'cũ', planned_area: null };
    const merged = mergeThreeWay<string>(base, { planned_count: 'cũ', planned_area: 'mới' }, { planned_count: 'khác' });
    expect(merged.values).toEqual({ planned_count: 'khác', planned_area: 'mới' });
  });
});

describe('the sheet of a template', () => {
  const values = {
    planned_count: '54',
    operating_established_count: '5',
    operating_unestablished_count: '11',
    operating_count: '16',
  };
  const { bytes } = written({
    definition: form04,
    currentValues: values,
    lastPeriodValues: { planned_count: '50', occupancy_rate_avg: '30.49' },
  });
  const parts = unzipSync(bytes);
  const xml = Buffer.from(parts[SHEET]!).toString();
  const styles = Buffer.from(parts['xl/styles.xml']!).toString();
  const workbook = Buffer.from(parts['xl/workbook.xml']!).toString();
  const sheet = ours(bytes).sheets[0]!;
  const formats = /<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(styles)?.[1]?.split('<xf ').slice(1) ?? [];
  const isOpen = (at: string): boolean =>
    formats[Number(new RegExp(`<c r="${at}" s="(\\d+)"`).exec(xml)?.[1])]?.includes('locked="0"') ?? false;

  it('is locked without a password but for the answers', () => {
    expect(xml).toContain('<sheetProtection sheet="1"');
    expect(xml).not.toContain('password');
    const open = [...xml.matchAll(/<c r="([A-Z]+)(\d+)"/g)].filter((m) => isOpen(`${m[1]}${m[2]}`));
    const columns = new Map<string, number>();
    for (const [, col = ''] of open) columns.set(col, (columns.get(col) ?? 0) + 1);
    // 35 rows, two of them formulas; notes of all; the line for place and date.
    expect(Object.fromEntries(columns)).toEqual({ D: 34, E: 36, C: 1 });
  });

  it('computes totals by the statutory arithmetic, and shows none before every part is known', () => {
    const formulas = [...sheet.cells.values()].filter((c) => c.formula !== null);
    expect(formulas.map((c) => [c.address, c.formula, c.text])).toEqual([
      ['D27', 'IF(COUNT(D28,D29)=2,D28+D29,"")', '16'],
      ['D32', 'IF(COUNT(D33,D34)=2,D33+D34,"")', ''],
    ]);
  });

  it('asks for whole numbers, numbers or a choice, with the words of the form', () => {
    const rules = xml.match(/<dataValidation .*?<\/dataValidation>/g) ?? [];
    expect(rules).toHaveLength(33);
    expect(rules[0]).toMatch(/type="whole" operator="greaterThanOrEqual".*sqref="D11"><formula1>0</);
    expect(rules[1]).toMatch(/type="decimal" operator="greaterThanOrEqual".*sqref="D12"><formula1>0</);
    for (const [, title = '', prompt = '', error = ''] of [
      ...xml.matchAll(/error="([^"]*)" promptTitle="([^"]*)" prompt="([^"]*)"/g),
    ].map((m) => [m[0], m[2], m[3], m[1]])) {
      expect(title.length).toBeLessThanOrEqual(32);
      expect(prompt.replaceAll('&#10;', '\n').length).toBeLessThanOrEqual(255);
      expect(error.length).toBeLessThanOrEqual(225);
    }
    expect(rules[1]).toContain(
      'promptTitle="Dòng 2 (ha)" prompt="Tổng diện tích các cụm công nghiệp theo phương án phát triển',
    );
    const form02 = law.definitionFor('02', '2026-Y') as FormDefinition;
    const flags = Buffer.from(unzipSync(written({ definition: form02 }).bytes)[SHEET]!).toString();
    expect(flags.match(/<dataValidation type="list"[^>]*><formula1>"0,1"</g)).toHaveLength(2);
  });

  it('prints A4, without the column of the last period', () => {
    expect(xml).toContain('<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>');
    expect(workbook).toMatch(
      /<definedName name="_xlnm.Print_Area" localSheetId="0">'Biểu 04'!\$A\$1:\$E\$\d+<\/definedName>/,
    );
    expect(workbook).toContain('<sheet name="CCN" sheetId="3" state="veryHidden"');
    const all = readWorkbook(bytes);
    const cells = all.ok ? all.sheets[0]!.cells : new Map<string, never>();
    expect([cells.get('F8')?.text, cells.get('F11')?.text, cells.get('F39')?.text]).toEqual([
      'Kỳ trước (tham khảo): năm 2025',
      '50',
      '0.3049',
    ]);
    expect(sheet.cells.has('F11')).toBe(false);
  });

  it('is the same for the same input, and asks for a key worth the name', () => {
    const input = { definition: form04, currentValues: values };
    expect(Buffer.compare(written(input).bytes, written(input).bytes)).toBe(0);
    const short = { definition: form04, period: '2026-Y', unitCode: '15', unitName: 'tỉnh Lào Cai', baseRevision: 0 };
    expect(() => writeTemplate({ ...short, key: Buffer.from('short') })).toThrow(RangeError);
    expect(() => writeTemplate({ ...short, baseRevision: 1.5, key })).toThrow(RangeError);
  });
});
