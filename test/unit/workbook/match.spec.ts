import { describe, expect, it } from 'vitest';
import type { FormCode, FormDefinition, IndicatorDefinition } from '#lib/forms';
import { type Law, loadLaw, loadTerritory } from '#lib/law';
import { type MatchOptions, type MatchResult, matchWorkbook, type ParsedSheet, unitDirectory } from '#lib/workbook';
import { type Put, sheetFrom } from './sheets.js';

const law = loadLaw();
const definition = (form: FormCode): FormDefinition => law.definitionFor(form, '2026-Y') as FormDefinition;
const HEADINGS: Put[] = ['TT', 'Chỉ tiêu', 'Đơn vị tính', 'Kết quả', 'Ghi chú'];

/** Rows of a form with 1, 2, 3 … as answers; `answer` may put another. */
function rowsOf(form: FormCode, answer: (row: IndicatorDefinition, i: number) => Put = (_, i) => i + 1): Put[][] {
  return definition(form).rows.map((row, i) => [row.tt, row.labelVi, row.unitVi, answer(row, i)]);
}

function match(sheets: ParsedSheet | ParsedSheet[], options: MatchOptions = {}, use: Law = law): MatchResult {
  return matchWorkbook([sheets].flat(), use, options);
}

function codes(result: MatchResult): string[] {
  return [...result.problems, ...result.forms.flatMap((f) => f.parsed.problems)].map((p) => p.code);
}

const year: MatchOptions = { period: '2026-Y' };

describe('which form a table is', () => {
  const bare = (form: FormCode, head: Put[][] = []): ParsedSheet => sheetFrom([...head, HEADINGS, ...rowsOf(form)]);

  it('is told by its rows', () => {
    for (const form of ['01', '02'] as const)
      expect(match(bare(form), year).forms.map((f) => f.parsed.form)).toEqual([form]);
  });

  it('is told between 03 and 04 by number, title, sender, signature, or their own wordings', () => {
    const of = (head: Put[][], rows: FormCode): string[] =>
      match(bare(rows, head), year).forms.map((f) => f.parsed.form);
    expect(of([['Biểu số 03']], '04')).toEqual(['03']);
    expect(of([['Tổng hợp tình hình cụm công nghiệp'], ['trên địa bàn xã Bảo Thắng']], '04')).toEqual(['03']);
    expect(of([['Đơn vị gửi báo cáo: Sở Công Thương']], '03')).toEqual(['04']);
    expect(of([], '03')).toEqual(['03']);
    expect(of([], '04')).toEqual(['04']);
  });

  it('is asked when nothing tells 03 from 04', () => {
    const shared = sheetFrom([
      HEADINGS,
      ...rowsOf('04').filter((row) => !['7', '8', '11', '15.2', '22'].includes(String(row[0]))),
    ]);
    expect(codes(match(shared, year))).toContain('FORM_AMBIGUOUS');
    expect(codes(match(shared, { ...year, unit: '15' }))).not.toContain('FORM_AMBIGUOUS');
    expect(match(shared, { ...year, form: '03' }).forms[0]?.parsed.form).toBe('03');
  });

  it('is held against the wish of the sender', () => {
    expect(codes(match(bare('02'), { ...year, form: '04' }))).toEqual(['FORM_MISMATCH']);
    expect(codes(match(bare('04', [['Biểu số 03']]), { ...year, form: '04' }))).toEqual(['FORM_MISMATCH']);
  });

  it('stands twice: which one holds only the sender can say', () => {
    expect(codes(match([bare('01'), sheetFrom([HEADINGS, ...rowsOf('01')], 'Sheet2')], year))).toEqual([
      'FORM_DUPLICATE',
      'FORM_DUPLICATE',
    ]);
  });

  it('is none in a list of something else', () => {
    expect(
      codes(
        match(
          sheetFrom([
            ['STT', 'Tên doanh nghiệp'],
            [1, 'Công ty A'],
          ]),
        ),
      ),
    ).toEqual(['NO_FORM_FOUND']);
  });
});

describe('which tables are read', () => {
  const filled = sheetFrom([HEADINGS, ...rowsOf('02')], 'Biểu 02');
  const empty = sheetFrom([HEADINGS, ...rowsOf('01', () => null)], 'Biểu 01');

  it('leaves out the empty forms of the same appendix, and says so', () => {
    const result = match([empty, filled], year);
    expect(result.forms.map((f) => f.parsed.form)).toEqual(['02']);
    expect(result.problems.map((p) => [p.code, p.sheet])).toEqual([['TABLE_NOT_READ', 'Biểu 01']]);
  });

  it('reads a hidden sheet when the form stands nowhere else', () => {
    const result = match({ ...filled, hidden: true }, year);
    expect(result.forms[0]?.parsed.entries.size).toBe(14);
    expect(codes(result)).toEqual(['HIDDEN_CONTENT']);
  });

  it('leaves out an extract beside the whole form', () => {
    const extract = sheetFrom(rowsOf('02').slice(0, 4), 'Tóm tắt');
    const result = match([extract, filled], year);
    expect(result.forms.map((f) => f.parsed.sheet)).toEqual(['Biểu 02']);
  });

  it('reads the table of the period asked for', () => {
    const half = sheetFrom([['Kỳ báo cáo: 6 tháng năm 2026'], HEADINGS, ...rowsOf('02')], 'H1');
    const full = sheetFrom([['Kỳ báo cáo: Năm 2026'], HEADINGS, ...rowsOf('02')], 'Y');
    expect(match([half, full], year).forms.map((f) => f.parsed.sheet)).toEqual(['Y']);
    expect(match([half, full]).forms.map((f) => f.parsed.period)).toEqual(['2026-H1', '2026-Y']);
  });
});

describe('which column is the answer', () => {
  const withColumns = (headings: Put[], answers: Put[]): ParsedSheet =>
    sheetFrom([headings, ...definition('01').rows.map((r) => [r.tt, r.labelVi, r.unitVi, ...answers])]);
  const values = (result: MatchResult): (string | null | undefined)[] =>
    definition('01').rows.map((r) => result.forms[0]?.parsed.entries.get(r.key)?.value);

  it('is the one of the year reported', () => {
    const result = match(
      withColumns(['TT', 'Chỉ tiêu', 'ĐVT', 'Thực hiện năm 2025', 'Thực hiện năm 2026'], [7, 8]),
      year,
    );
    expect(values(result)).toEqual(['8', '8', '8', '8']);
    expect(codes(result)).toEqual(['COLUMN_UNKNOWN']);
  });

  it('is asked when two could be', () => {
    const result = match(withColumns(['TT', 'Chỉ tiêu', 'ĐVT', 'Kết quả', 'Số liệu'], [7, 8]), year);
    expect(result.forms[0]?.parsed.problems.map((p) => [p.code, p.severity, p.cell])).toEqual([
      ['COLUMN_UNKNOWN', 'error', 'E1'],
    ]);
  });

  it('is the only one with numbers under an unknown heading', () => {
    expect(values(match(withColumns(['TT', 'Chỉ tiêu', 'ĐVT', 'Tổng'], [9]), year))).toEqual(['9', '9', '9', '9']);
  });

  it('is missed with the place of the heading', () => {
    const result = match(withColumns(['TT', 'Chỉ tiêu', 'ĐVT', 'Ghi chú'], ['xong']), year);
    expect(result.forms[0]?.parsed.problems.map((p) => [p.code, p.cell])).toEqual([['COLUMN_MISSING', 'B1']]);
  });
});

describe('how a figure is read', () => {
  const one = (key: string, put: Put, unit?: string): [string | null | undefined, string[]] => {
    const rows = definition('02').rows.map((r) => [
      r.tt,
      r.labelVi,
      r.key === key && unit ? unit : r.unitVi,
      r.key === key ? put : 1,
    ]);
    const parsed = match(
      sheetFrom([
        HEADINGS,
        ...rows.map((r) => (r[0] === '5' && key !== 'occupancy_rate' ? [...r.slice(0, 3), 50] : r)),
      ]),
      year,
    ).forms[0]?.parsed;
    return [parsed?.entries.get(key)?.value, parsed?.problems.map((p) => p.code) ?? []];
  };

  it.each<[string, Put, string | null, string[]]>([
    ['occupancy_rate', { number: '0.2902', format: '0.00%' }, '29.02', []],
    ['occupancy_rate', { number: '29.02', format: 'General' }, '29.02', []],
    ['occupancy_rate', { number: '0.5', format: '0.00"%"' }, '0.5', []],
    ['occupancy_rate', { number: '0', format: 'General' }, '0', []],
    ['occupancy_rate', { number: '1', format: 'General' }, null, ['PERCENT_UNCLEAR']],
    ['occupancy_rate', { number: '29.02', format: '0.00%' }, null, ['PERCENT_UNCLEAR']],
    ['occupancy_rate', '0,85', null, ['PERCENT_UNCLEAR']],
    ['occupancy_rate', '0,85%', '0.85', ['NUMBER_AS_TEXT']],
    ['infra_revenue', { number: '12500000000', format: '#,##0 "đồng"' }, '12.5', ['UNIT_CONVERTED']],
    ['infra_revenue', { number: '12500000000', format: '#,##0\\ [$₫-42A]' }, '12.5', ['UNIT_CONVERTED']],
    ['infra_revenue', { number: '0.125', format: '0%' }, null, ['UNIT_UNCLEAR']],
    ['infra_avg_income', '8,5 triệu', '8.5', ['NUMBER_AS_TEXT']],
    ['infra_avg_income', '102 triệu đồng/người/năm', null, ['UNIT_UNCLEAR']],
    ['infra_labour', 'khoảng 20', null, ['TEXT_IN_NUMBER_CELL']],
    ['infra_labour', 'hai mươi', null, ['NOT_A_NUMBER']],
    ['wastewater_invested', 'x', null, ['AMBIGUOUS_NUMBER']],
    ['wastewater_invested', 'đang đầu tư', '1', ['NUMBER_AS_TEXT']],
  ])('%s: %j', (key, put, value, found) => {
    expect(one(key, put)).toEqual([value, found]);
  });

  it('converts by the unit column, exactly, and asks about units it does not know', () => {
    expect(one('infra_revenue', 12345.678901, 'Triệu đồng')).toEqual(['12.345678901', ['UNIT_CONVERTED']]);
    expect(one('industrial_land_leased', 237800, 'm2')).toEqual(['23.78', ['UNIT_CONVERTED']]);
    expect(one('infra_revenue', 5, 'Nghìn USD')).toEqual([null, ['UNIT_UNCLEAR']]);
    expect(one('infra_labour', 5, 'Nghìn người')).toEqual([null, ['UNIT_UNCLEAR']]);
    expect(one('infra_labour', 5, 'HĐLV')).toEqual(['5', ['UNIT_UNCLEAR']]);
  });
});

describe('a unit stated once for the whole table', () => {
  const rows = (unit: (row: IndicatorDefinition) => Put): Put[][] =>
    definition('01').rows.map((r) => [r.tt, r.labelVi, unit(r), 2500]);
  const figures = (sheet: ParsedSheet): [(string | null | undefined)[], string[]] => {
    const [form] = match(sheet, { ...year, form: '01' }).forms;
    const values = definition('01').rows.map((r) => form?.parsed.entries.get(r.key)?.value);
    return [values, form?.parsed.problems.map((p) => `${p.code} ${p.cell}`) ?? []];
  };
  const converted = [
    ['2.5', '2.5', '2500', '2500'],
    ['UNIT_CONVERTED D3', 'UNIT_CONVERTED D4'],
  ];

  it('converts where the rows name none, and says so', () => {
    const heading: Put[] = ['TT', 'Chỉ tiêu', 'ĐVT', 'Kết quả (triệu đồng)'];
    expect(figures(sheetFrom([['Biểu số 01'], heading, ...rows(() => null)]))).toEqual(converted);
    expect(figures(sheetFrom([[null, null, null, 'ĐVT: Triệu đồng'], HEADINGS, ...rows(() => null)]))).toEqual(
      converted,
    );
    expect(figures(sheetFrom([['Đơn vị tính', 'Triệu đồng, người'], HEADINGS, ...rows(() => null)]))).toEqual(
      converted,
    );
  });

  it('asks where a row names another, and where two are stated', () => {
    const unclear = [
      [null, null, '2500', '2500'],
      ['UNIT_UNCLEAR D3', 'UNIT_UNCLEAR D4'],
    ];
    expect(figures(sheetFrom([['(Đơn vị tính: triệu đồng)'], HEADINGS, ...rows((r) => r.unitVi)]))).toEqual(unclear);
    expect(figures(sheetFrom([['ĐVT: triệu đồng; tỷ đồng'], HEADINGS, ...rows(() => null)]))).toEqual(unclear);
  });

  it('changes nothing where it agrees, or where the cell names its own', () => {
    expect(figures(sheetFrom([['ĐVT: tỉ đồng'], HEADINGS, ...rows((r) => r.unitVi)]))[1]).toEqual([]);
    const own = sheetFrom([
      ['ĐVT: triệu đồng'],
      HEADINGS,
      ['1', definition('01').rows[0]?.labelVi ?? '', null, '2,5 tỷ đồng'],
    ]);
    expect(figures(own)[0][0]).toBe('2.5');
  });
});

describe('whose form it is', () => {
  const units = unitDirectory(() => loadTerritory(), law);
  const sent = (sender: string, more: MatchOptions = {}): [string | null | undefined, string[]] => {
    const head: Put[][] = [['Biểu số 04'], [`Đơn vị gửi báo cáo: ${sender}`]];
    const [form] = match(sheetFrom([...head, HEADINGS, ...rowsOf('04')]), { ...year, units, ...more }).forms;
    return [form?.parsed.unit, form?.parsed.problems.map((p) => `${p.code} ${p.cell}`) ?? []];
  };

  it('is read from the sender line, with marks misplaced or left out', () => {
    expect(sent('Sở Công Thương tỉnh Lào Cai')).toEqual(['15', []]);
    expect(sent('Sở Công Thương tỉnh Đăk Lăk')).toEqual(['66', []]);
    expect(sent('So Cong Thuong tinh Lao Cai')).toEqual(['15', []]);
    expect(sent('Sở Công Thương')).toEqual([null, []]);
  });

  it('is refused at the cell of the line when it is another, or a province that is no more', () => {
    expect(sent('Sở Công Thương tỉnh Tây Ninh', { unit: '15' })).toEqual(['15', ['UNIT_MISMATCH A2']]);
    expect(sent('Sở Công Thương tỉnh Yên Bái')).toEqual([null, ['UNKNOWN_UNIT A2']]);
    expect(sent('Sở Công Thương tỉnh Yên Bái', { unit: '15' })).toEqual(['15', ['UNKNOWN_UNIT A2']]);
    expect(sent('Sở Công Thương tỉnh Yên Bái', { period: '2024-Y' })).toEqual(['15', []]);
  });
});

describe('an amendment of the law', () => {
  it('needs no code: a new row, a new label, a row taken away', () => {
    const old = definition('01');
    const [first, second, third] = old.rows as [IndicatorDefinition, IndicatorDefinition, IndicatorDefinition];
    const rows = [
      first,
      { ...second, labelVi: 'Thuế và phí đã nộp trong kỳ' },
      {
        ...third,
        key: 'project_energy',
        tt: '3',
        labelVi: 'Điện năng tiêu thụ trong kỳ',
        unitVi: 'ha',
        valueType: 'area_ha' as const,
      },
    ];
    const amended: FormDefinition = { ...old, id: 'form-01@2030-01-01', inForceFrom: '2030-01-01', rows, checks: [] };
    const later: Law = {
      ...law,
      definitions: [...law.definitions, amended],
      definitionFor: (form, period) =>
        form === '01' && period === '2030-Y' ? amended : law.definitionFor(form, period),
    };
    const sheet = sheetFrom([
      ['Kỳ báo cáo: năm 2030'],
      HEADINGS,
      ['1', 'Doanh thu của dự án trong kỳ báo cáo', 'Tỷ đồng', 5],
      ['2', 'THUẾ VÀ PHÍ ĐÃ NỘP TRONG KỲ', 'Tỷ đồng', 6],
      ['3', 'Điện năng tiêu thụ trong kỳ', 'ha', 7],
    ]);
    const [form] = match(sheet, {}, later).forms;
    expect(form?.definition.id).toBe('form-01@2030-01-01');
    expect(form?.parsed.problems).toEqual([]);
    expect([...(form?.parsed.entries.values() ?? [])].map((e) => [e.key, e.value])).toEqual([
      ['project_revenue', '5'],
      ['project_budget_payment', '6'],
      ['project_energy', '7'],
    ]);
  });
});

describe('rows that only look alike', () => {
  it('tells all 35 rows of form 04 by their words alone, in any spelling of the tones', () => {
    const spelt = (label: string): string => label.normalize('NFD').toUpperCase().replace('LŨY', 'LUỸ');
    const rows = definition('04').rows.map((r, i): Put[] => [spelt(r.labelVi), r.unitVi, i + 2]);
    const result = match(sheetFrom([['Biểu số 04'], ['Chỉ tiêu', 'Đơn vị tính', 'Kết quả'], ...rows.reverse()]), year);
    const found = definition('04').rows.map((r) => result.forms[0]?.parsed.entries.get(r.key)?.value);
    expect(found).toEqual(definition('04').rows.map((_, i) => String(i + 2)));
    expect(codes(result)).toEqual([]);
  });

  it('does not lose an answer in a row that nobody knows', () => {
    const result = match(sheetFrom([HEADINGS, ...rowsOf('01'), [null, 'Số vụ tai nạn lao động', 'vụ', 3]]), year);
    expect(result.forms[0]?.parsed.problems.map((p) => [p.code, p.severity, p.cell])).toEqual([
      ['ROW_UNKNOWN', 'error', 'D6'],
    ]);
  });

  it('does not lose an answer in a row without a label', () => {
    const [first, ...rest] = rowsOf('01');
    const result = match(sheetFrom([HEADINGS, first ?? [], [null, null, null, 999], ...rest]), year);
    expect(result.forms[0]?.parsed.problems.map((p) => [p.code, p.severity, p.cell])).toEqual([
      ['ROW_UNKNOWN', 'error', 'D3'],
    ]);
  });

  it('ends where another table begins', () => {
    const other: Put[][] = [
      ['TT', 'Tên cụm', 'Diện tích (ha)', 'Lao động'],
      [1, 'Cụm công nghiệp số 1', 'ha', 100],
    ];
    expect(codes(match(sheetFrom([HEADINGS, ...rowsOf('01'), [], ...other]), year))).toEqual([]);
  });

  it('takes a label merged over two rows once', () => {
    const rows = rowsOf('01');
    rows.splice(1, 0, [null, null, null, null, 'chú thích thêm']);
    const merged = [{ top: 2, left: 2, bottom: 3, right: 2 }];
    const result = match(sheetFrom([HEADINGS, ...rows], 'Sheet1', { mergedRanges: merged }), year);
    expect(codes(result)).toEqual([]);
  });

  it('knows labels typed without any marks, and with the mark of a footnote', () => {
    const plain = (text: string): string =>
      text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
    for (const form of ['02', '04'] as const)
      for (const spelt of [plain, (label: string) => `${label}¹`]) {
        const rows = definition(form).rows.map((r, i): Put[] => [null, spelt(r.labelVi), null, i + 2]);
        const result = match(sheetFrom([[`Biểu số ${form}`], HEADINGS, ...rows]), year);
        const found = definition(form).rows.map((r) => result.forms[0]?.parsed.entries.get(r.key)?.value);
        expect(found).toEqual(definition(form).rows.map((_, i) => String(i + 2)));
      }
  });
});
