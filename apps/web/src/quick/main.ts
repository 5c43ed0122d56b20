/** Form 01 behind the link of a reminder: four boxes, one button, a receipt. No library: it opens on a slow network. */
import '../ui/style.css';
import { el } from './dom.js';
import { post, type QuickAnswer, QuickFailure, type QuickReceipt, type QuickRow, type QuickSheet } from './door.js';
import { type QuickLanguage, type QuickText, quickText } from './texts.js';

const link = location.hash.slice(1);
const root = document.getElementById('root') as HTMLElement;
const KEPT = `ccn.quick.${link.slice(-16)}`;
let language: QuickLanguage = localStorage.getItem('ccn.language') === 'en' ? 'en' : 'vi';

const t = (key: QuickText, places?: Readonly<Record<string, string | number>>) => quickText(language, key, places);
const labelOf = (row: QuickRow) => (language === 'vi' ? row.labelVi : row.labelEn);

async function begin(): Promise<void> {
  show(el('p', { role: 'status' }, t('loading')));
  try {
    const sheet = await post<QuickSheet>('/api/quick/open', { link }, language);
    if (sheet.receipt === null) fillIn(sheet);
    else received(sheet, sheet.receipt);
  } catch (failure) {
    show(el('p', { class: 'note bad', role: 'alert' }, sentenceOf(failure)));
  }
}

/** The sheet with its boxes. What is typed is kept on the device until it was sent. */
function fillIn(sheet: QuickSheet): void {
  const kept = keptTexts();
  const boxes = new Map<string, HTMLInputElement>();
  const notes = new Map<string, HTMLElement>();
  const whys = new Map<string, HTMLInputElement>();
  const rows = sheet.definition.rows;
  const fields = rows.map((row) => {
    const box = el('input', {
      id: row.key,
      inputmode: 'decimal',
      autocomplete: 'off',
      value: kept[row.key] ?? sheet.texts[row.key] ?? '',
      'aria-describedby': `last-${row.key} said-${row.key}`,
    });
    const note = el('p', { id: `said-${row.key}`, class: 'quick-said' });
    boxes.set(row.key, box);
    notes.set(row.key, note);
    return el(
      'div',
      { class: 'field' },
      el('label', { for: row.key }, `${row.tt}. ${labelOf(row)} (${row.unitVi})`),
      box,
      el('p', { id: `last-${row.key}`, class: 'soft small' }, lastText(sheet, row)),
      note,
    );
  });
  const button = el('button', { class: 'btn', type: 'submit' }, t('send'));
  const status = el('p', { 'aria-live': 'polite' });
  const form = el('form', { novalidate: true }, ...fields, el('p', { class: 'soft' }, t('zero')), status, button);
  const typed = () => Object.fromEntries([...boxes].map(([key, box]) => [key, box.value]));
  form.addEventListener('input', () => keepTexts(typed()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });

  async function send(): Promise<void> {
    const figures = Object.entries(typed()).map(([key, raw]) => ({ key, raw }));
    if (figures.every(({ raw }) => raw.trim() === '')) return say(t('empty'));
    button.disabled = true;
    say(t('sending'), false);
    try {
      const why = Object.fromEntries([...whys].map(([key, box]) => [key, box.value]));
      const sent = { link, version: sheet.version, figures, why };
      const answer = await post<QuickAnswer>('/api/quick/send', sent, language);
      if (answer.receipt !== null) {
        localStorage.removeItem(KEPT);
        return received(sheet, answer.receipt);
      }
      for (const [key, note] of notes) {
        const found = answer.problems.filter((p) => p.key === key && (p.severity === 'error' || p.needsReason));
        note.replaceChildren(...found.map((p) => el('span', {}, p.message)), ...whyBox(key, found));
        boxes.get(key)?.setAttribute('aria-invalid', String(found.length > 0));
      }
      say(t('problems'));
      // The draft is kept: the next attempt goes on from it.
      const again = await post<QuickSheet>('/api/quick/open', { link }, language);
      Object.assign(sheet, { version: again.version });
      root.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
    } catch (failure) {
      say(sentenceOf(failure));
    } finally {
      button.disabled = false;
    }
  }

  /** A box for the explanation of a doubted figure; what was typed into it stays. */
  function whyBox(key: string, found: QuickAnswer['problems']): HTMLElement[] {
    if (!found.some((p) => p.needsReason)) return [];
    const box = whys.get(key) ?? el('input', { id: `why-${key}`, autocomplete: 'off' });
    whys.set(key, box);
    return [el('label', { for: `why-${key}` }, t('why')), box];
  }

  function say(sentence: string, isBad = true): void {
    status.className = isBad ? 'note bad' : 'note';
    status.textContent = sentence;
  }

  show(
    heading(sheet),
    el('p', {}, t('lead', { n: rows.length })),
    el('p', { class: 'soft' }, t('due', { day: day(new Date(new Date(sheet.dueBefore).getTime() - 1)) })),
    sheet.returnReason === null ? null : el('p', { class: 'note bad' }, t('returned', { reason: sheet.returnReason })),
    form,
  );
  root.querySelector<HTMLInputElement>('input')?.focus();
}

/** The end of the way: number, hash and where anybody can check them. */
function received(sheet: QuickSheet, receipt: QuickReceipt): void {
  const check = `/kiem-tra?${new URLSearchParams({ so: receipt.number, sha256: receipt.sha256 }).toString()}`;
  const print = el('button', { class: 'btn plain no-print', type: 'button' }, t('print'));
  print.addEventListener('click', () => window.print());
  show(
    heading(sheet),
    el('p', { class: 'note good', role: 'status' }, t('sent')),
    el('p', {}, `${t('receipt')}: `, el('b', {}, receipt.number)),
    el('p', { class: 'soft' }, instant(new Date(receipt.submittedAt))),
    el('p', { class: 'soft small quick-hash' }, `SHA-256: ${receipt.sha256}`),
    el('p', {}, t('keep')),
    el('p', { class: 'row' }, print, el('a', { class: 'btn plain no-print', href: check }, t('check'))),
  );
}

function show(...parts: readonly (Node | null)[]): void {
  const other = el('button', { class: 'btn plain slim no-print', type: 'button' }, t('language'));
  other.addEventListener('click', () => {
    language = language === 'vi' ? 'en' : 'vi';
    localStorage.setItem('ccn.language', language);
    document.documentElement.lang = language;
    void begin();
  });
  const main = el('main', { class: 'quick' }, ...parts, el('p', {}, other));
  root.replaceChildren(main);
}

function heading(sheet: QuickSheet): HTMLElement {
  const title = el('h1', {}, t('title', { period: periodText(sheet.period) }));
  return el('div', {}, title, el('p', {}, el('b', {}, sheet.unitName)));
}

function lastText(sheet: QuickSheet, row: QuickRow): string {
  const value = sheet.last[row.key] ?? null;
  const period = periodText(sheet.lastPeriod);
  if (value === null) return t('lastNone', { period });
  // A decimal string is printed as it is, digit by digit: no floating point on the way.
  const digits = new Intl.NumberFormat(locale(), { maximumFractionDigits: 9 });
  return t('last', { period, value: digits.format(value as unknown as number), unit: row.unitVi });
}

function periodText(code: string): string {
  const [year = '', kind = ''] = code.split('-');
  if (language === 'vi') return kind === 'Y' ? `năm ${year}` : `6 tháng năm ${year}`;
  return kind === 'Y' ? `year ${year}` : `first six months of ${year}`;
}

const locale = () => (language === 'vi' ? 'vi-VN' : 'en-GB');
const inVietnam = { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const day = (at: Date) => new Intl.DateTimeFormat(locale(), inVietnam).format(at);
const instant = (at: Date) =>
  new Intl.DateTimeFormat(locale(), { ...inVietnam, hour: '2-digit', minute: '2-digit' }).format(at);

function sentenceOf(failure: unknown): string {
  if (!(failure instanceof QuickFailure)) return t('failed');
  return failure.sentence === null ? t('offline') : failure.sentence || t('failed');
}

function keptTexts(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

function keepTexts(texts: Readonly<Record<string, string>>): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(texts));
  } catch {
    // A full store keeps nothing; what stands in the boxes can still be sent.
  }
}

document.documentElement.lang = language;
void begin();
