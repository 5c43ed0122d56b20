import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { UnitOfWork } from '#lib/persistence';
import type { Caller } from './caller.js';
import { CALLER_ALIVE, CALLER_COLUMNS, type CallerRow, callerFrom } from './load-caller.js';

/** What a link in a mail opens: one duty, for the people of one office, until an instant. */
export interface FilingLink {
  readonly obligationId: string;
  readonly officeId: string;
  readonly expiresAt: Date;
}

export type FilingLinkReading = { readonly link: FilingLink } | { readonly refused: 'broken' | 'expired' };

const SIGNATURE_BYTES = 16;
const BODY_BYTES = 36;

/**
 * The secret of a link: what it opens, signed with the installation's secret. It needs no row, so the same mail sent
 * again carries the same link; 128 bits of signature cannot be guessed.
 */
export function filingLink(secret: Uint8Array, { obligationId, officeId, expiresAt }: FilingLink): string {
  const body = Buffer.alloc(BODY_BYTES);
  uuidBytes(obligationId).copy(body, 0);
  uuidBytes(officeId).copy(body, 16);
  body.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000), 32);
  return Buffer.concat([body, signature(secret, body)]).toString('base64url');
}

/** What a secret opens, if it is one of ours and not past its time. */
export function readFilingLink(secret: Uint8Array, text: string, now: Date): FilingLinkReading {
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(0, BODY_BYTES);
  const given = bytes.subarray(BODY_BYTES);
  // One text for one link: other writings of the same bytes are not ours either.
  const isOurs = bytes.toString('base64url') === text && given.length === SIGNATURE_BYTES;
  if (!isOurs || !timingSafeEqual(given, signature(secret, body))) return { refused: 'broken' };
  const expiresAt = new Date(body.readUInt32BE(32) * 1000);
  if (now.getTime() >= expiresAt.getTime()) return { refused: 'expired' };
  return { link: { obligationId: uuidText(body, 0), officeId: uuidText(body, 16), expiresAt } };
}

/**
 * Who acts through a link: the office's longest-standing officer, with no more sight than the project and no more
 * rights than to fill in and send its filing. Null when office or account is closed by now. Needs scope system.
 */
export async function callerOfLink(uow: UnitOfWork, officeId: string, projectId: string): Promise<Caller | null> {
  const [row] = await uow.em.execute<CallerRow[]>(
    `select ${CALLER_COLUMNS} from account a join office o on o.id = a.office_id
      where o.id = ? and o.kind = 'enterprise' and a.role = 'officer' and ?::uuid = any (o.project_ids) and ${CALLER_ALIVE}
      order by a.created_at, a.id limit 1`,
    [officeId, projectId],
  );
  if (row === undefined) return null;
  return callerFrom({ ...row, project_ids: [projectId] }, 'link', ['filing.read', 'filing.prepare', 'filing.submit']);
}

function signature(secret: Uint8Array, body: Uint8Array): Buffer {
  // A key of its own, so that what is signed elsewhere with the installation's secret opens nothing here.
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'ccn filing link', 32));
  return createHmac('sha256', key).update(body).digest().subarray(0, SIGNATURE_BYTES);
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer, at: number): string {
  const hex = bytes.subarray(at, at + 16).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
