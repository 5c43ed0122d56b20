import { Inject } from '@nestjs/common';
import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import type { Logger } from 'pino';
import type { EventBus, Heard } from '#lib/events';
import { exchangeError } from '#lib/exchange';
import { filingError, filingsByIds } from '#lib/filing';
import type { Change } from '#lib/persistence';
import { Access } from '../access/access.decorator.js';
import { ExportJob } from '../exchange/export.types.js';
import { RegisterImport } from '../exchange/register-import.types.js';
import { filingShown, importShown } from '../filing/filing.mapper.js';
import { WorkbookImport } from '../filing/import.types.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { asUuid } from '../graphql/uuid.js';
import { obligationShown } from '../regime/regime.resolver.js';
import { EVENTS, LOG, SERVICES, type Services } from '../services.js';
import { mayConcern } from './concerns.js';
import { FilingChangedEvent, ObligationChangedEvent } from './live.types.js';
import { changesOf, progressOf } from './streams.js';

const PERIOD = 'Only of this period (kỳ báo cáo); of all when left out.';
const FINAL = new Set(['done', 'failed']);

/** What may be followed. A subscription's payload is named as its field, as GraphQL resolves it. */
@Resolver()
export class LiveResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Subscription(() => FilingChangedEvent, {
    description:
      'Filings in the sight of the caller (báo cáo), each time one is saved, submitted, returned, accepted, amended or commented on.',
  })
  @Access('filing.read')
  async filingChanged(
    @Args('period', { type: () => String, nullable: true, description: PERIOD }) period: string | null | undefined,
    @Args('form', {
      type: () => String,
      nullable: true,
      description: 'Only of this form (biểu); of all when left out.',
    })
    form: string | null | undefined,
    @Args('unit', {
      type: () => String,
      nullable: true,
      description: 'Only of this unit (đơn vị), by its public code; of all when left out.',
    })
    unit: string | null | undefined,
    @Context() context: GraphContext,
  ): Promise<AsyncIterableIterator<{ filingChanged: FilingChangedEvent }>> {
    const { caller } = context;
    const feed = this.events.subscribe(
      (change) => change.kind === 'filing' && (period ?? change.period) === change.period && mayConcern(caller, change),
    );
    const refetch: { filingChanged: FilingChangedEvent } = { filingChanged: { refetch: true, filing: null } };
    return changesOf(feed, refetch, (heard) =>
      this.look(heard, refetch, async ({ id }) => {
        const view = (await this.services.db.transact(caller.scope, (uow) => filingsByIds(uow, [id]))).get(id);
        if (view === undefined || (form ?? view.form) !== view.form || (unit ?? view.filerRef) !== view.filerRef)
          return null;
        return { filingChanged: { refetch: false, filing: filingShown(view) } };
      }),
    );
  }

  @Subscription(() => ObligationChangedEvent, {
    description:
      'Obligations in the sight of the caller (nghĩa vụ báo cáo), each time one, or the filing that answers it, changes.',
  })
  @Access('obligation.read')
  async obligationChanged(
    @Args('period', { type: () => String, description: 'Of this period (kỳ báo cáo).' }) period: string,
    @Args('unit', {
      type: () => String,
      nullable: true,
      description: 'Only of this unit (đơn vị), by its public code; of all when left out.',
    })
    unit: string | null | undefined,
    @Context() context: GraphContext,
  ): Promise<AsyncIterableIterator<{ obligationChanged: ObligationChangedEvent }>> {
    const { caller } = context;
    const { db, regime } = this.services;
    const feed = this.events.subscribe(
      (change) =>
        (change.kind === 'obligation' || change.kind === 'obligations') &&
        change.period === period &&
        mayConcern(caller, change),
    );
    const refetch: { obligationChanged: ObligationChangedEvent } = {
      obligationChanged: { refetch: true, obligation: null },
    };
    return changesOf(feed, refetch, (heard) =>
      this.look(heard, refetch, async ({ id }) => {
        const view = (await db.transact(caller.scope, (uow) => regime.obligationsByIds(uow, [id]))).get(id);
        if (view === undefined || (unit ?? view.filerRef) !== view.filerRef) return null;
        return { obligationChanged: { refetch: false, obligation: obligationShown(view) } };
      }),
    );
  }

  @Subscription(() => WorkbookImport, {
    description:
      'One import (lần nhập tệp): as it stands, then each step of the worker; ends when it is done or failed.',
  })
  @Access('filing.read')
  async importProgress(
    @Args('id', { type: () => ID, description: 'Identity of the import.' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<AsyncIterableIterator<{ importProgress: WorkbookImport }>> {
    const { db, imports } = this.services;
    const key = asUuid(id);
    const read = async () => {
      const row = (await db.transact(caller.scope, (uow) => imports.importsByIds(uow, [key]))).get(key);
      return row === undefined ? null : { importProgress: importShown(row, this.services.law) };
    };
    return await this.progress(
      'import',
      key,
      read,
      ({ importProgress: i }) => i,
      () => filingError('IMPORT_UNKNOWN', {}, 'id'),
    );
  }

  @Subscription(() => RegisterImport, {
    description:
      'One import of a register workbook (lần nhập sổ đăng ký): as it stands, then each step of the worker; ends when the dry run, or the writing, is done or failed.',
  })
  @Access('register.read')
  async registerImportProgress(
    @Args('id', { type: () => ID, description: 'Identity of the import.' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<AsyncIterableIterator<{ registerImportProgress: RegisterImport }>> {
    const key = asUuid(id);
    const read = async () => {
      const row = await this.services.registerImports.one(caller, key);
      return row === null ? null : { registerImportProgress: row };
    };
    return await this.progress(
      'register_import',
      key,
      read,
      ({ registerImportProgress: i }) => i,
      () => exchangeError('REGISTER_IMPORT_UNKNOWN', {}, 'id'),
    );
  }

  @Subscription(() => ExportJob, {
    description:
      'One export (lần xuất dữ liệu): as it stands, then each step of the worker; ends when it is done or failed.',
  })
  @Access('export.create')
  async exportProgress(
    @Args('id', { type: () => ID, description: 'Identity of the export.' }) id: string,
    @Context() { caller }: GraphContext,
  ): Promise<AsyncIterableIterator<{ exportProgress: ExportJob }>> {
    const key = asUuid(id);
    const read = async () => {
      const row = await this.services.exports.job(caller, key);
      return row === null ? null : { exportProgress: row };
    };
    return await this.progress(
      'export',
      key,
      read,
      ({ exportProgress: e }) => e,
      () => exchangeError('EXPORT_UNKNOWN', {}, 'id'),
    );
  }

  /** Listens first and reads then, so that nothing falls between the two. */
  private async progress<T>(
    kind: Change['kind'],
    id: string,
    read: () => Promise<T | null>,
    rowOf: (told: T) => { readonly state: string; readonly percent: number },
    unknown: () => Error,
  ): Promise<AsyncIterableIterator<T>> {
    const feed = this.events.subscribe((change) => change.kind === kind && change.id === id);
    try {
      const first = await read();
      if (first === null) throw unknown();
      return progressOf(feed, first, {
        read,
        isFinal: (told) => FINAL.has(rowOf(told).state),
        key: (told) => `${rowOf(told).state} ${rowOf(told).percent}`,
      });
    } catch (error) {
      feed.close();
      throw error;
    }
  }

  /** What to send for what was heard: the row as the caller sees it, or the word to ask again. */
  private async look<T>(heard: Heard, refetch: T, read: (change: Change) => Promise<T | null>): Promise<T | null> {
    if (heard.kind === 'gap' || heard.kind === 'obligations') return refetch;
    try {
      return await read(heard);
    } catch (error) {
      this.log.warn(
        { err: error, kind: heard.kind },
        'a change could not be read; its listeners are told to ask again',
      );
      return refetch;
    }
  }
}
