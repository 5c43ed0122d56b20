import { Field, InputType } from '@nestjs/graphql';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from './register.enums.js';

@InputType({
  description: 'Which clusters to list; conditions are joined by "and". What the caller may not see is never counted.',
})
export class ClusterFilter {
  @Field(() => String, { nullable: true, description: 'Province code (mã tỉnh), two digits.' })
  province?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Commune code (mã xã), five digits: clusters that lie in it, wholly or in part.',
  })
  commune?: string | null;

  @Field(() => ClusterTypeEnum, { nullable: true, description: 'Type as a decision states it (loại cụm).' })
  type?: ValueOf<typeof ClusterTypeEnum> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in name or other names (tìm theo tên); tone marks and case do not matter.',
  })
  search?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Has (true) or lacks (false) an establishment decision in force (đã thành lập), Decree 32/2024 Art. 2.9.',
  })
  established?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Status group as the source wrote it (nhóm tình trạng).' })
  status?: string | null;
}
