import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import type { TextKey } from '../text/vi.js';

interface Guide {
  readonly steps: readonly TextKey[];
}

/** What each role does here, in three steps. */
function guideOf(officeKind: string, role: string): Guide {
  const of = (name: string) => [1, 2, 3].map((n) => `guide.${name}${n}` as TextKey);
  if (role === 'administrator') return { steps: of('admin') };
  if (role === 'analyst' || role === 'planner') return { steps: of('read') };
  if (officeKind === 'enterprise' || officeKind === 'investor') return { steps: of('firm') };
  if (officeKind === 'commune') return { steps: of('commune') };
  if (officeKind === 'department') return { steps: of(role === 'approver' ? 'approve' : 'dept') };
  return { steps: of('ministry') };
}

/** Guided first use on the desk: three steps for the reader's role, put away for good at a click, on this machine. */
export function FirstUse() {
  const { t } = useWords();
  const { officeKind, role, email } = useSession();
  const name = `ccn.guide.${role}.${email}`;
  const [isAway, setAway] = useState(() => localStorage.getItem(name) !== null);
  if (isAway) return null;
  return (
    <section className="card quiet" aria-labelledby="guide">
      <h2 id="guide">{t('guide.title')}</h2>
      <ol>
        {guideOf(officeKind, role).steps.map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      <p className="row">
        <button
          type="button"
          className="btn plain"
          onClick={() => {
            localStorage.setItem(name, new Date().toISOString());
            setAway(true);
          }}
        >
          {t('guide.done')}
        </button>
        <Link to="/tro-giup">{t('help.open')}</Link>
      </p>
    </section>
  );
}
