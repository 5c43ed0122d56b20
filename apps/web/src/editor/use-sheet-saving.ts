import { useCallback, useEffect, useRef, useState } from 'react';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import type { Language } from '../text/language.js';
import { loadSheet } from './editor-query.js';
import type { SheetTarget } from './form-law.js';
import { dropCopy, keepCopy } from './kept-copy.js';
import { cellsOf, versionOf } from './server-cells.js';
import { type Cells, cellOf, confirmed, merged, type Sheet, unsaved } from './sheet.js';

const saveDocument = graphql(`
  mutation SaveSheet($input: SaveDraftInput!) {
    saveDraft(input: $input) {
      filing {
        id
        version
      }
      errors {
        code
        message
      }
    }
  }
`);

/** How the sheet stands with the server. `kept`: only in this browser, because there is no connection. */
export type SavingState = 'saved' | 'waiting' | 'saving' | 'kept' | 'refused';

const QUIET_MS = 800;
const RETRY_MS = 10_000;

interface Saving {
  readonly sheet: Sheet;
  readonly change: (next: (sheet: Sheet) => Sheet) => void;
  readonly state: SavingState;
  /** The server's sentence when it refused. */
  readonly refusal: string | null;
  /** The filing, once the server has one. */
  readonly filingId: string | null;
  readonly saveNow: () => void;
}

interface Beginning {
  readonly target: SheetTarget;
  readonly sheet: Sheet;
  readonly filingId: string | null;
  readonly copyName: string;
  /** In which writing the numbers are typed. */
  readonly language: Language;
  /** After a return of doubtful cells only these are sent; null: the whole sheet is. */
  readonly only: ReadonlySet<string> | null;
}

/** A sheet that saves itself: a moment after the last key, one request at a time, and again when the network is back. */
export function useSheetSaving(beginning: Beginning): Saving {
  const { target, copyName, language, only } = beginning;
  const [sheet, setSheet] = useState(beginning.sheet);
  const [filingId, setFilingId] = useState(beginning.filingId);
  const [state, setState] = useState<SavingState>(unsaved(beginning.sheet).length > 0 ? 'waiting' : 'saved');
  const [refusal, setRefusal] = useState<string | null>(null);
  const now = useRef(sheet);
  const busy = useRef(false);

  const put = useCallback(
    (next: Sheet) => {
      now.current = next;
      setSheet(next);
      if (unsaved(next).length === 0 && next.conflicts.length === 0) dropCopy(copyName);
      else keepCopy(copyName, next, new Date());
    },
    [copyName],
  );

  const save = useCallback(async () => {
    const before = now.current;
    if (busy.current || before.conflicts.length > 0 || unsaved(before).length === 0) return;
    busy.current = true;
    setState('saving');
    try {
      const sent = before.cells;
      const { saveDraft } = await ask(saveDocument, { input: { ...target, ...draftOf(before.version, sent, only) } });
      const refused = saveDraft.errors[0];
      if (refused?.code === 'STALE_REVISION') {
        // Somebody saved in between: take his sheet in, and go on from there.
        const filing = (await loadSheet(target)).filings.nodes[0];
        put(merged(now.current, versionOf(filing), cellsOf(filing, language)));
        setState('waiting');
      } else if (refused || !saveDraft.filing) {
        setRefusal(refused?.message ?? '');
        setState('refused');
      } else {
        put(confirmed(now.current, saveDraft.filing.version, sent));
        setFilingId(saveDraft.filing.id);
        setRefusal(null);
        setState(unsaved(now.current).length > 0 ? 'waiting' : 'saved');
      }
    } catch (failure) {
      const isAway = failure instanceof RequestFailure && failure.code === 'OFFLINE';
      setRefusal(isAway || !(failure instanceof RequestFailure) ? null : failure.message);
      setState(isAway ? 'kept' : 'refused');
    } finally {
      busy.current = false;
    }
  }, [target, only, language, put]);

  useEffect(() => {
    if (state !== 'waiting' || sheet.conflicts.length > 0) return;
    const timer = setTimeout(() => void save(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [state, sheet, save]);

  useEffect(() => {
    if (state !== 'kept') return;
    const again = () => void save();
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [state, save]);

  // The last keys before the page is left: kept here in any case, and the browser asks before it goes.
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if (unsaved(now.current).length > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, []);

  const change = useCallback(
    (next: (sheet: Sheet) => Sheet) => {
      put(next(now.current));
      setState((before) => (before === 'kept' || before === 'saving' ? before : 'waiting'));
    },
    [put],
  );
  return { sheet, change, state, refusal, filingId, saveNow: () => void save() };
}

/** What is sent: texts as typed. Rows that are left blank are not answered; a locked one is not sent at all. */
function draftOf(version: number | null, cells: Cells, only: ReadonlySet<string> | null) {
  const keys = Object.keys(cells).filter((key) => only === null || only.has(key));
  const figures = keys.map((key) => {
    const { text, note } = cellOf(cells, key);
    return { key, raw: text, note };
  });
  return { version, figures };
}
