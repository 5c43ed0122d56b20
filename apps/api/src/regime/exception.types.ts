import type { Type } from '@nestjs/common';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import { Obligation } from './regime.types.js';

const ERRORS = 'Why the decision was refused; empty when it was made.';

@InputType({
  description:
    'Extends one duty (gia hạn): a later due instant, a later lock, or both. Granted by the department for forms 01-03, by the ministry for form 04.',
})
export class ExtendObligationInput {
  @Field(() => ID, { description: 'The obligation.' })
  id!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Due strictly before this instant from now on (gửi trước); leave out to keep it. Never earlier than now.',
  })
  dueBefore?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Locked from this instant on (khóa số liệu); leave out to keep it, or to follow the due instant.',
  })
  lockAt?: Date | null;

  @Field(() => String, { description: 'Reason (lý do), kept and shown with the obligation.' })
  reason!: string;
}

@InputType({ description: 'Exempts one unit from one filing (miễn), or takes that back (hủy miễn).' })
export class ExemptObligationInput {
  @Field(() => ID, { description: 'The obligation.' })
  id!: string;

  @Field(() => String, { description: 'Reason (lý do), kept and shown with the obligation.' })
  reason!: string;
}

export interface ObligationPayload {
  obligation: Obligation | null;
  errors: UserError[];
}

/** One payload type for each mutation, so that each may grow fields of its own. */
function obligationPayload(mutation: string, name: string): Type<ObligationPayload> {
  @ObjectType(name, { description: `Result of ${mutation}.` })
  class Payload implements ObligationPayload {
    @Field(() => Obligation, {
      nullable: true,
      description: 'The obligation after the decision; null when it was refused.',
    })
    obligation!: Obligation | null;

    @BoundedList(100, () => [UserError], { description: ERRORS })
    errors!: UserError[];
  }
  return Payload;
}

export const ExtendObligationPayload = obligationPayload('extendObligation', 'ExtendObligationPayload');
export const ExemptObligationPayload = obligationPayload('exemptObligation', 'ExemptObligationPayload');
export const ReinstateObligationPayload = obligationPayload('reinstateObligation', 'ReinstateObligationPayload');
