import type { FormCode } from '#lib/forms';
import { type PeriodCode, parsePeriod } from '#lib/kernel';
import { instantOf, sqlArray, type UnitOfWork } from '#lib/persistence';
import { ReportingPeriodEntity } from './entities/index.js';
import { regimeError } from './errors.js';
import {
  ACCEPTED,
  type AnswerState,
  findObligation,
  type ObligationView,
  RECEIVED,
  SETTLED,
} from './obligation-list.js';
import { latenessSql } from './rules/lateness.js';
import { daysLeft, slackDays } from './rules/slack.js';
import { filerOf, formsBelow, formsWaitingFor, type Tier } from './rules/tiers.js';

/** Units shown for each tier; the counts are of all. */
export const MOST_BLOCKERS = 50;
/** The ministry, as a unit. */
export const NATION = 'VN';

/** A unit below that holds up what is above it. */
export interface ChainBlocker {
  readonly obligationId: string;
  readonly unit: string;
  readonly unitName: string;
  readonly answer: AnswerState;
  readonly dueBefore: Date;
  /** Negative: overdue. */
  readonly daysLeft: number;
  /** Units above that wait for it: their forms, public codes and names. */
  readonly blocks: readonly { readonly form: FormCode; readonly unit: string; readonly unitName: string }[];
}

/** One tier below the unit. */
export interface ChainTier {
  readonly form: FormCode;
  readonly filer: Tier;
  readonly waitedForBy: readonly FormCode[];
  readonly expected: number;
  /** Sent at least once; `onTime` and `late` together. */
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
  /** Sent, and now back with the sender. */
  readonly returned: number;
  readonly accepted: number;
  /** Neither submitted nor accepted now: never sent, in preparation or returned. These hold up what is above. */
  readonly outstanding: number;
  /** Outstanding, and the due instant has come. */
  readonly overdue: number;
  readonly firstDueBefore: Date | null;
  readonly lastDueBefore: Date | null;
  readonly firstReceivedAt: Date | null;
  readonly lastReceivedAt: Date | null;
  /** From today to the last day on time of the latest due; negative when past; null where nothing is expected. */
  readonly daysLeft: number | null;
  /** Days the tier above has between this tier's latest last day and its own earliest; null where nothing waits. */
  readonly slackDays: number | null;
  readonly blockers: readonly ChainBlocker[];
}

export interface DeadlineChain {
  readonly unit: string;
  readonly unitName: string;
  readonly period: PeriodCode;
  /** What the unit owes itself; null for the ministry and for one that owes nothing. */
  readonly own: ObligationView | null;
  readonly ownDaysLeft: number | null;
  readonly tiers: readonly ChainTier[];
}

interface CountRow extends Record<CountName, number> {
  readonly form: FormCode;
  readonly firstDue: string;
  readonly lastDue: string;
  readonly firstReceived: string | null;
  readonly lastReceived: string | null;
}
type CountName = 'expected' | 'onTime' | 'late' | 'returned' | 'accepted' | 'outstanding' | 'overdue';

interface BlockerRow {
  readonly id: string;
  readonly form: FormCode;
  readonly unit: string;
  readonly unitName: string;
  readonly answer: AnswerState;
  readonly due: string;
  readonly commune: string | null;
  readonly communeName: string | null;
  readonly province: string;
  readonly provinceName: string | null;
}

const FROM = `from obligation o left join filing f on f.obligation_id = o.id
  left join filing_revision r on r.filing_id = f.id and r.revision = f.current_revision`;

/**
 * Who blocks whom below a unit: for each tier what is expected and received, how many days are left and how many the
 * tier above then has, and the units that are outstanding, the soonest due first. Four statements whatever the number
 * of units (one more where the code may be a project's). Unit: VN, a province, commune, cluster or project code.
 * @throws DomainError PERIOD_INVALID, PERIOD_UNOPENED, OBLIGATION_UNKNOWN for a unit that is none the caller may see
 */
export async function deadlineChain(
  uow: UnitOfWork,
  unit: string,
  period: PeriodCode,
  now: Date,
): Promise<DeadlineChain> {
  if (parsePeriod(period) === null) throw regimeError('PERIOD_INVALID', { period }, 'period');
  if ((await uow.em.findOne(ReportingPeriodEntity, { code: period })) === null)
    throw regimeError('PERIOD_UNOPENED', { period }, 'period');
  const form = formOfUnit(unit);
  const own = form === null ? null : await findOwn(uow, form, period, unit);
  if (form === 'lowest' && own === null)
    throw regimeError('OBLIGATION_UNKNOWN', { form: '01, 02', period, unit }, 'unit');
  const below = form === 'lowest' ? [] : formsBelow(form);
  const counts = await readCounts(uow, unit, form, below, period, now);
  const blockers = await readBlockers(uow, unit, form, below, period);
  const tiers = below.map((lower) => tierOf(lower, counts, own, blockers, now));
  return {
    unit,
    unitName: own?.filerName ?? (form === null ? 'Bộ Công Thương' : unit),
    period,
    own,
    ownDaysLeft: own === null ? null : daysLeft(own.dueBefore, now),
    tiers,
  };
}

/** What a unit is, told from the shape of its code: the form it files, null for the ministry, `lowest` for a cluster or project. */
type ChainTop = '04' | '03' | 'lowest' | null;

function formOfUnit(unit: string): ChainTop {
  if (unit === NATION) return null;
  if (/^\d{2}$/.test(unit)) return '04';
  return /^\d{5}$/.test(unit) ? '03' : 'lowest';
}

async function findOwn(
  uow: UnitOfWork,
  top: Exclude<ChainTop, null>,
  period: PeriodCode,
  unit: string,
): Promise<ObligationView | null> {
  if (top !== 'lowest') return await findObligation(uow, top, period, unit);
  return (await findObligation(uow, '02', period, unit)) ?? (await findObligation(uow, '01', period, unit));
}

/** SQL condition that a row `o` lies below the unit. */
function belowUnit(form: ChainTop): string {
  if (form === null) return '? is not null';
  return form === '04' ? 'o.province_code = ?' : 'o.commune_code = ?';
}

async function readCounts(
  uow: UnitOfWork,
  unit: string,
  form: ChainTop,
  below: readonly FormCode[],
  period: PeriodCode,
  now: Date,
): Promise<ReadonlyMap<FormCode, CountRow>> {
  const rows = await uow.em.execute<CountRow[]>(
    `select form, count(*)::int as expected, (count(*) filter (where lateness = 'on_time'))::int as "onTime",
       (count(*) filter (where lateness = 'late'))::int as late, (count(*) filter (where received is not null and not settled))::int as returned,
       (count(*) filter (where accepted))::int as accepted, (count(*) filter (where not settled))::int as outstanding,
       (count(*) filter (where not settled and due_before <= ?::timestamptz))::int as overdue,
       min(due_before) as "firstDue", max(due_before) as "lastDue", min(received) as "firstReceived", max(received) as "lastReceived"
     from (select o.form, o.due_before, x.received, ${ACCEPTED} as accepted, ${SETTLED} as settled, ${latenessSql('x.received', '?::timestamptz')} as lateness
       ${FROM} left join lateral (select ${RECEIVED} as received) x on true
       where o.period = ? and o.state = 'open' and not o.voluntary and o.form = any (?::text[]) and ${belowUnit(form)}) o
     group by form`,
    [now, now, now, period, sqlArray(below), unit],
  );
  return new Map(rows.map((row) => [row.form, row]));
}

async function readBlockers(
  uow: UnitOfWork,
  unit: string,
  form: ChainTop,
  below: readonly FormCode[],
  period: PeriodCode,
): Promise<readonly BlockerRow[]> {
  return await uow.em.execute<BlockerRow[]>(
    `select id, form, unit, "unitName", answer, due, commune, province,
       (select c.filer_name from obligation c where c.form = '03' and c.period = o.period and c.filer_ref = o.commune) as "communeName",
       (select full_name from province v where v.code = o.province order by v.valid_from desc limit 1) as "provinceName"
     from (
       select o.id, o.form, o.filer_ref as unit, o.filer_name as "unitName", coalesce(r.state, 'none') as answer, o.due_before as due,
         o.commune_code as commune, o.province_code as province, o.period,
         row_number() over (partition by o.form order by o.due_before, o.filer_ref collate "C") as place
       ${FROM} where o.period = ? and o.state = 'open' and not o.voluntary and not ${SETTLED}
         and o.form = any (?::text[]) and ${belowUnit(form)}) o
     where place <= ${MOST_BLOCKERS} order by form, place`,
    [period, sqlArray(below), unit],
  );
}

function tierOf(
  form: FormCode,
  counts: ReadonlyMap<FormCode, CountRow>,
  own: ObligationView | null,
  blockers: readonly BlockerRow[],
  now: Date,
): ChainTier {
  const row = counts.get(form);
  const lastDueBefore = row === undefined ? null : instantOf(row.lastDue);
  const waiting = formsWaitingFor(form);
  const above = waiting.flatMap((upper) => {
    const first = upper === own?.form ? own.dueBefore : instantOrNull(counts.get(upper)?.firstDue);
    return first === null ? [] : [first];
  });
  const nearest = above.sort((a, b) => a.getTime() - b.getTime())[0];
  const [onTime, late] = [row?.onTime ?? 0, row?.late ?? 0];
  return {
    form,
    filer: filerOf(form),
    waitedForBy: waiting,
    expected: row?.expected ?? 0,
    received: onTime + late,
    onTime,
    late,
    returned: row?.returned ?? 0,
    accepted: row?.accepted ?? 0,
    outstanding: row?.outstanding ?? 0,
    overdue: row?.overdue ?? 0,
    firstDueBefore: row === undefined ? null : instantOf(row.firstDue),
    lastDueBefore,
    firstReceivedAt: instantOrNull(row?.firstReceived),
    lastReceivedAt: instantOrNull(row?.lastReceived),
    daysLeft: lastDueBefore === null ? null : daysLeft(lastDueBefore, now),
    slackDays: lastDueBefore === null || nearest === undefined ? null : slackDays(lastDueBefore, nearest),
    blockers: blockers.filter((b) => b.form === form).map((b) => blockerOf(b, now)),
  };
}

function blockerOf(row: BlockerRow, now: Date): ChainBlocker {
  const dueBefore = instantOf(row.due);
  const waiting = formsWaitingFor(row.form).flatMap((upper) => {
    const [unit, name] = upper === '03' ? [row.commune, row.communeName] : [row.province, row.provinceName];
    return unit === null ? [] : [{ form: upper, unit, unitName: name ?? unit }];
  });
  return {
    obligationId: row.id,
    unit: row.unit,
    unitName: row.unitName,
    answer: row.answer,
    dueBefore,
    daysLeft: daysLeft(dueBefore, now),
    blocks: waiting,
  };
}

function instantOrNull(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : instantOf(text);
}
