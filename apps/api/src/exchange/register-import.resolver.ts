import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../access/access.decorator.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { languageOf, sentence } from '../http/language.js';
import { KICK, SERVICES, type Services } from '../services.js';
import {
  ApplyRegisterImportInput,
  ImportRegisterInput,
  RegisterChangeConnection,
  RegisterImport,
  RegisterImportConnection,
  RegisterImportPayload,
  RegisterProblemConnection,
} from './register-import.types.js';

/** Register workbooks in: a dry run shows the differences, applying writes exactly those. */
@Resolver(() => RegisterImport)
export class RegisterImportResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(KICK) private readonly kick: () => void,
  ) {}

  @Query(() => RegisterImport, {
    nullable: true,
    description: 'One import of a register workbook (lần nhập sổ); null when the caller sees none of this id.',
  })
  @Access('register.read')
  registerImport(
    @Args('id', { type: () => ID, description: 'Identity of the import.' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<RegisterImport | null> {
    return this.services.registerImports.one(caller, asUuid(id));
  }

  @Query(() => RegisterImportConnection, {
    description: 'Imports of register workbooks (lần nhập sổ) that the caller may see, newest first.',
  })
  @Access('register.read')
  async registerImports(
    @Args() page: PageArgs,
    @Context() { caller }: GraphContext,
  ): Promise<RegisterImportConnection> {
    return connectionOfPage(await this.services.registerImportViews.imports(caller, pageRequest(page)), page);
  }

  @ResolveField(() => RegisterChangeConnection, {
    description: 'The differences (thay đổi), in the order of the workbook; as the dry run found them.',
  })
  async changes(
    @Parent() { id }: RegisterImport,
    @Args() page: PageArgs,
    @Context() { caller }: GraphContext,
  ): Promise<RegisterChangeConnection> {
    return connectionOfPage(await this.services.registerImportViews.changes(caller, id, pageRequest(page)), page);
  }

  @ResolveField(() => RegisterProblemConnection, { description: 'Problems (vấn đề), at most 1,000 of them.' })
  async problems(
    @Parent() { id }: RegisterImport,
    @Args() page: PageArgs,
    @Context() { caller, req }: GraphContext,
  ): Promise<RegisterProblemConnection> {
    const found = await this.services.registerImportViews.problems(caller, id, pageRequest(page));
    return connectionOfPage(found, page, ({ severity, messageEn, message, ...rest }) => ({
      ...rest,
      isError: severity === 'error',
      message: sentence({ message, messageEn: messageEn ?? undefined }, languageOf(req)),
    }));
  }

  @Mutation(() => RegisterImportPayload, {
    description:
      'Reads an uploaded register workbook (nhập sổ đăng ký) without writing anything: a difference list to look at.',
  })
  @Access('register.import')
  async importRegister(
    @Args('input', { type: () => ImportRegisterInput, description: 'What to read, and how.' })
    input: ImportRegisterInput,
    @Context() context: GraphContext,
  ): Promise<RegisterImportPayload> {
    return await this.taken(context, () =>
      this.services.registerImports.request(context.caller, {
        fileId: asUuid(input.fileId),
        cluster: input.cluster?.trim() || null,
        observedOn: input.observedOn ?? null,
        writing: input.numberWriting ?? null,
      }),
    );
  }

  @Mutation(() => RegisterImportPayload, {
    description:
      'Writes the differences that a dry run showed (ghi sổ đăng ký), in one transaction; nothing when the register has changed since.',
  })
  @Access('register.import')
  async applyRegisterImport(
    @Args('input', { type: () => ApplyRegisterImportInput, description: 'Which differences, and why.' })
    input: ApplyRegisterImportInput,
    @Context() context: GraphContext,
  ): Promise<RegisterImportPayload> {
    return await this.taken(context, () =>
      this.services.registerImports.apply(context.caller, { ...input, id: asUuid(input.id) }),
    );
  }

  private async taken(context: GraphContext, work: () => Promise<RegisterImport>): Promise<RegisterImportPayload> {
    const { value, errors } = await expected(context, work);
    if (value !== null) this.kick();
    return { registerImport: value, errors };
  }
}
