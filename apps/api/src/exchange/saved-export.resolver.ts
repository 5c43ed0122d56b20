import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Caller } from '#lib/access';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { Context, CurrentCaller, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { SERVICES, type Services } from '../services.js';
import { tableOf } from './export.resolver.js';
import {
  DropSavedExportInput,
  DropSavedExportPayload,
  SavedExport,
  SaveExportInput,
  SaveExportPayload,
} from './saved-export.types.js';

/** Planners' tables kept under a name, shared inside the office, made anew by a schedule. */
@Resolver()
export class SavedExportResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @BoundedListQuery(100, () => [SavedExport], {
    description: "The caller's saved tables (mẫu xuất đã lưu) and those his office shares, by name.",
  })
  @Access('export.create')
  async savedExports(@CurrentCaller() caller: Caller): Promise<SavedExport[]> {
    return [...(await this.services.savedExports.list(caller))];
  }

  @Mutation(() => SaveExportPayload, {
    description: 'Keeps a table under a name (lưu mẫu xuất); a scheduled one tells its owner by inbox and mail.',
  })
  @Access('export.create')
  async saveExport(
    @Args('input', { type: () => SaveExportInput, description: 'What to keep.' })
    { id, name, table, shared, schedule }: SaveExportInput,
    @Context() context: GraphContext,
  ): Promise<SaveExportPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.savedExports.save(context.caller, {
        id: id ? asUuid(id) : null,
        name,
        table: tableOf(table),
        shared,
        schedule,
      }),
    );
    return { savedExport: value, errors };
  }

  @Mutation(() => DropSavedExportPayload, { description: 'Forgets a saved table (bỏ mẫu xuất); its files stay.' })
  @Access('export.create')
  async dropSavedExport(
    @Args('input', { type: () => DropSavedExportInput, description: 'Which one.' }) { id }: DropSavedExportInput,
    @Context() context: GraphContext,
  ): Promise<DropSavedExportPayload> {
    const { errors } = await expected(context, () => this.services.savedExports.drop(context.caller, asUuid(id)));
    return { dropped: errors.length === 0, errors };
  }
}
