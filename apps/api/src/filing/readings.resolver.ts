import { Parent, Resolver } from '@nestjs/graphql';
import { BoundedListField } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { readingShown } from './filing.mapper.js';
import { Filing } from './filing.types.js';
import { AppliedReading } from './import-questions.types.js';

/** On whose word the figures of a filing were read. */
@Resolver(() => Filing)
export class ReadingsResolver {
  @BoundedListField(50, () => [AppliedReading], {
    description: 'How doubtful figures of its workbook were read, and on whose word (cách đọc đã chọn).',
  })
  async readings(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<AppliedReading[]> {
    return (await loaders.readings(id)).map(readingShown);
  }
}
