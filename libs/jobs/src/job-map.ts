import type { PeriodCode } from '#lib/kernel';

/**
 * Every job of the system: its name fixes its payload. Payloads name rows, they carry no facts: what is
 * to be done is read from PostgreSQL when the job runs, so a job that runs twice ends in the same state.
 */
export interface JobMap {
  /** Reads one uploaded workbook and files it as a draft (libs/filing ImportProcessor). */
  'import.workbook': { readonly importId: string };
  /** Opens a reporting period and brings its obligations up to the register (libs/regime). */
  'period.open': { readonly period: PeriodCode };
  /** Brings the plan of reminders up to date and sends what is due (libs/reminders). */
  'reminders.sweep': Readonly<Record<string, never>>;
  /** Writes one export's file (libs/exchange ExportProcessor); those of a schedule are asked for by the sweep. */
  'export.run': { readonly exportId: string };
  /** Reads one register workbook: dry run or application (libs/exchange RegisterImportProcessor). */
  'register.import': { readonly importId: string };
  /** Hands waiting outbox rows to the queues and re-queues work whose lease has run out. */
  'outbox.sweep': Readonly<Record<string, never>>;
}

export type JobName = keyof JobMap;

/**
 * Which queue a job runs in. Apart, because they wait for different things: reading workbooks fills a
 * core, opening a period fills the database, exports take minutes, reminders wait for a mail server, the sweep must never wait behind any of them.
 */
export const queueOfJob = {
  'import.workbook': 'workbooks',
  'period.open': 'regime',
  'reminders.sweep': 'reminders',
  'export.run': 'exchange',
  'register.import': 'exchange',
  'outbox.sweep': 'upkeep',
} as const satisfies Record<JobName, string>;

export type QueueName = (typeof queueOfJob)[JobName];

export const queueNames: readonly QueueName[] = [...new Set(Object.values(queueOfJob))];

/** True for the name of a job of this system; the outbox keeps names as text. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(queueOfJob, name);
}
