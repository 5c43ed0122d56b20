/** Valid queries at random over the schema, the same for the same seed; and what of an answer can be told apart by. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Words put where the schema says String or ID: what exists, here and elsewhere, and what does not. */
export interface Words {
  /** Oldest first. */
  readonly periods: readonly string[];
  readonly forms: readonly string[];
  readonly units: readonly string[];
  readonly communes: readonly string[];
  readonly clusterCodes: readonly string[];
  readonly ids: readonly string[];
  readonly regions: readonly string[];
}

const DEEPEST = 5;
const MOST_ROOTS = 3;
const SEARCHES = ['cum', 'Đông', 'a', '%', '_', "o'clock", '\\', '<b>', '  ', 'ỹ'];

/** Draws numbers that follow from the seed alone (mulberry32). */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }
  chance(of: number): boolean {
    return this.below(100) < of;
  }
  one<T>(from: readonly T[]): T {
    const drawn = from[this.below(from.length)];
    if (drawn === undefined) throw new Error('nothing to draw from');
    return drawn;
  }
  some<T>(from: readonly T[], most: number): T[] {
    const left = [...from];
    const drawn: T[] = [];
    while (left.length > 0 && drawn.length < most) drawn.push(...left.splice(this.below(left.length), 1));
    return drawn;
  }
}

/** One query of the seed: valid by the schema, inside the limits of depth, breadth and pages. */
export class QueryFuzz {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly words: Words,
  ) {}

  /** @param only names of Query's fields to draw from; all without it */
  query(seed: number, only?: readonly string[]): string {
    const dice = new Dice(seed);
    const fields = Object.values(this.schema.getQueryType()?.getFields() ?? {}).filter(
      (field) => only === undefined || only.includes(field.name),
    );
    // One that is refused takes the others' answers with it, so mostly one is asked for.
    const roots = dice.some(fields, dice.chance(75) ? 1 : MOST_ROOTS);
    return `{ ${roots.map((field, i) => `q${i}: ${this.field(field, dice, 1)}`).join(' ')} }`;
  }

  private field(field: GraphQLField<unknown, unknown>, dice: Dice, depth: number): string {
    const given = field.args
      .filter((arg) => arg.name === 'first' || needed(arg) || dice.chance(/^(after|edition)$/.test(arg.name) ? 3 : 12))
      .map((arg) => `${arg.name}: ${this.value(arg.type, arg.name, dice, 0)}`);
    return `${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`}${this.selection(field.type, dice, depth)}`;
  }

  private selection(output: GraphQLOutputType, dice: Dice, depth: number): string {
    const type = getNamedType(output);
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields());
    const isLeaf = (field: GraphQLField<unknown, unknown>) => !isObjectType(getNamedType(field.type));
    const leaves = fields.filter(isLeaf);
    // Whatever says which row it is, is always asked for.
    const telling = leaves.filter(
      ({ name, args }) => args.length === 0 && /^(id|code|unit|province|cluster)$/.test(name),
    );
    const others = dice.some(
      leaves.filter((field) => !telling.includes(field)),
      1 + dice.below(5),
    );
    const inner = fields.filter((field) => !isLeaf(field));
    // A page is of no use without its rows.
    const rows = inner.filter(({ name }) => name === 'nodes');
    const deeper =
      depth >= DEEPEST
        ? []
        : dice.some(
            inner.filter((field) => !rows.includes(field)),
            depth === 1 ? 2 : dice.below(3),
          );
    const chosen = [...telling, ...others, ...(depth > DEEPEST ? [] : rows), ...deeper];
    const texts = chosen.map((field) => this.field(field, dice, depth + 1));
    return ` { ${texts.length === 0 ? '__typename' : texts.join(' ')} }`;
  }

  private value(input: GraphQLInputType, name: string, dice: Dice, depth: number): string {
    if (isNonNullType(input)) return this.value(input.ofType, name, dice, depth);
    if (isListType(input))
      return `[${Array.from({ length: dice.below(3) }, () => this.value(input.ofType, name, dice, depth)).join(', ')}]`;
    if (isEnumType(input)) return dice.one(input.getValues()).name;
    if (isInputObjectType(input)) {
      const fields = Object.values(input.getFields());
      const asked = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
      const extra =
        depth > 2
          ? []
          : dice.some(
              fields.filter((field) => !asked.includes(field)),
              1 + dice.below(3),
            );
      return `{ ${[...asked, ...extra].map((f) => `${f.name}: ${this.value(f.type, f.name, dice, depth + 1)}`).join(', ')} }`;
    }
    return this.scalar(input.name, name, dice);
  }

  private scalar(type: string, name: string, dice: Dice): string {
    switch (type) {
      case 'Int':
        return name === 'first' ? String(1 + dice.below(8)) : String(dice.below(6));
      case 'Boolean':
        return dice.chance(50) ? 'true' : 'false';
      case 'Decimal':
        return JSON.stringify(dice.one(['0', '1', '-1', '50', '99.99', '1000000', '0.000001']));
      case 'Date':
        return JSON.stringify(dice.one(['2024-06-30', '2025-06-30', '2026-01-01', '2026-08-31', '1999-12-31']));
      case 'DateTime':
        return JSON.stringify(dice.one(['2026-01-01T00:00:00+07:00', '2026-08-01T00:00:00Z']));
      default:
        return JSON.stringify(this.text(name, dice));
    }
  }

  /** A text fit for an argument of this name; now and then one that is not. */
  private text(name: string, dice: Dice): string {
    const { words } = this;
    if (dice.chance(2)) return dice.one(['', 'x', '0', 'null', '00000000-0000-0000-0000-000000000000', 'é'.repeat(90)]);
    const [oldest = '', newest = ''] = [words.periods[0], words.periods.at(-1)];
    if (name === 'from') return dice.chance(90) ? oldest : dice.one(words.periods);
    if (name === 'to') return dice.chance(90) ? newest : dice.one(words.periods);
    if (/period|compareWith/i.test(name)) return dice.chance(95) ? dice.one(words.periods) : '2031-H1';
    if (/^form$|forms/.test(name)) return dice.one(words.forms);
    if (/region/i.test(name)) return dice.one(words.regions);
    if (/commune/i.test(name)) return dice.one(words.communes);
    if (/province/i.test(name)) return dice.one(words.units);
    if (/unit/i.test(name)) return dice.one([...words.units, ...words.units, ...words.communes, 'VN']);
    if (/^code$|^cluster$/.test(name)) return dice.one(words.clusterCodes);
    if (/id$|^edition$/i.test(name)) return dice.one(words.ids);
    if (/search|name/i.test(name)) return dice.one(SEARCHES);
    return dice.one([...SEARCHES, ...words.units, ...words.periods]);
  }
}

function needed(arg: GraphQLArgument): boolean {
  return isNonNullType(arg.type) && arg.defaultValue === undefined;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Everything in an answer that may tell a row: uuids wherever they stand, and every other text as it is. */
export function tellingTexts(answer: unknown): string[] {
  const found = new Set<string>(JSON.stringify(answer)?.match(UUID) ?? []);
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) walk(inner);
  };
  walk(answer);
  return [...found];
}
