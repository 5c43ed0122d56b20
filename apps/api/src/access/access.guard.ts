import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type GqlContextType, GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import { requireOwnPassword, requirePermission } from '#lib/access';
import { DomainError } from '#lib/kernel';
import type { GraphContext } from '../graphql/context.js';
import { unauthenticated } from '../http/caller.js';
import { ACCESS_RULE, type AccessRule } from './access.decorator.js';

/**
 * Enforces the rule each resolver and REST handler declares. One that declares none answers nobody: forgetting
 * the rule is a closed door, not an open one.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(execution: ExecutionContext): boolean {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    if (rule === undefined)
      throw new DomainError({
        code: 'FORBIDDEN',
        message: 'Chức năng này chưa được mở cho ai.',
        messageEn: 'This is open to nobody yet.',
      });
    if (rule.kind === 'public') return true;
    const caller = requestOf(execution).caller;
    if (!caller) throw unauthenticated();
    if (rule.kind !== 'choosing_password') requireOwnPassword(caller);
    if (rule.kind === 'permission') requirePermission(caller, rule.permission);
    return true;
  }
}

function requestOf(execution: ExecutionContext): Pick<Request, 'caller'> {
  return execution.getType<GqlContextType>() === 'graphql'
    ? GqlExecutionContext.create(execution).getContext<GraphContext>().req
    : execution.switchToHttp().getRequest<Request>();
}
