import { createTransport } from 'nodemailer';
import { composed } from './compose.js';
import { type Delivery, type Mail, MailFailure, type MailTransport } from './mail.js';

export interface SmtpSettings {
  /** smtp:// or smtps://, with user and password where needed. */
  readonly url: string;
  readonly from: string;
  /** Milliseconds: to connect and be greeted; without a word from the server; for one mail from first to last. */
  readonly timeouts?: { readonly connect: number; readonly silence: number; readonly mail: number };
}

const TIMEOUTS = { connect: 10_000, silence: 15_000, mail: 30_000 };

/** Sends through an SMTP server over a few connections that are kept open. No wait is without an end. */
export function smtpTransport({ url, from, timeouts = TIMEOUTS }: SmtpSettings): MailTransport {
  const transporter = createTransport({
    pool: true,
    url,
    maxConnections: 4,
    // A mail that was under way when its connection broke may have arrived: whether to repeat it is decided by rows.
    maxRequeues: 0,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A broken idle connection is no news: the next mail opens another.
  transporter.on('error', () => undefined);
  return {
    concurrency: 4,
    async send(mail: Mail): Promise<Delivery> {
      try {
        const signal = AbortSignal.timeout(timeouts.mail);
        const { response, rejected } = await transporter.sendMail({ ...composed(mail, from), signal });
        return { response, refused: rejected };
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: async () => transporter.close(),
  };
}

interface SmtpError {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly permanent?: boolean | undefined;
  readonly responseCode?: number | undefined;
  readonly timeoutType?: string | undefined;
}

/** Said before any mail is spoken of, or about its sender, who is the same in all: what fails here fails for all. */
const BEFORE_MAIL = /^(EHLO|HELO|STARTTLS|AUTH|MAIL FROM)/;
const SERVER_CODES = new Set(['EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EPROXY']);
/** No connection came about. */
const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENOTFOUND']);
const NOT_GREETED = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);
/** "Service not available, closing transmission channel" (RFC 5321 3.8). */
const CLOSING = 421;

/** An error of the mail library in our words. */
export function failureOf(error: unknown): MailFailure {
  const said = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 300) : String(error);
  const about: SmtpError = error instanceof Error ? (error as SmtpError) : {};
  const { code = '', command = '', responseCode } = about;
  if (code === 'ETIMEDOUT' || code === 'EABORT' || code === 'ABORT_ERR')
    return new MailFailure('SMTP_TIMEOUT', said, {
      ofServer: true,
      inDoubt: !NOT_GREETED.has(about.timeoutType ?? ''),
    });
  if (SERVER_CODES.has(code) || BEFORE_MAIL.test(command) || REFUSED.has(about.originalCode ?? ''))
    return new MailFailure('SMTP_UNREACHABLE', said, { ofServer: true });
  // An address that cannot even be written to a server.
  if (code === 'EENVELOPE' && command === 'API') return new MailFailure('MAIL_REFUSED', said, { permanent: true });
  if (responseCode !== undefined && responseCode !== CLOSING && command !== 'CONN') {
    const permanent = about.permanent === true;
    return new MailFailure(permanent ? 'MAIL_REFUSED' : 'MAIL_FAILED', said, { permanent });
  }
  // The connection broke in the middle.
  return new MailFailure('SMTP_UNREACHABLE', said, { ofServer: true, inDoubt: true });
}
