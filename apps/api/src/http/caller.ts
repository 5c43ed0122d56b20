import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type Caller, csrfMatches } from '#lib/access';
import type { Config } from '#lib/config';
import { DomainError } from '#lib/kernel';
import type { Asked, Judge } from '../graphql/judge.js';
import type { Services } from '../services.js';
import { notPersisted } from './persisted.js';

declare global {
  namespace Express {
    interface Request {
      /** Who asks; absent for an anonymous request. */
      caller?: Caller;
    }
  }
}

export const SESSION_COOKIE = 'ccn_session';
export const CSRF_HEADER = 'x-ccn-csrf';

/** What carries its own key and takes nothing from a session: signing in, and what stands behind an invitation. */
const WITHOUT_SESSION = /^\/api\/(session|invitations\/(open|accept))(\?|$)/;

/** Methods that change nothing, so a forged request of another site gains nothing. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Finds out who asks: a personal token in `Authorization`, else the browser's session. A token that does not hold is
 * refused; a session that does not hold makes an anonymous request, because a browser cannot drop its cookie by itself.
 */
export function identify(services: Services): RequestHandler {
  return async (req: Request, _res: Response, next: NextFunction) => {
    const bearer = bearerOf(req.headers.authorization);
    if (bearer !== null) {
      const caller = await services.tokens.callerOfToken(bearer);
      if (caller === null) throw badToken();
      req.caller = caller;
      return next();
    }
    const session = sessionTokenOf(req);
    const caller = session === null ? null : await services.signIn.callerOfSession(session);
    if (caller !== null) req.caller = caller;
    next();
  };
}

/**
 * Keeps other sites from acting through a signed-in browser: a changing request must come from our own origin, and
 * when a session speaks, show the session's CSRF token. Programs with a token carry no cookie and need neither.
 */
export function refuseForeignSites(publicUrl: string): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    if (SAFE.has(req.method) || bearerOf(req.headers.authorization) !== null) return next();
    if (req.headers.origin !== undefined && !isOurOrigin(req.headers, publicUrl)) throw foreignOrigin();
    const signingIn = req.method === 'POST' && WITHOUT_SESSION.test(req.originalUrl);
    const session = sessionTokenOf(req);
    if (req.caller && session !== null && !signingIn && !csrfMatches(session, req.get(CSRF_HEADER))) throw badCsrf();
    next();
  };
}

/** True when a request comes from a page of our own: of the public address, or of the very address it was sent to. */
export function isOurOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string): boolean {
  return origin !== undefined && (origin === new URL(publicUrl).origin || hostOf(origin) === host);
}

/** The one character PostgreSQL keeps in no text, itself or as GraphQL's escape. */
const NUL = /\\u0000/;

/**
 * What of a GraphQL request is refused before anybody is looked up, so before any statement: strangers without a key,
 * batches, what PostgreSQL cannot keep, and operations beyond the limits.
 */
export function graphqlGate(judge: Judge): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      throw new DomainError({
        code: 'METHOD_NOT_ALLOWED',
        message: 'Địa chỉ GraphQL chỉ nhận phương thức POST. Hãy gửi truy vấn trong nội dung của yêu cầu POST.',
        messageEn: 'GraphQL is asked by POST only. Send the query in the body of a POST request.',
      });
    }
    if (bearerOf(req.headers.authorization) === null && sessionTokenOf(req) === null) throw unauthenticated();
    if (Array.isArray(req.body)) {
      throw new DomainError({
        code: 'BATCH_REFUSED',
        message: 'Hệ thống không nhận nhiều truy vấn GraphQL trong một yêu cầu. Hãy gửi từng truy vấn.',
        messageEn: 'Several GraphQL queries in one request are not taken. Send them one by one.',
      });
    }
    if (NUL.test(JSON.stringify(req.body ?? null))) {
      throw new DomainError({
        code: 'CONTROL_CHARACTER',
        message: 'Yêu cầu có ký tự điều khiển U+0000, hệ thống không lưu được. Hãy bỏ ký tự này rồi gửi lại.',
        messageEn:
          'The request contains the control character U+0000, which cannot be stored. Remove it and send it again.',
      });
    }
    const asked = askedOf(req.body);
    if (asked !== null) judge.judge(asked);
    next();
  };
}

/** The operation in a body; null where it has none that can be read, which the server behind says in its own words. */
export function askedOf(body: unknown): Asked | null {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return null;
  const { operationName, variables } = body as { operationName?: unknown; variables?: unknown };
  return {
    query: body.query,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {},
  };
}

/** GraphQL answers signed-in callers only; a browser's session with the portal's own queries. */
export function graphqlDoor(sessionQueries: Config['sessionQueries']): RequestHandler {
  return (req: Request, _res: Response, next: NextFunction) => {
    if (!req.caller) throw unauthenticated();
    if (req.caller.via !== 'token' && sessionQueries === 'portal' && req.isPersisted !== true) throw notPersisted();
    next();
  };
}

/** Who asks, where the guard has let only known callers through. */
export function callerOf(req: Request): Caller {
  if (!req.caller) throw unauthenticated();
  return req.caller;
}

/** Session secret in the request's cookie; null when there is none. */
export function sessionTokenOf(req: { readonly headers: IncomingHttpHeaders }): string | null {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === SESSION_COOKIE && value) return value;
  }
  return null;
}

/** Secret of a personal token in the value of an `Authorization` header; null when there is none. */
export function bearerOf(authorization: string | undefined): string | null {
  const [scheme, value] = (authorization ?? '').split(' ', 2);
  return scheme?.toLowerCase() === 'bearer' && value ? value : null;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

export function unauthenticated(): DomainError {
  return new DomainError({
    code: 'UNAUTHENTICATED',
    message:
      'Cần đăng nhập trước khi dùng chức năng này. Hãy đăng nhập, hoặc gửi kèm mã truy cập (Authorization: Bearer ccn_…).',
    messageEn: 'Sign in first, or send an access token (Authorization: Bearer ccn_…).',
  });
}

function badToken(): DomainError {
  return new DomainError({
    code: 'UNAUTHENTICATED',
    message: 'Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy tạo mã mới trong phần tài khoản.',
    messageEn: 'The access token is wrong, expired or revoked. Make a new one in your account.',
  });
}

function badCsrf(): DomainError {
  return new DomainError({
    code: 'CSRF',
    message: `Yêu cầu thiếu mã chống giả mạo (tiêu đề ${CSRF_HEADER}). Hãy tải lại trang rồi thử lại.`,
    messageEn: `The request lacks the anti-forgery token (header ${CSRF_HEADER}). Reload the page and try again.`,
  });
}

function foreignOrigin(): DomainError {
  return new DomainError({
    code: 'ORIGIN_REFUSED',
    message:
      'Yêu cầu đến từ một trang khác, không phải cổng của hệ thống. Hãy mở đúng địa chỉ của hệ thống rồi thử lại.',
    messageEn: 'The request comes from another site. Open the portal at its own address and try again.',
  });
}
