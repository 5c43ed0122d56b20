import type { Type } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { BoundedList } from '../graphql/bounded.js';
import { UserError } from '../graphql/user-error.js';
import { Filing } from './filing.types.js';
import { WorkbookImport } from './import.types.js';
import { SenderReading } from './import-questions.types.js';

const ERRORS = 'Why the change was refused; empty when it was made.';

export interface FilingPayload {
  filing: Filing | null;
  errors: UserError[];
}

/** One payload type for each mutation, so that each may grow fields of its own. */
function filingPayload(mutation: string, name: string): Type<FilingPayload> {
  @ObjectType(name, { description: `Result of ${mutation}.` })
  class Payload implements FilingPayload {
    @Field(() => Filing, {
      nullable: true,
      description: 'The filing after the change; null when the change was refused.',
    })
    filing!: Filing | null;

    @BoundedList(100, () => [UserError], { description: ERRORS })
    errors!: UserError[];
  }
  return Payload;
}

export const SaveDraftPayload = filingPayload('saveDraft', 'SaveDraftPayload');
export const SubmitFilingPayload = filingPayload('submitFiling', 'SubmitFilingPayload');
export const ReturnFilingPayload = filingPayload('returnFiling', 'ReturnFilingPayload');
export const AcceptFilingPayload = filingPayload('acceptFiling', 'AcceptFilingPayload');
export const ReopenFilingPayload = filingPayload('reopenFiling', 'ReopenFilingPayload');
export const AddFilingCommentPayload = filingPayload('addFilingComment', 'AddFilingCommentPayload');
export const CloseDoubtPayload = filingPayload('closeDoubt', 'CloseDoubtPayload');
export const AmendFilingPayload = filingPayload('amendFiling', 'AmendFilingPayload');

@ObjectType({ description: 'Result of importWorkbook.' })
export class ImportWorkbookPayload {
  @Field(() => WorkbookImport, {
    nullable: true,
    description: 'The import, to be asked for again until it is done; null when it was refused.',
  })
  workbookImport!: WorkbookImport | null;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of answerImport.' })
export class AnswerImportPayload {
  @Field(() => WorkbookImport, {
    nullable: true,
    description: 'The import, to be asked for again until it is done; null when the answer was refused.',
  })
  workbookImport!: WorkbookImport | null;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}

@ObjectType({ description: 'Result of dropReading.' })
export class DropReadingPayload {
  @Field(() => SenderReading, { nullable: true, description: 'The choice that was dropped; null when it was refused.' })
  reading!: SenderReading | null;

  @BoundedList(100, () => [UserError], { description: ERRORS })
  errors!: UserError[];
}
