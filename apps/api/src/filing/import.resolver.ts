import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { PageArgs } from '../graphql/connection.js';
import { ImportWorkbookInput } from './filing.inputs.js';
import { ImportWorkbookPayload } from './filing.payloads.js';
import { Filing, FilingProblemConnection, SourceFile, WorkbookImport } from './filing.types.js';

@Resolver(() => WorkbookImport)
export class ImportResolver {
  @Query(() => WorkbookImport, {
    nullable: true,
    description: 'One import (lần nhập tệp); null when there is none the caller may see.',
  })
  @Access('filing.read')
  async workbookImport(
    @Args('id', { type: () => ID, description: 'Identity of the import.' }) id: string,
  ): Promise<WorkbookImport | null> {
    throw new Error('x');
  }

  @Mutation(() => ImportWorkbookPayload, {
    description:
      'Has the worker read an uploaded workbook as a filing (nhập tệp). The same file for the same duty is read once.',
  })
  @Access('filing.prepare')
  async importWorkbook(
    @Args('input', { type: () => ImportWorkbookInput, description: 'Which file, as what.' }) input: ImportWorkbookInput,
  ): Promise<ImportWorkbookPayload> {
    throw new Error('x');
  }

  @ResolveField(() => SourceFile, { description: 'The workbook (tệp nguồn).' })
  file(@Parent() row: WorkbookImport): Promise<SourceFile> {
    throw new Error('x');
  }

  @ResolveField(() => Filing, {
    nullable: true,
    description: 'The filing whose draft holds the figures (báo cáo); null until read, and for a rejected workbook.',
  })
  filing(@Parent() row: WorkbookImport): Promise<Filing | null> {
    throw new Error('x');
  }

  @ResolveField(() => FilingProblemConnection, {
    description: 'Findings (phát hiện): about the file first, then in the order of the form.',
  })
  problems(@Parent() row: WorkbookImport, @Args() page: PageArgs): FilingProblemConnection {
    throw new Error('x');
  }
}
