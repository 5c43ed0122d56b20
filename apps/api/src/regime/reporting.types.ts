import type { Type } from '@nestjs/common';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-error.js';
import type { ValueOf } from '../graphql/value-of.js';
import { ClusterReporterEnum } from './regime.enums.js';

@ObjectType({ description: "A department's answer to who reports a cluster (quyết định đơn vị báo cáo)." })
export class ReporterDecision {
  @Field(() => DateScalar, { description: 'Holds from this day on (từ ngày).' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it no longer holds (đến ngày); null while it does.',
  })
  to!: string | null;

  @Field(() => String, { description: 'Why (lý do).' })
  reason!: string;

  @Field(() => String, { description: 'Who decided (người quyết định).' })
  authorName!: string;

  @Field(() => String, { description: 'Office of who decided (cơ quan quyết định).' })
  officeName!: string;

  @Field(() => DateTimeScalar, { description: 'When it was recorded (thời điểm ghi).' })
  recordedAt!: string;
}

@ObjectType({ description: 'Who reports a cluster where the law is silent (đơn vị báo cáo của cụm).' })
export class ClusterReporting {
  @Field(() => String, { description: 'Code of the lead commune (mã xã đầu mối).' })
  leadCommuneCode!: string;

  @Field(() => ReporterDecision, {
    nullable: true,
    description:
      'Decision on the lead commune; null: nobody decided, and the first commune that the plan names is taken (open point CLUSTER_IN_SEVERAL_COMMUNES).',
  })
  leadDecision!: ReporterDecision | null;

  @Field(() => Boolean, { description: 'It has an infrastructure investor, who files form 02 himself.' })
  hasInvestor!: boolean;

  @Field(() => ClusterReporterEnum, { description: 'Who reports it while it has no investor (đơn vị báo cáo thay).' })
  withoutInvestor!: ValueOf<typeof ClusterReporterEnum>;

  @Field(() => ReporterDecision, {
    nullable: true,
    description:
      'Decision on who reports it without an investor; null: nobody decided, and the default holds (open point CLUSTER_WITHOUT_INVESTOR).',
  })
  withoutInvestorDecision!: ReporterDecision | null;
}

@InputType({ description: 'Names the lead commune of a cluster (xã đầu mối), in the register as well.' })
export class SetLeadCommuneInput {
  @Field(() => String, { description: 'Code of the cluster (mã cụm).' })
  cluster!: string;

  @Field(() => String, { description: 'Code of one of its communes (mã xã).' })
  commune!: string;

  @Field(() => DateScalar, { nullable: true, description: 'From this day on (từ ngày); today when left out.' })
  from?: string | null;

  @Field(() => String, { description: 'Reason (lý do), kept and shown.' })
  reason!: string;
}

@InputType({
  description: 'Names who reports a cluster while it has no infrastructure investor (đơn vị báo cáo thay).',
})
export class AssignReporterInput {
  @Field(() => String, { description: 'Code of the cluster (mã cụm).' })
  cluster!: string;

  @Field(() => ClusterReporterEnum, { description: 'Who reports it (đơn vị báo cáo).' })
  reporter!: ValueOf<typeof ClusterReporterEnum>;

  @Field(() => DateScalar, { nullable: true, description: 'From this day on (từ ngày); today when left out.' })
  from?: string | null;

  @Field(() => String, { description: 'Reason (lý do), kept and shown.' })
  reason!: string;
}

export interface ReportingPayload {
  reporting: ClusterReporting | null;
  errors: UserError[];
}

/** One payload type for each mutation, so that each may grow fields of its own. */
function reportingPayload(mutation: string, name: string): Type<ReportingPayload> {
  @ObjectType(name, { description: `Result of ${mutation}.` })
  class Payload implements ReportingPayload {
    @Field(() => ClusterReporting, {
      nullable: true,
      description: 'Who reports the cluster from that day on; null when the change was refused.',
    })
    reporting!: ClusterReporting | null;

    @BoundedList(100, () => [UserError], { description: 'Why the change was refused; empty when it was made.' })
    errors!: UserError[];
  }
  return Payload;
}

export const SetLeadCommunePayload = reportingPayload('setLeadCommune', 'SetLeadCommunePayload');
export const AssignReporterPayload = reportingPayload('assignReporter', 'AssignReporterPayload');
