import { createHash } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type Clock, DomainError } from '#lib/kernel';
import { bearerOf } from './caller.js';

/** A whole office may stand behind one address: so many accounts' worth is allowed from it. */
const ACCOUNTS_PER_ADDRESS = 10;
const WINDOW_MS = 60_000;
/** Keys remembered at once; beyond it the oldest are forgotten, so that many addresses cannot fill the memory. */
const MOST_KEYS = 20_000;

/**
 * Counts requests for a key over a sliding minute, as the sum of this window and the fading rest of the one before.
 * Kept in the memory of one process: several processes allow their number times as much.
 */
export class RateLimit {
  private readonly counts = new Map<string, { window: number; now: number; before: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly most: number,
  ) {}

  /** Counts one request. @returns null when it may pass, else the seconds to wait. */
  refusal(key: string): number | null {
    const at = this.clock.now().getTime();
    const window = Math.floor(at / WINDOW_MS);
    const known = this.counts.get(key);
    const count =
      known === undefined || known.window < window - 1
        ? { window, now: 0, before: 0 }
        : known.window === window
          ? known
          : { window, now: 0, before: known.now };
    // Put at the end, so that the first ones are those that were longest silent.
    this.counts.delete(key);
    this.counts.set(key, count);
    if (this.counts.size > MOST_KEYS)
      for (const oldest of this.counts.keys()) {
        this.counts.delete(oldest);
        break;
      }
    const passed = (at % WINDOW_MS) / WINDOW_MS;
    if (count.now + count.before * (1 - passed) >= this.most) return Math.ceil((1 - passed) * 60);
    count.now += 1;
    return null;
  }
}

/** Keeps one address from asking without end; before anybody is looked up. @param most requests a minute of one account; 0: no limit */
export function limitAddresses(clock: Clock, most: number): RequestHandler {
  const limit = new RateLimit(clock, most * ACCOUNTS_PER_ADDRESS);
  return (req: Request, res: Response, next: NextFunction) => {
    refuse(most === 0 ? null : limit.refusal(req.ip ?? ''), res);
    next();
  };
}

/** So many tokens' worth is allowed to an account with all its tokens. */
const TOKENS_PER_ACCOUNT = 5;

/**
 * The same for each token, for an account with all its tokens, and for an account with all its sessions, so that a
 * program that runs away takes nothing from its owner's browser. An anonymous request is counted by its address alone.
 */
export function limitAccounts(clock: Clock, most: number): RequestHandler {
  const [one, all] = [new RateLimit(clock, most), new RateLimit(clock, most * TOKENS_PER_ACCOUNT)];
  return (req: Request, res: Response, next: NextFunction) => {
    const { caller } = req;
    if (most !== 0 && caller !== undefined) {
      const bearer = bearerOf(req.headers.authorization);
      refuse(one.refusal(bearer === null ? caller.accountId : hashOf(bearer)), res);
      if (bearer !== null) refuse(all.refusal(caller.accountId), res);
    }
    next();
  };
}

/** A secret is not kept, not even in memory. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function refuse(wait: number | null, res: Response): void {
  if (wait === null) return;
  res.setHeader('retry-after', String(wait));
  throw new DomainError({
    code: 'RATE_LIMITED',
    message: `Hệ thống nhận quá nhiều yêu cầu từ tài khoản hoặc địa chỉ này trong một phút. Hãy đợi ${wait} giây rồi thử lại.`,
    messageEn: `Too many requests from this account or address within a minute. Try again in ${wait} seconds.`,
  });
}
