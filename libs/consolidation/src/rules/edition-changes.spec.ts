import { describe, expect, it } from 'vitest';
import { changesOf } from './edition-changes.js';
import type { FigureOverride } from './overrides.js';
import type { ConsolidatedFigure, ConsolidatedForm, FigureSource } from './types.js';

const source = (id: string, value: string | null, more: Partial<FigureSource> = {}): FigureSource => ({
  kind: 'lease',
  id,
  label: `Hợp đồng ${id}`,
  value,
  unit: 'ha',
  counted: true,
  part: null,
  clusterId: null,
  file: null,
  sheet: null,
  cell: null,
  document: `HĐ ${id}`,
  date: null,
  ...more,
});

const figure = (key: string, value: string | null, sources: readonly FigureSource[] = [], more = {}) =>
  ({
    key,
    tt: key,
    label: `Dòng ${key}`,
    value,
    derivedValue: value,
    sources,
    ...more,
  }) as unknown as ConsolidatedFigure;

const form = (...figures: readonly ConsolidatedFigure[]) =>
  ({ form: '04', unit: '15', unitName: 'Lào Cai', figures }) as unknown as ConsolidatedForm;

const none = { receiptNumber: null, reason: null };
const override: FigureOverride = {
  id: 'o1',
  form: '04',
  unit: '15',
  key: '18',
  value: '11',
  reason: 'Đo đạc lại',
  authorName: 'Cán bộ',
  officeName: 'Sở Công Thương',
  on: '2026-12-20',
};

describe('what an edition says otherwise than the one before', () => {
  it('nothing, where values and derived values are the same, whatever else is', () => {
    const before = form(figure('18', '9', [source('a', '9')]), figure('19', null));
    expect(changesOf(before, form(figure('18', '9', [source('b', '9')]), figure('19', null)))).toEqual([]);
  });

  it('names what is new, what states another amount and what is gone', () => {
    const before = form(figure('18', '9', [source('a', '4'), source('b', '2'), source('c', '3')]));
    const after = form(figure('18', '11.5', [source('a', '4'), source('b', '2.5'), source('d', '5')]));
    expect(changesOf(before, after)).toEqual([
      {
        form: '04',
        unit: '15',
        unitName: 'Lào Cai',
        key: '18',
        tt: '18',
        label: 'Dòng 18',
        oldValue: '9',
        newValue: '11.5',
        oldDerived: '9',
        newDerived: '11.5',
        causes: [
          { kind: 'lease', id: 'b', label: 'Hợp đồng b', document: 'HĐ b', newValue: '2.5', oldValue: '2', ...none },
          { kind: 'lease', id: 'd', label: 'Hợp đồng d', document: 'HĐ d', newValue: '5', oldValue: null, ...none },
          { kind: 'lease', id: 'c', label: 'Hợp đồng c', document: 'HĐ c', newValue: null, oldValue: '3', ...none },
        ],
      },
    ]);
  });

  it('a source that no longer counts, speaks for the other side or has another paper is a cause too', () => {
    const before = form(
      figure('19', '50', [source('a', '4'), source('b', '5', { part: 'numerator' }), source('c', '6')]),
    );
    const other = [
      source('a', '4', { counted: false }),
      source('b', '5', { part: 'denominator' }),
      source('c', '6', { document: 'HĐ c, sửa đổi' }),
    ];
    const [change] = changesOf(before, form(figure('19', '60', other)));
    expect(change?.causes.map((c) => [c.id, c.newValue, c.oldValue, c.document])).toEqual([
      ['a', '4', '4', 'HĐ a'],
      ['b', '5', null, 'HĐ b'],
      ['c', '6', '6', 'HĐ c, sửa đổi'],
      ['b', null, '5', 'HĐ b'],
    ]);
  });

  it('a derived value alone makes a change, and a unit that was not there before has changed from nothing', () => {
    const before = form(figure('18', '9', [source('a', '9')]));
    const after = form(figure('18', '9', [source('a', '8')], { derivedValue: '8' }));
    expect(changesOf(before, after)).toMatchObject([
      { oldValue: '9', newValue: '9', oldDerived: '9', newDerived: '8' },
    ]);
    expect(changesOf(null, before)).toMatchObject([
      { oldValue: null, newValue: '9', oldDerived: null, newDerived: '9' },
    ]);
  });

  it('a row of an older version of the form is gone, after the rows that are there', () => {
    const changes = changesOf(form(figure('28', '1')), form(figure('18', '2')));
    expect(changes.map((c) => [c.key, c.oldValue, c.newValue])).toEqual([
      ['18', null, '2'],
      ['28', '1', null],
    ]);
  });

  it('an officer’s value that was set, changed or taken back comes first, with its reason', () => {
    const plain = form(figure('18', '9', [source('a', '9')]));
    const set = form(figure('18', '11', [source('a', '9')], { override }));
    const again = form(figure('18', '12', [source('a', '9')], { override: { ...override, id: 'o2', value: '12' } }));
    const cause = { ...none, kind: 'override', document: null };
    const label = 'Sở Công Thương: thay số tổng hợp';
    expect(changesOf(plain, set)[0]?.causes).toEqual([
      { ...cause, id: 'o1', label, newValue: '11', oldValue: null, reason: 'Đo đạc lại' },
    ]);
    expect(changesOf(set, again)[0]?.causes).toEqual([
      { ...cause, id: 'o2', label, newValue: '12', oldValue: '11', reason: 'Đo đạc lại' },
    ]);
    expect(changesOf(set, plain)[0]?.causes).toEqual([
      { ...cause, id: null, label: 'Rút giá trị thay thế', newValue: null, oldValue: '11', reason: null },
    ]);
  });

  it('where nothing it rests on is different, the rule is', () => {
    const [change] = changesOf(
      form(figure('19', '50', [source('a', '9')])),
      form(figure('19', '51', [source('a', '9')])),
    );
    const label = 'Nguồn số liệu không đổi; định nghĩa hoặc cách tính đã thay đổi';
    expect(change?.causes).toEqual([
      { ...none, kind: 'rule', id: null, label, newValue: null, oldValue: null, document: null },
    ]);
  });

  it('lists fifty causes and no more', () => {
    const many = Array.from({ length: 60 }, (_, i) => source(`s${i}`, '1'));
    expect(changesOf(null, form(figure('18', '60', many)))[0]?.causes).toHaveLength(50);
  });
});
