import { halfYearWithin, type PeriodCode } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import type { KeptPart } from '../rules/kept-part.js';
import { NATION } from '../rules/nation.js';

/** A period with what its figures are reckoned by. */
export interface KeptPeriod {
  readonly period: PeriodCode;
  readonly basis: string;
}

/** What is kept of some periods and still holds, and the marks as they stand. All of it from one moment. */
export interface KeptForms {
  /** By period and unit of the cut-off. */
  readonly parts: ReadonlyMap<PeriodCode, ReadonlyMap<string, KeptPart>>;
  /** Units with clusters that are no listed provinces of the day, by period; absent where nothing says. */
  readonly unlisted: ReadonlyMap<PeriodCode, readonly string[]>;
  /** Sum of the marks that a form of these places rests on. */
  readonly markOf: (places: readonly string[], period: PeriodCode) => number;
}

/** A form to keep. */
export interface FormToKeep extends KeptPeriod {
  readonly unit: string;
  readonly places: readonly string[];
  readonly mark: number;
  readonly body: KeptPart | readonly string[];
}

interface Answer {
  readonly marks: readonly (readonly [place: string, period: string, weight: number])[] | null;
  readonly kept: readonly (readonly [unit: string, period: string, body: KeptPart | readonly string[]])[] | null;
}

/** Reads what holds, in one statement: between the marks and the forms nothing can change. */
export async function readKept(uow: UnitOfWork, periods: readonly KeptPeriod[]): Promise<KeptForms> {
  const asked = periods.map(({ period, basis }) => ({ period, basis, half: halfYearWithin(period) ?? period }));
  const [answer] = await uow.em.execute<Answer[]>(
    `with asked as (select * from json_to_recordset(?::json) as a (period text, basis text, half text)),
       marks as materialized (select place, period, sum(weight)::bigint as weight from figure_mark
         where period = '' or period in (select period from asked union all select half from asked) group by place, period),
       kept as materialized (select k.id, k.unit, k.period, k.places, k.mark, a.half
         from kept_form k join asked a on a.period = k.period and a.basis = k.basis),
       rests as (
         select id, '' as place, '' as period from kept
         union all select k.id, p, '' from kept k cross join unnest(k.places) p
         union all select k.id, p, k.period from kept k cross join unnest(k.places) p
         union all select k.id, p, k.half from kept k cross join unnest(k.places) p where k.half <> k.period),
       now_marks as (select r.id, sum(m.weight) as mark from rests r join marks m on m.place = r.place and m.period = r.period group by r.id),
       holding as (select distinct on (k.period, k.unit) k.id, k.unit, k.period from kept k left join now_marks n on n.id = k.id
         where k.mark = coalesce(n.mark, 0) order by k.period, k.unit, k.id desc)
     select (select json_agg(json_build_array(place, period, weight)) from marks) as marks,
       (select json_agg(json_build_array(h.unit, h.period, f.body)) from holding h join kept_form f on f.id = h.id) as kept`,
    [JSON.stringify(asked)],
  );
  const marks = new Map((answer?.marks ?? []).map(([place, period, weight]) => [`${place} ${period}`, weight]));
  const parts = new Map<PeriodCode, Map<string, KeptPart>>();
  const unlisted = new Map<PeriodCode, readonly string[]>();
  for (const [unit, period, body] of answer?.kept ?? []) {
    if (!('figures' in body)) unlisted.set(period, body);
    else parts.set(period, (parts.get(period) ?? new Map<string, KeptPart>()).set(unit, body));
  }
  return {
    parts,
    unlisted,
    markOf: (places, period) => {
      const half = halfYearWithin(period);
      const of = half === null ? ['', period] : ['', period, half];
      const keys = [' ', ...places.flatMap((place) => of.map((p) => `${place} ${p}`))];
      return keys.reduce((sum, key) => sum + (marks.get(key) ?? 0), 0);
    },
  };
}

/** Keeps forms; nothing is kept by a transaction that has changed what figures rest on. One statement. */
export async function keepForms(uow: UnitOfWork, forms: readonly FormToKeep[]): Promise<void> {
  if (forms.length > 0) await uow.em.execute('select keep_forms(?::json)', [JSON.stringify(forms)]);
}

/** The list of units that no day's list of provinces has, kept under the nation's own code. */
export const unlistedToKeep = (
  kept: KeptForms,
  { period, basis }: KeptPeriod,
  unlisted: readonly string[],
): FormToKeep => ({ unit: NATION, period, basis, places: [], mark: kept.markOf([], period), body: unlisted });
