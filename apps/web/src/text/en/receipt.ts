import type { receipt as vi } from '../vi/receipt.js';

export const receipt: Record<keyof typeof vi, string> = {
  'receipt.open': 'Receipt',
  'receipt.title': 'Receipt of a filing',
  'receipt.lead': 'The system confirms that it has received the filing with the content below.',
  'receipt.revision': 'Revision, definition',
  'receipt.supersedes': 'Replaces receipt',
  'receipt.file': 'Original file',
  'receipt.noFile': 'typed in the portal',
  'receipt.key': 'Signing key',
  'receipt.signature': 'Signature (Ed25519)',
  'receipt.qr': 'QR code that leads to {address}',
  'receipt.check': 'Address to check it',
  'receipt.offline': 'To check it offline, download the JSON file and run scripts/ccn verify-receipt.',
  'receipt.superseded': 'This receipt was replaced by receipt',
  'receipt.print': 'Print the receipt',
  'receipt.download': 'Download the signed JSON',
  'check.title': 'Check a receipt',
  'check.lead': 'Enter number and hash as printed on the receipt, or scan its QR code.',
  'check.hash': 'the 64 hexadecimal digits printed on the receipt',
  'check.button': 'Check',
  'check.genuine': 'Genuine: receipt {number} was issued by this system and is the latest.',
  'check.superseded': 'Receipt {number} is genuine but was replaced by receipt {by}.',
  'check.unknown':
    'This system issued no receipt {number} with this hash. Check number and hash; if they are right, the receipt was altered.',
};
