import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { PageArgs } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { KICK, SERVICES, type Services } from '../services.js';
import { AnswerImportInput, DropReadingInput, ImportWorkbookInput } from './filing.inputs.js';
import { filingShown, importShown, problemPage, senderReadingShown } from './filing.mapper.js';
import { AnswerImportPayload, DropReadingPayload, ImportWorkbookPayload } from './filing.payloads.js';
import { Filing, FilingProblemConnection, SourceFile } from './filing.types.js';
import { MarkedFile, WorkbookImport } from './import.types.js';
import { SenderReading } from './import-questions.types.js';

@Resolver(() => WorkbookImport)
export class ImportResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(KICK) private readonly kick: () => void,
  ) {}

  @Query(() => WorkbookImport, {
    nullable: true,
    description: 'One import (lần nhập tệp); null when there is none the caller may see.',
  })
  @Access('filing.read')
  async workbookImport(
    @Args('id', { type: () => ID, description: 'Identity of the import.' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<WorkbookImport | null> {
    const { db, imports } = this.services;
    const key = asUuid(id);
    const row = (await db.transact(caller.scope, (uow) => imports.importsByIds(uow, [key]))).get(key);
    return row === undefined ? null : importShown(row, this.services.law);
  }

  @Mutation(() => ImportWorkbookPayload, {
    description:
      'Has the worker read an uploaded workbook as a filing (nhập tệp). The same file for the same duty is read once.',
  })
  @Access('filing.prepare')
  async importWorkbook(
    @Args('input', { type: () => ImportWorkbookInput, description: 'Which file, as what.' }) input: ImportWorkbookInput,
    @Context() context: GraphContext,
  ): Promise<ImportWorkbookPayload> {
    const { db, imports } = this.services;
    const wanted = { ...input, fileId: asUuid(input.fileId) };
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => imports.request(uow, context.caller, wanted)),
    );
    if (value !== null) this.kick();
    return { workbookImport: value && importShown(value, this.services.law), errors };
  }

  @Mutation(() => AnswerImportPayload, {
    description: 'Answers what an import asks (trả lời câu hỏi khi nhập tệp); the file is read again with the answers.',
  })
  @Access('filing.prepare')
  async answerImport(
    @Args('input', { type: () => AnswerImportInput, description: 'Which import, and the answers.' })
    input: AnswerImportInput,
    @Context() context: GraphContext,
  ): Promise<AnswerImportPayload> {
    const { db, importAnswers } = this.services;
    const wanted = { ...input, id: asUuid(input.id) };
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => importAnswers.answer(uow, context.caller, wanted)),
    );
    if (value !== null) this.kick();
    return { workbookImport: value && importShown(value, this.services.law), errors };
  }

  @BoundedListQuery(100, () => [SenderReading], {
    description: 'Readings the own office settled for its files and has not dropped (cách đọc đã ghi nhớ).',
  })
  @Access('filing.read')
  async senderReadings(@Context() { caller }: GraphContext): Promise<SenderReading[]> {
    const { db, importAnswers } = this.services;
    const rows = await db.transact(caller.scope, (uow) => importAnswers.readings(uow, caller));
    return rows.map(senderReadingShown);
  }

  @Mutation(() => DropReadingPayload, {
    description: 'Takes a remembered reading back (bỏ cách đọc đã ghi nhớ): such figures are asked about again.',
  })
  @Access('filing.prepare')
  async dropReading(
    @Args('input', { type: () => DropReadingInput, description: 'Which one.' }) input: DropReadingInput,
    @Context() context: GraphContext,
  ): Promise<DropReadingPayload> {
    const { db, importAnswers } = this.services;
    const { value, errors } = await expected(context, () =>
      db.transact(context.caller.scope, (uow) => importAnswers.drop(uow, context.caller, asUuid(input.id))),
    );
    return { reading: value && senderReadingShown(value), errors };
  }

  @ResolveField(() => SourceFile, {
    nullable: true,
    description: 'The workbook (tệp nguồn); null when the caller may not see it.',
  })
  file(@Parent() row: WorkbookImport, @Context() { loaders }: GraphContext): Promise<SourceFile | null> {
    return loaders.file(row.fileId);
  }

  @ResolveField(() => MarkedFile, {
    nullable: true,
    description: 'The workbook with its problem cells marked (tệp đánh dấu lỗi); null when there was nothing to mark.',
  })
  async markedFile(@Parent() { id }: WorkbookImport, @Context() { loaders }: GraphContext): Promise<MarkedFile | null> {
    const view = await loaders.markedFile(id);
    if (view === null) return null;
    const { name, sizeBytes, sha256, marks, findings } = view;
    return { path: `/api/imports/${id}/marked`, name, sizeBytes, sha256, marks, findings };
  }

  @ResolveField(() => Filing, {
    nullable: true,
    description: 'The filing whose draft holds the figures (báo cáo); null until read, and for a rejected workbook.',
  })
  async filing(@Parent() { filingId }: WorkbookImport, @Context() { loaders }: GraphContext): Promise<Filing | null> {
    const view = filingId === null ? null : await loaders.filing(filingId);
    return view && filingShown(view);
  }

  @ResolveField(() => FilingProblemConnection, {
    description: 'Findings (phát hiện): about the file first, then in the order of the form.',
  })
  problems(@Parent() { found }: WorkbookImport, @Args() page: PageArgs): FilingProblemConnection {
    return problemPage(found, page);
  }
}
