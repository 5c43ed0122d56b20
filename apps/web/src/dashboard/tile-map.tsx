import { type KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../text/language.js';
import { printFigure } from '../text/print.js';
import { classesOf, classIn, nextTile, type Tile, tiles } from './tiles.js';

/** The country as tiles, coloured by a figure. One stop of the Tab key; the arrow keys walk from province to province. */
export function TileMap({
  title,
  unit,
  values,
  chosen,
  choose,
}: {
  title: string;
  unit: string;
  /** By province code; what is not there, or null, is not known. */
  values: ReadonlyMap<string, string | null>;
  chosen: string;
  choose: (code: string) => void;
}) {
  const { t, language } = useWords();
  const group = useRef<HTMLFieldSetElement>(null);
  const [stop, setStop] = useState(chosen === '' ? '01' : chosen);
  const bounds = classesOf([...values.values()].flatMap((v) => (v === null ? [] : [Number(v)])));
  const said = (code: string): string => {
    const value = values.get(code) ?? null;
    return value === null ? t('filing.missing') : `${printFigure(value, language)} ${unit}`;
  };
  const walk = (event: KeyboardEvent, from: Tile) => {
    const next = nextTile(from, event.key);
    if (next === null) return;
    event.preventDefault();
    setStop(next.code);
    group.current?.querySelector<HTMLButtonElement>(`[data-code="${next.code}"]`)?.focus();
  };
  return (
    <>
      <fieldset ref={group} className="tiles">
        <legend className="visually-hidden">{`${title}. ${t('dashboard.mapKeys')}`}</legend>
        {tiles.map((tile) => {
          const value = values.get(tile.code) ?? null;
          const tone = value === null ? 'q0' : `q${classIn(bounds, Number(value))}`;
          const place = { gridColumn: tile.column, gridRow: tile.row };
          if (tile.island)
            return (
              <div key={tile.name} className={`tile island ${tone}`} style={place} aria-hidden="true">
                {tile.name}
              </div>
            );
          return (
            <button
              key={tile.code}
              type="button"
              className={`tile ${tone}`}
              style={place}
              data-code={tile.code}
              tabIndex={tile.code === stop ? 0 : -1}
              aria-pressed={tile.code === chosen}
              aria-label={`${[tile.name, ...islandsOf(tile.code)].join(` ${t('dashboard.and')} `)}: ${said(tile.code)}`}
              onClick={() => {
                setStop(tile.code);
                choose(tile.code);
              }}
              onKeyDown={(event) => walk(event, tile)}
            >
              {tile.name}
            </button>
          );
        })}
      </fieldset>
      <ul className="legend">
        {bounds.map((bound, i) => (
          <li key={bound}>
            <span className={`swatch q${i + 1}`} aria-hidden="true" />{' '}
            {i + 1 < bounds.length
              ? t('dashboard.between', {
                  from: number(bound, language),
                  to: number(bounds[i + 1] ?? bound, language),
                  unit,
                })
              : t('dashboard.from', { from: number(bound, language), unit })}
          </li>
        ))}
        <li>
          <span className="swatch q0" aria-hidden="true" /> {t('filing.missing')}
        </li>
      </ul>
    </>
  );
}

const islandsOf = (code: string): string[] => tiles.filter((t) => t.island && t.code === code).map((t) => t.name);
const number = (value: number, language: string): string =>
  new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2 }).format(value);
