import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useWords } from '../text/language.js';
import type { TextKey } from '../text/vi.js';

const KEYS: readonly (readonly [string, TextKey])[] = [
  ['?', 'keys.help'],
  ['Tab / Shift + Tab', 'keys.tab'],
  ['Enter', 'keys.enter'],
  ['Esc', 'keys.escape'],
  ['↓  ↑', 'keys.arrows'],
  ['Ctrl + V', 'keys.paste'],
];

/** The list of keys, on every page: `?` opens it, except where one is typing. */
export function KeysDialog() {
  const { t } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      const at = event.target;
      const isTyping =
        at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
      if (event.key !== '?' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (box.current?.open === false) box.current.showModal();
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  return (
    <dialog ref={box} className="card keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('keys.title')}</h2>
      <dl className="pairs">
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <button type="button" className="btn" onClick={() => box.current?.close()}>
          {t('keys.close')}
        </button>
        <Link to="/tro-giup" onClick={() => box.current?.close()}>
          {t('help.open')}
        </Link>
      </div>
    </dialog>
  );
}
