import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TypeMetadataStorage } from '@nestjs/graphql';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { ACCESS_RULE } from '../access/access.decorator.js';
import { CONTROLLERS } from '../controllers.js';
import { MAX_ITEMS } from './bounded.js';
import { buildSchema } from './schema.js';

const schema = await buildSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

/** Every field of the schema with the type it stands in. */
function fields(): { type: GraphQLNamedType; field: AnyField; args: readonly GraphQLArgument[] }[] {
  return types.flatMap((type) =>
    isObjectType(type) || isInputObjectType(type)
      ? Object.values(type.getFields() as Record<string, AnyField>).map((field) => ({
          type,
          field,
          args: 'args' in field ? field.args : [],
        }))
      : [],
  );
}

describe('the schema', () => {
  it('is the one committed as schemas/schema.graphql', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../../../schemas/schema.graphql'), 'utf8');
    expect(`${printSchema(schema)}\n`, 'run node dist/apps/api/src/print-schema.js --out schemas/schema.graphql').toBe(
      committed,
    );
  });

  it('documents every type, field, argument and enum value', () => {
    const builtIn = new Set(['String', 'Int', 'Boolean', 'ID', 'Float']);
    const silent = [
      ...types.filter((t) => !t.description && !builtIn.has(t.name)).map((t) => t.name),
      ...fields()
        .filter(({ field }) => !field.description)
        .map(({ type, field }) => `${type.name}.${field.name}`),
      ...fields().flatMap(({ type, field, args }) =>
        args.filter((a) => !a.description).map((a) => `${type.name}.${field.name}(${a.name})`),
      ),
      ...types.filter(isEnumType).flatMap((t) =>
        t
          .getValues()
          .filter((v) => !v.description)
          .map((v) => `${t.name}.${v.name}`),
      ),
    ];
    expect(silent).toEqual([]);
  });

  it('bounds every list', () => {
    const open = fields()
      .filter(({ field }) => isListType(isNonNullType(field.type) ? field.type.ofType : field.type))
      .filter(({ field }) => typeof field.extensions[MAX_ITEMS] !== 'number')
      .map(({ type, field }) => `${type.name}.${field.name}: use @BoundedList, or a connection`);
    const openArguments = fields().flatMap(({ type, field, args }) =>
      args.filter((a) => String(a.type).includes('[')).map((a) => `${type.name}.${field.name}(${a.name})`),
    );
    expect([...open, ...openArguments]).toEqual([]);
  });

  it('says of every nullable answer when it is null', () => {
    const unexplained = types
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => !isNonNullType(field.type) && !/\bnull\b/i.test(field.description ?? ''))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(unexplained).toEqual([]);
  });

  it('has no float: every figure is an exact decimal', () => {
    expect(types.map((type) => type.name)).not.toContain('Float');
  });
});

describe('access', () => {
  const storage = TypeMetadataStorage;
  const declared = [
    ...storage.getQueriesMetadata(),
    ...storage.getMutationsMetadata(),
    ...storage.getSubscriptionsMetadata(),
  ];

  it('is declared by the resolver of every query, mutation and subscription', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const asked = roots.flatMap((root) => (root ? Object.keys(root.getFields()) : [])).sort();
    const ruled = declared
      .filter(({ target, methodName }) => Reflect.hasMetadata(ACCESS_RULE, target.prototype[methodName]))
      .map(({ schemaName, methodName }) => schemaName ?? methodName)
      .sort();
    expect(asked.length).toBeGreaterThan(15);
    expect(ruled, 'add @Access(permission) or @SignedIn() to the resolver').toEqual(asked);
  });

  it('is open to anyone in no resolver', () => {
    const open = declared.filter(
      ({ target, methodName }) => Reflect.getMetadata(ACCESS_RULE, target.prototype[methodName])?.kind === 'public',
    );
    expect(open.map(({ methodName }) => methodName)).toEqual([]);
  });

  it('is declared by every REST handler, and open to anyone only for health, sign-in, an invitation and the check of a receipt', () => {
    const rules = CONTROLLERS.flatMap((controller) =>
      Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
        .filter(([, { value }]) => typeof value === 'function' && Reflect.hasMetadata('method', value))
        .map(([name, { value }]) => ({
          at: `${controller.name}.${name}`,
          rule: Reflect.getMetadata(ACCESS_RULE, value),
        })),
    );
    expect(rules.filter(({ rule }) => rule === undefined).map(({ at }) => at)).toEqual([]);
    expect(
      rules
        .filter(({ rule }) => rule.kind === 'public')
        .map(({ at }) => at)
        .sort(),
    ).toEqual([
      'CalendarController.feed',
      'HealthController.health',
      'InvitationController.accept',
      'InvitationController.open',
      'QuickController.open',
      'QuickController.send',
      'ReceiptsController.check',
      'SessionController.current',
      'SessionController.signIn',
      'SessionController.signOut',
    ]);
  });
});
