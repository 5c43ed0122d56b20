import { useWords } from '../text/language.js';
import { Scroll } from '../ui/scroll.js';

export interface Finding {
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING';
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly message: string;
}

/** Findings with the sheet and cell they are about; errors first. */
export function ProblemTable({ problems }: { problems: readonly Finding[] }) {
  const { t } = useWords();
  const sorted = [...problems].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <Scroll>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('problem.severity')}</th>
            <th scope="col">{t('problem.where')}</th>
            <th scope="col">{t('problem.what')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((p) => (
            <tr key={`${p.code}|${p.sheet}|${p.cell}|${p.message}`}>
              <td>
                <span className={`chip ${p.severity === 'ERROR' ? 'bad' : 'warn'}`}>
                  {t(p.severity === 'ERROR' ? 'problem.error' : 'problem.warning')}
                </span>
              </td>
              <td className="nowrap">{p.cell === null ? t('problem.file') : `${p.sheet ?? ''} · ${p.cell}`}</td>
              <td>
                {p.message} <span className="soft small">({t('problem.code', { code: p.code })})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
