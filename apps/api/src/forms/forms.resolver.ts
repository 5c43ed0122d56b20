import { Args, Query, Resolver } from '@nestjs/graphql';
import { SignedIn } from '../access/access.decorator.js';
import { FormDefinition } from './forms.types.js';

@Resolver()
export class FormsResolver {
  @Query(() => FormDefinition, {
    description: 'The form (Biểu) that holds for a period. Circular 14/2024/TT-BCT Appendix I.',
  })
  @SignedIn()
  formDefinition(
    @Args('form', { type: () => String, description: 'Form (biểu): 01, 02, 03 or 04.' }) form: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
  ): FormDefinition {
    throw new Error('x');
  }
}
