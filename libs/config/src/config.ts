import { resolve } from 'node:path';
import { DomainError } from '#lib/kernel';
import { CONFIG_VARIABLES } from './variables.js';

export type NodeEnv = 'production' | 'development' | 'test';
export type Mode = 'embedded' | 'external';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The environment of one process, parsed once. Everything downstream takes this, never `process.env`. */
export interface Config {
  readonly nodeEnv: NodeEnv;
  /** `embedded`: the small default with its own PostgreSQL and demo accounts; `external`: servers given from outside. */
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  /** What a browser's address bar shows, without a slash at the end. */
  readonly publicUrl: string;
  /** PostgreSQL as the role that owns nothing. */
  readonly appUrl: string | null;
  /** PostgreSQL as the owner; only migrations and the seed need it. */
  readonly ownerUrl: string | null;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  /** Absolute path. */
  readonly dataFolder: string;
  readonly uploadMaxBytes: number;
  /** Requests a minute of one account; 0: no limit. */
  readonly requestsPerMinute: number;
  readonly sessionHours: number;
  /** What a browser's session may ask GraphQL: the portal's own queries, or any. A token may always ask any. */
  readonly sessionQueries: 'portal' | 'any';
  /** Null: mails are written as files into the data folder's `outbox`. */
  readonly smtpUrl: string | null;
  /** Sender of mails, `Name <address>` or the address alone. */
  readonly mailFrom: string;
  /** Seconds between two comparisons of the reminders' plan with what was sent. */
  readonly remindSeconds: number;
  /** Key of the MAC of templates, at least 16 bytes. Null: no templates are given out, and every file is a stranger's. */
  readonly templateKey: Uint8Array | null;
  /** Rehearsal: the instant the process's clock begins at. Null in earnest, and always in production. */
  readonly clockFrom: Date | null;
  readonly logLevel: LogLevel;
}

type Name = (typeof CONFIG_VARIABLES)[number]['name'];
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment. An empty variable counts as absent.
 * @param needs variables that this process cannot do without (the api: `['CCN_APP_URL']`).
 * @throws DomainError CONFIG_INVALID with one Vietnamese sentence naming every wrong variable, so that the
 *   operator mends them in one go.
 */
export function loadConfig(env: Environment, needs: readonly Name[] = []): Config {
  const wrong: string[] = [];
  const reader = new EnvironmentReader(env, wrong);
  for (const name of needs) if (reader.text(name) === null) wrong.push(`${name} còn thiếu (cần: ${meaningOf(name)})`);

  const host = reader.text('HOST') ?? '';
  const port = reader.whole('PORT', 1, 65_535);
  const config: Config = {
    nodeEnv: reader.oneOf('NODE_ENV', ['production', 'development', 'test']),
    mode: reader.oneOf('CCN_MODE', ['embedded', 'external']),
    host,
    port,
    publicUrl: (reader.url('CCN_PUBLIC_URL', ['http:', 'https:']) ?? `http://${host}:${port}`).replace(/\/+$/, ''),
    appUrl: reader.url('CCN_APP_URL', ['postgres:', 'postgresql:']),
    ownerUrl: reader.url('CCN_OWNER_URL', ['postgres:', 'postgresql:']),
    redisUrl: reader.url('REDIS_URL', ['redis:', 'rediss:']),
    dataFolder: resolve(reader.text('CCN_DATA') ?? ''),
    uploadMaxBytes: reader.whole('CCN_UPLOAD_MAX_BYTES', 1024, 1024 ** 3),
    requestsPerMinute: reader.whole('CCN_REQUESTS_PER_MINUTE', 0, 1_000_000),
    sessionHours: reader.whole('CCN_SESSION_HOURS', 1, 720),
    sessionQueries: reader.oneOf('CCN_SESSION_QUERIES', ['portal', 'any']),
    smtpUrl: reader.url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: reader.mailbox('MAIL_FROM'),
    remindSeconds: reader.whole('CCN_REMIND_SECONDS', 2, 40),
    templateKey: reader.secret('CCN_TEMPLATE_KEY'),
    clockFrom: reader.instant('CCN_CLOCK_FROM'),
    logLevel: reader.oneOf('CCN_LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  };
  if (config.clockFrom !== null && config.nodeEnv === 'production')
    wrong.push('CCN_CLOCK_FROM chỉ dùng để diễn tập, cần bỏ đi (hoặc đặt NODE_ENV=test)');
  if (wrong.length > 0)
    throw new DomainError({
      code: 'CONFIG_INVALID',
      message: `Cấu hình chưa đúng: ${wrong.join('; ')}. Hãy sửa các biến môi trường này rồi chạy lại.`,
      messageEn: `The configuration is wrong in: ${wrong.map((w) => w.split(' ')[0]).join(', ')}.`,
    });
  return config;
}

function meaningOf(name: Name): string {
  return CONFIG_VARIABLES.find((variable) => variable.name === name)?.meaning ?? '';
}

/** Reads one variable at a time and collects what is wrong instead of stopping at the first. */
class EnvironmentReader {
  private readonly env: Environment;
  private readonly wrong: string[];

  constructor(env: Environment, wrong: string[]) {
    this.env = env;
    this.wrong = wrong;
  }

  text(name: Name): string | null {
    const value = this.env[name]?.trim();
    if (value !== undefined && value !== '') return value;
    return CONFIG_VARIABLES.find((variable) => variable.name === name)?.fallback ?? null;
  }

  whole(name: Name, least: number, most: number): number {
    const text = this.text(name) ?? '';
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.wrong.push(`${name}="${text}" phải là số nguyên từ ${least} đến ${most}`);
    return least;
  }

  oneOf<T extends string>(name: Name, allowed: readonly [T, ...T[]]): T {
    const text = this.text(name);
    const found = allowed.find((value) => value === text);
    if (found !== undefined) return found;
    this.wrong.push(`${name}="${text ?? ''}" phải là một trong: ${allowed.join(', ')}`);
    return allowed[0];
  }

  /** `Name <user@host>` or `user@host`; nothing that could end a header line. */
  mailbox(name: Name): string {
    const text = this.text(name) ?? '';
    if (/^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text)) return text;
    this.wrong.push(`${name}="${text}" phải có dạng Tên <hộp thư@tên miền>`);
    return text;
  }

  /** Bytes in hexadecimal, 16 at least. The value itself is not repeated in the message. */
  secret(name: Name): Uint8Array | null {
    const text = this.text(name);
    if (text === null) return null;
    if (/^([0-9a-f]{2}){16,128}$/i.test(text)) return Buffer.from(text, 'hex');
    this.wrong.push(`${name} phải gồm 32 đến 256 chữ số thập lục phân (ví dụ tạo bằng: openssl rand -hex 32)`);
    return null;
  }

  /** An instant with its offset. */
  instant(name: Name): Date | null {
    const text = this.text(name);
    if (text === null) return null;
    const instant = new Date(text);
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(instant.getTime()))
      return instant;
    this.wrong.push(`${name}="${text}" phải là thời điểm có múi giờ, ví dụ 2026-06-05T08:00:00+07:00`);
    return null;
  }

  /** The value itself is not repeated in the message: it may hold a password. */
  url(name: Name, protocols: readonly string[]): string | null {
    const text = this.text(name);
    if (text === null) return null;
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
    this.wrong.push(`${name} phải là địa chỉ bắt đầu bằng ${protocols.map((p) => `${p}//`).join(' hoặc ')}`);
    return null;
  }
}
