import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiBreaks, heldAgainst, promise } from './api-promise.ts';

const HELP = `The API would break programs written for schemas/released.graphql. Keep the old part beside the new one
(deprecated), or accept the break on purpose: one entry {"change", "why"} in schemas/accepted-breaks.json; see CONTRIBUTING.md.`;

describe('the API keeps what the last release promised', () => {
  const present = readFileSync(join(import.meta.dirname, '../../schemas/schema.graphql'), 'utf8');
  const { released, accepted } = promise();
  const { unaccepted, idle } = heldAgainst(apiBreaks(released, present), accepted);

  it('takes nothing away and narrows nothing that was not accepted', () => {
    expect(unaccepted, HELP).toEqual([]);
  });

  it('accepts no break that is none, and each with a reason', () => {
    expect(idle, 'take these out of schemas/accepted-breaks.json').toEqual([]);
    expect(accepted.filter(({ why }) => why.trim().length < 10)).toEqual([]);
  });
});

describe('a break', () => {
  const OLD = `
    enum Kind { OLD NEW }
    input Filter { name: String }
    type Cluster { code: String! name: String kind: Kind! }
    type Query { clusters(filter: Filter, first: Int = 50): [Cluster!]! }`;
  const with_ = (from: string, to: string) => {
    expect(OLD).toContain(from);
    return apiBreaks(OLD, OLD.replace(from, to));
  };

  it.each([
    ['a field taken away', ' name: String kind', ' kind', 'FIELD_REMOVED: Cluster.name was removed.'],
    ['a renamed one', 'code: String!', 'id: String!', 'FIELD_REMOVED: Cluster.code was removed.'],
    [
      'an answer that may now be null',
      'code: String!',
      'code: String',
      'FIELD_CHANGED_KIND: Cluster.code changed type from String! to String.',
    ],
    ['a value taken away', 'OLD NEW', 'NEW', 'VALUE_REMOVED_FROM_ENUM: OLD was removed from enum type Kind.'],
    ['an argument taken away', 'filter: Filter, ', '', 'ARG_REMOVED: Query.clusters arg filter was removed.'],
    [
      'an argument that must be given',
      'filter: Filter,',
      'filter: Filter, of: Int!,',
      'REQUIRED_ARG_ADDED: A required arg of on Query.clusters was added.',
    ],
    [
      'an input that must be given',
      'input Filter { name',
      'input Filter { of: Int! name',
      'REQUIRED_INPUT_FIELD_ADDED: A required field of on input type Filter was added.',
    ],
    [
      'another default',
      'first: Int = 50',
      'first: Int = 20',
      'ARG_DEFAULT_VALUE_CHANGE: Query.clusters arg first has changed defaultValue from 50 to 20.',
    ],
  ])('is %s', (_what, from, to, told) => {
    expect(with_(from, to)).toEqual([told]);
  });

  it.each([
    ['a new field', 'kind: Kind!', 'kind: Kind! area: String'],
    ['a new value', 'OLD NEW', 'OLD NEW NEWEST'],
    ['a new argument that need not be given', 'filter: Filter,', 'filter: Filter, of: Int,'],
    ['an answer that is never null any more', 'name: String kind', 'name: String! kind'],
  ])('is not %s', (_what, from, to) => {
    expect(with_(from, to)).toEqual([]);
  });

  it('is accepted by its very words, once', () => {
    const breaks = with_('OLD NEW', 'NEW');
    const [change = ''] = breaks;
    expect(heldAgainst(breaks, [{ change, why: 'no cluster was ever of it' }])).toEqual({ unaccepted: [], idle: [] });
    expect(heldAgainst([], [{ change, why: 'no cluster was ever of it' }]).idle).toEqual([change]);
    expect(heldAgainst(breaks, [{ change: `${change} `, why: 'another' }]).unaccepted).toEqual(breaks);
  });
});
