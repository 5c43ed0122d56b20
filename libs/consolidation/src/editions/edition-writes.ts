import type { Caller } from '#lib/access';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import type { FigureChange } from '../rules/edition-changes.js';
import type { PlacedForm } from '../rules/every-form.js';

/** A form with the text that is frozen. */
export interface StoredForm {
  readonly placed: PlacedForm;
  readonly body: string;
  readonly sha256: string;
}

export interface NewEdition {
  readonly period: string;
  readonly revision: number;
  readonly previousId: string | null;
  readonly knownAt: Date;
  readonly closedAt: Date;
  readonly reason: string;
  readonly contentSha256: string;
  readonly manifest: string;
  readonly sha256: string;
}

/** @returns the edition's name */
export async function insertEdition(uow: UnitOfWork, caller: Caller, edition: NewEdition): Promise<string> {
  const id = `${edition.period}-r${edition.revision}`;
  await uow.em.execute(
    `insert into edition (id, period, revision, previous_id, known_at, closed_at, closed_by, closed_by_name, office_id, reason,
       content_sha256, manifest, sha256)
     values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::uuid, ?, ?::uuid, ?, ?, ?, ?)`,
    [
      id,
      edition.period,
      edition.revision,
      edition.previousId,
      edition.knownAt,
      edition.closedAt,
      caller.accountId,
      caller.name,
      caller.officeId,
      edition.reason,
      edition.contentSha256,
      edition.manifest,
      edition.sha256,
    ],
  );
  return id;
}

/** Forms in one statement; a whole country of texts at once would be a parameter of many megabytes. */
const AT_ONCE = 50;

export async function insertForms(uow: UnitOfWork, id: string, forms: readonly StoredForm[]): Promise<void> {
  for (let from = 0; from < forms.length; from += AT_ONCE) {
    const rows = forms
      .slice(from, from + AT_ONCE)
      .map(({ placed: { form, provinceCode, communeCode }, body, sha256 }) => ({
        form: form.form,
        unit: form.unit,
        unit_name: form.unitName,
        province_code: provinceCode,
        commune_code: communeCode,
        definition_id: form.definitionId,
        body,
        sha256,
      }));
    await uow.em.execute(
      `insert into edition_form (edition_id, form, unit, unit_name, province_code, commune_code, definition_id, body, sha256)
       select ?, form, unit, unit_name, province_code, commune_code, definition_id, body, sha256
       from jsonb_to_recordset(?::jsonb) as r(form text, unit text, unit_name text, province_code text, commune_code text,
         definition_id text, body text, sha256 text)`,
      [id, JSON.stringify(rows)],
    );
  }
}

export async function insertChanges(
  uow: UnitOfWork,
  id: string,
  forms: readonly StoredForm[],
  changes: readonly FigureChange[],
): Promise<void> {
  const places = new Map(forms.map(({ placed }) => [`${placed.form.form}|${placed.form.unit}`, placed]));
  const rows = changes.map((change, position) => {
    const place = places.get(`${change.form}|${change.unit}`);
    return { ...change, position, provinceCode: place?.provinceCode ?? null, communeCode: place?.communeCode ?? null };
  });
  for (let from = 0; from < rows.length; from += 10 * AT_ONCE)
    await uow.em.execute(
      `insert into edition_change (edition_id, position, form, unit, unit_name, province_code, commune_code, key, tt, label,
         old_value, new_value, old_derived, new_derived, causes)
       select ?, position, form, unit, "unitName", "provinceCode", "communeCode", key, tt, label, "oldValue", "newValue",
         "oldDerived", "newDerived", causes
       from jsonb_to_recordset(?::jsonb) as r(position int, form text, unit text, "unitName" text, "provinceCode" text,
         "communeCode" text, key text, tt text, label text, "oldValue" numeric, "newValue" numeric, "oldDerived" numeric,
         "newDerived" numeric, causes jsonb)`,
      [id, JSON.stringify(rows.slice(from, from + 10 * AT_ONCE))],
    );
}

/** The changes with the receipt and the reason of each filing behind them, as it is in force now. One statement. */
export async function receiptsOfCauses(uow: UnitOfWork, changes: readonly FigureChange[]): Promise<FigureChange[]> {
  const ids = new Set(changes.flatMap((c) => c.causes.flatMap((x) => (x.kind === 'filing' && x.id ? [x.id] : []))));
  const rows = await uow.em.execute<{ id: string; receiptNumber: string | null; reason: string | null }[]>(
    `select filing_id as id, receipt_number as "receiptNumber", reason from filing_revision
     where state = 'accepted' and filing_id = any (?::uuid[])`,
    [sqlArray([...ids])],
  );
  const known = new Map(rows.map((r) => [r.id, r]));
  return changes.map((change) => ({
    ...change,
    causes: change.causes.map((cause) => {
      const filed = cause.kind === 'filing' && cause.id !== null ? known.get(cause.id) : undefined;
      return filed === undefined ? cause : { ...cause, receiptNumber: filed.receiptNumber, reason: filed.reason };
    }),
  }));
}
