import { createHash, sign } from 'node:crypto';
import type { FormCode } from '#lib/forms';
import { type DecimalString, isDecimalString, type PeriodCode, vietnamInstant } from '#lib/kernel';
import { canonicalJson, inNfc } from './canonical-json.js';
import type { InstallationKey } from './installation-key.js';

/** First member of every receipt; another number when its make-up changes. */
export const RECEIPT_FORMAT = 'ccn-receipt/1';

/** What a submission is: everything that the receipt proves. */
export interface ReceiptFacts {
  /** Running number of the submission. */
  readonly number: string;
  /** Number of the receipt this one replaces (amendment, or resubmission after a return); null for the first. */
  readonly supersedes: string | null;
  readonly filing: string;
  readonly revision: number;
  readonly form: FormCode;
  readonly period: PeriodCode;
  /** Version of the form the figures were made against, "form-03@2025-07-01". */
  readonly definitionId: string;
  readonly filer: {
    readonly kind: 'project' | 'cluster' | 'commune' | 'province';
    readonly ref: string;
    readonly name: string;
  };
  readonly submittedAt: Date;
  /** Every indicator of the form; null where it was not answered, never zero instead. */
  readonly figures: Readonly<Record<string, DecimalString | null>>;
  /** What the filer wrote beside an indicator. */
  readonly notes: Readonly<Record<string, string>>;
  /** The original file, if the filing came as one: its SHA-256 in small hexadecimal. */
  readonly file: { readonly name: string; readonly sha256: string } | null;
}

/** A signed receipt as JSON. `sha256` and `signature` are over all the other members. */
export interface Receipt extends Omit<ReceiptFacts, 'submittedAt'> {
  readonly format: typeof RECEIPT_FORMAT;
  /** Instant in Vietnam, "2026-06-19T10:00:00+07:00". */
  readonly submittedAt: string;
  readonly signedBy: {
    readonly algorithm: 'Ed25519';
    /** SPKI, DER, base64. */
    readonly publicKey: string;
    /** SHA-256 of that DER in small hexadecimal: what the installation publishes. */
    readonly fingerprint: string;
  };
  readonly sha256: string;
  /** Base64. */
  readonly signature: string;
}

/**
 * The signed receipt of a submission. The same facts and key always give the same receipt (Ed25519 is
 * deterministic), so one that was lost is made again from the rows.
 * @throws RangeError when a figure is no plain decimal or a hash no hash: a fault of the caller.
 */
export function receiptOf(facts: ReceiptFacts, key: InstallationKey): Receipt {
  for (const [name, value] of Object.entries(facts.figures)) {
    if (value !== null && !isDecimalString(value)) throw new RangeError(`figures.${name} is no plain decimal`);
  }
  if (facts.file !== null && !/^[0-9a-f]{64}$/.test(facts.file.sha256)) throw new RangeError('file.sha256 is no hash');
  const body = inNfc({
    format: RECEIPT_FORMAT,
    number: facts.number,
    supersedes: facts.supersedes,
    form: facts.form,
    period: facts.period,
    filer: { kind: facts.filer.kind, ref: facts.filer.ref, name: facts.filer.name },
    submittedAt: vietnamInstant(facts.submittedAt),
    filing: facts.filing,
    revision: facts.revision,
    definitionId: facts.definitionId,
    file: facts.file === null ? null : { name: facts.file.name, sha256: facts.file.sha256 },
    figures: { ...facts.figures },
    notes: { ...facts.notes },
    signedBy: { algorithm: 'Ed25519', publicKey: key.publicKey, fingerprint: key.fingerprint },
  }) as Omit<Receipt, 'sha256' | 'signature'>;
  const sha256 = sha256Of(canonicalJson(body));
  return { ...body, sha256, signature: sign(null, signedText(sha256), key.privateKey).toString('base64') };
}

/**
 * The receipt as the file that is handed out, byte for byte: verification of a file accepts exactly this
 * text, so that a change of even a space is seen.
 */
export function printReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`;
}

/** SHA-256 of a text in UTF-8 or of bytes, in small hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What the key signs: the hash with the name of its use, so that a signature can stand for nothing else. */
export function signedText(sha256: string): Buffer {
  return Buffer.from(`${RECEIPT_FORMAT} ${sha256}`, 'utf8');
}
