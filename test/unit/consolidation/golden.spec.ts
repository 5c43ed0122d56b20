import { describe, expect, it } from 'vitest';
import { type ConsolidatedFigure, deriveForm } from '#lib/consolidation';
import { type Expected, figureFiles, inputOf } from './figure-case.js';

/** What the case says about a figure, in the case's own words, so that a difference reads like the case. */
function observed(figure: ConsolidatedFigure | undefined, expected: Expected): Expected {
  if (figure === undefined) throw new Error('the form has no such row');
  const { expected: due, reported, accepted } = figure.coverage;
  const others = Object.fromEntries(
    Object.keys(expected.alternatives ?? {}).map((name) => {
      const found = figure.alternatives.find((a) => a.definition === name);
      if (found === undefined) throw new Error(`no alternative ${name} of row ${figure.tt}`);
      return [name, found.value];
    }),
  );
  return {
    value: figure.value,
    arithmetic: expected.arithmetic,
    ...(expected.basis === undefined ? {} : { basis: figure.basis }),
    ...(expected.derived === undefined ? {} : { derived: figure.derivedValue }),
    ...(expected.coverage === undefined ? {} : { coverage: [due, reported, accepted] as const }),
    ...(expected.notes === undefined ? {} : { notes: figure.notes.map((n) => n.code) }),
    ...(expected.alternatives === undefined ? {} : { alternatives: others }),
  };
}

for (const { name, file } of figureFiles()) {
  describe(`${name}: ${file.title}`, () => {
    for (const test of file.cases) {
      it(test.title, () => {
        const form = deriveForm(inputOf(file.register, test));
        const seen = Object.fromEntries(
          Object.entries(test.expected).map(([tt, expected]) => [
            tt,
            observed(
              form.figures.find((f) => f.tt === tt),
              expected,
            ),
          ]),
        );
        expect(seen).toEqual(test.expected);
      });
    }
  });
}

it('between them the golden cases give every row of form 04 a value worked out by hand', () => {
  const cases = figureFiles().flatMap(({ file }) => file.cases.filter((c) => c.form === '04'));
  const rows = new Set(
    cases.flatMap((c) => Object.entries(c.expected).flatMap(([tt, e]) => (e.value === null ? [] : [tt]))),
  );
  const all = deriveForm(inputOf({ clusters: [] }, { ...cases[0]!, expected: {} })).figures.map((f) => f.tt);
  expect(all.filter((tt) => !rows.has(tt))).toEqual([]);
});
