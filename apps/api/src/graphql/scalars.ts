import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isDecimalString, isIsoDate, vietnamInstant } from '#lib/kernel';

/** Wrong literal or variable: the client's fault, said plainly, never a surprise. */
function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function textOf(node: ValueNode, what: string): string {
  return node.kind === Kind.STRING ? node.value : refuse(`${what} must be written as a string`);
}

/** Exact decimal, on the wire a string: a JSON number would pass through a float on the client's side. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'Exact decimal (số thập phân chính xác), written as a plain string without exponent or grouping: "1234.5". Never a float. Null means not known; it is never zero.',
  serialize: (value) =>
    typeof value === 'string' && isDecimalString(value)
      ? value
      : (() => {
          throw new TypeError('a Decimal field was given something else than a plain decimal string');
        })(),
  parseValue: readDecimal,
  parseLiteral: (node) => readDecimal(textOf(node, 'Decimal')),
});

function readDecimal(value: unknown): string {
  return typeof value === 'string' && isDecimalString(value)
    ? value
    : refuse('Decimal must be a plain decimal in a string, such as "1234.5"');
}

/** Calendar day, YYYY-MM-DD. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Calendar day (ngày) in Asia/Ho_Chi_Minh, written YYYY-MM-DD: "2026-12-14".',
  serialize: (value) =>
    typeof value === 'string' && isIsoDate(value)
      ? value
      : (() => {
          throw new TypeError('a Date field was given something else than YYYY-MM-DD');
        })(),
  parseValue: readDate,
  parseLiteral: (node) => readDate(textOf(node, 'Date')),
});

function readDate(value: unknown): string {
  return typeof value === 'string' && isIsoDate(value)
    ? value
    : refuse('Date must be a real calendar day written YYYY-MM-DD');
}

/** Instant, printed with Vietnam's offset. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'Instant (thời điểm), written with offset, in answers always Vietnam\'s: "2026-12-30T23:59:59.999+07:00". Input needs an offset or Z.',
  serialize: (value) => {
    const instant = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
    if (Number.isNaN(instant.getTime()))
      throw new TypeError('a DateTime field was given something else than an instant');
    return vietnamInstant(instant);
  },
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(textOf(node, 'DateTime')),
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function readInstant(value: unknown): Date {
  if (typeof value !== 'string' || !INSTANT.test(value))
    return refuse('DateTime must be an ISO 8601 instant with offset');
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? refuse('DateTime must be a real instant') : instant;
}
