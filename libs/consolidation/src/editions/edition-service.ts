import { type Caller, requirePermission } from '#lib/access';
import { audit } from '#lib/audit';
import { canonicalJson } from '#lib/filing';
import { type Clock, vietnamDate, vietnamInstant } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { Database, UnitOfWork } from '#lib/persistence';
import type { TerritoryService } from '#lib/territory';
import { consolidationError } from '../errors.js';
import { changesOf, type FigureChange } from '../rules/edition-changes.js';
import { everyForm, type PlacedForm } from '../rules/every-form.js';
import type { ConsolidatedForm } from '../rules/types.js';
import { type EditionView, editionById, latestEdition, sha256Of } from './edition-views.js';
import { insertChanges, insertEdition, insertForms, receiptsOfCauses, type StoredForm } from './edition-writes.js';
import { everyFormSources } from './every-form-sources.js';

export interface Closing {
  /** "2026-H1". */
  readonly period: string;
  /** Why now; for a revision after the first, what it corrects. */
  readonly reason: string;
}

export interface Closed {
  readonly edition: EditionView;
  /** False: nothing has changed since this edition, so no other was made. */
  readonly created: boolean;
}

const LONGEST_REASON = 2000;

/** Closing a period: the figures of every unit, worked out once more from one state of all tables, are frozen. */
export class EditionService {
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly law: Law;
  private readonly territory: TerritoryService;

  constructor(services: {
    readonly db: Database;
    readonly clock: Clock;
    readonly law: Law;
    readonly territory: TerritoryService;
  }) {
    this.db = services.db;
    this.clock = services.clock;
    this.law = services.law;
    this.territory = services.territory;
  }

  /**
   * Freezes a period as its next edition. Two that close at once make one edition, and so does closing again while
   * nothing has changed. Runs its own transactions: it first reads everything, then writes.
   * @throws DomainError FORBIDDEN, UNKNOWN_PERIOD, PERIOD_NOT_OVER, PERIOD_NOT_OPENED, CLOSING_REASON_REQUIRED
   */
  async closePeriod(caller: Caller, { period, reason: given }: Closing): Promise<Closed> {
    requirePermission(caller, 'period.close');
    const reason = given.trim().slice(0, LONGEST_REASON);
    if (reason === '') throw consolidationError('CLOSING_REASON_REQUIRED', {}, 'reason');
    const window = this.law.definitionFor('04', period) === null ? null : this.law.dataWindow(period);
    if (window === null) throw consolidationError('UNKNOWN_PERIOD', { period }, 'period');
    const knownAt = this.clock.now();
    if (vietnamDate(knownAt) <= window.to)
      throw consolidationError('PERIOD_NOT_OVER', { period, day: window.to }, 'period');
    const forms = await this.db.transact(
      caller.scope,
      async (uow) => {
        await mustBeOpened(uow, period);
        return everyForm(await everyFormSources(uow, { law: this.law, territory: this.territory }, period)).map(
          storedForm,
        );
      },
      'one_snapshot',
    );
    return await this.db.transact(caller.scope, (uow) => this.freeze(uow, caller, { period, reason, knownAt, forms }));
  }

  private async freeze(
    uow: UnitOfWork,
    caller: Caller,
    { period, reason, knownAt, forms }: Closing & { readonly knownAt: Date; readonly forms: readonly StoredForm[] },
  ): Promise<Closed> {
    await uow.em.execute('select pg_advisory_xact_lock(hashtext(?))', [`edition ${period}`]);
    const previous = await latestEdition(uow, period);
    const listed = forms.map(({ placed: { form }, sha256 }) => ({
      definition: form.definitionId,
      form: form.form,
      name: form.unitName,
      sha256,
      unit: form.unit,
    }));
    const contentSha256 = sha256Of(canonicalJson(listed));
    // Somebody who began after us has closed already: what he froze is newer than what we read.
    const overtaken = previous !== null && previous.knownAt > knownAt;
    if (previous !== null && (overtaken || previous.contentSha256 === contentSha256))
      return { edition: previous, created: false };
    const changes = previous === null ? [] : await changesSince(uow, previous.id, forms);
    const revision = (previous?.revision ?? 0) + 1;
    const closedAt = this.clock.now();
    const manifest = canonicalJson({
      changes: changes.length,
      closedAt: vietnamInstant(closedAt),
      closedBy: caller.name,
      edition: `${period}-r${revision}`,
      forms: listed,
      knownAt: vietnamInstant(knownAt),
      office: caller.officeName,
      period,
      previous: previous?.id ?? null,
      reason,
      revision,
    });
    const id = await insertEdition(uow, caller, {
      period,
      revision,
      previousId: previous?.id ?? null,
      knownAt,
      closedAt,
      reason,
      contentSha256,
      manifest,
      sha256: sha256Of(manifest),
    });
    await insertForms(uow, id, forms);
    await insertChanges(uow, id, forms, changes);
    const detail = {
      period,
      revision,
      reason,
      sha256: sha256Of(manifest),
      forms: forms.length,
      changes: changes.length,
    };
    await audit(
      uow,
      { action: 'period.close', subjectKind: 'edition', subjectId: id, provinceCode: null, detail },
      closedAt,
    );
    const edition = await editionById(uow, id);
    if (edition === null) throw new Error(`edition ${id} vanished while it was made`);
    return { edition, created: true };
  }
}

function storedForm(placed: PlacedForm): StoredForm {
  const body = canonicalJson(placed.form);
  return { placed, body, sha256: sha256Of(body) };
}

async function mustBeOpened(uow: UnitOfWork, period: string): Promise<void> {
  const rows = await uow.em.execute<object[]>('select 1 from reporting_period where code = ?', [period]);
  if (rows.length === 0) throw consolidationError('PERIOD_NOT_OPENED', { period }, 'period');
}

/** Row by row what is other than in the edition before, with the receipts of the amendments behind it. */
async function changesSince(uow: UnitOfWork, id: string, forms: readonly StoredForm[]): Promise<FigureChange[]> {
  const before = await uow.em.execute<{ form: string; unit: string; sha256: string; body: string }[]>(
    'select form, unit, sha256, body from edition_form where edition_id = ?',
    [id],
  );
  const known = new Map(before.map((row) => [`${row.form}|${row.unit}`, row]));
  const changes = forms.flatMap(({ placed: { form }, sha256 }) => {
    const was = known.get(`${form.form}|${form.unit}`);
    if (was?.sha256 === sha256) return [];
    return changesOf(was === undefined ? null : (JSON.parse(was.body) as ConsolidatedForm), form);
  });
  return await receiptsOfCauses(uow, changes);
}
