import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { useMemo, useRef, useState } from 'react';
import { useWords } from '../text/language.js';
import { EXAMPLES } from './examples.js';
import './explorer.css';
import { explorerDoor } from './explorer-key.js';
import { useNamedEditors } from './use-named-editors.js';

/** Questions of one's own in GraphQL, with ten to begin with. The schema comes by introspection, under the caller's key. */
export function ExplorerPage() {
  const { t, language } = useWords();
  const fetcher = useMemo(explorerDoor, []);
  const [query, setQuery] = useState(EXAMPLES[0]?.query ?? '');
  const [variables, setVariables] = useState('');
  const editor = useRef<HTMLElement>(null);
  useNamedEditors(editor);
  const load = (text: string) => {
    setQuery(text);
    setVariables('');
  };
  return (
    <>
      <div className="lead">
        <div>
          <h1>{t('explorer.title')}</h1>
          <p className="soft">{t('explorer.lead')}</p>
        </div>
      </div>
      <div className="explorer">
        <section className="card" aria-labelledby="examples">
          <h2 id="examples">{t('explorer.examples')}</h2>
          <p className="small soft">{t('explorer.examplesLead')}</p>
          <ol className="plain-list">
            {EXAMPLES.map((example) => (
              <li key={example.title}>
                <button type="button" className="example" onClick={() => load(example.query)}>
                  {language === 'vi' ? example.titleVi : example.title}
                </button>
              </li>
            ))}
          </ol>
        </section>
        <section ref={editor} className="card editor" aria-label={t('explorer.editor')} lang="en">
          <GraphiQL
            fetcher={fetcher}
            query={query}
            onEditQuery={setQuery}
            variables={variables}
            onEditVariables={setVariables}
            storage={sessionStorage}
            isHeadersEditorEnabled={false}
            showPersistHeadersSettings={false}
            forcedTheme="light"
          />
        </section>
      </div>
    </>
  );
}
