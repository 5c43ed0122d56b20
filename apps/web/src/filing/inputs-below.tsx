import { Link } from 'react-router';
import { useWords } from '../text/language.js';
import { printForm, printInstant } from '../text/print.js';
import { StateChip } from '../ui/states.js';
import type { Filing } from './filing-query.js';

/** A list that is short enough to stand open. */
const FEW = 6;

/** What has not come from below: while a form 03 or 04 is prepared, and, for its receiver, when it was sent. */
export function MissingChildren({ filing }: { filing: Filing }) {
  const { t, language } = useWords();
  const { expected, received, nodes } = filing.missingChildren;
  const isDraft = filing.state === 'DRAFT' || filing.state === 'RETURNED';
  if (isDraft && expected > received)
    return (
      <section className="card" aria-labelledby="missing">
        <h2 id="missing">
          {t('missing.title')}{' '}
          <span className="chip warn">{t('missing.count', { n: expected - received, expected })}</span>
        </h2>
        <details open={nodes.length <= FEW}>
          <summary>{t('missing.which')}</summary>
          <ul>
            {nodes.map((child) => (
              <li key={`${child.form} ${child.unit}`}>
                {printForm(child.form, language)} · {child.unitName} <StateChip state={child.answer.toLowerCase()} />
                {child.doubtful && <span className="chip info">{t('missing.doubtful')}</span>}
              </li>
            ))}
          </ul>
        </details>
        {expected - received > nodes.length && <p className="soft">{t('missing.more')}</p>}
      </section>
    );
  if (isDraft || filing.missingReason === null) return null;
  return (
    <div className="note warn">
      <p>
        <b>{t('missing.sentWithout', { n: filing.missingThen.length })}</b> {filing.missingReason}
      </p>
      <details>
        <summary>{t('missing.which')}</summary>
        <ul>
          {filing.missingThen.map((child) => (
            <li key={`${child.form} ${child.unit}`}>
              {printForm(child.form, language)} · {child.unitName}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** What changed below after this filing was sent. */
export function ChangedSince({ filing }: { filing: Filing }) {
  const { t, language } = useWords();
  if (filing.changedSince.length === 0) return null;
  return (
    <div className="note warn">
      <p>
        <b>{t('changed.title')}</b>
      </p>
      <ul>
        {filing.changedSince.map((change) => (
          <li key={`${change.filing?.id} ${change.revision}`}>
            {change.filing && (
              <Link to={`/bao-cao/${change.filing.id}`}>
                {printForm(change.filing.form, language)} · {change.filing.unitName}
              </Link>
            )}{' '}
            {t(change.change === 'ACCEPTED' ? 'changed.accepted' : 'changed.returned', {
              n: change.revision,
              at: printInstant(change.at, language),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
