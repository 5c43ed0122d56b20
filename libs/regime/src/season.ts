import { FORM_CODES, type FormCode, type Regime } from '#lib/forms';
import {
  type IsoDate,
  type PeriodCode,
  type PeriodKind,
  periodOf,
  type ReportingPeriod,
  vietnamInstant,
} from '#lib/kernel';
import type { Law } from '#lib/law';
import { instantOf, type UnitOfWork } from '#lib/persistence';
import { readDutyFacts } from './duty-facts.js';
import { ReportingPeriodEntity } from './entities/index.js';
import { deadlineOf, lastOnTimeInstant, lockInstant } from './rules/deadlines.js';
import { dutiesOwed } from './rules/duties.js';
import { opensOn } from './rules/opening.js';

/** One form of one period. Instants carry Vietnam's offset. */
export interface SeasonForm {
  readonly form: FormCode;
  /** Obligations that stand open; for a period not yet opened, those the register would give. */
  readonly expected: number;
  readonly closed: number;
  readonly exempt: number;
  /** Not owed, opened to send a nil filing. */
  readonly voluntary: number;
  /** Open, and the law leaves the duty in doubt. */
  readonly doubtful: number;
  /** Open, and due later than the regime says. */
  readonly extended: number;
  readonly windowFrom: IsoDate;
  readonly windowTo: IsoDate;
  readonly dueBefore: string;
  readonly lastOnTimeInstant: string;
  readonly lockAt: string;
  /** The latest in force, extensions included. */
  readonly latestDueBefore: string;
  readonly latestLockAt: string;
}

export interface SeasonPeriod {
  readonly period: PeriodCode;
  readonly regimeId: string;
  readonly opensOn: IsoDate | null;
  /** Null: not opened yet; the counts are then what the register of today would give. */
  readonly openedAt: string | null;
  readonly forms: readonly SeasonForm[];
}

interface CountRow extends Record<'expected' | 'closed' | 'exempt' | 'voluntary' | 'doubtful' | 'extended', number> {
  readonly form: FormCode;
  readonly latestDue: string;
  readonly latestLock: string;
}

const KINDS: readonly PeriodKind[] = ['six_month', 'annual'];
const NONE = { expected: 0, closed: 0, exempt: 0, voluntary: 0, doubtful: 0, extended: 0 } as const;

/** A year's two periods: who is expected, what is counted, when it is due and locked. Periods without a regime are left out. */
export async function seasonOf(uow: UnitOfWork, law: Law, year: number): Promise<readonly SeasonPeriod[]> {
  const found: SeasonPeriod[] = [];
  for (const kind of KINDS) {
    const period = periodOf(year, kind);
    const opened = await uow.em.findOne(ReportingPeriodEntity, { code: period.code });
    const regime = opened === null ? law.regimeFor(period) : law.regimes.find((r) => r.id === opened.regimeId);
    if (regime === null || regime === undefined) continue;
    const counts = opened === null ? await plannedCounts(uow, regime, law, period) : await countsOf(uow, period.code);
    found.push({
      period: period.code,
      regimeId: regime.id,
      opensOn: opensOn(regime, period),
      openedAt: opened === null ? null : vietnamInstant(opened.openedAt),
      forms: FORM_CODES.flatMap((form) => formOf(regime, form, period, counts.get(form)) ?? []),
    });
  }
  return found;
}

async function countsOf(uow: UnitOfWork, period: PeriodCode): Promise<ReadonlyMap<FormCode, CountRow>> {
  const owed = `state = 'open' and not voluntary`;
  const rows = await uow.em.execute<CountRow[]>(
    `select form, (count(*) filter (where ${owed}))::int as expected, (count(*) filter (where state = 'closed'))::int as closed,
       (count(*) filter (where state = 'exempt'))::int as exempt, (count(*) filter (where voluntary))::int as voluntary,
       (count(*) filter (where ${owed} and doubtful))::int as doubtful,
       (count(*) filter (where ${owed} and due_before > law_due_before))::int as extended,
       max(due_before) as "latestDue", max(lock_at) as "latestLock"
     from obligation where period = ? group by form`,
    [period],
  );
  return new Map(rows.map((row) => [row.form, row]));
}

/** What opening the period would give, from the register as it is known today. */
async function plannedCounts(
  uow: UnitOfWork,
  regime: Regime,
  law: Law,
  period: ReportingPeriod,
): Promise<ReadonlyMap<FormCode, Partial<CountRow>>> {
  const window = law.dataWindow(period);
  const duties = window === null ? [] : dutiesOwed(regime, await readDutyFacts(uow, window.to));
  return new Map(
    [...Map.groupBy(duties, (duty) => duty.form)].map(([form, owed]) => [
      form,
      { expected: owed.length, doubtful: owed.filter((duty) => duty.doubt !== null).length },
    ]),
  );
}

function formOf(
  regime: Regime,
  form: FormCode,
  period: ReportingPeriod,
  counts: Partial<CountRow> | undefined,
): SeasonForm | null {
  const deadline = deadlineOf(regime, form, period);
  const lock = lockInstant(regime, form, period);
  if (deadline === null || lock === null) return null;
  const { latestDue, latestLock, ...numbers } = counts ?? {};
  const { windowFrom, windowTo, dueBefore } = deadline;
  return {
    form,
    ...NONE,
    ...numbers,
    windowFrom,
    windowTo,
    dueBefore,
    lastOnTimeInstant: vietnamInstant(lastOnTimeInstant(new Date(dueBefore))),
    lockAt: vietnamInstant(lock),
    latestDueBefore: latestDue === undefined ? dueBefore : vietnamInstant(instantOf(latestDue)),
    latestLockAt: vietnamInstant(latestLock === undefined ? lock : instantOf(latestLock)),
  };
}
