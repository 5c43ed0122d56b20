import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DecimalScalar } from '../graphql/scalars.js';
import { Coverage } from './consolidation.types.js';

const decimal = (what: string) => ({
  nullable: true,
  description: `${what}, in the unit of the row; null when not known.`,
});

@ObjectType({ description: 'A unit below, and what it adds to the difference (đơn vị tạo chênh lệch).' })
export class ReconciledChild {
  @Field(() => String, { description: 'Unit (đơn vị): commune code, or province code under the nation.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @Field(() => DecimalScalar, decimal('Derived value (số tổng hợp)'))
  derived!: string | null;

  @Field(() => DecimalScalar, decimal('Accepted value (số đã tiếp nhận)'))
  filed!: string | null;

  @Field(() => DecimalScalar, decimal('Filed less derived (chênh lệch)'))
  difference!: string | null;
}

@ObjectType({
  description: 'A row in its three values (đối chiếu một chỉ tiêu): derived, filed, summed over the units below.',
})
export class ReconciledRow {
  @Field(() => String, { description: 'Indicator (khóa chỉ tiêu).' })
  key!: string;

  @Field(() => String, { description: 'Printed row number (TT).' })
  tt!: string;

  @Field(() => String, { description: 'Label as printed (chỉ tiêu).' })
  label!: string;

  @Field(() => String, { description: 'Unit as printed (đơn vị tính).' })
  unit!: string;

  @Field(() => DecimalScalar, decimal('Derived from the register (số tổng hợp)'))
  derived!: string | null;

  @Field(() => DecimalScalar, decimal('Filed and accepted (số đã tiếp nhận)'))
  filed!: string | null;

  @Field(() => DecimalScalar, decimal('Sum of what the units below filed (tổng cấp dưới), never of rates'))
  childrenFiled!: string | null;

  @Field(() => DecimalScalar, decimal('Filed less derived (chênh lệch với số tổng hợp)'))
  filedLessDerived!: string | null;

  @Field(() => DecimalScalar, decimal('Filed less the sum of the units below (chênh lệch với cấp dưới)'))
  filedLessChildren!: string | null;

  @Field(
    () => DecimalScalar,
    decimal('Part of the sum below less derived that no listed unit explains (chưa giải thích)'),
  )
  unexplained!: string | null;

  @Field(() => Coverage, { description: 'How much stands behind the derived value (mức độ đầy đủ).' })
  coverage!: Coverage;

  @Field(() => Int, { description: 'Units below (số đơn vị cấp dưới).' })
  childrenExpected!: number;

  @Field(() => Int, { description: 'Of these with an accepted value of the row (đã có số liệu).' })
  childrenReported!: number;

  @BoundedList(500, () => [ReconciledChild], {
    description: 'Units that make a difference, the largest first (đơn vị chênh lệch).',
  })
  children!: ReconciledChild[];
}

@ObjectType({ description: 'A form beside the forms of the units below it (đối chiếu số liệu).' })
export class Reconciliation {
  @Field(() => String, { description: 'Unit (đơn vị): province code or VN.' })
  unit!: string;

  @Field(() => String, { description: 'Name of the unit (tên đơn vị).' })
  unitName!: string;

  @BoundedList(100, () => [ReconciledRow], { description: 'Rows in printed order (chỉ tiêu).' })
  rows!: ReconciledRow[];
}
