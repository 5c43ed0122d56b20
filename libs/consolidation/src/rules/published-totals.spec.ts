import { describe, expect, it } from 'vitest';
import { publishedTotals } from './published-totals.js';
import type { ConsolidatedFigure, ConsolidatedForm, FigureSource } from './types.js';

const filing = (id: string, more: Partial<FigureSource> = {}) =>
  ({ kind: 'filing', id, label: `Biểu 01 2026-Y: ${id}`, counted: true, ...more }) as unknown as FigureSource;
const firms = (n: number, name = 'f') => Array.from({ length: n }, (_, i) => filing(`${name}${i}`));

const figure = (key: string, value: string | null, sources: readonly FigureSource[] = [], basis = 'derived') =>
  ({
    key,
    tt: '23',
    label: `Dòng ${key}`,
    value,
    unit: 'Tỷ đồng',
    basis,
    sources,
    coverage: { expected: 9, reported: 8, accepted: 7 },
  }) as unknown as ConsolidatedFigure;
const form = (unit: string, ...figures: readonly ConsolidatedFigure[]) =>
  ({ unit, unitName: `Tên ${unit}`, figures }) as unknown as ConsolidatedForm;

/** Unit, value as published, why it is hidden, firms. */
const seen = (forms: readonly ConsolidatedForm[], key = 'projects_revenue') =>
  publishedTotals(forms).map((u) => {
    const f = u.figures.find((x) => x.key === key);
    return [u.unit, f?.value, f?.suppressed, f?.firms];
  });

describe('totals for everyone', () => {
  it('shows figures of three firms and more, with everything a reader needs beside', () => {
    const forms = [
      form('VN', figure('projects_revenue', '30')),
      form('15', figure('projects_revenue', '30', firms(3))),
    ];
    expect(publishedTotals(forms)).toEqual([
      {
        unit: 'VN',
        unitName: 'Tên VN',
        figures: [
          {
            key: 'projects_revenue',
            tt: '23',
            label: 'Dòng projects_revenue',
            value: '30',
            unit: 'Tỷ đồng',
            suppressed: null,
            firms: 3,
            coverage: { expected: 9, reported: 8, accepted: 7 },
          },
        ],
      },
      expect.objectContaining({ unit: '15' }),
    ]);
  });

  it('hides one or two firms, and the smallest beside them so that subtraction does not give them back', () => {
    const forms = [
      form('VN', figure('projects_revenue', '100')),
      form('01', figure('projects_revenue', '60', firms(6, 'a'))),
      form('15', figure('projects_revenue', '30', firms(4, 'b'))),
      form('80', figure('projects_revenue', '10', firms(2, 'c'))),
    ];
    expect(seen(forms)).toEqual([
      ['VN', '100', null, 12],
      ['01', '60', null, 6],
      ['15', null, 'protects', null],
      ['80', null, 'few_firms', null],
    ]);
  });

  it('does so for revenue, payments and labour, and leaves every other row alone', () => {
    for (const key of ['projects_revenue', 'projects_budget_payment', 'labour_total'])
      expect(
        seen([form('VN', figure(key, '9')), form('15', figure(key, '9', firms(2)))], key).map((r) => r[2]),
      ).toEqual(['few_firms', 'few_firms']);
    const other = [form('VN', figure('projects_total', '9')), form('15', figure('projects_total', '9', firms(2)))];
    expect(seen(other, 'projects_total')).toEqual([
      ['VN', '9', null, null],
      ['15', '9', null, null],
    ]);
  });

  it('counts a firm once, and only filings of firms that count', () => {
    const few = [
      filing('a'),
      filing('a'),
      filing('b', { label: 'Biểu 02 2026-Y: b' }),
      filing('c', { counted: false }),
      filing('d', { label: 'Biểu 03 2026-Y: d' }),
      filing('e', { label: 'Theo Biểu 01 2026-Y: e' }),
      filing('g', { kind: 'lease' }),
    ];
    expect(seen([form('15', figure('projects_revenue', '9', few))])).toEqual([['15', null, 'few_firms', null]]);
    const three = [...few, filing('h')];
    expect(seen([form('15', figure('projects_revenue', '9', three))])).toEqual([['15', '9', null, 3]]);
  });

  it('a derived figure with no firm in sight is one firm’s; a missing one is nobody’s', () => {
    expect(seen([form('15', figure('projects_revenue', '9'))])).toEqual([['15', null, 'few_firms', null]]);
    expect(seen([form('15', figure('projects_revenue', null))])).toEqual([['15', null, null, 0]]);
  });

  it('behind an accepted form 04 stand the projects it states, and one where it states none', () => {
    const accepted = (projects: string | null, sources: readonly FigureSource[] = []) =>
      seen([form('15', figure('projects_revenue', '9', sources, 'accepted'), figure('projects_total', projects))]);
    expect(accepted('3')).toEqual([['15', '9', null, 3]]);
    expect(accepted('2', firms(5))).toEqual([['15', null, 'few_firms', null]]);
    expect(accepted(null)).toEqual([['15', null, 'few_firms', null]]);
    expect(accepted(null, firms(4))).toEqual([['15', '9', null, 4]]);
  });

  it('a province that does not state the row adds no firm to the nation', () => {
    const forms = [
      form('VN', figure('projects_revenue', '9')),
      form('01', figure('projects_revenue', null, firms(7))),
      form('15', figure('projects_revenue', '9', firms(3))),
      form('80', figure('projects_total', '4')),
    ];
    expect(seen(forms).map((r) => r[3])).toEqual([3, 7, 3, undefined]);
  });
});
