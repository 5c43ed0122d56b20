import 'reflect-metadata';
import { getIntrospectionQuery, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DomainError } from '#lib/kernel';
import { LIMITS, type Measure, measure, refuseBeyondLimits } from './limits.js';
import { buildSchema } from './schema.js';

const schema = await buildSchema();

function measured(query: string, variables: Record<string, unknown> = {}): Measure {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return measure(schema, document, operation, variables);
}

function codeOf(query: string): string | null {
  try {
    refuseBeyondLimits(measured(query));
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : 'surprise';
  }
}

describe('the measure of a query', () => {
  it('counts levels, aliases and root fields, through fragments too', () => {
    const m = measured('{ a: me { ...M } me { office { name } } } fragment M on Me { o: office { n: name } }');
    expect(m).toMatchObject({ depth: 3, aliases: 3, rootFields: 2 });
  });

  it('multiplies pages: 50 clusters (the default), each with 10 tenants', () => {
    // 50 clusters + 50 x 10 tenants; the wrappers count nothing.
    expect(measured('{ clusters { nodes { code tenants(first: 10) { nodes { code } } } } }').rows).toBe(50 + 500);
  });

  it('takes the page from a variable', () => {
    expect(measured('query ($n: Int!) { clusters(first: $n) { nodes { code } } }', { n: 200 }).rows).toBe(200);
  });

  it('counts edges and nodes asked for together twice', () => {
    expect(measured('{ clusters(first: 10) { nodes { code } edges { node { code } } } }').rows).toBe(20);
  });

  it('grows linearly with fragments that spread fragments', () => {
    const chain = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Me { ...F${i + 1} ...F${i + 1} }`).join(' ');
    expect(measured(`{ me { ...F0 } } ${chain} fragment F40 on Me { x: name }`).aliases).toBeGreaterThan(
      LIMITS.aliases,
    );
  });

  it('leaves introspection out', () => {
    expect(measured(getIntrospectionQuery())).toEqual({
      depth: 0,
      aliases: 0,
      rootFields: 0,
      rows: 0,
      largestPage: 1,
      smallestPage: 1,
    });
  });
});

describe('the limits', () => {
  it('let the questions of the portal and of analysts pass', () => {
    expect(
      codeOf(
        '{ consolidatedForm(form: "04", unit: "15", period: "2026-Y") { figures { key value sources { kind label } coverage { expected } } } }',
      ),
    ).toBeNull();
    expect(
      codeOf(
        '{ clusters(first: 200) { nodes { code province { name } decisions { number } planEntries { planGroup } } } }',
      ),
    ).toBeNull();
  });

  it('refuse depth', () => {
    const deep =
      '{ obligations { nodes { filing { obligation { filing { obligation { filing { obligation { filing { obligation { filing { obligation { id } } } } } } } } } } } } }';
    expect(codeOf(deep)).toBe('QUERY_TOO_DEEP');
  });

  it('refuse aliases', () => {
    expect(codeOf(`{ me { ${Array.from({ length: 31 }, (_, i) => `a${i}: name`).join(' ')} } }`)).toBe(
      'QUERY_TOO_MANY_ALIASES',
    );
  });

  it('refuse width', () => {
    const wide = Array.from({ length: 21 }, (_, i) => `a${i}: me { name }`).join(' ');
    expect(codeOf(`{ ${wide} }`)).toBe('QUERY_TOO_WIDE');
  });

  it('refuse rows', () => {
    expect(codeOf('{ clusters(first: 200) { nodes { tenants(first: 200) { nodes { code } } } } }')).toBe(
      'QUERY_TOO_COSTLY',
    );
  });
});
