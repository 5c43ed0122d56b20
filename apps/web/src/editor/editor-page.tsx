import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import type { EditorSheetQuery } from '../gql/graphql.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { lastDayOf, printDay, printForm, printInstant, printPeriod } from '../text/print.js';
import { Failure, Loading } from '../ui/states.js';
import { Conflicts } from './conflicts.js';
import { EditorGrid } from './editor-grid.js';
import { type SheetFiling, useDerived, useFormLaw, useSheet } from './editor-query.js';
import { findingsOf } from './findings.js';
import type { FormLaw, SheetTarget } from './form-law.js';
import { copyName, keptCopy } from './kept-copy.js';
import { SavingLine } from './saving-line.js';
import { cellsOf, versionOf } from './server-cells.js';
import { merged, type Sheet, sheetOf } from './sheet.js';
import { useSheetSaving } from './use-sheet-saving.js';

/** A statutory form as a sheet that is filled in here: the law's rows, last year beside them, findings as one types. */
export function EditorPage() {
  const { language } = useWords();
  const { form = '', period = '', unit = '' } = useParams();
  const target = useMemo(() => ({ form, period, unit }), [form, period, unit]);
  const law = useFormLaw(target);
  const sheet = useSheet(target);
  if (law.isError) return <Failure failure={law.error} retry={() => void law.refetch()} />;
  if (sheet.isError) return <Failure failure={sheet.error} retry={() => void sheet.refetch()} />;
  if (!law.data || !sheet.data) return <Loading />;
  const filing = sheet.data.filings.nodes[0];
  if (filing && (filing.state === 'SUBMITTED' || filing.state === 'ACCEPTED' || filing.state === 'SUPERSEDED'))
    return <Closed filing={filing} />;
  // Numbers are typed in the writing of the page's language, so another language is another sheet.
  return <Editor key={language} target={target} law={law.data} given={sheet.data} />;
}

function Closed({ filing }: { filing: SheetFiling }) {
  const { t } = useWords();
  return (
    <div className="note">
      <p>{t('edit.closed')}</p>
      <Link className="btn" to={`/bao-cao/${filing.id}`}>
        {t('desk.open')}
      </Link>
    </div>
  );
}

function Editor({ target, law, given }: { target: SheetTarget; law: FormLaw; given: EditorSheetQuery }) {
  const { t, language } = useWords();
  const session = useSession();
  const filing = given.filings.nodes[0];
  const duty = given.obligations.nodes[0];
  const name = copyName(`${session.email}.${language}`, target);
  const only = useMemo(() => markedKeys(filing), [filing]);
  const [start, restored] = useMemo(() => beginning(filing, name, language), [filing, name, language]);
  const saving = useSheetSaving({
    target,
    language,
    only,
    copyName: name,
    sheet: start,
    filingId: filing?.id ?? null,
  });
  const derived = useDerived(target);
  const { sheet, change } = saving;
  const findings = useMemo(() => findingsOf(law, target, sheet.cells, language), [law, target, sheet.cells, language]);
  const last = given.last.nodes[0];
  return (
    <>
      <div className="lead">
        <div>
          <h1>
            {t('edit.title', { form: printForm(target.form, language), period: printPeriod(target.period, language) })}
          </h1>
          <p className="soft">
            {duty?.unitName ?? filing?.unitName ?? target.unit}
            {duty && <> · {t('desk.lastDay', { day: printDay(lastDayOf(duty.dueBefore), language) })}</>}
          </p>
        </div>
        <Link className="btn plain" to={`/nop/${target.form}/${target.period}/${target.unit}`}>
          {t('desk.upload')}
        </Link>
      </div>
      {restored !== null && <p className="note">{t('edit.restored', { at: printInstant(restored, language) })}</p>}
      {filing?.returned && (
        <p className="note bad">
          {t('edit.returned', { at: printInstant(filing.returned.at, language) })} {filing.returned.reason}
          {only !== null && <> {t('edit.onlyMarked', { n: only.size })}</>}
        </p>
      )}
      <Conflicts sheet={sheet} definition={law.definition} change={change} />
      <section className="card">
        <SavingLine saving={saving} findings={findings} />
        <EditorGrid
          law={law}
          sheet={sheet}
          change={change}
          findings={findings}
          only={only}
          marks={filing?.marks.filter((m) => m.revision === filing.returned?.revision) ?? []}
          derived={derived.data ?? []}
          last={last?.figures ?? []}
          lastPeriod={target.period}
        />
        <SavingLine saving={saving} findings={findings} />
      </section>
      <Keys />
    </>
  );
}

/** After a return of doubtful cells only these may change; null: all may. */
function markedKeys(filing: SheetFiling | undefined): ReadonlySet<string> | null {
  const { returned, marks = [] } = filing ?? {};
  if (!returned) return null;
  const keys = marks.filter((mark) => mark.revision === returned.revision).map((mark) => mark.key);
  return keys.length === 0 ? null : new Set(keys);
}

/** The server's sheet, with what was typed in this browser and has not arrived there; and since when, if so. */
function beginning(
  filing: SheetFiling | undefined,
  name: string,
  language: 'vi' | 'en',
): readonly [Sheet, string | null] {
  const server = sheetOf(versionOf(filing), cellsOf(filing, language));
  const copy = keptCopy(name);
  if (copy === null) return [server, null];
  const mine: Sheet = { version: copy.version, saved: copy.saved, cells: copy.cells, conflicts: [] };
  return [merged(mine, server.version, server.cells), copy.at];
}

function Keys() {
  const { t } = useWords();
  return (
    <details className="card quiet small">
      <summary>{t('edit.keys')}</summary>
      <ul>
        <li>{t('edit.keysMove')}</li>
        <li>{t('edit.keysPaste')}</li>
        <li>{t('edit.keysBlank')}</li>
      </ul>
    </details>
  );
}
