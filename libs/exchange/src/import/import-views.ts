import type { Caller } from '#lib/access';
import { type Database, decodeCursor, type Page, type PageRequest, pageSize, toPage } from '#lib/persistence';
import { type ImportTableName, importColumns, importTableLabel } from '#lib/workbook';
import { IMPORT_COLUMNS, type ImportRow, importView, type RegisterImportView } from './import-service.js';

export type ChangeKind = 'insert' | 'change' | 'end' | 'retract';

/** One difference between a workbook and the register. */
export interface RegisterChangeView {
  readonly position: number;
  readonly table: ImportTableName;
  readonly tableLabel: string;
  readonly kind: ChangeKind;
  /** Code of the row in the register; null for a new one. */
  readonly rowKey: string | null;
  /** What a person calls the row. */
  readonly label: string;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly values: readonly ChangedValue[];
}

export interface ChangedValue {
  readonly key: string;
  readonly label: string;
  /** As printed in the register workbook; null: nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface RegisterProblemView {
  readonly position: number;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly message: string;
  readonly messageEn: string | null;
}

interface ChangeRow extends Omit<RegisterChangeView, 'tableLabel' | 'values'> {
  readonly changes: Readonly<Record<string, readonly [string | null, string | null]>>;
}

/** Imports, their differences and their problems, page by page, with the caller's own eyes. */
export class RegisterImportViews {
  constructor(private readonly db: Database) {}

  /** Imports of the caller's province, newest first. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
  async imports(caller: Caller, page: PageRequest): Promise<Page<RegisterImportView>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 2);
    return await this.db.transact(caller.scope, async ({ em }) => {
      const [counted] = await em.execute<{ n: number }[]>('select count(*)::int as n from register_import');
      const beyond = after === null ? '' : 'where (i.created_at, i.id) < (?::timestamptz, ?::uuid)';
      const rows = await em.execute<ImportRow[]>(
        `select ${IMPORT_COLUMNS} from register_import i join source_file f on f.id = i.file_id ${beyond}
         order by i.created_at desc, i.id desc limit ${first + 1}`,
        after ?? [],
      );
      const key = (row: RegisterImportView) => [row.createdAt.toISOString(), row.id];
      return toPage(rows.map(importView), first, counted?.n ?? 0, key);
    });
  }

  /** Differences in the order of the workbook. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
  async changes(caller: Caller, importId: string, page: PageRequest): Promise<Page<RegisterChangeView>> {
    const rows = await this.page<ChangeRow>(
      caller,
      importId,
      page,
      'register_import_change',
      'position, table_name as "table", kind, row_key as "rowKey", label, sheet, cell, changes',
    );
    return { ...rows, edges: rows.edges.map(({ node, cursor }) => ({ cursor, node: changeView(node) })) };
  }

  /** Problems in the order of the workbook. @throws DomainError PAGE_SIZE_INVALID, CURSOR_INVALID */
  async problems(caller: Caller, importId: string, page: PageRequest): Promise<Page<RegisterProblemView>> {
    const columns = 'position, code, severity, sheet, cell, message, message_en as "messageEn"';
    return await this.page<RegisterProblemView>(caller, importId, page, 'register_import_problem', columns);
  }

  private async page<T extends { readonly position: number }>(
    caller: Caller,
    importId: string,
    page: PageRequest,
    table: string,
    columns: string,
  ): Promise<Page<T>> {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 1);
    return await this.db.transact(caller.scope, async ({ em }) => {
      const [counted] = await em.execute<{ n: number }[]>(
        `select count(*)::int as n from ${table} where import_id = ?`,
        [importId],
      );
      const rows = await em.execute<T[]>(
        `select ${columns} from ${table} where import_id = ? and position > ?::integer order by position limit ${first + 1}`,
        [importId, after?.[0] ?? '0'],
      );
      return toPage(rows, first, counted?.n ?? 0, (row) => [String(row.position)]);
    });
  }
}

function changeView({ changes, ...row }: ChangeRow): RegisterChangeView {
  const values = importColumns(row.table).flatMap(({ key, label, unit, words }): ChangedValue[] => {
    const change = changes[key];
    if (change === undefined) return [];
    const print = (value: string | null): string | null => (value === null ? null : (words?.[value] ?? value));
    const heading = unit === undefined ? label : `${label} (${unit})`;
    return [{ key, label: heading, before: print(change[0]), after: print(change[1]) }];
  });
  return { ...row, tableLabel: importTableLabel(row.table), values };
}
