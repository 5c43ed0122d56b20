import { NavLink } from 'react-router';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import type { TextKey } from '../text/vi.js';

const PAGES: readonly { readonly to: string; readonly text: TextKey; readonly permission: string }[] = [
  { to: '/quan-tri', text: 'admin.people', permission: 'account.manage' },
  { to: '/quan-tri/don-vi', text: 'office.title', permission: 'account.manage' },
  { to: '/quan-tri/lich-nhac', text: 'policy.title', permission: 'account.manage' },
  { to: '/quan-tri/hang-doi', text: 'queues.title', permission: 'system.manage' },
];

/** The pages of administration that the reader may open. */
export function AdminTabs() {
  const { t } = useWords();
  const { permissions } = useSession();
  return (
    <nav className="parts" aria-label={t('admin.parts')}>
      {PAGES.filter(({ permission }) => permissions.includes(permission)).map(({ to, text }) => (
        <NavLink key={to} to={to} end>
          {t(text)}
        </NavLink>
      ))}
    </nav>
  );
}
