import { useWords } from '../text/language.js';
import { failureText } from '../ui/states.js';
import type { Exporting } from './use-export.js';

/** How far an export is, and its file when it is there. */
export function ExportState({ exporting }: { exporting: Exporting }) {
  const { t, language } = useWords();
  const { job, isBusy, failure } = exporting;
  return (
    <div aria-live="polite" className="export-state">
      {failure !== null && <p className="note bad">{failureText(failure, t)}</p>}
      {isBusy && (
        <p className="row">
          <progress max={100} value={job?.percent ?? 0} aria-label={t('export.progress')} />
          <span className="small soft">{t('export.working', { n: job?.percent ?? 0 })}</span>
        </p>
      )}
      {job?.state === 'FAILED' && (
        <p className="note bad">{job.errorMessage ?? t('export.failed', { code: job.errorCode ?? '' })}</p>
      )}
      {job?.state === 'DONE' && (
        <p className="note good">
          <a href={`/api/exports/${job.id}`} download>
            {t('export.download', { name: job.fileName ?? '' })}
          </a>{' '}
          <span className="small">
            {t('export.size', {
              rows: job.rowCount ?? '',
              kb: new Intl.NumberFormat(language).format(Math.ceil(Number(job.sizeBytes ?? 0) / 1024)),
            })}
          </span>
        </p>
      )}
    </div>
  );
}
