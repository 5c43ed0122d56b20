export { canonicalJson } from './canonical-json.js';
export {
  fingerprintOfPem,
  type InstallationKey,
  installationFingerprint,
  KEY_FILE,
  loadOrCreateInstallationKey,
  PUBLIC_KEY_FILE,
} from './installation-key.js';
export { printReceipt, RECEIPT_FORMAT, type Receipt, type ReceiptFacts, receiptOf } from './receipt.js';
export {
  ReceiptNotes,
  type ReceiptStanding,
  type ReceiptView,
  readReceiptBytes,
  receiptByNumber,
  receiptStanding,
  receiptsOf,
} from './receipt-store.js';
export { notedSuccessors, noteSuperseded } from './superseded-notes.js';
export {
  type AlteredPart,
  readReceipt,
  successorOf,
  type Verification,
  type VerifyOptions,
  verifyReceipt,
  verifyReceiptFile,
} from './verify.js';
