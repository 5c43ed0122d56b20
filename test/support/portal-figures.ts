/** What the portal promises of every screen: no figure without unit, no total without coverage, no chart without its table. */
import type { Page } from 'playwright-core';

/** Runs inside the page, so it is text: the tests' own types know nothing of a document. */
const FAULTS = String.raw`(() => {
  const faults = [];
  const text = (e) => (e?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const where = (e) => text(e.closest('tr, figure, li, p, div')).slice(0, 90);
  // A unit stands in brackets in the heading of the column, in the row's own cell of units, or behind the figure.
  const headOf = (cell) => {
    const heads = [...(cell.closest('table')?.querySelectorAll('thead tr:last-child > *') ?? [])];
    return text(heads[[...cell.closest('tr').children].indexOf(cell)]);
  };
  const hasUnit = (cell) => {
    const row = cell.closest('tr');
    // A heading that begins with "Số" (number of) names what it counts.
    const caption = text(cell.closest('table')?.querySelector('caption'));
    return /\([^)]+\)|^(Số|Number of) /.test(headOf(cell)) || /^(Đơn vị tính|Unit): \p{L}/u.test(caption) || text(row.querySelector('.unit')) !== '' || /\d\s*(\p{L}|%)/u.test(text(cell));
  };
  for (const cell of document.querySelectorAll('main td.num'))
    if (/\d/.test(text(cell)) && !hasUnit(cell)) faults.push('no unit: ' + text(cell) + ' under ' + headOf(cell) + ' in ' + where(cell));
  for (const figure of document.querySelectorAll('main .figure'))
    if (/\d/.test(text(figure)) && !/\d\s*(\p{L}|%)/u.test(text(figure))) faults.push('no unit: ' + text(figure));
  for (const total of document.querySelectorAll('main [data-total]'))
    if (!/\d+\s*(\/|of)\s*\d+/.test(text(total.querySelector('.coverage')))) faults.push('no coverage: ' + where(total));
  for (const chart of document.querySelectorAll('main figure.chart')) {
    const name = text(chart.querySelector('figcaption'));
    if (chart.querySelector('svg, .tiles') === null) continue;
    if (chart.querySelector('table, [aria-controls][aria-expanded]') === null) faults.push('no table: ' + name);
    for (const part of ['unit', 'coverage', 'definition', 'edition'])
      if (text(chart.querySelector('[data-part="' + part + '"]')) === '') faults.push('chart without ' + part + ': ' + name);
    if (chart.querySelector('[data-export]') === null) faults.push('no export: ' + name);
  }
  return faults;
})()`;

/** Each breach in words, from the page as it stands; empty is right. */
export async function figureFaults(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(FAULTS);
}

/** Pixels by which the page is wider than the window: sideways scrolling of the whole page, which a phone must not have. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

const BLANKS = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const table = document.querySelector('table.long');
  const blank = [];
  for (let y = 0; y < document.documentElement.scrollHeight; y += 2500) {
    window.scrollTo(0, y);
    await frame();
    await frame();
    const body = table.querySelector('tbody').getBoundingClientRect();
    for (const at of [120, 300, 500, 700, 880]) {
      if (at < body.top + 5 || at > body.bottom - 5) continue;
      const row = document.elementsFromPoint(300, at).map((e) => e.closest('table.long tr')).find(Boolean);
      if (!row || row.classList.contains('gap') || row.textContent.trim() === '') blank.push(y + '+' + at);
    }
  }
  window.scrollTo(0, 0);
  return blank;
})()`;

/** Places of the window that show no row while a long table is scrolled from its top to its end in leaps. */
export async function blankRows(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(BLANKS);
}
