import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import type { FormDefinition } from '#lib/forms';
import type { Clock, DecimalString } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import type { ObligationView } from '#lib/regime';
import { writeTemplate } from '#lib/workbook';
import { filingError } from './errors.js';
import type { FilingService, FilingTarget } from './filing-service.js';
import { lockSheet } from './filing-sheet.js';
import { entriesOf } from './marks.js';

/** A workbook to be kept by its receiver. */
export interface TemplateFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Workbooks to be filled in, with what the system knows already in them. */
export class TemplateService {
  private readonly services: {
    readonly clock: Clock;
    readonly law: Law;
    readonly filings: FilingService;
    readonly key: Uint8Array | null;
  };

  /** `key`: of the MAC by which a template is known again; null gives no templates out. */
  constructor(services: TemplateService['services']) {
    this.services = services;
  }

  /**
   * The template of one duty, for whoever may prepare its filing: the figures of the latest revision filled in, those
   * last accepted before it beside them.
   * @throws DomainError those of FilingService.obligationToAnswer, FORM_NOT_IN_FORCE, TEMPLATE_KEY_MISSING
   */
  async write(uow: UnitOfWork, caller: Caller, target: FilingTarget): Promise<TemplateFile> {
    const { clock, law, filings, key } = this.services;
    if (key === null) throw filingError('TEMPLATE_KEY_MISSING');
    const obligation = await filings.obligationToAnswer(uow, caller, target);
    const { form, period, filerRef: unit } = obligation;
    const definition = law.definitionFor(form, period);
    if (definition === null) throw filingError('FORM_NOT_IN_FORCE', { form, period }, 'period');
    const { latest } = await lockSheet(uow, obligation.id);
    const entries = latest === null ? [] : [...(await entriesOf(uow, latest.filingId, latest.revision)).values()];
    const before = await lastAccepted(uow, obligation, definition);
    const bytes = writeTemplate({
      definition,
      period,
      unitCode: unit,
      unitName: obligation.filerName,
      baseRevision: latest?.revision ?? 0,
      currentValues: Object.fromEntries(entries.map((e) => [e.key, e.value])),
      currentNotes: Object.fromEntries(entries.map((e) => [e.key, e.note])),
      ...(before === null ? {} : { lastPeriod: before.period, lastPeriodValues: before.values }),
      key,
    });
    const subject = { subjectKind: 'obligation', subjectId: obligation.id, provinceCode: obligation.provinceCode };
    const detail = { form, period, unit, revision: latest?.revision ?? 0 };
    await audit(uow, { action: 'template.download', ...subject, detail }, clock.now());
    return { name: `Biểu ${form} ${period} ${unit}.xlsx`, bytes };
  }
}

/** The lawful figures of the newest earlier period for which this unit has any; null when there are none. */
async function lastAccepted(
  uow: UnitOfWork,
  { form, period, filerRef }: ObligationView,
  definition: FormDefinition,
): Promise<{ period: string; values: Readonly<Record<string, DecimalString | null>> } | null> {
  const rows = await uow.em.execute<{ period: string; key: string; value: DecimalString | null }[]>(
    `select g.period, g.key, trim_scale(g.value)::text as value from reported_figure g
     where g.form = ? and g.filer_ref = ? and g.superseded_at is null and g.period = (
       select p.code from reporting_period p join reporting_period now on now.code = ?
       where p.window_to < now.window_to and exists (select 1 from reported_figure r
         where r.period = p.code and r.form = ? and r.filer_ref = ? and r.superseded_at is null)
       order by p.window_to desc limit 1)`,
    [form, filerRef, period, form, filerRef],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const known = new Map(rows.map((row) => [row.key, row.value]));
  return {
    period: first.period,
    values: Object.fromEntries(definition.rows.map(({ key }) => [key, known.get(key) ?? null])),
  };
}
