import { type RefObject, useEffect } from 'react';

/** What each editor of GraphiQL is called for a reader of the screen; by itself none says what it is. */
const NAMES: Readonly<Record<string, string>> = {
  '.graphiql-query-editor': 'Query',
  '.graphiql-editor-tool': 'Variables',
  '.graphiql-response': 'Result',
};

/**
 * Names the text areas of GraphiQL's editors and lets the keyboard into what scrolls. Its editors come when
 * they are loaded, so the page is watched.
 */
export function useNamedEditors(within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const place = within.current;
    if (place === null) return;
    const name = () => {
      for (const [where, text] of Object.entries(NAMES))
        for (const area of place.querySelectorAll(`${where} .CodeMirror textarea:not([aria-label])`))
          area.setAttribute('aria-label', text);
      for (const scroller of place.querySelectorAll('.CodeMirror-scroll:not([role])')) {
        scroller.setAttribute('tabindex', '0');
        scroller.setAttribute('role', 'group');
        scroller.setAttribute('aria-label', scroller.closest('.graphiql-response') === null ? 'Editor' : 'Result');
      }
    };
    name();
    const watch = new MutationObserver(name);
    watch.observe(place, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [within]);
}
