import type { Command } from 'commander';
import type { EditionView, FigureChange } from '#lib/consolidation';
import { type DecimalString, DomainError, printDecimal, vietnamInstant } from '#lib/kernel';
import { withServices } from '../process.js';

/** `ccn editions [--period 2026-H1] [--json]`: what was published; `ccn editions --id 2026-H1-r2`: what it changed. */
export function register(program: Command): void {
  program
    .command('editions')
    .description('các ấn bản số liệu đã chốt; với --id: những chỉ tiêu thay đổi so với ấn bản trước')
    .option('--period <kỳ>', 'chỉ của kỳ này, ví dụ 2026-H1')
    .option('--id <ấn bản>', 'một ấn bản và các thay đổi của nó, ví dụ 2026-H1-r2')
    .option('--json', 'in một tài liệu JSON')
    .action(async (flags: { period?: string; id?: string; json?: true }) => {
      const { id } = flags;
      const text = id === undefined ? await list(flags.period, flags.json) : await one(id, flags.json);
      process.stdout.write(text);
    });
}

async function list(period: string | undefined, json: true | undefined): Promise<string> {
  const { editionPage } = await import('#lib/consolidation');
  const { systemScope } = await import('#lib/persistence');
  const filter = period === undefined ? {} : { period };
  const editions = await withServices(({ db }) =>
    db.transact({ ...systemScope, canWrite: false }, async (uow) =>
      (await editionPage(uow, filter, { first: 500 })).edges.map((e) => e.node),
    ),
  );
  if (json) return `${JSON.stringify(editions.map(plainEdition), null, 2)}\n`;
  return editions.length === 0 ? 'Chưa có kỳ nào được chốt.\n' : editions.map(line).join('');
}

async function one(id: string, json: true | undefined): Promise<string> {
  const { editionById, editionChanges } = await import('#lib/consolidation');
  const { systemScope } = await import('#lib/persistence');
  const { edition, changes } = await withServices(({ db }) =>
    db.transact({ ...systemScope, canWrite: false }, async (uow) => ({
      edition: await editionById(uow, id),
      changes: await everyPage((after) => editionChanges(uow, id, { first: 500, after })),
    })),
  );
  if (edition === null)
    throw new DomainError({
      code: 'EDITION_UNKNOWN',
      message: `Không có ấn bản “${id}”. Hãy xem danh sách bằng lệnh editions.`,
      messageEn: `There is no edition "${id}".`,
    });
  if (json) return `${JSON.stringify({ ...plainEdition(edition), changes }, null, 2)}\n`;
  return [line(edition), ...changes.map(changeLine)].join('');
}

async function everyPage(
  read: (after: string | null) => ReturnType<typeof import('#lib/consolidation')['editionChanges']>,
): Promise<FigureChange[]> {
  const rows: FigureChange[] = [];
  for (let after: string | null = null; ; ) {
    const page = await read(after);
    rows.push(...page.edges.map((e) => e.node));
    if (!page.hasNextPage) return rows;
    after = page.edges.at(-1)?.cursor ?? null;
  }
}

const plainEdition = (e: EditionView) => ({
  ...e,
  knownAt: vietnamInstant(e.knownAt),
  closedAt: vietnamInstant(e.closedAt),
});

export function line(e: EditionView): string {
  return `${e.id}  chốt ${vietnamInstant(e.closedAt)}  ${e.closedByName}  ${e.formCount} biểu  ${e.changeCount} thay đổi  sha256 ${e.sha256}\n    ${e.reason}\n`;
}

function changeLine(c: FigureChange): string {
  const print = (value: DecimalString | null) => (value === null ? 'chưa có' : printDecimal(value, 'vi'));
  const why = c.causes.map((x) => `${x.label}${x.receiptNumber === null ? '' : ` (${x.receiptNumber})`}`).join('; ');
  return `  Biểu ${c.form} ${c.unit} ${c.unitName}, dòng ${c.tt}: ${print(c.oldValue)} -> ${print(c.newValue)}  ${why}\n`;
}
