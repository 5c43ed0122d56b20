import type { TypedDocumentString } from '../gql/graphql.js';

/** A failure that a person can act on: code and sentence come from the server. */
export class RequestFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

let csrfToken: string | null = null;
let language = 'vi';

/** The token that proves a changing request comes from this page. Set after sign-in. */
export function rememberCsrf(token: string | null): void {
  csrfToken = token;
}

/** Language the server answers in. */
export function askIn(lang: string): void {
  language = lang;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', language);
  if (csrfToken) headers.set('x-ccn-csrf', csrfToken);
  try {
    return await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch {
    throw new RequestFailure('OFFLINE', '');
  }
}

async function failureOf(response: Response): Promise<RequestFailure> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body && 'message' in body && typeof body.message === 'string')
    return new RequestFailure('code' in body ? String(body.code) : String(response.status), body.message);
  return new RequestFailure(String(response.status), `${response.status}`);
}

/** JSON over REST: sign-in, sign-out, files. */
export async function rest<T>(method: string, path: string, body?: unknown): Promise<T> {
  const json = body !== undefined && !(body instanceof FormData);
  const response = await send(path, {
    method,
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as FormData) }),
    ...(json ? { headers: { 'content-type': 'application/json' } } : {}),
  });
  if (!response.ok) throw await failureOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/**
 * The document by its hash, which the build has put in the document's place (build/inline-documents.ts): a browser's
 * session may ask the portal's own questions only, so their text need not travel.
 */
export function persisted<R, V>(document: TypedDocumentString<R, V>) {
  return { extensions: { persistedQuery: { version: 1, sha256Hash: document.toString() } } };
}

/** One typed GraphQL operation. Errors come as RequestFailure with the server's code and sentence. */
export async function ask<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...persisted(document), variables }),
  });
  const body = (await response.json().catch(() => null)) as {
    data?: R;
    errors?: { message: string; extensions?: { code?: string } }[];
  } | null;
  const first = body?.errors?.[0];
  if (first) throw new RequestFailure(first.extensions?.code ?? 'ERROR', first.message);
  if (!body?.data) throw await failureOf(response);
  return body.data;
}

/** A GraphQL request with a key of its own instead of the session; the answer as it is, with its errors. */
export async function askWithKey(key: string, body: object): Promise<object> {
  const headers = { 'content-type': 'application/json', 'accept-language': language, authorization: `Bearer ${key}` };
  const response = await fetch('/graphql', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    credentials: 'omit',
  }).catch(() => {
    throw new RequestFailure('OFFLINE', '');
  });
  return (await response.json()) as object;
}
