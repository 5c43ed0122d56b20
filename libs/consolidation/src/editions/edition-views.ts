import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/filing';
import {
  decodeCursor,
  instantOf,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  type UnitOfWork,
} from '#lib/persistence';
import { consolidationError } from '../errors.js';
import type { ChangeCause, FigureChange } from '../rules/edition-changes.js';
import { type PublishedUnit, publishedTotals } from '../rules/published-totals.js';
import type { ConsolidatedForm } from '../rules/types.js';

/** What was published of a period, frozen. */
export interface EditionView {
  /** "2026-H1-r1". */
  readonly id: string;
  readonly period: string;
  readonly revision: number;
  readonly previousId: string | null;
  /** Filings accepted and facts recorded after this instant are not in it. */
  readonly knownAt: Date;
  readonly closedAt: Date;
  readonly closedByName: string;
  readonly reason: string;
  /** Of the manifest: the list of everything in it. */
  readonly sha256: string;
  /** Forms in it, also those that the caller may not read. */
  readonly formCount: number;
  readonly changeCount: number;
}

/** One form of an edition, without its text. */
export interface EditionFormView {
  readonly form: string;
  readonly unit: string;
  readonly unitName: string;
  readonly definitionId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A form of an edition, as it was published: the text, and its hash. */
export interface PinnedForm {
  readonly editionId: string;
  readonly form: ConsolidatedForm;
  readonly body: string;
  readonly sha256: string;
}

type Row = Omit<EditionView, 'knownAt' | 'closedAt'> & { readonly knownAt: string; readonly closedAt: string };

const COLUMNS = `e.id, e.period, e.revision, e.previous_id as "previousId", e.known_at as "knownAt", e.closed_at as "closedAt",
  e.closed_by_name as "closedByName", e.reason, e.sha256, json_array_length((e.manifest::json)->'forms') as "formCount",
  ((e.manifest::json)->>'changes')::int as "changeCount"`;

const viewOf = (row: Row): EditionView => ({
  ...row,
  knownAt: instantOf(row.knownAt),
  closedAt: instantOf(row.closedAt),
});

/** Editions, the newest period and revision first. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
export async function editionPage(
  uow: UnitOfWork,
  { period }: { readonly period?: string },
  page: PageRequest,
): Promise<Page<EditionView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 2);
  const of = period === undefined ? { sql: 'true', params: [] } : { sql: 'e.period = ?', params: [period] };
  const [counted] = await uow.em.execute<{ n: number }[]>(
    `select count(*)::int as n from edition e where ${of.sql}`,
    of.params,
  );
  const beyond = after === null ? '' : 'and (e.period collate "C", e.revision) < (?, ?::int)';
  const rows = await uow.em.execute<Row[]>(
    `select ${COLUMNS} from edition e where ${of.sql} ${beyond}
     order by e.period collate "C" desc, e.revision desc limit ${first + 1}`,
    [...of.params, ...(after ?? [])],
  );
  return toPage(rows.map(viewOf), first, counted?.n ?? 0, (e) => [e.period, String(e.revision)]);
}

/** One edition; null where there is none of this name. */
export async function editionById(uow: UnitOfWork, id: string): Promise<EditionView | null> {
  const [row] = await uow.em.execute<Row[]>(`select ${COLUMNS} from edition e where e.id = ?`, [id]);
  return row === undefined ? null : viewOf(row);
}

/** One edition. @throws DomainError EDITION_UNKNOWN */
export async function mustFindEdition(uow: UnitOfWork, id: string): Promise<EditionView> {
  const found = await editionById(uow, id);
  if (found === null) throw consolidationError('EDITION_UNKNOWN', { edition: id }, 'edition');
  return found;
}

/** The newest edition of a period, with what a closing compares itself to. */
export async function latestEdition(
  uow: UnitOfWork,
  period: string,
): Promise<(EditionView & { readonly contentSha256: string }) | null> {
  const [row] = await uow.em.execute<(Row & { readonly contentSha256: string })[]>(
    `select ${COLUMNS}, e.content_sha256 as "contentSha256" from edition e where e.period = ? order by e.revision desc limit 1`,
    [period],
  );
  return row === undefined ? null : { ...viewOf(row), contentSha256: row.contentSha256 };
}

/** Forms of an edition that the caller may read: nation, provinces, communes, by code. */
export async function editionForms(uow: UnitOfWork, id: string, page: PageRequest): Promise<Page<EditionFormView>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 2);
  const [counted] = await uow.em.execute<{ n: number }[]>(
    'select count(*)::int as n from edition_form where edition_id = ?',
    [id],
  );
  const beyond = after === null ? '' : 'and (form collate "C", unit collate "C") > (?, ?)';
  const rows = await uow.em.execute<EditionFormView[]>(
    `select form, unit, unit_name as "unitName", definition_id as "definitionId", sha256, octet_length(body) as "sizeBytes"
     from edition_form where edition_id = ? ${beyond} order by form collate "C", unit collate "C" limit ${first + 1}`,
    [id, ...(after ?? [])],
  );
  return toPage(rows, first, counted?.n ?? 0, (f) => [f.form, f.unit]);
}

/** What an edition says otherwise than the one before it, of the units the caller may read. */
export async function editionChanges(uow: UnitOfWork, id: string, page: PageRequest): Promise<Page<FigureChange>> {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 1);
  const [counted] = await uow.em.execute<{ n: number }[]>(
    'select count(*)::int as n from edition_change where edition_id = ?',
    [id],
  );
  const rows = await uow.em.execute<(FigureChange & { position: number; causes: readonly ChangeCause[] })[]>(
    `select position, form, unit, unit_name as "unitName", key, tt, label, old_value::text as "oldValue", new_value::text as "newValue",
       old_derived::text as "oldDerived", new_derived::text as "newDerived", causes
     from edition_change where edition_id = ? and position > ?::int order by position limit ${first + 1}`,
    [id, after?.[0] ?? '-1'],
  );
  return toPage(rows, first, counted?.n ?? 0, (c) => [String(c.position)]);
}

/**
 * A form as an edition published it: the same bytes for ever, whatever became of the unit since. Its hash is worked out
 * anew at each reading. @throws DomainError EDITION_UNKNOWN, EDITION_OTHER_PERIOD, EDITION_WITHOUT_UNIT, UNIT_NOT_YOURS
 */
export async function pinnedForm(
  uow: UnitOfWork,
  wanted: { readonly edition: string; readonly form: string; readonly unit: string; readonly period?: string },
): Promise<PinnedForm> {
  const { edition, form, unit, period } = wanted;
  const found = await editionById(uow, edition);
  if (found === null) throw consolidationError('EDITION_UNKNOWN', { edition }, 'edition');
  if (period !== undefined && found.period !== period)
    throw consolidationError('EDITION_OTHER_PERIOD', { edition, period, own: found.period }, 'period');
  const [row] = await uow.em.execute<{ body: string; sha256: string }[]>(
    'select body, sha256 from edition_form where edition_id = ? and form = ? and unit = ?',
    [edition, form, unit],
  );
  if (row === undefined) {
    const code = (await lists(uow, wanted)) ? 'UNIT_NOT_YOURS' : 'EDITION_WITHOUT_UNIT';
    throw consolidationError(code, { edition, form, unit }, 'unit');
  }
  if (sha256Of(row.body) !== row.sha256)
    throw new Error(`edition ${edition}, form ${form} of ${unit} was tampered with`);
  return { editionId: edition, form: JSON.parse(row.body) as ConsolidatedForm, ...row };
}

/**
 * Form 04 of the nation and of every province as an edition published them, with small cells hidden: for everyone signed
 * in. Needs scope system, because it reads what the caller may not: nothing of it leaves but what `publishedTotals` shows.
 * @throws DomainError EDITION_UNKNOWN
 */
export async function totalsOfEdition(uow: UnitOfWork, edition: string): Promise<PublishedUnit[]> {
  if ((await editionById(uow, edition)) === null) throw consolidationError('EDITION_UNKNOWN', { edition }, 'edition');
  const rows = await uow.em.execute<{ body: string }[]>(
    `select body from edition_form where edition_id = ? and form = '04' order by unit <> 'VN', unit collate "C"`,
    [edition],
  );
  return publishedTotals(rows.map((row) => JSON.parse(row.body) as ConsolidatedForm));
}

/** Is the form in the edition, also where the caller may not read it? */
async function lists(uow: UnitOfWork, of: { edition: string; form: string; unit: string }): Promise<boolean> {
  const rows = await uow.em.execute<object[]>(
    `select 1 from edition e, json_array_elements((e.manifest::json)->'forms') f
     where e.id = ? and f->>'form' = ? and f->>'unit' = ?`,
    [of.edition, of.form, of.unit],
  );
  return rows.length > 0;
}

/** SHA-256 of a form as canonical JSON: the same for a frozen form and for the live answer it was made from. */
export function formDigest(form: ConsolidatedForm): string {
  return sha256Of(canonicalJson(form));
}

/** SHA-256 of a text in UTF-8, hexadecimal. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
