import { Parent, Resolver } from '@nestjs/graphql';
import { BoundedListField } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { InvestmentPaper, Lease, TenantProject } from './tenant.types.js';

/** Leases and papers are fetched for the whole cluster at once, so a page of tenants costs one statement each. */
@Resolver(() => TenantProject)
export class TenantResolver {
  @BoundedListField(50, () => [Lease], { description: 'Its leases (hợp đồng thuê đất) the caller may see.' })
  async leases(
    @Parent() { id, clusterId, asOf, asKnown }: TenantProject,
    @Context() { loaders }: GraphContext,
  ): Promise<Lease[]> {
    return (await loaders.leases(clusterId, asOf, asKnown)).filter((lease) => lease.projectId === id);
  }

  @BoundedListField(50, () => [InvestmentPaper], {
    description: 'Its investment papers (giấy tờ đầu tư) the caller may see.',
  })
  async investmentPapers(
    @Parent() { id, clusterId, asOf, asKnown }: TenantProject,
    @Context() { loaders }: GraphContext,
  ): Promise<InvestmentPaper[]> {
    return (await loaders.investmentPapers(clusterId, asOf, asKnown)).filter((paper) => paper.projectId === id);
  }
}
