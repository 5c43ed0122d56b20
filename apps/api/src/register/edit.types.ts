import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateScalar, DecimalScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { Cluster } from './cluster.types.js';
import { ClusterTypeEnum, DecisionKindEnum, EditableFactEnum, RetractableEnum } from './register.enums.js';

@InputType({ isAbstract: true })
abstract class RegisterEdit {
  @Field(() => String, { description: 'Code of the cluster (mã cụm).' })
  cluster!: string;

  @Field(() => String, { description: 'Why the register changes (lý do), 3 to 1,000 characters; kept in the audit.' })
  reason!: string;
}

@InputType({
  description:
    'Other words about a cluster from a day on (sửa thông tin cụm). What is left out stays as it is; null takes it away.',
})
export class ChangeClusterInput extends RegisterEdit {
  @Field(() => DateScalar, { description: 'First day of the new state (có hiệu lực từ), on or before today.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Name (tên); left out or null: as it is.' })
  name?: string | null;

  @BoundedList(50, () => [String], { nullable: true, description: 'Other and former names (tên khác), all of them.' })
  otherNames?: string[] | null;

  @Field(() => ClusterTypeEnum, { nullable: true, description: 'Type a decision states (loại cụm).' })
  type?: ValueOf<typeof ClusterTypeEnum> | null;

  @Field(() => String, { nullable: true, description: 'Status group (nhóm tình trạng).' })
  status?: string | null;

  @Field(() => String, { nullable: true, description: 'Note (ghi chú).' })
  note?: string | null;
}

@InputType({ description: 'A legal act about a cluster (quyết định), new or corrected.' })
export class RecordDecisionInput extends RegisterEdit {
  @Field(() => ID, { nullable: true, description: 'The decision that is corrected; left out: a new one.' })
  id?: string | null;

  @Field(() => DecisionKindEnum, { description: 'What it decides (loại).' })
  kind!: ValueOf<typeof DecisionKindEnum>;

  @Field(() => String, { nullable: true, description: 'Number as written (số, ký hiệu).' })
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'Issuer as written (cơ quan ban hành).' })
  issuer?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of signature (ngày ký), on or before today.' })
  signedOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of effect (ngày có hiệu lực).' })
  effectiveOn?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Area it states (diện tích), ha.' })
  areaHa?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Industrial land it fixes (đất công nghiệp), ha.' })
  industrialLandHa?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Investment it states, tỷ đồng (billion VND).' })
  investmentBvnd?: string | null;

  @Field(() => ClusterTypeEnum, { nullable: true, description: 'Type it states (loại cụm).' })
  clusterType?: ValueOf<typeof ClusterTypeEnum> | null;

  @Field(() => String, { nullable: true, description: 'Note (ghi chú).' })
  note?: string | null;
}

@InputType({ description: 'What was seen or measured at a cluster on a day (số liệu ghi nhận).' })
export class RecordObservationInput extends RegisterEdit {
  @Field(() => EditableFactEnum, { description: 'Which fact (chỉ tiêu ghi nhận); its unit is ha.' })
  fact!: ValueOf<typeof EditableFactEnum>;

  @Field(() => DecimalScalar, { description: 'Value in ha (giá trị).' })
  value!: string;

  @Field(() => DateScalar, { description: 'Day it speaks of (ngày ghi nhận), on or before today.' })
  observedOn!: string;

  @Field(() => String, { nullable: true, description: 'Document or own words (văn bản, nguyên văn).' })
  asWritten?: string | null;
}

@InputType({ description: 'A fact that was recorded wrongly (gỡ bỏ); it stays readable as it was known.' })
export class RetractFactInput extends RegisterEdit {
  @Field(() => RetractableEnum, { description: 'What it is.' })
  kind!: ValueOf<typeof RetractableEnum>;

  @Field(() => ID, { description: 'Identity of the fact.' })
  id!: string;
}

@ObjectType({ description: 'Result of an edit of the register (kết quả sửa sổ đăng ký).' })
export class RegisterEditPayload {
  @Field(() => Cluster, { nullable: true, description: 'The cluster after the change; null when it was refused.' })
  cluster!: Cluster | null;

  @BoundedList(100, () => [UserError], { description: 'Why it was refused; empty when it was made.' })
  errors!: UserError[];
}
