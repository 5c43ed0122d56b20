import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mail.js';

/** The mail in the mail library's words; deterministic to the last boundary. */
export function composed(mail: Mail, from: string): SendMailOptions {
  return {
    from,
    to: [...mail.to],
    subject: mail.subject,
    text: mail.body,
    html: htmlOf(mail.body),
    messageId: mail.messageId,
    date: mail.createdAt,
    headers: { 'Auto-Submitted': 'auto-generated' },
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const ADDRESS = /^https?:\/\/\S+$/;

/** Simple HTML of a plain text: paragraphs, line breaks, links for lines that are an address. */
export function htmlOf(body: string): string {
  const paragraphs = body.split('\n\n').map((paragraph) => {
    const lines = paragraph.split('\n').map((line) => {
      const safe = escapeHtml(line);
      return ADDRESS.test(line) ? `<a href="${safe}">${safe}</a>` : safe;
    });
    return `<p>${lines.join('<br>\n')}</p>`;
  });
  return `<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"></head><body>\n${paragraphs.join('\n')}\n</body></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
