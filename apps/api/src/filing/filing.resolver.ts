import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type FilingChange, filingsByIds, listFilings } from '#lib/filing';
import type { UnitOfWork } from '#lib/persistence';
import { Access } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { given } from '../graphql/given.js';
import { asUuid } from '../graphql/uuid.js';
import { obligationShown } from '../regime/regime.resolver.js';
import { Obligation } from '../regime/regime.types.js';
import { SERVICES, type Services } from '../services.js';
import {
  AcceptFilingInput,
  AmendFilingInput,
  FilingFilter,
  ReturnFilingInput,
  SaveDraftInput,
  SubmitFilingInput,
} from './filing.inputs.js';
import { filingShown, problemPage } from './filing.mapper.js';
import {
  AcceptFilingPayload,
  AmendFilingPayload,
  type FilingPayload,
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

@Resolver(() => Filing)
export class FilingResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

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
    return this.change(context, (uow) => this.services.filings.saveDraft(uow, context.caller, input));
  }

  @Mutation(() => SubmitFilingPayload, { description: 'Submits a draft (gửi báo cáo); answers with a receipt number.' })
  @Access('filing.submit')
  submitFiling(
    @Args('input', { type: () => SubmitFilingInput, description: 'What is submitted.' }) input: SubmitFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.change(context, (uow) => this.services.filings.submit(uow, context.caller, decisionOf(input)));
  }

  @Mutation(() => ReturnFilingPayload, { description: 'Returns a submitted filing to its sender (trả lại).' })
  @Access('filing.decide')
  returnFiling(
    @Args('input', { type: () => ReturnFilingInput, description: 'What is returned, and why.' })
    input: ReturnFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.change(context, (uow) => this.services.filings.return(uow, context.caller, decisionOf(input)));
  }

  @Mutation(() => AcceptFilingPayload, {
    description: 'Accepts a submitted filing (tiếp nhận) and posts its figures in the same transaction.',
  })
  @Access('filing.decide')
  acceptFiling(
    @Args('input', { type: () => AcceptFilingInput, description: 'What is accepted.' }) input: AcceptFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.change(context, (uow) => this.services.filings.accept(uow, context.caller, decisionOf(input)));
  }

  @Mutation(() => AmendFilingPayload, {
    description: 'Opens a new revision of a returned or accepted filing (đính chính).',
  })
  @Access('filing.prepare')
  amendFiling(
    @Args('input', { type: () => AmendFilingInput, description: 'What is amended, and why.' }) input: AmendFilingInput,
    @Context() context: GraphContext,
  ): Promise<FilingPayload> {
    return this.change(context, (uow) => this.services.filings.amend(uow, context.caller, decisionOf(input)));
  }

  @BoundedListField(100, () => [FilingFigure], {
    description: 'Figures of the latest revision (số liệu), in printed order.',
  })
  async figures(@Parent() filing: Filing, @Context() { loaders }: GraphContext): Promise<FilingFigure[]> {
    const rows = this.services.law.definitionById(filing.definitionId)?.rows ?? [];
    const order = new Map(rows.map((row, i) => [row.key, i]));
    const figures = await loaders.figures(filing.id);
    return figures.sort((a, b) => (order.get(a.key) ?? rows.length) - (order.get(b.key) ?? rows.length));
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

  /** One change in one transaction, and the filing as it stands after it. */
  private async change(
    context: GraphContext,
    work: (uow: UnitOfWork) => Promise<FilingChange>,
  ): Promise<FilingPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.db.transact(context.caller.scope, async (uow) => {
        const { filingId } = await work(uow);
        return (await filingsByIds(uow, [filingId])).get(filingId) ?? null;
      }),
    );
    return { filing: value && filingShown(value), errors };
  }
}

type Decision = SubmitFilingInput | ReturnFilingInput | AcceptFilingInput | AmendFilingInput;

function decisionOf(input: Decision) {
  const { id, version, reason } = input;
  const revision = 'revision' in input ? (input.revision ?? null) : null;
  return { filingId: asUuid(id), version, revision, reason: reason ?? null };
}
