import type { TextKey } from './vi.js';

/** Key of the text of a value: a prefix and the value, as it is written in the schema or in small letters. */
const as =
  (prefix: string) =>
  (value: string): string =>
    `${prefix}.${value}`;
const small =
  (prefix: string) =>
  (value: string): string =>
    `${prefix}.${value.toLowerCase()}`;
const of =
  (texts: Readonly<Record<string, TextKey>>) =>
  (value: string): string =>
    texts[value] ?? '';

/**
 * The text of each value of an enum that people read, by the enum's name in the schema. A page that shows a new enum adds
 * its line here; a unit test walks the schema and asks for every value in both languages.
 */
export const enumTexts: Readonly<Record<string, (value: string) => string>> = {
  AnswerState: small('state'),
  ClosingReason: as('doubt'),
  ClusterType: as('clusterType'),
  DataProblemSeverity: as('severity'),
  DecisionKind: as('decision'),
  EditableFact: as('fact'),
  ExportFormat: as('export.format'),
  ExportSchedule: as('export.schedule'),
  FigureBasis: small('consolidated.basis'),
  FilingAttention: as('attention'),
  FilingState: small('state'),
  FilterOperator: as('export.operator'),
  InputChange: small('changed'),
  ObligationChangeKind: small('change'),
  OccupancyDefinition: as('dashboard.definition'),
  OfficeKind: small('tier'),
  OutboundMailState: as('outbox'),
  ProjectState: as('tenant'),
  QueueBackend: as('queues.backend'),
  QueueName: as('queues.name'),
  ReminderChannel: as('channel'),
  ReconciledWhy: of({
    DIFFERS: 'reconcile.because.differs',
    NOT_FILED: 'reconcile.because.notFiled',
    NOT_IN_REGISTER: 'reconcile.because.notInRegister',
  }),
  ReconciliationLevel: small('reconcile.level'),
  RegisterChangeKind: small('change'),
  RegisterImportOutcome: as('registerImport'),
  Role: small('role'),
  StatementKind: of({ MARK: 'thread.mark', EXPLANATION: 'thread.explanation', COMMENT: 'thread.comment' }),
};

/** Enums that pages ask for to decide what to do, and never print; each with the reason. */
export const enumsNeverShown: Readonly<Record<string, string>> = {
  Accumulation: 'decides which help stands at a row',
  CheckOutcome: 'the page words the outcome with its numbers',
  DatasetEdition: 'decides whether an edition is offered',
  ExportKind: 'part of a list of files, named by their own names',
  FigureSourceKind: 'decides whether a source is a link; its label is shown',
  FilerKind: 'part of the address of a filing',
  FilingSide: 'decides on which side of a thread a statement stands',
  ImportState: 'decides which step of the upload is shown',
  MarkAnswer: 'decides which field is filled',
  ObligationState: 'decides which step is offered',
  ReminderStepTo: 'sorts steps into fields of their own',
  Severity: 'sorts findings under headings of their own',
  WorkState: 'decides whether to wait, to offer the file or to tell the failure',
};
