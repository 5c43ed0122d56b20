import { Field, ObjectType } from '@nestjs/graphql';
import { Filing } from '../filing/filing.types.js';
import { Obligation } from '../regime/regime.types.js';

const REFETCH =
  'True: ask again what you show (cần tải lại). So at the beginning, because what was read before may have changed since, after a loss of connection between our servers, and when much has changed at once.';

@ObjectType({ description: 'That a filing has changed (báo cáo thay đổi), as it stands now.' })
export class FilingChangedEvent {
  @Field(() => Boolean, { description: REFETCH })
  refetch!: boolean;

  @Field(() => Filing, { nullable: true, description: 'The filing as it stands now; null with `refetch`.' })
  filing!: Filing | null;
}

@ObjectType({
  description: 'That an obligation, or the filing that answers it, has changed (nghĩa vụ thay đổi), as it stands now.',
})
export class ObligationChangedEvent {
  @Field(() => Boolean, { description: REFETCH })
  refetch!: boolean;

  @Field(() => Obligation, { nullable: true, description: 'The obligation as it stands now; null with `refetch`.' })
  obligation!: Obligation | null;
}
