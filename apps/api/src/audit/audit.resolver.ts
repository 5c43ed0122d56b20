import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { auditEntries } from '#lib/audit';
import { Access } from '../access/access.decorator.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { SERVICES, type Services } from '../services.js';
import { AuditEntryConnection, AuditFilter } from './audit.types.js';

@Resolver()
export class AuditResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => AuditEntryConnection, { description: 'Audit entries (nhật ký) the caller may see.' })
  @Access('audit.read')
  async auditEntries(
    @Args() page: PageArgs,
    @Args('filter', { type: () => AuditFilter, nullable: true, description: 'Which entries; all when left out.' })
    filter: AuditFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<AuditEntryConnection> {
    const request = pageRequest(page);
    return connectionOfPage(
      await this.services.db.transact(caller.scope, (uow) => auditEntries(uow, filter ?? {}, request)),
      page,
    );
  }
}
