import { Inject } from '@nestjs/common';
import { Args, Field, ID, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import type { UnitOfWork } from '#lib/persistence';
import { Access } from '../access/access.decorator.js';
import { BoundedList } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { DecimalScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import { FigureOverride } from './consolidation.types.js';

@InputType({ description: 'Sets a value in place of a derived one (thay số tổng hợp).' })
export class OverrideFigureInput {
  @Field(() => String, { description: 'Form (biểu): 03 or 04.' })
  form!: string;

  @Field(() => String, { description: 'Unit (đơn vị): the own province (04), or a commune in it (03).' })
  unit!: string;

  @Field(() => String, { description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' })
  period!: string;

  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu); not a rate, which is worked out from its parts.' })
  key!: string;

  @Field(() => DecimalScalar, { description: 'The value (giá trị), in the unit of the row.' })
  value!: string;

  @Field(() => String, { description: 'Reason (lý do): it travels upward with both values, and into exports.' })
  reason!: string;
}

@InputType({ description: 'Takes an override back (rút giá trị thay thế).' })
export class WithdrawOverrideInput {
  @Field(() => ID, { description: 'The override.' })
  id!: string;

  @Field(() => String, { description: 'Reason (lý do), kept with it.' })
  reason!: string;
}

@ObjectType({ description: 'Result of overrideFigure.' })
export class OverrideFigurePayload {
  @Field(() => FigureOverride, { nullable: true, description: 'The override; null when it was refused.' })
  override!: FigureOverride | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was not.' })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of withdrawOverride.' })
export class WithdrawOverridePayload {
  @Field(() => FigureOverride, { nullable: true, description: 'What was withdrawn; null when it was refused.' })
  override!: FigureOverride | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was not.' })
  errors!: UserError[];
}

/** Officers' values in place of derived ones. */
@Resolver()
export class OverrideResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Mutation(() => OverrideFigurePayload, {
    description: 'Sets a value in place of a derived one (thay số tổng hợp); both stay visible, here and above.',
  })
  @Access('filing.prepare')
  overrideFigure(
    @Args('input', { type: () => OverrideFigureInput, description: 'Which figure, which value, and why.' })
    input: OverrideFigureInput,
    @Context() context: GraphContext,
  ): Promise<OverrideFigurePayload> {
    return this.run(context, (uow) => this.services.overrides.set(uow, context.caller, input));
  }

  @Mutation(() => WithdrawOverridePayload, {
    description: 'Takes an override back (rút giá trị thay thế); it stays in the record.',
  })
  @Access('filing.prepare')
  withdrawOverride(
    @Args('input', { type: () => WithdrawOverrideInput, description: 'Which override, and why.' })
    { id, reason }: WithdrawOverrideInput,
    @Context() context: GraphContext,
  ): Promise<WithdrawOverridePayload> {
    return this.run(context, (uow) => this.services.overrides.withdraw(uow, context.caller, asUuid(id), reason));
  }

  private async run(
    context: GraphContext,
    work: (uow: UnitOfWork) => Promise<FigureOverride>,
  ): Promise<OverrideFigurePayload> {
    const { value, errors } = await expected(context, () => this.services.db.transact(context.caller.scope, work));
    return { override: value, errors };
  }
}
