import { Field, InputType } from '@nestjs/graphql';
import type { IsoDate } from '#lib/kernel';
import type { ClusterFilter as Wanted } from '#lib/register';
import { TerritoryInput } from '../analysis/conditions.types.js';
import { BoundedList } from '../graphql/bounded.js';
import { given } from '../graphql/given.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum } from './register.enums.js';

@InputType({
  description: 'Which clusters to list; conditions are joined by "and". What the caller may not see is never counted.',
})
export class ClusterFilter {
  @BoundedList(20, () => [ClusterFilter], { nullable: true, description: 'All of these hold (và).' })
  and?: ClusterFilter[] | null;

  @BoundedList(20, () => [ClusterFilter], { nullable: true, description: 'At least one of these holds (hoặc).' })
  or?: ClusterFilter[] | null;

  @Field(() => ClusterFilter, { nullable: true, description: 'This does not hold (không).' })
  not?: ClusterFilter | null;

  @Field(() => TerritoryInput, { nullable: true, description: 'In a unit of any time (theo đơn vị cũ, qua sáp nhập).' })
  territory?: TerritoryInput | null;

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

/** A filter in the register's words. @param today day meant where a territory names none */
export function clusterFilterOf(filter: ClusterFilter | null | undefined, today: IsoDate): Wanted {
  const { and, or, not, territory, ...rest } = filter ?? {};
  return {
    ...given(rest),
    ...(and ? { and: and.map((each) => clusterFilterOf(each, today)) } : {}),
    ...(or ? { or: or.map((each) => clusterFilterOf(each, today)) } : {}),
    ...(not ? { not: clusterFilterOf(not, today) } : {}),
    ...(territory ? { territory: { unit: territory.unit, on: territory.on ?? today } } : {}),
  };
}
