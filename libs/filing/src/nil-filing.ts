import type { Caller } from '#lib/access';
import { audit } from '#lib/audit';
import type { Clock } from '#lib/kernel';
import type { Law } from '#lib/law';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import { nilOffered, regimeError } from '#lib/regime';
import { filingError } from './errors.js';
import type { FilingChange } from './filing-change.js';
import type { FilingService, FilingTarget } from './filing-service.js';
import { nilFigures } from './rules/nil-figures.js';

/** A nil filing as its sender asks for it. */
export interface NilInput extends FilingTarget {
  /** Why nothing is to be reported; kept with the filing and read by its receiver. */
  readonly note: string;
  /** Version of the draft it replaces; left out when there is none. */
  readonly version?: number | null;
}

const LONGEST_NOTE = 2000;
const FIGURE_NOTE = 'Không phát sinh';

/** Nil filings (báo cáo không phát sinh): a draft that says so, with its note; it is submitted and decided on like any other. */
export class NilFilings {
  private readonly clock: Clock;
  private readonly law: Law;
  private readonly filings: FilingService;

  constructor(services: { readonly clock: Clock; readonly law: Law; readonly filings: FilingService }) {
    this.clock = services.clock;
    this.law = services.law;
    this.filings = services.filings;
  }

  /**
   * Makes the draft of a nil filing for a duty that is in doubt. Saving other figures into the draft takes it back.
   * @throws DomainError NIL_NOTE_REQUIRED, NIL_NOT_OFFERED, and those of FilingService.saveDraft
   */
  async file(uow: UnitOfWork, caller: Caller, input: NilInput): Promise<FilingChange> {
    const note = input.note.trim().slice(0, LONGEST_NOTE);
    if (note === '') throw regimeError('NIL_NOTE_REQUIRED', {}, 'note');
    const duty = await this.filings.obligationToAnswer(uow, caller, input);
    const { form, period, filerRef: unit } = duty;
    if (!nilOffered(duty)) throw regimeError('NIL_NOT_OFFERED', { form, period, unit: duty.filerName }, 'unit');
    const definition = this.law.definitionFor(form, period);
    if (definition === null) throw filingError('FORM_NOT_IN_FORCE', { form, period }, 'period');
    const zeros = nilFigures(definition, { hasNothing: duty.voluntary });
    const figures = zeros.map((key) => ({ key, raw: '0', note: FIGURE_NOTE }));
    const change = await this.filings.saveDraft(uow, caller, {
      form,
      period,
      unit,
      figures,
      version: input.version ?? null,
    });
    const at = this.clock.now();
    await uow.em.execute(
      'insert into nil_declaration (filing_id, revision, note, declared_at) values (?, ?, ?, ?::timestamptz)',
      [change.filingId, change.revision, note, at],
    );
    const subject = { subjectKind: 'filing', subjectId: change.filingId, provinceCode: duty.provinceCode };
    const detail = { form, period, unit, revision: change.revision, note };
    await audit(uow, { action: 'filing.nil', ...subject, detail }, at);
    return change;
  }
}

/** Notes of the filings whose latest revision is a nil filing, keyed by filing id. One statement. */
export async function nilNotesOf(uow: UnitOfWork, filingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await uow.em.execute<{ id: string; note: string }[]>(
    `select f.id, d.note from filing f join nil_declaration d on d.filing_id = f.id and d.revision = f.current_revision
     where f.id = any (?::uuid[])`,
    [sqlArray(filingIds)],
  );
  return new Map(rows.map((row) => [row.id, row.note]));
}
