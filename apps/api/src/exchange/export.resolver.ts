import { Inject } from '@nestjs/common';
import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { WantedExport, WantedTable } from '#lib/exchange';
import { DomainError, vietnamDate } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { connectionOfPage, PageArgs, pageRequest } from '../graphql/connection.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { asUuid } from '../graphql/uuid.js';
import { KICK, SERVICES, type Services } from '../services.js';
import {
  type DatasetColumn,
  ExportDataset,
  ExportJob,
  ExportJobConnection,
  ExportPreview,
  RequestExportInput,
  RequestExportPayload,
  TableExportInput,
} from './export.types.js';
import { queryRequest } from './query-request.js';

/** Exports as background jobs; the bytes are at GET /api/exports/:id. */
@Resolver(() => ExportJob)
export class ExportResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(KICK) private readonly kick: () => void,
  ) {}

  @Query(() => ExportJob, {
    nullable: true,
    description: "One of the caller's exports; null when he has none of this id.",
  })
  @Access('export.create')
  exportJob(
    @Args('id', { type: () => ID, description: 'Identity of the export.' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<ExportJob | null> {
    return this.services.exports.job(caller, asUuid(id));
  }

  @Query(() => ExportJobConnection, { description: "The caller's exports (lần xuất dữ liệu), newest first." })
  @Access('export.create')
  async exportJobs(@Args() page: PageArgs, @Context() { caller }: GraphContext): Promise<ExportJobConnection> {
    return connectionOfPage(await this.services.exports.jobs(caller, pageRequest(page)), page);
  }

  @BoundedListQuery(20, () => [ExportDataset], {
    description: 'Tables that can be exported (bảng dữ liệu) with their columns.',
  })
  @Access('export.create')
  exportDatasets(): ExportDataset[] {
    return this.services.exports.datasets.map(({ key, label, labelEn, edition, columns }) => ({
      key,
      label,
      labelEn,
      edition,
      columns: columns.map(columnShown),
    }));
  }

  @Query(() => ExportPreview, {
    description: 'The beginning of a table as its export would have it (xem trước), with the number of its rows.',
  })
  @Access('export.create')
  async exportPreview(
    @Args('table', { type: () => TableExportInput, description: 'The table; its format does not matter here.' })
    table: TableExportInput,
    @Context() { caller }: GraphContext,
  ): Promise<ExportPreview> {
    const { columns, rows, rowCount, provinces } = await this.services.exports.preview(caller, tableOf(table));
    return {
      columns: columns.map(columnShown),
      rows: rows.map((cells) => ({ cells: cells.map((cell) => cell ?? '') })),
      rowCount,
      provinces,
    };
  }

  @Mutation(() => RequestExportPayload, {
    description: 'Asks for an export (xuất dữ liệu) that the worker writes; the same request under way is one export.',
  })
  @Access('export.create')
  async requestExport(
    @Args('input', { type: () => RequestExportInput, description: 'What to export.' }) input: RequestExportInput,
    @Context() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RequestExportPayload> {
    const { value, errors } = await expected(context, async () =>
      this.services.exports.request(context.caller, this.requestOf(input, context, info.schema)),
    );
    if (value !== null) this.kick();
    return { exportJob: value, errors };
  }

  private requestOf(
    { forms, table, register, query }: RequestExportInput,
    { caller }: GraphContext,
    schema: GraphQLSchema,
  ): WantedExport {
    const wanted: WantedExport[] = [];
    if (forms) {
      const { edition, ...rest } = forms;
      wanted.push({ kind: 'forms', format: 'xlsx', ...rest, ...(edition ? { edition } : {}) });
    }
    if (table) wanted.push(tableOf(table));
    if (register) wanted.push({ kind: 'register', format: 'xlsx', ...register, asOf: register.asOf ?? null });
    if (query) wanted.push(queryRequest(schema, query, caller, vietnamDate(this.services.clock.now())));
    const [one, ...more] = wanted;
    if (one !== undefined && more.length === 0) return one;
    throw new DomainError({
      code: 'EXPORT_REQUEST_INVALID',
      message:
        'Yêu cầu xuất phải có đúng một trong bốn mục forms, table, register, query. Hãy chọn một mục rồi gửi lại.',
      messageEn: 'A request has exactly one of forms, table, register, query.',
      path: 'input',
    });
  }
}

/** A table in the words of the room. */
export function tableOf({ edition, asOf, ...rest }: TableExportInput): WantedTable {
  return { kind: 'table', ...rest, asOf: asOf ?? null, ...(edition ? { edition } : {}) };
}

type Column = Services['exports']['datasets'][number]['columns'][number];

const columnShown = (c: Column): DatasetColumn => ({
  key: c.key,
  label: c.unit === undefined ? c.label : `${c.label} (${c.unit})`,
  definition: c.definition ?? null,
  type: c.type,
  usual: c.usual,
});
