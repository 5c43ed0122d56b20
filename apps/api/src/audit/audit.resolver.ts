import { Args, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { PageArgs } from '../graphql/connection.js';
import { AuditEntryConnection, AuditFilter } from './audit.types.js';

@Resolver()
export class AuditResolver {
  @Query(() => AuditEntryConnection, { description: 'Audit entries (nhật ký) the caller may see.' })
  @Access('audit.read')
  async auditEntries(
    @Args() page: PageArgs,
    @Args('filter', { type: () => AuditFilter, nullable: true, description: 'Which entries; all when left out.' })
    filter: AuditFilter | null,
  ): Promise<AuditEntryConnection> {
    throw new Error('x');
  }
}
