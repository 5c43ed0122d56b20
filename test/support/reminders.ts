/** The reminders of a season without the queue: planner, runner and services over a clock and a mail server of the spec's. */
import { ManualClock } from '#lib/kernel';
import { loadLaw } from '#lib/law';
import { type Database, systemScope, type UnitOfWork } from '#lib/persistence';
import { RegimeService } from '#lib/regime';
import {
  CalendarService,
  InboxService,
  type Mail,
  type MailFailure,
  type MailTransport,
  ReminderPlanner,
  ReminderRulebook,
  ReminderRunner,
  ReminderService,
} from '#lib/reminders';

export const PUBLIC_URL = 'https://ccn.example';

/** Takes mails into a list; a spec may make it refuse. */
export class ListTransport implements MailTransport {
  concurrency = 50;
  readonly sent: { readonly mail: Mail; readonly at: Date }[] = [];
  /** What is done with a mail that is taken; kept in `sent` unless a spec says otherwise. */
  take: (mail: Mail, at: Date) => unknown = (mail, at) => this.sent.push({ mail, at });
  /** Decides about a mail before it is taken: a failure, or null. */
  refuse: (mail: Mail) => MailFailure | null = () => null;

  constructor(private readonly clock: ManualClock) {}

  async send(mail: Mail) {
    const failure = this.refuse(mail);
    if (failure !== null) throw failure;
    this.take(mail, this.clock.now());
    return { response: '250 taken', refused: [] };
  }

  async close(): Promise<void> {}
}

export interface ReminderDesk {
  readonly clock: ManualClock;
  readonly regime: RegimeService;
  readonly rulebook: ReminderRulebook;
  readonly planner: ReminderPlanner;
  readonly mails: ListTransport;
  readonly runner: ReminderRunner;
  readonly reminders: ReminderService;
  readonly inbox: InboxService;
  readonly calendars: CalendarService;
  /** Moves the clock to this wall-clock time in Vietnam ("2026-06-05T08:00") and sweeps. */
  sweepAt(time: string): ReturnType<ReminderRunner['sweep']>;
  /** Another runner over the same rows: other transport, other rules. */
  runnerWith(change: { transport?: MailTransport; rulebook?: ReminderRulebook }): ReminderRunner;
  /** A look from outside all scopes. */
  rows<T extends object>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  as<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
}

export function openReminderDesk(
  db: Database,
  start: string,
  sizes: { batch?: number; recordEvery?: number } = {},
): ReminderDesk {
  const clock = new ManualClock(vietnam(start));
  const law = loadLaw();
  const rulebook = new ReminderRulebook();
  const regime = new RegimeService({ clock, law });
  const mails = new ListTransport(clock);
  const settings = { db, clock, law, publicUrl: PUBLIC_URL, ...sizes };
  const runnerWith: ReminderDesk['runnerWith'] = ({ transport = mails, rulebook: rules = rulebook }) =>
    new ReminderRunner({
      ...settings,
      rulebook: rules,
      planner: new ReminderPlanner({ clock, rulebook: rules }),
      transport,
    });
  const runner = runnerWith({});
  return {
    clock,
    regime,
    rulebook,
    planner: new ReminderPlanner({ clock, rulebook }),
    mails,
    runner,
    reminders: new ReminderService({ clock, rulebook }),
    inbox: new InboxService({ clock }),
    calendars: new CalendarService({ clock, db, regime, publicUrl: PUBLIC_URL }),
    sweepAt: (time) => {
      clock.moveTo(vietnam(time));
      return runner.sweep();
    },
    runnerWith,
    rows: (sql, params = []) => db.transact(systemScope, (uow) => uow.em.execute(sql, [...params])),
    as: (work) => db.transact(systemScope, work),
  };
}

/** "2026-06-05T08:00" of a clock on the wall in Vietnam. */
export function vietnam(time: string): Date {
  return new Date(`${time}${time.length === 10 ? 'T00:00' : ''}+07:00`);
}
