import { useEffect } from 'react';
import { BrowserRouter, NavLink, Outlet, Route, Routes } from 'react-router';
import { AdminPage } from '../admin/admin-page.js';
import { ChainPage } from '../chain/chain-page.js';
import { ConsolidatedPage } from '../consolidated/consolidated-page.js';
import { DeskPage } from '../desk/desk-page.js';
import { EditorPage } from '../editor/editor-page.js';
import { CheckPage } from '../filing/check-page.js';
import { FilingPage } from '../filing/filing-page.js';
import { ReceiptPage } from '../filing/receipt-page.js';
import { ClustersPage } from '../register/clusters-page.js';
import { InboxPage } from '../reminders/inbox-page.js';
import { OutboxPage } from '../reminders/outbox-page.js';
import { askIn } from '../session/http.js';
import { OwnPasswordPage, SessionGate, useSession, useSignOut } from '../session/session.js';
import { type Language, useWords } from '../text/language.js';
import { UploadPage } from '../upload/upload-page.js';

export function App() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Frame />}>
          <Route index element={<DeskPage />} />
          <Route path="nop/:form/:period/:unit" element={<UploadPage />} />
          <Route path="soan/:form/:period/:unit" element={<EditorPage />} />
          <Route path="bao-cao/:id" element={<FilingPage />} />
          <Route path="bien-nhan/*" element={<ReceiptPage />} />
          <Route path="tong-hop" element={<ConsolidatedPage />} />
          <Route path="chuoi" element={<ChainPage />} />
          <Route path="cum" element={<ClustersPage />} />
          <Route path="hop-tin" element={<InboxPage />} />
          <Route path="thu-di" element={<OutboxPage />} />
          <Route path="quan-tri" element={<AdminPage />} />
          <Route path="mat-khau" element={<OwnPasswordPage />} />
        </Route>
        <Route path="kiem-tra" element={<CheckPage />} />
      </Routes>
    </BrowserRouter>
  );
}

function Frame() {
  const { t, language, setLanguage } = useWords();
  useEffect(() => askIn(language), [language]);
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <SessionGate>
        <Bar language={language} setLanguage={setLanguage} />
        <main id="main">
          <Outlet />
        </main>
      </SessionGate>
      <footer className="foot">
        <p>{t('app.legal')}</p>
      </footer>
    </>
  );
}

function Bar({ language, setLanguage }: { language: Language; setLanguage: (language: Language) => void }) {
  const { t } = useWords();
  const session = useSession();
  const signOut = useSignOut();
  return (
    <header className="top">
      <div className="top-in">
        <NavLink to="/" className="brand">
          <img src="/icon.svg" alt="" />
          {t('app.name')}
        </NavLink>
        <nav aria-label={t('app.subtitle')}>
          <NavLink to="/" end>
            {t('nav.desk')}
          </NavLink>
          <NavLink to="/cum">{t('nav.clusters')}</NavLink>
          <NavLink to="/tong-hop">{t('nav.consolidated')}</NavLink>
          <NavLink to="/hop-tin">{t('nav.inbox')}</NavLink>
          {session.permissions.includes('account.manage') && <NavLink to="/thu-di">{t('nav.outbox')}</NavLink>}
          {session.permissions.includes('account.manage') && <NavLink to="/quan-tri">{t('nav.admin')}</NavLink>}
        </nav>
        <div className="who">
          <span className="hide-small">{session.name}</span>
          <NavLink to="/mat-khau" className="on-dark">
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
