import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../graphql/connection.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'One entry of the append-only, hash-chained record (nhật ký kiểm toán).' })
export class AuditEntry {
  @Field(() => ID, { description: 'Sequence number, from 1 without gaps (số thứ tự).' })
  seq!: string;

  @Field(() => DateTimeScalar, { description: 'When (thời điểm).' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'Who (người thực hiện); null for the system itself.' })
  actorName!: string | null;

  @Field(() => String, { description: 'What was done (hành động), such as filing.accept.' })
  action!: string;

  @Field(() => String, { description: 'Kind of thing it was done to (loại đối tượng).' })
  subjectKind!: string;

  @Field(() => String, { description: 'Which one (đối tượng).' })
  subjectId!: string;

  @Field(() => String, { nullable: true, description: 'Province it concerns (mã tỉnh); null when it concerns none.' })
  provinceCode!: string | null;

  @Field(() => String, { description: 'Hash of the entry, SHA-256 over its columns and the hash before (mã băm).' })
  hash!: string;
}

@ObjectType({ description: 'A page of audit entries (nhật ký), newest first.' })
export class AuditEntryConnection extends connectionType(AuditEntry, 'AuditEntry', 'audit entries (nhật ký)') {}

@InputType({ description: 'Which audit entries to list; conditions are joined by "and".' })
export class AuditFilter {
  @Field(() => String, {
    nullable: true,
    description: 'What was done (hành động); with a full stop at its end all that begin so, such as "filing.".',
  })
  action?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in the name of who did it (người thực hiện), without tone marks too.',
  })
  actor?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Not before this instant (từ lúc).' })
  since?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this instant (đến trước lúc).' })
  until?: Date | null;

  @Field(() => String, { nullable: true, description: 'Which thing it was done to (đối tượng).' })
  subjectId?: string | null;
}
