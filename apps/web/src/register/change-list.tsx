import { useWords } from '../text/language.js';
import { DataTable } from '../ui/data-table.js';
import type { Importing } from './register-import-page.js';

const TONES = { INSERT: 'good', CHANGE: 'info', END: 'warn', RETRACT: 'bad' } as const;
const KINDS = {
  INSERT: 'change.insert',
  CHANGE: 'change.change',
  END: 'change.end',
  RETRACT: 'change.retract',
} as const;

/** Each difference between the workbook and the register: before, after, and where it stands in the file. */
export function ChangeList({ changes }: { changes: Importing['changes'] }) {
  const { t } = useWords();
  if (changes.totalCount === 0) return null;
  return (
    <>
      <h3>{t('registerImport.changes', { n: changes.nodes.length, all: changes.totalCount })}</h3>
      <DataTable
        caption={t('registerImport.title')}
        columns={[
          { head: t('registerImport.row') },
          { head: t('registerImport.kind') },
          { head: t('registerImport.values') },
          { head: t('problem.where') },
        ]}
        groups={[...Map.groupBy(changes.nodes, (change) => change.tableLabel)].map(([table, rows]) => ({
          key: table,
          title: table,
          rows: rows.map((change) => ({
            key: String(change.position),
            cells: [
              change.label,
              <span key="kind" className={`chip ${TONES[change.kind]}`}>
                {t(KINDS[change.kind])}
              </span>,
              <ul key="values" className="changes">
                {change.values.map((value) => (
                  <li key={value.key}>
                    {value.label}: {value.before !== null && <del>{value.before}</del>}{' '}
                    {value.after !== null && <ins>{value.after}</ins>}
                  </li>
                ))}
              </ul>,
              [change.sheet, change.cell].filter(Boolean).join(' '),
            ],
          })),
        }))}
      />
    </>
  );
}

/** What is wrong in the workbook; an error keeps all of it from being written. */
export function RegisterProblems({ problems }: { problems: Importing['problems'] }) {
  const { t } = useWords();
  if (problems.totalCount === 0) return null;
  return (
    <ul className="plain-list">
      {problems.nodes.map((problem) => (
        <li key={problem.position}>
          <span className={`chip ${problem.isError ? 'bad' : 'warn'}`}>
            {t(problem.isError ? 'problem.error' : 'problem.warning')}
          </span>{' '}
          {problem.message} <span className="small soft">{t('problem.code', { code: problem.code })}</span>
        </li>
      ))}
    </ul>
  );
}
