import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../text/language.js';

/**
 * A box for a table that may be wider than the page. Only while there is something to scroll it takes the focus, so that
 * the arrow keys move it: WCAG 2.1.1, and no needless stop for those who go through the page by Tab.
 */
export function Scroll({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setOverflows(element.scrollWidth > element.clientWidth);
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    for (const child of element.children) watch.observe(child);
    measure();
    return () => watch.disconnect();
  }, []);
  const focusable = overflows ? { tabIndex: 0, role: 'group', 'aria-label': t('app.scrollable') } : {};
  return (
    <div className="scroll" ref={box} {...focusable}>
      {children}
    </div>
  );
}
