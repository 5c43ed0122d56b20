import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { describe, expect, it } from 'vitest';
import { type Caller, PERMISSIONS } from '#lib/access';
import { systemScope } from '#lib/persistence';
import { CONTROLLERS } from '../controllers.js';
import { buildSchema } from '../graphql/schema.js';
import { ACCESS_RULE } from './access.decorator.js';
import { AccessGuard } from './access.guard.js';

type Handler = (...args: never[]) => unknown;

/** Someone who may do everything, so that only his password can stand in the way. */
const caller = (mustChangePassword: boolean): Caller => ({
  accountId: 'a',
  officeId: 'o',
  officeKind: 'ministry',
  officeName: 'Bộ Công Thương',
  provinceCode: null,
  communeCode: null,
  name: 'x',
  email: 'x@demo.ccn.invalid',
  role: 'administrator',
  language: 'vi',
  scope: systemScope,
  permissions: new Set(PERMISSIONS),
  via: 'session',
  mustChangePassword,
});

// The decorators of the resolvers tell their handlers when the schema is built.
await buildSchema();
const guard = new AccessGuard(new Reflector());

/** What the guard says to a caller at a door: "open", or the code of its refusal. */
function answer(handler: Handler, who: Caller | undefined): string {
  const execution = {
    getHandler: () => handler,
    getClass: () => Object,
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => ({ caller: who }) }),
  } as unknown as ExecutionContext;
  try {
    return guard.canActivate(execution) ? 'open' : 'shut';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Every query, mutation, subscription and REST handler there is. */
function doors(): [string, Handler][] {
  const storage = TypeMetadataStorage;
  const asked = [
    ...storage.getQueriesMetadata(),
    ...storage.getMutationsMetadata(),
    ...storage.getSubscriptionsMetadata(),
  ].map(({ target, methodName }): [string, Handler] => [methodName, target.prototype[methodName]]);
  const rest = CONTROLLERS.flatMap((controller) =>
    Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
      .filter(([, { value }]) => typeof value === 'function' && Reflect.hasMetadata('method', value))
      .map(([name, { value }]): [string, Handler] => [`${controller.name}.${name}`, value]),
  );
  return [...asked, ...rest].filter(([, handler]) => Reflect.getMetadata(ACCESS_RULE, handler)?.kind !== 'public');
}

describe('a temporary password', () => {
  it('opens one door of all: the one to change it', () => {
    const all = doors();
    expect(all.length).toBeGreaterThan(30);
    const open = all.filter(([, handler]) => answer(handler, caller(true)) === 'open').map(([name]) => name);
    expect(open).toEqual(['changeOwnPassword']);
    const answers = new Set(all.map(([, handler]) => answer(handler, caller(true))));
    expect([...answers].sort()).toEqual(['PASSWORD_CHANGE_NEEDED', 'open']);
  });

  it('once changed, stands in the way of nothing', () => {
    expect(doors().filter(([, handler]) => answer(handler, caller(false)) !== 'open')).toEqual([]);
  });
});

describe('the guard', () => {
  it('lets no stranger in, and nobody through a door without a rule', () => {
    expect(new Set(doors().map(([, handler]) => answer(handler, undefined)))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(answer(() => undefined, caller(false))).toBe('FORBIDDEN');
  });
});
