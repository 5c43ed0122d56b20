import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import {
  type Clock,
  compare,
  type DecimalString,
  type IsoDate,
  isDecimalString,
  isIsoDate,
  vietnamDate,
} from '#lib/kernel';
import { newId, sqlArray, type UnitOfWork } from '#lib/persistence';
import { type ObservationFact, observationFacts } from '../facts.js';
import type { ClusterType, DecisionKind } from '../snapshot.js';
import { editError } from './errors.js';

interface Edit {
  /** Public code of the cluster. */
  readonly cluster: string;
  readonly reason: string;
}

/** Other words about a cluster from a day on; what is left out stays as it is, null takes it away. */
export interface ClusterEdit extends Edit {
  /** First day of the new state; on or before today. */
  readonly from: IsoDate;
  readonly name?: string;
  readonly otherNames?: readonly string[];
  readonly type?: ClusterType | null;
  readonly status?: string | null;
  readonly note?: string | null;
}

/** A legal act, new or corrected. Areas in ha, money in billion VND; null: the act states none. */
export interface DecisionEdit extends Edit {
  /** The decision that is corrected; null: a new one. */
  readonly id: string | null;
  readonly kind: DecisionKind;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly signedOn: IsoDate | null;
  readonly effectiveOn: IsoDate | null;
  readonly areaHa: DecimalString | null;
  readonly industrialLandHa: DecimalString | null;
  readonly investmentBvnd: DecimalString | null;
  readonly clusterType: ClusterType | null;
  readonly note: string | null;
}

/** What was seen or measured on a day, in the unit of the fact. */
export interface ObservationEdit extends Edit {
  readonly fact: ObservationFact;
  readonly value: DecimalString;
  readonly observedOn: IsoDate;
  readonly asWritten: string | null;
}

/** A fact that was recorded wrongly. */
export interface FactRetraction extends Edit {
  readonly table: 'decision' | 'observation';
  readonly id: string;
}

interface Target {
  readonly id: string;
  readonly code: string;
  readonly province: string;
}

const STATE_VALUES = 'cluster_id, province_code, lead_commune_code, commune_codes, source_id';
const DECISION_VALUES =
  'kind, number, issuer, signed_on, effective_on, area_ha, industrial_land_ha, investment_bvnd, cluster_type, note';

/**
 * Changes of the register by an officer's hand, one cluster at a time, each with its reason in the audit. Nothing is
 * overwritten: what was known before stays beside it, retracted, and can still be asked for. Runs in the caller's unit of
 * work: row-level security lets an officer write his own province alone.
 */
export class RegisterEditService {
  private readonly clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.clock = clock;
  }

  /**
   * Another name, type, status or note of a cluster from a day on.
   * @throws DomainError FORBIDDEN, EDIT_REASON_REQUIRED, EDIT_CLUSTER_UNKNOWN, EDIT_DAY_INVALID, EDIT_NAME_REQUIRED, EDIT_NOTHING_CHANGED
   */
  async changeCluster(uow: UnitOfWork, caller: Caller, edit: ClusterEdit): Promise<void> {
    const { reason, cluster, at, today } = await this.begin(uow, caller, edit);
    const from = past(edit.from, today, 'from');
    if (edit.name?.trim() === '') throw editError('EDIT_NAME_REQUIRED', {}, 'name');
    const states = await uow.em.execute<{ id: string; validFrom: IsoDate }[]>(
      `select id, valid_from::text as "validFrom" from cluster_state
       where cluster_id = ? and retracted_at is null and (valid_to is null or valid_to > ?::date) order by valid_from for update`,
      [cluster.id, from],
    );
    const changes = changesOf(edit);
    if (states.length === 0 || changes.length === 0) throw editError('EDIT_NOTHING_CHANGED');
    const changed = new Map(changes.map(({ column, sql, value }) => [column, { sql, value }]));
    for (const state of states) {
      if (state.validFrom < from)
        await uow.em.execute(
          `insert into cluster_state (id, valid_from, valid_to, name, other_names, type, status, note, recorded_at, ${STATE_VALUES})
           select ?, valid_from, ?::date, name, other_names, type, status, note, ?::timestamptz, ${STATE_VALUES} from cluster_state where id = ?`,
          [newId(), from, at, state.id],
        );
      const columns = ['name', 'other_names', 'type', 'status', 'note'];
      const values = columns.flatMap((column) => (changed.has(column) ? [changed.get(column)?.value ?? null] : []));
      await uow.em.execute(
        `insert into cluster_state (id, valid_from, valid_to, recorded_at, ${columns.join(', ')}, ${STATE_VALUES})
         select ?, greatest(valid_from, ?::date), valid_to, ?::timestamptz, ${columns.map((c) => changed.get(c)?.sql ?? c).join(', ')},
           ${STATE_VALUES} from cluster_state where id = ?`,
        [newId(), from, at, ...values, state.id],
      );
      await uow.em.execute('update cluster_state set retracted_at = ?::timestamptz where id = ?', [at, state.id]);
    }
    if (edit.name !== undefined)
      await uow.em.execute('update cluster set name = ? where id = ?', [edit.name.trim(), cluster.id]);
    const told = Object.fromEntries(changes.map(({ column, said }) => [column, said]));
    await this.record(uow, 'register.cluster', cluster, { from, reason, ...told }, at);
  }

  /**
   * Records a decision, or corrects one; what it said before stays beside it.
   * @returns its identity
   * @throws DomainError FORBIDDEN, EDIT_REASON_REQUIRED, EDIT_CLUSTER_UNKNOWN, EDIT_FACT_UNKNOWN, EDIT_DAY_INVALID, EDIT_VALUE_INVALID, EDIT_DECISION_EMPTY
   */
  async recordDecision(uow: UnitOfWork, caller: Caller, edit: DecisionEdit): Promise<string> {
    const { reason, cluster, at, today } = await this.begin(uow, caller, edit);
    if (edit.number === null && edit.signedOn === null) throw editError('EDIT_DECISION_EMPTY', {}, 'number');
    if (edit.signedOn !== null) past(edit.signedOn, today, 'signedOn');
    if (edit.effectiveOn !== null && !isIsoDate(edit.effectiveOn))
      throw editError('EDIT_DAY_INVALID', { day: edit.effectiveOn }, 'effectiveOn');
    for (const key of ['areaHa', 'industrialLandHa', 'investmentBvnd'] as const) positive(edit[key], key);
    const { kind, number, issuer, signedOn, effectiveOn, areaHa, industrialLandHa, investmentBvnd, clusterType, note } =
      edit;
    const values = [
      kind,
      number,
      issuer,
      signedOn,
      effectiveOn,
      areaHa,
      industrialLandHa,
      investmentBvnd,
      clusterType,
      note,
    ];
    const marks = '?, ?, ?, ?::date, ?::date, ?::numeric, ?::numeric, ?::numeric, ?, ?';
    const id = edit.id ?? newId();
    if (edit.id === null)
      await uow.em.execute(
        `insert into decision (id, cluster_id, province_code, recorded_at, ${DECISION_VALUES}) values (?, ?, ?, ?::timestamptz, ${marks})`,
        [id, cluster.id, cluster.province, at, ...values],
      );
    else {
      const kept = await uow.em.execute<unknown[]>(
        `insert into decision (id, row_of, retracted_at, cluster_id, province_code, source_id, file_id, recorded_at, ${DECISION_VALUES})
         select ?, id, ?::timestamptz, cluster_id, province_code, source_id, file_id, recorded_at, ${DECISION_VALUES}
         from decision where id = ? and cluster_id = ? and retracted_at is null and row_of is null returning 1`,
        [newId(), at, id, cluster.id],
      );
      if (kept.length === 0) throw editError('EDIT_FACT_UNKNOWN', {}, 'id');
      await uow.em.execute(
        `update decision set (${DECISION_VALUES}) = row(${marks}), source_id = null, recorded_at = ?::timestamptz where id = ?`,
        [...values, at, id],
      );
    }
    const { cluster: _, reason: __, ...said } = edit;
    await this.record(uow, 'register.decision', cluster, { ...said, id, reason }, at);
    return id;
  }

  /**
   * Adds what was seen or measured on a day; earlier statements stay beside it.
   * @returns its identity
   * @throws DomainError FORBIDDEN, EDIT_REASON_REQUIRED, EDIT_CLUSTER_UNKNOWN, EDIT_DAY_INVALID, EDIT_VALUE_INVALID
   */
  async recordObservation(uow: UnitOfWork, caller: Caller, edit: ObservationEdit): Promise<string> {
    const { reason, cluster, at, today } = await this.begin(uow, caller, edit);
    const observedOn = past(edit.observedOn, today, 'observedOn');
    positive(edit.value, 'value');
    const id = newId();
    await uow.em.execute(
      `insert into observation (id, cluster_id, province_code, fact, value, unit, basis, as_written, observed_on, recorded_at)
       values (?, ?, ?, ?, ?::numeric, ?, 'as_reported', ?, ?::date, ?::timestamptz)`,
      [
        id,
        cluster.id,
        cluster.province,
        edit.fact,
        edit.value,
        observationFacts[edit.fact].unit,
        edit.asWritten,
        observedOn,
        at,
      ],
    );
    await this.record(
      uow,
      'register.observation',
      cluster,
      { id, fact: edit.fact, value: edit.value, observedOn, reason },
      at,
    );
    return id;
  }

  /**
   * Takes out a fact that was recorded wrongly. The row stays and can be asked for as it was known.
   * @throws DomainError FORBIDDEN, EDIT_REASON_REQUIRED, EDIT_CLUSTER_UNKNOWN, EDIT_FACT_UNKNOWN
   */
  async retractFact(uow: UnitOfWork, caller: Caller, edit: FactRetraction): Promise<void> {
    const { reason, cluster, at } = await this.begin(uow, caller, edit);
    const gone = await uow.em.execute<unknown[]>(
      `update ${edit.table === 'decision' ? 'decision' : 'observation'} set retracted_at = ?::timestamptz
       where id = ? and cluster_id = ? and retracted_at is null returning 1`,
      [at, edit.id, cluster.id],
    );
    if (gone.length === 0) throw editError('EDIT_FACT_UNKNOWN', {}, 'id');
    await this.record(uow, 'register.retract', cluster, { id: edit.id, table: edit.table, reason }, at);
  }

  private async begin(uow: UnitOfWork, caller: Caller, edit: Edit) {
    requirePermission(caller, 'register.import');
    const reason = edit.reason.trim();
    if (reason.length < 3 || reason.length > 1_000) throw editError('EDIT_REASON_REQUIRED', {}, 'reason');
    const [cluster] = await uow.em.execute<Target[]>(
      'select id, code, province_code as province from cluster where code = ? for update',
      [edit.cluster],
    );
    if (cluster === undefined || cluster.province !== caller.provinceCode)
      throw editError('EDIT_CLUSTER_UNKNOWN', { cluster: edit.cluster.slice(0, 40) }, 'cluster');
    const at = this.clock.now();
    return { reason, cluster, at, today: vietnamDate(at) };
  }

  private async record(uow: UnitOfWork, action: string, cluster: Target, detail: object, at: Date): Promise<void> {
    const subject = { subjectKind: 'cluster', subjectId: cluster.id, provinceCode: cluster.province };
    await audit(uow, { action, ...subject, detail: { cluster: cluster.code, ...detail } }, at);
  }
}

interface Change {
  readonly column: string;
  readonly sql: string;
  readonly value: string | null;
  /** As the audit says it. */
  readonly said: unknown;
}

function changesOf(edit: ClusterEdit): Change[] {
  const text = (column: string, value: string | null | undefined): Change[] =>
    value === undefined ? [] : [{ column, sql: '?', value: value?.trim() || null, said: value }];
  const names = edit.otherNames?.map((name) => name.trim()).filter((name) => name !== '');
  return [
    ...text('name', edit.name),
    ...(names === undefined ? [] : [{ column: 'other_names', sql: '?::text[]', value: sqlArray(names), said: names }]),
    ...text('type', edit.type),
    ...text('status', edit.status),
    ...text('note', edit.note),
  ];
}

function past(day: string, today: IsoDate, path: string): IsoDate {
  if (!isIsoDate(day) || day > today) throw editError('EDIT_DAY_INVALID', { day: day.slice(0, 20) }, path);
  return day;
}

function positive(value: string | null, path: string): void {
  if (value === null) return;
  if (!isDecimalString(value) || compare(value, '0') < 0)
    throw editError('EDIT_VALUE_INVALID', { value: value.slice(0, 40) }, path);
}
