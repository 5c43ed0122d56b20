import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en } from './en.js';
import { type TextKey, vi } from './vi.js';

export type Language = 'vi' | 'en';
const catalogues: Record<Language, Record<TextKey, string>> = { vi, en };
const STORED = 'ccn.language';

interface Words {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** The text of a key in the reader's language, with {named} places filled. */
  readonly t: (key: TextKey, places?: Record<string, string | number>) => string;
}

const Context = createContext<Words | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(STORED) === 'en' ? 'en' : 'vi'));
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(STORED, language);
  }, [language]);
  const words = useMemo<Words>(
    () => ({
      language,
      setLanguage,
      t: (key, places) =>
        catalogues[language][key].replace(/\{(\w+)\}/g, (whole, name) => String(places?.[name] ?? whole)),
    }),
    [language],
  );
  return <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('LanguageProvider is missing');
  return words;
}
