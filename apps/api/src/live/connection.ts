import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Caller } from '#lib/access';
import { bearerOf, sessionTokenOf } from '../http/caller.js';
import type { Services } from '../services.js';
import { CLOSE, LIVE_LIMITS } from './limits.js';

/** What shows who asks, kept as long as the connection lives, so that it can be asked again whether it still holds. */
export type Key =
  | { readonly kind: 'session'; readonly secret: string }
  | { readonly kind: 'token'; readonly secret: string };

/** The key in a request: a token, else the browser's session; null when there is none. */
export function keyOfRequest(request: { readonly headers: IncomingHttpHeaders }): Key | null {
  const bearer = bearerOf(request.headers.authorization);
  if (bearer !== null) return { kind: 'token', secret: bearer };
  const session = sessionTokenOf(request);
  return session === null ? null : { kind: 'session', secret: session };
}

/** The token in the payload of `connection_init`; null when there is none. */
export function keyOfPayload(payload: Readonly<Record<string, unknown>> | undefined): Key | null {
  const given = payload?.['authorization'];
  const secret = typeof given === 'string' ? bearerOf(given) : null;
  return secret === null ? null : { kind: 'token', secret };
}

/** The caller behind a key. @param using false only asks whether it still holds */
export async function callerOfKey({ signIn, tokens }: Services, key: Key, using: boolean): Promise<Caller | null> {
  return key.kind === 'session'
    ? await signIn.callerOfSession(key.secret, using)
    : await tokens.callerOfToken(key.secret);
}

/** One WebSocket and who speaks through it. */
export class Connection {
  key: Key | null = null;
  caller: Caller | null = null;
  subscriptions = 0;
  private answered = true;
  private received: number[] = [];

  constructor(
    readonly socket: WebSocket,
    readonly request: IncomingMessage,
  ) {
    socket.on('pong', () => {
      this.answered = true;
    });
  }

  /** Takes one message of the client into account; closes the connection of one that sends too many. */
  admit(now: number): boolean {
    this.received = [...this.received.filter((at) => at > now - LIVE_LIMITS.messagesWithinMs), now];
    if (this.received.length <= LIVE_LIMITS.messages) return true;
    this.close(CLOSE.tooFast);
    return false;
  }

  /** Asks whether the other side is there; cuts it off when it did not answer the last time. */
  ping(): void {
    if (this.answered) this.socket.ping();
    else this.socket.terminate();
    this.answered = false;
  }

  /** Sends, or cuts off a reader that does not read. */
  async send(text: string): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > LIVE_LIMITS.unreadBytes) return this.close(CLOSE.tooSlow);
    await new Promise<void>((done, fail) => this.socket.send(text, (error) => (error ? fail(error) : done())));
  }

  close([code, reason]: readonly [number, string]): void {
    this.socket.close(code, reason);
  }

  /** What was looked up again still says the same; else the client has to begin anew. */
  isUnchanged(caller: Caller): boolean {
    return this.caller !== null && fingerprint(this.caller) === fingerprint(caller);
  }
}

function fingerprint({ accountId, officeId, role, permissions, scope, mustChangePassword }: Caller): string {
  return JSON.stringify([accountId, officeId, role, [...permissions].sort(), scope, mustChangePassword]);
}
