import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { graphql } from '../gql/index.js';
import { ask, rest } from '../session/http.js';
import { useWords } from '../text/language.js';
import { printFigure, printForm, printInstant, printPeriod } from '../text/print.js';
import { Scroll } from '../ui/scroll.js';
import { Failure, Loading } from '../ui/states.js';
import { definitionDocument } from './filing-query.js';
import { QrCode } from './qr-code.js';
import { receiptPath } from './receipt-path.js';

const receiptDocument = graphql(`
  query ReceiptPage($number: String!) {
    filingReceipt(number: $number) {
      number
      supersededBy
      checkAddress
      filing {
        id
      }
    }
  }
`);

/** A receipt as it is handed out (libs/filing/src/receipt); only what the page prints. */
interface Receipt {
  readonly number: string;
  readonly supersedes: string | null;
  readonly form: string;
  readonly period: string;
  readonly filer: { readonly ref: string; readonly name: string };
  readonly submittedAt: string;
  readonly revision: number;
  readonly definitionId: string;
  readonly file: { readonly name: string; readonly sha256: string } | null;
  readonly figures: Readonly<Record<string, string | null>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly signedBy: { readonly fingerprint: string };
  readonly sha256: string;
  readonly signature: string;
}

/** One receipt, made to be printed: what was filed, by whom, when, with hash, signature and a QR code to check it. */
export function ReceiptPage() {
  const { t } = useWords();
  const { '*': number = '' } = useParams();
  const address = `/api/receipts/${encodeURIComponent(number)}`;
  const receipt = useQuery({ queryKey: ['receipt', number], queryFn: () => rest<Receipt>('GET', address) });
  const standing = useQuery({
    queryKey: ['receipt-standing', number],
    queryFn: async () => (await ask(receiptDocument, { number })).filingReceipt,
  });
  if (receipt.isError) return <Failure failure={receipt.error} retry={() => void receipt.refetch()} />;
  if (standing.isError) return <Failure failure={standing.error} retry={() => void standing.refetch()} />;
  if (receipt.isPending || standing.isPending) return <Loading />;
  if (!standing.data) return <p>{t('app.empty')}</p>;
  const { supersededBy, checkAddress, filing } = standing.data;
  return (
    <article className="receipt">
      {supersededBy !== null && (
        <p className="note warn">
          {t('receipt.superseded')} <Link to={receiptPath(supersededBy)}>{supersededBy}</Link>
        </p>
      )}
      <Sheet receipt={receipt.data} checkAddress={checkAddress} />
      <div className="row no-print">
        <button type="button" className="btn" onClick={() => window.print()}>
          {t('receipt.print')}
        </button>
        <a className="btn plain" href={address} download>
          {t('receipt.download')}
        </a>
        {filing && (
          <Link className="btn plain" to={`/bao-cao/${filing.id}`}>
            {t('desk.open')}
          </Link>
        )}
      </div>
    </article>
  );
}

function Sheet({ receipt, checkAddress }: { receipt: Receipt; checkAddress: string }) {
  const { t, language } = useWords();
  const { form, period } = receipt;
  const facts: readonly (readonly [string, string])[] = [
    [t('filing.receipt'), receipt.number],
    [t('desk.form'), `${printForm(form, language)}, ${printPeriod(period, language)}`],
    [t('desk.filer'), `${receipt.filer.name} (${receipt.filer.ref})`],
    [t('filing.submittedAt'), `${printInstant(receipt.submittedAt, language)} (${receipt.submittedAt})`],
    [t('receipt.revision'), `${receipt.revision} · ${receipt.definitionId}`],
    ...(receipt.supersedes === null ? [] : [[t('receipt.supersedes'), receipt.supersedes] as const]),
    [t('receipt.file'), receipt.file === null ? t('receipt.noFile') : `${receipt.file.name} · ${receipt.file.sha256}`],
    ['SHA-256', receipt.sha256],
    [t('receipt.key'), receipt.signedBy.fingerprint],
    [t('receipt.signature'), receipt.signature],
  ];
  return (
    <section className="card" aria-labelledby="receipt">
      <div className="lead">
        <div>
          <h1 id="receipt">{t('receipt.title')}</h1>
          <p className="soft">{t('receipt.lead')}</p>
        </div>
        <QrCode text={checkAddress} label={t('receipt.qr', { address: checkAddress })} />
      </div>
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="no-screen">
          <dt>{t('receipt.check')}</dt>
          <dd>{checkAddress}</dd>
        </div>
      </dl>
      <Figures receipt={receipt} />
      <p className="small soft">{t('receipt.offline')}</p>
    </section>
  );
}

function Figures({ receipt }: { receipt: Receipt }) {
  const { t, language } = useWords();
  const { form, period } = receipt;
  const definition = useQuery({
    queryKey: ['definition', form, period],
    queryFn: async () => (await ask(definitionDocument, { form, period })).formDefinition,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!definition.data) return <Loading />;
  return (
    <Scroll>
      <table>
        <caption>
          <b>{language === 'vi' ? definition.data.titleVi : definition.data.titleEn}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('filing.tt')}</th>
            <th scope="col">{t('filing.label')}</th>
            <th scope="col">{t('filing.unit')}</th>
            <th scope="col" className="num">
              {t('filing.value')}
            </th>
            <th scope="col">{t('filing.note')}</th>
          </tr>
        </thead>
        <tbody>
          {definition.data.rows
            .filter((row) => row.key in receipt.figures)
            .map((row) => (
              <tr key={row.key} className={row.parent === null ? '' : 'child'}>
                <td>{row.tt}</td>
                <td>{language === 'vi' ? row.labelVi : row.labelEn}</td>
                <td className="nowrap unit">{row.unitVi}</td>
                <td className="num">{printFigure(receipt.figures[row.key], language) || t('filing.missing')}</td>
                <td>{receipt.notes[row.key]}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Scroll>
  );
}
