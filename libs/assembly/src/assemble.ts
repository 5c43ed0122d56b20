import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';
import {
  AccountService,
  accessEntities,
  InvitationService,
  OfficeService,
  SecondFactorService,
  SessionService,
  SignInService,
  TokenService,
} from '#lib/access';
import type { Config } from '#lib/config';
import { ConsolidationService, EditionService, OverrideService } from '#lib/consolidation';
import {
  ExportProcessor,
  ExportService,
  RegisterImportProcessor,
  RegisterImportService,
  RegisterImportViews,
  SavedExports,
} from '#lib/exchange';
import {
  FileStore,
  FilingService,
  filingEntities,
  ImportAnswers,
  ImportProcessor,
  ImportService,
  type InstallationKey,
  loadOrCreateInstallationKey,
  NilFilings,
  QuickFilings,
  ReceiptNotes,
  TemplateService,
} from '#lib/filing';
import { type Clock, clockFrom, DomainError, systemClock } from '#lib/kernel';
import { type Law, loadTerritory } from '#lib/law';
import { type Change, createOrm, Database } from '#lib/persistence';
import { ExceptionService, NilOffers, RegimeService, ReporterService, regimeEntities } from '#lib/regime';
import { RegisterEditService, RegisterService, registerEntities } from '#lib/register';
import {
  CalendarService,
  ExportNotes,
  InboxService,
  InvitationMail,
  type MailTransport,
  OutboxService,
  outboxFolder,
  PolicyService,
  ReminderPlanner,
  ReminderRulebook,
  ReminderRunner,
  ReminderService,
  smtpTransport,
} from '#lib/reminders';
import { TerritoryService, territoryEntities } from '#lib/territory';
import { unitDirectory } from '#lib/workbook';

/** Everything a process can ask of the libs, put together once. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly law: Law;
  readonly db: Database;
  readonly signIn: SignInService;
  readonly tokens: TokenService;
  readonly accounts: AccountService;
  /** Names and addresses of offices. */
  readonly offices: OfficeService;
  readonly secondFactors: SecondFactorService;
  readonly sessions: SessionService;
  readonly invitations: InvitationService;
  readonly invitationMail: InvitationMail;
  readonly territory: TerritoryService;
  readonly register: RegisterService;
  readonly registerEdits: RegisterEditService;
  readonly regime: RegimeService;
  /** Extensions and exemptions. */
  readonly exceptions: ExceptionService;
  /** Who reports a cluster where the law is silent. */
  readonly reporters: ReporterService;
  readonly nilOffers: NilOffers;
  readonly files: FileStore;
  readonly filings: FilingService;
  readonly nilFilings: NilFilings;
  /** To be told of every submission after its commit. */
  readonly receiptNotes: ReceiptNotes;
  readonly quickFilings: QuickFilings;
  readonly imports: ImportService;
  /** Answers to what an import asks, and the choices an office keeps. */
  readonly importAnswers: ImportAnswers;
  /** Prefilled workbooks. */
  readonly templates: TemplateService;
  /** The worker's side of imports. */
  readonly importProcessor: ImportProcessor;
  readonly consolidation: ConsolidationService;
  /** Officers' values in place of derived ones. */
  readonly overrides: OverrideService;
  /** Closing a period. */
  readonly editions: EditionService;
  readonly exports: ExportService;
  /** Planners' tables kept under a name. */
  readonly savedExports: SavedExports;
  /** Tells of scheduled exports that are done. */
  readonly exportNotes: ExportNotes;
  /** The worker's side of exports. */
  readonly exportProcessor: ExportProcessor;
  readonly registerImports: RegisterImportService;
  readonly registerImportViews: RegisterImportViews;
  /** The worker's side of register workbooks. */
  readonly registerImportProcessor: RegisterImportProcessor;
  readonly reminders: ReminderService;
  /** Which reminder policy holds. */
  readonly policies: PolicyService;
  readonly inbox: InboxService;
  readonly calendars: CalendarService;
  readonly outbox: OutboxService;
  /** The worker's side of reminders. */
  readonly reminderRunner: ReminderRunner;
}

export interface Parts {
  readonly orm: MikroORM<PostgreSqlDriver>;
  readonly clock: Clock;
  readonly law: Law;
  readonly config: Config;
  /** Told of what failed without stopping anything. */
  readonly warn?: (error: unknown, message: string) => void;
  /** Told of what each transaction announced, after its commit; nobody is when it is left out (the command line). */
  readonly onCommit?: (changes: readonly Change[]) => void;
}

/** Puts the services of a process together; opens nothing by itself. */
export function assemble({ orm, clock, law, config, warn, onCommit }: Parts): Services {
  const db = new Database(orm, onCommit);
  const transport = mailTransport(config);
  const accounts = new AccountService({ db, clock });
  const territory = new TerritoryService();
  // Made at the first submission of an installation, then kept; a failure is tried again.
  let key: InstallationKey | null = null;
  const receiptKey = async (): Promise<InstallationKey> => {
    key ??= await loadOrCreateInstallationKey(config.dataFolder);
    return key;
  };
  const filings = new FilingService({ clock, law, receiptKey });
  // The territory is read from disk at the first file that names a unit, and kept.
  const units = unitDirectory(loadTerritory, law);
  const regime = new RegimeService({ clock, law });
  const rulebook = new ReminderRulebook();
  const { publicUrl } = config;
  const quickFilings = new QuickFilings({ db, clock, law, filings, secret: config.templateKey, publicUrl });
  const consolidation = new ConsolidationService({ clock, law, territory });
  const exports = new ExportService({ db, clock, law });
  const exportFolder = join(config.dataFolder, 'exports');
  return {
    config,
    clock,
    law,
    db,
    signIn: new SignInService({ db, clock, sessionHours: config.sessionHours }),
    tokens: new TokenService({ db, clock }),
    accounts,
    offices: new OfficeService({ db, clock }),
    secondFactors: new SecondFactorService({ db, clock }),
    sessions: new SessionService({ db, clock }),
    invitations: new InvitationService({ db, clock, accounts }),
    invitationMail: new InvitationMail({ clock, transport, publicUrl }),
    territory,
    register: new RegisterService({ clock }),
    registerEdits: new RegisterEditService({ clock }),
    regime,
    exceptions: new ExceptionService({ clock }),
    reporters: new ReporterService({ clock }),
    nilOffers: new NilOffers({ db, clock, law }),
    files: new FileStore({ clock, maxBytes: config.uploadMaxBytes }),
    filings,
    nilFilings: new NilFilings({ clock, law, filings }),
    receiptNotes: new ReceiptNotes({ db, folder: config.dataFolder }),
    imports: new ImportService({ clock, filings }),
    importAnswers: new ImportAnswers({ clock }),
    quickFilings,
    templates: new TemplateService({ clock, law, filings, key: config.templateKey }),
    importProcessor: new ImportProcessor({
      db,
      clock,
      law,
      filings,
      units,
      templateKey: config.templateKey,
      markingFailed: (importId, error) => warn?.(error, `the workbook of import ${importId} could not be marked`),
    }),
    consolidation,
    overrides: new OverrideService({ clock, law, territory }),
    editions: new EditionService({ db, clock, law, territory }),
    exports,
    savedExports: new SavedExports({ db, clock, exports }),
    exportNotes: new ExportNotes({ db, clock, transport, publicUrl }),
    exportProcessor: new ExportProcessor({ db, clock, law, territory, consolidation, folder: exportFolder }),
    registerImports: new RegisterImportService({ db, clock }),
    registerImportViews: new RegisterImportViews(db),
    registerImportProcessor: new RegisterImportProcessor({ db, clock }),
    reminders: new ReminderService({ clock, rulebook }),
    policies: new PolicyService({ db, clock, rulebook }),
    inbox: new InboxService({ clock }),
    calendars: new CalendarService({ clock, db, regime, publicUrl }),
    outbox: new OutboxService({ mailFrom: config.mailFrom }),
    reminderRunner: new ReminderRunner({
      db,
      clock,
      law,
      rulebook,
      planner: new ReminderPlanner({ clock, rulebook }),
      transport,
      publicUrl,
      quickAddress: (obligationId, officeId, lockAt) => quickFilings.address(obligationId, officeId, lockAt),
      leaseSeconds: leaseFor(config.remindSeconds),
    }),
  };
}

/** An SMTP server where one is configured, else files in the data folder. Connects at the first mail. */
function mailTransport({ smtpUrl, mailFrom, dataFolder }: Config): MailTransport {
  return smtpUrl === null
    ? outboxFolder(join(dataFolder, 'outbox'), mailFrom)
    : smtpTransport({ url: smtpUrl, from: mailFrom });
}

/** A dead worker's batch is free again well before the next comparison, a slow one's is not taken away. */
function leaseFor(remindSeconds: number): number {
  return Math.max(3, Math.round(remindSeconds / 3));
}

/** The clock of a process: the real one, unless a rehearsal sets another beginning. */
export function clockOf(config: Pick<Config, 'clockFrom'>): Clock {
  return config.clockFrom === null ? systemClock : clockFrom(config.clockFrom);
}

/** Entities of every room. */
export const allEntities = [
  ...accessEntities,
  ...territoryEntities,
  ...registerEntities,
  ...regimeEntities,
  ...filingEntities,
] as const;

/**
 * Connects as the application role, with the entities of every room.
 * @throws DomainError CONFIG_INVALID when the address of the database is not given
 */
export async function connect(
  config: Config,
  poolMax?: number,
  statementTimeoutMs?: number,
): Promise<MikroORM<PostgreSqlDriver>> {
  if (config.appUrl === null)
    throw new DomainError({
      code: 'CONFIG_INVALID',
      message:
        'Chưa có CCN_APP_URL (địa chỉ cơ sở dữ liệu của vai trò ứng dụng). Hãy đặt biến này, hoặc dùng scripts/ccn.',
      messageEn: 'CCN_APP_URL is not set.',
    });
  return await createOrm({
    connectionString: config.appUrl,
    entities: allEntities,
    ...(poolMax === undefined ? {} : { poolMax }),
    ...(statementTimeoutMs === undefined ? {} : { statementTimeoutMs }),
  });
}
