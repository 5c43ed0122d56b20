import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import { type Clock, type DecimalString, isDecimalString } from '#lib/kernel';
import type { Law } from '#lib/law';
import { newId, sqlArray, type UnitOfWork } from '#lib/persistence';
import type { TerritoryService } from '#lib/territory';
import { consolidationError } from './errors.js';
import type { FigureOverride } from './rules/overrides.js';

export interface OverrideWanted {
  readonly form: string;
  /** Province of the officer (form 04) or a commune in it (form 03). */
  readonly unit: string;
  readonly period: string;
  readonly key: string;
  readonly value: DecimalString;
  readonly reason: string;
}

const COLUMNS = `id, form, unit, key, value::text as value, reason, author_name as "authorName", office_name as "officeName",
  (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on"`;

/** Overrides of a period that stand, or stood at an instant of knowledge. One statement. */
export async function readOverrides(uow: UnitOfWork, period: string, knownAt?: Date): Promise<FigureOverride[]> {
  const at = knownAt?.toISOString() ?? null;
  return await uow.em.execute<FigureOverride[]>(
    `select ${COLUMNS} from figure_override where period = ? and recorded_at <= coalesce(?::timestamptz, 'infinity')
       and (withdrawn_at is null or withdrawn_at > ?::timestamptz) order by form, unit collate "C", key collate "C"`,
    [period, at, at],
  );
}

/** Overrides of many periods that stand, by period. One statement. */
export async function readOverridesOf(
  uow: UnitOfWork,
  periods: readonly string[],
): Promise<Map<string, FigureOverride[]>> {
  const rows = await uow.em.execute<(FigureOverride & { readonly period: string })[]>(
    `select period, ${COLUMNS} from figure_override where period = any (?::text[]) and withdrawn_at is null
     order by form, unit collate "C", key collate "C"`,
    [sqlArray(periods)],
  );
  return Map.groupBy(rows, (row) => row.period);
}

/** Officers of a department set another value in place of a derived one, and take it back; each with a reason. */
export class OverrideService {
  private readonly clock: Clock;
  private readonly law: Law;
  private readonly territory: TerritoryService;

  constructor(services: { readonly clock: Clock; readonly law: Law; readonly territory: TerritoryService }) {
    this.clock = services.clock;
    this.law = services.law;
    this.territory = services.territory;
  }

  /**
   * Sets a value. One that stands for the same row is withdrawn by it and stays in the record.
   * @throws DomainError FORBIDDEN, UNKNOWN_FORM, UNKNOWN_PERIOD, UNKNOWN_UNIT, UNIT_NOT_YOURS, UNKNOWN_ROW, OVERRIDE_OF_RATE,
   *   OVERRIDE_VALUE_INVALID, OVERRIDE_REASON_REQUIRED
   */
  async set(uow: UnitOfWork, caller: Caller, wanted: OverrideWanted): Promise<FigureOverride> {
    const { form, unit, period, key, value } = wanted;
    const place = await this.placeOf(uow, caller, wanted);
    const reason = reasonGiven(wanted.reason);
    if (!isDecimalString(value)) throw consolidationError('OVERRIDE_VALUE_INVALID', { value }, 'value');
    await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`override ${form} ${unit} ${period} ${key}`]);
    const at = this.clock.now();
    await uow.em.execute(
      `update figure_override set withdrawn_at = greatest(?::timestamptz, recorded_at), withdrawn_by_name = ?, withdrawal_reason = ?
       where form = ? and unit = ? and period = ? and key = ? and withdrawn_at is null`,
      [at, caller.name, `Thay bằng giá trị mới: ${reason}`.slice(0, 2000), form, unit, period, key],
    );
    const id = newId();
    await uow.em.execute(
      `insert into figure_override (id, form, unit, period, key, province_code, commune_code, value, reason, author_id, author_name,
         office_id, office_name, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?::numeric, ?, ?, ?, ?, ?, ?::timestamptz)`,
      [
        id,
        form,
        unit,
        period,
        key,
        place.provinceCode,
        place.communeCode,
        value,
        reason,
        caller.accountId,
        caller.name,
        caller.officeId,
        caller.officeName,
        at,
      ],
    );
    const detail = { form, unit, period, key, value, reason };
    const subject = { subjectKind: 'figure_override', subjectId: id, provinceCode: place.provinceCode };
    await audit(uow, { action: 'figure.override', ...subject, detail }, at);
    const [row] = await uow.em.execute<FigureOverride[]>(`select ${COLUMNS} from figure_override where id = ?`, [id]);
    if (row === undefined) throw new Error(`override ${id} vanished while it was made`);
    return row;
  }

  /**
   * Takes an override back; it stays in the record with both reasons.
   * @throws DomainError FORBIDDEN, OVERRIDE_UNKNOWN, OVERRIDE_REASON_REQUIRED
   */
  async withdraw(uow: UnitOfWork, caller: Caller, id: string, why: string): Promise<FigureOverride> {
    mustBeDepartment(caller);
    const reason = reasonGiven(why);
    const at = this.clock.now();
    const [row] = await uow.em.execute<(FigureOverride & { provinceCode: string })[]>(
      `update figure_override set withdrawn_at = greatest(?::timestamptz, recorded_at), withdrawn_by_name = ?, withdrawal_reason = ?
       where id = ? and withdrawn_at is null and province_code = ? returning ${COLUMNS}, province_code as "provinceCode"`,
      [at, caller.name, reason, id, caller.provinceCode],
    );
    if (row === undefined) throw consolidationError('OVERRIDE_UNKNOWN', {}, 'id');
    const { provinceCode, ...override } = row;
    const detail = { form: row.form, unit: row.unit, key: row.key, reason };
    const subject = { subjectKind: 'figure_override', subjectId: id, provinceCode };
    await audit(uow, { action: 'figure.override.withdraw', ...subject, detail }, at);
    return override;
  }

  private async placeOf(
    uow: UnitOfWork,
    caller: Caller,
    { form, unit, period, key }: OverrideWanted,
  ): Promise<{ readonly provinceCode: string; readonly communeCode: string | null }> {
    mustBeDepartment(caller);
    if (form !== '03' && form !== '04') throw consolidationError('UNKNOWN_FORM', { form }, 'form');
    const definition = this.law.definitionFor(form, period);
    const window = this.law.dataWindow(period);
    if (definition === null || window === null) throw consolidationError('UNKNOWN_PERIOD', { period }, 'period');
    const found = await this.territory.findUnit(uow, unit, window.to);
    if (found === null || (found.level === 'commune') !== (form === '03'))
      throw consolidationError('UNKNOWN_UNIT', { unit, day: window.to }, 'unit');
    const communeCode = found.level === 'commune' ? unit : null;
    const provinceCode = found.level === 'commune' ? found.unit.provinceCode : unit;
    if (provinceCode !== caller.provinceCode) throw consolidationError('UNIT_NOT_YOURS', { unit }, 'unit');
    const row = definition.rows.find((r) => r.key === key);
    if (row === undefined) throw consolidationError('UNKNOWN_ROW', { key, form }, 'key');
    if (row.valueType === 'percent') throw consolidationError('OVERRIDE_OF_RATE', { tt: row.tt }, 'key');
    return { provinceCode, communeCode };
  }
}

function mustBeDepartment(caller: Caller): void {
  requirePermission(caller, 'filing.prepare');
  if (caller.officeKind !== 'department') throw consolidationError('OVERRIDE_BY_DEPARTMENT', {}, 'unit');
}

function reasonGiven(text: string): string {
  const reason = text.trim().slice(0, 2000);
  if (reason === '') throw consolidationError('OVERRIDE_REASON_REQUIRED', {}, 'reason');
  return reason;
}
