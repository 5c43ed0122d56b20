import { Inject } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { filingsByIds, onRecord } from '#lib/filing';
import { Access } from '../access/access.decorator.js';
import { filingShown } from '../filing/filing.mapper.js';
import { Filing } from '../filing/filing.types.js';
import { BoundedList } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { UserError } from '../graphql/user-error.js';
import { SERVICES, type Services } from '../services.js';

@InputType({
  description:
    'Answers a duty that is in doubt with a nil filing (báo cáo không phát sinh). A commune without a cluster may do so as well.',
})
export class FileNilInput {
  @Field(() => String, { description: 'Form (biểu): 01, 02, 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => String, { description: 'Unit (đơn vị) it speaks for.' })
  unit!: string;

  @Field(() => String, { description: 'Why nothing is to be reported (lý do); its receiver reads it.' })
  note!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the draft it replaces; leave out when there is no draft yet.',
  })
  version?: number | null;
}

@ObjectType({ description: 'Result of fileNil.' })
export class FileNilPayload {
  @Field(() => Filing, {
    nullable: true,
    description: 'The filing with its nil draft, to be submitted like any other; null when it was refused.',
  })
  filing!: Filing | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was made.' })
  errors!: UserError[];
}

@Resolver(() => Filing)
export class NilResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why nothing is reported (không phát sinh); null unless the latest revision is a nil filing.',
  })
  nilNote(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<string | null> {
    return loaders.nilNote(id);
  }

  @Mutation(() => FileNilPayload, {
    description: 'Makes the draft of a nil filing (báo cáo không phát sinh) where the duty is in doubt.',
  })
  @Access('filing.prepare')
  async fileNil(
    @Args('input', { type: () => FileNilInput, description: 'For which duty, and why.' }) input: FileNilInput,
    @Context() context: GraphContext,
  ): Promise<FileNilPayload> {
    const { nilOffers, nilFilings } = this.services;
    const { form, period, unit } = input;
    const attempt = { action: 'filing.nil', filingId: null, detail: { form, period, unit } };
    const { value, errors } = await expected(context, async () => {
      await nilOffers.open(context.caller, { form, period, unit });
      return await onRecord(this.services, context.caller, attempt, async (uow) => {
        const { filingId } = await nilFilings.file(uow, context.caller, input);
        return (await filingsByIds(uow, [filingId])).get(filingId) ?? null;
      });
    });
    return { filing: value && filingShown(value), errors };
  }
}
