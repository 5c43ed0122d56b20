import { Suspense, useEffect } from 'react';
import { BrowserRouter, Outlet, Route, Routes, useLocation } from 'react-router';
import { KeysDialog } from '../help/keys-dialog.js';
import { askIn } from '../session/http.js';
import { SessionGate } from '../session/session.js';
import { useWords } from '../text/language.js';
import { Loading } from '../ui/states.js';
import { Bar } from './bar.js';
import { framedRoutes, openRoutes } from './routes.js';
import { Unbroken } from './unbroken.js';

export function App() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Frame />}>
          {framedRoutes.map(({ path, page: Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
        </Route>
        {openRoutes.map(({ path, page: Page }) => (
          <Route
            key={path}
            path={path}
            element={
              <Suspense fallback={<Loading />}>
                <Page />
              </Suspense>
            }
          />
        ))}
      </Routes>
    </BrowserRouter>
  );
}

/** Bar, page and foot; a page that is still on its way, or cannot come, says so inside the frame. */
function Frame() {
  const { t, language } = useWords();
  const { pathname } = useLocation();
  useEffect(() => askIn(language), [language]);
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <SessionGate>
        <Bar />
        <KeysDialog />
        <main id="main" tabIndex={-1}>
          <Unbroken key={pathname}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Unbroken>
        </main>
      </SessionGate>
      <footer className="foot">
        <p>{t('app.legal')}</p>
      </footer>
    </>
  );
}
