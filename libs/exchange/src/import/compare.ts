import type { IsoDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import {
  importColumns,
  isRegisterError,
  problemOfReading,
  type RegisterFinding,
  type RegisterProblem,
  type RegisterProblemCode,
  readRegisterInChild,
  registerProblem,
  type StagedSource,
} from '#lib/workbook';
import { checkRows } from './check.js';
import { type ChangeCounts, type DiffTables, findDifferences, insertedValues } from './differences.js';
import { matchRows } from './match.js';
import { SPECS, stageOf } from './specs.js';
import { addRows, addSource, createStage, readPresent } from './stage.js';

export interface CompareInput {
  /** The workbook's, in pieces. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly province: string;
  readonly today: IsoDate;
  readonly uploadedOn: IsoDate;
  readonly cluster: string | null;
  readonly observedOn: IsoDate | null;
  readonly writing: 'vi' | 'en' | null;
  readonly percent?: (percent: number) => void;
}

/** A workbook beside the register; the differences lie in temporary tables until the transaction ends. */
export interface Compared {
  readonly counts: ChangeCounts;
  readonly digest: string;
  readonly tables: DiffTables;
  /** The workbook may not be applied. */
  readonly hasErrors: boolean;
  readonly problems: readonly RegisterProblem[];
  /** Writes differences and problems as those of an import. */
  keep(importId: string): Promise<void>;
}

const MOST_PROBLEMS = 1_000;

/**
 * Reads a register workbook in its child process, lays it beside the register of one province, and finds what it would
 * change. Nothing is written but temporary tables; rows of other provinces are out of sight.
 */
export async function compareRegister(uow: UnitOfWork, input: CompareInput): Promise<Compared> {
  const tell = input.percent ?? (() => undefined);
  await createStage(uow, input.province);
  const { cluster, observedOn, uploadedOn, writing } = input;
  const problems: RegisterProblem[] = [];
  const sources: StagedSource[] = [];
  let hasErrors = false;
  let read = 0;
  const say = (problem: RegisterProblem): void => {
    hasErrors ||= problem.severity === 'error';
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  for await (const message of readRegisterInChild(input.bytes, { cluster, observedOn, uploadedOn, writing })) {
    switch (message.kind) {
      case 'source':
        sources.push(message.source);
        await addSource(uow, message.source);
        break;
      case 'rows': {
        const source = sources[message.rows.source];
        if (source === undefined) throw new Error('rows of no source');
        await addRows(uow, source, message.rows);
        read += 1;
        tell(Math.min(50, 2 + Math.floor(read / 2)));
        break;
      }
      case 'finding':
        say(registerProblem(message.finding));
        break;
      case 'reading': {
        const problem = problemOfReading(message.finding);
        say({
          ...problem,
          messageEn: problem.messageEn ?? problem.message,
          severity: message.refused ? 'error' : 'warning',
        });
        break;
      }
      default:
        break;
    }
  }
  // A table without rows costs no statement.
  const live = SPECS.filter((spec) => sources.some((source) => source.table === spec.name));
  await readPresent(uow, input.province, input.today, live);
  tell(55);
  await matchRows(uow, input.province, live);
  tell(70);
  await checkRows(uow, input.province, input.today, live);
  tell(80);
  const { counts, digest, tables } = await findDifferences(uow, live);
  for (const finding of await findings(uow, sources)) say(registerProblem(finding));
  tell(90);
  return {
    counts,
    digest,
    tables,
    hasErrors,
    problems,
    async keep(importId) {
      await writeValues(uow, tables);
      await keep(uow, importId, input.province, problems);
    },
  };
}

/** What the comparison found, at its cell, in the order of the workbook. */
async function findings(uow: UnitOfWork, sources: readonly StagedSource[]): Promise<RegisterFinding[]> {
  const rows = await uow.em.execute<
    { src: number; row: number; key: string | null; code: RegisterProblemCode; found: string | null }[]
  >(
    `select src, row, key, code, found from (select distinct on (src, row, key, code) src, row, key, code, found from finding) f
     order by src, row, code, key limit ${MOST_PROBLEMS}`,
  );
  return rows.flatMap(({ src, row, key, code, found }): RegisterFinding[] => {
    const source = sources[src];
    if (source === undefined || !isRegisterError(code)) return [];
    const column = importColumns(source.table).find((c) => c.key === key)?.label ?? '';
    const letter = (key === null ? undefined : source.letters[key]) ?? Object.values(source.letters)[0] ?? 'A';
    return [{ code, sheet: source.sheet, cell: `${letter}${row}`, details: { column, found: found ?? '' } }];
  });
}

/** What new rows say, value by value: only people read it. */
async function writeValues(uow: UnitOfWork, tables: DiffTables): Promise<void> {
  for (const [name, { inserted }] of tables) {
    const spec = SPECS.find((s) => s.name === name);
    if (spec !== undefined && inserted > 0)
      await uow.em.execute(
        `update diff d set changes = ${insertedValues(spec)} from ${stageOf(spec)} s
         where d.table_name = '${name}' and d.kind = 'insert' and s.no = d.stage_no`,
      );
  }
}

async function keep(
  uow: UnitOfWork,
  importId: string,
  province: string,
  problems: readonly RegisterProblem[],
): Promise<void> {
  await uow.em.execute(
    `insert into register_import_change (import_id, position, province_code, table_name, kind, row_key, label, sheet, cell, changes)
     select ?, d.no, ?, d.table_name, d.kind, d.row_key, d.label, o.sheet,
       coalesce(o.letters ->> (select k.key from jsonb_object_keys(d.changes) with ordinality k(key, n) where d.kind <> 'insert' order by k.n limit 1),
         (select min(l.value) from jsonb_each_text(o.letters) l where length(l.value) = 1), 'A') || d.row, d.changes
     from diff d join st_source o on o.src = d.src`,
    [importId, province],
  );
  const rows = problems.map((p, i) => ({ position: i + 1, ...p, message_en: p.messageEn }));
  await uow.em.execute(
    `insert into register_import_problem (import_id, position, province_code, code, severity, sheet, cell, message, message_en)
     select ?, x.position, ?, x.code, x.severity, x.sheet, x.cell, x.message, x.message_en
     from jsonb_to_recordset(?::jsonb) x(position integer, code text, severity text, sheet text, cell text, message text, message_en text)`,
    [importId, province, JSON.stringify(rows)],
  );
}
