import { describe, expect, it } from 'vitest';
import { deriveForm } from '../../../libs/consolidation/src/rules/derive-form.js';
import { figureFiles, inputOf, seenAs } from './figure-case.js';

for (const { name, file } of figureFiles()) {
  describe(`${name}: ${file.title}`, () => {
    for (const test of file.cases) {
      it(test.title, () => {
        const form = deriveForm(inputOf(file.register, test));
        expect(seenAs(form, test.expected)).toEqual(test.expected);
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
