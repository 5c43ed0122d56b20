import { type FormEvent, useState } from 'react';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { type Definition, saveDefinitions, savedDefinitions } from './definition.js';

/** Definitions kept under a name, on this device and for this person. */
export function SavedDefinitions({ definition, load }: { definition: Definition; load: (saved: Definition) => void }) {
  const { t } = useWords();
  const { email } = useSession();
  const [saved, setSaved] = useState(() => savedDefinitions(email));
  const keep = (next: Readonly<Record<string, Definition>>) => {
    saveDefinitions(email, next);
    setSaved(next);
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    if (name === '') return;
    keep({ ...saved, [name]: definition });
    event.currentTarget.reset();
  };
  return (
    <section className="card" aria-labelledby="saved">
      <h2 id="saved">{t('export.saved')}</h2>
      <ul className="plain-list">
        {Object.entries(saved).map(([name, of]) => (
          <li key={name} className="row">
            <span>{name}</span>
            <button
              type="button"
              className="btn plain slim"
              aria-label={`${t('export.load')}: ${name}`}
              onClick={() => load(of)}
            >
              {t('export.load')}
            </button>
            <button
              type="button"
              className="btn plain slim"
              aria-label={`${t('export.drop')}: ${name}`}
              onClick={() => keep(Object.fromEntries(Object.entries(saved).filter(([other]) => other !== name)))}
            >
              {t('export.drop')}
            </button>
          </li>
        ))}
      </ul>
      <form className="row" onSubmit={save}>
        <label htmlFor="definition-name">{t('export.saveAs')}</label>
        <input id="definition-name" name="name" maxLength={80} autoComplete="off" />
        <button type="submit" className="btn plain">
          {t('export.save')}
        </button>
      </form>
      <p className="small soft">{t('export.savedHere')}</p>
    </section>
  );
}
