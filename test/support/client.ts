/** A caller of the running system over HTTP: as a browser (session and CSRF) or as a program (token). */
import { expect } from 'vitest';
import type { DemoAccount } from './database.js';
import type { TestSystem } from './system.js';

export interface GraphAnswer<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly { message: string; path?: string[]; extensions: { code: string; errorId?: string } }[];
}

export interface Client {
  readonly headers: Readonly<Record<string, string>>;
  /** One operation, whatever comes back. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer<T>>;
  /** One operation that must have no errors. */
  data<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** REST with the caller's headers. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Uploads bytes as a form does. */
  upload(name: string, bytes: Uint8Array): Promise<Response>;
}

/** Client with these headers and nothing else. */
export function clientOf(url: string, headers: Readonly<Record<string, string>> = {}): Client {
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });
  const ask = async <T>(query: string, variables: Record<string, unknown> = {}): Promise<GraphAnswer<T>> => {
    const response = await send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Partial<GraphAnswer<T>>;
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  };
  return {
    headers,
    ask,
    async data<T>(query: string, variables?: Record<string, unknown>): Promise<T> {
      const answer = await ask<T>(query, variables);
      expect(answer.errors).toEqual([]);
      return answer.data as T;
    },
    fetch: send,
    upload(name, bytes) {
      const form = new FormData();
      form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
      return send('/api/files', { method: 'POST', body: form });
    },
  };
}

/** The demo account of an office and role; `unit` where an office kind has several. */
export function demoAccount(system: TestSystem, kind: string, role: string, unit?: string): DemoAccount {
  const accounts = system.accounts as readonly (DemoAccount & { readonly officeKind: string })[];
  const found = accounts.find(
    (a) => a.officeKind === kind && a.role === role && (unit === undefined || a.unit === unit),
  );
  if (found === undefined) throw new Error(`no demo account ${kind} ${role} ${unit ?? ''}`);
  return found;
}

/** Signs in as a browser does, and sends cookie and CSRF token from then on. */
export async function signIn(system: TestSystem, kind: string, role: string, unit?: string): Promise<Client> {
  const { email, password } = demoAccount(system, kind, role, unit);
  const response = await fetch(`${system.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  expect(response.status, `sign-in of ${email}`).toBe(200);
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return clientOf(system.url, { cookie, 'x-ccn-csrf': csrfToken });
}

/** Makes a token for a signed-in caller; returns the program that uses it. */
export async function withToken(system: TestSystem, owner: Client, scopes: readonly string[]): Promise<Client> {
  const { createToken } = await owner.data<{ createToken: { secret: string; errors: unknown[] } }>(
    'mutation ($input: CreateTokenInput!) { createToken(input: $input) { secret errors { code message } } }',
    { input: { name: 'spec', scopes, days: 1 } },
  );
  expect(createToken.errors).toEqual([]);
  return clientOf(system.url, { authorization: `Bearer ${createToken.secret}` });
}
