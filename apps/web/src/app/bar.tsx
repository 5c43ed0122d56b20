import { useEffect, useState } from 'react';
import { NavLink } from 'react-router';
import { useSession, useSignOut } from '../session/session.js';
import { useWords } from '../text/language.js';
import { navigation } from './navigation.js';

/** The bar at the top; on a phone its entries lie behind one button. */
export function Bar() {
  const { t, language, setLanguage } = useWords();
  const session = useSession();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [open]);
  return (
    <header className={open ? 'top open' : 'top'}>
      <div className="top-in">
        <NavLink to="/" className="brand">
          <img src="/icon.svg" alt="" />
          {t('app.name')}
        </NavLink>
        <button
          type="button"
          className="on-dark menu"
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        >
          {t('nav.menu')}
        </button>
        <nav id="navigation" aria-label={t('app.subtitle')}>
          {navigation
            .filter(({ permission }) => permission === undefined || session.permissions.includes(permission))
            .map(({ to, text }) => (
              <NavLink key={to} to={to} end={to === '/'} onClick={() => setOpen(false)}>
                {t(text)}
              </NavLink>
            ))}
        </nav>
        <div className="who">
          <span>{session.name}</span>
          <NavLink to="/mat-khau" className="on-dark" onClick={() => setOpen(false)}>
            {t('nav.password')}
          </NavLink>
          <label className="visually-hidden" htmlFor="language">
            {t('app.language')}
          </label>
          <select
            className="on-dark"
            id="language"
            value={language}
            onChange={(e) => setLanguage(e.target.value === 'en' ? 'en' : 'vi')}
          >
            <option value="vi">Tiếng Việt</option>
            <option value="en">English</option>
          </select>
          <button type="button" className="on-dark" onClick={() => void signOut()}>
            {t('nav.signOut')}
          </button>
        </div>
      </div>
    </header>
  );
}
