import type { FinishedSheet } from '../write/package.js';
import { type SharedTexts, SheetWriter } from '../write/sheet-writer.js';
import type { StyleBook } from '../write/style-book.js';
import type { TableAbout } from './table.js';

const NAME = 'Thông tin';
const WIDTHS = [34, 90];

/** The sheet behind statutory forms that says whose figures they are, of when, and how they were made. */
export function aboutFormSheet(about: TableAbout, styles: StyleBook, texts: SharedTexts): FinishedSheet {
  const sheet = new SheetWriter(styles, texts, WIDTHS);
  sheet.line(about.title, { font: 'title' });
  for (const [label, value] of about.facts) {
    sheet
      .put({ kind: 'text', text: label }, { font: 'bold', wrap: true })
      .put({ kind: 'text', text: value }, { wrap: true })
      .tall(Math.min(20, Math.max(Math.ceil(label.length / 30), Math.ceil(value.length / 82))))
      .next();
  }
  return { name: NAME, xml: sheet.xml(1), lastRow: sheet.row - 1, lastColumn: WIDTHS.length, headingRows: [1, 1] };
}
