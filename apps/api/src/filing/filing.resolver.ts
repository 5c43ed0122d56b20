import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Logger } from 'pino';
import { type Attempt, type FilingChange, filingsByIds, listFilings, onRecord } from '#lib/filing';
import type { UnitOfWork } from '#lib/persistence';
import { Access } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { given } from '../graphql/given.js';
import { asUuid } from '../graphql/uuid.js';
import { languageOf } from '../http/language.js';
import { obligationShown } from '../regime/regime.resolver.js';
import { Obligation } from '../regime/regime.types.js';
import { LOG, SERVICES, type Services } from '../services.js';
import { CloseDoubtInput } from './doubts.types.js';
import {
  AcceptFilingInput,
  AddFilingCommentInput,
  AmendFilingInput,
  FilingFilter,
  ReopenFilingInput,
  ReturnFilingInput,
  SaveDraftInput,
  SubmitFilingInput,
} from './filing.inputs.js';
import { filingShown, problemPage } from './filing.mapper.js';
import {
  AcceptFilingPayload,
  AddFilingCommentPayload,
  AmendFilingPayload,
  CloseDoubtPayload,
  type FilingPayload,
  ReopenFilingPayload,
  ReturnFilingPayload,
  SaveDraftPayload,
  SubmitFilingPayload,
} from './filing.payloads.js';
import {
  Filing,
  FilingConnection,
  FilingFigure,
  FilingProblemConnection,
  FilingRevision,
  FilingTransition,
  SourceFile,
} from './filing.types.js';
import { inPrintedOrder } from './marks.resolver.js';

@Resolver(() => Filing)
export class FilingResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Query(() => FilingConnection, { description: 'Filings (báo cáo) the caller may see, newest first.' })
  @Access('filing.read')
  async filings(
    @Args() page: PageArgs,
    @Args('filter', { type: () => FilingFilter, nullable: true, description: 'Which filings; all when left out.' })
    filter: FilingFilter | null | undefined,
    @Context() { caller }: GraphContext,
  ): Promise<FilingConnection> {
    const wanted = given(filter) as Parameters<typeof listFilings>[1];
    const found = await this.services.db.transact(caller.scope, (uow) => listFilings(uow, wanted, pageRequest(page)));
    return connectionOfPage(found, page, filingShown);
  }

  @Query(() => Filing, { nullable: true, description: 'One filing; null when there is none the caller may see.' })
  @Access('filing.read')
  async filing(
    @Args('id', { type: () => ID, description: 'Identity of the filing.' }) id: string,
    @Context() { loaders }: GraphContext,
  ): Promise<Filing | null> {
    const view = await loaders.filing(asUuid(id));
    return view && filingShown(view);
  }

  @Mutation(() => SaveDraftPayload, {
    description: 'Saves the draft of a filing as typed in the portal (lưu bản nháp); errors are kept beside it.',
  })
  @Access('filing.prepare')
  saveDraft(
    @Args('input', { type: () => SaveDraftInput, description: 'The draft.' }) input: SaveDraftInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    const { form, period, unit, figures, version, answers } = input;
    // Numbers are typed as the page around them writes them, which need not be the account's language.
    const typed = { figures, answers: answers ?? [], writing: languageOf(context.req) };
    const draft = { form, period, unit, version: version ?? null, ...typed };
    const attempt = { action: 'filing.draft', filingId: null, detail: { form, period, unit } };
    return this.change(context, attempt, (uow) => this.services.filings.saveDraft(uow, context.caller, draft));
  }

  @Mutation(() => SubmitFilingPayload, { description: 'Submits a draft (gửi báo cáo); answers with a receipt number.' })
  @Access('filing.submit')
  submitFiling(
    @Args('input', { type: () => SubmitFilingInput, description: 'What is submitted.' }) input: SubmitFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.decide(context, 'filing.submit', input, (uow, decision) =>
      this.services.filings.submit(uow, context.caller, decision),
    );
  }

  @Mutation(() => ReturnFilingPayload, { description: 'Returns a submitted filing to its sender (trả lại).' })
  @Access('filing.decide')
  returnFiling(
    @Args('input', { type: () => ReturnFilingInput, description: 'What is returned, and why.' })
    input: ReturnFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.decide(context, 'filing.return', input, (uow, decision) =>
      this.services.filings.return(uow, context.caller, { ...decision, marks: input.marks ?? [] }),
    );
  }

  @Mutation(() => ReopenFilingPayload, {
    description: 'Takes an acceptance back (hủy tiếp nhận), from the top down, and returns the filing to its sender.',
  })
  @Access('filing.decide')
  reopenFiling(
    @Args('input', { type: () => ReopenFilingInput, description: 'What is taken back, and why.' })
    input: ReopenFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.decide(context, 'filing.reopen', input, (uow, decision) =>
      this.services.filings.reopen(uow, context.caller, { ...decision, marks: input.marks ?? [] }),
    );
  }

  @Mutation(() => AcceptFilingPayload, {
    description: 'Accepts a submitted filing (tiếp nhận) and posts its figures in the same transaction.',
  })
  @Access('filing.decide')
  acceptFiling(
    @Args('input', { type: () => AcceptFilingInput, description: 'What is accepted.' }) input: AcceptFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.decide(context, 'filing.accept', input, (uow, decision) =>
      this.services.filings.accept(uow, context.caller, decision),
    );
  }

  @Mutation(() => AmendFilingPayload, {
    description: 'Opens a new revision of a returned or accepted filing (đính chính).',
  })
  @Access('filing.prepare')
  amendFiling(
    @Args('input', { type: () => AmendFilingInput, description: 'What is amended, and why.' }) input: AmendFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.decide(context, 'filing.amend', input, (uow, decision) =>
      this.services.filings.amend(uow, context.caller, decision),
    );
  }

  @Mutation(() => AddFilingCommentPayload, {
    description:
      'Adds to the thread of a filing (trao đổi); both sides may, at any time, and nothing is taken out again.',
  })
  @Access('filing.read')
  addFilingComment(
    @Args('input', { type: () => AddFilingCommentInput, description: 'What is said.' }) input: AddFilingCommentInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    const about = { filingId: asUuid(input.id), key: input.key ?? null, comment: input.comment };
    const attempt = { action: 'filing.comment', filingId: about.filingId };
    return this.change(context, attempt, (uow) => this.services.filings.comment(uow, context.caller, about));
  }

  @Mutation(() => CloseDoubtPayload, {
    description: 'Closes a doubt about a figure of a draft with a reason of the list and words (giải trình cảnh báo).',
  })
  @Access('filing.prepare')
  closeDoubt(
    @Args('input', { type: () => CloseDoubtInput, description: 'Which doubt, and why the figure is right.' })
    input: CloseDoubtInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    const { id, ...rest } = input;
    const about = { filingId: asUuid(id), ...rest };
    const attempt = { action: 'filing.close-doubt', filingId: about.filingId };
    return this.change(context, attempt, (uow) => this.services.filings.closeDoubt(uow, context.caller, about));
  }

  @BoundedListField(100, () => [FilingFigure], {
    description: 'Figures of the latest revision (số liệu), in printed order.',
  })
  async figures(@Parent() filing: Filing, @Context() { loaders, firms }: GraphContext): Promise<FilingFigure[]> {
    if (filing.form === '01') firms.note('form01', [filing.unit]);
    return inPrintedOrder(this.services, filing.definitionId, await loaders.figures(filing.id));
  }

  @ResolveField(() => FilingProblemConnection, {
    description: 'Findings of the latest revision (phát hiện), in the order of the form.',
  })
  async problems(
    @Parent() filing: Filing,
    @Args() page: PageArgs,
    @Context() { loaders }: GraphContext,
  ): Promise<FilingProblemConnection> {
    return problemPage(await loaders.problems(filing.id), page);
  }

  @BoundedListField(200, () => [FilingRevision], {
    description: 'The newest 200 revisions (các phiên bản), newest first.',
  })
  async revisions(@Parent() filing: Filing, @Context() { loaders }: GraphContext): Promise<FilingRevision[]> {
    return (await loaders.revisions(filing.id)).slice(0, 200);
  }

  @BoundedListField(200, () => [FilingTransition], {
    description: 'The latest 200 things that happened to it (quá trình xử lý), oldest first.',
  })
  async transitions(@Parent() filing: Filing, @Context() { loaders }: GraphContext): Promise<FilingTransition[]> {
    return (await loaders.transitions(filing.id)).slice(-200);
  }

  @ResolveField(() => Obligation, {
    nullable: true,
    description: 'The duty it answers (nghĩa vụ báo cáo); null when the caller may not see it.',
  })
  async obligation(@Parent() filing: Filing, @Context() { loaders }: GraphContext): Promise<Obligation | null> {
    const view = await loaders.obligation(filing.obligationId);
    return view && obligationShown(view);
  }

  @ResolveField(() => SourceFile, {
    nullable: true,
    description: 'Workbook the latest revision was read from (tệp nguồn); null when typed in the portal.',
  })
  async file(@Parent() { fileId }: Filing, @Context() { loaders }: GraphContext): Promise<SourceFile | null> {
    return fileId === null ? null : await loaders.file(fileId);
  }

  private decide(
    context: GraphContext,
    action: string,
    input: Decision,
    work: (uow: UnitOfWork, decision: ReturnType<typeof decisionOf>) => Promise<FilingChange>,
  ): Promise<FilingPayload> {
    const decision = decisionOf(input);
    return this.change(context, { action, filingId: decision.filingId }, (uow) => work(uow, decision));
  }

  /** One change in one transaction, and the filing as it stands after it. A refusal is recorded. */
  private async change(
    context: GraphContext,
    attempt: Attempt,
    work: (uow: UnitOfWork) => Promise<FilingChange>,
  ): Promise<FilingPayload> {
    const { caller } = context;
    const { value, errors } = await expected(context, () =>
      onRecord(this.services, caller, attempt, async (uow) => {
        const { filingId } = await work(uow);
        return (await filingsByIds(uow, [filingId])).get(filingId) ?? null;
      }),
    );
    if (value !== null && attempt.action === 'filing.submit') await this.noteReceipt(value.id);
    return { filing: value && filingShown(value), errors };
  }

  /** After the commit: the note that lets an earlier receipt be found superseded offline. It is a copy, and can wait. */
  private async noteReceipt(filingId: string): Promise<void> {
    try {
      await this.services.receiptNotes.keep(filingId);
    } catch (error) {
      this.log.warn(
        { err: error, filingId },
        'the note of a superseded receipt was not written; the next submission tries again',
      );
    }
  }
}

type Decision = SubmitFilingInput | ReturnFilingInput | ReopenFilingInput | AcceptFilingInput | AmendFilingInput;

function decisionOf(input: Decision) {
  const { id, version, reason } = input;
  const revision = 'revision' in input ? (input.revision ?? null) : null;
  return { filingId: asUuid(id), version, revision, reason: reason ?? null };
}
