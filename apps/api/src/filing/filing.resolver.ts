import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { PageArgs } from '../graphql/connection.js';
import { Obligation } from '../regime/regime.types.js';
import {
  AcceptFilingInput,
  AmendFilingInput,
  FilingFilter,
  ReturnFilingInput,
  SaveDraftInput,
  SubmitFilingInput,
} from './filing.inputs.js';
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
  @Query(() => FilingConnection, { description: 'Filings (báo cáo) the caller may see.' })
  @Access('filing.read')
  async filings(
    @Args() page: PageArgs,
    @Args('filter', { type: () => FilingFilter, nullable: true, description: 'Which filings; all when left out.' })
    filter: FilingFilter | null,
  ): Promise<FilingConnection> {
    throw new Error('x');
  }

  @Query(() => Filing, { nullable: true, description: 'One filing; null when there is none the caller may see.' })
  @Access('filing.read')
  async filing(
    @Args('id', { type: () => ID, description: 'Identity of the filing.' }) id: string,
  ): Promise<Filing | null> {
    throw new Error('x');
  }

  @Mutation(() => SaveDraftPayload, {
    description: 'Saves the draft of a filing as typed in the portal (lưu bản nháp).',
  })
  @Access('filing.prepare')
  async saveDraft(
    @Args('input', { type: () => SaveDraftInput, description: 'The draft.' }) input: SaveDraftInput,
  ): Promise<FilingPayload> {
    throw new Error('x');
  }

  @Mutation(() => SubmitFilingPayload, { description: 'Submits a draft (gửi báo cáo); answers with a receipt number.' })
  @Access('filing.submit')
  async submitFiling(
    @Args('input', { type: () => SubmitFilingInput, description: 'What is submitted.' }) input: SubmitFilingInput,
  ): Promise<FilingPayload> {
    throw new Error('x');
  }

  @Mutation(() => ReturnFilingPayload, { description: 'Returns a submitted filing to its sender (trả lại).' })
  @Access('filing.decide')
  async returnFiling(
    @Args('input', { type: () => ReturnFilingInput, description: 'What is returned, and why.' })
    input: ReturnFilingInput,
  ): Promise<FilingPayload> {
    throw new Error('x');
  }

  @Mutation(() => AcceptFilingPayload, {
    description: 'Accepts a submitted filing (tiếp nhận) and posts its figures in the same transaction.',
  })
  @Access('filing.decide')
  async acceptFiling(
    @Args('input', { type: () => AcceptFilingInput, description: 'What is accepted.' }) input: AcceptFilingInput,
  ): Promise<FilingPayload> {
    throw new Error('x');
  }

  @Mutation(() => AmendFilingPayload, {
    description: 'Opens a new revision of a returned or accepted filing (đính chính).',
  })
  @Access('filing.prepare')
  async amendFiling(
    @Args('input', { type: () => AmendFilingInput, description: 'What is amended, and why.' }) input: AmendFilingInput,
  ): Promise<FilingPayload> {
    throw new Error('x');
  }

  @BoundedListField(100, () => [FilingFigure], {
    description: 'Figures of the latest revision (số liệu), in printed order.',
  })
  figures(@Parent() filing: Filing): Promise<FilingFigure[]> {
    throw new Error('x');
  }

  @ResolveField(() => FilingProblemConnection, {
    description: 'Findings of the latest revision (phát hiện), in the order of the form.',
  })
  problems(@Parent() filing: Filing, @Args() page: PageArgs): Promise<FilingProblemConnection> {
    throw new Error('x');
  }

  @BoundedListField(200, () => [FilingRevision], { description: 'All revisions (các phiên bản), newest first.' })
  revisions(@Parent() filing: Filing): Promise<FilingRevision[]> {
    throw new Error('x');
  }

  @BoundedListField(200, () => [FilingTransition], {
    description: 'What happened to it (quá trình xử lý), oldest first.',
  })
  transitions(@Parent() filing: Filing): Promise<FilingTransition[]> {
    throw new Error('x');
  }

  @ResolveField(() => Obligation, { description: 'The duty it answers (nghĩa vụ báo cáo).' })
  obligation(@Parent() filing: Filing): Promise<Obligation> {
    throw new Error('x');
  }

  @ResolveField(() => SourceFile, {
    nullable: true,
    description: 'Workbook the latest revision was read from (tệp nguồn); null when typed in the portal.',
  })
  file(@Parent() filing: Filing): Promise<SourceFile | null> {
    throw new Error('x');
  }
}
