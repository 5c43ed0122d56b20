import { audit } from '#lib/audit';
import type { FormCode, Regime } from '#lib/forms';
import { type Clock, type IsoDate, type PeriodCode, parsePeriod, type ReportingPeriod } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { Page, PageRequest, UnitOfWork } from '#lib/persistence';
import { type DeadlineChain, deadlineChain } from './deadline-chain.js';
import { readDutyFacts } from './duty-facts.js';
import { type OpenedPeriod, ReportingPeriodEntity } from './entities/index.js';
import { regimeError } from './errors.js';
import { type ObligationChange, obligationChanges } from './obligation-changes.js';
import {
  findObligation,
  listObligations,
  type ObligationFilter,
  type ObligationView,
  obligationsByIds,
} from './obligation-list.js';
import { type DueOf, readStanding, writeChanges } from './obligation-writes.js';
import { promiseDailyRuns } from './period-runs.js';
import { dueBefore, lockInstant } from './rules/deadlines.js';
import { dutiesOwed } from './rules/duties.js';
import { type Lateness, latenessOf, type TimedDuty } from './rules/lateness.js';
import { reconcile } from './rules/reconcile.js';
import { type SeasonPeriod, seasonOf } from './season.js';
import { type TimelinessBy, type TimelinessRow, timelinessOf } from './timeliness-view.js';

/** What opening a period, or bringing it up to the register, has done. */
export interface PeriodOpening {
  readonly period: PeriodCode;
  readonly regimeId: string;
  readonly windowFrom: IsoDate;
  readonly windowTo: IsoDate;
  readonly added: number;
  readonly closed: number;
  readonly reopened: number;
  readonly updated: number;
  /** Obligations owed after the run. */
  readonly owed: number;
}

/** The reporting regime at work: periods, and who owes what in them. */
export class RegimeService {
  private readonly clock: Clock;
  private readonly law: Law;

  constructor(services: { readonly clock: Clock; readonly law: Law }) {
    this.clock = services.clock;
    this.law = services.law;
  }

  /**
   * Opens a period, or brings the obligations of an open one up to the register: new ones are added, those that fell
   * away closed with a reason, none removed. Running it again changes nothing. Needs the system's scope.
   * @throws DomainError PERIOD_INVALID, PERIOD_BEFORE_COMMUNES
   */
  async openPeriod(uow: UnitOfWork, code: PeriodCode): Promise<PeriodOpening> {
    const period = parsePeriod(code);
    if (period === null) throw regimeError('PERIOD_INVALID', { period: code }, 'period');
    await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`period.open ${code}`]);
    const { opened, first } = await this.openRow(uow, period);
    const regime = this.law.regimes.find((r) => r.id === opened.regimeId);
    if (regime === undefined)
      throw new Error(`schemas/ no longer has ${opened.regimeId}, under which ${code} was opened`);

    const owed = dutiesOwed(regime, await readDutyFacts(uow, opened.windowTo));
    const changes = reconcile(await readStanding(uow, code), owed);
    const now = this.clock.now();
    await writeChanges(uow, { period: code, at: now, first }, changes, dueOf(regime, period));
    const done = {
      added: changes.add.length,
      closed: changes.close.length,
      reopened: changes.reopen.length,
      updated: changes.update.length,
    };
    if (Object.values(done).some((n) => n > 0)) {
      const event = { action: 'period.open', subjectKind: 'reporting_period', subjectId: code, provinceCode: null };
      await audit(uow, { ...event, detail: { regime: regime.id, ...done } }, now);
    }
    const { regimeId, windowFrom, windowTo } = opened;
    return { period: code, regimeId, windowFrom, windowTo, ...done, owed: owed.length };
  }

  /** Periods that were opened, newest first. */
  async periods(uow: UnitOfWork): Promise<OpenedPeriod[]> {
    return await uow.em.find(ReportingPeriodEntity, {}, { orderBy: { windowTo: 'desc', code: 'asc' } });
  }

  /** Obligations in the caller's sight, the soonest due first. */
  async obligations(uow: UnitOfWork, filter: ObligationFilter, page: PageRequest): Promise<Page<ObligationView>> {
    return await listObligations(uow, filter, page, this.clock.now());
  }

  /** Many obligations in one statement, keyed by id. */
  async obligationsByIds(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, ObligationView>> {
    return await obligationsByIds(uow, ids);
  }

  /** What happened to many obligations since their period was opened, oldest first. One statement. */
  async changesOf(
    uow: UnitOfWork,
    obligationIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ObligationChange[]>> {
    return await obligationChanges(uow, obligationIds);
  }

  /** Who blocks whom below a unit (deadline-chain.ts). @throws DomainError PERIOD_INVALID, PERIOD_UNOPENED, OBLIGATION_UNKNOWN */
  async deadlineChain(uow: UnitOfWork, unit: string, period: PeriodCode): Promise<DeadlineChain> {
    return await deadlineChain(uow, unit, period, this.clock.now());
  }

  /** Punctuality of a period by province or by form (timeliness-view.ts). @throws DomainError PERIOD_INVALID */
  async timeliness(
    uow: UnitOfWork,
    period: PeriodCode,
    by: TimelinessBy,
    forms?: readonly FormCode[],
  ): Promise<readonly TimelinessRow[]> {
    return await timelinessOf(uow, period, by, forms, this.clock.now());
  }

  /** The periods of a year with their counts, windows and instants (season.ts). */
  async season(uow: UnitOfWork, year: number): Promise<readonly SeasonPeriod[]> {
    return await seasonOf(uow, this.law, year);
  }

  /** Promises today's runs of all periods that stand open or are to be opened (period-runs.ts). Needs the system's scope. */
  async promiseDailyRuns(uow: UnitOfWork): Promise<readonly PeriodCode[]> {
    return await promiseDailyRuns(uow, this.law.regimeFor, this.clock.now());
  }

  /** How a duty stands to its time now. */
  lateness(duty: TimedDuty): Lateness {
    return latenessOf(duty, this.clock.now());
  }

  /** @throws DomainError OBLIGATION_UNKNOWN when nobody owes this, or the caller does not see it. */
  async obligationOf(uow: UnitOfWork, form: FormCode, period: PeriodCode, filerRef: string): Promise<ObligationView> {
    const found = await findObligation(uow, form, period, filerRef);
    if (found === null) throw regimeError('OBLIGATION_UNKNOWN', { form, period, unit: filerRef }, 'unit');
    return found;
  }

  /** The period's row; made under the regime that holds today when there is none. */
  private async openRow(
    uow: UnitOfWork,
    period: ReportingPeriod,
  ): Promise<{ readonly opened: OpenedPeriod; readonly first: boolean }> {
    const known = await uow.em.findOne(ReportingPeriodEntity, { code: period.code });
    if (known !== null) return { opened: known, first: false };
    const regime = this.law.regimeFor(period);
    const window = this.law.dataWindow(period);
    if (regime === null || window === null) throw regimeError('PERIOD_INVALID', { period: period.code }, 'period');
    if (regime.duties.some((d) => d.filerKind === 'district')) {
      throw regimeError('PERIOD_BEFORE_COMMUNES', { period: period.code }, 'period');
    }
    const opened = uow.em.create(ReportingPeriodEntity, {
      code: period.code,
      regimeId: regime.id,
      windowFrom: window.from,
      windowTo: window.to,
      openedAt: this.clock.now(),
    });
    await uow.em.flush();
    return { opened, first: true };
  }
}

function dueOf(regime: Regime, period: ReportingPeriod): DueOf {
  return (form) => {
    const due = dueBefore(regime, form, period);
    const lock = lockInstant(regime, form, period);
    if (due === null || lock === null) throw new Error(`${regime.id} has no due rule for form ${form}`);
    return { dueBefore: due, lockAt: lock };
  };
}
