import type { DecimalString } from '#lib/kernel';
import { useWords } from '../text/language.js';
import { printFigure, printPeriod } from '../text/print.js';
import type { Comparison } from './comparison.js';
import { type Difference, difference } from './difference.js';

interface Compared {
  readonly rowKey: string;
  readonly value: DecimalString | null;
  readonly against: Comparison;
}

/** Heads of the columns a filing is read against; one for each cell of ComparedCells. */
export function ComparedHeads({ against }: { against: Comparison }) {
  const { t, language } = useWords();
  return (
    <>
      {against.before !== null && (
        <th scope="col" className="num hide-small">
          {t('compare.before')}
        </th>
      )}
      <th scope="col" className="num hide-small">
        {printPeriod(against.lastPeriod, language)} {t('compare.difference')}
      </th>
      {against.derived !== null && (
        <th scope="col" className="num hide-small">
          {t('edit.derived')}
        </th>
      )}
    </>
  );
}

/** How many columns ComparedHeads makes. */
export function comparedColumns(against: Comparison): number {
  return 1 + (against.before === null ? 0 : 1) + (against.derived === null ? 0 : 1);
}

/** A figure's neighbours: before the return, a year ago, by how much it moved since then, and what the system derives. */
export function ComparedCells({ rowKey, value, against }: Compared) {
  const { t, language } = useWords();
  const last = against.last?.get(rowKey) ?? null;
  const moved = difference(value, last);
  const derived = against.derived?.get(rowKey);
  const isOther = difference(value, derived?.derivedValue ?? null) !== null;
  return (
    <>
      {against.before !== null && (
        <td className={`num hide-small ${isChanged(rowKey, value, against) ? 'differs' : ''}`}>
          <Before rowKey={rowKey} value={value} against={against} />
        </td>
      )}
      <td className={`num hide-small ${moved?.isLarge ? 'differs' : ''}`}>
        {last === null ? <span className="soft small">{t('compare.none')}</span> : printFigure(last, language)}
        {moved && (
          <div className="small">
            <Moved moved={moved} />
          </div>
        )}
      </td>
      {against.derived !== null && (
        <td className={`num hide-small ${isOther ? 'differs' : ''}`}>
          {derived === undefined || derived.derivedValue === null ? (
            <span className="soft small">{t('compare.none')}</span>
          ) : (
            <>
              {isOther && (
                <span className="unlike">
                  ≠<span className="visually-hidden">{t('compare.other')}</span>{' '}
                </span>
              )}
              {printFigure(derived.derivedValue, language)}
              <div className="small soft">
                {t('compare.coverage', { n: derived.coverage.reported, expected: derived.coverage.expected })}
              </div>
            </>
          )}
        </td>
      )}
    </>
  );
}

/** The same on a phone, as lines under the figure: only what has something to say. */
export function ComparedLines({ rowKey, value, against, unit }: Compared & { unit: string }) {
  const { t, language } = useWords();
  const last = against.last?.get(rowKey) ?? null;
  const moved = difference(value, last);
  const derived = against.derived?.get(rowKey)?.derivedValue ?? null;
  return (
    <div className="only-small small">
      {isChanged(rowKey, value, against) && (
        <p className="differs">
          {t('compare.before')}: <Before rowKey={rowKey} value={value} against={against} /> {unit}
        </p>
      )}
      {last !== null && (
        <p>
          {printPeriod(against.lastPeriod, language)}: {printFigure(last, language)} {unit}{' '}
          {moved && (
            <span className={moved.isLarge ? 'differs' : ''}>
              <Moved moved={moved} />
            </span>
          )}
        </p>
      )}
      {derived !== null && difference(value, derived) !== null && (
        <p className="differs">
          ≠ {t('edit.derived')}: {printFigure(derived, language)} {unit}
        </p>
      )}
    </div>
  );
}

/** The figure itself is another one than in the revision before. */
export function isChanged(key: string, value: DecimalString | null, { before }: Comparison): boolean {
  return before?.has(key) === true && before.get(key) !== value;
}

function Before({ rowKey, value, against }: Compared) {
  const { t, language } = useWords();
  const before = against.before?.get(rowKey) ?? null;
  if (!isChanged(rowKey, value, against)) return <span className="soft small">{t('compare.same')}</span>;
  return before === null ? t('filing.missing') : printFigure(before, language);
}

function Moved({ moved }: { moved: Difference }) {
  const { language } = useWords();
  const signed = (value: DecimalString) =>
    `${value.startsWith('-') ? '−' : '+'}${printFigure(value.replace(/^-/, ''), language)}`;
  return (
    <>
      {signed(moved.by)}
      {moved.percent !== null && <span className="small"> ({signed(moved.percent)} %)</span>}
    </>
  );
}
