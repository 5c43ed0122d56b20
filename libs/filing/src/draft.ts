import type { CheckedForm } from '#lib/forms';
import { newId, type UnitOfWork } from '#lib/persistence';
import type { ObligationView } from '#lib/regime';
import { type Filing, FilingEntity, type FilingRevision, FilingRevisionEntity } from './entities/index.js';
import type { FilingSheet } from './filing-sheet.js';
import { type Hand, recordTransition } from './transition-log.js';

interface Scoped {
  readonly provinceCode: string;
  readonly communeCode?: string | null | undefined;
  readonly clusterId?: string | null | undefined;
  readonly projectId?: string | null | undefined;
}

/** The scope columns that every row of a filing carries. */
export function scopeOf({ provinceCode, communeCode = null, clusterId = null, projectId = null }: Scoped) {
  return { provinceCode, communeCode, clusterId, projectId };
}

/**
 * The draft to work on: the open one, or a new revision after the latest. Whether that step is allowed was decided
 * by the transition table before.
 */
export async function openDraft(
  uow: UnitOfWork,
  sheet: FilingSheet,
  definitionId: string,
  by: Hand,
  reason: string | null,
): Promise<{ filing: Filing; draft: FilingRevision }> {
  if (sheet.filing !== null && sheet.latest?.state === 'draft') return { filing: sheet.filing, draft: sheet.latest };
  const filing = sheet.filing ?? (await beginFiling(uow, sheet.obligation, by));
  const revision = (sheet.latest?.revision ?? 0) + 1;
  const draft = uow.em.create(FilingRevisionEntity, {
    filingId: filing.id,
    revision,
    state: 'draft',
    version: 0,
    definitionId,
    outcome: 'rejected',
    ...scopeOf(sheet.obligation),
    fileId: null,
    reason,
    createdBy: by.accountId,
    createdAt: by.at,
    submittedBy: null,
    submittedAt: null,
    receiptNumber: null,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  });
  filing.currentRevision = revision;
  await uow.em.flush();
  await recordTransition(uow, draft, sheet.latest?.state ?? null, by, reason);
  return { filing, draft };
}

async function beginFiling(uow: UnitOfWork, obligation: ObligationView, by: Hand): Promise<Filing> {
  const filing = uow.em.create(FilingEntity, {
    id: newId(),
    obligationId: obligation.id,
    form: obligation.form,
    period: obligation.period,
    filerKind: obligation.filerKind,
    filerRef: obligation.filerRef,
    filerName: obligation.filerName,
    ...scopeOf(obligation),
    currentRevision: 1,
    createdAt: by.at,
  });
  await uow.em.flush();
  return filing;
}

const SCOPE = 'province_code, commune_code, cluster_id, project_id';

/**
 * Replaces the figures and findings of a draft by what the checks said, one row per indicator of the form, and
 * counts its version up. `fileId`: the workbook they were read from; null when typed in the portal.
 */
export async function writeDraft(
  uow: UnitOfWork,
  draft: FilingRevision,
  checked: CheckedForm,
  fileId: string | null,
): Promise<void> {
  const at = [draft.filingId, draft.revision];
  await uow.em.execute('delete from filing_figure where filing_id = ? and revision = ?', at);
  await uow.em.execute('delete from filing_problem where filing_id = ? and revision = ?', at);
  const figures = Object.entries(checked.values).map(([key, value]) => {
    const entry = checked.parsed.entries.get(key);
    const place = { sheet: entry?.at?.sheet ?? null, cell: entry?.at?.cell ?? null };
    return {
      key,
      value,
      raw: entry?.raw ?? null,
      note: checked.notes[key] ?? null,
      readAs: entry?.readAs ?? null,
      ...place,
    };
  });
  await insertFigures(uow, draft, figures);
  const problems = checked.problems.map((p, i) => ({ ...p, ...p.doubt, id: newId(), position: i + 1 }));
  await uow.em.execute(
    `insert into filing_problem (id, filing_id, revision, position, code, severity, sheet, cell, key, message, reference, magnitude, ${SCOPE})
     select x.id, r.filing_id, r.revision, x.position, x.code, x.severity, x.sheet, x.cell, x.key, x.message, x.reference,
       x.magnitude::numeric, ${OF_REVISION}
     from filing_revision r, jsonb_to_recordset(?::jsonb) as x
       (id uuid, position integer, code text, severity text, sheet text, cell text, key text, message text, reference text,
         magnitude text)
     where r.filing_id = ? and r.revision = ?`,
    [JSON.stringify(problems), ...at],
  );
  draft.outcome = checked.outcome;
  draft.definitionId = checked.definitionId;
  draft.fileId = fileId;
  draft.version += 1;
  await uow.em.flush();
}

const OF_REVISION = 'r.province_code, r.commune_code, r.cluster_id, r.project_id';

async function insertFigures(uow: UnitOfWork, draft: FilingRevision, figures: readonly object[]): Promise<void> {
  await uow.em.execute(
    `insert into filing_figure (filing_id, revision, key, value, raw, note, read_as, sheet, cell, ${SCOPE})
     select r.filing_id, r.revision, x.key, x.value::numeric, x.raw, x.note, x."readAs", x.sheet, x.cell, ${OF_REVISION}
     from filing_revision r, jsonb_to_recordset(?::jsonb) as x
       (key text, value text, raw text, note text, "readAs" text, sheet text, cell text)
     where r.filing_id = ? and r.revision = ?`,
    [JSON.stringify(figures), draft.filingId, draft.revision],
  );
}

/** Copies figures and findings of the revision before into a new draft, for an amendment. */
export async function copyInto(uow: UnitOfWork, draft: FilingRevision, from: FilingRevision): Promise<void> {
  await uow.em.execute(
    `insert into filing_figure (filing_id, revision, key, value, raw, note, read_as, sheet, cell, ${SCOPE})
     select filing_id, ?, key, value, raw, note, read_as, sheet, cell, ${SCOPE}
     from filing_figure where filing_id = ? and revision = ?`,
    [draft.revision, from.filingId, from.revision],
  );
  const problems = await uow.em.execute<object[]>(
    `select position, code, severity, sheet, cell, key, message, reference, magnitude, province_code, commune_code, cluster_id, project_id
     from filing_problem where filing_id = ? and revision = ? order by position`,
    [from.filingId, from.revision],
  );
  await uow.em.execute(
    `insert into filing_problem select x.* from jsonb_populate_recordset(null::filing_problem, ?::jsonb) x`,
    [JSON.stringify(problems.map((p) => ({ ...p, id: newId(), filing_id: draft.filingId, revision: draft.revision })))],
  );
  draft.outcome = from.outcome;
  draft.definitionId = from.definitionId;
  draft.fileId = from.fileId;
  draft.version += 1;
  await uow.em.flush();
}
