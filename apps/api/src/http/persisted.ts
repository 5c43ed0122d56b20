import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { DomainError } from '#lib/kernel';
import { SchemaFiles } from '#lib/law';

declare global {
  namespace Express {
    interface Request {
      /** The operation is one of the portal's own. */
      isPersisted?: boolean;
      /** It came as a GET. */
      isGet?: boolean;
    }
  }
}

const HASH = /^[0-9a-f]{64}$/;

/** The portal's queries by their SHA-256, as schemas/portal-queries.json has them. */
export class PersistedQueries {
  private readonly byHash: ReadonlyMap<string, string>;

  constructor(manifest: Readonly<Record<string, string>>) {
    this.byHash = new Map(Object.entries(manifest));
  }

  /** The document behind `{ persistedQuery: { version: 1, sha256Hash } }`; null where nothing of the kind is asked. @throws DomainError PERSISTED_QUERY_UNKNOWN */
  documentOf(extensions: unknown): string | null {
    const hash = hashOf(extensions);
    if (hash === null) return null;
    const text = this.byHash.get(hash);
    if (text === undefined) throw unknownQuery();
    return text;
  }
}

/** The manifest beside the schema. @throws DomainError LAW_FILE_BROKEN */
export function loadPortalQueries(): PersistedQueries {
  return new PersistedQueries(new SchemaFiles().json('portal-queries.json', 'portal-queries'));
}

/**
 * Puts the portal's query in the place of its hash (`extensions.persistedQuery`), in a POST or in the address of a GET.
 * A GET is for these only, and only to read: an address is kept in histories and logs, and is followed by anybody's link.
 * @throws DomainError PERSISTED_QUERY_UNKNOWN, METHOD_NOT_ALLOWED
 */
export function persistedQueries(queries: PersistedQueries): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    if (req.method === 'GET') {
      const variables = jsonOf(req.query['variables'] ?? '{}');
      const text = queries.documentOf(jsonOf(req.query['extensions']));
      if (text === null || variables === null || !text.startsWith('query ')) throw onlyPost(res);
      // From here on it is a POST of the same: one way in.
      req.method = 'POST';
      req.headers['content-type'] = 'application/json';
      req.body = { query: text, variables };
      req.isPersisted = true;
      req.isGet = true;
      return next();
    }
    if (typeof req.body !== 'object' || req.body === null || Array.isArray(req.body)) return next();
    const { extensions, ...rest } = req.body as { extensions?: unknown };
    const text = queries.documentOf(extensions);
    req.body = text === null ? rest : { ...rest, query: text };
    req.isPersisted = text !== null;
    next();
  };
}

/** Hash in `{ persistedQuery: { version: 1, sha256Hash } }`; null where there is none. */
function hashOf(extensions: unknown): string | null {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return null;
  const { persistedQuery } = extensions;
  if (typeof persistedQuery !== 'object' || persistedQuery === null || !('sha256Hash' in persistedQuery)) return null;
  return typeof persistedQuery.sha256Hash === 'string' && HASH.test(persistedQuery.sha256Hash)
    ? persistedQuery.sha256Hash
    : null;
}

function jsonOf(text: unknown): object | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function onlyPost(res: Response): DomainError {
  res.setHeader('allow', 'POST');
  return new DomainError({
    code: 'METHOD_NOT_ALLOWED',
    message:
      'Địa chỉ GraphQL chỉ nhận phương thức POST; GET chỉ dùng cho truy vấn đọc của cổng (persistedQuery). Hãy gửi truy vấn trong nội dung của yêu cầu POST.',
    messageEn:
      'GraphQL is asked by POST; GET is for reading queries of the portal (persistedQuery) only. Send the query in the body of a POST request.',
  });
}

function unknownQuery(): DomainError {
  return new DomainError({
    code: 'PERSISTED_QUERY_UNKNOWN',
    message: 'Hệ thống không có truy vấn này. Có thể trang đã cũ: hãy tải lại trang.',
    messageEn: 'There is no such query. The page may be old: load it again.',
  });
}

/** A browser's session asks only what the portal asks: a stolen cookie or a script in a page gets no further. */
export function notPersisted(): DomainError {
  return new DomainError({
    code: 'QUERY_NOT_PERSISTED',
    message:
      'Phiên đăng nhập trên trình duyệt chỉ dùng được các truy vấn của cổng. Chương trình cần dùng mã truy cập (Authorization: Bearer ccn_…).',
    messageEn:
      "A browser's session asks only the portal's own queries. A program uses an access token (Authorization: Bearer ccn_…).",
  });
}
