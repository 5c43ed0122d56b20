import { Args, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { ConsolidatedForm } from './consolidation.types.js';

@Resolver()
export class ConsolidationResolver {
  @Query(() => ConsolidatedForm, {
    description:
      'A form consolidated for a unit and period (biểu tổng hợp), every figure with its sources and coverage.',
  })
  @Access('consolidated.read')
  async consolidatedForm(
    @Args('form', { type: () => String, description: 'Form (biểu): 03 or 04.' }) form: string,
    @Args('unit', {
      type: () => String,
      description: 'Unit (đơn vị): commune code (03), province code (04) or VN (the nation).',
    })
    unit: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
  ): Promise<ConsolidatedForm> {
    throw new Error('x');
  }
}
