import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { canonicalJsonAsGiven } from './canonical-json.js';
import { printReceipt, RECEIPT_FORMAT, type Receipt, sha256Of, signedText } from './receipt.js';

/**
 * What was found changed. `layout`: content and signature stand, but the file is not byte for byte the one
 * handed out. `file`: the receipt stands, the file beside it is another one. `key`: not the key it should be.
 */
export type AlteredPart = 'not_a_receipt' | 'layout' | 'content' | 'sha256' | 'signature' | 'key' | 'file';

export interface VerifyOptions {
  /** Bytes of the original file, or their SHA-256. */
  readonly file?: Uint8Array | { readonly sha256: string };
  /** Fingerprints the receipt may be signed with. Without them a receipt is only proved to fit the key inside it. */
  readonly knownKeys?: readonly string[];
  /** Number of the receipt that has taken this one's place, where one is known; see `successorOf`. */
  readonly supersededBy?: string | null;
}

export type Verification =
  | { readonly outcome: 'genuine' }
  | { readonly outcome: 'altered'; readonly what: readonly AlteredPart[] }
  | { readonly outcome: 'superseded'; readonly by: string };

/**
 * Checks the content of a receipt, offline. Altered goes before superseded: what is said about a changed
 * receipt is worth nothing. For a file use `verifyReceiptFile`, which also sees a change of form.
 */
export function verifyReceipt(receipt: unknown, options: VerifyOptions = {}): Verification {
  if (!isReceipt(receipt)) return { outcome: 'altered', what: ['not_a_receipt'] };
  const what = [...alteredParts(receipt), ...keyParts(receipt, options.knownKeys), ...fileParts(receipt, options.file)];
  if (what.length > 0) return { outcome: 'altered', what };
  const by = options.supersededBy ?? null;
  return by === null ? { outcome: 'genuine' } : { outcome: 'superseded', by };
}

/** The same for the bytes of a receipt as a file: not one of them may differ from what was handed out. */
export function verifyReceiptFile(bytes: Uint8Array, options: VerifyOptions = {}): Verification {
  const receipt = readReceipt(bytes);
  if (receipt === null) return { outcome: 'altered', what: ['not_a_receipt'] };
  const found = verifyReceipt(receipt, options);
  if (Buffer.from(printReceipt(receipt), 'utf8').equals(bytes)) return found;
  return found.outcome === 'altered' ? found : { outcome: 'altered', what: ['layout'] };
}

/** The receipt in a file, unverified; null where the bytes are none. */
export function readReceipt(bytes: Uint8Array): Receipt | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return isReceipt(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * The newest receipt that stands in this one's place among others: genuine, of the same key and filing,
 * linked to it directly or through receipts between. Null where there is none.
 */
export function successorOf(receipt: Receipt, others: readonly unknown[]): Receipt | null {
  const { filing, signedBy } = receipt;
  const genuine = others
    .filter(isReceipt)
    .filter((r) => r.filing === filing && r.signedBy.fingerprint === signedBy.fingerprint)
    .filter((r) => verifyReceipt(r).outcome === 'genuine');
  let newest: Receipt | null = null;
  for (let at = receipt; ; ) {
    const next = genuine.find((r) => r.supersedes === at.number && r.revision > at.revision);
    if (next === undefined) return newest;
    newest = next;
    at = next;
  }
}

/** Enough of the shape to go on; the rest is held by the hash. */
function isReceipt(value: unknown): value is Receipt {
  if (!isRecord(value) || !isRecord(value['signedBy'])) return false;
  const texts = [value['number'], value['sha256'], value['signature'], value['signedBy']['publicKey']];
  return value['format'] === RECEIPT_FORMAT && texts.every((text) => typeof text === 'string');
}

/**
 * Which part does not fit. The hash says whether the content is the one that was hashed; the signature says
 * which of the two hashes, the written or the computed one, was signed.
 */
function alteredParts(receipt: Receipt): AlteredPart[] {
  const computed = hashOf(receipt);
  const key = publicKeyOf(receipt);
  const signed = (sha256: string | null) => key !== null && sha256 !== null && isSigned(sha256, receipt.signature, key);
  if (computed === receipt.sha256) return signed(computed) ? [] : ['signature'];
  if (signed(receipt.sha256)) return ['content'];
  return signed(computed) ? ['sha256'] : ['content', 'signature'];
}

/** Null for content that has no canonical form, so was never hashed here. */
function hashOf(receipt: Receipt): string | null {
  const { sha256: _, signature: __, ...body } = receipt;
  try {
    return sha256Of(canonicalJsonAsGiven(body));
  } catch {
    return null;
  }
}

function publicKeyOf(receipt: Receipt): KeyObject | null {
  const { publicKey, fingerprint } = receipt.signedBy;
  try {
    const der = Buffer.from(publicKey, 'base64');
    if (sha256Of(der) !== fingerprint) return null;
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function isSigned(sha256: string, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64');
  // Base64 has several spellings of the same bytes: only the one that was written is accepted.
  return bytes.toString('base64') === signature && verify(null, signedText(sha256), key, bytes);
}

function keyParts(receipt: Receipt, known: readonly string[] | undefined): AlteredPart[] {
  return known === undefined || known.includes(receipt.signedBy.fingerprint) ? [] : ['key'];
}

function fileParts(receipt: Receipt, file: VerifyOptions['file']): AlteredPart[] {
  if (file === undefined) return [];
  const sha256 = file instanceof Uint8Array ? sha256Of(file) : file.sha256;
  return receipt.file?.sha256 === sha256 ? [] : ['file'];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
