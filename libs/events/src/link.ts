/** Where messages travel: a channel of this name in PostgreSQL or Redis. */
export const CHANNEL = 'ccn_changes';

/** What a server does not answer in this time counts as lost. */
export const ANSWER_MS = 5_000;

/** One open connection to the server that carries the messages. */
export interface Link {
  /** Sends to every process, this one too. @throws when the server did not take it */
  send(text: string): Promise<void>;
  /** Asks whether the server is still there. @throws when it is not */
  ping(): Promise<void>;
  /** Resolves when the connection is gone. */
  readonly lost: Promise<void>;
  close(): Promise<void>;
}

/** Opens a link that listens already when it is given back. @throws when the server is not reached */
export type OpenLink = (onText: (text: string) => void) => Promise<Link>;
