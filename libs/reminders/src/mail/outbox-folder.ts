import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { composed } from './compose.js';
import type { Mail, MailTransport } from './mail.js';

/**
 * Writes mails as .eml files instead of sending them: the embedded default. The file is named after the Message-ID and
 * exchanged whole, so that a repeat replaces itself and nobody reads half a mail.
 */
export function outboxFolder(folder: string, from: string): MailTransport {
  const compose = mailComposer(from);
  let made: Promise<unknown> | undefined;
  return {
    concurrency: 4,
    async send(mail: Mail) {
      made ??= mkdir(folder, { recursive: true });
      await made;
      const path = join(folder, emlName(mail.messageId));
      const fresh = `${path}.${randomUUID()}.tmp`;
      await writeFile(fresh, await compose(mail), { mode: 0o600 });
      await rename(fresh, path);
      return { response: emlName(mail.messageId), refused: [] };
    },
    close: async () => undefined,
  };
}

/** Makes the bytes of a mail, as they are written to a file. */
export function mailComposer(from: string): (mail: Mail) => Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return async (mail) => (await composer.sendMail(composed(mail, from))).message as Buffer;
}

/** `<reminder.ID@host>` -> `reminder.ID@host.eml`. */
export function emlName(messageId: string): string {
  return `${messageId.replace(/^<|>$/g, '').replace(/[^\w.@-]/g, '_')}.eml`;
}
