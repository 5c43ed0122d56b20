import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { Caller } from '#lib/access';
import type { FirmReads } from './firm-reads.js';
import type { Loaders } from './loaders.js';

/** What one GraphQL request carries. An anonymous one never gets here (http/caller.ts refuses it). */
export interface GraphContext {
  /** Of a query its request; of a subscription the request that opened the connection. */
  readonly req: Pick<Request, 'headers' | 'caller'>;
  readonly caller: Caller;
  readonly loaders: Loaders;
  /** Single firms of which figures were read for the answer (audited for programs). */
  readonly firms: FirmReads;
}

/** The request's context, typed. */
export const Context = createParamDecorator(
  (_: unknown, execution: ExecutionContext): GraphContext =>
    GqlExecutionContext.create(execution).getContext<GraphContext>(),
);

/** The caller of a resolver. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, execution: ExecutionContext): Caller =>
    GqlExecutionContext.create(execution).getContext<GraphContext>().caller,
);
