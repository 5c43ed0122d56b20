import { type Client, createClient } from 'graphql-ws';
import { useEffect, useRef, useState } from 'react';
import type { TypedDocumentString } from '../gql/graphql.js';
import { persisted } from './http.js';

/**
 * What changes while a page is open. One connection for all of them, made at the first need; the browser's session opens
 * it. Where it cannot be had (a proxy without WebSocket, a server away) pages go on asking by themselves, only sooner.
 */
let client: Client | null = null;
let connected = false;
const watchers = new Set<(connected: boolean) => void>();

function tell(now: boolean): void {
  connected = now;
  for (const watch of watchers) watch(now);
}

/** Longest pause between two attempts to connect again. */
const LONGEST_WAIT_MS = 30_000;

function connection(): Client {
  client ??= createClient({
    url: () => `${window.location.origin.replace(/^http/, 'ws')}/graphql`,
    lazyCloseTimeout: 2_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    // Not all pages at once when a server comes back.
    retryWait: async (attempt) => {
      const wait = Math.min(500 * 2 ** attempt, LONGEST_WAIT_MS);
      await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random() / 2)));
    },
    on: { connected: () => tell(true), closed: () => tell(false) },
  });
  return client;
}

/**
 * Follows one subscription while the component is shown.
 * @param variables null: nothing is followed
 * @returns whether changes are heard now; where not, ask by yourself
 */
export function useLive<R, V>(
  document: TypedDocumentString<R, V>,
  variables: V | null,
  onEvent: (event: R) => void,
): boolean {
  const [heard, setHeard] = useState(connected);
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const key = variables === null ? null : JSON.stringify(variables);
  useEffect(() => {
    watchers.add(setHeard);
    return () => void watchers.delete(setHeard);
  }, []);
  useEffect(() => {
    if (key === null) return;
    return connection().subscribe<R>(
      { query: '', ...persisted(document), variables: JSON.parse(key) as Record<string, unknown> },
      {
        next: ({ data }) => {
          if (data) latest.current(data);
        },
        // Refused or signed out: the page asks by itself, and learns the reason there.
        error: () => setHeard(false),
        complete: () => undefined,
      },
    );
  }, [document, key]);
  return heard && key !== null;
}

/** Runs at once and then at most once in this time, so that a hundred changes are one more question. */
const AT_MOST_EVERY_MS = 1_500;

/** A function that may be called often and does its work seldom, the last call included. */
export function useSeldom(work: () => void): () => void {
  const latest = useRef(work);
  latest.current = work;
  const state = useRef<{ timer: ReturnType<typeof setTimeout> | null; again: boolean }>({ timer: null, again: false });
  useEffect(
    () => () => {
      if (state.current.timer !== null) clearTimeout(state.current.timer);
      state.current.timer = null;
    },
    [],
  );
  return () => {
    const { current } = state;
    if (current.timer !== null) {
      current.again = true;
      return;
    }
    const run = (): void => {
      current.again = false;
      latest.current();
      current.timer = setTimeout(() => {
        current.timer = null;
        if (current.again) run();
      }, AT_MOST_EVERY_MS);
    };
    run();
  };
}
