/** A sound form 04, the same with fifty faults of every kind, and the mended file. */
import { readFileSync } from 'node:fs';
import { readWorkbook } from '#lib/workbook';
import { retype, type Typed } from '../unit/workbook-mark/retype.js';

const example = new URL('../../schemas/forms/2025-07-01/examples/ok-form-04.xlsx', import.meta.url);
export const sound = readFileSync(example);
export const SHEET = 'xl/worksheets/sheet1.xml';

const abc: Typed = { text: 'abc' };
const negative: Typed = { number: '-1' };
const broken: Typed = { error: '#REF!' };
const uncalculated: Typed = { formula: '1+1' };
const mixed: Typed = { text: 'khoảng 12 hoặc 13' };
const tooFine: Typed = { number: '1.123456789' };

/** Cell -> what is typed there, and the code that must be found at it. Rows as printed: 10 is row 1, 46 is row 27. */
export const faults: Readonly<Record<string, [Typed, string]>> = {
  D10: [abc, 'NOT_A_NUMBER'],
  D11: [tooFine, 'TOO_MANY_DECIMALS'],
  D13: [{ number: '9.5' }, 'NOT_WHOLE'],
  D14: [negative, 'NEGATIVE'],
  D15: [broken, 'FORMULA_ERROR'],
  D16: [uncalculated, 'FORMULA_WITHOUT_VALUE'],
  D17: [mixed, 'TEXT_IN_NUMBER_CELL'],
  D18: [{ text: '1.250' }, 'AMBIGUOUS_NUMBER'],
  D19: [negative, 'NEGATIVE'],
  D20: [{ number: '99999999' }, 'TOO_LARGE'],
  D21: [abc, 'NOT_A_NUMBER'],
  D22: [broken, 'FORMULA_ERROR'],
  D23: [negative, 'NEGATIVE'],
  D24: [{ text: '12 ki-lô-mét' }, 'UNIT_UNCLEAR'],
  D26: [{ number: '16.25' }, 'NOT_WHOLE'],
  D27: [uncalculated, 'FORMULA_WITHOUT_VALUE'],
  D28: [abc, 'NOT_A_NUMBER'],
  D29: [negative, 'NEGATIVE'],
  D30: [broken, 'FORMULA_ERROR'],
  D31: [tooFine, 'TOO_MANY_DECIMALS'],
  D32: [abc, 'NOT_A_NUMBER'],
  D33: [negative, 'NEGATIVE'],
  D34: [mixed, 'TEXT_IN_NUMBER_CELL'],
  D35: [broken, 'FORMULA_ERROR'],
  D36: [{ text: '1.250' }, 'AMBIGUOUS_NUMBER'],
  D37: [negative, 'NEGATIVE'],
  D38: [{ number: '0.3' }, 'PERCENT_UNCLEAR'],
  D39: [{ number: '0.5' }, 'NOT_WHOLE'],
  D40: [abc, 'NOT_A_NUMBER'],
  D41: [negative, 'NEGATIVE'],
  D42: [uncalculated, 'FORMULA_WITHOUT_VALUE'],
  D43: [broken, 'FORMULA_ERROR'],
  D44: [{ number: '5820.5' }, 'NOT_WHOLE'],
  D45: [mixed, 'TEXT_IN_NUMBER_CELL'],
  D46: [null, 'MISSING_FIGURE'],
  A4: [{ text: 'Kỳ báo cáo: Quý III năm 2026' }, 'PERIOD_UNKNOWN'],
  ...Object.fromEntries([10, 11, 13, 14, 15, 16, 17].map((row) => [`A${row}`, [{ text: '27' }, 'ROW_NUMBER_DIFFERS']])),
  ...Object.fromEntries([18, 19, 20, 21].map((row) => [`A${row}`, [{ number: '26' }, 'ROW_NUMBER_DIFFERS']])),
  C26: [{ text: 'mét' }, 'UNIT_UNCLEAR'],
  C39: [{ text: 'kg' }, 'UNIT_UNCLEAR'],
  E7: [{ text: 'Số liệu chi tiết' }, 'COLUMN_UNKNOWN'],
};

export const faulty = retype(
  sound,
  SHEET,
  Object.fromEntries(Object.entries(faults).map(([at, [typed]]) => [at, typed])),
);

/** What a clerk sends after mending each faulty cell of a file, marked or not. */
export function mendedOf(file: Uint8Array): Uint8Array {
  const right = readWorkbook(sound);
  const typed = Object.keys(faults).map((at): [string, Typed] => {
    const cell = right.ok ? right.sheets[0]?.cells.get(at) : undefined;
    return [at, cell?.number ? { number: cell.number } : { text: cell?.text ?? '' }];
  });
  return retype(file, SHEET, Object.fromEntries(typed));
}
