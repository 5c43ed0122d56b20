import { type Caller, systemFor } from '#lib/access';
import { audit } from '#lib/audit';
import type { Clock, PeriodCode } from '#lib/kernel';
import { parsePeriod } from '#lib/kernel';
import type { Law } from '#lib/law';
import { type Database, newId, type UnitOfWork } from '#lib/persistence';
import { announceObligations } from './announce-obligations.js';
import { communeName } from './duty-facts.js';
import { ReportingPeriodEntity } from './entities/index.js';
import { regimeError } from './errors.js';
import { findObligation, type ObligationView } from './obligation-list.js';
import { recordEvents } from './obligation-writes.js';
import { dueBefore, lockInstant } from './rules/deadlines.js';

const OFFERED =
  'Xã không có cụm công nghiệp nào làm đầu mối trong kỳ; văn bản không nói xã như vậy có phải báo cáo. Nghĩa vụ này được mở theo yêu cầu của xã để gửi báo cáo không phát sinh.';

/** True where a unit may answer a duty with a nil filing: the law leaves the duty in doubt, and it still stands. */
export function nilOffered(duty: Pick<ObligationView, 'state' | 'doubtful' | 'answer'>): boolean {
  return duty.state === 'open' && duty.doubtful && duty.answer !== 'submitted' && duty.answer !== 'accepted';
}

/**
 * The obligation to send a nil filing against. A commune without a cluster owes nothing by default (open point
 * COMMUNE_WITHOUT_CLUSTER); for one that wants to say so a voluntary obligation is opened by the system's hand, because
 * nobody but the system opens obligations.
 */
export class NilOffers {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly law: Law;

  constructor(services: { readonly db: Database; readonly clock: Clock; readonly law: Law }) {
    this.db = services.db;
    this.clock = services.clock;
    this.law = services.law;
  }

  /**
   * Makes sure that a commune without a cluster has something to answer. Does nothing where an obligation stands, and
   * for anybody else's unit. One transaction of its own; running it again changes nothing.
   * @throws DomainError PERIOD_UNOPENED
   */
  async open(
    caller: Caller,
    target: { readonly form: string; readonly period: PeriodCode; readonly unit: string },
  ): Promise<void> {
    const { form, period, unit } = target;
    const own =
      caller.officeKind === 'commune' && caller.communeCode === unit && caller.permissions.has('filing.prepare');
    if (form !== '03' || !own) return;
    await this.db.transact(systemFor(caller), async (uow) => {
      await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`period.open ${period}`]);
      if ((await findObligation(uow, form, period, unit)) === null) await this.offer(uow, period, unit);
    });
  }

  private async offer(uow: UnitOfWork, code: PeriodCode, unit: string): Promise<void> {
    const period = parsePeriod(code);
    const opened = await uow.em.findOne(ReportingPeriodEntity, { code });
    if (period === null || opened === null) throw regimeError('PERIOD_UNOPENED', { period: code }, 'period');
    const regime = this.law.regimes.find((r) => r.id === opened.regimeId);
    const due = regime === undefined ? null : dueBefore(regime, '03', period);
    const lock = regime === undefined ? null : lockInstant(regime, '03', period);
    const [commune] = await uow.em.execute<{ name: string; type: string; province: string }[]>(
      `select name, type, province_code as province from commune
       where code = ? and valid_from <= ? and (valid_to is null or valid_to > ?)`,
      [unit, opened.windowTo, opened.windowTo],
    );
    if (due === null || lock === null || commune === undefined) return;
    const at = this.clock.now();
    const id = newId();
    await uow.em.execute(
      `insert into obligation (id, form, period, filer_kind, filer_ref, filer_name, province_code, commune_code, due_before, lock_at,
         state_reason, doubtful, doubt, voluntary, created_at)
       values (?, '03', ?, 'commune', ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, true, ?, true, ?::timestamptz)`,
      [
        id,
        code,
        unit,
        communeName(commune.type, commune.name),
        commune.province,
        unit,
        due,
        lock,
        OFFERED,
        OFFERED,
        at,
      ],
    );
    await recordEvents(uow, 'offered', [{ id, reason: OFFERED }], at);
    await announceObligations(uow, code, [id]);
    const subject = { subjectKind: 'obligation', subjectId: id, provinceCode: commune.province };
    await audit(uow, { action: 'obligation.offer', ...subject, detail: { form: '03', period: code, unit } }, at);
  }
}
