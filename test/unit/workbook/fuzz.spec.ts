import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '#lib/forms';
import { loadLaw } from '#lib/law';
import { type CheckReport, readWorkbook, reportOn } from '#lib/workbook';
import { fixture, packageOf, partsOf } from './packages.js';

const law = loadLaw();
const FILES = [
  'plain-form-04.xlsx',
  'two-forms-side-by-side.xlsx',
  'merged-label-columns.xlsx',
  'row-numbers-bent-by-excel.xlsx',
  'libreoffice-formulas.xlsx',
  'raw-no-addresses-prefixed-rich-text.xlsx',
];
const NASTY = [
  '',
  '<',
  '&amp;',
  '&#0;',
  '&#xFFFD;',
  '\u0000',
  '-1',
  '1e308',
  '9'.repeat(50),
  'NaN',
  '#REF!',
  'A1:XFD1048576',
  '1048577',
  '{"a":1}',
  '=cmd|calc',
  '6 tháng/năm',
  'Biểu số 09',
  'Kỳ báo cáo: Năm 1999',
  'Chỉ tiêu',
  '(1)',
  '\u0301\u0301\u0301',
  '١٢٣',
  '𝟏𝟐',
];

/** A small generator with a seed, so that a failure can be run again. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

function mutateBytes(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  const out = bytes.slice(0, roll(6) === 0 ? roll(bytes.length) : bytes.length);
  for (let i = roll(12) + 1; i > 0 && out.length > 0; i--) out[roll(out.length)] = roll(256);
  return out;
}

function mutateParts(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  const parts = partsOf(bytes);
  const names = Object.keys(parts).filter((name) => name.endsWith('.xml') || name.endsWith('.rels'));
  for (let i = roll(5) + 1; i > 0; i--) {
    const name = names[roll(names.length)] ?? '';
    const xml = parts[name] ?? '';
    const from = roll(xml.length + 1);
    const to = Math.min(xml.length, from + roll(200));
    const piece = [xml.slice(from, to).repeat(2), '', NASTY[roll(NASTY.length)] ?? ''][roll(3)] ?? '';
    parts[name] = xml.slice(0, from) + piece + xml.slice(to);
  }
  return packageOf(parts);
}

/** Puts nasty values where texts and numbers stand, so that the XML stays whole and matching is reached. */
function mutateValues(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  const parts = partsOf(bytes);
  for (const name of Object.keys(parts).filter((n) => /sheet|strings|only/i.test(n) && n.endsWith('.xml'))) {
    parts[name] = (parts[name] ?? '').replace(/>([^<>]{1,200})</g, (whole, text: string) => {
      if (roll(14) !== 0) return whole;
      const nasty = (NASTY[roll(NASTY.length)] ?? '').replaceAll('<', '&lt;').replaceAll('\u0000', '');
      return `>${[nasty, text.slice(0, roll(text.length + 1)), text + nasty][roll(3)]}<`;
    });
  }
  return packageOf(parts);
}

function isAnswer(report: CheckReport): boolean {
  const all = [...report.problems, ...report.documents.flatMap((d) => d.problems)];
  const isRejected = all.some((p) => p.severity === 'error');
  const known = (code: string): boolean => (PROBLEM_CODES as readonly string[]).includes(code) || /^F0\d_/.test(code);
  return (
    all.every((p) => known(p.code) && p.message.length > 10 && !/[{}]\w*\}/.test(p.message)) &&
    isRejected === (report.outcome === 'rejected')
  );
}

describe('mutated workbooks', () => {
  it.each([
    ['bytes', mutateBytes],
    ['parts', mutateParts],
    ['values', mutateValues],
  ])('always end with an answer (%s)', (_, mutate) => {
    for (let seed = 1; seed <= 60; seed++) {
      const bytes = mutate(fixture(FILES[seed % FILES.length] ?? ''), dice(seed));
      const { report } = reportOn(readWorkbook(bytes), '', { law, name: `seed ${seed}` });
      expect(isAnswer(report), `seed ${seed}: ${JSON.stringify(report).slice(0, 400)}`).toBe(true);
    }
  });
});
