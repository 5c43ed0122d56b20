import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '#lib/kernel';
import { newId } from '#lib/persistence';
import { sha256Of } from './receipt.js';

/** The key pair that signs the receipts of one installation. */
export interface InstallationKey {
  readonly privateKey: KeyObject;
  /** SPKI, DER, base64: as it stands in every receipt. */
  readonly publicKey: string;
  /** SHA-256 of the DER in small hexadecimal: published, so that anybody can tell a receipt of this installation. */
  readonly fingerprint: string;
}

/** File in the data folder: PKCS #8, PEM, for its owner's eyes only. To be backed up: without it no new receipt matches the published fingerprint. */
export const KEY_FILE = 'receipt-key.pem';

/** The public half beside it, to be given to whoever verifies receipts. */
export const PUBLIC_KEY_FILE = 'receipt-key.pub.pem';

/**
 * The installation's Ed25519 key, made at the first call. Several processes may call at once: one key wins.
 * @throws DomainError RECEIPT_KEY_BROKEN when the file is there but no key (never replaced silently),
 *   RECEIPT_KEY_EXPOSED when others on the machine can read it.
 */
export async function loadOrCreateInstallationKey(folder: string): Promise<InstallationKey> {
  const path = join(folder, KEY_FILE);
  const pem = (await readIfThere(path)) ?? (await create(folder, path));
  await refuseExposed(path);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch {
    throw keyBroken(path);
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') throw keyBroken(path);
  await writePublicHalf(folder, createPublicKey(privateKey));
  return installationKeyOf(privateKey);
}

/** An Ed25519 private key with its public half as receipts carry it. */
export function installationKeyOf(privateKey: KeyObject): InstallationKey {
  return { privateKey, ...publicHalf(createPublicKey(privateKey)) };
}

/** Fingerprint of a public key in PEM; null where the text is no Ed25519 public key. */
export function fingerprintOfPem(pem: string): string | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? publicHalf(key).fingerprint : null;
  } catch {
    return null;
  }
}

/** Fingerprint of the installation in a data folder, by its public half; null where there is none. */
export async function installationFingerprint(folder: string): Promise<string | null> {
  const pem = await readIfThere(join(folder, PUBLIC_KEY_FILE));
  return pem === null ? null : fingerprintOfPem(pem);
}

function publicHalf(key: KeyObject): { publicKey: string; fingerprint: string } {
  const der = key.export({ type: 'spki', format: 'der' });
  return { publicKey: der.toString('base64'), fingerprint: sha256Of(der) };
}

/** Written whole under another name and then linked: no process ever reads half a key, and the first one to link wins. */
async function create(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const draft = join(folder, `.${KEY_FILE}.${newId()}`);
  await writeSynced(draft, pem, 0o600);
  try {
    await link(draft, path);
    return pem;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await unlink(draft);
  }
}

async function writePublicHalf(folder: string, key: KeyObject): Promise<void> {
  const path = join(folder, PUBLIC_KEY_FILE);
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  if ((await readIfThere(path)) !== pem) await writeSynced(path, pem, 0o644, 'w');
}

async function writeSynced(path: string, text: string, mode: number, flag = 'wx'): Promise<void> {
  const file = await open(path, flag, mode);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function refuseExposed(path: string): Promise<void> {
  // Windows keeps no such bits; access there follows the folder.
  if (process.platform === 'win32' || ((await stat(path)).mode & 0o077) === 0) return;
  throw new DomainError({
    code: 'RECEIPT_KEY_EXPOSED',
    message: `Tệp khóa ký giấy biên nhận ${path} đang cho người khác trên máy đọc. Hãy chạy: chmod 600 '${path}'. Nếu nghi khóa đã bị lộ, hãy báo người quản trị trước khi ký tiếp.`,
    messageEn: `The key that signs receipts, ${path}, can be read by others on this machine. Run: chmod 600 '${path}'.`,
  });
}

function keyBroken(path: string): DomainError {
  return new DomainError({
    code: 'RECEIPT_KEY_BROKEN',
    message: `Tệp khóa ký giấy biên nhận ${path} bị hỏng hoặc không phải khóa Ed25519. Hãy khôi phục tệp này từ bản sao lưu; không tạo khóa mới, vì giấy biên nhận đã cấp gắn với khóa cũ.`,
    messageEn: `The key that signs receipts, ${path}, is broken or no Ed25519 key. Restore it from a backup.`,
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
