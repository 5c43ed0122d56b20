/** Input of mutations that the schema allows and the domain does not. */
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** What stands where the schema asks for a value of that kind. */
export interface Wrong {
  readonly id: string;
  readonly cluster: string;
  readonly unit: string;
  /** Texts that are no code of anything. */
  readonly text: string;
  readonly int: number;
  readonly decimal: string;
  readonly date: string;
  readonly instant: string;
  /** Leave out or give null what need not be given. */
  readonly optional: 'given' | 'null' | 'absent';
  readonly items: number;
  /** Stands for a period where texts are plausible. */
  readonly period: string;
}

export const PLAUSIBLE: Wrong = {
  id: '01980000-0000-7000-8000-00000000dead',
  cluster: 'KHONG-CO',
  unit: '99',
  text: 'Nội dung để thử',
  int: 1,
  decimal: '1.5',
  date: '2026-06-01',
  instant: '2026-06-01T00:00:00+07:00',
  optional: 'absent',
  items: 1,
  period: '2026-H1',
};

/** Kinds of wrong input, by name; the foreign ones are added by the spec, which knows the rows. */
export const KINDS: Readonly<Record<string, Wrong>> = {
  'an unknown id': PLAUSIBLE,
  'what is no id': { ...PLAUSIBLE, id: "1' or '1'='1", cluster: '', unit: "'" },
  'endless text': {
    ...PLAUSIBLE,
    text: 'ặ'.repeat(5_000),
    cluster: 'c'.repeat(5_000),
    unit: '9'.repeat(5_000),
    optional: 'given',
  },
  'empty text': { ...PLAUSIBLE, text: '', cluster: '', unit: '', id: '' },
  'null wherever it may stand': { ...PLAUSIBLE, optional: 'null' },
  'the ends of numbers': {
    ...PLAUSIBLE,
    int: 2_147_483_647,
    decimal: `-${'9'.repeat(400)}.${'9'.repeat(400)}`,
    date: '0001-01-01',
    instant: '9999-12-31T23:59:59Z',
    optional: 'given',
  },
  'numbers below nothing': { ...PLAUSIBLE, int: -2_147_483_648, date: '9999-12-31', optional: 'given', items: 3 },
};

/** Every mutation with the text that asks it for its errors and the type of its input; null where it takes none. */
export function mutationsOf(schema: GraphQLSchema) {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({
    name: field.name,
    input: field.args[0]?.type ?? null,
    document:
      field.args[0] === undefined
        ? `mutation { ${field.name} { ${answerOf(field)} } }`
        : `mutation ($input: ${String(field.args[0].type)}) { ${field.name}(input: $input) { ${answerOf(field)} } }`,
  }));
}

function answerOf(field: GraphQLField<unknown, unknown>): string {
  const payload = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!isObjectType(payload) || payload.getFields()['errors'] === undefined)
    throw new Error(`${field.name} has no errors in its result`);
  // A mutation of several rows says of each what became of it.
  const each = payload.getFields()['results'] === undefined ? '' : ' results { errors { code path message } }';
  return `errors { code path message }${each}`;
}

/** A value of the type, all of it wrong in one way. */
export function wrongValue(type: GraphQLInputType, name: string, wrong: Wrong): unknown {
  if (isNonNullType(type)) return wrongValue(type.ofType, name, wrong);
  if (isListType(type)) return Array.from({ length: wrong.items }, () => wrongValue(type.ofType, name, wrong));
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const given = Object.values(type.getFields()).flatMap((field): [string, unknown][] => {
      if (isNonNullType(field.type) || wrong.optional === 'given')
        return [[field.name, wrongValue(field.type, field.name, wrong)]];
      return wrong.optional === 'null' ? [[field.name, null]] : [];
    });
    return Object.fromEntries(given);
  }
  switch (type.name) {
    case 'ID':
      return wrong.id;
    case 'Int':
      return wrong.int;
    case 'Boolean':
      return true;
    case 'Decimal':
      return wrong.decimal;
    case 'Date':
      return wrong.date;
    case 'DateTime':
      return wrong.instant;
    default:
      return textOf(name, wrong);
  }
}

function textOf(name: string, wrong: Wrong): string {
  const isPlain = wrong.text === PLAUSIBLE.text;
  if (/^cluster$/.test(name)) return wrong.cluster;
  if (/^(unit|units|province|commune)$/.test(name)) return wrong.unit;
  if (isPlain && name === 'period') return wrong.period;
  if (isPlain && name === 'form') return '04';
  return wrong.text;
}
