import { expect, it } from 'vitest';
import { type Candidate, pick, type Tier } from './precedence.js';
import type { FigureSource } from './types.js';

const source = (id: string): FigureSource => ({
  kind: 'cluster',
  id,
  label: id,
  value: null,
  unit: null,
  counted: true,
  part: null,
  clusterId: null,
  file: null,
  sheet: null,
  cell: null,
  document: null,
  date: null,
});
const candidate = (tier: Tier, id: string, value: string | null): Candidate => ({ tier, value, sources: [source(id)] });
const counted = (sources: readonly FigureSource[]) => sources.map((s) => [s.id, s.counted]);

it('takes the strongest tier that knows a value and shows the others', () => {
  const picked = pick(
    ['filing', 'register', 'statement'],
    [candidate('statement', 'said', '9'), candidate('filing', 'filed', null), candidate('register', 'kept', '0')],
  );
  expect(picked).toMatchObject({ value: '0', tier: 'register', confirmed: true });
  expect(counted(picked.sources)).toEqual([
    ['kept', true],
    ['said', false],
    ['filed', false],
  ]);
});

it('of one tier takes the first given, which is the newest', () => {
  expect(pick(['statement'], [candidate('statement', 'new', '2'), candidate('statement', 'old', '1')])).toMatchObject({
    value: '2',
    confirmed: false,
  });
});

it('knows nothing where no tier of the order does, and still shows what was said', () => {
  const picked = pick(['detailed_plan'], [candidate('implied', 'guess', '5')]);
  expect(picked).toMatchObject({ value: null, tier: null, confirmed: false });
  expect(counted(picked.sources)).toEqual([['guess', false]]);
});
