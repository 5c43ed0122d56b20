import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { ClusterUnits } from '#lib/register';
import { BoundedList } from '../graphql/bounded.js';
import { connectionType } from '../graphql/connection.js';
import { DateScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterTypeEnum, type RegisterMapEnum } from './register.enums.js';

@ObjectType({
  description:
    'Industrial cluster (cụm công nghiệp), Decree 32/2024 Art. 2.1: its identity, and its state on the day asked for.',
})
export class Cluster {
  @Field(() => ID, { description: 'Identity; never changes.' })
  id!: string;

  @Field(() => String, { description: 'Public code (mã cụm) such as C00001; never changes.' })
  code!: string;

  @Field(() => String, { description: 'Name on the day asked for (tên).' })
  name!: string;

  @Field(() => String, { description: 'Province code (mã tỉnh), two digits.' })
  provinceCode!: string;

  @Field(() => String, {
    description: 'Code of the lead commune (mã xã đầu mối), which reports a cluster lying in several.',
  })
  leadCommuneCode!: string;

  @BoundedList(20, () => [String], {
    description: 'Codes of all communes it lies in (mã các xã), the lead commune among them.',
  })
  communeCodes!: string[];

  @Field(() => ClusterTypeEnum, {
    nullable: true,
    description: 'Type as a decision states it (loại cụm); null when none is stated.',
  })
  type!: ValueOf<typeof ClusterTypeEnum> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Status group as the source wrote it (nhóm tình trạng), information only; null when not written.',
  })
  status!: string | null;

  @BoundedList(50, () => [String], { description: 'Other and former names (tên khác).' })
  otherNames!: string[];

  @Field(() => String, { nullable: true, description: 'Note (ghi chú); null when there is none.' })
  note!: string | null;

  @Field(() => Boolean, {
    description:
      'An establishment decision is in force on the day (đã thành lập), Decree 32/2024 Art. 2.9. False also where the decision is not known: see dataProblems.',
  })
  established!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'First day of this state (từ ngày); null when not known.' })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it no longer holds (đến ngày); null while it holds.',
  })
  validTo!: string | null;

  /** Day the caller asked for; null: as things stand. Its facts are read for the same day. Not in the schema. */
  readonly asOf?: string | null;

  /** Province and lead commune, where the list read them in its own statement. Not in the schema. */
  readonly units?: ClusterUnits;

  /** The instant of knowledge the row was asked for; not part of the schema. */
  readonly asKnown?: Date | null;

  /** The map its codes are meant on; the map of the day when absent. Not in the schema. */
  readonly map?: ValueOf<typeof RegisterMapEnum>;
}

@ObjectType({ description: 'A page of clusters (cụm công nghiệp).' })
export class ClusterConnection extends connectionType(Cluster, 'Cluster', 'clusters (cụm công nghiệp)') {}
