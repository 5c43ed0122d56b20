import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, type FigureContent, lockedChanges, sameValue } from './marks.js';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const content = fc.record({
  value: fc.option(fc.constantFrom('0', '1', '1.5', '1.50', '-2'), { nil: null }),
  note: fc.option(fc.constantFrom('x', 'y'), { nil: null }),
});
const figures = fc.dictionary(key, content).map((rows) => new Map<string, FigureContent>(Object.entries(rows)));

describe('cells that are locked after a return of doubtful cells', () => {
  it('are all but the marked ones: a change is refused exactly when it leaves the marks', () => {
    fc.assert(
      fc.property(figures, figures, fc.uniqueArray(key, { minLength: 1 }), (filed, next, marks) => {
        const marked = new Set(marks);
        const refused = lockedChanges(filed, next, marked);
        for (const k of ['a', 'b', 'c', 'd', 'e'] as const) {
          const [before, after] = [filed.get(k), next.get(k)];
          const changed =
            !sameValue(before?.value ?? null, after?.value ?? null) || (before?.note ?? '') !== (after?.note ?? '');
          expect(refused.includes(k), k).toBe(changed && !marked.has(k));
        }
      }),
    );
  });

  it('are none when the whole filing was returned', () => {
    fc.assert(
      fc.property(figures, figures, (filed, next) => {
        expect(lockedChanges(filed, next, new Set())).toEqual([]);
      }),
    );
  });

  it('count a note as content, a spelling of the same number not', () => {
    const filed = new Map([['a', { value: '1.50', note: null }]]);
    expect(lockedChanges(filed, new Map([['a', { value: '1.5', note: null }]]), new Set(['b']))).toEqual([]);
    expect(lockedChanges(filed, new Map([['a', { value: '1.5', note: 'ước' }]]), new Set(['b']))).toEqual(['a']);
    expect(lockedChanges(filed, new Map(), new Set(['b']))).toEqual(['a']);
  });
});

describe('a mark', () => {
  it.each([
    ['10', '11', null, 'value'],
    ['10', '11', 'vì…', 'value'],
    ['10', null, null, 'value'],
    [null, '0', null, 'value'],
    ['10', '10.0', null, null],
    ['10', '10', ' ', null],
    ['10', '10', 'Đã đối chiếu sổ.', 'explanation'],
    [null, null, null, null],
  ] as const)('filed %s, now %s, explained %s: %s', (filed, now, explanation, answer) => {
    expect(answerOf(filed, now, explanation)).toBe(answer);
  });
});
